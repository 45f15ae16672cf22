//! Query-string authentication: the layout of a presigned URL, and how it is signed where it lies.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html>

use super::canonical_request::{CanonicalRequest, payload_hash};
use super::scoped_signer::ScopedSigner;
use super::signature::Signature;
use crate::credentials::SecretAccessKey;
use crate::encode;
use crate::endpoint::{Address, BucketPlace, Front};
use crate::policy::Grant;
use crate::request::{HeaderLines, Method, S3Request};

/// Who signs, and where to: what is fixed before the request is looked at.
pub(crate) struct Pen<'a> {
    pub(crate) signer: &'a ScopedSigner,
    pub(crate) secret: &'a SecretAccessKey,
    pub(crate) address: &'a Address<'a>,
}

impl Pen<'_> {
    /// At least as much as the URL will take, so that it is allocated once.
    #[inline]
    pub(crate) fn capacity(&self, request: &S3Request<'_>) -> usize {
        let escaped = request.object_key().map_or(0, str::len) + request.params().len();
        let names = request.header_lines().encoded_names_len();
        let fixed = self.address.len() + self.signer.auth_params_len() + SIGNATURE_PARAM.len() + 16;
        fixed + 3 * escaped + names
    }

    /// Appends the URL so that, between host and signature, it is the canonical request but for the
    /// line ends; hashes it there; appends the signature.
    #[inline]
    pub(crate) fn write_url(
        &self,
        request: &S3Request<'_>,
        grant: &Grant,
        behind_proxy: Option<&BehindProxy>,
        url: &mut String,
    ) {
        let Address { site, bucket } = self.address;
        let (params, headers) = (request.params(), request.header_lines());
        site.scheme.write(url);
        let host = url.len();
        let path = site.front.write(*bucket, url);
        write_key(request.object_key(), url.len() == path, url);
        url.push('?');
        let query = url.len();
        params.write_before_signature(url);
        let date = self.signer.date(grant.signed_at());
        self.signer.write_auth_params(date, grant.expires_in(), headers, url);
        params.write_behind_signature(url);
        let part = |range| url.get(range).unwrap_or_default();
        let parts = Parts {
            host: part(host..path),
            path: part(path..query - 1),
            query: part(query..url.len()),
        };
        let canonical = parts.canonical(behind_proxy, request.http_method(), headers);
        let signature = self.signer.sign(self.secret, date, canonical.hash());
        push_signature(url, &signature);
    }

    /// How much of the host that is written is the name of the bucket and its dot.
    #[inline]
    pub(crate) fn label(&self) -> usize {
        match self.address.bucket {
            BucketPlace::Label(name) => name.len() + 1,
            BucketPlace::Path(_) | BucketPlace::None => 0,
        }
    }

    /// Where there is no proxy, which is the rule, it costs nothing.
    #[inline]
    pub(crate) fn behind_proxy(&self, request: &S3Request<'_>) -> Option<Box<BehindProxy>> {
        let front = self.address.site.behind_proxy.as_ref()?;
        Some(Box::new(BehindProxy::new(front, self.address.bucket, request)))
    }
}

/// The parts of a URL that the canonical request is made of.
pub(crate) struct Parts<'u> {
    pub(crate) host: &'u str,
    pub(crate) path: &'u str,
    /// Up to the signature.
    pub(super) query: &'u str,
}

impl<'u> Parts<'u> {
    /// Reads a URL of ours back, in which each mark that parts it stands once.
    pub(crate) fn of(url: &'u str) -> Self {
        let (_, rest) = url.split_once("://").unwrap_or_default();
        let (front, rest) = rest.split_once('?').unwrap_or_default();
        let (host, path) = front.split_at(front.find('/').unwrap_or(front.len()));
        let (query, _) = rest.rsplit_once(SIGNATURE_PARAM).unwrap_or_default();
        Self { host, path, query }
    }

    #[inline]
    pub(crate) fn canonical<'a>(
        &self,
        behind_proxy: Option<&'a BehindProxy>,
        method: &'a Method,
        headers: &'a HeaderLines,
    ) -> CanonicalRequest<'a>
    where
        'u: 'a,
    {
        let (host, uri) = match behind_proxy {
            Some(proxy) => (proxy.host.as_str(), proxy.uri.as_str()),
            None => (self.host, self.path),
        };
        CanonicalRequest {
            method: method.as_str(),
            uri,
            query: self.query,
            host,
            headers,
            payload_hash: payload_hash(headers),
        }
    }
}

/// What the server sees instead of what the URL says.
#[derive(Clone)]
pub(crate) struct BehindProxy {
    host: String,
    uri: String,
}

impl BehindProxy {
    #[cold]
    fn new(front: &Front, bucket: BucketPlace<'_>, request: &S3Request<'_>) -> Self {
        let mut host = String::new();
        let path = front.write(bucket, &mut host);
        let mut uri = host.split_off(path);
        write_key(request.object_key(), uri.is_empty(), &mut uri);
        Self { host, uri }
    }
}

/// Ends a URL.
#[inline]
pub(super) fn push_signature(url: &mut String, signature: &Signature) {
    url.push_str(SIGNATURE_PARAM);
    url.push_str(signature.as_str());
}

/// A request for a bucket or the service has no key; then a path that is empty so far becomes `/`.
#[inline]
pub(super) fn write_key(key: Option<&str>, is_empty: bool, out: &mut String) {
    if key.is_some() || is_empty {
        out.push('/');
    }
    encode::path(out, key.unwrap_or_default());
}

const SIGNATURE_PARAM: &str = "&X-Amz-Signature=";

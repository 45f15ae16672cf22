//! [`Address`]: where a request goes, and what its signature is made for.

use std::borrow::Cow;
use std::ops::Deref;

use crate::encode;
use crate::web_url::{HTTPS, Scheme};

/// Where a request goes: a site, and the bucket on it.
#[derive(Clone, Debug)]
pub(crate) struct Address<'a> {
    pub(crate) site: AnySite<'a>,
    pub(crate) bucket: BucketPlace<'a>,
}

/// A site that the resolver keeps ready, or one made for this request.
#[derive(Clone, Debug)]
pub(crate) enum AnySite<'a> {
    Ready(&'a Site),
    Made(Box<Site>),
}

/// A server as a URL begins with it, and what signatures for it are made for.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    pub(crate) scheme: Scheme,
    pub(crate) front: Front,
    /// Host and base path as the server sees them, where a proxy changes them on the way.
    pub(crate) behind_proxy: Option<Front>,
    pub(crate) scope: AuthScope<'static>,
}

/// A host with its base path, as one text.
#[derive(Clone, Debug)]
pub(crate) struct Front {
    /// With a dot before it, to stand behind a bucket.
    text: String,
    base_path: usize,
}

/// Where the name of the bucket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BucketPlace<'a> {
    /// In front of the host, with a dot: virtual-hosted style.
    Label(&'a str),
    /// The first segment of the path: path style.
    Path(&'a str),
    /// In the host already, or nowhere.
    None,
}

/// What a signature is made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AuthScope<'a> {
    pub(crate) service: &'static str,
    /// With SigV4A required, the region set.
    pub(crate) region: Cow<'a, str>,
    pub(crate) sigv4a: SigV4a,
}

/// Whether the endpoint takes SigV4A, whose signatures hold in many regions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SigV4a {
    /// SigV4 only.
    No,
    /// Either; AWS's rules name SigV4A first.
    Offered,
    /// SigV4A only.
    Required,
}

impl<'a> AuthScope<'a> {
    pub(crate) fn sigv4(service: &'static str, region: impl Into<Cow<'a, str>>) -> Self {
        Self { service, region: region.into(), sigv4a: SigV4a::No }
    }
}

impl Deref for AnySite<'_> {
    type Target = Site;

    #[inline]
    fn deref(&self) -> &Site {
        match self {
            Self::Ready(site) => site,
            Self::Made(site) => site,
        }
    }
}

impl Address<'_> {
    /// The URL up to the key, without a slash at its end.
    pub(crate) fn base_url(&self) -> String {
        let mut url = self.site.scheme.prefix().to_owned();
        self.site.front.write(self.bucket, &mut url);
        url
    }

    /// About the length of the URL before the key.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        let bucket = match self.bucket {
            BucketPlace::Label(name) | BucketPlace::Path(name) => name.len() + 1,
            BucketPlace::None => 0,
        };
        HTTPS.len() + self.site.front.text.len() + bucket
    }
}

impl Front {
    pub(super) fn new(host: &str, base_path: &str) -> Self {
        Self { text: format!(".{host}{base_path}"), base_path: base_path.len() }
    }

    /// The host, with its port.
    pub(super) fn host(&self) -> &str {
        let end = self.text.len().saturating_sub(self.base_path);
        self.text.get(1..end).unwrap_or_default()
    }

    /// Writes host and path, and says where the path begins.
    #[inline]
    pub(crate) fn write(&self, bucket: BucketPlace<'_>, out: &mut String) -> usize {
        if let BucketPlace::Label(name) = bucket {
            out.push_str(name);
            out.push_str(&self.text);
        } else {
            out.push_str(self.text.strip_prefix('.').unwrap_or_default());
        }
        let path = out.len() - self.base_path;
        if let BucketPlace::Path(name) = bucket {
            write_segment(name, out);
        }
        path
    }
}

/// Apart, so that the common case is short.
#[inline(never)]
fn write_segment(bucket: &str, out: &mut String) {
    out.push('/');
    encode::query(out, bucket);
}

/// Where an [`Endpoint`](crate::Endpoint) leads for one bucket, and what a signature for it is
/// made for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResolvedEndpoint {
    /// The base URL with the bucket applied, without a slash at its end.
    pub url: String,
    /// The name of the signing scheme: `sigv4`, `sigv4a` or `sigv4-s3express`.
    pub auth_scheme: &'static str,
    /// The service in the credential scope: `s3`, `s3-object-lambda`, `s3-outposts` or `s3express`.
    pub signing_service: &'static str,
    /// The region in the credential scope; with `sigv4a` the region set, which is `*` unless set.
    ///
    /// AWS's rules name `sigv4a` first for Outposts, which take `sigv4` too; URLs for them are signed
    /// with `sigv4` and the region of the ARN.
    pub signing_region: String,
}

impl From<&Address<'_>> for ResolvedEndpoint {
    fn from(address: &Address<'_>) -> Self {
        let scope = &address.site.scope;
        let (auth_scheme, signing_region) = match (scope.service, scope.sigv4a) {
            (_, SigV4a::Offered) => ("sigv4a", "*".to_owned()),
            (_, SigV4a::Required) => ("sigv4a", scope.region.to_string()),
            (EXPRESS, SigV4a::No) => ("sigv4-s3express", scope.region.to_string()),
            (_, SigV4a::No) => ("sigv4", scope.region.to_string()),
        };
        Self {
            url: address.base_url(),
            auth_scheme,
            signing_service: scope.service,
            signing_region,
        }
    }
}

/// The services that S3 signs for.
pub(crate) const S3: &str = "s3";
pub(crate) const EXPRESS: &str = "s3express";
pub(crate) const OBJECT_LAMBDA: &str = "s3-object-lambda";
pub(crate) const OUTPOSTS: &str = "s3-outposts";

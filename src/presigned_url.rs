//! [`PresignedUrl`]: the URL, what has to be sent with it, and when it dies.

use std::fmt;
use std::time::{Duration, SystemTime};

use url::Url;

use crate::endpoint::{Address, BucketPlace, Front};
use crate::error::{Error, Limit, shortened};
use crate::policy::{Certainty, Grant, Validity};
use crate::request::{CONTENT_SHA256, HeaderLines, Method, S3Request};
use crate::sigv4::{
    Algorithm, CanonicalRequest, CredentialScope, ScopedSigner, StringToSign, UNSIGNED_PAYLOAD,
};

/// A presigned URL with everything that its holder has to know.
///
/// Whoever holds it can use it, any number of times, until it dies: it is a bearer token. So `Debug`
/// hides the signature and the session token, and there is no `Display`; [`as_str`](Self::as_str)
/// is how it leaves the program.
///
/// Only a [`Presigner`](crate::Presigner) makes one, and only within its
/// [`ExpiryPolicy`](crate::ExpiryPolicy):
///
/// ```compile_fail,E0451
/// fn without_a_grant(url: s3_presigner::PresignedUrl) -> s3_presigner::PresignedUrl {
///     s3_presigner::PresignedUrl { url: "https://…".to_owned(), ..url }
/// }
/// ```
///
/// # Examples
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use s3_presigner::{Credentials, Presigner, Region, S3Request};
///
/// let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI")?;
/// let presigner = Presigner::new(credentials, Region::new("eu-west-1")?);
/// let request = S3Request::put_object("photos", "cat.jpg").content_type("image/jpeg");
/// let url = presigner.presign(&request, Duration::from_secs(900))?;
///
/// assert_eq!(url.method(), "PUT");
/// assert!(url.as_str().starts_with("https://photos.s3.eu-west-1.amazonaws.com/cat.jpg?"));
/// assert_eq!(url.headers().collect::<Vec<_>>(), [("content-type", "image/jpeg")]);
/// assert!(url.expires_at() <= SystemTime::now() + Duration::from_secs(900));
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone)]
pub struct PresignedUrl {
    method: Method,
    url: String,
    behind_proxy: Option<Box<BehindProxy>>,
    headers: HeaderLines,
    validity: Validity,
}

impl PresignedUrl {
    /// The whole pipe behind the policy: lays the URL out, hashes it where it lies, signs it.
    #[inline]
    pub(crate) fn sign(pen: &Pen<'_>, request: &S3Request<'_>, grant: &Grant) -> Self {
        let behind_proxy = pen.behind_proxy(request);
        let mut url = String::with_capacity(pen.capacity(request));
        pen.write_url(request, grant, behind_proxy.as_deref(), &mut url);
        Self {
            method: request.http_method().clone(),
            url,
            behind_proxy,
            headers: request.header_lines().copied(),
            validity: grant.validity(),
        }
    }

    /// The URL.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// The method that the holder has to use, such as `PUT`.
    #[must_use]
    pub fn method(&self) -> &str {
        self.method.as_str()
    }

    /// The headers that the holder has to send, names in lower case, with exactly these values.
    ///
    /// `host` is signed too, but every client sends it by itself. Browsers and most clients also
    /// send `content-length` by themselves.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        self.headers.iter()
    }

    /// From when to when the URL works.
    #[must_use]
    pub fn validity(&self) -> Validity {
        self.validity
    }

    /// When the URL was signed; see [`Validity::signed_at`].
    #[must_use]
    pub fn signed_at(&self) -> SystemTime {
        self.validity.signed_at()
    }

    /// The lifetime in the URL; see [`Validity::expires_in`].
    #[must_use]
    pub fn expires_in(&self) -> Duration {
        self.validity.expires_in()
    }

    /// When the URL really dies; see [`Validity::expires_at`].
    #[must_use]
    pub fn expires_at(&self) -> SystemTime {
        self.validity.expires_at()
    }

    /// What ends it then; see [`Validity::limited_by`].
    #[must_use]
    pub fn limited_by(&self) -> Limit {
        self.validity.limited_by()
    }

    /// Whether that end is exact; see [`Validity::certainty`].
    #[must_use]
    pub fn certainty(&self) -> Certainty {
        self.validity.certainty()
    }

    /// Whether a browser can open it as a plain link: a GET with no header to send, and without dot segments
    /// in its path, which a browser would fold.
    #[must_use]
    pub fn is_browser_navigable(&self) -> bool {
        self.method == Method::Get && self.headers.is_empty() && self.to_url().is_ok()
    }

    /// The URL as a [`Url`], which spells it the same.
    ///
    /// # Errors
    ///
    /// [`Error::DotSegment`] for a key with dot segments, which `Url` would fold.
    pub fn to_url(&self) -> Result<Url, Error> {
        match Url::parse(&self.url) {
            Ok(url) if url.as_str() == self.url => Ok(url),
            _ => Err(Error::DotSegment { key: shortened(Parts::of(&self.url).path) }),
        }
    }

    /// The canonical request that was hashed, to compare with the one in a server's
    /// `SignatureDoesNotMatch`.
    ///
    /// It holds the session token and, with SSE-C, the customer's key: do not log it.
    #[must_use]
    pub fn canonical_request(&self) -> String {
        self.canonical().text()
    }

    /// The string that was signed, to compare with the one in a server's `SignatureDoesNotMatch`.
    #[must_use]
    pub fn string_to_sign(&self) -> String {
        // Reads the scope back from the URL, from the right, as an access key id may hold a slash.
        let before = self.url.split("&X-Amz-Date=").next().unwrap_or_default();
        let (algorithm, parts) = if before.contains("X-Amz-Algorithm=AWS4-HMAC-SHA256&") {
            (Algorithm::HmacSha256, 3)
        } else {
            (Algorithm::EcdsaP256Sha256, 2)
        };
        let at = before.rmatch_indices("%2F").nth(parts - 1).map_or(0, |(at, _)| at);
        let behind_date = before.get(at..).unwrap_or_default().replace("%2F", "/");
        let scope = CredentialScope { date: self.validity.date(), behind_date: &behind_date };
        let text = StringToSign::new(algorithm, scope, self.canonical().hash());
        text.text()
    }

    fn canonical(&self) -> CanonicalRequest<'_> {
        Parts::of(&self.url).canonical(self.behind_proxy.as_deref(), &self.method, &self.headers)
    }
}

#[expect(
    clippy::missing_fields_in_debug,
    reason = "what a proxy changes is no business of the holder"
)]
impl fmt::Debug for PresignedUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.url.split_inclusive('?').next().unwrap_or_default();
        f.debug_struct("PresignedUrl")
            .field("method", &self.method())
            .field("url", &format_args!("{shown}(redacted)"))
            .field("headers", &self.headers)
            .field("validity", &self.validity)
            .finish()
    }
}

impl From<PresignedUrl> for String {
    fn from(url: PresignedUrl) -> Self {
        url.url
    }
}

impl AsRef<str> for PresignedUrl {
    fn as_ref(&self) -> &str {
        &self.url
    }
}

impl TryFrom<PresignedUrl> for Url {
    type Error = Error;

    fn try_from(url: PresignedUrl) -> Result<Self, Error> {
        url.to_url()
    }
}

impl TryFrom<&PresignedUrl> for Url {
    type Error = Error;

    fn try_from(url: &PresignedUrl) -> Result<Self, Error> {
        url.to_url()
    }
}

/// Who signs, and where to: what is fixed before the request is looked at.
pub(crate) struct Pen<'a> {
    pub(crate) signer: &'a ScopedSigner,
    pub(crate) secret: &'a crate::credentials::SecretAccessKey,
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
        url.push_str(SIGNATURE_PARAM);
        url.push_str(signature.as_str());
    }

    /// Where there is no proxy, which is the rule, it costs nothing.
    #[inline]
    pub(crate) fn behind_proxy(&self, request: &S3Request<'_>) -> Option<Box<BehindProxy>> {
        let front = self.address.site.behind_proxy.as_ref()?;
        Some(Box::new(BehindProxy::new(front, self.address.bucket, request)))
    }
}

/// The parts of a URL that the canonical request is made of.
struct Parts<'u> {
    host: &'u str,
    path: &'u str,
    /// Up to the signature.
    query: &'u str,
}

impl<'u> Parts<'u> {
    /// Reads a URL of ours back, in which each mark that parts it stands once.
    fn of(url: &'u str) -> Self {
        let (_, rest) = url.split_once("://").unwrap_or_default();
        let (front, rest) = rest.split_once('?').unwrap_or_default();
        let (host, path) = front.split_at(front.find('/').unwrap_or(front.len()));
        let (query, _) = rest.rsplit_once(SIGNATURE_PARAM).unwrap_or_default();
        Self { host, path, query }
    }

    #[inline]
    fn canonical<'a>(
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
            uri: uri.as_bytes(),
            query: self.query.as_bytes(),
            host: host.as_bytes(),
            headers,
            payload_hash: headers.get(CONTENT_SHA256).unwrap_or(UNSIGNED_PAYLOAD),
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

/// A request for a bucket or the service has no key; then a path that is empty so far becomes `/`.
#[inline]
fn write_key(key: Option<&str>, is_empty: bool, out: &mut String) {
    if key.is_some() || is_empty {
        out.push('/');
    }
    crate::encode::path(out, key.unwrap_or_default());
}

const SIGNATURE_PARAM: &str = "&X-Amz-Signature=";

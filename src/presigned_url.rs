//! [`PresignedUrl`]: the URL, what has to be sent with it, and when it dies.

mod signed_text;

use std::fmt;
use std::time::{Duration, SystemTime};

use self::signed_text::SignedText;
use crate::error::Limit;
use crate::policy::{Certainty, Grant, Validity};
use crate::request::{HeaderLines, Method, S3Request};
use crate::sigv4::{
    Algorithm, BehindProxy, CanonicalRequest, CredentialScope, Parts, Pen, SignedLane, StringToSign,
};

/// A presigned URL with everything that its holder has to know.
///
/// Whoever holds it can use it, any number of times, until it dies: it is a bearer token. So `Debug`
/// hides the signature and the session token, and there is no `Display`, no `to_string` and no `println!("{url}")`,
/// which would put it into logs by habit; [`as_str`](Self::as_str) and [`into_string`](Self::into_string) are how it
/// leaves the program.
///
/// Only a [`Presigner`](crate::Presigner) makes one, and only within its
/// [`ExpiryPolicy`](crate::ExpiryPolicy):
///
/// ```compile_fail,E0451
/// use s3_presigner::{PresignedUrl, Validity};
///
/// fn without_a_grant(url: PresignedUrl, validity: Validity) -> PresignedUrl {
///     PresignedUrl { validity, ..url }
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
    text: SignedText,
    /// How much of the host is the name of the bucket and its dot.
    label: usize,
    behind_proxy: Option<Box<BehindProxy>>,
    validity: Validity,
}

impl PresignedUrl {
    /// The whole pipe behind the policy: lays the URL out, hashes it where it lies, signs it.
    #[inline]
    pub(crate) fn sign(pen: &Pen<'_>, request: &S3Request<'_>, grant: &Grant) -> Self {
        let behind_proxy = pen.behind_proxy(request);
        let text = SignedText::new(request.header_lines(), pen.capacity(request), |url| {
            pen.write_url(request, grant, behind_proxy.as_deref(), url);
        });
        Self {
            method: request.http_method().clone(),
            text,
            label: pen.label(),
            behind_proxy,
            validity: grant.validity(),
        }
    }

    /// One whose text is still to come, when it is signed side by side with others.
    pub(crate) fn laid_out(pen: &Pen<'_>, request: &S3Request<'_>, grant: &Grant) -> Self {
        Self {
            method: request.http_method().clone(),
            text: SignedText::without_url(request.header_lines()),
            label: pen.label(),
            behind_proxy: pen.behind_proxy(request),
            validity: grant.validity(),
        }
    }

    /// The text that was to come.
    pub(crate) fn set_url(&mut self, lane: &SignedLane<'_>) {
        self.text = self.text.with_url(lane.len(), |url| lane.write_url(url));
    }

    /// The URL.
    #[doc(alias = "Display")]
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.text.url()
    }

    /// The URL as text of its own, without a copy unless a customer's key is to be sent with it.
    #[doc(alias = "to_string")]
    #[must_use]
    pub fn into_string(self) -> String {
        self.text.into_url()
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
        self.text.headers().iter()
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

    /// How long the URL works from this instant on; zero once it has died.
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::{Duration, SystemTime};
    /// # use s3_presigner::{Credentials, Presigner, Region};
    /// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::EU_WEST_1);
    /// let url = presigner.presign_get("photos", "cat.jpg", Duration::from_secs(900))?;
    /// let in_ten_minutes = url.signed_at() + Duration::from_secs(600);
    /// assert_eq!(url.remaining(in_ten_minutes), Duration::from_secs(300));
    /// assert!(!url.is_expired(in_ten_minutes));
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[doc(alias = "ttl")]
    #[must_use]
    pub fn remaining(&self, now: SystemTime) -> Duration {
        self.expires_at().duration_since(now).unwrap_or_default()
    }

    /// Whether the URL has died by this instant, or dies at it.
    #[must_use]
    pub fn is_expired(&self, now: SystemTime) -> bool {
        self.remaining(now).is_zero()
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
        self.method == Method::Get && self.text.headers().is_empty() && !self.has_dot_segment()
    }

    /// The canonical request that was hashed, to compare with the one in a server's
    /// `SignatureDoesNotMatch`.
    ///
    /// It holds the session token and, with SSE-C, the customer's key: do not log it.
    #[must_use]
    pub fn canonical_request(&self) -> String {
        self.canonical(&self.header_lines()).text()
    }

    /// The string that was signed, to compare with the one in a server's `SignatureDoesNotMatch`.
    #[must_use]
    pub fn string_to_sign(&self) -> String {
        // Reads the scope back from the URL, from the right, as an access key id may hold a slash.
        let before = self.as_str().split("&X-Amz-Date=").next().unwrap_or_default();
        let (algorithm, parts) = if before.contains("X-Amz-Algorithm=AWS4-HMAC-SHA256&") {
            (Algorithm::HmacSha256, 3)
        } else {
            (Algorithm::EcdsaP256Sha256, 2)
        };
        let at = before.rmatch_indices("%2F").nth(parts - 1).map_or(0, |(at, _)| at);
        let behind_date = before.get(at..).unwrap_or_default().replace("%2F", "/");
        let scope = CredentialScope { date: self.validity.date(), behind_date: &behind_date };
        let hash = self.canonical(&self.header_lines()).hash();
        let text = StringToSign::new(algorithm, scope, hash);
        text.text()
    }

    /// Whether browsers and most clients rewrite the path.
    pub(crate) fn has_dot_segment(&self) -> bool {
        self.path().split('/').any(|segment| segment == "." || segment == "..")
    }

    pub(crate) fn path(&self) -> &str {
        Parts::of(self.as_str()).path
    }

    /// The host of this URL without the bucket that may stand in front of it.
    pub(crate) fn server<'h>(&self, host: &'h str) -> &'h str {
        host.get(self.label..).unwrap_or_default()
    }

    /// Whether the value of a header was given with blanks that were folded before it was signed.
    pub(crate) fn has_folded_value(&self) -> bool {
        self.text.has_folded
    }

    /// Reads the headers back.
    fn header_lines(&self) -> HeaderLines {
        HeaderLines::of(self.text.headers())
    }

    fn canonical<'u>(&'u self, headers: &'u HeaderLines) -> CanonicalRequest<'u> {
        let parts = Parts::of(self.as_str());
        parts.canonical(self.behind_proxy.as_deref(), &self.method, headers)
    }
}

#[expect(
    clippy::missing_fields_in_debug,
    reason = "what a proxy changes, and where the bucket stands, is no business of the holder"
)]
impl fmt::Debug for PresignedUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.as_str().split_inclusive('?').next().unwrap_or_default();
        f.debug_struct("PresignedUrl")
            .field("method", &self.method())
            .field("url", &format_args!("{shown}(redacted)"))
            .field("headers", &self.text.headers())
            .field("validity", &self.validity)
            .finish()
    }
}

impl From<PresignedUrl> for String {
    fn from(url: PresignedUrl) -> Self {
        url.into_string()
    }
}

impl AsRef<str> for PresignedUrl {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

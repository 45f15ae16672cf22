//! [`SignedRequest`]: a presigned request as a server receives it.

use std::fmt;

use super::auth_params::SIGNATURE;
use super::hidden::Hidden;
use super::raw_url::RawUrl;
use crate::respelled;

/// A request as it was received: method, target and headers, nothing decoded or normalised.
///
/// # Examples
///
/// ```
/// use s3_presigner::SignedRequest;
///
/// let request = SignedRequest::new("PUT", "/photos/cat.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256&…")
///     .header("host", "localhost:9000")
///     .header("content-type", "image/jpeg");
/// ```
#[derive(Clone)]
pub struct SignedRequest<'r> {
    pub(crate) method: &'r str,
    pub(crate) uri: &'r str,
    pub(crate) headers: Vec<(&'r str, &'r str)>,
}

/// The method, the link without what makes it work, and the names of the headers.
impl fmt::Debug for SignedRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hidden = Hidden::of(self.uri);
        let names: Vec<_> = self.headers.iter().map(|(name, _)| hidden.show_name(name)).collect();
        f.debug_struct("SignedRequest")
            .field("method", &self.method)
            .field("uri", &hidden.show_link(self.uri))
            .field("headers", &names)
            .finish()
    }
}

impl<'r> SignedRequest<'r> {
    /// A request for a target as it stood in the request line, `/path?query`, or for a whole URL.
    #[must_use]
    pub fn new(method: &'r str, uri: &'r str) -> Self {
        Self { method, uri, headers: Vec::new() }
    }

    /// Adds a header. The host of a whole URL counts before the header `host`, as RFC 9112, section 3.2.2, has it.
    #[must_use]
    pub fn header(mut self, name: &'r str, value: &'r str) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Adds headers.
    #[must_use]
    pub fn headers(mut self, headers: impl IntoIterator<Item = (&'r str, &'r str)>) -> Self {
        self.headers.extend(headers);
        self
    }

    /// Whether path and query stand there as S3 spells them: escaped once, in upper case, all that has to be and
    /// nothing else. Where nobody has shown how S3 spells something, they do not.
    ///
    /// S3 spells a request so before it checks the signature. It refuses a link that was signed in another spelling,
    /// which a [`Verifier`](crate::Verifier) takes, as it is in order byte for byte.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::SignedRequest;
    ///
    /// assert!(SignedRequest::new("GET", "/cat%27s.jpg?X-Amz-Expires=900").is_in_s3_spelling());
    /// assert!(!SignedRequest::new("GET", "/cat's.jpg?X-Amz-Expires=900").is_in_s3_spelling());
    /// ```
    #[must_use]
    pub fn is_in_s3_spelling(&self) -> bool {
        let url = RawUrl::split(self.uri);
        // The signature is not signed.
        let mut signed = url.params().filter(|param| param.name != SIGNATURE);
        respelled::is_spelled_path(url.path)
            && signed.all(|param| {
                respelled::is_spelled_query(param.name) && respelled::is_spelled_query(param.value)
            })
    }

    /// The values of a header; upper and lower case are the same in its name.
    pub(crate) fn values<'n>(
        &self,
        name: &'n str,
    ) -> impl Iterator<Item = &'r str> + use<'_, 'r, 'n> {
        let is_named = move |(other, _): &&(&'r str, &'r str)| other.eq_ignore_ascii_case(name);
        self.headers.iter().filter(is_named).map(|(_, value)| *value)
    }
}

//! [`SignedRequest`]: a presigned request as a server receives it.

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
#[derive(Clone, Debug)]
pub struct SignedRequest<'r> {
    pub(crate) method: &'r str,
    pub(crate) uri: &'r str,
    pub(crate) headers: Vec<(&'r str, &'r str)>,
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

    /// The values of a header; upper and lower case are the same in its name.
    pub(crate) fn values<'n>(
        &self,
        name: &'n str,
    ) -> impl Iterator<Item = &'r str> + use<'_, 'r, 'n> {
        let is_named = move |(other, _): &&(&'r str, &'r str)| other.eq_ignore_ascii_case(name);
        self.headers.iter().filter(is_named).map(|(_, value)| *value)
    }
}

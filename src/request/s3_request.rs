//! [`S3Request`]: an operation, its query parameters and its headers.

use std::borrow::Cow;

use super::header_lines::HeaderLines;
use super::method::Method;
use super::query::Query;
use crate::error::{Error, Field, shortened};
use crate::object::{BucketName, ObjectKey};

/// One S3 operation with its query parameters and headers.
///
/// Constructors are named after the operations of the
/// [S3 API](https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html).
/// A header given here is signed, so the holder of the URL has to send it with exactly this value:
/// that is how a link is limited to one content type or length. A header not given is not part of
/// the signature and may be sent or not, but for `x-amz-*` headers, which S3 takes only when signed.
///
/// Every text is checked when it is given; the first fault is reported by
/// [`Presigner::presign`](crate::Presigner::presign), or at once by [`validate`](Self::validate).
///
/// # Examples
///
/// ```
/// use s3_presigner::S3Request;
///
/// let request = S3Request::put_object("photos", "2026/cat.jpg")
///     .content_type("image/jpeg")
///     .content_length(48_213)
///     .if_none_match_any(); // never overwrite
/// request.validate()?;
///
/// assert!(S3Request::get_object("photos", "../secrets").validate().is_err());
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct S3Request<'a> {
    method: Method,
    bucket: Option<BucketName<'a>>,
    key: Option<ObjectKey<'a>>,
    query: Query<'a>,
    headers: HeaderLines,
    dot_segments: bool,
    fault: Option<Box<Error>>,
}

impl<'a> S3Request<'a> {
    /// [`GetObject`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html): a download.
    #[must_use]
    pub fn get_object(bucket: impl Into<Cow<'a, str>>, key: impl Into<Cow<'a, str>>) -> Self {
        Self::on_object(Method::Get, bucket.into(), key.into())
    }

    /// [`PutObject`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html): an upload
    /// of up to 5 GiB. It replaces an object of the same name unless
    /// [`if_none_match_any`](Self::if_none_match_any) says otherwise.
    #[must_use]
    pub fn put_object(bucket: impl Into<Cow<'a, str>>, key: impl Into<Cow<'a, str>>) -> Self {
        Self::on_object(Method::Put, bucket.into(), key.into())
    }

    /// [`HeadObject`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html): the
    /// headers of a download without its body.
    #[must_use]
    pub fn head_object(bucket: impl Into<Cow<'a, str>>, key: impl Into<Cow<'a, str>>) -> Self {
        Self::on_object(Method::Head, bucket.into(), key.into())
    }

    /// [`DeleteObject`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html).
    #[must_use]
    pub fn delete_object(bucket: impl Into<Cow<'a, str>>, key: impl Into<Cow<'a, str>>) -> Self {
        Self::on_object(Method::Delete, bucket.into(), key.into())
    }

    /// Any method on an object, for operations that have no constructor of their own.
    ///
    /// Add their [`query`](Self::query) parameters and [`header`](Self::header)s.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::S3Request;
    ///
    /// let request = S3Request::new("GET", "photos", "cat.jpg").query("torrent", "");
    /// request.validate()?;
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn new(
        method: &str,
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
    ) -> Self {
        Self::on_object(Method::Get, bucket.into(), key.into()).method(method)
    }

    /// Any method on a bucket.
    #[must_use]
    pub fn new_on_bucket(method: &str, bucket: impl Into<Cow<'a, str>>) -> Self {
        Self::on_bucket(Method::Get, bucket.into()).method(method)
    }

    /// Any method on the service itself, such as `ListBuckets`.
    #[must_use]
    pub fn new_on_service(method: &str) -> Self {
        Self::of(Method::Get, None, None, None).method(method)
    }

    /// Adds a query parameter. Use `""` for one without a value, such as `uploads`.
    ///
    /// Parameters of the signature itself (`X-Amz-…`) are refused in any case, and so are a second
    /// parameter of the same name, and a `response-…` that S3 cannot answer with. So are names that S3 does not read
    /// but that are those of a header (`Content-Length`, `x-amz-acl`), which would limit nothing, and those that are
    /// close to one that it does (`versionid`): see [`Error::UnreadQuery`]. Other names may be anything; S3 passes
    /// over them.
    #[must_use]
    #[inline]
    pub fn query(mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Cow<'a, str>>) -> Self {
        let added = self.query.add(name.into(), value.into());
        self.note_fault_of(added);
        self
    }

    /// Adds a query parameter that another server than S3 reads, whatever S3 makes of its name.
    ///
    /// As [`query`](Self::query), but names that S3 does not read are let be. For servers at
    /// [custom endpoints](crate::Endpoint::custom) with parameters of their own.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::S3Request;
    ///
    /// let request = S3Request::get_object("photos", "cat.jpg").custom_query("range", "0-99");
    /// request.validate()?;
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn custom_query(
        mut self,
        name: impl Into<Cow<'a, str>>,
        value: impl Into<Cow<'a, str>>,
    ) -> Self {
        let added = self.query.add_custom(name.into(), value.into());
        self.note_fault_of(added);
        self
    }

    /// Adds a header, which is signed, so that the holder has to send it.
    ///
    /// Spaces at the ends of the value are cut off and runs of spaces and tabs inside it become one
    /// space: that is how S3 reads it, and what [`PresignedUrl::headers`](crate::PresignedUrl::headers)
    /// gives back. A second value for a header that takes a list is joined with a comma; for one
    /// that does not, it is refused, as are line ends, control characters and headers that cannot be
    /// signed into a URL.
    ///
    /// Values are ASCII. S3 takes the bytes of others for Latin-1 when it computes the signature, some clients send
    /// Latin-1 and some refuse, so that the answer is `SignatureDoesNotMatch`: write them percent-encoded or by
    /// RFC 2047, and the name of a file as `filename*=UTF-8''…` (RFC 8187).
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let added = self.headers.add(name, value);
        self.note_fault_of(added);
        self
    }

    /// Signs a key with a segment `.` or `..` as it is.
    ///
    /// Browsers, `fetch`, `curl` (without `--path-as-is`) and most HTTP clients fold such segments,
    /// escaped or not, before they send the request, so that the link fails, or in path style even
    /// names another bucket. Only for clients that send the path untouched.
    #[must_use]
    pub fn allow_dot_segments(mut self) -> Self {
        self.dot_segments = true;
        self
    }

    /// Whether everything given so far can be signed.
    ///
    /// # Errors
    ///
    /// The first fault: [`Error::Invalid`], [`Error::TooLong`], [`Error::DotSegment`],
    /// [`Error::ReservedQuery`], [`Error::UnreadQuery`], [`Error::ReservedHeader`], [`Error::DuplicateQuery`],
    /// [`Error::DuplicateHeader`], [`Error::ExclusiveHeaders`].
    #[inline]
    pub fn validate(&self) -> Result<(), Error> {
        let is_rewritten = self.key.as_ref().is_some_and(ObjectKey::has_dot_segment);
        if self.fault.is_none() && (!is_rewritten || self.dot_segments) {
            return Ok(());
        }
        Err(self.first_fault())
    }

    /// Apart, so that the common case is short.
    #[cold]
    fn first_fault(&self) -> Error {
        let of_key = || Error::DotSegment { key: shortened(self.object_key().unwrap_or_default()) };
        self.fault.as_ref().map_or_else(of_key, |fault| (**fault).clone())
    }

    #[inline]
    pub(super) fn on_object(method: Method, bucket: Cow<'a, str>, key: Cow<'a, str>) -> Self {
        let (bucket, of_bucket) = apart(BucketName::new(bucket));
        let (key, of_key) = apart(ObjectKey::new(key));
        Self::of(method, bucket, key, of_bucket.or(of_key))
    }

    pub(super) fn on_bucket(method: Method, bucket: Cow<'a, str>) -> Self {
        let (bucket, fault) = apart(BucketName::new(bucket));
        Self::of(method, bucket, None, fault)
    }

    /// Made in one go, as a request is large to move.
    #[inline]
    fn of(
        method: Method,
        bucket: Option<BucketName<'a>>,
        key: Option<ObjectKey<'a>>,
        fault: Option<Box<Error>>,
    ) -> Self {
        let (query, headers) = (Query::default(), HeaderLines::default());
        Self { method, bucket, key, query, headers, dot_segments: false, fault }
    }

    fn method(mut self, method: &str) -> Self {
        let method = Method::new(method).map(|method| self.method = method);
        self.note_fault_of(method);
        self
    }

    pub(super) fn with_method(mut self, method: Method) -> Self {
        self.method = method;
        self
    }

    /// Adds a query parameter of S3's own.
    #[inline]
    pub(super) fn param(mut self, name: &'static str, value: impl Into<Cow<'a, str>>) -> Self {
        self.add_param(name, value.into());
        self
    }

    /// [`param`](Self::param) of a value that S3 does not take empty.
    pub(super) fn filled_param(
        self,
        name: &'static str,
        value: impl Into<Cow<'a, str>>,
        rule: &'static str,
    ) -> Self {
        match value.into() {
            value if value.is_empty() => self.fault(Error::invalid(Field::QueryValue, "", rule)),
            value => self.param(name, value),
        }
    }

    /// [`param`](Self::param) in place, as a request is large to move.
    #[inline]
    pub(super) fn add_param(&mut self, name: &'static str, value: Cow<'a, str>) {
        let added = self.query.add_own(name, value);
        self.note_fault_of(added);
    }

    #[inline]
    fn note_fault_of(&mut self, outcome: Result<(), Error>) {
        if let Err(error) = outcome {
            self.note(error);
        }
    }

    pub(super) fn fault(mut self, error: Error) -> Self {
        self.note(error);
        self
    }

    /// Keeps the first fault for [`validate`](Self::validate).
    #[cold]
    pub(super) fn note(&mut self, error: Error) {
        self.fault.get_or_insert_with(|| Box::new(error));
    }

    pub(crate) fn http_method(&self) -> &Method {
        &self.method
    }

    pub(crate) fn bucket_name(&self) -> Option<&BucketName<'a>> {
        self.bucket.as_ref()
    }

    pub(crate) fn object_key(&self) -> Option<&str> {
        self.key.as_ref().map(ObjectKey::as_str)
    }

    pub(crate) fn params(&self) -> &Query<'a> {
        &self.query
    }

    pub(crate) fn header_lines(&self) -> &HeaderLines {
        &self.headers
    }
}

/// What was made, and why not.
#[inline]
fn apart<T>(outcome: Result<T, Box<Error>>) -> (Option<T>, Option<Box<Error>>) {
    match outcome {
        Ok(made) => (Some(made), None),
        Err(fault) => (None, Some(fault)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_segment_is_refused_unless_it_is_allowed() {
        let request = S3Request::get_object("photos", "a/../b");
        assert_eq!(
            request.validate().unwrap_err().to_string(),
            "object key \"a/../b\" has a segment `.` or `..`, which browsers and most HTTP clients \
             rewrite, even when it is escaped: rename the object, or sign it as it is with \
             allow_dot_segments() for a client that sends the path untouched"
        );
        request.allow_dot_segments().validate().unwrap();
    }

    #[test]
    fn the_fault_of_the_bucket_comes_before_that_of_the_key() {
        let fault = |request: S3Request<'_>| request.validate().unwrap_err().to_string();
        let of_bucket = fault(S3Request::new_on_bucket("GET", "b"));
        assert_eq!(fault(S3Request::get_object("b", "")), of_bucket);
        assert_ne!(fault(S3Request::get_object("photos", "")), of_bucket);
        assert_eq!(fault(S3Request::new("get", "b", "")), of_bucket);
    }
}

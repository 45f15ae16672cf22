//! Annotations: named texts that hang on an object.

use std::borrow::Cow;

use crate::error::{Error, Field};
use crate::limits::ANNOTATION_NAME;
use crate::request::method::Method;
use crate::request::s3_request::S3Request;

impl<'a> S3Request<'a> {
    /// [`GetObjectAnnotation`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAnnotation.html):
    /// the text of one annotation. Directory buckets have none.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::S3Request;
    ///
    /// let request = S3Request::get_object_annotation("photos", "cat.jpg", "caption");
    /// # request.validate()?;
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn get_object_annotation(
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
        name: impl Into<Cow<'a, str>>,
    ) -> Self {
        Self::on_object(Method::Get, bucket.into(), key.into()).annotation(name.into())
    }

    /// [`PutObjectAnnotation`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAnnotation.html):
    /// the body is the text, of 1 byte to 1 MiB of UTF-8. It replaces an annotation of the same name. S3
    /// takes no names that begin with `aws` or `s3`, in capitals or not.
    #[must_use]
    pub fn put_object_annotation(
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
        name: impl Into<Cow<'a, str>>,
    ) -> Self {
        Self::on_object(Method::Put, bucket.into(), key.into()).annotation(name.into())
    }

    /// [`DeleteObjectAnnotation`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectAnnotation.html):
    /// for good, as annotations have no versions of their own.
    #[must_use]
    pub fn delete_object_annotation(
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
        name: impl Into<Cow<'a, str>>,
    ) -> Self {
        Self::on_object(Method::Delete, bucket.into(), key.into()).annotation(name.into())
    }

    /// [`ListObjectAnnotations`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectAnnotations.html):
    /// the names of the annotations of an object, up to 1 000 at once; there are no more.
    #[must_use]
    pub fn list_object_annotations(
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
    ) -> Self {
        Self::on_object(Method::Get, bucket.into(), key.into()).param("annotation", "")
    }

    /// `annotation-prefix`, for [`list_object_annotations`](Self::list_object_annotations): only names
    /// that begin with this.
    #[must_use]
    pub fn annotation_prefix(self, prefix: impl Into<Cow<'a, str>>) -> Self {
        self.param("annotation-prefix", prefix)
    }

    /// `max-annotation-results`, for [`list_object_annotations`](Self::list_object_annotations); S3 gives
    /// at most 1 000 at once.
    #[must_use]
    pub fn max_annotation_results(self, count: u32) -> Self {
        self.param("max-annotation-results", count.to_string())
    }

    /// `x-amz-object-if-match`, for putting and deleting annotations: only if the object has this `ETag`,
    /// given as S3 gave it, quotes included.
    #[must_use]
    pub fn object_if_match(self, etag: &str) -> Self {
        self.etag_header("x-amz-object-if-match", etag)
    }

    fn annotation(self, name: Cow<'a, str>) -> Self {
        let (length, max) = (name.len(), ANNOTATION_NAME);
        if length > max {
            return self.fault(Error::TooLong { field: Field::QueryValue, length, max });
        }
        self.param("annotation", "").filled_param("annotationName", name, "name the annotation")
    }
}

//! The operations of a multipart upload.

use std::borrow::Cow;

use crate::error::Error;
use crate::request::copy_source::CopySource;
use crate::request::method::Method;
use crate::request::s3_request::S3Request;

impl<'a> S3Request<'a> {
    /// [`CreateMultipartUpload`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html):
    /// begins an upload in parts; the answer is XML with its `UploadId`. No body.
    ///
    /// Takes what [`put_object`](Self::put_object) takes about the object, but for its length and
    /// checksum; those belong to the parts.
    #[must_use]
    pub fn create_multipart_upload(
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
    ) -> Self {
        Self::on_object(Method::Post, bucket.into(), key.into()).param("uploads", "")
    }

    /// [`UploadPart`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html): one part,
    /// numbered from 1 to 10 000, of 5 MiB to 5 GiB unless it is the last. The body is the part; the
    /// answer's `ETag` header is needed to complete the upload.
    #[must_use]
    pub fn upload_part(
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
        upload_id: impl Into<Cow<'a, str>>,
        part_number: u32,
    ) -> Self {
        Self::on_object(Method::Put, bucket.into(), key.into())
            .part_number(part_number)
            .upload_id(upload_id)
    }

    /// [`UploadPartCopy`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html):
    /// one part, copied from another object or a [range](Self::copy_source_range) of it. No body; the
    /// answer is XML with the part's `ETag`. The source is given as for [`copy_object`](Self::copy_object).
    #[must_use]
    pub fn upload_part_copy<'s>(
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
        upload_id: impl Into<Cow<'a, str>>,
        part_number: u32,
        source: impl TryInto<CopySource<'s>, Error: Into<Error>>,
    ) -> Self {
        Self::upload_part(bucket, key, upload_id, part_number).copy_from(source)
    }

    /// [`CompleteMultipartUpload`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html):
    /// makes the object out of its parts.
    ///
    /// The body is XML with the number and `ETag` of each part;
    /// [`completion_body`](crate::MultipartPlan::completion_body) writes it. It is known only when the
    /// parts have been uploaded; a URL made then can bind it with [`body_sha256`](Self::body_sha256).
    /// S3 may answer 200 and yet report an error in the answer's body.
    ///
    /// A [`checksum`](Self::checksum) here is that of the whole object, not of the body.
    #[must_use]
    pub fn complete_multipart_upload(
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
        upload_id: impl Into<Cow<'a, str>>,
    ) -> Self {
        Self::on_object(Method::Post, bucket.into(), key.into()).upload_id(upload_id)
    }

    /// [`AbortMultipartUpload`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html):
    /// gives the upload up and frees what its parts take. No body.
    #[must_use]
    pub fn abort_multipart_upload(
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
        upload_id: impl Into<Cow<'a, str>>,
    ) -> Self {
        Self::on_object(Method::Delete, bucket.into(), key.into()).upload_id(upload_id)
    }

    /// [`ListParts`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html): the parts
    /// that have been uploaded so far.
    #[must_use]
    pub fn list_parts(
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
        upload_id: impl Into<Cow<'a, str>>,
    ) -> Self {
        Self::on_object(Method::Get, bucket.into(), key.into()).upload_id(upload_id)
    }

    /// [`ListMultipartUploads`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html):
    /// the uploads that are neither completed nor given up.
    #[must_use]
    pub fn list_multipart_uploads(bucket: impl Into<Cow<'a, str>>) -> Self {
        Self::on_bucket(Method::Get, bucket.into()).param("uploads", "")
    }

    fn upload_id(self, id: impl Into<Cow<'a, str>>) -> Self {
        let rule = "give the UploadId of the answer to CreateMultipartUpload";
        self.filled_param("uploadId", id, rule)
    }

    /// `x-amz-mp-object-size`, for [`complete_multipart_upload`](Self::complete_multipart_upload):
    /// only if the object comes out with this many bytes.
    #[must_use]
    pub fn mp_object_size(self, bytes: u64) -> Self {
        self.header("x-amz-mp-object-size", &bytes.to_string())
    }

    /// `max-parts`, for [`list_parts`](Self::list_parts); S3 gives at most 1 000 at once.
    #[must_use]
    pub fn max_parts(self, count: u32) -> Self {
        self.param("max-parts", count.to_string())
    }

    /// `part-number-marker`, for [`list_parts`](Self::list_parts): the parts behind this one.
    #[must_use]
    pub fn part_number_marker(self, number: u32) -> Self {
        self.param("part-number-marker", number.to_string())
    }
}

//! The operations that list what a bucket holds, and their parameters.

use std::borrow::Cow;

use crate::request::method::Method;
use crate::request::s3_request::S3Request;

impl<'a> S3Request<'a> {
    /// [`HeadBucket`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html): whether
    /// the bucket exists and may be read; the answer's `x-amz-bucket-region` names its region.
    #[must_use]
    pub fn head_bucket(bucket: impl Into<Cow<'a, str>>) -> Self {
        Self::on_bucket(Method::Head, bucket.into())
    }

    /// [`ListObjectsV2`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html): the
    /// objects of a bucket, up to 1 000 at once.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::S3Request;
    ///
    /// let folder = S3Request::list_objects_v2("photos").prefix("2026/").delimiter("/").max_keys(100);
    /// # folder.validate()?;
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn list_objects_v2(bucket: impl Into<Cow<'a, str>>) -> Self {
        Self::on_bucket(Method::Get, bucket.into()).param("list-type", "2")
    }

    /// [`ListObjectVersions`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html):
    /// all versions of the objects of a bucket.
    #[must_use]
    pub fn list_object_versions(bucket: impl Into<Cow<'a, str>>) -> Self {
        Self::on_bucket(Method::Get, bucket.into()).param("versions", "")
    }

    /// `prefix`: only keys that begin with this.
    #[must_use]
    pub fn prefix(self, prefix: impl Into<Cow<'a, str>>) -> Self {
        self.param("prefix", prefix)
    }

    /// `delimiter`: keys that go on behind it are listed as one common prefix.
    #[must_use]
    pub fn delimiter(self, delimiter: impl Into<Cow<'a, str>>) -> Self {
        self.param("delimiter", delimiter)
    }

    /// `max-keys`: at most so many; S3 gives at most 1 000 at once.
    #[must_use]
    pub fn max_keys(self, count: u32) -> Self {
        self.param("max-keys", count.to_string())
    }

    /// `encoding-type=url`: keys in the answer are percent-encoded, as keys with control characters
    /// have to be to stand in XML.
    #[must_use]
    pub fn encoding_type_url(self) -> Self {
        self.param("encoding-type", "url")
    }

    /// `continuation-token`, for [`list_objects_v2`](Self::list_objects_v2): goes on where the last
    /// answer ended.
    #[must_use]
    pub fn continuation_token(self, token: impl Into<Cow<'a, str>>) -> Self {
        let rule = "give the NextContinuationToken of the last answer, or leave it out";
        self.filled_param("continuation-token", token, rule)
    }

    /// `start-after`, for [`list_objects_v2`](Self::list_objects_v2): only keys behind this one.
    #[must_use]
    pub fn start_after(self, key: impl Into<Cow<'a, str>>) -> Self {
        self.param("start-after", key)
    }

    /// `fetch-owner`, for [`list_objects_v2`](Self::list_objects_v2): whether owners are listed too.
    #[must_use]
    pub fn fetch_owner(self, on: bool) -> Self {
        self.param("fetch-owner", if on { "true" } else { "false" })
    }

    /// `x-amz-optional-object-attributes: RestoreStatus`, for lists: whether archived objects are
    /// being restored.
    #[must_use]
    pub fn list_restore_status(self) -> Self {
        self.header("x-amz-optional-object-attributes", "RestoreStatus")
    }

    /// `key-marker`, for lists of versions and of uploads: goes on behind this key.
    #[must_use]
    pub fn key_marker(self, key: impl Into<Cow<'a, str>>) -> Self {
        self.param("key-marker", key)
    }

    /// `version-id-marker`, for [`list_object_versions`](Self::list_object_versions), beside
    /// [`key_marker`](Self::key_marker).
    #[must_use]
    pub fn version_id_marker(self, id: impl Into<Cow<'a, str>>) -> Self {
        let rule = "give the NextVersionIdMarker of the last answer, or leave it out";
        self.filled_param("version-id-marker", id, rule)
    }

    /// `upload-id-marker`, for [`list_multipart_uploads`](Self::list_multipart_uploads), beside
    /// [`key_marker`](Self::key_marker).
    #[must_use]
    pub fn upload_id_marker(self, id: impl Into<Cow<'a, str>>) -> Self {
        self.param("upload-id-marker", id)
    }

    /// `max-uploads`, for [`list_multipart_uploads`](Self::list_multipart_uploads); S3 gives at most
    /// 1 000 at once.
    #[must_use]
    pub fn max_uploads(self, count: u32) -> Self {
        self.param("max-uploads", count.to_string())
    }
}

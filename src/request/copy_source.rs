//! [`CopySource`]: the object that is copied, and on what condition.

use std::borrow::Cow;
use std::ops::RangeBounds;
use std::time::SystemTime;

use super::conditions::{byte_range, shown};
use super::encryption::SseCustomerKey;
use super::s3_request::S3Request;
use crate::encode;
use crate::error::{Error, Field};
use crate::object::{BucketName, ObjectKey};

/// The object that [`S3Request::copy_object`] and [`S3Request::upload_part_copy`] copy.
///
/// The bucket may be an access point ARN. Bucket and key are encoded as `x-amz-copy-source` wants it.
#[derive(Clone, Debug)]
pub struct CopySource<'a> {
    bucket: BucketName<'a>,
    key: ObjectKey<'a>,
    version_id: Option<Cow<'a, str>>,
}

impl<'a> CopySource<'a> {
    /// The object of this name.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] and [`Error::TooLong`] for a bucket or key that cannot exist.
    pub fn new(
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
    ) -> Result<Self, Error> {
        Ok(Self {
            bucket: BucketName::new(bucket.into()).map_err(|error| *error)?,
            key: ObjectKey::new(key.into()).map_err(|error| *error)?,
            version_id: None,
        })
    }

    /// This version of it, instead of the newest.
    #[must_use]
    pub fn with_version_id(mut self, id: impl Into<Cow<'a, str>>) -> Self {
        self.version_id = Some(id.into());
        self
    }

    /// The value of `x-amz-copy-source`.
    fn header_value(&self) -> String {
        let mut text = encode::path_string(self.bucket.as_str());
        text.push('/');
        if self.bucket.is_arn() {
            text.push_str("object/");
        }
        text.push_str(&encode::path_string(self.key.as_str()));
        if let Some(id) = &self.version_id {
            text.push_str("?versionId=");
            text.push_str(&encode::query_string(id));
        }
        text
    }
}

impl S3Request<'_> {
    pub(super) fn copy_source(self, source: &CopySource<'_>) -> Self {
        self.header("x-amz-copy-source", &source.header_value())
    }

    /// `x-amz-copy-source-range`, for [`upload_part_copy`](Self::upload_part_copy): these bytes of the
    /// source, counted from 0. Both ends are needed.
    #[must_use]
    pub fn copy_source_range(self, bytes: impl RangeBounds<u64>) -> Self {
        let given = shown(&bytes);
        let Some((first, Some(last))) = byte_range(bytes) else {
            let rule = "it holds at least one byte, and has an end";
            return self.fault(Error::invalid(Field::Range, &given, rule));
        };
        self.header("x-amz-copy-source-range", &format!("bytes={first}-{last}"))
    }

    /// `x-amz-copy-source-if-match`: only if the source has this `ETag`.
    #[must_use]
    pub fn copy_source_if_match(self, etag: &str) -> Self {
        self.header("x-amz-copy-source-if-match", etag)
    }

    /// `x-amz-copy-source-if-none-match`: only if the source has another `ETag`.
    #[must_use]
    pub fn copy_source_if_none_match(self, etag: &str) -> Self {
        self.header("x-amz-copy-source-if-none-match", etag)
    }

    /// `x-amz-copy-source-if-modified-since`, in whole seconds.
    #[must_use]
    pub fn copy_source_if_modified_since(self, instant: SystemTime) -> Self {
        self.dated_header("x-amz-copy-source-if-modified-since", instant)
    }

    /// `x-amz-copy-source-if-unmodified-since`, in whole seconds.
    #[must_use]
    pub fn copy_source_if_unmodified_since(self, instant: SystemTime) -> Self {
        self.dated_header("x-amz-copy-source-if-unmodified-since", instant)
    }

    /// The SSE-C key that the source is encrypted with.
    #[must_use]
    pub fn copy_source_sse_customer_key(self, key: &SseCustomerKey) -> Self {
        self.customer_key_headers("x-amz-copy-source-server-side-encryption-customer", key)
    }

    /// `x-amz-source-expected-bucket-owner`: only if the source's bucket belongs to this account of
    /// 12 digits.
    #[must_use]
    pub fn source_expected_bucket_owner(self, account_id: &str) -> Self {
        self.account_header("x-amz-source-expected-bucket-owner", account_id)
    }

    /// `x-amz-metadata-directive`: whether the copy has the metadata of the source, or, with `true`,
    /// what this request says instead.
    #[must_use]
    pub fn replace_metadata(self, on: bool) -> Self {
        self.header("x-amz-metadata-directive", if on { "REPLACE" } else { "COPY" })
    }

    /// `x-amz-tagging-directive`: whether the copy has the tags of the source, or, with `true`, the
    /// [`tagging`](Self::tagging) of this request instead.
    #[must_use]
    pub fn replace_tagging(self, on: bool) -> Self {
        self.header("x-amz-tagging-directive", if on { "REPLACE" } else { "COPY" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_is_encoded_as_s3_wants_it() {
        let source = |bucket, key| CopySource::new(bucket, key).unwrap();
        assert_eq!(
            source("src-bucket", "dir/a b+c%é😀.txt").with_version_id("v.1_").header_value(),
            "src-bucket/dir/a%20b%2Bc%25%C3%A9%F0%9F%98%80.txt?versionId=v.1_"
        );
        assert_eq!(
            source("src-bucket", "/a?b").with_version_id("a&b").header_value(),
            "src-bucket//a%3Fb?versionId=a%26b"
        );
        assert_eq!(
            source("arn:aws:s3:us-west-2:123456789012:accesspoint/ap", "a b").header_value(),
            "arn%3Aaws%3As3%3Aus-west-2%3A123456789012%3Aaccesspoint/ap/object/a%20b"
        );
    }

    #[test]
    fn a_source_that_cannot_exist_is_refused() {
        assert!(CopySource::new("a/b", "k").is_err());
        assert!(CopySource::new("bucket", "").is_err());
    }

    #[test]
    fn a_range_needs_both_ends() {
        let source = CopySource::new("bucket", "key").unwrap();
        let copy = || S3Request::upload_part_copy("bucket", "key", "id", 1, &source);
        let range = copy().copy_source_range(5..10);
        assert_eq!(range.header_lines().get("x-amz-copy-source-range"), Some("bytes=5-9"));
        for (request, given) in [
            (copy().copy_source_range(5..), "Included(5) to Unbounded"),
            (copy().copy_source_range(5..5), "Included(5) to Excluded(5)"),
        ] {
            assert_eq!(
                request.validate().unwrap_err().to_string(),
                format!("range {given:?} is not valid: it holds at least one byte, and has an end")
            );
        }
    }
}

//! [`CopySource`]: the object that is copied, and on what condition.

use std::borrow::Cow;
use std::ops::RangeBounds;
use std::time::SystemTime;

use super::body::dated;
use super::conditions::{NO_VERSION, byte_range, shown};
use super::encryption::SseCustomerKey;
use super::s3_request::S3Request;
use crate::encode;
use crate::endpoint::{AccessPointArn, ArnKind, OUTPOSTS};
use crate::error::{Error, Field};
use crate::object::{BucketName, ObjectKey};

/// The object that [`S3Request::copy_object`] and [`S3Request::upload_part_copy`] copy.
///
/// The bucket is given by its name; or by the ARN of an access point, of an Outpost
/// (`arn:aws:s3-outposts:REGION:ACCOUNT:outpost/ID`), or of an access point on one. Bucket and key are
/// encoded as `x-amz-copy-source` wants it.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html>
///
/// # Examples
///
/// ```
/// use s3_presigner::{CopySource, S3Request};
///
/// let arn = "arn:aws:s3:us-west-2:123456789012:accesspoint/reports";
/// let source = CopySource::new(arn, "2026/january.pdf")?.with_version_id("3HL4kqtJvjVBH40Nrjfkd");
/// let request = S3Request::copy_object("archive", "january.pdf", &source);
/// # request.validate()?;
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct CopySource<'a> {
    bucket: SourceBucket<'a>,
    key: ObjectKey<'a>,
    version_id: Option<Cow<'a, str>>,
}

/// What the object is read from.
#[derive(Clone, Debug)]
enum SourceBucket<'a> {
    Name(BucketName<'a>),
    /// An ARN up to the name of the access point, or the id of the Outpost.
    Arn(String),
}

impl<'a> CopySource<'a> {
    /// The object of this name.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] and [`Error::TooLong`] for a bucket or key that cannot exist;
    /// [`Error::Endpoint`] for an ARN that names no access point, and [`Error::Invalid`] for one of a
    /// kind that S3 copies nothing from: S3 Object Lambda, and Multi-Region Access Points, which can
    /// only be copied to.
    pub fn new(
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
    ) -> Result<Self, Error> {
        let bucket = BucketName::new(bucket.into()).map_err(|error| *error)?;
        let bucket = if bucket.is_arn() {
            SourceBucket::Arn(source_arn(bucket.as_str())?)
        } else {
            SourceBucket::Name(bucket)
        };
        let key = ObjectKey::new(key.into()).map_err(|error| *error)?;
        Ok(Self { bucket, key, version_id: None })
    }

    /// This version of it, instead of the newest. An empty id is a fault of the request that copies.
    #[must_use]
    pub fn with_version_id(mut self, id: impl Into<Cow<'a, str>>) -> Self {
        self.version_id = Some(id.into());
        self
    }

    /// The value of `x-amz-copy-source`.
    fn header_value(&self) -> String {
        let mut text = match &self.bucket {
            SourceBucket::Name(name) => encode::path_string(name.as_str()),
            SourceBucket::Arn(arn) => encode::path_string(arn) + "/object",
        };
        text.push('/');
        text.push_str(&encode::path_string(self.key.as_str()));
        if let Some(id) = &self.version_id {
            text.push_str("?versionId=");
            text.push_str(&encode::query_string(id));
        }
        text
    }
}

impl<'a> From<&CopySource<'a>> for CopySource<'a> {
    fn from(source: &CopySource<'a>) -> Self {
        source.clone()
    }
}

/// `BUCKET/KEY`, as people write it, unescaped.
///
/// # Errors
///
/// As for [`CopySource::new`], and [`Error::Invalid`] for text with `%` or `?`, which S3's own header would read as an
/// escape and as the version, and AWS's tools as a part of the key; and for an ARN.
impl<'a> TryFrom<&'a str> for CopySource<'a> {
    type Error = Error;

    fn try_from(text: &'a str) -> Result<Self, Error> {
        let is_plain = !text.contains(['%', '?']) && !text.starts_with("arn:");
        match text.split_once('/') {
            Some((bucket, key)) if is_plain => Self::new(bucket, key),
            _ => {
                let rule = "BUCKET/KEY without % and ?, as these are read in two ways; give any other source with \
                            CopySource::new(bucket, key) and with_version_id";
                Err(Error::invalid(Field::HeaderValue, text, rule))
            }
        }
    }
}

/// The ARN below which S3 names the objects of a source.
fn source_arn(arn: &str) -> Result<String, Error> {
    if let Some(outpost) = outpost_arn(arn) {
        return Ok(outpost);
    }
    let parsed = AccessPointArn::parse(arn)?;
    let name = parsed.name;
    match parsed.kind {
        ArnKind::AccessPoint => Ok(with_slashes(&parsed, "s3", &format!("accesspoint/{name}"))),
        ArnKind::Outpost { id } => {
            Ok(with_slashes(&parsed, OUTPOSTS, &format!("outpost/{id}/accesspoint/{name}")))
        }
        // API page of CopyObject: "using Multi-Region Access Points only as a destination".
        ArnKind::MultiRegion | ArnKind::ObjectLambda => {
            let rule = "S3 copies to Multi-Region Access Points but not from them, and not from S3 Object \
                        Lambda: give the bucket or an access point of it";
            Err(Error::invalid(Field::BucketName, arn, rule))
        }
    }
}

/// The ARN of an Outpost itself, `…:outpost/ID`. It is read as those of its access points are.
fn outpost_arn(arn: &str) -> Option<String> {
    let of_access_point = format!("{arn}/accesspoint/any");
    let parsed = AccessPointArn::parse(&of_access_point).ok()?;
    let ArnKind::Outpost { id } = parsed.kind else { return None };
    Some(with_slashes(&parsed, OUTPOSTS, &format!("outpost/{id}")))
}

/// The ARN with `/` in its resource: endpoints take `:` there too, a copy source does not.
fn with_slashes(arn: &AccessPointArn<'_>, service: &str, resource: &str) -> String {
    let AccessPointArn { partition, region, account_id, .. } = arn;
    format!("arn:{partition}:{service}:{region}:{account_id}:{resource}")
}

impl S3Request<'_> {
    pub(super) fn copy_from<'s>(
        self,
        source: impl TryInto<CopySource<'s>, Error: Into<Error>>,
    ) -> Self {
        match source.try_into() {
            Ok(source) => self.copy_source(&source),
            Err(error) => self.fault(error.into()),
        }
    }

    fn copy_source(self, source: &CopySource<'_>) -> Self {
        if source.version_id.as_deref() == Some("") {
            return self.fault(Error::invalid(Field::QueryValue, "", NO_VERSION));
        }
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
        self.etag_header("x-amz-copy-source-if-match", etag)
    }

    /// `x-amz-copy-source-if-none-match`: only if the source has another `ETag`.
    #[must_use]
    pub fn copy_source_if_none_match(self, etag: &str) -> Self {
        self.etag_header("x-amz-copy-source-if-none-match", etag)
    }

    /// `x-amz-copy-source-if-modified-since`, in whole seconds.
    #[must_use]
    pub fn copy_source_if_modified_since(self, instant: SystemTime) -> Self {
        self.dated_header(dated!("x-amz-copy-source-if-modified-since"), instant)
    }

    /// `x-amz-copy-source-if-unmodified-since`, in whole seconds.
    #[must_use]
    pub fn copy_source_if_unmodified_since(self, instant: SystemTime) -> Self {
        self.dated_header(dated!("x-amz-copy-source-if-unmodified-since"), instant)
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

    /// `x-amz-object-annotation-directive`: whether the copy has the annotations of the source, as it has
    /// without this. Directory buckets take only `false`.
    #[must_use]
    pub fn copy_annotations(self, on: bool) -> Self {
        self.header("x-amz-object-annotation-directive", if on { "COPY" } else { "EXCLUDE" })
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
    fn arns_of_access_points_and_outposts_are_written_with_slashes() {
        for (arn, written) in [
            (
                "arn:aws:s3:us-west-2:123456789012:accesspoint:ap",
                "arn:aws:s3:us-west-2:123456789012:accesspoint/ap",
            ),
            // The form of the API page of CopyObject.
            (
                "arn:aws:s3-outposts:us-west-2:123456789012:outpost/my-outpost",
                "arn:aws:s3-outposts:us-west-2:123456789012:outpost/my-outpost",
            ),
            (
                "arn:aws:s3-outposts:us-west-2:123456789012:outpost:my-outpost:accesspoint:ap",
                "arn:aws:s3-outposts:us-west-2:123456789012:outpost/my-outpost/accesspoint/ap",
            ),
        ] {
            let source = CopySource::new(arn, "reports/january.pdf").unwrap();
            let written = written.replace(':', "%3A");
            assert_eq!(source.header_value(), format!("{written}/object/reports/january.pdf"));
        }
    }

    #[test]
    fn a_source_that_cannot_exist_is_refused() {
        let refusal = |bucket: &'static str| CopySource::new(bucket, "k").unwrap_err().to_string();
        assert!(CopySource::new("bucket", "").is_err());
        assert!(CopySource::new("a/b", "k").is_err());
        assert_eq!(
            refusal("arn:garbage"),
            "\"arn:garbage\" is no ARN: it has six parts, \
             arn:partition:service:region:account-id:resource"
        );
        for arn in [
            "arn:aws:sqs:us-east-1:123456789012:queue",
            "arn:aws:s3-outposts:us-west-2:123456789012:outpost",
            "arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-1/bucket/b",
        ] {
            assert_eq!(
                refusal(arn),
                format!(
                    "{arn:?} names no access point: the resource is accesspoint/NAME, or \
                     outpost/ID/accesspoint/NAME for service s3-outposts"
                )
            );
        }
        for arn in [
            "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap",
            "arn:aws:s3-object-lambda:us-east-1:123456789012:accesspoint/banner",
        ] {
            assert_eq!(
                refusal(arn),
                format!(
                    "bucket name {arn:?} is not valid: S3 copies to Multi-Region Access Points but not \
                     from them, and not from S3 Object Lambda: give the bucket or an access point of it"
                )
            );
        }
    }

    #[test]
    fn a_version_without_an_id_is_refused() {
        let source = CopySource::new("bucket", "key").unwrap().with_version_id("");
        let copy = S3Request::copy_object("bucket", "key", &source);
        assert_eq!(
            copy.validate().unwrap_err().to_string(),
            "query parameter value \"\" is not valid: name a version, or leave it out"
        );
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

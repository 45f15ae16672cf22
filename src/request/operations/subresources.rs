//! Copies, deletions of many, and what hangs on an object: tags, ACL, attributes, archives.

use std::borrow::Cow;

use crate::error::{Error, Field};
use crate::request::copy_source::CopySource;
use crate::request::method::Method;
use crate::request::s3_request::S3Request;

impl<'a> S3Request<'a> {
    /// [`CopyObject`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html): makes this
    /// object a copy of another of up to 5 GB. No body; the answer is XML with the new `ETag`, and may
    /// report an error in spite of its status 200.
    ///
    /// The source is a [`CopySource`], or plain text, `"BUCKET/KEY"`.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::{CopySource, S3Request};
    ///
    /// let source = CopySource::new("uploads", "tmp/4711 é.jpg")?;
    /// let request = S3Request::copy_object("photos", "cat.jpg", &source);
    /// # request.validate()?;
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn copy_object<'s>(
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
        source: impl TryInto<CopySource<'s>, Error: Into<Error>>,
    ) -> Self {
        Self::on_object(Method::Put, bucket.into(), key.into()).copy_from(source)
    }

    /// [`DeleteObjects`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html): up to
    /// 1 000 objects at once.
    ///
    /// The body is XML that names them, and S3 wants its [`content_md5`](Self::content_md5) or
    /// [`checksum`](Self::checksum). Bind it with either, or with [`body_sha256`](Self::body_sha256):
    /// otherwise whoever holds the URL can delete whatever the signer can.
    #[must_use]
    pub fn delete_objects(bucket: impl Into<Cow<'a, str>>) -> Self {
        Self::on_bucket(Method::Post, bucket.into()).param("delete", "")
    }

    /// [`GetObjectTagging`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html).
    #[must_use]
    pub fn get_object_tagging(
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
    ) -> Self {
        Self::on_object(Method::Get, bucket.into(), key.into()).param(TAGGING, "")
    }

    /// [`PutObjectTagging`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html).
    /// The body is XML with all tags, and S3 wants its [`content_md5`](Self::content_md5) or
    /// [`checksum`](Self::checksum). Bind it with either, or with [`body_sha256`](Self::body_sha256).
    #[must_use]
    pub fn put_object_tagging(
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
    ) -> Self {
        Self::on_object(Method::Put, bucket.into(), key.into()).param(TAGGING, "")
    }

    /// [`DeleteObjectTagging`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html).
    #[must_use]
    pub fn delete_object_tagging(
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
    ) -> Self {
        Self::on_object(Method::Delete, bucket.into(), key.into()).param(TAGGING, "")
    }

    /// [`GetObjectAcl`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html).
    #[must_use]
    pub fn get_object_acl(bucket: impl Into<Cow<'a, str>>, key: impl Into<Cow<'a, str>>) -> Self {
        Self::on_object(Method::Get, bucket.into(), key.into()).param(ACL, "")
    }

    /// [`PutObjectAcl`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAcl.html): by
    /// [`acl`](Self::acl) or [`grant`](Self::grant), then without a body; or by XML in the body.
    ///
    /// S3 wants the [`content_md5`](Self::content_md5) or a [`checksum`](Self::checksum) of the XML. Bind
    /// it with either, or with [`body_sha256`](Self::body_sha256): otherwise whoever holds the URL can
    /// grant what they like to whom they like.
    #[must_use]
    pub fn put_object_acl(bucket: impl Into<Cow<'a, str>>, key: impl Into<Cow<'a, str>>) -> Self {
        Self::on_object(Method::Put, bucket.into(), key.into()).param(ACL, "")
    }

    /// [`GetObjectAttributes`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html):
    /// some facts about an object, without its body; at least one has to be asked for.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::{ObjectAttribute, S3Request};
    ///
    /// let wanted = [ObjectAttribute::ETag, ObjectAttribute::ObjectSize];
    /// let request = S3Request::get_object_attributes("photos", "cat.jpg", wanted);
    /// # request.validate()?;
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn get_object_attributes(
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
        attributes: impl IntoIterator<Item = ObjectAttribute>,
    ) -> Self {
        let names: Vec<_> = attributes.into_iter().map(ObjectAttribute::as_str).collect();
        let request =
            Self::on_object(Method::Get, bucket.into(), key.into()).param("attributes", "");
        if names.is_empty() {
            let rule = "ask for at least one attribute";
            return request.fault(Error::invalid(Field::HeaderValue, "", rule));
        }
        request.header("x-amz-object-attributes", &names.join(","))
    }

    /// `x-amz-max-parts`, for [`get_object_attributes`](Self::get_object_attributes).
    #[must_use]
    pub fn attributes_max_parts(self, count: u32) -> Self {
        self.header("x-amz-max-parts", &count.to_string())
    }

    /// `x-amz-part-number-marker`, for [`get_object_attributes`](Self::get_object_attributes).
    #[must_use]
    pub fn attributes_part_number_marker(self, number: u32) -> Self {
        self.header("x-amz-part-number-marker", &number.to_string())
    }

    /// [`RestoreObject`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_RestoreObject.html): gets
    /// an archived object back for some days.
    ///
    /// The body is XML that says for how many, and how fast, which decides the price. Bind it with
    /// [`body_sha256`](Self::body_sha256), [`content_md5`](Self::content_md5) or a
    /// [`checksum`](Self::checksum): otherwise whoever holds the URL can choose.
    #[must_use]
    pub fn restore_object(bucket: impl Into<Cow<'a, str>>, key: impl Into<Cow<'a, str>>) -> Self {
        Self::on_object(Method::Post, bucket.into(), key.into()).param("restore", "")
    }

    /// [`SelectObjectContent`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_SelectObjectContent.html):
    /// asks for the rows of an object by SQL.
    ///
    /// The body is XML with the question. Bind it with [`body_sha256`](Self::body_sha256): otherwise
    /// whoever holds the URL can ask for anything in the object.
    #[must_use]
    pub fn select_object_content(
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
    ) -> Self {
        Self::on_object(Method::Post, bucket.into(), key.into())
            .param("select", "")
            .param("select-type", "2")
    }

    /// `x-amz-bypass-governance-retention: true`, for deletions: also of objects under
    /// [`ObjectLockMode::Governance`](crate::ObjectLockMode::Governance).
    #[must_use]
    pub fn bypass_governance_retention(self) -> Self {
        self.header("x-amz-bypass-governance-retention", "true")
    }

    /// `x-amz-mfa`, for deletions of versions where the bucket asks for it: the device's serial
    /// number or ARN, and the code that it shows, which holds for a minute or two.
    #[must_use]
    pub fn mfa(self, serial_number: &str, code: &str) -> Self {
        if serial_number.is_empty() || code.is_empty() {
            let rule = "give the device's serial number or ARN, and the code that it shows";
            return self.fault(Error::invalid(Field::HeaderValue, "", rule));
        }
        self.header("x-amz-mfa", &format!("{serial_number} {code}"))
    }
}

/// A fact that [`S3Request::get_object_attributes`] asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ObjectAttribute {
    /// `ETag`
    ETag,
    /// `Checksum`
    Checksum,
    /// `ObjectParts`
    ObjectParts,
    /// `StorageClass`
    StorageClass,
    /// `ObjectSize`
    ObjectSize,
}

impl ObjectAttribute {
    /// The name in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ETag => "ETag",
            Self::Checksum => "Checksum",
            Self::ObjectParts => "ObjectParts",
            Self::StorageClass => "StorageClass",
            Self::ObjectSize => "ObjectSize",
        }
    }
}

const TAGGING: &str = "tagging";
const ACL: &str = "acl";

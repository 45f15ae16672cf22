//! Renaming an object of a directory bucket, and encrypting an object anew.

use std::borrow::Cow;
use std::time::SystemTime;

use crate::encode;
use crate::error::{Error, Field};
use crate::limits::CLIENT_TOKEN;
use crate::object::ObjectKey;
use crate::request::body::dated;
use crate::request::method::Method;
use crate::request::s3_request::S3Request;

impl<'a> S3Request<'a> {
    /// [`RenameObject`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_RenameObject.html), in
    /// directory buckets only: the object `source` of the same bucket is called `key` from now on. No body.
    ///
    /// It replaces an object that is called so, unless [`if_none_match_any`](Self::if_none_match_any) says
    /// otherwise. The conditions of [`if_match`](Self::if_match) and its kin are on that object; those on the
    /// source are called `rename_source_if_…`.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::S3Request;
    ///
    /// let request = S3Request::rename_object("logs--usw2-az1--x-s3", "2026/new.log", "2026/old.log")
    ///     .if_none_match_any();
    /// # request.validate()?;
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn rename_object(
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
        source: &str,
    ) -> Self {
        let bucket = bucket.into();
        let mut path = format!("/{bucket}/");
        encode::path(&mut path, source);
        let request = Self::on_object(Method::Put, bucket, key.into()).param("renameObject", "");
        match ObjectKey::new(source.into()) {
            Ok(_) => request.header("x-amz-rename-source", &path),
            Err(fault) => request.fault(*fault),
        }
    }

    /// `x-amz-rename-source-if-match`: only if the source has this `ETag`.
    #[must_use]
    pub fn rename_source_if_match(self, etag: &str) -> Self {
        self.etag_header("x-amz-rename-source-if-match", etag)
    }

    /// `x-amz-rename-source-if-none-match`: only if the source has another `ETag` than this.
    #[must_use]
    pub fn rename_source_if_none_match(self, etag: &str) -> Self {
        self.etag_header("x-amz-rename-source-if-none-match", etag)
    }

    /// `x-amz-rename-source-if-modified-since`, in whole seconds.
    #[must_use]
    pub fn rename_source_if_modified_since(self, instant: SystemTime) -> Self {
        self.dated_header(dated!("x-amz-rename-source-if-modified-since"), instant)
    }

    /// `x-amz-rename-source-if-unmodified-since`, in whole seconds.
    #[must_use]
    pub fn rename_source_if_unmodified_since(self, instant: SystemTime) -> Self {
        self.dated_header(dated!("x-amz-rename-source-if-unmodified-since"), instant)
    }

    /// `x-amz-client-token`, for [`rename_object`](Self::rename_object): S3 renames once, however often a
    /// request with this token comes. 1 to 64 visible ASCII characters.
    #[must_use]
    pub fn client_token(self, token: &str) -> Self {
        let is_token = (1..=CLIENT_TOKEN).contains(&token.len())
            && token.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_token {
            let rule = "1 to 64 visible ASCII characters";
            return self.fault(Error::invalid(Field::HeaderValue, token, rule));
        }
        self.header("x-amz-client-token", token)
    }

    /// [`UpdateObjectEncryption`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_UpdateObjectEncryption.html):
    /// encrypts an object with another key, without moving it.
    ///
    /// The body is XML that names the key. Bind it with [`content_md5`](Self::content_md5), a
    /// [`checksum`](Self::checksum) or [`body_sha256`](Self::body_sha256): otherwise whoever holds the URL
    /// chooses the key.
    #[must_use]
    pub fn update_object_encryption(
        bucket: impl Into<Cow<'a, str>>,
        key: impl Into<Cow<'a, str>>,
    ) -> Self {
        Self::on_object(Method::Put, bucket.into(), key.into()).param("encryption", "")
    }
}

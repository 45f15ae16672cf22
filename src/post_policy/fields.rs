//! The fields that S3 knows, typed where a slip would cost an afternoon.

use std::time::SystemTime;

use super::check::{METADATA, REDIRECT, STATUS, check_redirect, put};
use super::policy::PostPolicy;
use crate::error::Error;
use crate::request::{
    CannedAcl, Checksum, ObjectLockMode, S3Request, SseCustomerKey, StorageClass,
};
use crate::xml;

impl PostPolicy<'_> {
    /// `Content-Type`: the file is of exactly this media type. The page has to send the field; it is
    /// among [`fields`](super::PresignedPost::fields).
    #[must_use]
    pub fn content_type(self, media_type: &str) -> Self {
        self.field("Content-Type", media_type)
    }

    /// `Content-Type` beginning with this, such as `image/`. The page adds the field, with the type of
    /// the file that the user picked.
    #[must_use]
    pub fn content_type_starts_with(self, prefix: &str) -> Self {
        self.starts_with("Content-Type", prefix)
    }

    /// `acl`; as in [`S3Request::acl`], also by its name.
    #[must_use]
    pub fn acl(self, acl: impl TryInto<CannedAcl, Error: Into<Error>>) -> Self {
        match acl.try_into() {
            Ok(acl) => self.field("acl", acl.as_str()),
            Err(error) => self.fault(error.into()),
        }
    }

    /// `Cache-Control`, kept with the object.
    #[must_use]
    pub fn cache_control(self, value: &str) -> Self {
        self.field("Cache-Control", value)
    }

    /// `Content-Disposition`, kept with the object.
    #[must_use]
    pub fn content_disposition(self, value: &str) -> Self {
        self.field("Content-Disposition", value)
    }

    /// `Content-Encoding`, kept with the object.
    #[must_use]
    pub fn content_encoding(self, value: &str) -> Self {
        self.field("Content-Encoding", value)
    }

    /// `x-amz-meta-NAME`: user-defined metadata. It may hold `${filename}`; what stands behind that is the page's
    /// to write, as in the key.
    #[must_use]
    pub fn metadata(self, name: &str, value: &str) -> Self {
        self.field(&format!("{METADATA}{name}"), value)
    }

    /// `x-amz-storage-class`.
    #[must_use]
    pub fn storage_class(self, class: impl TryInto<StorageClass, Error: Into<Error>>) -> Self {
        match class.try_into() {
            Ok(class) => self.field("x-amz-storage-class", class.as_str()),
            Err(error) => self.fault(error.into()),
        }
    }

    /// `tagging`: object tags, as the XML that forms take; limits as for
    /// [`S3Request::tagging`].
    #[must_use]
    pub fn tagging<'t>(self, tags: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let tags: Vec<_> = tags.into_iter().collect();
        if let Err(error) = put().tagging(tags.iter().copied()).validate() {
            return self.fault(error);
        }
        let mut text = String::from("<Tagging><TagSet>");
        for (name, value) in tags {
            text.push_str("<Tag>");
            xml::push_element(&mut text, "Key", name);
            xml::push_element(&mut text, "Value", value);
            text.push_str("</Tag>");
        }
        text.push_str("</TagSet></Tagging>");
        self.field("tagging", text)
    }

    /// `Expires`, kept with the object: when caches are to drop it. It has nothing to do with the end of the
    /// form, nor of the object.
    #[must_use]
    pub fn expires(self, instant: SystemTime) -> Self {
        self.headers_of(&put().expires(instant))
    }

    /// SSE-S3: encrypted with a key of S3's own.
    #[must_use]
    pub fn sse_s3(self) -> Self {
        self.headers_of(&put().sse_s3())
    }

    /// SSE-KMS: encrypted with a key of AWS KMS, the account's `aws/s3` key if none is named.
    #[must_use]
    pub fn sse_kms(self, key_id: Option<&str>) -> Self {
        self.headers_of(&put().sse_kms(key_id))
    }

    /// DSSE-KMS: two layers of encryption with a key of AWS KMS.
    #[must_use]
    pub fn sse_kms_dual_layer(self, key_id: Option<&str>) -> Self {
        self.headers_of(&put().sse_kms_dual_layer(key_id))
    }

    /// The encryption context of SSE-KMS, a JSON object of texts. It is not secret.
    #[must_use]
    pub fn sse_kms_context(self, json: &str) -> Self {
        self.headers_of(&put().sse_kms_context(json))
    }

    /// Whether an S3 Bucket Key saves requests to KMS, for SSE-KMS.
    #[must_use]
    pub fn bucket_key_enabled(self, on: bool) -> Self {
        self.headers_of(&put().bucket_key_enabled(on))
    }

    /// SSE-C: encrypted with the caller's key, which has to be given to read the object too.
    ///
    /// Whoever gets the form gets the key: it is a field of it, and stands in its policy. Neither is overwritten
    /// in memory.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::{PostPolicy, SseCustomerKey};
    ///
    /// let key = SseCustomerKey::new([7; 32]); // from a good source of randomness
    /// let policy = PostPolicy::new("photos", "cat.jpg").sse_customer_key(&key);
    /// policy.validate()?;
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn sse_customer_key(self, key: &SseCustomerKey) -> Self {
        self.headers_of(&put().sse_customer_key(key))
    }

    /// `x-amz-object-lock-mode` and `x-amz-object-lock-retain-until-date`, which go together; whole
    /// seconds. S3 asks for `Content-MD5` or a checksum beside them.
    #[must_use]
    pub fn object_lock(self, mode: ObjectLockMode, retain_until: SystemTime) -> Self {
        self.headers_of(&put().object_lock(mode, retain_until))
    }

    /// `x-amz-object-lock-legal-hold`.
    #[must_use]
    pub fn object_lock_legal_hold(self, on: bool) -> Self {
        self.headers_of(&put().object_lock_legal_hold(on))
    }

    /// `x-amz-checksum-…`: a checksum of the file, which S3 checks.
    #[must_use]
    pub fn checksum(self, checksum: Checksum) -> Self {
        let (name, value) = checksum.header();
        self.field("x-amz-checksum-algorithm", checksum.algorithm().as_str()).field(name, value)
    }

    /// `x-amz-website-redirect-location`.
    #[must_use]
    pub fn website_redirect_location(self, location: &str) -> Self {
        self.headers_of(&put().website_redirect_location(location))
    }

    /// `success_action_redirect`: where the browser is sent after the upload, with `bucket`, `key` and
    /// `etag` added to the query. An absolute URL, percent-encoded; it may hold `${filename}` behind the host.
    #[must_use]
    pub fn success_action_redirect(self, url: &str) -> Self {
        match check_redirect(REDIRECT, url) {
            Ok(()) => self.field(REDIRECT, url),
            Err(error) => self.fault(error.into()),
        }
    }

    /// `success_action_status`: 200, 201 (with XML about the object) or 204, which it is without this.
    #[must_use]
    pub fn success_action_status(self, status: u16) -> Self {
        self.field(STATUS, status.to_string())
    }

    /// Fields that are headers of `PutObject`, whose values are checked and written there.
    fn headers_of(self, put: &S3Request<'_>) -> Self {
        if let Err(error) = put.validate() {
            return self.fault(error);
        }
        put.header_lines().iter().fold(self, |policy, (name, value)| match name {
            "expires" => policy.field("Expires", value),
            _ => policy.field(name, value),
        })
    }
}

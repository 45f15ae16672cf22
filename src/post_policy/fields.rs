//! The fields that S3 knows, typed where a slip would cost an afternoon.

use base64ct::{Base64, Encoding};
use url::Url;

use super::policy::PostPolicy;
use crate::error::PostPolicyError;
use crate::request::{CannedAcl, Checksum, StorageClass};
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

    /// `acl`.
    #[must_use]
    pub fn acl(self, acl: CannedAcl) -> Self {
        self.field("acl", acl.as_str())
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

    /// `x-amz-meta-NAME`: user-defined metadata.
    #[must_use]
    pub fn metadata(self, name: &str, value: &str) -> Self {
        self.field(&format!("x-amz-meta-{name}"), value)
    }

    /// `x-amz-storage-class`.
    #[must_use]
    pub fn storage_class(self, class: StorageClass) -> Self {
        self.field("x-amz-storage-class", class.as_str())
    }

    /// `tagging`: object tags, as the XML that forms take.
    #[must_use]
    pub fn tagging<'t>(self, tags: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
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

    /// SSE-S3: encrypted with a key of S3's own.
    #[must_use]
    pub fn sse_s3(self) -> Self {
        self.field("x-amz-server-side-encryption", "AES256")
    }

    /// SSE-KMS: encrypted with a key of AWS KMS, the account's `aws/s3` key if none is named.
    #[must_use]
    pub fn sse_kms(self, key_id: Option<&str>) -> Self {
        let policy = self.field("x-amz-server-side-encryption", "aws:kms");
        match key_id {
            Some(id) => policy.field("x-amz-server-side-encryption-aws-kms-key-id", id),
            None => policy,
        }
    }

    /// The encryption context of SSE-KMS, a JSON object of texts.
    #[must_use]
    pub fn sse_kms_context(self, json: &str) -> Self {
        self.field("x-amz-server-side-encryption-context", Base64::encode_string(json.as_bytes()))
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
        self.field("x-amz-website-redirect-location", location)
    }

    /// `success_action_redirect`: where the browser is sent after the upload, with `bucket`, `key` and
    /// `etag` added to the query. An absolute URL, percent-encoded.
    #[must_use]
    pub fn success_action_redirect(self, url: &str) -> Self {
        let is_web = |parsed: &Url| matches!(parsed.scheme(), "http" | "https");
        // A URL that the parser changes was not encoded, or not absolute.
        let is_encoded =
            |parsed: &Url| parsed.as_str().trim_end_matches('/') == url.trim_end_matches('/');
        match Url::parse(url) {
            Ok(parsed) if is_web(&parsed) && is_encoded(&parsed) => {
                self.field("success_action_redirect", url)
            }
            _ => self.fault(PostPolicyError::Redirect { url: url.to_owned() }.into()),
        }
    }

    /// `success_action_status`: 200, 201 (with XML about the object) or 204, which it is without this.
    #[must_use]
    pub fn success_action_status(self, status: u16) -> Self {
        if !matches!(status, 200 | 201 | 204) {
            return self.fault(PostPolicyError::Status { status }.into());
        }
        self.field("success_action_status", status.to_string())
    }
}

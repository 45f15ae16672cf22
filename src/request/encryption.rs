//! Server-side encryption: SSE-S3, SSE-KMS, DSSE-KMS, SSE-C and that of Amazon `FSx`.

use std::collections::HashMap;
use std::fmt;

use base64ct::{Base64, Encoding};
use zeroize::Zeroizing;

use super::s3_request::S3Request;
use crate::digest;
use crate::error::{Error, Field};

/// The 256-bit key of SSE-C, with which S3 encrypts an object but which it does not keep.
///
/// It is sent in a header, never in the URL; whoever uses the URL has to know it. It is overwritten
/// in memory when it is dropped, and so are the requests and URLs that were given it.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html>
#[derive(Clone)]
pub struct SseCustomerKey(Zeroizing<[u8; 32]>);

impl SseCustomerKey {
    /// A key of 256 bits, from a good source of randomness.
    #[must_use]
    pub fn new(key: [u8; 32]) -> Self {
        Self(Zeroizing::new(key))
    }
}

impl fmt::Debug for SseCustomerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SseCustomerKey(redacted)")
    }
}

impl S3Request<'_> {
    /// `x-amz-server-side-encryption` as S3 writes it: `AES256`, `aws:kms`, `aws:kms:dsse`, `aws:fsx` or `aws:backup`.
    /// Any other text is a fault, which signing and [`validate`](Self::validate) tell.
    ///
    /// The same as [`sse_s3`](Self::sse_s3), [`sse_kms`](Self::sse_kms) without a key, and so on.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::S3Request;
    ///
    /// let request = S3Request::put_object("films", "cat.mp4").server_side_encryption("AES256");
    /// assert!(request.validate().is_ok());
    /// let request = S3Request::put_object("films", "cat.mp4").server_side_encryption("AES-256");
    /// assert!(request.validate().is_err());
    /// ```
    #[must_use]
    pub fn server_side_encryption(self, name: &str) -> Self {
        match name {
            "AES256" => self.sse_s3(),
            "aws:kms" => self.sse_kms(None),
            "aws:kms:dsse" => self.sse_kms_dual_layer(None),
            "aws:fsx" => self.sse_fsx(),
            "aws:backup" => self.sse_backup(),
            _ => {
                let rule = "AES256, aws:kms, aws:kms:dsse, aws:fsx or aws:backup";
                self.fault(Error::invalid(Field::HeaderValue, name, rule))
            }
        }
    }

    /// SSE-S3: encrypted with a key of S3's own, `AES256`.
    #[must_use]
    pub fn sse_s3(self) -> Self {
        self.header(SSE, "AES256")
    }

    /// SSE-KMS: encrypted with a key of AWS KMS, the account's `aws/s3` key if none is named.
    ///
    /// A key of another account is named by its whole ARN.
    #[must_use]
    pub fn sse_kms(self, key_id: Option<&str>) -> Self {
        self.header(SSE, "aws:kms").kms_key(key_id)
    }

    /// DSSE-KMS: two layers of encryption with a key of AWS KMS.
    #[must_use]
    pub fn sse_kms_dual_layer(self, key_id: Option<&str>) -> Self {
        self.header(SSE, "aws:kms:dsse").kms_key(key_id)
    }

    /// `aws:fsx`, the one encryption of access points on Amazon `FSx`, which keeps its own keys.
    #[must_use]
    pub fn sse_fsx(self) -> Self {
        self.header(SSE, "aws:fsx")
    }

    /// `aws:backup`, the encryption of what AWS Backup keeps.
    #[must_use]
    pub fn sse_backup(self) -> Self {
        self.header(SSE, "aws:backup")
    }

    /// The encryption context of SSE-KMS, a JSON object of texts. It is not secret.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::S3Request;
    ///
    /// let request = S3Request::put_object("films", "cat.mp4")
    ///     .sse_kms(Some("alias/films"))
    ///     .sse_kms_context(r#"{"project": "films"}"#);
    /// # request.validate()?;
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn sse_kms_context(self, json: &str) -> Self {
        if serde_json::from_str::<HashMap<String, String>>(json).is_err() {
            let rule = "a JSON object of texts, such as {\"project\": \"films\"}";
            return self.fault(Error::invalid(Field::HeaderValue, json, rule));
        }
        self.header("x-amz-server-side-encryption-context", &Base64::encode_string(json.as_bytes()))
    }

    /// Whether an S3 Bucket Key saves requests to KMS, for SSE-KMS.
    #[must_use]
    pub fn bucket_key_enabled(self, on: bool) -> Self {
        let value = if on { "true" } else { "false" };
        self.header("x-amz-server-side-encryption-bucket-key-enabled", value)
    }

    /// SSE-C: encrypted with the caller's key, which has to be given to read the object too. Not beside
    /// one of the others, as S3 takes one.
    #[must_use]
    pub fn sse_customer_key(self, key: &SseCustomerKey) -> Self {
        self.customer_key_headers("x-amz-server-side-encryption-customer", key)
    }

    pub(super) fn customer_key_headers(self, prefix: &str, key: &SseCustomerKey) -> Self {
        let encoded = Zeroizing::new(Base64::encode_string(&*key.0));
        self.header(&format!("{prefix}-algorithm"), "AES256")
            .header(&format!("{prefix}-key"), &encoded)
            .header(&format!("{prefix}-key-md5"), &Base64::encode_string(&digest::md5(&*key.0)))
    }

    fn kms_key(self, key_id: Option<&str>) -> Self {
        match key_id {
            Some("") => {
                self.fault(Error::invalid(Field::HeaderValue, "", "name a KMS key, or none"))
            }
            Some(id) => self.header("x-amz-server-side-encryption-aws-kms-key-id", id),
            None => self,
        }
    }
}

const SSE: &str = "x-amz-server-side-encryption";

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(request: &S3Request<'_>) -> Vec<(String, String)> {
        request.validate().unwrap();
        request
            .header_lines()
            .iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }

    #[test]
    fn each_encryption_has_its_headers() {
        let put = || S3Request::put_object("bucket", "key");
        let expect = |request: &S3Request<'_>, expected: &[(&str, &str)]| {
            let expected: Vec<_> = expected
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect();
            assert_eq!(lines(request), expected);
        };
        expect(&put().sse_s3(), &[(SSE, "AES256")]);
        expect(&put().sse_kms(None), &[(SSE, "aws:kms")]);
        expect(
            &put()
                .sse_kms(Some("alias/my key"))
                .bucket_key_enabled(true)
                .sse_kms_context("{\"a\": \"b\"}"),
            &[
                (SSE, "aws:kms"),
                ("x-amz-server-side-encryption-aws-kms-key-id", "alias/my key"),
                ("x-amz-server-side-encryption-bucket-key-enabled", "true"),
                ("x-amz-server-side-encryption-context", "eyJhIjogImIifQ=="),
            ],
        );
        expect(&put().sse_kms_dual_layer(None), &[(SSE, "aws:kms:dsse")]);
        expect(
            &put().sse_customer_key(&SseCustomerKey::new([0; 32])),
            &[
                ("x-amz-server-side-encryption-customer-algorithm", "AES256"),
                (
                    "x-amz-server-side-encryption-customer-key",
                    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                ),
                ("x-amz-server-side-encryption-customer-key-md5", "cLyPS3KoaSFGi/joRB3OUQ=="),
            ],
        );
    }

    #[test]
    fn the_customer_key_is_never_shown() {
        let key = SseCustomerKey::new(*b"m4rk m4rk m4rk m4rk m4rk m4rk m4");
        let encoded = Base64::encode_string(&*key.0);
        let shown =
            format!("{key:?} {:?}", S3Request::put_object("bucket", "key").sse_customer_key(&key));
        assert!(!shown.contains(&encoded) && !shown.contains("m4rk"), "{shown}");
    }
}

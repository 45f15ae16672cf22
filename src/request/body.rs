//! What is said about the body: type, length, hashes, and how it is to be served later.

use std::time::{SystemTime, UNIX_EPOCH};

use base64ct::{Base64, Encoding};

use super::s3_request::S3Request;
use crate::digest::Hex;
use crate::error::{Error, Field};
use crate::utc::{HttpDate, seconds_of};

impl S3Request<'_> {
    /// `Content-Type`: the upload has to be sent with exactly this media type.
    #[must_use]
    pub fn content_type(self, media_type: &str) -> Self {
        self.header("content-type", media_type)
    }

    /// `Content-Length` in bytes: the upload has to be exactly this long. Browsers and most clients
    /// send it by themselves; chunked uploads cannot.
    #[must_use]
    pub fn content_length(self, bytes: u64) -> Self {
        self.header("content-length", &bytes.to_string())
    }

    /// `Content-MD5`: the MD5 of the body, which S3 checks.
    #[must_use]
    pub fn content_md5(self, digest: [u8; 16]) -> Self {
        self.header("content-md5", &Base64::encode_string(&digest))
    }

    /// `x-amz-content-sha256`: binds the URL to one body by its SHA-256.
    ///
    /// S3 checks it. Several S3-compatible servers ignore the header and refuse the URL; a
    /// [`checksum`](Self::checksum) works on most.
    #[must_use]
    pub fn body_sha256(self, digest: [u8; 32]) -> Self {
        self.header(CONTENT_SHA256, Hex::new(&digest).as_str())
    }

    /// `Content-Disposition`, kept with the object: how browsers are to save it.
    #[must_use]
    pub fn content_disposition(self, value: &str) -> Self {
        self.header("content-disposition", value)
    }

    /// `Content-Encoding`, kept with the object, such as `gzip`.
    #[must_use]
    pub fn content_encoding(self, value: &str) -> Self {
        self.header("content-encoding", value)
    }

    /// `Content-Language`, kept with the object.
    #[must_use]
    pub fn content_language(self, value: &str) -> Self {
        self.header("content-language", value)
    }

    /// `Cache-Control`, kept with the object.
    #[must_use]
    pub fn cache_control(self, value: &str) -> Self {
        self.header("cache-control", value)
    }

    /// `Expires`, kept with the object: when caches are to drop it. It has nothing to do with the
    /// end of the URL, nor of the object.
    #[must_use]
    pub fn expires(self, instant: SystemTime) -> Self {
        self.dated_header(dated!("expires"), instant)
    }

    /// `x-amz-meta-NAME`: user-defined metadata, kept with the object. S3 takes 2 KB of it in all.
    ///
    /// Names are case-insensitive, values are ASCII: see [`header`](Self::header). A second value for a name is joined to the first with a comma.
    #[must_use]
    pub fn metadata(self, name: &str, value: &str) -> Self {
        if name.is_empty() {
            return self.fault(Error::invalid(
                Field::HeaderName,
                "x-amz-meta-",
                "name the metadata",
            ));
        }
        self.header(&format!("x-amz-meta-{name}"), value)
    }

    /// `x-amz-website-redirect-location`, for buckets that serve a website: a path or a URL.
    #[must_use]
    pub fn website_redirect_location(self, location: &str) -> Self {
        if !["/", "http://", "https://"].iter().any(|front| location.starts_with(front)) {
            let rule = "a path that begins with `/`, or a URL that begins with http:// or https://";
            return self.fault(Error::invalid(Field::HeaderValue, location, rule));
        }
        self.header("x-amz-website-redirect-location", location)
    }

    /// `x-amz-write-offset-bytes`, for directory buckets: appends to an object of this length.
    #[must_use]
    pub fn write_offset_bytes(self, offset: u64) -> Self {
        self.header("x-amz-write-offset-bytes", &offset.to_string())
    }

    /// A header with a date as HTTP writes it.
    pub(super) fn dated_header(self, header: Dated, instant: SystemTime) -> Self {
        match seconds_of(instant) {
            Some(seconds) => self.header(header.name, &HttpDate(seconds).to_string()),
            None => self.fault(header.no_date(Field::HeaderValue, instant)),
        }
    }
}

/// A header or parameter that holds a date: its name, and the rule for it. [`dated!`] makes one.
#[derive(Clone, Copy)]
pub(super) struct Dated {
    pub(super) name: &'static str,
    pub(super) rule: &'static str,
}

/// A [`Dated`] of this name.
macro_rules! dated {
    ($name:literal) => {
        $crate::request::body::Dated {
            name: $name,
            rule: concat!($name, " takes years from 1970 to 9999; give an instant in one of them"),
        }
    };
}
pub(super) use dated;

impl Dated {
    /// An instant that no date of four digits of a year can tell; it is shown by its distance from 1970.
    pub(super) fn no_date(self, field: Field, instant: SystemTime) -> Error {
        let value = match instant.duration_since(UNIX_EPOCH) {
            Ok(after) => format!("1970-01-01T00:00:00Z + {after:?}"),
            Err(error) => format!("1970-01-01T00:00:00Z - {:?}", error.duration()),
        };
        Error::invalid(field, &value, self.rule)
    }
}

/// The header that binds the body; its value is the payload hash of the canonical request.
pub(crate) const CONTENT_SHA256: &str = "x-amz-content-sha256";

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn headers_are_written_as_s3_reads_them() {
        let request = S3Request::put_object("bucket", "key")
            .content_type("image/jpeg")
            .content_length(48_213)
            .content_md5([0; 16])
            .body_sha256([0xab; 32])
            .content_disposition("attachment")
            .content_encoding("gzip")
            .content_language("de-CH")
            .cache_control("no-store")
            .expires(UNIX_EPOCH + Duration::from_secs(1_330_559_999))
            .metadata("Author", "me")
            .metadata("author", "you");
        request.validate().unwrap();
        let lines: Vec<_> = request.header_lines().iter().collect();
        assert_eq!(
            lines,
            [
                ("cache-control", "no-store"),
                ("content-disposition", "attachment"),
                ("content-encoding", "gzip"),
                ("content-language", "de-CH"),
                ("content-length", "48213"),
                ("content-md5", "AAAAAAAAAAAAAAAAAAAAAA=="),
                ("content-type", "image/jpeg"),
                ("expires", "Wed, 29 Feb 2012 23:59:59 GMT"),
                ("x-amz-content-sha256", "ab".repeat(32).as_str()),
                ("x-amz-meta-author", "me,you"),
            ]
        );
    }
}

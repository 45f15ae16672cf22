//! [`BucketName`]: the name of a bucket that S3, or a server like it, can have.

use std::borrow::Cow;
use std::net::Ipv4Addr;

use crate::error::{Error, Field};
use crate::limits::{BUCKET_NAME, OLD_BUCKET_NAME};
use crate::text::all;

/// A bucket name of 3 to 255 letters, digits, `.`, `-` and `_`, no dot at either end; or
/// the ARN of an access point, which stands for a bucket everywhere.
///
/// That is the rule of old US East buckets and of most S3-compatible servers. Names within today's
/// narrower rule can stand in a host name; the others are addressed by path.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>
#[derive(Clone, Debug)]
pub(crate) struct BucketName<'a> {
    name: Cow<'a, str>,
    is_plain: bool,
}

impl<'a> BucketName<'a> {
    /// The error is in a box, so that what is returned is small where there is none.
    #[inline]
    pub(crate) fn new(name: Cow<'a, str>) -> Result<Self, Box<Error>> {
        let bucket = Self::unchecked(name);
        if bucket.is_plain { Ok(bucket) } else { bucket.checked() }
    }

    /// Any name, to see where it would lead.
    #[inline]
    pub(crate) fn unchecked(name: Cow<'a, str>) -> Self {
        Self { is_plain: is_plain(&name), name }
    }

    /// Apart, so that the common case is short.
    #[inline(never)]
    fn checked(self) -> Result<Self, Box<Error>> {
        match self.check() {
            Ok(()) => Ok(self),
            Err(error) => Err(Box::new(error)),
        }
    }

    fn check(&self) -> Result<(), Error> {
        let name = &*self.name;
        let invalid = |rule| Err(Error::invalid(Field::BucketName, name, rule));
        if self.is_arn() {
            // The endpoint rules take ARNs apart.
            return Ok(());
        }
        if name.len() < 3 {
            return invalid("at least 3 characters");
        }
        if name.len() > OLD_BUCKET_NAME {
            return Err(Error::TooLong {
                field: Field::BucketName,
                length: name.len(),
                max: OLD_BUCKET_NAME,
            });
        }
        if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte)) {
            return invalid(
                "letters, digits, `.`, `-` and `_` only, without a path or a URL around it",
            );
        }
        // Old buckets end with anything; but `..` as a segment of a path would be folded.
        if name.starts_with('.') || name.ends_with('.') {
            return invalid("no dot at its beginning or end");
        }
        Ok(())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.name
    }

    /// Whether the name can be one label of a host name, and has none of the suffixes that S3 reserves.
    #[inline]
    pub(crate) fn is_plain(&self) -> bool {
        self.is_plain
    }

    pub(crate) fn is_arn(&self) -> bool {
        is_arn(&self.name)
    }
}

fn is_plain(name: &str) -> bool {
    let has_reserved_end = matches!(name.as_bytes().last_chunk(), None | Some(b"-s3" | b"-an"));
    !has_reserved_end && is_host_label(name)
}

/// Whether a bucket is given as the ARN of an access point. No bucket has a colon in its name.
pub(crate) fn is_arn(bucket: &str) -> bool {
    bucket.starts_with("arn:")
}

/// Whether a name can be one label of a host name, as virtual-hosted addressing over TLS needs it:
/// a wildcard certificate covers a single label.
pub(crate) fn is_host_label(name: &str) -> bool {
    let is_end = |byte: Option<u8>| byte.is_some_and(is_label_byte);
    // `xn--` begins a label in Punycode, which such a name is not; S3 has no such buckets.
    name.len() <= MAX_LABEL
        && !name.starts_with("xn--")
        && all(name.as_bytes(), |byte| is_label_byte(byte) || byte == b'-')
        && is_end(name.bytes().next())
        && is_end(name.bytes().next_back())
}

/// Whether a name can be several labels of a host name, as plain HTTP allows it.
pub(crate) fn is_host_labels(name: &str) -> bool {
    name.len() <= MAX_LABEL
        && name.split('.').all(is_host_label)
        && name.parse::<Ipv4Addr>().is_err()
}

/// Lower-case letters and digits.
#[inline]
fn is_label_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

/// A label of a host name, RFC 1035, section 2.3.4: no shorter than a bucket name of today.
const MAX_LABEL: usize = BUCKET_NAME;

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(name: &str) -> String {
        BucketName::new(name.into()).unwrap_err().to_string()
    }

    #[test]
    fn names_of_today_and_of_old_are_taken() {
        for name in ["abc", "a--b", "my.dotted.bucket", "192.168.5.4", "my_bucket", "UPPER-Bucket"]
        {
            assert_eq!(BucketName::new(name.into()).unwrap().as_str(), name);
        }
        BucketName::new("a".repeat(255).into()).unwrap();
    }

    #[test]
    fn names_that_no_bucket_has_are_refused() {
        assert_eq!(refusal(""), "bucket name \"\" is not valid: at least 3 characters");
        assert_eq!(refusal("bu"), "bucket name \"bu\" is not valid: at least 3 characters");
        assert_eq!(
            refusal(&"a".repeat(256)),
            "bucket name of 256 bytes is too long: the most is 255"
        );
        for odd in ["a/b", "a b", "a?b", "a#b", "a@b", "a:b", "a%b", "a\0b", "büro", "s3://abc"] {
            assert_eq!(
                refusal(odd),
                format!(
                    "bucket name {odd:?} is not valid: letters, digits, `.`, `-` and `_` only, \
                     without a path or a URL around it"
                )
            );
        }
        for odd in ["...", ".dot", "dot."] {
            let expected =
                format!("bucket name {odd:?} is not valid: no dot at its beginning or end");
            assert_eq!(refusal(odd), expected);
        }
        for old in ["bucket-", "-bucket", "_ab", "ab_", "A_-"] {
            assert!(!BucketName::new(old.into()).unwrap().is_plain(), "{old}");
        }
    }

    #[test]
    fn only_names_of_todays_rule_can_stand_in_a_host() {
        assert!(is_host_label("a--b") && is_host_label(&"a".repeat(63)));
        for name in ["", "a.b", "a_b", "A-b", "-ab", "ab-", "xn--a", &"a".repeat(64)] {
            assert!(!is_host_label(name), "{name}");
        }
        assert!(is_host_labels("a.b-c.d"));
        for name in ["a..b", "a.-b", "192.168.5.4", "a_b.c"] {
            assert!(!is_host_labels(name), "{name}");
        }
    }
}

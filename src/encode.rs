//! AWS `UriEncode`: the one way this crate turns text into a piece of a URL.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode, utf8_percent_encode};

/// Everything but the unreserved characters `A-Z a-z 0-9 - . _ ~`.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html>, `UriEncode()`.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// As [`RESERVED`], but `/` stays: an object key is encoded once and keeps its slashes.
const RESERVED_IN_PATH: &AsciiSet = &RESERVED.remove(b'/');

/// Appends a query name or value.
pub(crate) fn query(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, RESERVED));
}

/// Appends an object key, or any other text that may hold slashes.
pub(crate) fn path(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, RESERVED_IN_PATH));
}

/// As [`query`], of bytes that may be no text.
pub(crate) fn query_bytes(out: &mut String, bytes: &[u8]) {
    out.extend(percent_encode(bytes, RESERVED));
}

/// As [`path`], of bytes that may be no text.
pub(crate) fn path_bytes(out: &mut String, bytes: &[u8]) {
    out.extend(percent_encode(bytes, RESERVED_IN_PATH));
}

/// The encoded form of a query name or value, as a string of its own.
pub(crate) fn query_string(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Orders two texts as their encoded forms are ordered, without encoding them.
///
/// `%` stands before every unreserved character, and the upper-case hex digits of two escapes are
/// ordered as the bytes that they stand for. Canonical query strings are sorted by this order.
pub(crate) fn cmp_encoded(left: &str, right: &str) -> std::cmp::Ordering {
    left.bytes().map(rank).cmp(right.bytes().map(rank))
}

fn rank(byte: u8) -> (bool, u8) {
    let unreserved = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    (unreserved, byte)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn path_string(text: &str) -> String {
        let mut out = String::new();
        path(&mut out, text);
        out
    }

    #[test]
    fn every_ascii_byte_is_kept_or_escaped_as_aws_says() {
        for byte in 0..=0x7f_u8 {
            let text = char::from(byte).to_string();
            let keep = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
            let escaped = format!("%{byte:02X}");
            assert_eq!(query_string(&text), if keep { &text } else { &escaped }.as_str());
            let keep = keep || byte == b'/';
            assert_eq!(path_string(&text), if keep { text } else { escaped });
        }
    }

    #[test]
    fn text_beyond_ascii_is_escaped_byte_by_byte() {
        assert_eq!(path_string("é/😀"), "%C3%A9/%F0%9F%98%80");
        assert_eq!(query_string("a+b c"), "a%2Bb%20c");
    }

    proptest! {
        #[test]
        fn the_order_of_texts_is_the_order_of_their_encoded_forms(
            left in "([a-c]|[%/=_~é -.]|\\PC){0,6}", right in "([a-c]|[%/=_~é -.]|\\PC){0,6}",
        ) {
            prop_assert_eq!(cmp_encoded(&left, &right), query_string(&left).cmp(&query_string(&right)));
        }
    }
}

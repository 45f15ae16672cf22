//! AWS `UriEncode`: the one way this crate turns text into a piece of a URL.

use percent_encoding::percent_decode_str;

/// Appends a query name or value.
pub(crate) fn query(out: &mut String, text: &str) {
    encode(out, text, &KEPT_IN_QUERY);
}

/// Appends an object key, or any other text that may hold slashes.
pub(crate) fn path(out: &mut String, text: &str) {
    encode(out, text, &KEPT_IN_PATH);
}

/// The encoded form of a query name or value, as a string of its own.
pub(crate) fn query_string(text: &str) -> String {
    let mut out = String::new();
    query(&mut out, text);
    out
}

/// The encoded form of an object key, as a string of its own.
pub(crate) fn path_string(text: &str) -> String {
    let mut out = String::new();
    path(&mut out, text);
    out
}

/// A piece of a query in which each escape is spelled as AWS spells it; of bytes that may be no text.
pub(crate) fn respelled_query(text: &str) -> String {
    respelled(text, &KEPT_IN_QUERY)
}

/// As [`respelled_query`], for a path.
pub(crate) fn respelled_path(text: &str) -> String {
    respelled(text, &KEPT_IN_PATH)
}

fn respelled(text: &str, kept: &Kept) -> String {
    let mut out = String::new();
    for byte in percent_decode_str(text) {
        if is_kept(kept, byte) {
            out.push(char::from(byte));
        } else {
            escape(&mut out, &[byte]);
        }
    }
    out
}

/// Copies runs of characters that stay as they are, and escapes runs of those that do not.
fn encode(out: &mut String, text: &str, kept: &Kept) {
    let mut rest = text;
    while !rest.is_empty() {
        let (run, behind) = split_where(rest, |byte| !is_kept(kept, byte));
        out.push_str(run);
        // All bytes of a character beyond ASCII are escaped, so a run ends between characters.
        let (run, behind) = split_where(behind, |byte| is_kept(kept, byte));
        run.as_bytes().chunks(RUN).for_each(|bytes| escape(out, bytes));
        rest = behind;
    }
}

fn split_where(text: &str, is_end: impl Fn(u8) -> bool) -> (&str, &str) {
    let at = text.bytes().position(is_end).unwrap_or(text.len());
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// Escapes up to [`RUN`] bytes.
fn escape(out: &mut String, bytes: &[u8]) {
    let mut escaped = [[0; 3]; RUN];
    for (place, byte) in escaped.iter_mut().zip(bytes) {
        *place = ESCAPES.get(usize::from(*byte)).copied().unwrap_or_default();
    }
    let escaped = escaped.as_flattened().get(..3 * bytes.len()).unwrap_or_default();
    // Percent signs and digits are ASCII.
    out.push_str(std::str::from_utf8(escaped).unwrap_or_default());
}

/// How many bytes are escaped at a time.
const RUN: usize = 16;

/// Which bytes stay as they are.
type Kept = [bool; 256];

fn is_kept(kept: &Kept, byte: u8) -> bool {
    kept.get(usize::from(byte)).is_some_and(|kept| *kept)
}

/// The unreserved characters `A-Z a-z 0-9 - . _ ~`.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html>, `UriEncode()`.
const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

static KEPT_IN_QUERY: Kept = kept(false);

/// An object key is encoded once and keeps its slashes.
static KEPT_IN_PATH: Kept = kept(true);

const fn kept(slash: bool) -> Kept {
    let mut kept = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        // An index by a byte is within the table.
        #[expect(
            clippy::indexing_slicing,
            clippy::as_conversions,
            reason = "there is no other way in a constant"
        )]
        {
            kept[byte as usize] = is_unreserved(byte) || (slash && byte == b'/');
        }
        byte += 1;
    }
    kept
}

/// `%00` to `%FF`.
static ESCAPES: [[u8; 3]; 256] = {
    let digits = b"0123456789ABCDEF";
    let mut escapes = [[b'%'; 3]; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::indexing_slicing, reason = "there is no other way in a constant")]
        {
            escapes[byte] = [b'%', digits[byte / 16], digits[byte % 16]];
        }
        byte += 1;
    }
    escapes
};

/// Orders two texts as their encoded forms are ordered, without encoding them.
///
/// `%` stands before every unreserved character, and the upper-case hex digits of two escapes are
/// ordered as the bytes that they stand for. Canonical query strings are sorted by this order.
pub(crate) fn cmp_encoded(left: &str, right: &str) -> std::cmp::Ordering {
    left.bytes().map(rank).cmp(right.bytes().map(rank))
}

fn rank(byte: u8) -> (bool, u8) {
    (is_unreserved(byte), byte)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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

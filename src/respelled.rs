//! What others spelled: whether it is as AWS's `UriEncode` spells it, and how S3 spells it before it checks a signature.
//!
//! S3 decodes a path, and each name and value of a query, once, and encodes them anew. It reads a raw plus as a space in
//! both. What it does is collected, with the sources, in `docs/spelling.md`.

use memchr::memchr_iter;
use percent_encoding::percent_decode;

use crate::decode::{byte_of, decoded};
use crate::encode;

/// A piece of a query as S3 spells it; of bytes that may be no text.
pub(crate) fn respelled_query(text: &str) -> String {
    encode::query_of_bytes(percent_decode(text.replace('+', "%20").as_bytes()))
}

/// As [`respelled_query`], for a path.
pub(crate) fn respelled_path(text: &str) -> String {
    encode::path_of_bytes(percent_decode(text.replace('+', "%20").as_bytes()))
}

/// Whether nothing changes when S3 spells this path anew.
pub(crate) fn is_spelled_path(path: &str) -> bool {
    is_readable(path) && respelled_path(path) == path
}

/// Whether nothing changes when S3 spells this name or value of a query anew.
pub(crate) fn is_spelled_query(text: &str) -> bool {
    is_readable(text) && respelled_query(text) == text
}

/// Whether it is known what S3 reads in this path or query: of bytes beyond printable ASCII, of a `%` that begins no
/// escape, and of escapes that are no UTF-8, nobody has shown it.
pub(crate) fn is_readable(text: &str) -> bool {
    let is_escape = |at: usize| {
        let digits = text.as_bytes().get(at + 1..).and_then(<[u8]>::first_chunk);
        digits.copied().and_then(byte_of).is_some()
    };
    text.bytes().all(|byte| byte.is_ascii_graphic())
        && memchr_iter(b'%', text.as_bytes()).all(is_escape)
        && decoded(text).is_some()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::encode::{path_string, query_string};

    #[test]
    fn a_plus_is_a_space_and_an_escaped_plus_a_plus() {
        assert_eq!(respelled_path("/a+b%2bc"), "/a%20b%2Bc");
        assert_eq!(respelled_query("a+b%2Bc"), "a%20b%2Bc");
    }

    #[test]
    fn a_path_keeps_its_slashes_and_its_dots() {
        assert_eq!(respelled_path("//a/./..%2Fb%2e%2E"), "//a/./../b..");
        assert_eq!(respelled_query("a/%2f"), "a%2F%2F");
    }

    #[test]
    fn what_nobody_has_shown_is_not_readable() {
        for text in ["/é", "/a b", "/\t", "/%", "/%4", "/%zz", "/%E9", "/%C3x%A9", "/\u{7f}"] {
            assert!(!is_readable(text), "{text:?}");
        }
        for text in ["/", "/%C3%A9", "/%c3%a9", "/'(!*)@=:+~\"<>\\^`{|}", "/%00"] {
            assert!(is_readable(text), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_spelled(text in "\\PC{0,24}") {
            prop_assert!(is_spelled_path(&path_string(&text)));
            prop_assert!(is_spelled_query(&query_string(&text)));
        }

        #[test]
        fn what_is_respelled_is_spelled(text in "([a-c/.~+@'=]|%[0-9A-Fa-f]{2}){0,12}") {
            if is_readable(&text) {
                prop_assert!(is_spelled_path(&respelled_path(&text)));
                prop_assert!(is_spelled_query(&respelled_query(&text)));
            }
        }
    }
}

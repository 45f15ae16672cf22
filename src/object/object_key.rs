//! [`ObjectKey`]: the name of an object, byte for byte.

use std::borrow::Cow;

use crate::error::{Error, Field};
use crate::limits::KEY;

/// An object key of 1 to 1024 bytes of UTF-8 without NUL.
///
/// It is never normalised: a leading slash, an empty segment, an escape are part of the name. Dot
/// segments are part of the name too, but few clients send them as they are, so that
/// [`has_dot_segment`](Self::has_dot_segment) finds them.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html>
#[derive(Clone, Debug)]
pub(crate) struct ObjectKey<'a> {
    key: Cow<'a, str>,
    has_dot_segment: bool,
}

impl<'a> ObjectKey<'a> {
    /// The error is in a box, so that what is returned is small where there is none.
    #[inline]
    pub(crate) fn new(key: Cow<'a, str>) -> Result<Self, Box<Error>> {
        match has_dot_segment(&key) {
            Some(has_dot_segment) => Ok(Self { key, has_dot_segment }),
            None => Err(Box::new(fault_of(&key))),
        }
    }

    #[inline]
    pub(crate) fn as_str(&self) -> &str {
        &self.key
    }

    /// Whether a WHATWG URL parser would rewrite the key.
    ///
    /// Only a raw `.` counts. `%2e` in a key is sent as `%252e`, which nobody takes for a dot.
    #[inline]
    pub(crate) fn has_dot_segment(&self) -> bool {
        self.has_dot_segment
    }
}

/// Whether a segment is `.` or `..`; nothing for what is no key.
fn has_dot_segment(key: &str) -> Option<bool> {
    if key.is_empty() || key.len() > KEY {
        return None;
    }
    if key.starts_with('.') || !is_plain(key.as_bytes()) {
        return looked_through(key);
    }
    Some(false)
}

/// Apart, so that the common case is short.
#[cold]
fn looked_through(key: &str) -> Option<bool> {
    let is_dots = |segment: &str| segment == "." || segment == "..";
    (!key.contains('\0')).then(|| key.split('/').any(is_dots))
}

/// Which rule a key breaks.
#[cold]
fn fault_of(key: &str) -> Error {
    let invalid = |rule| Error::invalid(Field::ObjectKey, key, rule);
    if key.is_empty() {
        // A DELETE without a key is DeleteBucket.
        return invalid("it is empty, and would name the bucket itself; give the key of an object");
    }
    if key.len() > KEY {
        return Error::TooLong { field: Field::ObjectKey, length: key.len(), max: KEY };
    }
    invalid("S3 takes no NUL in a key; remove it")
}

/// Whether a key has neither NUL nor a dot behind a slash.
#[inline]
fn is_plain(key: &[u8]) -> bool {
    let (Some((end, ones)), Some((_, twos))) = (key.split_last(), key.split_first()) else {
        return true;
    };
    let (Some(last_ones), Some(last_twos)) = (ones.last_chunk(), twos.last_chunk()) else {
        return !key.contains(&0) && !key.windows(2).any(|pair| pair == b"/.");
    };
    let mut pairs = ones.as_chunks().0.iter().zip(twos.as_chunks().0);
    *end != 0 && pairs.all(|(ones, twos)| are_plain(ones, twos)) && are_plain(last_ones, last_twos)
}

/// The same of sixteen bytes, each with the one behind it.
#[expect(clippy::inline_always, reason = "it is less than the call of it")]
#[inline(always)]
fn are_plain(ones: &[u8; 16], twos: &[u8; 16]) -> bool {
    let nul = ones.iter().fold(0, |found, one| found | u8::from(*one == 0));
    let slash_dot = |one: u8, two: u8| u8::from(one == b'/') & u8::from(two == b'.');
    ones.iter().zip(twos).fold(nul, |found, (one, two)| found | slash_dot(*one, *two)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(key: &str) -> String {
        ObjectKey::new(key.into()).unwrap_err().to_string()
    }

    #[test]
    fn every_dot_segment_is_found_wherever_it_stands() {
        for key in [".", "..", "/.", "/..", "./a", "a/.", "a/./b", "a/../.", "/./..", "aa/.b/.."] {
            assert!(ObjectKey::new(key.into()).unwrap().has_dot_segment(), "{key}");
        }
        for key in ["...", ".a", "a.", "/.a/..b", "a/.../b"] {
            assert!(!ObjectKey::new(key.into()).unwrap().has_dot_segment(), "{key}");
        }
    }

    #[test]
    fn nul_and_a_segment_of_dots_are_found_wherever_they_stand() {
        for length in 1..70 {
            for place in 0..length {
                let with = |text: &str| {
                    format!("{}{text}{}", "a".repeat(place), "/".repeat(length - place))
                };
                assert!(ObjectKey::new(with("\0").into()).is_err(), "{place} of {length}");
                let has_dot_segment =
                    |text| ObjectKey::new(with(text).into()).unwrap().has_dot_segment();
                assert!(has_dot_segment("/.") && has_dot_segment("/.."), "{place} of {length}");
                assert!(!has_dot_segment("/.a") && !has_dot_segment("a."), "{place} of {length}");
            }
        }
        for count in 1..40 {
            let nuls = "\0".repeat(count);
            assert!(ObjectKey::new(format!("{nuls}a").into()).is_err(), "{count}");
            assert!(ObjectKey::new(nuls.into()).is_err(), "{count}");
        }
        // Twice among the same sixteen.
        assert!(ObjectKey::new("a\0\0aaaaaaaaaaaaaaa".into()).is_err());
        assert!(ObjectKey::new("a/./.aaaaaaaaaaaaa".into()).unwrap().has_dot_segment());
        let longest = format!("{}\0", "a".repeat(1023));
        assert!(refusal(&longest).ends_with("S3 takes no NUL in a key; remove it"));
    }

    #[test]
    fn keys_are_kept_byte_for_byte() {
        for key in
            ["/", "//a", "a b", "a%2Fb", "é", "e\u{301}", "\u{10ffff}", "a\r\nb", &"a".repeat(1024)]
        {
            assert_eq!(ObjectKey::new(key.into()).unwrap().as_str(), key);
        }
    }

    #[test]
    fn keys_that_s3_cannot_hold_are_refused() {
        assert_eq!(
            refusal(""),
            "object key \"\" is not valid: it is empty, and would name the bucket itself; give the \
             key of an object"
        );
        assert_eq!(
            refusal("a\0b"),
            "object key \"a\\0b\" is not valid: S3 takes no NUL in a key; remove it"
        );
        assert_eq!(
            refusal(&"a".repeat(1025)),
            "object key of 1025 bytes is too long: the most is 1024"
        );
    }

    #[test]
    fn dot_segments_are_found_and_nothing_else() {
        for key in [".", "..", "a/./b", "a/..", "../a", "/./"] {
            let key = ObjectKey::new(key.into()).unwrap();
            assert!(key.has_dot_segment(), "{key:?}");
        }
        for key in ["...", ".a", "a.", "a/.b/c..", "%2e%2e/a", "a\\..\\b"] {
            assert!(!ObjectKey::new(key.into()).unwrap().has_dot_segment(), "{key:?}");
        }
    }
}

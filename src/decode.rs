//! Text without the escapes of a URL.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::text::{all, parted_near};

/// A text without its escapes; `None` where they are no UTF-8. A `%` that begins no escape stands for itself.
///
/// What lies between escapes of ASCII is copied at once; other text is the library's. Byte by byte, as that has it,
/// decoding took two fifths of what verifying a link takes besides the hash.
pub(crate) fn decoded(text: &str) -> Option<Cow<'_, str>> {
    if all(text.as_bytes(), |byte| byte != b'%') {
        return Some(Cow::Borrowed(text));
    }
    let (mut kept, mut rest) = parted_near(text, b'%')?;
    let mut out = String::with_capacity(text.len());
    loop {
        out.push_str(kept);
        match rest.as_bytes().first_chunk().copied().and_then(byte_of) {
            Some(byte) if byte.is_ascii() => {
                out.push(char::from(byte));
                rest = rest.get(2..).unwrap_or_default();
            }
            Some(_) => return percent_decode_str(text).decode_utf8().ok(),
            None => out.push('%'),
        }
        let Some(parts) = parted_near(rest, b'%') else { break };
        (kept, rest) = parts;
    }
    out.push_str(rest);
    Some(Cow::Owned(out))
}

/// The byte that two hexadecimal digits stand for.
pub(crate) fn byte_of(digits: [u8; 2]) -> Option<u8> {
    let [high, low] = digits.map(|digit| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    });
    Some(16 * high? + low?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::encode::query_string;

    proptest! {
        #[test]
        fn text_is_decoded_as_the_library_decodes_it(text in "([a-fA-F0-9]|%|%[0-9a-fA-F]{2}|\\PC|%F0%9F%98%80){0,12}") {
            let expected = percent_decode_str(&text).decode_utf8().ok();
            prop_assert_eq!(decoded(&text), expected);
            let encoded = query_string(&text);
            prop_assert_eq!(decoded(&encoded), Some(text.as_str().into()));
        }
    }
}

//! What text may hold.

/// Whether a text has a control character.
pub(crate) fn has_control(text: &str) -> bool {
    has_control_but(text, None)
}

/// Whether a text has a control character other than a tab.
pub(crate) fn has_control_but_tab(text: &str) -> bool {
    has_control_but(text, Some(b'\t'))
}

/// Looks at all bytes without stopping, many at once, and at characters only where some lie beyond ASCII.
fn has_control_but(text: &str, allowed: Option<u8>) -> bool {
    let is_control = |byte: u8| byte.is_ascii_control() && Some(byte) != allowed;
    let (found, all) =
        text.bytes().fold((false, 0), |(found, all), byte| (found | is_control(byte), all | byte));
    found || (!all.is_ascii() && text.chars().any(|char| !char.is_ascii() && char.is_control()))
}

/// All bits that a table has for the bytes of a text. Takes eight at a time, the last eight once more where
/// they are not full.
#[inline]
pub(crate) fn bits_of(text: &[u8], of_byte: impl Fn(u8) -> u32) -> u32 {
    let of = |bytes: &[u8]| bytes.iter().fold(0, |bits, byte| bits | of_byte(*byte));
    let of_eight = |eight: &[u8; 8]| of(eight);
    let (eights, rest) = text.as_chunks();
    let of_rest = match text.last_chunk() {
        _ if rest.is_empty() => 0,
        Some(last) => of_eight(last),
        None => of(rest),
    };
    eights.iter().fold(of_rest, |bits, eight| bits | of_eight(eight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_those_of_unicode() {
        for char in (0..0x110_000).filter_map(char::from_u32) {
            let text = format!("a{char}b");
            assert_eq!(has_control(&text), char.is_control(), "{char:?}");
            assert_eq!(has_control_but_tab(&text), char.is_control() && char != '\t', "{char:?}");
        }
        assert!(!has_control(""));
    }
}

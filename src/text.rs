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

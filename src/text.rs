//! What text may hold, and how it is looked through; and numbers as text.

/// Whether a text has a control character.
pub(crate) fn has_control(text: &str) -> bool {
    has_control_but(text, None)
}

/// Whether a text has a control character other than a tab.
pub(crate) fn has_control_but_tab(text: &str) -> bool {
    has_control_but(text, Some('\t'))
}

/// Looks at characters only where a look by eights does not settle it.
fn has_control_but(text: &str, allowed: Option<char>) -> bool {
    let is_control = |char: char| char.is_control() && Some(char) != allowed;
    !is_printable_ascii(text.as_bytes()) && text.chars().any(is_control)
}

/// Whether all bytes are from space to `~`.
#[inline]
fn is_printable_ascii(text: &[u8]) -> bool {
    let other = |eight: &[u8; 8]| {
        let eight = u64::from_ne_bytes(*eight);
        // A byte below a space borrows, and gets the highest bit, or one beyond ASCII has it.
        eight | eight.wrapping_sub(SPACES) | zeros(eight ^ DELETES)
    };
    let (eights, last) = eights(text);
    eights.iter().fold(other(&last), |bits, eight| bits | other(eight)) & HIGHEST == 0
}

const SPACES: u64 = u64::from_ne_bytes([b' '; 8]);

const DELETES: u64 = u64::from_ne_bytes([0x7f; 8]);

/// The highest bit of each of eight bytes, which no ASCII character has.
pub(crate) const HIGHEST: u64 = u64::from_ne_bytes([0x80; 8]);

/// The last eight bytes of a text, and those before by eights, to look for something in it. The last may
/// overlap those before, and are filled up with `x`, for which nobody looks, where the text is shorter.
#[inline]
pub(crate) fn eights(text: &[u8]) -> (&[[u8; 8]], [u8; 8]) {
    let before = text.get(..text.len().saturating_sub(1)).unwrap_or_default();
    (before.as_chunks().0, text.last_chunk().copied().unwrap_or_else(|| filled_up(text)))
}

fn filled_up(text: &[u8]) -> [u8; 8] {
    let mut eight = [b'x'; 8];
    eight.iter_mut().zip(text).for_each(|(place, byte)| *place = *byte);
    eight
}

/// Where a byte first stands, looked for by eights.
#[inline]
fn find(text: &[u8], byte: u8) -> Option<usize> {
    let looked_for = u64::from_ne_bytes([byte; 8]);
    let (eights, rest) = text.as_chunks();
    for (count, eight) in eights.iter().enumerate() {
        // The lowest is sure to be one.
        let found = zeros(u64::from_le_bytes(*eight) ^ looked_for);
        if found != 0 {
            let [place, ..] = (found.trailing_zeros() / 8).to_le_bytes();
            return Some(8 * count + usize::from(place));
        }
    }
    let in_rest = rest.iter().position(|other| *other == byte);
    in_rest.map(|place| 8 * eights.len() + place)
}

/// What stands before and behind the first such byte of ASCII.
#[inline]
pub(crate) fn parted(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = find(text.as_bytes(), byte)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The pieces between such bytes of ASCII.
#[inline]
pub(crate) fn pieces(text: &str, byte: u8) -> impl Iterator<Item = &str> + Clone {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let at = find(text.as_bytes(), byte).unwrap_or(text.len());
        // Nothing is behind the end.
        rest = text.get(at + 1..);
        text.get(..at)
    })
}

/// The highest bit of each byte that is zero; of some behind such a byte, counted from the lowest, too.
#[inline]
fn zeros(eight: u64) -> u64 {
    eight.wrapping_sub(ONES) & !eight & HIGHEST
}

const ONES: u64 = u64::from_ne_bytes([1; 8]);

/// A number below 100 as two decimal digits.
#[inline]
pub(crate) fn two_digits(number: u8) -> [u8; 2] {
    PAIRS.get(usize::from(number)).copied().unwrap_or_default()
}

/// `00` to `99`.
static PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut number = 0_u8;
    while number < 100 {
        #[expect(
            clippy::indexing_slicing,
            clippy::as_conversions,
            reason = "the index is below 100, and there is no other way in a constant"
        )]
        {
            pairs[number as usize] = [b'0' + number / 10, b'0' + number % 10];
        }
        number += 1;
    }
    pairs
};

/// Appends a number in decimal digits.
pub(crate) fn write_number(number: u64, out: &mut String) {
    if number >= 100 {
        write_number(number / 100, out);
    }
    let [pair, ..] = (number % 100).to_le_bytes();
    let at = 2 * usize::from(pair);
    if number >= 10 {
        out.push_str(DIGITS.get(at..at + 2).unwrap_or_default());
    } else {
        out.push_str(DIGITS.get(at + 1..at + 2).unwrap_or_default());
    }
}

/// The pairs as one text, of which pieces are text too without a look at them.
static DIGITS: &str = match str::from_utf8(PAIRS.as_flattened()) {
    Ok(digits) => digits,
    Err(_) => "",
};

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

    #[test]
    fn a_control_character_is_found_wherever_it_stands() {
        for length in 1..28 {
            for place in 0..length {
                for other in ['\0', '\t', '\u{1f}', ' ', '~', '\u{7f}', '\u{80}', 'é'] {
                    for filler in [' ', 'a', '~'] {
                        let mut text = vec![filler; length];
                        text[place] = other;
                        let text = String::from_iter(text);
                        assert_eq!(has_control(&text), other.is_control(), "{text:?}");
                        let is_found = has_control_but_tab(&text);
                        assert_eq!(is_found, other.is_control() && other != '\t', "{text:?}");
                    }
                }
            }
        }
        assert!(has_control_but_tab("\t\u{1}") && !has_control_but_tab("\t \t"));
    }

    #[test]
    fn eights_hold_every_byte_and_nothing_that_is_looked_for() {
        let whole = b"abcdefghijklmnopqrstuvw";
        for end in 0..whole.len() {
            let text = &whole[..end];
            let (eights, last) = eights(text);
            let found: Vec<u8> = eights.iter().copied().flatten().chain(last).collect();
            assert!(text.iter().all(|byte| found.contains(byte)), "{end}");
            assert!(found.iter().all(|byte| text.contains(byte) || *byte == b'x'), "{end}");
        }
    }

    #[test]
    fn a_byte_is_found_where_it_first_stands() {
        for length in 0..80 {
            for place in 0..length {
                let mut text = vec![b'%' ^ 1; length];
                text[place..].fill(b'%');
                assert_eq!(find(&text, b'%'), Some(place), "{length}");
            }
            assert_eq!(find("\u{80}".repeat(length).as_bytes(), b'%'), None);
        }
        assert_eq!(parted("é=b=c", b'='), Some(("é", "b=c")));
        assert_eq!(parted("abc", b'='), None);
        for text in ["", "=", "a=b", "=a==é="] {
            assert!(pieces(text, b'=').eq(text.split('=')), "{text}");
        }
    }
}

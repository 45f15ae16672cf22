//! What text may hold, and how it is looked through; and numbers as text.

use memchr::{memchr, memchr_iter};

/// Whether a text has a control character.
pub(crate) fn has_control(text: &str) -> bool {
    has_control_but(text, None)
}

/// Whether a text has a control character other than a tab.
pub(crate) fn has_control_but_tab(text: &str) -> bool {
    has_control_but(text, Some('\t'))
}

/// Looks at characters only where a look at bytes does not settle it.
fn has_control_but(text: &str, allowed: Option<char>) -> bool {
    let is_control = |char: char| char.is_control() && Some(char) != allowed;
    !is_printable_ascii(text.as_bytes()) && text.chars().any(is_control)
}

/// Whether all bytes are from space to `~`.
#[inline]
pub(crate) fn is_printable_ascii(text: &[u8]) -> bool {
    all(text, |byte| byte.wrapping_sub(b' ') < 0x7f - b' ')
}

/// Whether it can be the name of a header: RFC 9110, section 5.6.2, `token`.
pub(crate) fn is_token(text: &str) -> bool {
    let may_stand = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(may_stand)
}

/// Whether all bytes of a text are of a kind; sixteen are looked at at once.
#[inline]
pub(crate) fn all(text: &[u8], is: impl Fn(u8) -> bool) -> bool {
    text.as_chunks::<16>().0.iter().all(|sixteen| are(sixteen, &is)) && are_last(text, is)
}

/// The same of the last sixteen bytes, or as many as there are.
#[inline]
pub(crate) fn are_last(text: &[u8], is: impl Fn(u8) -> bool) -> bool {
    match (text.last_chunk::<16>(), text.first_chunk::<8>(), text.last_chunk::<8>()) {
        (Some(last), ..) => are(last, is),
        (None, Some(first), Some(last)) => are(first, &is) && are(last, is),
        _ => text.iter().all(|byte| is(*byte)),
    }
}

/// Without a branch, so that the compiler looks at all at once.
#[inline]
pub(crate) fn are<const N: usize>(bytes: &[u8; N], is: impl Fn(u8) -> bool) -> bool {
    bytes.iter().fold(1, |all, byte| all & u8::from(is(*byte))) == 1
}

/// Whether two names are the same. Most have eight to sixteen bytes, which takes no call.
#[inline]
pub(crate) fn is_same_name(left: &str, right: &str) -> bool {
    let [left, right] = [left, right].map(str::as_bytes);
    match (left.first_chunk::<8>(), left.last_chunk::<8>()) {
        (Some(first), Some(last)) if left.len() <= 16 => {
            left.len() == right.len()
                && right.first_chunk() == Some(first)
                && right.last_chunk() == Some(last)
        }
        _ => left == right,
    }
}

/// The highest bit of each of eight bytes, which no ASCII character has.
pub(crate) const HIGHEST: u64 = u64::from_ne_bytes([0x80; 8]);

/// What stands before and behind the first such byte of ASCII.
#[inline]
pub(crate) fn parted(text: &str, byte: u8) -> Option<(&str, &str)> {
    parted_at(text, memchr(byte, text.as_bytes())?)
}

/// The same for a byte that stands near the beginning, where a call takes longer than looking for it.
#[inline]
pub(crate) fn parted_near(text: &str, byte: u8) -> Option<(&str, &str)> {
    parted_at(text, find_near(text.as_bytes(), byte)?)
}

#[inline]
fn parted_at(text: &str, at: usize) -> Option<(&str, &str)> {
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// Where a byte first stands, looked for by eights.
#[inline]
fn find_near(text: &[u8], byte: u8) -> Option<usize> {
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

/// The highest bit of each byte that is zero; of some behind such a byte, counted from the lowest, too.
#[inline]
fn zeros(eight: u64) -> u64 {
    eight.wrapping_sub(ONES) & !eight & HIGHEST
}

const ONES: u64 = u64::from_ne_bytes([1; 8]);

/// The pieces between such bytes of ASCII.
#[inline]
pub(crate) fn pieces(text: &str, byte: u8) -> impl Iterator<Item = &str> + Clone {
    let mut marks = memchr_iter(byte, text.as_bytes());
    let mut start = Some(0);
    std::iter::from_fn(move || {
        let from = start?;
        let end = marks.next();
        // Nothing is behind the end.
        start = end.map(|end| end + 1);
        text.get(from..end.unwrap_or(text.len()))
    })
}

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
    let front = number / 100;
    match front {
        0 if number < 10 => return out.push_str(digits(number, 1)),
        0 => {}
        1..10 => out.push_str(digits(front, 1)),
        10..100 => out.push_str(digits(front, 2)),
        _ => write_number(front, out),
    }
    out.push_str(digits(number % 100, 2));
}

/// The last digits of a number below 100.
#[inline]
fn digits(number: u64, count: usize) -> &'static str {
    let [number, ..] = number.to_le_bytes();
    let end = 2 * usize::from(number) + 2;
    DIGITS.get(end - count..end).unwrap_or_default()
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
    fn a_byte_of_another_kind_is_found_wherever_it_stands() {
        for length in 0..70 {
            let mut text = vec![b'a'; length];
            assert!(all(&text, |byte| byte == b'a') && are_last(&text, |byte| byte == b'a'));
            for place in 0..length {
                text[place] = b'b';
                assert!(!all(&text, |byte| byte == b'a'), "{place} of {length}");
                let is_last = length - place <= 16;
                assert_eq!(are_last(&text, |byte| byte == b'a'), !is_last, "{place} of {length}");
                text[place] = b'a';
            }
        }
    }

    #[test]
    fn names_are_the_same_if_every_byte_is() {
        for length in 0..40 {
            let name = "a".repeat(length);
            assert!(
                is_same_name(&name, &name.clone()) && !is_same_name(&name, &format!("{name}a"))
            );
            for place in 0..length {
                let other = format!("{}b{}", "a".repeat(place), "a".repeat(length - place - 1));
                assert!(!is_same_name(&name, &other) && !is_same_name(&other, &name), "{other}");
            }
        }
    }

    #[test]
    fn a_byte_is_found_where_it_first_stands() {
        for length in 0..80 {
            for place in 0..length {
                let mut text = vec![b'%' ^ 1; length];
                text[place..].fill(b'%');
                assert_eq!(find_near(&text, b'%'), Some(place), "{length}");
            }
            assert_eq!(find_near("\u{80}".repeat(length).as_bytes(), b'%'), None);
        }
        assert_eq!(parted("é=b=c", b'='), Some(("é", "b=c")));
        assert_eq!(parted("abc", b'='), None);
        for text in ["", "=", "a=b", "=a==é="] {
            assert!(pieces(text, b'=').eq(text.split('=')), "{text}");
        }
    }
}

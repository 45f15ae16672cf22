//! AWS `UriEncode`: the one way this crate turns text into a piece of a URL.

use crate::text::{HIGHEST, are, are_last};

/// Appends a query name or value.
#[inline]
pub(crate) fn query(out: &mut String, text: &str) {
    encode(out, text, &QUERY);
}

/// Appends an object key, or any other text that may hold slashes.
#[inline]
pub(crate) fn path(out: &mut String, text: &str) {
    encode(out, text, &PATH);
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

/// The encoded form of bytes that may be no text, as a piece of a query.
pub(crate) fn query_of_bytes(bytes: impl Iterator<Item = u8>) -> String {
    QUERY.spell_all(bytes)
}

/// As [`query_of_bytes`], as a path.
pub(crate) fn path_of_bytes(bytes: impl Iterator<Item = u8>) -> String {
    PATH.spell_all(bytes)
}

/// Copies what comes before the sixteen bytes that have the first escape as it is, which most often is all; and
/// spells the rest.
#[inline]
fn encode(out: &mut String, text: &str, table: &Table) {
    // What is kept is ASCII, so that it ends between characters.
    let (kept, rest) = text.split_at_checked(table.kept(text.as_bytes())).unwrap_or(("", text));
    out.push_str(kept);
    if !rest.is_empty() {
        spell(out, rest, table);
    }
}

/// Apart, so that the common case is short.
#[inline(never)]
fn spell(out: &mut String, text: &str, table: &Table) {
    let mut buffer = [0; BUFFER];
    for part in text.as_bytes().chunks(PART) {
        let filled = table.spell(part, &mut buffer);
        // Only ASCII is spelled.
        let spelled = buffer.get(..filled).and_then(|spelled| str::from_utf8(spelled).ok());
        out.push_str(spelled.unwrap_or_default());
    }
}

/// How many bytes are spelled at a time.
const PART: usize = 256;

/// How many bytes eight become at the most.
const EIGHT: usize = 24;

/// The room in which eight bytes are spelled: more than they take, so that every place that a sum of eight
/// lengths could be is within it, and none has to be compared with its end.
const ROOM: usize = 160;

/// Room for a part if all of it is escaped, and for the last eight of it.
const BUFFER: usize = 3 * PART - EIGHT + ROOM;

/// How each byte is spelled: as itself, or `%00` to `%FF`.
struct Table {
    spellings: [Spelling; 256],
    /// Of the bytes from `-` to `9`, the one that is escaped: the slash in a query; in a path none, and 0 stands
    /// for that.
    escaped_mark: u8,
}

/// One to three bytes of text, and in the highest two bits how many; in one number, to be read and written at
/// once.
#[derive(Clone, Copy)]
struct Spelling(u32);

impl Table {
    fn spelling(&self, byte: u8) -> Spelling {
        self.spellings.get(usize::from(byte)).copied().unwrap_or(Spelling(0))
    }

    fn spell_all(&self, bytes: impl Iterator<Item = u8>) -> String {
        let spellings = bytes.map(|byte| self.spelling(byte));
        let text = |spelling: Spelling| spelling.text().into_iter().take(spelling.len());
        spellings.flat_map(text).map(char::from).collect()
    }

    /// How many bytes stand before the first sixteen of which one needs an escape.
    #[inline]
    fn kept(&self, text: &[u8]) -> usize {
        let sixteens = text.as_chunks::<16>().0;
        let count =
            sixteens.iter().take_while(|sixteen| are(sixteen, |byte| self.keeps(byte))).count();
        let is_all = count == sixteens.len() && are_last(text, |byte| self.keeps(byte));
        if is_all { text.len() } else { 16 * count }
    }

    /// Whether a byte needs no escape: [`is_unreserved`], reckoned so that the compiler does many at once.
    #[inline]
    fn keeps(&self, byte: u8) -> bool {
        let is_letter = u8::from((byte | 0x20).wrapping_sub(b'a') < 26);
        // `-`, `.`, `/` and the digits follow each other.
        let is_dash_to_nine = u8::from(byte.wrapping_sub(b'-') < 13);
        let is_other = u8::from(byte == b'_') | u8::from(byte == b'~');
        is_letter | (is_dash_to_nine & u8::from(byte != self.escaped_mark)) | is_other == 1
    }

    /// Spells up to [`PART`] bytes, and says how many bytes they became.
    ///
    /// Eight bytes of the same sort take few instructions each: names are words, and text beyond ASCII comes
    /// in runs. Other eights take no branch for each byte either. Apart, so that it has all registers for itself.
    #[inline(never)]
    fn spell(&self, part: &[u8], buffer: &mut [u8; BUFFER]) -> usize {
        let mut filled = 0;
        let (eights, rest) = part.as_chunks::<8>();
        for eight in eights {
            if let Some(room) = buffer.get_mut(filled..).and_then(<[u8]>::first_chunk_mut) {
                filled += self.spell_eight(*eight, room);
            }
        }
        if let Some(room) = buffer.get_mut(filled..).and_then(<[u8]>::first_chunk_mut) {
            // Less than eight.
            filled += put_all(rest.iter().take(7).map(|byte| self.spelling(*byte)), room);
        }
        filled
    }

    /// Whether eight bytes of ASCII, which are one number, are letters, digits, `-`, `.` and, where it is kept, `/`:
    /// what names are made of. The highest bit of each byte holds the answer for it, and no byte is carried into
    /// another.
    #[inline]
    fn is_plain(&self, ascii: u64) -> bool {
        let each = |byte: u8| u64::from_ne_bytes([byte; 8]);
        let is_from = |bytes: u64, first: u8| bytes + each(0x80 - first);
        let is_between =
            |bytes: u64, first: u8, behind: u8| is_from(bytes, first) & !is_from(bytes, behind);
        let is_letter = is_between(ascii | each(0x20), b'a', b'z' + 1);
        let is_dash_to_nine = is_between(ascii, b'-', b'9' + 1);
        let is_escaped = HIGHEST - (ascii ^ each(self.escaped_mark));
        (is_letter | is_dash_to_nine & !is_escaped) & HIGHEST == HIGHEST
    }

    /// Spells eight bytes.
    #[inline]
    fn spell_eight(&self, eight: [u8; 8], room: &mut [u8; ROOM]) -> usize {
        let number = u64::from_ne_bytes(eight);
        let beyond_ascii = number & HIGHEST;
        if beyond_ascii == 0 && self.is_plain(number) {
            put(room, 0, eight);
            return eight.len();
        }
        let spellings = eight.map(|byte| self.spelling(byte));
        if beyond_ascii == HIGHEST {
            for (count, spelling) in spellings.into_iter().enumerate() {
                put(room, 3 * count, spelling.text());
            }
            return EIGHT;
        }
        put_all(spellings.into_iter(), room)
    }
}

/// Puts up to eight spellings one behind the other. Each is copied with a byte too much, which the next one
/// overwrites.
#[inline]
fn put_all(spellings: impl Iterator<Item = Spelling>, room: &mut [u8; ROOM]) -> usize {
    let mut filled = 0;
    for spelling in spellings {
        put(room, filled, spelling.text());
        filled += spelling.len();
    }
    filled
}

#[inline]
fn put<const N: usize>(room: &mut [u8], at: usize, text: [u8; N]) {
    if let Some(place) = room.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
        *place = text;
    }
}

impl Spelling {
    fn text(self) -> [u8; 4] {
        self.0.to_le_bytes()
    }

    fn len(self) -> usize {
        usize::try_from(self.0 >> 30).unwrap_or_default()
    }
}

/// The unreserved characters `A-Z a-z 0-9 - . _ ~`.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html>, `UriEncode()`.
pub(crate) const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

static QUERY: Table = table(false);

/// An object key is encoded once and keeps its slashes.
static PATH: Table = table(true);

const fn table(slash: bool) -> Table {
    let digits = b"0123456789ABCDEF";
    let mut spellings = [Spelling(0); 256];
    let mut byte = 0_u8;
    loop {
        let is_kept = is_unreserved(byte) || (slash && byte == b'/');
        // An index by a byte is within the table.
        #[expect(
            clippy::indexing_slicing,
            clippy::as_conversions,
            reason = "there is no other way in a constant"
        )]
        {
            let escape = [b'%', digits[byte as usize / 16], digits[byte as usize % 16], 3 << 6];
            let spelled = if is_kept { [byte, 0, 0, 1 << 6] } else { escape };
            spellings[byte as usize] = Spelling(u32::from_le_bytes(spelled));
        }
        if byte == u8::MAX {
            return Table { spellings, escaped_mark: if slash { 0 } else { b'/' } };
        }
        byte += 1;
    }
}

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
    fn long_text_is_encoded_as_its_characters_are_one_by_one() {
        for char in (0..=0x7f).map(char::from).chain(['é', '文', '😀']) {
            for place in 0..40 {
                let mut chars = ['a'; 40];
                chars[place] = char;
                let one_by_one = |encode: fn(&str) -> String| {
                    chars.map(|char| encode(&char.to_string())).concat()
                };
                let text = String::from_iter(chars);
                assert_eq!(query_string(&text), one_by_one(query_string), "{text:?}");
                assert_eq!(path_string(&text), one_by_one(path_string), "{text:?}");
            }
        }
    }

    #[test]
    fn text_of_every_length_is_encoded_whole() {
        for char in [' ', 'é', '文', '😀'] {
            for length in 0..2 * PART + 10 {
                let text = format!("{}{char}", char.to_string().repeat(length));
                let one = query_string(&char.to_string());
                assert_eq!(query_string(&text), one.repeat(length + 1), "{length}");
                let behind = format!("{text}{}", "a".repeat(length % 9));
                assert_eq!(path_string(&behind), one.repeat(length + 1) + &"a".repeat(length % 9));
            }
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

//! What can be shown of a text by its looks, where nobody knows what it is a part of.

/// Marks the runs of a text that may be a piece of a secret.
pub(super) fn hide_wild(text: &str, hidden: &mut [bool]) {
    wild_places(text, |start, end| {
        hidden.iter_mut().take(end).skip(start).for_each(|is| *is = true);
    });
}

/// Gives the runs of a text that may be a piece of a secret.
pub(super) fn wild_runs(text: &str, mut take: impl FnMut(&str)) {
    wild_places(text, |start, end| take(text.get(start..end).unwrap_or_default()));
}

fn wild_places(text: &str, mut take: impl FnMut(usize, usize)) {
    let mut start = 0;
    let ends = text.char_indices().filter(|(_, char)| !is_of_secrets(*char));
    let ends = ends.map(|(at, char)| (at, char.len_utf8())).chain([(text.len(), 0)]);
    for (end, length) in ends {
        let run = text.get(start..end).unwrap_or_default();
        if run.len() >= SHORTEST && (!is_tame(run) || is_padded(run)) {
            let (first, last) = wild_words(run);
            take(start + first, start + last);
        }
        start = end + length;
    }
}

/// Whether a run ends as base64 does: with equals signs.
fn is_padded(run: &str) -> bool {
    ["%3D", "%3d", "%253D"].iter().any(|padding| run.ends_with(padding))
}

/// Where the first word of a run that may be of a secret begins, and where the last one ends.
fn wild_words(run: &str) -> (usize, usize) {
    let (mut first, mut last, mut at) = (None, run.len(), 0);
    for word in run.split(is_mark) {
        if !is_tame_word(without_escape(word)) {
            first.get_or_insert(at);
            last = at + word.len();
        }
        at += word.len() + 1;
    }
    (first.unwrap_or(0), last)
}

fn is_mark(char: char) -> bool {
    !char.is_ascii_alphanumeric()
}

/// Letters, digits and the marks of base64, as they stand or percent-encoded.
fn is_of_secrets(char: char) -> bool {
    char.is_ascii_alphanumeric() || "+/%_-~".contains(char)
}

/// Whether a run is made of words, dates and the terms of signatures, which no piece of a secret is.
pub(super) fn is_tame(run: &str) -> bool {
    run.split(is_mark).map(without_escape).all(is_tame_word)
}

/// What `%2F` leaves of itself in front of a word.
fn without_escape(word: &str) -> &str {
    // The century of a date is no escape of a blank.
    let mut escapes = ["2F", "2f", "3A", "3B", "3b", "20"].iter().filter(|_| !is_date(word));
    escapes.find_map(|escape| word.strip_prefix(escape)).unwrap_or(word)
}

/// `20130524` or `20130524T000000Z`.
fn is_date(word: &str) -> bool {
    let is_of_dates = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'T' | b'Z');
    word.starts_with("20") && matches!(word.len(), 8 | 16) && word.bytes().all(is_of_dates)
}

fn is_tame_word(word: &str) -> bool {
    let is_all = |is: fn(&u8) -> bool| word.as_bytes().iter().all(is);
    if word.len() <= 2
        || TERMS.iter().any(|term| term.eq_ignore_ascii_case(word))
        || is_access_key_id(word)
    {
        return true;
    }
    if is_date(word) || (word.len() < SHORTEST && is_all(u8::is_ascii_digit)) {
        return true;
    }
    if !is_all(u8::is_ascii_alphabetic) || word.len() > LONGEST_WORD {
        return false;
    }
    is_all(u8::is_ascii_lowercase)
        || is_camel_case(word)
        || (word.len() <= 5 && is_all(u8::is_ascii_uppercase))
}

/// `partNumber`, `Expires`, `versionId`: each part has two small letters at least, but for `Id`.
fn is_camel_case(word: &str) -> bool {
    let word = word.strip_suffix("Id").unwrap_or(word);
    let mut parts = word.split(|char: char| char.is_ascii_uppercase());
    let starts_small = word.starts_with(|char: char| char.is_ascii_lowercase());
    if !starts_small {
        parts.next();
    }
    parts.all(|part| part.len() >= 2)
}

/// As AWS and Google give them.
fn is_access_key_id(word: &str) -> bool {
    let is_of_ids = word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let kinds = [("AKIA", 20), ("ASIA", 20), ("AIDA", 20), ("AROA", 20), ("GOOG", 24)];
    let has_kind =
        kinds.iter().any(|(kind, length)| word.starts_with(kind) && word.len() == *length);
    is_of_ids && has_kind
}

/// Words with digits or capitals that are known.
const TERMS: [&str; 18] = [
    "Amz",
    "AWS4",
    "SHA256",
    "SHA1",
    "SHA512",
    "P256",
    "MD5",
    "CRC32",
    "CRC32C",
    "CRC64NVME",
    "S3session",
    "AWSAccessKeyId",
    "UNSIGNED",
    "PAYLOAD",
    "AccessKeyId",
    "OSSAccessKeyId",
    "GOOG4",
    "OSS4",
];

/// What is shorter tells nothing.
pub(super) const SHORTEST: usize = 8;

/// Header names and regions have shorter ones.
const LONGEST_WORD: usize = 14;

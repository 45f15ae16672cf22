//! The secrets of a link, as eight characters in a row each.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::looks::is_tame;
use crate::received::link_names::{name_at_start, starts_with};

/// Every eight characters in a row of what must not be shown.
#[derive(Clone, Default)]
pub(super) struct Material {
    eights: Vec<u64>,
}

impl Material {
    /// Adds a secret, as it stands and without its escapes.
    pub(super) fn add(&mut self, secret: &str) {
        for text in spellings(secret) {
            self.add_bytes(&Normal::of(&text).bytes);
        }
    }

    /// Adds what stands behind the names of secrets in a text, in any spelling.
    pub(super) fn add_named(&mut self, text: &str) {
        for text in spellings(text) {
            let normal: String = text.chars().filter(|char| !is_passed_over(*char)).collect();
            for secret in named(&normal) {
                self.add_bytes(&Normal::of(secret).bytes);
            }
        }
    }

    /// Ends the adding.
    pub(super) fn settle(&mut self) {
        self.eights.sort_unstable();
        self.eights.dedup();
    }

    fn add_bytes(&mut self, bytes: &[u8]) {
        let eights = bytes.windows(8).filter_map(|window| window.first_chunk());
        self.eights.extend(eights.map(|eight| u64::from_le_bytes(*eight)));
    }

    /// Which bytes of a text are of a secret.
    pub(super) fn found_in(&self, normal: &Normal, length: usize) -> Vec<bool> {
        let mut found = vec![false; length];
        for (window, places) in normal.bytes.windows(8).zip(normal.places.windows(8)) {
            let eight = window.first_chunk().map(|eight| u64::from_le_bytes(*eight));
            let (Some(eight), Some(first), Some(last)) = (eight, places.first(), places.last())
            else {
                continue;
            };
            if self.eights.binary_search(&eight).is_ok() {
                found.iter_mut().take(last + 1).skip(*first).for_each(|is| *is = true);
            }
        }
        found
    }
}

/// A text without what can stand between the characters of a secret, in lower case.
pub(super) struct Normal {
    bytes: Vec<u8>,
    /// Where each byte stands in the text.
    places: Vec<usize>,
}

impl Normal {
    pub(super) fn of(text: &str) -> Self {
        let mut normal =
            Self { bytes: Vec::with_capacity(text.len()), places: Vec::with_capacity(text.len()) };
        for (at, char) in text.char_indices().filter(|(_, char)| !is_passed_over(*char)) {
            let bytes = text.as_bytes().iter().enumerate().skip(at).take(char.len_utf8());
            for (place, byte) in bytes {
                normal.bytes.push(byte.to_ascii_lowercase());
                normal.places.push(place);
            }
        }
        normal
    }
}

fn is_passed_over(char: char) -> bool {
    char.is_whitespace()
        || char.is_control()
        || char == '\\'
        || (!char.is_ascii() && !char.is_alphanumeric())
}

/// A text as it stands, without the escapes of mail, and without those of URLs up to three times.
fn spellings(text: &str) -> Vec<Cow<'_, str>> {
    let mut all = vec![Cow::Borrowed(text)];
    for _ in 0..3 {
        let Some(last) = all.last().filter(|last| last.contains('%')) else { break };
        let decoded = percent_decode_str(last).decode_utf8_lossy().into_owned();
        if decoded == **last {
            break;
        }
        all.push(Cow::Owned(decoded));
    }
    if text.contains("=3D") || text.contains("=\n") || text.contains("=\r\n") {
        all.push(Cow::Owned(text.replace("=\r\n", "").replace("=\n", "").replace("=3D", "=")));
    }
    if text.contains("%%") {
        all.push(Cow::Owned(
            percent_decode_str(&text.replace("%%", "%")).decode_utf8_lossy().into_owned(),
        ));
    }
    all
}

/// What stands behind each name of a secret, up to the next parameter.
fn named(text: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    std::iter::from_fn(move || {
        from += next_name(text.get(from..)?)?;
        let rest = text.get(from..)?;
        let end = end_of(rest);
        from += end;
        rest.get(..end)
    })
}

/// Where the value behind the next name of a secret begins.
fn next_name(text: &str) -> Option<usize> {
    text.char_indices().find_map(|(at, char)| {
        if !matches!(char, 's' | 'S' | 't' | 'T' | 'a' | 'A' | 'h' | 'H') {
            return None;
        }
        let rest = text.get(at..)?;
        let name = SECRETS.iter().find(|name| starts_with(rest, name))?;
        let behind = rest.get(name.len()..)?;
        let before = text.get(..at).unwrap_or_default();
        let equals = EQUALS
            .iter()
            .find(|equals| starts_with(behind, equals))
            .map_or(0, |equals| equals.len());
        let is_long = name.len() > 4;
        let is_of_aws = is_long && has_amz(before);
        let is_word = !before.ends_with(|char: char| char.is_ascii_alphanumeric());
        let is_name = is_of_aws || equals > 0 && (is_word || is_long);
        is_name.then_some(at + name.len() + equals)
    })
}

/// Whether the name that a text ends in is one of AWS's.
fn has_amz(before: &str) -> bool {
    ["amz-", "amz-security-", "amz-s3session-", "amz-session-", "security-", "session-"]
        .iter()
        .any(|start| ends_with(before, start))
}

fn ends_with(text: &str, end: &str) -> bool {
    text.len()
        .checked_sub(end.len())
        .and_then(|at| text.get(at..))
        .is_some_and(|text| text.eq_ignore_ascii_case(end))
}

/// Where a secret ends at last: a signature with its digits, a token where another parameter begins.
fn end_of(text: &str) -> usize {
    let digits = text.bytes().position(|byte| !byte.is_ascii_hexdigit()).unwrap_or(text.len());
    if digits >= 64 {
        return digits;
    }
    let ends = text.char_indices().find(|(at, char)| {
        let rest = text.get(*at..).unwrap_or_default();
        let next = rest.get(char.len_utf8()..).unwrap_or_default();
        let goes_on = next.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '%');
        match char {
            'X' | 'x' | 'S' | 's' | 'r' => name_at_start(rest).is_some_and(|length| length > 5),
            '&' => is_name_of_param(next),
            '"' | '\'' | '<' | '>' | '`' => !goes_on,
            _ => false,
        }
    });
    ends.map_or(text.len(), |(at, _)| at)
}

/// Whether a text begins with a parameter, and not with the rest of a secret.
fn is_name_of_param(text: &str) -> bool {
    let name = text.split('=').next().unwrap_or_default();
    let is_of_names = |char: char| char.is_ascii_alphanumeric() || "-_.".contains(char);
    name.len() < text.len()
        && (1..=40).contains(&name.len())
        && name.chars().all(is_of_names)
        && is_tame(name)
}

/// Whether a parameter of this name is a secret.
pub(super) fn is_secret(name: &str) -> bool {
    SECRETS
        .iter()
        .any(|secret| ends_with(name, secret) && (secret.len() > 4 || name.len() == secret.len()))
}

/// How the names of secrets end; short ones are whole names.
const SECRETS: [&str; 8] =
    ["signature", "token", "sig", "sign", "authorization", "auth_key", "hdnts", "hmac"];

const EQUALS: [&str; 10] =
    ["=3D", "=", "%3D", "%253D", "%25253D", "u003d", "x3d", "&#61;", "&equals;", "3D"];

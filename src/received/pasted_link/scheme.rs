//! Where links begin in a text: at `http://` or `https://`, in any escape.

use super::super::link_names::starts_with;

/// Whether a link begins here as it is, so that one before it ends.
pub(super) fn is_scheme_at(text: &str) -> bool {
    starts_with(text, "https://") || starts_with(text, "http://")
}

/// The first place from which on a link begins, as it is or escaped.
pub(super) fn next_scheme(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes().get(from..)?;
    let is_start = |at: &usize| {
        let rest = text.get(from + at..).unwrap_or_default();
        let rest = ["https", "http", "hxxps", "hxxp"]
            .iter()
            .find_map(|scheme| starts_with(rest, scheme).then(|| rest.get(scheme.len()..))?);
        rest.is_some_and(has_colon_and_slashes)
    };
    let starts = bytes
        .windows(2)
        .enumerate()
        .filter(|(_, two)| matches!(two, [b'h' | b'H', b't' | b'T' | b'x' | b'X']));
    starts.map(|(at, _)| at).find(is_start).map(|at| from + at)
}

fn has_colon_and_slashes(text: &str) -> bool {
    let behind = |text: &'_ str, marks: &[&str]| {
        marks.iter().find(|mark| starts_with(text, mark)).map(|mark| mark.len())
    };
    let Some(colon) = behind(text, COLONS) else { return false };
    let Some(text) = text.get(colon..) else { return false };
    let Some(slash) = behind(text, SLASHES) else { return false };
    text.get(slash..).is_some_and(|text| behind(text, SLASHES).is_some())
}

const COLONS: &[&str] = &[
    ":", "%3A", "%253A", "%25253A", "\\u003a", "\\x3a", "\\:", "&#58;", "&#x3a;", "&colon;", "=3A",
    "[:]", "[:",
];

const SLASHES: &[&str] = &[
    "/", "\\/", "\\\\/", "%2F", "%252F", "%25252F", "\\u002f", "\\x2f", "&#47;", "&#x2f;", "&sol;",
    "=2F",
];

/// Whether a text has nothing but what links have, escapes of carriers included.
pub(super) fn is_url_text(text: &str) -> bool {
    text.chars().all(|char| char.is_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%\\^".contains(char))
}

//! The names of parameters that signed links have, looked for in text that may be escaped or broken.

/// Where a name of a parameter at the beginning of a text ends, if an equals sign in any spelling is behind it.
pub(super) fn name_at_start(text: &str) -> Option<usize> {
    let length = name_length(text)?;
    let rest = text.get(length..)?;
    EQUALS.iter().any(|equals| starts_with(rest, equals)).then_some(length)
}

/// How long the name at the beginning is.
fn name_length(text: &str) -> Option<usize> {
    if let Some(family) = FAMILIES.iter().find(|family| starts_with(text, family)) {
        let is_of_names = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let length = text.bytes().position(|byte| !is_of_names(byte)).unwrap_or(text.len());
        return Some(length).filter(|length| *length > family.len());
    }
    let has_name = |name: &&&str| {
        let next = text.as_bytes().get(name.len());
        starts_with(text, name) && !next.is_some_and(u8::is_ascii_alphanumeric)
    };
    NAMES.iter().find(has_name).map(|name| name.len())
}

/// Where names of parameters stand in a text, with the place of what is behind each.
pub(super) fn names(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let starts = text.char_indices().scan('&', |before, (at, char)| {
        let is_start = !before.is_ascii_alphanumeric() && char.is_ascii_alphabetic();
        *before = char;
        Some((at, is_start || matches!(char, 'X' | 'x')))
    });
    starts.filter(|(_, is_start)| *is_start).filter_map(|(at, _)| {
        let length = name_at_start(text.get(at..)?)?;
        Some((at, at + length))
    })
}

/// Whether a text has a parameter of a signature.
pub(super) fn has_names(text: &str) -> bool {
    names(text).next().is_some()
}

/// Whether a text begins with another of ASCII, in upper or lower case.
pub(super) fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|text| text.eq_ignore_ascii_case(start))
}

/// Where another text of ASCII first stands in a text, in upper or lower case.
pub(super) fn find(text: &str, other: &str) -> Option<usize> {
    let (text, other) = (text.as_bytes(), other.as_bytes());
    text.windows(other.len()).position(|window| window.eq_ignore_ascii_case(other))
}

/// How signers begin the names of their parameters.
const FAMILIES: [&str; 5] = ["X-Amz-", "X-Goog-", "X-Oss-", "X-Tos-", "response-"];

/// Names that have nothing to be told by but themselves.
const NAMES: [&str; 14] = [
    "AWSAccessKeyId",
    "Expires",
    "GoogleAccessId",
    "Hash-Algorithm",
    "Key-Pair-Id",
    "OSSAccessKeyId",
    "Policy",
    "Signature",
    "partNumber",
    "sig",
    "token",
    "uploadId",
    "versionId",
    "x-id",
];

/// The equals sign as carriers spell it.
const EQUALS: [&str; 11] = [
    "=",
    "%3D",
    "%253D",
    "%25253D",
    "\\u003d",
    "\\x3d",
    "\\=",
    "&#61;",
    "&#x3d;",
    "&equals;",
    "\\\\u003d",
];

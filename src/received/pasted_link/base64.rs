//! Base64 of any alphabet, as link checkers write it.

use base64ct::{Base64Unpadded, Encoding};

/// The text that a code stands for.
pub(super) fn decoded(code: &str) -> Option<String> {
    let code = code.trim_end_matches('=').replace('-', "+").replace('_', "/");
    String::from_utf8(Base64Unpadded::decode_vec(&code).ok()?).ok()
}

/// The place of a character in the alphabet.
pub(super) fn place(char: char) -> Option<usize> {
    let alphabet = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['-', '_']);
    alphabet.into_iter().position(|other| other == char)
}

//! The server's words as a text may hold them.

use super::evidence::Evidence;

/// A message without words that could be signature, token or secret: some servers repeat what came.
pub(super) fn quoted(message: &str, evidence: &Evidence<'_, '_>) -> String {
    let link = &evidence.inspection;
    let secrets = [link.signature(), link.session_token()];
    let is_open = |word: &str| {
        word.len() < 8
            || word.len() < LONGEST
                && !secrets.into_iter().flatten().any(|secret| shares(word, secret))
    };
    let pieces = message.split_inclusive(|char: char| !is_of_word(char));
    let shown = pieces.map(|piece| {
        let word = piece.trim_end_matches(|char: char| !is_of_word(char));
        if is_open(word) { piece.to_owned() } else { piece.replace(word, "…") }
    });
    shown.collect()
}

fn is_of_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || "+=_%".contains(char)
}

/// Whether eight characters in a row are the same.
fn shares(word: &str, secret: &str) -> bool {
    word.as_bytes().windows(8).any(|eight| secret.as_bytes().windows(8).any(|other| other == eight))
}

/// No word of a message is as long; signatures, secrets and tokens are.
const LONGEST: usize = 40;

//! How sure it is that S3 takes another spelling: the middle of the text of `Problem::NotCanonical`.

/// What S3 does with what is found at a place, `path` or `query`; the table is `docs/spelling.md`.
pub(super) fn at_s3(place: &str, found: &str) -> &'static str {
    let mut chars = found.chars();
    match (place, chars.next().unwrap_or_default()) {
        (_, '%') if !is_escape(chars.as_str()) => UNKNOWN,
        ("path", '%') if found.eq_ignore_ascii_case("%2f") => SEEN,
        ("path", '=' | ':' | ',' | '(' | ')' | '\'') | ("query", '/' | ';') => SEEN,
        (_, char) if char.is_ascii_graphic() => BY_THE_RULE,
        _ => UNKNOWN,
    }
}

fn is_escape(digits: &str) -> bool {
    digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

const SEEN: &str = "S3 takes it if it was signed escaped, as others have seen";
const BY_THE_RULE: &str =
    "S3 should take it if it was signed escaped, though no answer of S3 shows it";
const UNKNOWN: &str = "what S3 does with it is not known, so send it escaped";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_says_how_sure_it_is() {
        for (place, found, text) in [
            ("path", "=b", SEEN),
            ("path", "'b", SEEN),
            ("path", "%2f", SEEN),
            ("path", "@b", BY_THE_RULE),
            ("path", "%c3", BY_THE_RULE),
            ("path", "%7E", BY_THE_RULE),
            ("path", "éb", UNKNOWN),
            ("path", "%zz", UNKNOWN),
            ("path", "%", UNKNOWN),
            ("path", "", UNKNOWN),
            ("query", "/20", SEEN),
            ("query", ";ho", SEEN),
            ("query", "=b", BY_THE_RULE),
            ("query", "%2f", BY_THE_RULE),
            ("query", " b", UNKNOWN),
        ] {
            assert_eq!(at_s3(place, found), text, "{place} {found}");
        }
    }
}

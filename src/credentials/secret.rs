//! The two secrets of credentials: overwritten when dropped, never shown.

use std::fmt;

use zeroize::Zeroizing;

use crate::error::{Error, Field};
use crate::text::has_control;

/// The secret half of an access key.
#[derive(Clone)]
pub(crate) struct SecretAccessKey(Zeroizing<String>);

impl SecretAccessKey {
    pub(crate) fn new(text: impl Into<Zeroizing<String>>) -> Result<Self, Error> {
        let text = text.into();
        let invalid = |rule| Err(Error::InvalidSecret { field: Field::SecretAccessKey, rule });
        if text.is_empty() {
            return invalid("it is empty; set it");
        }
        if has_stray_space(&text) {
            return invalid(STRAY_SPACE);
        }
        if looks_like_an_id(&text) {
            return invalid("it looks like an access key id; are the two swapped?");
        }
        Ok(Self(text))
    }

    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretAccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretAccessKey(redacted)")
    }
}

/// The session token of temporary credentials.
///
/// It is of no use without the secret access key, but it lets a reader tell sessions apart, so it
/// is kept like one. Every URL signed with temporary credentials carries it.
#[derive(Clone)]
pub(crate) struct SessionToken(Zeroizing<String>);

impl SessionToken {
    pub(crate) fn new(text: impl Into<Zeroizing<String>>) -> Result<Self, Error> {
        let text = text.into();
        let invalid = |rule| Err(Error::InvalidSecret { field: Field::SessionToken, rule });
        if text.is_empty() {
            return invalid("it is empty; leave it out, or give the whole token");
        }
        if has_stray_space(&text) {
            return invalid(STRAY_SPACE);
        }
        Ok(Self(text))
    }

    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(redacted)")
    }
}

const STRAY_SPACE: &str =
    "it has a control character, or a space at an end; look for a line end that was copied along";

fn has_stray_space(text: &str) -> bool {
    has_control(text) || text.trim().len() != text.len()
}

/// The shape of an id that AWS made: a known prefix and sixteen capitals or digits.
fn looks_like_an_id(text: &str) -> bool {
    (text.starts_with("AKIA") || text.starts_with("ASIA"))
        && text.len() == 20
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        SecretAccessKey::new(text.to_owned()).unwrap_err().to_string()
    }

    #[test]
    fn what_cannot_be_a_secret_is_refused_without_repeating_it() {
        assert_eq!(refusal(""), "secret access key is not valid: it is empty; set it");
        for stray in ["m4rk\n", " m4rk", "m4\0rk"] {
            assert_eq!(
                refusal(stray),
                "secret access key is not valid: it has a control character, or a space at an end; \
                 look for a line end that was copied along"
            );
        }
        assert_eq!(
            refusal("AKIAIOSFODNN7EXAMPLE"),
            "secret access key is not valid: it looks like an access key id; are the two swapped?"
        );
    }

    #[test]
    fn tokens_are_taken_as_they_come_but_for_what_was_copied_along() {
        for token in ["+", "%", "a=b&X-Amz-Date=1", "é", "~"] {
            assert_eq!(SessionToken::new(token.to_owned()).unwrap().expose(), token);
        }
        for stray in ["m4rk\r\n", " m4rk", "m4rk\u{a0}"] {
            assert_eq!(
                SessionToken::new(stray.to_owned()).unwrap_err().to_string(),
                "session token is not valid: it has a control character, or a space at an end; look for a \
                 line end that was copied along"
            );
        }
    }

    #[test]
    fn debug_is_redacted() {
        let secret = SecretAccessKey::new("m4rk".to_owned()).unwrap();
        let token = SessionToken::new("m4rk".to_owned()).unwrap();
        assert_eq!(
            format!("{secret:?} {token:?}"),
            "SecretAccessKey(redacted) SessionToken(redacted)"
        );
    }

    #[test]
    fn a_secret_is_taken_for_an_id_only_where_all_of_its_shape_is_there() {
        assert!(looks_like_an_id("AKIAIOSFODNN7EXAMPLE"));
        for secret in [
            "ABCDEFGHIJKLMNOPQRST",
            "AKIA",
            "AKIAiosfodnn7example",
            "AKIAIOSFODNN7EXAMPLE9",
            "S3CRET",
        ] {
            assert!(!looks_like_an_id(secret), "{secret}");
        }
    }
}

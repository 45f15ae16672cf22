//! [`AccessKeyId`]: the public half of an access key.

use std::fmt;

use zeroize::Zeroizing;

use crate::error::{Error, Field};

/// The public half of an access key, such as `AKIAIOSFODNN7EXAMPLE`.
///
/// 1 to 128 visible ASCII characters. No prefix is asked for: S3-compatible servers make ids of
/// every shape. A unique id (`AROA…`, `AIDA…`), which AWS shows beside the real thing, is refused.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids>
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccessKeyId(String);

impl AccessKeyId {
    pub(crate) fn new(text: impl Into<Zeroizing<String>>) -> Result<Self, Error> {
        // A text that is no id may be a secret in the wrong place, so it is not repeated, and wiped.
        let mut text = text.into();
        let invalid = |rule| Err(Error::InvalidSecret { field: Field::AccessKeyId, rule });
        if text.is_empty() {
            return invalid("it is empty; set it");
        }
        if text.len() > MAX_LENGTH {
            let length = text.len();
            return Err(Error::TooLong { field: Field::AccessKeyId, length, max: MAX_LENGTH });
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return invalid(
                "visible ASCII characters only; look for a space or a line end that was copied along",
            );
        }
        if is_unique_id(&text) {
            let rule = "this is the unique id of a user, role or policy; use the access key id, which \
                        begins with AKIA or ASIA";
            return Err(Error::invalid(Field::AccessKeyId, &text, rule));
        }
        Ok(Self(std::mem::take(&mut text)))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The account that the key belongs to, as far as the id tells, in 12 digits: a hint for diagnosis.
    ///
    /// Ids that AWS has made since about 2019 hold it, in base 32 behind the prefix. AWS does not document
    /// that, so take it for a hint only. It also means that every presigned URL discloses the account of
    /// its signer.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::Credentials;
    ///
    /// let credentials = Credentials::new("AKIAQAAAAAAAAAAAAAAA", "secret")?;
    /// assert_eq!(credentials.access_key_id().account_id_hint().as_deref(), Some("000000000000"));
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn account_id_hint(&self) -> Option<String> {
        account_id_hint(&self.0)
    }

    /// Whether AWS made it for temporary credentials: `ASIA…`.
    pub(crate) fn is_temporary(&self) -> bool {
        self.0.starts_with("ASIA")
    }
}

impl fmt::Display for AccessKeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for AccessKeyId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<AccessKeyId> for String {
    fn from(id: AccessKeyId) -> Self {
        id.0
    }
}

/// Whether AWS made an id for long-term credentials, which have no session token: `AKIA…`.
pub(crate) fn is_long_term(id: &str) -> bool {
    id.starts_with("AKIA") && id.len() == 20
}

/// The 40 bits behind the first, of the 48 that the ten characters behind the prefix stand for.
pub(crate) fn account_id_hint(id: &str) -> Option<String> {
    let rest = id.strip_prefix("AKIA").or_else(|| id.strip_prefix("ASIA"))?;
    // Older ids begin with I or J here and hold no account: the bit that is always set is missing.
    if rest.len() != 16 || matches!(rest.bytes().next()?, b'A'..=b'P') {
        return None;
    }
    let bits = rest.bytes().take(10).try_fold(0_u64, |bits, byte| {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'2'..=b'7' => byte - b'2' + 26,
            _ => return None,
        };
        Some(bits << 5 | u64::from(digit))
    })?;
    // 50 bits: one that is always set, 40 of the account, 9 of something else.
    let account = (bits >> 9) & 0xff_ffff_ffff;
    (account < 1_000_000_000_000).then(|| format!("{account:012}"))
}

/// One of AWS's other prefixes and the length that its ids have. A name that a server's owner made
/// up may begin like one, but does not also have its length and alphabet.
pub(crate) fn is_unique_id(text: &str) -> bool {
    UNIQUE_ID_PREFIXES.iter().any(|prefix| text.starts_with(prefix))
        && (20..=24).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// IAM's own limit for access key ids.
const MAX_LENGTH: usize = 128;

const UNIQUE_ID_PREFIXES: [&str; 8] =
    ["AROA", "AIDA", "AGPA", "AIPA", "ANPA", "ANVA", "APKA", "ASCA"];

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        AccessKeyId::new(text.to_owned()).unwrap_err().to_string()
    }

    #[test]
    fn ids_of_every_maker_are_taken() {
        for id in
            ["AKIAIOSFODNN7EXAMPLE", "minioadmin", "GK31c2f218a2e44f485b94239e", "a/b", "AROA"]
        {
            assert_eq!(AccessKeyId::new(id.to_owned()).unwrap().as_str(), id);
        }
    }

    #[test]
    fn ids_of_today_hint_at_their_account_and_others_do_not() {
        let hint = |id: &str| AccessKeyId::new(id.to_owned()).unwrap().account_id_hint();
        assert_eq!(hint("ASIAQNZGKIQY56JQ7WML").as_deref(), Some("029608264753"));
        for id in [
            "AKIAIOSFODNN7EXAMPLE",
            "minioadmin",
            "AKIAQNZGKIQY56JQ7WM",
            "AKIAQNZGKIQY16JQ7WML",
            "AKIA7777777777777777",
        ] {
            assert_eq!(hint(id), None, "{id}");
        }
    }

    /// An id as AWS makes it: one bit that is always set, 40 bits of the account, nine others.
    fn id_of(account: u64) -> String {
        let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let bits = (1 << 49) | (account << 9);
        let id: String = (0..10)
            .map(|place| digits[usize::try_from(bits >> (45 - 5 * place) & 31).unwrap()])
            .map(char::from)
            .collect();
        format!("AKIA{id}EXAMPL")
    }

    #[test]
    fn the_account_of_twelve_digits_is_read_out_of_the_id() {
        for account in [0, 1, 29_608_264_753, 123_456_789_012, 987_654_321_098, 999_999_999_999] {
            assert_eq!(account_id_hint(&id_of(account)), Some(format!("{account:012}")));
        }
        assert_eq!(account_id_hint(&id_of(1_000_000_000_000)), None);
    }

    #[test]
    fn an_id_is_its_text() {
        assert_eq!(AccessKeyId::new("minioadmin".to_owned()).unwrap().as_ref(), "minioadmin");
    }

    #[test]
    fn what_cannot_be_an_id_is_refused_with_a_reason() {
        assert_eq!(refusal(""), "access key id is not valid: it is empty; set it");
        for text in ["m4rk secret+key", "AKIAIOSFODNN7EXAMPLE\n"] {
            assert_eq!(
                refusal(text),
                "access key id is not valid: visible ASCII characters only; look for a space or a line \
                 end that was copied along"
            );
        }
        assert_eq!(
            refusal("AROAIOSFODNN7EXAMPLE1"),
            "access key id \"AROAIOSFODNN7EXAMPLE1\" is not valid: this is the unique id of a user, \
             role or policy; use the access key id, which begins with AKIA or ASIA"
        );
        assert_eq!(
            refusal(&"A".repeat(129)),
            "access key id of 129 bytes is too long: the most is 128"
        );
    }
}

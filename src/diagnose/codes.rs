//! The codes of S3 that tell enough by themselves: what each means, and what to do about it.
//!
//! AWS's lists: "Error responses" of the S3 API reference, and the errors of the operations in the models of the
//! SDKs. Those about signature, time and credentials are told by [`Meaning`](super::meaning::Meaning), which looks
//! at more than the code.

mod body;
mod others;
mod place;
mod server;
mod state;

use std::ops::Range;

/// A code, what it means, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct KnownCode {
    pub(super) code: &'static str,
    /// In lower case: only where the message holds it; empty for every message.
    words: &'static str,
    pub(super) what: &'static str,
    pub(super) remedy: &'static str,
}

impl KnownCode {
    /// Whether the server looks at this only after it has taken the signature.
    pub(super) fn is_past_signature(&self) -> bool {
        !self.is_general() && !BEFORE.contains(&self.code) && self.words != AUTHORIZATION
    }

    /// Whether the code alone tells, whatever the message says.
    pub(super) fn is_particular(&self) -> bool {
        !GENERAL.contains(&self.code)
    }

    /// Whether servers answer with it for mistakes of every kind.
    pub(super) fn is_general(&self) -> bool {
        self.words.is_empty() && GENERAL.contains(&self.code)
    }
}

/// One row of a table.
const fn row(code: &'static str, what: &'static str, remedy: &'static str) -> KnownCode {
    KnownCode { code, words: "", what, remedy }
}

/// A row for messages that hold some words.
const fn told(
    code: &'static str,
    words: &'static str,
    what: &'static str,
    remedy: &'static str,
) -> KnownCode {
    KnownCode { code, words, what, remedy }
}

/// Codes that tell of credentials or of the way to the server: a wrong link gets them too.
const BEFORE: [&str; 12] = [
    "InvalidSecurity",
    "NotSignedUp",
    "AuthenticationFailed",
    "AuthorizationFailure",
    "NotAuthenticated",
    "NotAuthorizedOrNotFound",
    "InvalidJWT",
    "MissingKey",
    "AccessForbidden",
    "UnsupportedSignature",
    "CredentialsNotSupported",
    "XMinioAccessKeyDisabled",
];

/// Words of a row: R2 says no more than this.
const AUTHORIZATION: &str = "authorization";

const GENERAL: [&str; 8] = [
    "Unauthorized",
    "InvalidRegion",
    "BadRequest",
    "InvalidRequest",
    "InvalidArgument",
    "MethodNotAllowed",
    "NotImplemented",
    "UnauthorizedAccess",
];

fn all() -> impl Iterator<Item = &'static KnownCode> {
    [body::CODES, others::CODES, place::CODES, server::CODES, state::CODES].into_iter().flatten()
}

/// The row of a code; `message` is in lower case.
pub(super) fn find(code: &str, message: &str) -> Option<&'static KnownCode> {
    let mut rows = all().filter(|row| row.code == code || is_alias(row.code, code));
    rows.find(|row| message.contains(row.words))
}

/// Names that other servers have for the same.
fn is_alias(code: &str, other: &str) -> bool {
    ALIASES.contains(&(other, code))
}

const ALIASES: [(&str, &str); 21] = [
    ("SlowDownRead", "SlowDown"),
    ("SlowDownWrite", "SlowDown"),
    ("XMinioServerTimedout", "ServiceUnavailable"),
    ("XMinioReadQuorum", "ServiceUnavailable"),
    ("XMinioWriteQuorum", "ServiceUnavailable"),
    ("XMinioInvalidResourceName", "KeyTooLongError"),
    ("InvalidRegionName", "InvalidRegion"),
    ("OptInRequired", "NotSignedUp"),
    ("UserDisable", "XMinioAccessKeyDisabled"),
    ("TemporarilyRestricted", "AccountProblem"),
    ("XMinioInvalidObjectName", "KeyTooLongError"),
    ("XMinioServerNotInitialized", "ServiceUnavailable"),
    ("XMinioAdminBucketQuotaExceeded", "QuotaExceeded"),
    ("XMinioObjectExistsAsDirectory", "XMinioParentIsObject"),
    ("KeyTooLong", "KeyTooLongError"),
    ("InvalidObjectName", "KeyTooLongError"),
    ("RequestLimitExceeded", "SlowDown"),
    ("Throttling", "SlowDown"),
    ("ThrottlingException", "SlowDown"),
    ("TooManyRequests", "SlowDown"),
    ("RequestThrottled", "SlowDown"),
];

/// Codes that [`Meaning`](super::meaning::Meaning) knows.
const TOLD_BY_MEANING: [&str; 31] = [
    "SignatureDoesNotMatch",
    "InvalidSignature",
    "AccessDenied",
    "RequestTimeTooSkewed",
    "ExpiredToken",
    "TokenRefreshRequired",
    "SecurityTokenExpired",
    "InvalidToken",
    "InvalidSecurityToken",
    "InvalidTokenId",
    "InvalidAccessKeyId",
    "PermanentRedirect",
    "TemporaryRedirect",
    "NoSuchKey",
    "NoSuchVersion",
    "NoSuchBucket",
    "NoSuchUpload",
    "PreconditionFailed",
    "BadDigest",
    "XAmzContentChecksumMismatch",
    "InvalidDigest",
    "XAmzContentSHA256Mismatch",
    "MissingContentLength",
    "InvalidPolicyDocument",
    "IllegalLocationConstraintException",
    "AuthorizationQueryParametersError",
    "AuthorizationHeaderMalformed",
    "MissingAuthenticationToken",
    "MissingSecurityHeader",
    "AuthenticationRequired",
    "MalformedDate",
];

/// Where the first word of a text stands that is a code. Names that are also words of English do not count.
pub(super) fn find_word(text: &str) -> Option<Range<usize>> {
    const ENGLISH: [&str; 4] = ["Busy", "Redirect", "BadRequest", "MethodNotAllowed"];
    let mut at = 0;
    text.split_inclusive(|char: char| !(char.is_ascii_alphanumeric() || char == '.')).find_map(
        |piece| {
            let start = at;
            at += piece.len();
            let word = piece.trim_end_matches(|char: char| !char.is_ascii_alphanumeric());
            let is_code = TOLD_BY_MEANING.contains(&word)
                || all().any(|row| row.code == word)
                || ALIASES.iter().any(|(alias, _)| *alias == word);
            (is_code && !ENGLISH.contains(&word)).then_some(start..start + word.len())
        },
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_has_a_meaning_and_a_remedy_of_its_own() {
        let (mut codes, mut remedies) = (BTreeSet::new(), BTreeSet::new());
        for row in all() {
            assert!(codes.insert((row.code, row.words)), "{} twice", row.code);
            assert!(remedies.insert(row.remedy), "{}: another code has this remedy", row.code);
            assert!(row.what.contains(' ') && row.remedy.contains(' '), "{}", row.code);
            assert!(!row.what.ends_with('.') && !row.remedy.ends_with('.'), "{}", row.code);
            assert!(!TOLD_BY_MEANING.contains(&row.code), "{}", row.code);
        }
    }

    #[test]
    fn a_message_picks_the_row_of_its_words() {
        let what = |code, message| find(code, message).unwrap().what;
        assert!(
            what("InvalidArgument", "header value cannot be represented using iso-8859-1.")
                .contains("Latin")
        );
        assert_ne!(what("InvalidArgument", "odd"), what("InvalidArgument", "part number must be"));
        assert_eq!(find("SlowDown", ""), find("Throttling", ""));
        assert_eq!(find("NoSuchCode", ""), None);
    }

    #[test]
    fn words_are_whole_words() {
        let text = "failed: (SlowDown) please";
        assert_eq!(find_word(text).and_then(|at| text.get(at)), Some("SlowDown"));
        assert_eq!(find_word("KMS.NotFoundException: x"), Some(0..21));
        assert_eq!(find_word("NoSlowDowns here; Busy"), None);
    }
}

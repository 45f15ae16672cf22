//! What the words of a message say, whichever server wrote them.

use super::meaning::Meaning;

/// What a message is about; it is in lower case.
pub(super) fn of_words(message: &str) -> Option<Meaning> {
    let holds = |words: &&str| message.contains(*words);
    let mut rules = RULES.iter();
    let found = rules.find(|(all, any, _)| all.iter().all(holds) && any.iter().any(holds));
    found.map(|(_, _, meaning)| *meaning)
}

/// The rules, the particular before the general: a message has all of the first words and one of the second.
const RULES: &[(&[&str], &[&str], Meaning)] = &[
    (
        &[],
        &["not authorized to perform", "explicit deny", "ciphertext", "customer master key"],
        Meaning::Denied,
    ),
    (&[], &["addressed using the specified endpoint"], Meaning::Redirect),
    (&[], &["invalid according to policy"], Meaning::PostPolicy),
    (
        &[],
        &["only one auth mechanism", "multiple auth", "more than one auth"],
        Meaning::SignedTwice,
    ),
    (&[], &["please use aws4-hmac-sha256"], Meaning::SigV2),
    (&["sigv2"], &["not supported"], Meaning::SigV2),
    (&["expired"], &["token", "session"], Meaning::Ended),
    (&[], &["request has expired"], Meaning::Expired),
    (&[], &["x-amz-expires", "x-amz-date", "x-amz-algorithm"], Meaning::Parameters),
    (
        &[],
        &["has expired", "url expired", "link expired", "is expired", "too old"],
        Meaning::Expired,
    ),
    (&[], &["not yet valid", "not valid yet", "the future", "later than server"], Meaning::Early),
    (&[], &["difference between the request time", "time too skewed"], Meaning::Skewed),
    (&[], &["not signed", "should be signed", "must be signed"], Meaning::HeadersNotSigned),
    (&["signed header"], &["not present", "missing"], Meaning::HeadersNotSigned),
    (&["signedheaders"], &["not in the request"], Meaning::HeadersNotSigned),
    (&[], &["yyyymmdd"], Meaning::Parameters),
    (
        &["region"],
        &["expect", "wrong", "not match", "incorrect region", "region name", "invalid region"],
        Meaning::Scope,
    ),
    (&["scope"], &["expect"], Meaning::Scope),
    (&["location constraint"], &["incompatible"], Meaning::Scope),
    (&[], &["incorrect service"], Meaning::Scope),
    (&["signature"], &MISMATCHED, Meaning::Mismatch),
    (&["access key"], &UNKNOWN, Meaning::UnknownKey),
    (&["accesskey"], &UNKNOWN, Meaning::UnknownKey),
    // Of objects it is said without the colon.
    (&[], &["no such key: "], Meaning::UnknownKey),
    (&["token"], &["invalid", "malformed"], Meaning::Token),
    (
        &[],
        &[
            "credential",
            "anonymous access",
            "anonymous caller",
            "missing authentication token",
            "signature is required",
            "x-amz-signature",
        ],
        Meaning::Parameters,
    ),
    (&["bucket"], &ABSENT, Meaning::Missing("bucket")),
    (&["upload"], &ABSENT, Meaning::Missing("upload")),
    (&["key"], &ABSENT, Meaning::Missing("object")),
    (&["object"], &ABSENT, Meaning::Missing("object")),
];

const MISMATCHED: [&str; 8] = [
    "not match",
    "mismatch",
    "invalid signature",
    "signature invalid",
    "signature is invalid",
    "signature is wrong",
    "signature verification",
    "signature validation",
];

const UNKNOWN: [&str; 9] = [
    "invalid",
    "not exist",
    "unknown",
    "not found",
    "no such",
    "in our records",
    "not valid",
    "malformed",
    "length",
];

const ABSENT: [&str; 2] = ["not exist", "not found"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_all_servers_have_their_of_words() {
        for (message, expected) in [
            (
                "the aws access key id you provided does not exist in our records.",
                Meaning::UnknownKey,
            ),
            ("malformed access key id", Meaning::UnknownKey),
            ("credential access key has length 20, should be 32", Meaning::UnknownKey),
            ("signature validation failed", Meaning::Mismatch),
            ("the provided token has expired.", Meaning::Ended),
            ("request has expired. x-amz-expires: 900", Meaning::Expired),
            ("x-amz-expires must be less than a week", Meaning::Parameters),
            (
                "error parsing the x-amz-credential parameter; incorrect region \"a\"",
                Meaning::Scope,
            ),
            ("header `x-amz-acl` should be signed", Meaning::HeadersNotSigned),
            ("the specified bucket does not exist", Meaning::Missing("bucket")),
            ("the specified key does not exist.", Meaning::Missing("object")),
            ("the specified multipart upload does not exist.", Meaning::Missing("upload")),
        ] {
            assert_eq!(of_words(message), Some(expected), "{message}");
        }
        assert_eq!(of_words("signature is required"), Some(Meaning::Parameters));
        assert_eq!(of_words("something odd"), None);
    }
}

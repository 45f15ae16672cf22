//! [`Meaning`]: what an answer is about, by its code and its words.

use super::answer::Answer;
use super::codes::{self, KnownCode};

/// What an answer is about. Servers that imitate S3 give the same reason under other codes, so the words count
/// wherever the code is a general one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The signature is not the expected one.
    Mismatch,
    /// It is not allowed, or nobody says why not.
    Denied,
    /// The link is over.
    Expired,
    /// The link begins later.
    Early,
    /// The clocks differ.
    Skewed,
    /// Headers came that are not signed, or signed ones did not come.
    HeadersNotSigned,
    /// The request is signed twice.
    SignedTwice,
    UnknownKey,
    /// The session token is wrong.
    Token,
    /// The session is over.
    Ended,
    /// The scope is of another region or service.
    Scope,
    SigV2,
    Redirect,
    /// The parameters of the signature cannot be read.
    Parameters,
    PostPolicy,
    Chunked,
    Condition,
    Checksum,
    Body,
    /// There is no such object, bucket or upload.
    Missing(&'static str),
    /// A code that tells enough by itself.
    Known(&'static KnownCode),
    /// A code that nobody knows.
    Unknown,
    /// A status of HTTP alone.
    Status(u16),
    /// It comes from something that is no server of S3.
    Foreign,
    /// A browser does not show it to the page.
    Cors,
    /// There is no answer.
    Silence,
}

impl Meaning {
    pub(super) fn of(answer: &Answer<'_>) -> Self {
        let message = answer.message().to_ascii_lowercase();
        let Some(code) = answer.code() else {
            return of_message(&message).unwrap_or_else(|| without_code(answer));
        };
        of_code(code, &message, answer).unwrap_or_else(|| {
            of_message(&message)
                .or_else(|| codes::find(code, &message).map(Self::Known))
                .unwrap_or(Self::Unknown)
        })
    }

    /// Whether the server has looked at the link's times already, and taken them.
    pub(super) fn is_past_time(self) -> bool {
        let is_of_method =
            |known: &KnownCode| matches!(known.code, "MethodNotAllowed" | "NotImplemented");
        match self {
            Self::Mismatch | Self::Ended => true,
            Self::Known(known) if is_of_method(known) => true,
            _ => self.is_past_signature(),
        }
    }

    /// Whether the server looks at this only after it has taken the signature, by S3's order.
    pub(super) fn is_past_signature(self) -> bool {
        match self {
            Self::Missing(_) | Self::Condition | Self::Checksum | Self::Body => true,
            Self::Known(known) => !known.is_general(),
            _ => false,
        }
    }
}

fn without_code(answer: &Answer<'_>) -> Meaning {
    match answer.status() {
        _ if answer.is_silent() => Meaning::Silence,
        _ if answer.is_of_cors() => Meaning::Cors,
        // Codes of gateways and of Cloudflare.
        Some(502..=504 | 520..=530) => Meaning::Foreign,
        Some(status) if !answer.is_foreign() => Meaning::Status(status),
        _ => Meaning::Foreign,
    }
}

/// Codes that mean one thing, whatever the message says; and those whose message tells which.
fn of_code(code: &str, message: &str, answer: &Answer<'_>) -> Option<Meaning> {
    Some(match code {
        "SignatureDoesNotMatch" | "InvalidSignature" => Meaning::Mismatch,
        "AccessDenied" => of_message(message).unwrap_or(Meaning::Denied),
        "RequestTimeTooSkewed" => match of_message(message) {
            Some(time @ (Meaning::Expired | Meaning::Early)) => time,
            _ => Meaning::Skewed,
        },
        "ExpiredToken" | "TokenRefreshRequired" | "SecurityTokenExpired" => Meaning::Ended,
        "InvalidToken" | "InvalidSecurityToken" | "InvalidTokenId" => Meaning::Token,
        "InvalidAccessKeyId" | "NotSignedUp" => Meaning::UnknownKey,
        "PermanentRedirect" | "TemporaryRedirect" | "Redirect" => Meaning::Redirect,
        "NoSuchKey" | "NoSuchVersion" => Meaning::Missing("object"),
        "NoSuchBucket" => Meaning::Missing("bucket"),
        "NoSuchUpload" => Meaning::Missing("upload"),
        "PreconditionFailed" => Meaning::Condition,
        "BadDigest" | "XAmzContentChecksumMismatch" | "InvalidDigest" => Meaning::Checksum,
        "XAmzContentSHA256Mismatch" => Meaning::Body,
        "MissingContentLength" => Meaning::Chunked,
        "NotImplemented" if is_about_chunks(message, answer) => Meaning::Chunked,
        "InvalidPolicyDocument" => Meaning::PostPolicy,
        "IllegalLocationConstraintException" => Meaning::Scope,
        _ if is_of_parameters(code) => match of_message(message) {
            Some(
                time @ (Meaning::Expired | Meaning::Early | Meaning::Scope | Meaning::SignedTwice),
            ) => time,
            _ => Meaning::Parameters,
        },
        _ => return None,
    })
}

/// Which header it is about, some servers leave out; it is this one but for headers that nobody sends.
fn is_about_chunks(message: &str, answer: &Answer<'_>) -> bool {
    let header = answer.element("Header");
    message.starts_with("a header you provided implies functionality")
        && header.is_none_or(|name| name.eq_ignore_ascii_case("transfer-encoding"))
}

/// Servers write this family in several ways: `AuthorizationQueryParameterserror`, `MalformedDate`.
fn is_of_parameters(code: &str) -> bool {
    let code = code.to_ascii_lowercase();
    let is_authorization = code.starts_with("authorization") && code != "authorizationfailure";
    let names = [
        "malformeddate",
        "malformedexpires",
        "malformedcredential",
        "malformedpresigneddate",
        "unsupportedalgorithm",
        "missingfields",
        "missingauthenticationtoken",
        "authenticationrequired",
        "missingsecurityheader",
    ];
    is_authorization || names.contains(&code.as_str())
}

/// What the words say, in lower case; the particular before the general.
fn of_message(message: &str) -> Option<Meaning> {
    let has = |words: &[&str]| words.iter().all(|word| message.contains(word));
    let any = |words: &[&str]| words.iter().any(|word| message.contains(word));
    let negated = any(&[
        "invalid",
        "not exist",
        "unknown",
        "not found",
        "no such",
        "in our records",
        "not valid",
    ]);
    Some(if has(&["not authorized to perform"]) || has(&["explicit deny"]) {
        Meaning::Denied
    } else if has(&["invalid according to policy"]) {
        Meaning::PostPolicy
    } else if has(&["only one auth mechanism"]) || any(&["multiple auth", "more than one auth"]) {
        Meaning::SignedTwice
    } else if has(&["please use aws4-hmac-sha256"]) || has(&["sigv2", "not supported"]) {
        Meaning::SigV2
    } else if has(&["token", "expired"]) || has(&["session", "expired"]) {
        Meaning::Ended
    } else if any(&["x-amz-expires", "x-amz-date", "x-amz-algorithm"])
        && !any(&["request has expired"])
    {
        Meaning::Parameters
    } else if any(&["has expired", "url expired", "link expired", "is expired", "too old"]) {
        Meaning::Expired
    } else if any(&["not yet valid", "not valid yet", "the future", "later than server"]) {
        Meaning::Early
    } else if any(&["difference between the request time", "time too skewed"]) {
        Meaning::Skewed
    } else if any(&["not signed", "should be signed", "must be signed"])
        || has(&["signed header", "not present"])
    {
        Meaning::HeadersNotSigned
    } else if has(&["yyyymmdd"]) {
        Meaning::Parameters
    } else if has(&["region", "expect"])
        || has(&["region", "wrong"])
        || any(&["incorrect region", "region name", "invalid region"])
        || has(&["scope", "expect"])
        || has(&["location constraint", "incompatible"])
        || has(&["incorrect service"])
    {
        Meaning::Scope
    } else if has(&["signature"])
        && any(&[
            "not match",
            "mismatch",
            "invalid signature",
            "signature invalid",
            "signature is invalid",
            "signature verification",
            "signature validation",
        ])
    {
        Meaning::Mismatch
    } else if any(&["access key", "accesskey", "no such key: "]) && (negated || has(&["length"])) {
        Meaning::UnknownKey
    } else if has(&["token"]) && any(&["invalid", "malformed"]) {
        Meaning::Token
    } else if any(&["credential", "anonymous access", "signature is required", "x-amz-signature"]) {
        Meaning::Parameters
    } else {
        return of_objects(message);
    })
}

fn of_objects(message: &str) -> Option<Meaning> {
    let is_absent = ["not exist", "not found"].iter().any(|word| message.contains(word));
    let nouns =
        [("bucket", "bucket"), ("upload", "upload"), ("key", "object"), ("object", "object")];
    let mut nouns = nouns.iter();
    let found = nouns.find(|(noun, _)| is_absent && message.contains(noun));
    found.map(|(_, what)| Meaning::Missing(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(code: &str, message: &str) -> Meaning {
        let xml = format!("<Error><Code>{code}</Code><Message>{message}</Message></Error>");
        Meaning::of(&Answer::read(&xml))
    }

    #[test]
    fn words_tell_what_a_general_code_does_not() {
        for (code, message, expected) in [
            ("AccessDenied", "", Meaning::Denied),
            ("AccessDenied", "Access Denied", Meaning::Denied),
            ("AccessDenied", "Forbidden: Invalid signature", Meaning::Mismatch),
            ("AccessDenied", "Forbidden: No such key: GK00", Meaning::UnknownKey),
            ("AccessDenied", "Request has expired", Meaning::Expired),
            ("AccessDenied", "Request is not valid yet", Meaning::Early),
            ("InvalidRequest", "Bad request: Date is too old", Meaning::Expired),
            ("InvalidRequest", "Header `x-amz-acl` should be signed", Meaning::HeadersNotSigned),
            ("InvalidRequest", "signed header `range` is not present", Meaning::HeadersNotSigned),
            ("AuthorizationHeaderMalformed", "the region is wrong; expecting 'x'", Meaning::Scope),
            ("AuthorizationHeaderMalformed", "X-Amz-Expires out of range", Meaning::Parameters),
            ("RequestTimeTooSkewed", "presigned URL expired", Meaning::Expired),
            ("RequestTimeTooSkewed", "", Meaning::Skewed),
            ("OddCode", "The provided token has expired.", Meaning::Ended),
            ("OddCode", "odd", Meaning::Unknown),
            ("NoSuchKey", "Key not found", Meaning::Missing("object")),
        ] {
            assert_eq!(meaning(code, message), expected, "{code}: {message}");
        }
    }

    #[test]
    fn an_answer_without_code_is_told_by_what_there_is() {
        for (text, expected) in [
            ("", Meaning::Silence),
            ("HTTP/1.1 403 Forbidden\r\n\r\n", Meaning::Status(403)),
            ("<html>403 Forbidden nginx</html>", Meaning::Foreign),
            ("HTTP/1.1 502 Bad Gateway\r\n\r\n", Meaning::Foreign),
            ("hello", Meaning::Foreign),
            ("The specified key does not exist.", Meaning::Missing("object")),
            (
                "The AWS Access Key Id you provided does not exist in our records.",
                Meaning::UnknownKey,
            ),
            (
                "Access to fetch at 'https://h/k' from origin 'https://a' has been blocked by CORS policy",
                Meaning::Cors,
            ),
        ] {
            assert_eq!(Meaning::of(&Answer::read(text)), expected, "{text}");
        }
    }
}

//! Reads what an answer is about: from its code, its words and its status.

use super::answer::Answer;
use super::codes;
use super::meaning::Meaning;
use super::words::of_words;

/// What an answer is about, by its code and its words.
pub(super) fn told_by(answer: &Answer<'_>) -> Meaning {
    let message = answer.message().to_ascii_lowercase();
    let Some(code) = answer.code() else {
        let obstacle = answer.obstacle().map(Meaning::Unanswered);
        let told = obstacle.or_else(|| of_words(&message));
        return told.unwrap_or_else(|| without_code(answer));
    };
    of_code(code, &message, answer).unwrap_or_else(|| {
        let known = codes::find(code, &message).filter(|known| known.is_particular());
        let of_words = || of_words(&message);
        known
            .map(Meaning::Known)
            .or_else(of_words)
            .or_else(|| codes::find(code, &message).map(Meaning::Known))
            .unwrap_or(Meaning::Unknown)
    })
}

fn without_code(answer: &Answer<'_>) -> Meaning {
    match answer.status() {
        _ if answer.is_silent() => Meaning::Silence,
        _ if answer.is_of_cors() => Meaning::Cors,
        Some(status @ 200..300) => Meaning::Taken(status),
        // Codes of gateways and of Cloudflare.
        Some(502 | 504 | 520..=530) => Meaning::Foreign,
        Some(status) if !answer.is_foreign() => Meaning::Status(status),
        // As commands write it, without code or status.
        None if !answer.is_foreign() && answer.is_denied() => Meaning::Status(403),
        _ => Meaning::Foreign,
    }
}

/// Codes that mean one thing, whatever the message says; and those whose message tells which.
fn of_code(code: &str, message: &str, answer: &Answer<'_>) -> Option<Meaning> {
    Some(match code {
        // Oracle says it of the key.
        "SignatureDoesNotMatch" if message.contains("could not be found") => Meaning::UnknownKey,
        "SignatureDoesNotMatch" | "InvalidSignature" => Meaning::Mismatch,
        "AccessDenied" => of_words(message).unwrap_or(Meaning::Denied),
        "RequestTimeTooSkewed" => match of_words(message) {
            Some(time @ (Meaning::Expired | Meaning::Early)) => time,
            _ => Meaning::Skewed,
        },
        // Google says it of the link.
        "ExpiredToken" if message.contains("signature expired") => Meaning::Expired,
        "ExpiredToken" | "TokenRefreshRequired" | "SecurityTokenExpired" => Meaning::Ended,
        "InvalidToken" | "InvalidSecurityToken" | "InvalidTokenId" => Meaning::Token,
        "InvalidAccessKeyId" => Meaning::UnknownKey,
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
        _ if is_of_parameters(code) => match of_words(message) {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(code: &str, message: &str) -> Meaning {
        let xml = format!("<Error><Code>{code}</Code><Message>{message}</Message></Error>");
        told_by(&Answer::read(&xml))
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
            assert_eq!(told_by(&Answer::read(text)), expected, "{text}");
        }
    }
}

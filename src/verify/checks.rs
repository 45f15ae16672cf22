//! What a verifier checks before it looks at the signature.

use std::time::{Duration, SystemTime};

use crate::amz_date::AmzDate;
use crate::endpoint::SigV4a;
use crate::received::{SignedRequest, VerifyError};
use crate::sigv4::Algorithm;
use crate::text::pieces;

/// Refuses what would take long to read. The limits are far above everything that S3 takes itself.
pub(super) fn check_size(request: &SignedRequest<'_>) -> Result<(), VerifyError> {
    let in_headers = request.headers.iter().map(|(name, value)| name.len() + value.len());
    let rules = [
        (request.method.len() > 64, "the method may take 64 bytes"),
        (request.uri.len() > 64 * 1024, "the URI may take 64 KiB"),
        (request.headers.len() > MAX_HEADERS, "there may be 256 headers"),
        (in_headers.sum::<usize>() > 64 * 1024, "the headers may take 64 KiB"),
    ];
    match rules.into_iter().find(|(is_broken, _)| *is_broken) {
        Some((_, rule)) => Err(VerifyError::TooLarge { rule }),
        None => Ok(()),
    }
}

/// Refuses a request that is signed by a header too; the query alone says of itself whether it is.
pub(super) fn check_signed_once(request: &SignedRequest<'_>) -> Result<(), VerifyError> {
    match request.values("authorization").next() {
        Some(_) => Err(VerifyError::SignedTwice),
        None => Ok(()),
    }
}

/// The signature's algorithm: SigV4, or SigV4A where it is compiled in.
pub(super) fn algorithm(text: &str) -> Result<SigV4a, VerifyError> {
    if text == Algorithm::HmacSha256.as_str() {
        Ok(SigV4a::No)
    } else if cfg!(feature = "sigv4a") && text == Algorithm::EcdsaP256Sha256.as_str() {
        Ok(SigV4a::Required)
    } else {
        Err(VerifyError::UnsupportedAlgorithm)
    }
}

/// Whether a signature for this region, or with SigV4A for this region set, holds in a region.
///
/// A set is a list with commas; `*` in one of its members stands for any text.
pub(super) fn serves(region: &str, expected: &str, sigv4a: SigV4a) -> bool {
    match sigv4a {
        SigV4a::No | SigV4a::Offered => region == expected,
        SigV4a::Required => region.split(',').any(|member| match member.split_once('*') {
            Some((start, end)) => {
                expected.len() >= start.len() + end.len()
                    && expected.starts_with(start)
                    && expected.ends_with(end)
            }
            None => member == expected,
        }),
    }
}

/// When the URL expires, if now is within its time.
pub(crate) fn check_time(
    date: AmzDate,
    expires_in: u64,
    now: SystemTime,
) -> Result<SystemTime, VerifyError> {
    let signed_at = date.system_time();
    // Both are bounded: a date of four digits and at most as many seconds again.
    let expires_at = signed_at + Duration::from_secs(expires_in);
    if now > expires_at {
        return Err(VerifyError::Expired { expires_in, expired_at: expires_at, now });
    }
    match now.checked_add(FUTURE) {
        Some(latest) if latest < signed_at => {
            Err(VerifyError::NotYetValid { signed_at, expires_at, now })
        }
        _ => Ok(expires_at),
    }
}

/// Refuses a request whose `host`, or any `x-amz-*` header of which, is not signed.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html>, `X-Amz-SignedHeaders`.
pub(super) fn check_headers_signed(
    request: &SignedRequest<'_>,
    signed: &str,
) -> Result<(), VerifyError> {
    // Each name but the last takes a byte at least.
    if signed.len() >= MAX_HEADERS && pieces(signed, b';').count() > MAX_HEADERS {
        return Err(VerifyError::TooLarge { rule: "there may be 256 signed headers" });
    }
    let is_signed = |name: &str| pieces(signed, b';').any(|other| other.eq_ignore_ascii_case(name));
    let mut names = Vec::new();
    if !is_signed("host") {
        names.push("host".to_owned());
    }
    for (name, _) in &request.headers {
        let is_amz = name.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("x-amz-"));
        if is_amz && !is_signed(name) {
            names.push(name.to_ascii_lowercase());
        }
    }
    if names.is_empty() { Ok(()) } else { Err(VerifyError::HeadersNotSigned { names }) }
}

/// How far ahead of the server's clock a signing time may lie.
const FUTURE: Duration = Duration::from_secs(15 * 60);

const MAX_HEADERS: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_set_is_a_list_with_wildcards() {
        for (set, holds) in [
            ("*", true),
            ("eu-*", true),
            ("us-east-1,eu-west-1", true),
            ("eu*1", true),
            ("eu-west-1*", true),
            ("us-*", false),
            ("eu-west", false),
            ("eu-west-1*1", false),
            ("", false),
        ] {
            assert_eq!(serves(set, "eu-west-1", SigV4a::Required), holds, "{set}");
        }
        assert!(serves("eu-west-1", "eu-west-1", SigV4a::No));
        assert!(!serves("*", "eu-west-1", SigV4a::No));
    }

    #[test]
    fn a_request_may_be_as_large_as_the_rules_say_and_no_larger() {
        let name = "x".repeat(32 * 1024);
        let check = |method: usize, uri: usize, headers: usize, value: usize| {
            let (method, uri) = ("M".repeat(method), "/".repeat(uri));
            let value = "v".repeat(value);
            let mut lines = vec![("a", ""); headers];
            lines.push((name.as_str(), value.as_str()));
            check_size(&SignedRequest::new(&method, &uri).headers(lines)).is_ok()
        };
        assert!(check(64, 64 * 1024, 255, 32 * 1024 - 255));
        assert!(!check(65, 1, 1, 1));
        assert!(!check(1, 64 * 1024 + 1, 1, 1));
        assert!(!check(1, 1, 256, 1));
        assert!(!check(1, 1, 0, 32 * 1024 + 1));
    }

    #[test]
    fn as_many_headers_may_be_signed_as_may_be_sent() {
        let request = SignedRequest::new("GET", "/");
        let names = |count: usize| format!("host{}", ";a".repeat(count - 1));
        assert!(check_headers_signed(&request, &names(256)).is_ok());
        assert!(matches!(
            check_headers_signed(&request, &names(257)),
            Err(VerifyError::TooLarge { .. })
        ));
    }
}

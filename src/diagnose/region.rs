//! Which region, or service, a server expects.

use super::cause::Cause;
use super::evidence::Evidence;
use crate::received::SignatureVersion;

/// What the answer says of the scope, in whichever of its places.
pub(super) fn told_scope(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    let message = evidence.answer.message();
    let signed = evidence.inspection.region().unwrap_or_default();
    if let Some(cause) = other_service(evidence) {
        return Some(cause);
    }
    if let Some(expected) = service(message) {
        let signed = evidence.inspection.service().unwrap_or_default().to_owned();
        if signed != expected {
            return Some(Cause::Service { signed, expected: expected.to_owned() });
        }
    }
    if message.contains("incorrect service") {
        return None;
    }
    let header = || evidence.answer.header("x-amz-bucket-region").map(str::to_owned);
    let element = evidence.answer.element("Region").or_else(header);
    let expected = in_words(message).map(str::to_owned).or(element).unwrap_or_default();
    (signed != expected).then(|| Cause::Region { signed: signed.to_owned(), expected })
}

/// The third line of the string to sign is the scope. Some servers put their own region there.
pub(super) fn shown_region(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    let text = evidence.answer.element("StringToSign")?;
    let expected = text.lines().nth(2)?.split('/').nth(1)?.to_owned();
    let is_sigv4 = evidence.inspection.signature_version() == Some(SignatureVersion::V4);
    let signed = evidence.inspection.region();
    let signed = signed.filter(|region| is_sigv4 && *region != expected)?.to_owned();
    Some(Cause::Region { signed, expected })
}

/// S3 signs for `s3` and for names that begin with it, and for `sts` nobody makes a link by mistake.
pub(super) fn other_service(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    let signed = evidence.inspection.service()?;
    let is_known = signed.starts_with("s3") || signed == "execute-api";
    (!is_known).then(|| Cause::Service { signed: signed.to_owned(), expected: "s3".to_owned() })
}

/// `… expected: '20261129/us-east-1/s3/aws4_request'`, `… incorrect service "ec2". This endpoint belongs to "s3"`.
fn service(message: &str) -> Option<&str> {
    if let Some((_, rest)) = message.split_once("belongs to ") {
        return Some(rest.trim_matches(|char: char| !char.is_ascii_alphanumeric()));
    }
    expected_scope(message)?.split('/').nth(2)
}

fn expected_scope(message: &str) -> Option<&str> {
    let (_, rest) = message.rsplit_once("expect")?;
    rest.split(['\'', '"', '`', ' ']).find(|word| word.ends_with("/aws4_request"))
}

/// The region that a message names as the right one.
fn in_words(message: &str) -> Option<&str> {
    if let Some((front, _)) = message.split_once(" location constraint") {
        let region = front.rsplit(' ').next()?;
        // The oldest region has no constraint.
        return Some(if region == "unspecified" { "us-east-1" } else { region });
    }
    if let Some(scope) = expected_scope(message) {
        return scope.split('/').nth(1);
    }
    let mark = if message.contains("expect") { "expect" } else { "server region" };
    let (_, rest) = message.rsplit_once(mark)?;
    rest.split(['\'', '"', '`', ' ', ';', '.']).find(|word| is_region(word))
}

/// `us-east-1`: letters, digits and hyphens, and a digit at the end; or a name of another server's.
fn is_region(word: &str) -> bool {
    let is_plain = word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let no_words = ["ing", "ed", "region", "but", "got", "to", "the", "be", "is"];
    word.len() > 1 && is_plain && !no_words.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_region_is_read_from_each_wording() {
        for (message, region) in [
            ("the region 'us-east-1' is wrong; expecting 'eu-central-1'", "eu-central-1"),
            ("the region is wrong; expecting 'us-east-1'.", "us-east-1"),
            (
                "unexpected scope: '20261129/a-1/s3/aws4_request', expected: '20261129/garage/s3/aws4_request'",
                "garage",
            ),
            ("The af-south-1 location constraint is incompatible for the region", "af-south-1"),
            ("The unspecified location constraint is incompatible", "us-east-1"),
            ("wrong region, expected us-west-2", "us-west-2"),
            ("The 'a-1' region in the request does not match the server region 'b-2'", "b-2"),
        ] {
            assert_eq!(in_words(message), Some(region), "{message}");
        }
        assert_eq!(in_words("the region is wrong"), None);
        assert_eq!(service("incorrect service. This endpoint belongs to \"s3\"."), Some("s3"));
    }
}

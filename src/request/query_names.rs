//! Query names that S3 passes over, and what was meant by them.

use crate::error::{Instead, shortened};

/// What a caller meant by a query parameter that S3 does not read; nothing for names that S3 reads, and for those
/// that are like none of them, which may be a caller's own.
pub(super) fn meant_by(name: &str) -> Option<Instead> {
    let lower = name.to_ascii_lowercase();
    if let Some(rest) = lower.strip_prefix("x-amz-") {
        return (!is_read_behind_prefix(rest)).then(|| Instead::Header { name: shortened(&lower) });
    }
    // S3 logs parameters that begin with `x-`, and reads none of them.
    if !name.is_ascii() || lower.starts_with("x-") || READ.contains(&name) {
        return None;
    }
    if ONE_WORD_HEADERS.contains(&lower.as_str()) {
        return Some(Instead::Header { name: lower });
    }
    let letters = letters(&lower);
    if letters == "contentlengthrange" {
        return Some(Instead::FormCondition);
    }
    closest(&letters, &READ).map(|name| Instead::Parameter { name }).or_else(|| {
        closest(&letters, &HEADERS).map(|name| Instead::Header { name: name.to_owned() })
    })
}

/// Whether S3 reads the name behind `x-amz-` in a query: those of SDKs, the checksums that they sign along, and the
/// payer, by the user guide's "Downloading objects from Requester Pays buckets".
fn is_read_behind_prefix(rest: &str) -> bool {
    let is_of_sdks = rest.starts_with("checksum-") || rest.starts_with("sdk-");
    is_of_sdks || matches!(rest, "request-payer" | "user-agent")
}

/// The name that has the same letters, or but one other letter where that makes no word of its own.
fn closest(letters_given: &str, names: &[&'static str]) -> Option<&'static str> {
    let same = names.iter().find(|name| letters(name) == letters_given);
    let near = || {
        let is_near =
            |name: &&&str| is_of_two_words(name) && is_one_off(letters_given, &letters(name));
        names.iter().find(is_near)
    };
    same.or_else(near).copied()
}

/// The letters and digits in lower case: `part_number` and `PartNumber` are the same.
fn letters(name: &str) -> String {
    let kept = name.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|letter| letter.to_ascii_lowercase()).collect()
}

fn is_of_two_words(name: &str) -> bool {
    name == "delimiter" || name.bytes().any(|byte| byte == b'-' || byte.is_ascii_uppercase())
}

/// Whether two names differ in one letter, more, less or another, or in the order of two.
fn is_one_off(one: &str, other: &str) -> bool {
    let [mut one, mut other] = [one, other].map(str::as_bytes);
    while let ([first, one_rest @ ..], [second, other_rest @ ..]) = (one, other)
        && first == second
    {
        (one, other) = (one_rest, other_rest);
    }
    while let ([one_rest @ .., last], [other_rest @ .., second]) = (one, other)
        && last == second
    {
        (one, other) = (one_rest, other_rest);
    }
    match (one, other) {
        ([] | [_], [_]) | ([_], []) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

const ONE_WORD_HEADERS: [&str; 2] = ["expires", "range"];

const HEADERS: [&str; 13] = [
    "cache-control",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-length",
    "content-md5",
    "content-range",
    "content-type",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-range",
    "if-unmodified-since",
];

/// The parameters of S3's operations, but for `id` and `x-id`, to which too many names are close.
const READ: [&str; 68] = [
    "abac",
    "accelerate",
    "acl",
    "analytics",
    "annotation",
    "annotationName",
    "attributes",
    "bucket-region",
    "continuation-token",
    "cors",
    "delete",
    "delimiter",
    "encoding-type",
    "encryption",
    "fetch-owner",
    "intelligent-tiering",
    "inventory",
    "key-marker",
    "legal-hold",
    "lifecycle",
    "list-type",
    "location",
    "logging",
    "marker",
    "max-buckets",
    "max-directory-buckets",
    "max-keys",
    "max-parts",
    "max-uploads",
    "metadataConfiguration",
    "metadataInventoryTable",
    "metadataJournalTable",
    "metadataTable",
    "metrics",
    "notification",
    "object-lock",
    "ownershipControls",
    "part-number-marker",
    "partNumber",
    "policy",
    "policyStatus",
    "prefix",
    "publicAccessBlock",
    "renameObject",
    "replication",
    "requestPayment",
    "response-cache-control",
    "response-content-disposition",
    "response-content-encoding",
    "response-content-language",
    "response-content-type",
    "response-expires",
    "restore",
    "retention",
    "select",
    "select-type",
    "session",
    "start-after",
    "tagging",
    "torrent",
    "upload-id-marker",
    "uploadId",
    "uploads",
    "version-id-marker",
    "versionId",
    "versioning",
    "versions",
    "website",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn parameter(name: &str) -> Option<&'static str> {
        match meant_by(name) {
            Some(Instead::Parameter { name }) => Some(name),
            _ => None,
        }
    }

    fn header(name: &str) -> Option<String> {
        match meant_by(name) {
            Some(Instead::Header { name }) => Some(name),
            _ => None,
        }
    }

    #[test]
    fn what_s3_reads_and_what_is_like_nothing_is_let_be() {
        for name in READ {
            assert_eq!(meant_by(name), None, "{name}");
        }
        for name in [
            "x-id",
            "id",
            "x-custom",
            "x-amz-checksum-mode",
            "x-amz-checksum-crc32",
            "x-amz-sdk-checksum-algorithm",
            "x-amz-request-payer",
            "v",
            "version",
            "market",
            "token",
            "utm_source",
            "date",
            "contents",
            "é",
            "parts",
        ] {
            assert_eq!(meant_by(name), None, "{name}");
        }
    }

    #[test]
    fn another_case_or_hyphen_and_one_letter_are_told() {
        for (given, right) in [
            ("versionid", "versionId"),
            ("VersionId", "versionId"),
            ("version-id", "versionId"),
            ("versonId", "versionId"),
            ("part_number", "partNumber"),
            ("partNumer", "partNumber"),
            ("upload-id", "uploadId"),
            ("uploadIds", "uploadId"),
            ("Response-Content-Disposition", "response-content-disposition"),
            ("response-content-dispositon", "response-content-disposition"),
            ("response-contnet-type", "response-content-type"),
            ("ResponseExpires", "response-expires"),
            ("delimeter", "delimiter"),
            ("maxkeys", "max-keys"),
            ("continuation_token", "continuation-token"),
            ("Prefix", "prefix"),
            ("listtype", "list-type"),
        ] {
            assert_eq!(parameter(given), Some(right), "{given}");
        }
    }

    #[test]
    fn headers_are_told_however_they_are_spelled() {
        for (given, right) in [
            ("Content-Length", "content-length"),
            ("content_type", "content-type"),
            ("ContentMD5", "content-md5"),
            ("content-lenght", "content-length"),
            ("cache-control", "cache-control"),
            ("CacheControl", "cache-control"),
            ("If-None-Match", "if-none-match"),
            ("ifMatch", "if-match"),
            ("Range", "range"),
            ("EXPIRES", "expires"),
            ("x-amz-acl", "x-amz-acl"),
            ("X-AMZ-Meta-Author", "x-amz-meta-author"),
            ("x-amz-tagging", "x-amz-tagging"),
        ] {
            assert_eq!(header(given).as_deref(), Some(right), "{given}");
        }
        assert_eq!(meant_by("Content-Length-Range"), Some(Instead::FormCondition));
    }

    #[test]
    fn one_letter_is_one_letter() {
        for (one, other, is) in [
            ("abc", "abc", false),
            ("abc", "ab", true),
            ("abc", "xabc", true),
            ("abc", "axc", true),
            ("abcd", "acbd", true),
            ("abcd", "adcb", false),
            ("abc", "xyc", false),
            ("aab", "ab", true),
            ("", "a", true),
            ("", "ab", false),
        ] {
            assert_eq!((is_one_off(one, other), is_one_off(other, one)), (is, is), "{one} {other}");
        }
    }
}

//! What a signed header may have said when it was signed.

use std::borrow::Cow;

/// The values to try for a header, without repeats: the one that came, its other spellings, those that signers and
/// clients set by themselves, and none.
pub(super) fn likely_values<'r>(name: &str, given: Option<&'r str>) -> Vec<Cow<'r, str>> {
    let mut values: Vec<Cow<'r, str>> = Vec::new();
    if let Some(given) = given {
        values.push(Cow::Borrowed(given));
        // A secret is not guessed at, and so not told.
        if name.contains("customer-key") {
            return values;
        }
        values.extend(other_spellings(given).into_iter().map(Cow::Owned));
    }
    values.push(Cow::Borrowed(""));
    values.extend(usual_values(name).iter().copied().map(Cow::Borrowed));
    let mut seen = std::collections::BTreeSet::new();
    values.retain(|value| seen.insert(value.clone()));
    values
}

/// Case, blanks, quotation marks and the parameters of a media type.
fn other_spellings(value: &str) -> Vec<String> {
    let bare = value.split(';').next().unwrap_or_default().trim();
    let tight: String = value.split(' ').collect();
    vec![
        value.to_ascii_lowercase(),
        value.to_ascii_uppercase(),
        bare.to_owned(),
        format!("{bare}; charset=utf-8"),
        format!("{bare};charset=utf-8"),
        format!("{bare}; charset=UTF-8"),
        format!("{bare};charset=UTF-8"),
        tight,
        value.trim_matches('"').to_owned(),
        format!("\"{value}\""),
    ]
}

fn usual_values(name: &str) -> &'static [&'static str] {
    match name {
        "content-type" => CONTENT_TYPES,
        "x-amz-content-sha256" => PAYLOAD_HASHES,
        "x-amz-acl" => &[
            "private",
            "public-read",
            "bucket-owner-full-control",
            "public-read-write",
            "authenticated-read",
            "bucket-owner-read",
        ],
        "x-amz-server-side-encryption" => &["AES256", "aws:kms", "aws:kms:dsse"],
        "x-amz-storage-class" => &[
            "STANDARD",
            "STANDARD_IA",
            "INTELLIGENT_TIERING",
            "ONEZONE_IA",
            "GLACIER",
            "GLACIER_IR",
        ],
        "x-amz-sdk-checksum-algorithm" => &["CRC32", "CRC32C", "CRC64NVME", "SHA256", "SHA1"],
        "x-amz-checksum-crc32" => &["AAAAAA=="],
        "x-amz-request-payer" => &["requester"],
        "if-none-match" => &["*"],
        "content-length" => &["0"],
        _ => &[],
    }
}

/// What SDKs and clients set where nobody says one, and the types of most files.
const CONTENT_TYPES: &[&str] = &[
    "application/octet-stream",
    "binary/octet-stream",
    "text/plain",
    "text/plain; charset=utf-8",
    "text/plain;charset=UTF-8",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "application/json",
    "application/xml",
    "application/pdf",
    "application/zip",
    "application/gzip",
    "image/jpeg",
    "image/jpg",
    "image/png",
    "image/webp",
    "image/gif",
    "image/*",
    "video/mp4",
    "audio/mpeg",
    "text/csv",
    "text/html",
];

/// <https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html>, and the hash of an empty body.
const PAYLOAD_HASHES: &[&str] = &[
    "UNSIGNED-PAYLOAD",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_that_came_is_first_and_each_is_tried_once() {
        let values = likely_values("content-type", Some("Text/HTML; charset=utf-8"));
        assert_eq!(values.first().map(AsRef::as_ref), Some("Text/HTML; charset=utf-8"));
        for value in ["text/html; charset=utf-8", "Text/HTML", "", "application/octet-stream"] {
            assert_eq!(values.iter().filter(|other| *other == value).count(), 1, "{value}");
        }
        assert_eq!(likely_values("x-amz-meta-a", None), [""]);
        let key = "x-amz-server-side-encryption-customer-key";
        assert_eq!(likely_values(key, Some("Secret")), ["Secret"]);
    }
}

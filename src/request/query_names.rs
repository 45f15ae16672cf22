//! Which parameters S3 reads from a query, which only look so, and what was meant by those.

use super::near_miss::{Near, nearest};
use crate::error::{Instead, shortened};

/// What a caller meant by a query parameter that S3 does not read; nothing for names that S3 reads, and for those
/// that are like none of them, which may be a caller's own.
pub(super) fn meant_by(name: &str) -> Option<Instead> {
    if let Some(near) = meant(name) {
        return Some(Instead::Parameter { name: near.name });
    }
    // `Expires` is the end in SigV2 alone.
    let expires = || name.eq_ignore_ascii_case("expires").then(|| "expires".to_owned());
    match ignored_header(name).or_else(expires)?.as_str() {
        "content-length-range" => Some(Instead::FormCondition),
        header => Some(Instead::Header { name: shortened(&header.to_ascii_lowercase()) }),
    }
}

/// A parameter that S3 reads, though not under this name.
pub(crate) fn meant(name: &str) -> Option<Near> {
    if is_read(name) { None } else { nearest(name, &READ) }
}

/// Whether S3 reads a parameter of this name. Of headers it reads some in any case.
pub(crate) fn is_read(name: &str) -> bool {
    READ.contains(&name)
        || READ_HEADERS.iter().any(|read| name.eq_ignore_ascii_case(read))
        || is_checksum(&name.to_ascii_lowercase())
}

/// Whether it is the name of a parameter of S3's API, as it is written.
pub(crate) fn is_api_parameter(name: &str) -> bool {
    READ.contains(&name)
}

/// Whether it is a header in the place of a parameter: its name, as HTTP has it where it is one of HTTP's.
pub(crate) fn ignored_header(name: &str) -> Option<String> {
    let of_http = nearest(name, &HTTP_HEADERS).map(|near| near.name);
    let of_aws = name.to_ascii_lowercase().starts_with("x-amz-") && !is_read(name);
    of_http.or(of_aws.then_some(name)).map(str::to_owned)
}

/// Whether an SDK wrote a checksum of the body there.
pub(crate) fn is_checksum(name: &str) -> bool {
    name.starts_with("x-amz-checksum-") || name == "x-amz-sdk-checksum-algorithm"
}

/// The overrides of the answer's headers.
pub(crate) const OVERRIDES: [&str; 6] = [
    "response-cache-control",
    "response-content-disposition",
    "response-content-encoding",
    "response-content-language",
    "response-content-type",
    "response-expires",
];

/// Every parameter of S3's API, and those of a signature, as they are written.
const READ: [&str; 84] = [
    "AWSAccessKeyId",
    "Signature",
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-Region-Set",
    "X-Amz-S3session-Token",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
    "X-Amz-SignedHeaders",
    "abac",
    "accelerate",
    "acl",
    "analytics",
    "annotation",
    "annotation-prefix",
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
    "id",
    "intelligent-tiering",
    "inventory",
    "key-marker",
    "legal-hold",
    "lifecycle",
    "list-type",
    "location",
    "logging",
    "marker",
    "max-annotation-results",
    "max-buckets",
    "max-directory-buckets",
    "max-keys",
    "max-parts",
    "max-uploads",
    "metadataAnnotationTable",
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
    "x-id",
];

/// Headers that S3 reads from the query too; `x-amz-request-payer` by the guide, "Downloading objects from
/// Requester Pays buckets". SDKs write them in either case.
const READ_HEADERS: [&str; 3] = ["x-amz-content-sha256", "x-amz-request-payer", "x-amz-user-agent"];

/// Headers that people put into the query, in the hope that they limit or set something.
const HTTP_HEADERS: [&str; 14] = [
    "cache-control",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-length",
    "content-length-range",
    "content-md5",
    "content-range",
    "content-type",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-unmodified-since",
    "range",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_miss_names_the_parameter_that_was_meant() {
        for (name, right) in [
            ("x-amz-expires", "X-Amz-Expires"),
            ("X-Amz-Expire", "X-Amz-Expires"),
            ("X-Amz-Expries", "X-Amz-Expires"),
            ("X-Amz-Signed-Headers", "X-Amz-SignedHeaders"),
            ("X-AMZ-SIGNATURE", "X-Amz-Signature"),
            ("X-Amz-Securty-Token", "X-Amz-Security-Token"),
            ("Response-Content-Type", "response-content-type"),
            ("response_content_type", "response-content-type"),
            ("responseContentDisposition", "response-content-disposition"),
            ("response-content-dispositon", "response-content-disposition"),
            ("response-expire", "response-expires"),
            ("versionID", "versionId"),
            ("version-id", "versionId"),
            ("versionld", "versionId"),
            ("uploadID", "uploadId"),
            ("upload_id", "uploadId"),
            ("partnumber", "partNumber"),
            ("part-number", "partNumber"),
            ("max_keys", "max-keys"),
            ("delimeter", "delimiter"),
            ("continuationToken", "continuation-token"),
            ("AWSAccessKeyID", "AWSAccessKeyId"),
        ] {
            assert_eq!(meant(name).map(|near| near.name), Some(right), "{name}");
        }
    }

    #[test]
    fn what_s3_reads_and_what_is_far_from_it_is_no_near_miss() {
        let others = [
            "",
            "v",
            "t",
            "id",
            "ID",
            "user",
            "page",
            "pageNumber",
            "bagging",
            "session_id",
            "sessionid",
            "name",
            "file",
            "utm_source",
            "x-amz-acl",
            "x-amz-tagging",
            "x-amz-meta-expires",
            "x-amz-mfa",
            "content-type",
            "download",
            "token",
            "X-Amz-Content-Sha256",
            "x-amz-user-agent",
            "x-amz-checksum-mode",
            "x-id",
            "expires",
        ];
        for name in READ.iter().chain(&others) {
            assert_eq!(meant(name), None, "{name}");
        }
        assert_eq!(meant(&"x-amz-expires".repeat(9)), None);
    }

    #[test]
    fn headers_are_known_however_they_are_written() {
        for (name, header) in [
            ("Content-Length", Some("content-length")),
            ("contentLength", Some("content-length")),
            ("content_type", Some("content-type")),
            ("Content-Lenght", Some("content-length")),
            ("Cache-Controll", Some("cache-control")),
            ("ranges", None),
            ("contents", None),
            ("If-None-Match", Some("if-none-match")),
            ("x-amz-acl", Some("x-amz-acl")),
            ("x-amz-meta-Owner", Some("x-amz-meta-Owner")),
            ("x-amz-request-payer", None),
            ("X-Amz-Content-Sha256", None),
            ("x-amz-checksum-crc32", None),
            ("response-content-type", None),
            ("v", None),
        ] {
            assert_eq!(ignored_header(name).as_deref(), header, "{name}");
        }
    }
}

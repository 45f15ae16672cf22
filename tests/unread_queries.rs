//! Names that S3 does not read from a query, where they would do nothing, are refused with what was meant.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use s3_presigner::{Error, Instead, S3Request};

fn put(name: &str) -> S3Request<'_> {
    S3Request::put_object("photos", "k").query(name, "1")
}

fn refusal(name: &str) -> String {
    let refused = put(name).validate().unwrap_err();
    assert!(matches!(refused, Error::UnreadQuery { .. }), "{name}: {refused:?}");
    refused.to_string()
}

#[test]
fn a_header_in_the_query_limits_nothing() {
    for name in [
        "Content-Length",
        "content-length",
        "Content-Type",
        "Content-MD5",
        "cache-control",
        "Content-Disposition",
        "Content-Encoding",
        "Content-Language",
        "If-None-Match",
        "If-Match",
        "If-Modified-Since",
        "If-Unmodified-Since",
        "Range",
        "Expires",
        "x-amz-acl",
        "x-amz-tagging",
        "x-amz-meta-author",
        "x-amz-storage-class",
        "x-amz-server-side-encryption",
        "x-amz-object-lock-mode",
        "X-AMZ-ACL",
    ] {
        let right = name.to_lowercase();
        assert_eq!(
            refusal(name),
            format!(
                "S3 does not read {name:?} from the query, where it would do nothing: give it as a header, with \
                 .header({right:?}, …), which the holder then has to send"
            )
        );
    }
}

#[test]
fn a_range_of_lengths_is_for_forms() {
    assert_eq!(
        refusal("content-length-range"),
        "S3 does not read \"content-length-range\" from the query, where it would do nothing: only a form limits an \
         upload to a range, with PostPolicy; a link is limited to one length, with .content_length(…)"
    );
}

#[test]
fn a_name_close_to_one_that_s3_reads_is_told_right() {
    for (name, right) in [
        ("versionid", "versionId"),
        ("version_id", "versionId"),
        ("VersionID", "versionId"),
        ("verisonId", "versionId"),
        ("part-number", "partNumber"),
        ("uploadid", "uploadId"),
        ("Response-Content-Type", "response-content-type"),
        ("response_content_type", "response-content-type"),
        ("response-content-dispositio", "response-content-disposition"),
        ("Delimiter", "delimiter"),
        ("max_keys", "max-keys"),
        ("List-Type", "list-type"),
    ] {
        assert_eq!(
            refusal(name),
            format!(
                "S3 does not read {name:?} from the query, where it would do nothing: the parameter of S3 is called \
                 {right:?}; one of another server's is added with .custom_query(…)"
            )
        );
        let instead = Instead::Parameter { name: right };
        let refused = Error::UnreadQuery { name: name.to_owned(), instead };
        assert_eq!(put(name).validate().unwrap_err(), refused);
    }
}

#[test]
fn what_sdks_sign_and_what_callers_call_their_own_is_taken() {
    for name in [
        "x-id",
        "x-amz-checksum-mode",
        "x-amz-checksum-crc32",
        "x-amz-sdk-checksum-algorithm",
        "x-amz-request-payer",
        "x-amz-user-agent",
        "x-custom",
        "v",
        "page",
        "utm_source",
        "torrent",
        "versionId",
        "partNumber",
        "é",
    ] {
        put(name).validate().unwrap();
    }
}

#[test]
fn another_server_may_read_any_name_but_those_of_the_signature() {
    let custom = |name| S3Request::put_object("photos", "k").custom_query(name, "1").validate();
    for name in ["Content-Length", "range", "versionid", "x-amz-acl", "response_content_type"] {
        custom(name).unwrap();
    }
    for name in ["X-Amz-Expires", "x-amz-date", "Signature"] {
        assert_eq!(custom(name).unwrap_err(), Error::ReservedQuery { name: name.to_owned() });
    }
}

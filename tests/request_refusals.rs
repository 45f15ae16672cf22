//! What S3 would refuse from everybody is refused before it is signed, in these words.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, UNIX_EPOCH};

use s3_presigner::{
    AclPermission, CannedAcl, Checksum, ChecksumAlgorithm, ChecksumType, CopySource, Grantee,
    ObjectLockMode, S3Request, SseCustomerKey,
};

fn put() -> S3Request<'static> {
    S3Request::put_object("bucket", "k")
}

fn refused<'r>(requests: impl IntoIterator<Item = S3Request<'r>>, text: &str) {
    for (index, request) in requests.into_iter().enumerate() {
        let error = request.validate().map_err(|error| error.to_string());
        assert_eq!(error.as_ref().unwrap_err(), text, "number {index}");
    }
}

#[test]
fn an_upload_without_its_id() {
    let source = CopySource::new("bucket", "k").unwrap();
    refused(
        [
            S3Request::upload_part("bucket", "k", "", 1),
            S3Request::upload_part_copy("bucket", "k", "", 1, &source),
            S3Request::complete_multipart_upload("bucket", "k", ""),
            S3Request::abort_multipart_upload("bucket", "k", ""),
            S3Request::list_parts("bucket", "k", ""),
        ],
        "query parameter value \"\" is not valid: give the UploadId of the answer to \
         CreateMultipartUpload",
    );
}

#[test]
fn a_list_that_goes_on_nowhere() {
    refused(
        [S3Request::list_objects_v2("bucket").continuation_token("")],
        "query parameter value \"\" is not valid: give the NextContinuationToken of the last answer, or \
         leave it out",
    );
    refused(
        [S3Request::list_object_versions("bucket").key_marker("k").version_id_marker("")],
        "query parameter value \"\" is not valid: give the NextVersionIdMarker of the last answer, or \
         leave it out",
    );
    // These mean the beginning, and S3 takes them.
    S3Request::list_objects_v2("bucket")
        .prefix("")
        .delimiter("")
        .start_after("")
        .validate()
        .unwrap();
    S3Request::list_object_versions("bucket").key_marker("").validate().unwrap();
}

#[test]
fn nothing_where_something_is_named() {
    refused(
        [S3Request::get_object_attributes("bucket", "k", [])],
        "header value \"\" is not valid: ask for at least one attribute",
    );
    refused(
        [put().grant(AclPermission::Read, [])],
        "header value \"\" is not valid: name at least one grantee",
    );
    refused(
        [put().grant(AclPermission::Read, [Grantee::Id("")])],
        "header value \"\" is not valid: a grantee is not empty and has no quote and no comma",
    );
    refused(
        [put().metadata("", "value")],
        "header name \"x-amz-meta-\" is not valid: name the metadata",
    );
    refused(
        [put().sse_kms(Some("")), put().sse_kms_dual_layer(Some(""))],
        "header value \"\" is not valid: name a KMS key, or none",
    );
    refused(
        [
            put().if_match(""),
            put().if_none_match(""),
            put().copy_source_if_match(""),
            put().copy_source_if_none_match(""),
        ],
        "header value \"\" is not valid: give the ETag as S3 gave it, quotes included",
    );
    let delete = || S3Request::delete_object("bucket", "k");
    refused(
        [delete().mfa("", "301749"), delete().mfa("20899872", "")],
        "header value \"\" is not valid: give the device's serial number or ARN, and the code that it \
         shows",
    );
    refused(
        [delete().version_id("")],
        "query parameter value \"\" is not valid: name a version, or leave it out",
    );
}

#[test]
fn a_redirect_to_no_place() {
    for location in ["", "elsewhere", "ftp://h/"] {
        refused(
            [put().website_redirect_location(location)],
            &format!(
                "header value {location:?} is not valid: a path that begins with `/`, or a URL that begins \
                 with http:// or https://"
            ),
        );
    }
    for location in ["/elsewhere", "http://h", "https://h/p"] {
        put().website_redirect_location(location).validate().unwrap();
    }
}

#[test]
fn an_encryption_context_that_is_no_object_of_texts() {
    for json in ["", "project", "[]", "\"a\"", "{\"a\": 1}", "{\"a\": null}", "{\"a\": \"b\"} x"] {
        refused(
            [put().sse_kms_context(json)],
            &format!(
                "header value {json:?} is not valid: a JSON object of texts, such as {{\"project\": \
                 \"films\"}}"
            ),
        );
    }
    put().sse_kms_context("{\"project\": \"films\", \"é\": \"\"}").validate().unwrap();
}

#[test]
fn two_ways_to_say_one_thing() {
    let grant =
        |request: S3Request<'static>| request.grant(AclPermission::Read, [Grantee::Id("1")]);
    refused(
        [grant(put()).acl(CannedAcl::Private)],
        "headers \"x-amz-acl\" and \"x-amz-grant-read\" exclude each other: S3 takes one of them, so \
         leave the other out",
    );
    refused(
        [grant(put().acl(CannedAcl::Private)), grant(put().header("X-Amz-Acl", "private"))],
        "headers \"x-amz-grant-read\" and \"x-amz-acl\" exclude each other: S3 takes one of them, so \
         leave the other out",
    );
    let key = SseCustomerKey::new([0; 32]);
    refused(
        [put().sse_customer_key(&key).sse_s3(), put().sse_customer_key(&key).sse_kms(None)],
        "headers \"x-amz-server-side-encryption\" and \
         \"x-amz-server-side-encryption-customer-algorithm\" exclude each other: S3 takes one of them, \
         so leave the other out",
    );
    refused(
        [put().sse_s3().sse_customer_key(&key)],
        "headers \"x-amz-server-side-encryption-customer-algorithm\" and \
         \"x-amz-server-side-encryption\" exclude each other: S3 takes one of them, so leave the other \
         out",
    );
    // The source of a copy may be encrypted in another way than the copy.
    put().copy_source_sse_customer_key(&key).sse_s3().validate().unwrap();
    put().sse_kms(Some("k")).bucket_key_enabled(true).sse_kms_context("{}").validate().unwrap();
}

fn begin(algorithm: ChecksumAlgorithm) -> S3Request<'static> {
    S3Request::create_multipart_upload("bucket", "k").checksum_algorithm(algorithm)
}

#[test]
fn a_checksum_of_a_type_that_s3_does_not_make() {
    use ChecksumAlgorithm::{
        Crc32, Crc32c, Crc64Nvme, Md5, Sha1, Sha256, Sha512, XxHash3, XxHash64, XxHash128,
    };
    let complete = S3Request::complete_multipart_upload("bucket", "k", "ID");
    let sum = Checksum::Sha256([0; 32]);
    refused(
        [
            complete.clone().checksum(sum).checksum_type(ChecksumType::FullObject),
            complete.clone().checksum_type(ChecksumType::FullObject).checksum(sum),
        ]
        .into_iter()
        .chain(
            [Sha1, Sha256, Sha512, Md5, XxHash64, XxHash3, XxHash128]
                .map(|algorithm| begin(algorithm).checksum_type(ChecksumType::FullObject)),
        ),
        "header value \"FULL_OBJECT\" is not valid: in x-amz-checksum-type it goes with CRC32, CRC32C \
         and CRC64NVME only; use one of these, or COMPOSITE",
    );
    refused(
        [
            begin(Crc64Nvme).checksum_type(ChecksumType::Composite),
            complete.checksum(Checksum::Crc64Nvme(1)).checksum_type(ChecksumType::Composite),
        ],
        "header value \"COMPOSITE\" is not valid: in x-amz-checksum-type it does not go with CRC64NVME; \
         use FULL_OBJECT, or another algorithm",
    );
    for algorithm in [Crc32, Crc32c, Crc64Nvme] {
        begin(algorithm).checksum_type(ChecksumType::FullObject).validate().unwrap();
    }
    for algorithm in [Crc32, Crc32c, Sha1, Sha256] {
        begin(algorithm).checksum_type(ChecksumType::Composite).validate().unwrap();
    }
}

#[test]
fn two_algorithms_of_one_checksum() {
    use ChecksumAlgorithm::{Crc32, Sha256};
    let crc = Checksum::Crc32(1);
    refused(
        [
            put().checksum(crc).sdk_checksum_algorithm(Sha256),
            put().sdk_checksum_algorithm(Sha256).checksum(crc),
            put().checksum_algorithm(Crc32).sdk_checksum_algorithm(Sha256),
        ],
        "header value \"SHA256\" is not valid: x-amz-sdk-checksum-algorithm and another header name two \
         algorithms of one checksum; name the same in both, or leave one out",
    );
    refused(
        [put().checksum(crc).checksum_algorithm(Sha256)],
        "header value \"SHA256\" is not valid: x-amz-checksum-algorithm and another header name two \
         algorithms of one checksum; name the same in both, or leave one out",
    );
    put().checksum(crc).sdk_checksum_algorithm(Crc32).checksum_algorithm(Crc32).validate().unwrap();
    // What is new to this crate, S3 may know.
    put().checksum(crc).header("x-amz-sdk-checksum-algorithm", "CRC128").validate().unwrap();
}

#[test]
fn a_date_that_cannot_be_written() {
    let early = UNIX_EPOCH - Duration::from_secs(1);
    let late = UNIX_EPOCH + Duration::from_secs(253_402_300_800);
    for (instant, shown) in
        [(early, "1970-01-01T00:00:00Z - 1s"), (late, "1970-01-01T00:00:00Z + 253402300800s")]
    {
        for (name, request) in [
            ("expires", put().expires(instant)),
            ("if-modified-since", put().if_modified_since(instant)),
            ("if-unmodified-since", put().if_unmodified_since(instant)),
            ("x-amz-if-match-last-modified-time", put().if_match_last_modified_time(instant)),
            ("x-amz-if-match-initiated-time", put().if_match_initiated_time(instant)),
            ("x-amz-copy-source-if-modified-since", put().copy_source_if_modified_since(instant)),
            (
                "x-amz-copy-source-if-unmodified-since",
                put().copy_source_if_unmodified_since(instant),
            ),
            (
                "x-amz-object-lock-retain-until-date",
                put().object_lock(ObjectLockMode::Governance, instant),
            ),
        ] {
            refused(
                [request],
                &format!(
                    "header value {shown:?} is not valid: {name} takes years from 1970 to 9999; give an \
                     instant in one of them"
                ),
            );
        }
        refused(
            [put().response_expires(instant)],
            &format!(
                "query parameter value {shown:?} is not valid: response-expires takes years from 1970 to \
                 9999; give an instant in one of them"
            ),
        );
    }
}

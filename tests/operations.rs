//! Every constructor: the method, the address and the parameters of its API page.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, UNIX_EPOCH};

use s3_presigner::{
    ChecksumAlgorithm, ChecksumType, CopySource, Credentials, ObjectAttribute, Presigner, Region,
    S3Request, SseCustomerKey,
};

/// Method, path, the caller's parameters and headers of a presigned request.
fn signed(request: &S3Request<'_>) -> (String, String, String, String) {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").unwrap();
    let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
    let url = presigner.presign_at(request, Duration::from_secs(60), UNIX_EPOCH).unwrap();
    let rest = url.as_str().strip_prefix("https://bucket.s3.eu-west-1.amazonaws.com").unwrap();
    let (path, query) = rest.split_once('?').unwrap();
    let own: Vec<_> = query.split('&').filter(|param| !param.starts_with("X-Amz-")).collect();
    let headers: Vec<_> = url.headers().map(|(name, value)| format!("{name}: {value}")).collect();
    (url.method().to_owned(), path.to_owned(), own.join("&"), headers.join("; "))
}

fn check(request: &S3Request<'_>, method: &str, path: &str, query: &str, headers: &str) {
    let expected = (method.to_owned(), path.to_owned(), query.to_owned(), headers.to_owned());
    assert_eq!(signed(request), expected);
}

#[test]
fn objects() {
    check(&S3Request::get_object("bucket", "k"), "GET", "/k", "", "");
    check(&S3Request::put_object("bucket", "k"), "PUT", "/k", "", "");
    check(&S3Request::head_object("bucket", "k"), "HEAD", "/k", "", "");
    check(
        &S3Request::delete_object("bucket", "k")
            .version_id("v 1")
            .mfa("20899872", "301749")
            .bypass_governance_retention()
            .if_match_size(7)
            .if_match_last_modified_time(UNIX_EPOCH),
        "DELETE",
        "/k",
        "versionId=v%201",
        "x-amz-bypass-governance-retention: true; x-amz-if-match-last-modified-time: Thu, 01 Jan 1970 \
         00:00:00 GMT; x-amz-if-match-size: 7; x-amz-mfa: 20899872 301749",
    );
    let get = S3Request::get_object("bucket", "k").checksum_mode_enabled();
    check(&get, "GET", "/k", "", "x-amz-checksum-mode: ENABLED");
    let put = S3Request::put_object("bucket", "k")
        .website_redirect_location("/elsewhere")
        .write_offset_bytes(10)
        .sdk_checksum_algorithm(ChecksumAlgorithm::Crc64Nvme);
    check(
        &put,
        "PUT",
        "/k",
        "",
        "x-amz-sdk-checksum-algorithm: CRC64NVME; x-amz-website-redirect-location: /elsewhere; \
         x-amz-write-offset-bytes: 10",
    );
}

#[test]
fn copies() {
    let source = CopySource::new("other", "a b/é.txt").unwrap().with_version_id("v1");
    let copy = S3Request::copy_object("bucket", "k", &source)
        .copy_source_if_match("\"a\"")
        .copy_source_if_none_match("\"b\"")
        .copy_source_if_modified_since(UNIX_EPOCH)
        .copy_source_if_unmodified_since(UNIX_EPOCH)
        .replace_metadata(true)
        .replace_tagging(false)
        .source_expected_bucket_owner("111122223333")
        .checksum_algorithm(ChecksumAlgorithm::Sha256);
    check(
        &copy,
        "PUT",
        "/k",
        "",
        "x-amz-checksum-algorithm: SHA256; x-amz-copy-source: other/a%20b/%C3%A9.txt?versionId=v1; \
         x-amz-copy-source-if-match: \"a\"; x-amz-copy-source-if-modified-since: Thu, 01 Jan 1970 00:00:00 \
         GMT; x-amz-copy-source-if-none-match: \"b\"; x-amz-copy-source-if-unmodified-since: Thu, 01 Jan \
         1970 00:00:00 GMT; x-amz-metadata-directive: REPLACE; x-amz-source-expected-bucket-owner: \
         111122223333; x-amz-tagging-directive: COPY",
    );
    let key = SseCustomerKey::new([0; 32]);
    let encrypted =
        S3Request::copy_object("bucket", "k", &source).copy_source_sse_customer_key(&key);
    let (.., headers) = signed(&encrypted);
    assert!(
        headers.contains("x-amz-copy-source-server-side-encryption-customer-algorithm: AES256")
    );
    assert!(headers.contains(
        "x-amz-copy-source-server-side-encryption-customer-key-md5: cLyPS3KoaSFGi/joRB3OUQ=="
    ));
    assert!(
        !format!("{encrypted:?}").contains("AAAAAAAA"),
        "the key of the source is a secret too"
    );
}

#[test]
fn multipart_uploads() {
    let begin = S3Request::create_multipart_upload("bucket", "k")
        .checksum_algorithm(ChecksumAlgorithm::Crc32)
        .checksum_type(ChecksumType::FullObject);
    check(
        &begin,
        "POST",
        "/k",
        "uploads=",
        "x-amz-checksum-algorithm: CRC32; x-amz-checksum-type: FULL_OBJECT",
    );
    let part = S3Request::upload_part("bucket", "k", "up/load+id=", 7);
    check(&part, "PUT", "/k", "partNumber=7&uploadId=up%2Fload%2Bid%3D", "");
    let source = CopySource::new("other", "k").unwrap();
    let copy =
        S3Request::upload_part_copy("bucket", "k", "id", 1, &source).copy_source_range(0..=9);
    check(
        &copy,
        "PUT",
        "/k",
        "partNumber=1&uploadId=id",
        "x-amz-copy-source: other/k; x-amz-copy-source-range: bytes=0-9",
    );
    let complete = S3Request::complete_multipart_upload("bucket", "k", "id")
        .mp_object_size(10)
        .checksum_type(ChecksumType::Composite);
    check(
        &complete,
        "POST",
        "/k",
        "uploadId=id",
        "x-amz-checksum-type: COMPOSITE; x-amz-mp-object-size: 10",
    );
    let abort =
        S3Request::abort_multipart_upload("bucket", "k", "id").if_match_initiated_time(UNIX_EPOCH);
    check(
        &abort,
        "DELETE",
        "/k",
        "uploadId=id",
        "x-amz-if-match-initiated-time: Thu, 01 Jan 1970 00:00:00 GMT",
    );
    let parts = S3Request::list_parts("bucket", "k", "id").max_parts(5).part_number_marker(2);
    check(&parts, "GET", "/k", "max-parts=5&part-number-marker=2&uploadId=id", "");
    let uploads = S3Request::list_multipart_uploads("bucket")
        .prefix("p")
        .delimiter("/")
        .key_marker("m")
        .upload_id_marker("u")
        .max_uploads(3)
        .encoding_type_url();
    check(
        &uploads,
        "GET",
        "/",
        "delimiter=%2F&encoding-type=url&key-marker=m&max-uploads=3&prefix=p&upload-id-marker=u&uploads=",
        "",
    );
}

#[test]
fn lists() {
    check(&S3Request::head_bucket("bucket"), "HEAD", "/", "", "");
    let list = S3Request::list_objects_v2("bucket")
        .prefix("photos/2026/")
        .delimiter("/")
        .max_keys(10)
        .encoding_type_url()
        .continuation_token("1ueG/x=")
        .start_after("a")
        .fetch_owner(true)
        .list_restore_status();
    check(
        &list,
        "GET",
        "/",
        "continuation-token=1ueG%2Fx%3D&delimiter=%2F&encoding-type=url&fetch-owner=true&list-type=2&\
         max-keys=10&prefix=photos%2F2026%2F&start-after=a",
        "x-amz-optional-object-attributes: RestoreStatus",
    );
    let versions = S3Request::list_object_versions("bucket").key_marker("k").version_id_marker("v");
    check(&versions, "GET", "/", "key-marker=k&version-id-marker=v&versions=", "");
}

#[test]
fn subresources() {
    check(&S3Request::delete_objects("bucket"), "POST", "/", "delete=", "");
    check(&S3Request::get_object_tagging("bucket", "k"), "GET", "/k", "tagging=", "");
    let put = S3Request::put_object_tagging("bucket", "k").version_id("v").content_md5([0; 16]);
    check(&put, "PUT", "/k", "tagging=&versionId=v", "content-md5: AAAAAAAAAAAAAAAAAAAAAA==");
    check(&S3Request::delete_object_tagging("bucket", "k"), "DELETE", "/k", "tagging=", "");
    check(&S3Request::get_object_acl("bucket", "k"), "GET", "/k", "acl=", "");
    check(&S3Request::put_object_acl("bucket", "k"), "PUT", "/k", "acl=", "");
    let wanted = [
        ObjectAttribute::ETag,
        ObjectAttribute::Checksum,
        ObjectAttribute::ObjectParts,
        ObjectAttribute::StorageClass,
        ObjectAttribute::ObjectSize,
    ];
    let attributes = S3Request::get_object_attributes("bucket", "k", wanted)
        .attributes_max_parts(5)
        .attributes_part_number_marker(2);
    check(
        &attributes,
        "GET",
        "/k",
        "attributes=",
        "x-amz-max-parts: 5; x-amz-object-attributes: ETag,Checksum,ObjectParts,StorageClass,ObjectSize; \
         x-amz-part-number-marker: 2",
    );
    check(&S3Request::restore_object("bucket", "k"), "POST", "/k", "restore=", "");
    check(
        &S3Request::select_object_content("bucket", "k"),
        "POST",
        "/k",
        "select=&select-type=2",
        "",
    );
}

#[test]
fn annotations() {
    let query = "annotation=&annotationName=a%20b";
    check(&S3Request::get_object_annotation("bucket", "k", "a b"), "GET", "/k", query, "");
    check(&S3Request::put_object_annotation("bucket", "k", "a b"), "PUT", "/k", query, "");
    check(&S3Request::delete_object_annotation("bucket", "k", "a b"), "DELETE", "/k", query, "");
    check(&S3Request::list_object_annotations("bucket", "k"), "GET", "/k", "annotation=", "");
    let refusal = |name: &str| {
        S3Request::get_object_annotation("bucket", "k", name).validate().unwrap_err().to_string()
    };
    assert_eq!(refusal(""), "query parameter value \"\" is not valid: name the annotation");
    assert_eq!(
        refusal(&"a".repeat(513)),
        "query parameter value of 513 bytes is too long: the most is 512"
    );
    S3Request::get_object_annotation("bucket", "k", "a".repeat(512)).validate().unwrap();
}

#[test]
fn renames_and_new_encryption() {
    let rename = S3Request::rename_object("bucket", "k", "old name/é.txt").client_token("t");
    check(
        &rename,
        "PUT",
        "/k",
        "renameObject=",
        "x-amz-client-token: t; x-amz-rename-source: /bucket/old%20name/%C3%A9.txt",
    );
    assert!(S3Request::rename_object("bucket", "k", "").validate().is_err());
    for token in ["", "a b", "é", &"t".repeat(65)] {
        assert_eq!(
            rename.clone().client_token(token).validate().unwrap_err().to_string(),
            format!("header value {token:?} is not valid: 1 to 64 visible ASCII characters")
        );
    }
    let update = S3Request::update_object_encryption("bucket", "k").version_id("v");
    check(&update, "PUT", "/k", "encryption=&versionId=v", "");
}

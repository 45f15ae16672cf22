//! Every typed method of a request: the header or the query parameter that it writes, and its value.
//!
//! Names and values are those of the operations' pages of the S3 API.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{
    AclPermission, CannedAcl, Checksum, ChecksumAlgorithm, ChecksumType, CopySource, Credentials,
    Grantee, ObjectAttribute, ObjectLockMode, Presigner, Region, S3Request, SseCustomerKey,
    StorageClass,
};

/// A request that has no field yet.
fn request() -> S3Request<'static> {
    S3Request::new("PUT", "bucket", "k")
}

fn day() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_330_559_999)
}

const DAY: &str = "Wed, 29 Feb 2012 23:59:59 GMT";

/// What a presigned URL has of the request: first the parameters, as `?name=value`, then the headers.
fn fields(request: &S3Request<'_>) -> Vec<String> {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").unwrap();
    let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
    let url = presigner.presign_at(request, Duration::from_secs(60), UNIX_EPOCH).unwrap();
    let (_, query) = url.as_str().split_once('?').unwrap();
    let own = query.split('&').filter(|param| !param.starts_with("X-Amz-"));
    let headers = url.headers().map(|(name, value)| format!("{name}: {value}"));
    own.map(|param| format!("?{param}")).chain(headers).collect()
}

fn check<const N: usize>(request: &S3Request<'_>, expected: [&str; N]) {
    assert_eq!(fields(request), expected);
}

/// One field, whose name stands once before all its values.
fn check_each<const N: usize>(name: &str, cases: [(S3Request<'_>, &str); N]) {
    for (request, value) in cases {
        check(&request, [&format!("{name}{value}")]);
    }
}

#[test]
fn the_body() {
    check(&request().content_type("image/jpeg"), ["content-type: image/jpeg"]);
    check(&request().content_length(48_213), ["content-length: 48213"]);
    check(&request().content_md5([0; 16]), ["content-md5: AAAAAAAAAAAAAAAAAAAAAA=="]);
    let hash = format!("x-amz-content-sha256: {}", "ab".repeat(32));
    check(&request().body_sha256([0xab; 32]), [&hash]);
    check(&request().content_disposition("inline"), ["content-disposition: inline"]);
    check(&request().content_encoding("gzip"), ["content-encoding: gzip"]);
    check(&request().content_language("de-CH"), ["content-language: de-CH"]);
    check(&request().cache_control("no-store"), ["cache-control: no-store"]);
    check(&request().expires(day()), [&format!("expires: {DAY}")]);
    check(&request().metadata("Author", "me"), ["x-amz-meta-author: me"]);
    check(
        &request().website_redirect_location("/elsewhere"),
        ["x-amz-website-redirect-location: /elsewhere"],
    );
    check(&request().write_offset_bytes(10), ["x-amz-write-offset-bytes: 10"]);
    check(&request().tagging([("a b", "c&d"), ("e", "")]), ["x-amz-tagging: a%20b=c%26d&e="]);
}

#[test]
fn checksums() {
    // The check values of the catalogue of parametrised CRC algorithms, for "123456789".
    check(&request().checksum(Checksum::Crc32(0xcbf4_3926)), ["x-amz-checksum-crc32: y/Q5Jg=="]);
    check(&request().checksum(Checksum::Crc32c(0xe306_9283)), ["x-amz-checksum-crc32c: 4waSgw=="]);
    check(
        &request().checksum(Checksum::Crc64Nvme(0xae8b_1486_0a79_9888)),
        ["x-amz-checksum-crc64nvme: rosUhgp5mIg="],
    );
    let sha1 = format!("x-amz-checksum-sha1: {}=", "A".repeat(27));
    check(&request().checksum(Checksum::Sha1([0; 20])), [&sha1]);
    let sha256 = format!("x-amz-checksum-sha256: {}=", "A".repeat(43));
    check(&request().checksum(Checksum::Sha256([0; 32])), [&sha256]);
    check(&request().checksum_sha256([0; 32]), [&sha256]);
    let sha512 = format!("x-amz-checksum-sha512: {}==", "A".repeat(86));
    check(&request().checksum(Checksum::Sha512([0; 64])), [&sha512]);
    let md5 = format!("x-amz-checksum-md5: {}==", "A".repeat(22));
    check(&request().checksum(Checksum::Md5([0; 16])), [&md5]);
    check(&request().checksum(Checksum::XxHash64(1)), ["x-amz-checksum-xxhash64: AAAAAAAAAAE="]);
    check(&request().checksum(Checksum::XxHash3(1)), ["x-amz-checksum-xxhash3: AAAAAAAAAAE="]);
    let xxhash128 = format!("x-amz-checksum-xxhash128: {}Q==", "A".repeat(21));
    check(&request().checksum(Checksum::XxHash128(1)), [&xxhash128]);

    for (algorithm, name) in [
        (ChecksumAlgorithm::Crc32, "CRC32"),
        (ChecksumAlgorithm::Crc32c, "CRC32C"),
        (ChecksumAlgorithm::Crc64Nvme, "CRC64NVME"),
        (ChecksumAlgorithm::Sha1, "SHA1"),
        (ChecksumAlgorithm::Sha256, "SHA256"),
        (ChecksumAlgorithm::Sha512, "SHA512"),
        (ChecksumAlgorithm::Md5, "MD5"),
        (ChecksumAlgorithm::XxHash64, "XXHASH64"),
        (ChecksumAlgorithm::XxHash3, "XXHASH3"),
        (ChecksumAlgorithm::XxHash128, "XXHASH128"),
    ] {
        assert_eq!(algorithm.as_str(), name);
        let expected = format!("x-amz-checksum-algorithm: {name}");
        check(&request().checksum_algorithm(algorithm), [&expected]);
        let expected = format!("x-amz-sdk-checksum-algorithm: {name}");
        check(&request().sdk_checksum_algorithm(algorithm), [&expected]);
    }
    check_each(
        "x-amz-checksum-type: ",
        [
            (request().checksum_type(ChecksumType::Composite), "COMPOSITE"),
            (request().checksum_type(ChecksumType::FullObject), "FULL_OBJECT"),
        ],
    );
    check(&request().checksum_mode_enabled(), ["x-amz-checksum-mode: ENABLED"]);
}

#[test]
fn which_object_and_on_what_condition() {
    check(&request().version_id("v 1"), ["?versionId=v%201"]);
    check(&request().part_number(7), ["?partNumber=7"]);
    check(&request().range(5..=9), ["range: bytes=5-9"]);
    check(&request().range_of_last(5), ["range: bytes=-5"]);
    check(&request().if_match("\"a\""), ["if-match: \"a\""]);
    check(&request().if_none_match("\"a\""), ["if-none-match: \"a\""]);
    check(&request().if_none_match_any(), ["if-none-match: *"]);
    check(&request().if_modified_since(day()), [&format!("if-modified-since: {DAY}")]);
    check(&request().if_unmodified_since(day()), [&format!("if-unmodified-since: {DAY}")]);
    check(
        &request().expected_bucket_owner("111122223333"),
        ["x-amz-expected-bucket-owner: 111122223333"],
    );
    check(
        &request().if_match_last_modified_time(day()),
        [&format!("x-amz-if-match-last-modified-time: {DAY}")],
    );
    check(&request().if_match_size(7), ["x-amz-if-match-size: 7"]);
    check(
        &request().if_match_initiated_time(day()),
        [&format!("x-amz-if-match-initiated-time: {DAY}")],
    );
    check(&request().requester_pays(), ["x-amz-request-payer: requester"]);
    check(&request().bypass_governance_retention(), ["x-amz-bypass-governance-retention: true"]);
    check(&request().mfa("20899872", "301749"), ["x-amz-mfa: 20899872 301749"]);
}

#[test]
fn copies() {
    let source = CopySource::new("other", "a b").unwrap();
    check(&S3Request::copy_object("bucket", "k", &source), ["x-amz-copy-source: other/a%20b"]);
    check(&request().copy_source_range(5..10), ["x-amz-copy-source-range: bytes=5-9"]);
    check(&request().copy_source_if_match("\"a\""), ["x-amz-copy-source-if-match: \"a\""]);
    check(
        &request().copy_source_if_none_match("\"a\""),
        ["x-amz-copy-source-if-none-match: \"a\""],
    );
    check(
        &request().copy_source_if_modified_since(day()),
        [&format!("x-amz-copy-source-if-modified-since: {DAY}")],
    );
    check(
        &request().copy_source_if_unmodified_since(day()),
        [&format!("x-amz-copy-source-if-unmodified-since: {DAY}")],
    );
    check(
        &request().source_expected_bucket_owner("111122223333"),
        ["x-amz-source-expected-bucket-owner: 111122223333"],
    );
    check_each(
        "x-amz-metadata-directive: ",
        [
            (request().replace_metadata(true), "REPLACE"),
            (request().replace_metadata(false), "COPY"),
        ],
    );
    check_each(
        "x-amz-tagging-directive: ",
        [(request().replace_tagging(true), "REPLACE"), (request().replace_tagging(false), "COPY")],
    );
}

#[test]
fn encryption() {
    const SSE: &str = "x-amz-server-side-encryption";
    check_each(
        &format!("{SSE}: "),
        [
            (request().server_side_encryption("AES256"), "AES256"),
            (request().server_side_encryption("aws:kms"), "aws:kms"),
            (request().server_side_encryption("aws:kms:dsse"), "aws:kms:dsse"),
            (request().server_side_encryption("aws:fsx"), "aws:fsx"),
            (request().server_side_encryption("aws:backup"), "aws:backup"),
            (request().sse_s3(), "AES256"),
            (request().sse_kms(None), "aws:kms"),
            (request().sse_kms_dual_layer(None), "aws:kms:dsse"),
            (request().sse_fsx(), "aws:fsx"),
            (request().sse_backup(), "aws:backup"),
        ],
    );
    let key_id = format!("{SSE}-aws-kms-key-id: alias/k");
    check(&request().sse_kms(Some("alias/k")), [&format!("{SSE}: aws:kms"), &key_id]);
    check(
        &request().sse_kms_dual_layer(Some("alias/k")),
        [&format!("{SSE}: aws:kms:dsse"), &key_id],
    );
    check(
        &request().sse_kms_context("{\"a\": \"b\"}"),
        [&format!("{SSE}-context: eyJhIjogImIifQ==")],
    );
    check_each(
        &format!("{SSE}-bucket-key-enabled: "),
        [
            (request().bucket_key_enabled(true), "true"),
            (request().bucket_key_enabled(false), "false"),
        ],
    );
    let key = SseCustomerKey::new([0; 32]);
    for (request, prefix) in [
        (request().sse_customer_key(&key), SSE),
        (request().copy_source_sse_customer_key(&key), "x-amz-copy-source-server-side-encryption"),
    ] {
        check(
            &request,
            [
                &format!("{prefix}-customer-algorithm: AES256"),
                &format!("{prefix}-customer-key: {}=", "A".repeat(43)),
                &format!("{prefix}-customer-key-md5: cLyPS3KoaSFGi/joRB3OUQ=="),
            ],
        );
    }
}

#[test]
fn who_may_what() {
    for (acl, name) in [
        (CannedAcl::Private, "private"),
        (CannedAcl::PublicRead, "public-read"),
        (CannedAcl::PublicReadWrite, "public-read-write"),
        (CannedAcl::AuthenticatedRead, "authenticated-read"),
        (CannedAcl::AwsExecRead, "aws-exec-read"),
        (CannedAcl::BucketOwnerRead, "bucket-owner-read"),
        (CannedAcl::BucketOwnerFullControl, "bucket-owner-full-control"),
    ] {
        assert_eq!(acl.as_str(), name);
        assert_eq!(name.parse(), Ok(acl));
        check(&request().acl(acl), [&format!("x-amz-acl: {name}")]);
    }
    for (permission, name) in [
        (AclPermission::FullControl, "full-control"),
        (AclPermission::Read, "read"),
        (AclPermission::ReadAcp, "read-acp"),
        (AclPermission::Write, "write"),
        (AclPermission::WriteAcp, "write-acp"),
    ] {
        let expected = format!("x-amz-grant-{name}: id=\"1\"");
        check(&request().grant(permission, [Grantee::Id("1")]), [&expected]);
    }
    check_each(
        "x-amz-grant-read: ",
        [
            (request().grant(AclPermission::Read, [Grantee::Uri("u")]), "uri=\"u\""),
            (
                request().grant(AclPermission::Read, [Grantee::EmailAddress("a@b")]),
                "emailAddress=\"a@b\"",
            ),
        ],
    );
    for (mode, name) in
        [(ObjectLockMode::Governance, "GOVERNANCE"), (ObjectLockMode::Compliance, "COMPLIANCE")]
    {
        assert_eq!(mode.as_str(), name);
        check(
            &request().object_lock(mode, day()),
            [
                &format!("x-amz-object-lock-mode: {name}"),
                "x-amz-object-lock-retain-until-date: 2012-02-29T23:59:59Z",
            ],
        );
    }
    check_each(
        "x-amz-object-lock-legal-hold: ",
        [
            (request().object_lock_legal_hold(true), "ON"),
            (request().object_lock_legal_hold(false), "OFF"),
        ],
    );
}

#[test]
fn annotations_renames_and_event_holds() {
    check(&request().annotation_prefix("a b"), ["?annotation-prefix=a%20b"]);
    check(&request().max_annotation_results(10), ["?max-annotation-results=10"]);
    check(&request().object_if_match("\"a\""), ["x-amz-object-if-match: \"a\""]);
    check(&request().rename_source_if_match("\"a\""), ["x-amz-rename-source-if-match: \"a\""]);
    check(
        &request().rename_source_if_none_match("\"a\""),
        ["x-amz-rename-source-if-none-match: \"a\""],
    );
    check(
        &request().rename_source_if_modified_since(day()),
        [&format!("x-amz-rename-source-if-modified-since: {DAY}")],
    );
    check(
        &request().rename_source_if_unmodified_since(day()),
        [&format!("x-amz-rename-source-if-unmodified-since: {DAY}")],
    );
    check(&request().client_token("t-1"), ["x-amz-client-token: t-1"]);
    check_each(
        "x-amz-object-annotation-directive: ",
        [
            (request().copy_annotations(true), "COPY"),
            (request().copy_annotations(false), "EXCLUDE"),
        ],
    );
    check_each(
        "x-amz-object-lock-event-hold: ",
        [
            (request().object_lock_event_hold(true), "ON"),
            (request().object_lock_event_hold(false), "OFF"),
        ],
    );
    check(&request().event_hold_days(30), ["x-amz-object-lock-event-hold-duration-days: 30"]);
    check(&request().event_hold_years(7), ["x-amz-object-lock-event-hold-duration-years: 7"]);
    assert!(request().event_hold_days(1).event_hold_years(1).validate().is_err());
}

#[test]
fn storage_classes() {
    for (class, name) in [
        (StorageClass::Standard, "STANDARD"),
        (StorageClass::ReducedRedundancy, "REDUCED_REDUNDANCY"),
        (StorageClass::StandardIa, "STANDARD_IA"),
        (StorageClass::OneZoneIa, "ONEZONE_IA"),
        (StorageClass::IntelligentTiering, "INTELLIGENT_TIERING"),
        (StorageClass::Glacier, "GLACIER"),
        (StorageClass::GlacierIr, "GLACIER_IR"),
        (StorageClass::DeepArchive, "DEEP_ARCHIVE"),
        (StorageClass::Outposts, "OUTPOSTS"),
        (StorageClass::Snow, "SNOW"),
        (StorageClass::ExpressOneZone, "EXPRESS_ONEZONE"),
        (StorageClass::FsxOpenZfs, "FSX_OPENZFS"),
        (StorageClass::FsxOntap, "FSX_ONTAP"),
        (StorageClass::AwsBackupWarm, "AWS_BACKUP_WARM"),
        (StorageClass::AwsBackupLowCostWarm, "AWS_BACKUP_LOW_COST_WARM"),
    ] {
        assert_eq!(class.as_str(), name);
        assert_eq!(name.parse(), Ok(class));
        check(&request().storage_class(class), [&format!("x-amz-storage-class: {name}")]);
    }
}

#[test]
fn the_answer() {
    check(&request().response_content_type("a/b"), ["?response-content-type=a%2Fb"]);
    check(
        &request().response_content_disposition("inline"),
        ["?response-content-disposition=inline"],
    );
    check(
        &request().response_attachment("a.pdf"),
        ["?response-content-disposition=attachment%3B%20filename%3D%22a.pdf%22"],
    );
    check(&request().response_content_encoding("gzip"), ["?response-content-encoding=gzip"]);
    check(&request().response_content_language("de"), ["?response-content-language=de"]);
    check(&request().response_cache_control("no-store"), ["?response-cache-control=no-store"]);
    check(
        &request().response_expires(day()),
        ["?response-expires=Wed%2C%2029%20Feb%202012%2023%3A59%3A59%20GMT"],
    );
}

#[test]
fn lists() {
    check(&request().prefix("p/"), ["?prefix=p%2F"]);
    check(&request().delimiter("/"), ["?delimiter=%2F"]);
    check(&request().max_keys(10), ["?max-keys=10"]);
    check(&request().encoding_type_url(), ["?encoding-type=url"]);
    check(&request().continuation_token("t="), ["?continuation-token=t%3D"]);
    check(&request().start_after("a"), ["?start-after=a"]);
    check_each(
        "?fetch-owner=",
        [(request().fetch_owner(true), "true"), (request().fetch_owner(false), "false")],
    );
    let status = "x-amz-optional-object-attributes: RestoreStatus";
    check(&request().list_restore_status(), [status]);
    check(&request().key_marker("k"), ["?key-marker=k"]);
    check(&request().version_id_marker("v"), ["?version-id-marker=v"]);
    check(&request().upload_id_marker("u"), ["?upload-id-marker=u"]);
    check(&request().max_uploads(3), ["?max-uploads=3"]);
    check(&request().max_parts(3), ["?max-parts=3"]);
    check(&request().part_number_marker(2), ["?part-number-marker=2"]);
    check(&request().mp_object_size(10), ["x-amz-mp-object-size: 10"]);
    check(&request().attributes_max_parts(5), ["x-amz-max-parts: 5"]);
    check(&request().attributes_part_number_marker(2), ["x-amz-part-number-marker: 2"]);
    for (attribute, name) in [
        (ObjectAttribute::ETag, "ETag"),
        (ObjectAttribute::Checksum, "Checksum"),
        (ObjectAttribute::ObjectParts, "ObjectParts"),
        (ObjectAttribute::StorageClass, "StorageClass"),
        (ObjectAttribute::ObjectSize, "ObjectSize"),
    ] {
        assert_eq!(attribute.as_str(), name);
        let wanted = format!("x-amz-object-attributes: {name}");
        let request = S3Request::get_object_attributes("bucket", "k", [attribute]);
        check(&request, ["?attributes=", &wanted]);
    }
}

/// A method that is added to the crate has to be added here.
#[test]
fn no_typed_method_is_left_out() {
    let here = include_str!("typed_fields.rs");
    let in_the_page = include_str!("operations_page/fields.rs");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/request");
    let mut count = 0;
    for folder in [root.clone(), root.join("operations")] {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                continue;
            }
            let source = fs::read_to_string(&path).unwrap();
            let requests = source.split("S3Request<").skip(1).collect::<String>();
            for declared in requests.split("    pub fn ").skip(1) {
                let Some((name, parameters)) = declared.split_once('(') else { continue };
                let (name, _) = name.split_once('<').unwrap_or((name, ""));
                let takes_self = parameters.trim_start().trim_start_matches("mut ");
                // These take any name, or none.
                let is_typed =
                    !["query", "custom_query", "header", "allow_dot_segments"].contains(&name);
                if takes_self.starts_with("self") && is_typed && !declared.contains("-> &") {
                    count += 1;
                    assert!(here.contains(&format!(".{name}(")), "{name} of {}", path.display());
                    assert!(in_the_page.contains(&format!("field!({name}(")), "{name}");
                }
            }
        }
    }
    assert!(count > 70, "{count} methods");
}

//! Thirty names, written down from the README alone, before anything else of the crate was read. The law: who has
//! read the README can guess the rest, so at least 26 of them compile as they were guessed. 13 did at first.
//!
//! | # | guessed |
//! |--:|---|
//! | 1 | `S3Request::get_object("photos", "cat.jpg")` |
//! | 2 | `S3Request::list_objects_v2("photos").prefix("2026/")` |
//! | 3 | `S3Request::delete_object("photos", "cat.jpg")` |
//! | 4 | `S3Request::copy_object("photos", "to.jpg", "photos/from.jpg")` |
//! | 5 | `request.response_content_disposition("attachment")` |
//! | 6 | `request.response_content_type("image/png")` |
//! | 7 | `request.version_id("3HL4kqtJlcpXroDTDmJ")` |
//! | 8 | `request.header("x-amz-request-payer", "requester")` |
//! | 9 | `request.query("x-id", "GetObject")` |
//! | 10 | `request.metadata("user", "4711")` |
//! | 11 | `request.checksum_sha256([0; 32])` |
//! | 12 | `request.server_side_encryption("AES256")` |
//! | 13 | `request.acl("private")` |
//! | 14 | `request.storage_class("STANDARD_IA")` |
//! | 15 | `request.range("bytes=0-99")` |
//! | 16 | `presigner.presign_put("photos", "cat.jpg", quarter)` |
//! | 17 | `presigner.presign_delete("photos", "cat.jpg", quarter)` |
//! | 18 | `presigner.with_endpoint("http://localhost:9000")?` |
//! | 19 | `presigner.with_path_style()` |
//! | 20 | `Presigner::from_profile("work")` |
//! | 21 | `credentials.with_session_token("token")?` |
//! | 22 | `Region::US_EAST_1` |
//! | 23 | `"eu-west-1".parse::<Region>()` |
//! | 24 | `url.into_string()` |
//! | 25 | `url.to_string()` |
//! | 26 | `url.method()` |
//! | 27 | `url.remaining(now)` |
//! | 28 | `url.is_expired(now)` |
//! | 29 | `error.kind()` |
//! | 30 | `verifier.verify_url(url.as_str())` |
//!
//! Four do not, each for a reason. Their names are found by the search of the documentation:
//!
//! - 15: a range is one of Rust's, `range(0..100)`; text goes by `header`. Two readings of one number, the end that
//!   counts and the one that does not, would differ by a byte in silence.
//! - 18: `with_endpoint` takes an `Endpoint`, with all its settings, and cannot fail; text goes to
//!   `with_endpoint_url(…)?`.
//! - 21: a token is given with its id and secret, by `Credentials::temporary`, so that neither is ever without it.
//! - 25: a link is a bearer token, and `Display` would put it into logs by habit; `into_string` says what it does.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use s3_presigner::{Credentials, Endpoint, Presigner, Region, S3Request, Verifier};

const QUARTER: Duration = Duration::from_secs(900);

fn credentials() -> Credentials {
    Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG").unwrap()
}

fn presigner() -> Presigner {
    Presigner::new(credentials(), Region::EU_WEST_1)
}

fn get() -> S3Request<'static> {
    S3Request::get_object("photos", "cat.jpg")
}

fn put() -> S3Request<'static> {
    S3Request::put_object("photos", "cat.jpg")
}

/// Method, path and query, without what every signature has; then the headers to send.
fn signed(request: &S3Request<'_>) -> String {
    let url = presigner().presign(request, QUARTER).unwrap();
    let (_, target) = url.as_str().split_once("amazonaws.com").unwrap();
    let kept = |part: &&str| !part.starts_with("X-Amz-");
    let target: Vec<_> = target.split(['?', '&']).filter(kept).collect();
    let headers = url.headers().map(|(name, value)| format!("{name}: {value}"));
    [format!("{} {}", url.method(), target.join("?"))]
        .into_iter()
        .chain(headers)
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn guesses_1_to_4_are_operations() {
    assert_eq!(signed(&S3Request::get_object("photos", "cat.jpg")), "GET /cat.jpg");
    let list = S3Request::list_objects_v2("photos").prefix("2026/");
    assert_eq!(signed(&list), "GET /?list-type=2?prefix=2026%2F");
    assert_eq!(signed(&S3Request::delete_object("photos", "cat.jpg")), "DELETE /cat.jpg");
    let copy = S3Request::copy_object("photos", "to.jpg", "photos/from.jpg");
    assert_eq!(signed(&copy), "PUT /to.jpg x-amz-copy-source: photos/from.jpg");
}

#[test]
fn guesses_5_to_15_are_what_a_request_says() {
    for (request, expected) in [
        (
            get().response_content_disposition("attachment"),
            "GET /cat.jpg?response-content-disposition=attachment",
        ),
        (
            get().response_content_type("image/png"),
            "GET /cat.jpg?response-content-type=image%2Fpng",
        ),
        (get().version_id("3HL4kqtJlcpXroDTDmJ"), "GET /cat.jpg?versionId=3HL4kqtJlcpXroDTDmJ"),
        (
            get().header("x-amz-request-payer", "requester"),
            "GET /cat.jpg x-amz-request-payer: requester",
        ),
        (get().query("x-id", "GetObject"), "GET /cat.jpg?x-id=GetObject"),
        (put().metadata("user", "4711"), "PUT /cat.jpg x-amz-meta-user: 4711"),
        (
            put().checksum_sha256([0; 32]),
            "PUT /cat.jpg x-amz-checksum-sha256: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        ),
        (
            put().server_side_encryption("AES256"),
            "PUT /cat.jpg x-amz-server-side-encryption: AES256",
        ),
        (put().acl("private"), "PUT /cat.jpg x-amz-acl: private"),
        (put().storage_class("STANDARD_IA"), "PUT /cat.jpg x-amz-storage-class: STANDARD_IA"),
        // 15, in its place.
        (get().range(0..100), "GET /cat.jpg range: bytes=0-99"),
        (get().header("range", "bytes=0-99"), "GET /cat.jpg range: bytes=0-99"),
    ] {
        assert_eq!(signed(&request), expected);
    }
}

#[test]
fn guesses_16_to_20_are_presigners() {
    let (presigner, quarter) = (presigner(), QUARTER);
    assert_eq!(presigner.presign_put("photos", "cat.jpg", quarter).unwrap().method(), "PUT");
    assert_eq!(presigner.presign_delete("photos", "cat.jpg", quarter).unwrap().method(), "DELETE");

    let address = |presigner: Presigner| {
        let url = presigner.presign_get("photos", "cat.jpg", QUARTER).unwrap().into_string();
        url.split('?').next().unwrap().to_owned()
    };
    // 18, in its place.
    let minio = presigner.clone().with_endpoint_url("http://localhost:9000").unwrap();
    assert_eq!(address(minio), "http://localhost:9000/photos/cat.jpg");
    let minio = presigner.clone().with_endpoint(Endpoint::custom("http://localhost:9000").unwrap());
    assert_eq!(address(minio), "http://localhost:9000/photos/cat.jpg");
    assert_eq!(
        address(presigner.with_path_style()),
        "https://s3.eu-west-1.amazonaws.com/photos/cat.jpg"
    );

    let refused = Presigner::from_profile("no profile of anybody").unwrap_err();
    assert!(refused.to_string().contains("no profile of anybody"), "{refused}");
}

#[test]
fn guesses_21_to_23_are_credentials_and_regions() {
    // 21, in its place.
    let role = Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "secret", "token").unwrap();
    assert!(role.is_temporary());
    assert_eq!(Region::US_EAST_1.as_str(), "us-east-1");
    assert_eq!("eu-west-1".parse::<Region>(), Ok(Region::EU_WEST_1));
}

#[test]
fn guesses_24_to_30_are_links_errors_and_checks() {
    let url = presigner().presign_get("photos", "cat.jpg", QUARTER).unwrap();
    let now = url.signed_at();
    assert_eq!(url.method(), "GET");
    assert_eq!(url.remaining(now), QUARTER);
    assert!(!url.is_expired(now + QUARTER - Duration::from_nanos(1)));
    assert!(url.is_expired(now + QUARTER));
    assert_eq!(url.remaining(now + QUARTER * 2), Duration::ZERO);

    let verifier = Verifier::new([credentials()]);
    assert!(verifier.verify_url(url.as_str()).is_ok());
    assert!(verifier.verify_url_at(url.as_str(), now + QUARTER * 2).is_err());
    let upload = presigner().presign_put("photos", "cat.jpg", QUARTER).unwrap();
    let refused = verifier.verify_url(upload.as_str()).unwrap_err();
    assert_eq!(refused.code(), "SignatureDoesNotMatch");

    let week = Duration::from_secs(8 * 86_400);
    let error = presigner().presign_get("photos", "cat.jpg", week).unwrap_err();
    assert_eq!(error.kind(), "lifetime_too_long");

    let text = url.as_str().to_owned();
    assert_eq!(url.into_string(), text); // 24, and 25 in its place
}

#[test]
fn text_that_s3_does_not_know_is_refused_and_never_sent() {
    let refusal = |request: S3Request<'_>| request.validate().unwrap_err().to_string();
    for (request, told) in [
        (
            put().acl("Private"),
            "header value \"Private\" is not valid: one of S3's canned ACLs, such as",
        ),
        (
            put().storage_class("COLD"),
            "header value \"COLD\" is not valid: one of S3's storage classes",
        ),
        (
            put().server_side_encryption("aes256"),
            "header value \"aes256\" is not valid: AES256, aws:kms",
        ),
        (
            S3Request::copy_object("photos", "k", "from.jpg"),
            "header value \"from.jpg\" is not valid: BUCKET/KEY",
        ),
        (
            S3Request::copy_object("photos", "k", "photos/a%20b"),
            "header value \"photos/a%20b\" is not",
        ),
        (
            S3Request::copy_object("photos", "k", "photos/a?versionId=1"),
            "header value \"photos/a?v",
        ),
        (S3Request::copy_object("photos", "k", "/photos/a"), "bucket name \"\" is not valid"),
        (
            S3Request::upload_part_copy(
                "photos",
                "k",
                "id",
                1,
                "arn:aws:s3:eu-west-1:123456789012:accesspoint/a/k",
            ),
            "header value \"arn:aws:s3:eu-west-1",
        ),
    ] {
        let refusal = refusal(request);
        assert!(refusal.starts_with(told), "{refusal}");
    }
}

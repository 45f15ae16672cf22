//! Problems of links at their edges: what only looks like one is none, and what is one is shown where it begins.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{
    Credentials, Inspection, Presigner, Problem, Region, S3Request, SignatureVersion,
};

const NOW: u64 = 1_795_262_400;

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn get() -> String {
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret").unwrap();
    let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
    let request = S3Request::get_object("photos", "2026/cat.jpg");
    presigner.presign_at(&request, Duration::from_secs(900), at(NOW)).unwrap().into()
}

fn problems(link: &str) -> Vec<Problem> {
    Inspection::of_at(link, at(NOW + 1)).problems().to_vec()
}

/// The problems of a GET link of this host and path, with something behind it.
fn kinds(place: &str, behind: &str) -> String {
    let good = get();
    let (_, query) = good.split_once('?').unwrap();
    format!("{:?}", problems(&format!("{place}?{query}{behind}")))
}

#[test]
fn what_only_looks_like_a_problem_is_none() {
    let us = get().replace("eu-west-1", "us-east-1").replace("s3.us-east-1", "s3");
    let not_in = |text: &str, kind: &str| assert!(!text.contains(kind), "{text}");
    let is_in = |text: &str, kind: &str| assert!(text.contains(kind), "{text}");
    is_in(&kinds("https://photos.s3.amazonaws.com/k", ""), "GlobalHost");
    not_in(&format!("{:?}", problems(&us)), "GlobalHost");
    not_in(&kinds("https://photos.example.com/k", ""), "GlobalHost");
    is_in(&kinds("https://my.photos.s3.eu-west-1.amazonaws.com/k", ""), "DottedBucket");
    for place in [
        "http://my.photos.s3.eu-west-1.amazonaws.com/k",
        "https://s3.eu-west-1.amazonaws.com/my.photos/k",
        "https://mfzwi.mrap.accesspoint.s3-global.amazonaws.com/k",
    ] {
        not_in(&kinds(place, ""), "DottedBucket");
    }
    let place = "https://photos.s3.eu-west-1.amazonaws.com/k";
    is_in(&kinds(place, "&x-amz-checksum-crc32=AAAAAA%3D%3D"), "EmptyBodyChecksum");
    not_in(&kinds(place, "&x-amz-checksum-crc32=AAAAAQ%3D%3D"), "EmptyBodyChecksum");
    not_in(&kinds(place, "&other=AAAAAA%3D%3D"), "EmptyBodyChecksum");
}

#[test]
fn a_host_that_only_one_network_knows_is_a_warning() {
    for host in ["127.0.0.1:3900", "photos.minio:9000", "nas.local", "10.1.2.3", "[fd00::1]:9000"] {
        let link = get().replace("photos.s3.eu-west-1.amazonaws.com", host);
        let problem = Problem::LocalHost { host: host.to_owned() };
        assert!(!problem.is_fatal() && problems(&link) == [problem], "{:?}", problems(&link));
    }
    assert!(
        problems(&get().replace("photos.s3.eu-west-1.amazonaws.com", "s3.example.com")).is_empty()
    );
}

#[test]
fn a_header_that_is_signed_twice_is_out_of_order() {
    let link = get().replace("SignedHeaders=host", "SignedHeaders=host%3Bhost");
    assert!(
        problems(&link).iter().any(|problem| matches!(problem, Problem::SignedHeadersOrder { .. }))
    );
}

#[test]
fn what_is_spelled_otherwise_is_shown_from_where_it_differs() {
    let found = |key: &str| {
        let shown = kinds(&format!("https://photos.s3.eu-west-1.amazonaws.com/{key}"), "");
        let (_, rest) = shown.split_once("found: \"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    assert_eq!(found("%20(a"), "(a");
    assert_eq!(found("%2f"), "%2f");
    assert_eq!(found("a%41"), "%41");
}

#[test]
fn a_signature_of_sigv4a_is_known_by_its_algorithm_and_has_a_length_of_its_own() {
    let good = get().replace("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256");
    let (front, signature) = good.split_once("X-Amz-Signature=").unwrap();
    for (length, is_malformed) in [(16, false), (15, true)] {
        let link = format!("{front}X-Amz-Signature={}", &signature[..length]);
        assert_eq!(Inspection::of(&link).signature_version(), Some(SignatureVersion::V4a));
        let found = problems(&link);
        let malformed =
            Problem::MalformedSignature { expected: "DER in lower-case hexadecimal digits" };
        assert_eq!(found.contains(&malformed), is_malformed, "{length}: {found:?}");
    }
}

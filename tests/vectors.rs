//! Every presigned URL of `tests/vectors/botocore/open-presign.jsonl`, stage by stage.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{
    AddressingStyle, CredentialKind, Credentials, Endpoint, Error, PresignedUrl, Presigner, Region,
    S3Request,
};
use serde_json::Value;
use sha2::{Digest, Sha256};

const CASES: &str = include_str!("vectors/botocore/open-presign.jsonl");

fn cases() -> impl Iterator<Item = Value> {
    CASES.lines().map(|line| serde_json::from_str(line).unwrap())
}

fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("{pointer} is no text"))
}

fn pairs<'v>(value: &'v Value, pointer: &str) -> impl Iterator<Item = (&'v str, &'v str)> {
    let pairs = value.pointer(pointer).and_then(Value::as_array).unwrap();
    pairs.iter().map(|pair| (pair[0].as_str().unwrap(), pair[1].as_str().unwrap()))
}

fn credentials(case: &Value) -> Result<Credentials, Error> {
    let id = text(case, "/input/credentials/access_key_id");
    let secret = text(case, "/input/credentials/secret_access_key");
    match case.pointer("/input/credentials/session_token").unwrap().as_str() {
        // The lifetimes of the vectors do not keep to the caps of AWS's kinds of credentials.
        Some(token) => Ok(Credentials::temporary(id, secret, token)?
            .with_kind(CredentialKind::Custom { max: Duration::from_secs(604_800) })),
        None => Credentials::new(id, secret),
    }
}

/// The endpoint that the case was made with, and the bucket as this crate takes it.
fn endpoint(case: &Value) -> Result<(Endpoint, Option<String>), Error> {
    let url = text(case, "/input/endpoint/url");
    let on =
        |flag: &str| case.pointer(&format!("/input/endpoint/{flag}")).is_some_and(|on| on == true);
    let bucket = case.pointer("/input/bucket").unwrap().as_str().map(str::to_owned);
    let aws = Endpoint::aws().with_fips(on("use_fips")).with_dual_stack(on("use_dualstack"));
    let region = text(case, "/input/region");
    let is_custom = case.pointer("/input/endpoint/endpoint_url").is_some();
    let is_regional = url.starts_with(&format!("https://s3.{region}.")) && !is_custom;
    let is_regional = is_regional || aws != Endpoint::aws();
    let endpoint = if is_regional { aws.clone() } else { Endpoint::custom(url)? };
    match (text(case, "/input/endpoint/style"), &bucket) {
        ("resolved", Some(arn)) if arn.starts_with("arn:") => Ok((aws, bucket)),
        ("resolved", None) if url.contains("s3-object-lambda") => {
            let (name, rest) =
                url.trim_start_matches("https://").split_once("-123456789012.").unwrap();
            let region = rest.split('.').nth(1).unwrap();
            Ok((
                aws,
                Some(format!("arn:aws:s3-object-lambda:{region}:123456789012:accesspoint/{name}")),
            ))
        }
        ("path", _) => Ok((endpoint.with_style(AddressingStyle::Path), bucket)),
        ("virtual", _) => Ok((endpoint.with_style(AddressingStyle::VirtualHosted), bucket)),
        _ => Ok((endpoint.with_style(AddressingStyle::HostIsBucket), bucket)),
    }
}

fn request(case: &Value, bucket: Option<String>) -> S3Request<'static> {
    let method = text(case, "/input/method");
    let key = case.pointer("/input/key").unwrap().as_str().map(str::to_owned);
    let mut request = match (bucket, key) {
        (Some(bucket), Some(key)) => S3Request::new(method, bucket, key),
        (Some(bucket), None) => S3Request::new_on_bucket(method, bucket),
        (None, _) => S3Request::new_on_service(method),
    };
    for (name, value) in pairs(case, "/input/query") {
        let (own_name, own_value) = (name.to_owned(), value.to_owned());
        let is_answered =
            !name.starts_with("response-") || value.chars().all(|char| char <= '\u{ff}');
        request = if is_answered {
            request.query(own_name, own_value)
        } else {
            // botocore signs what S3 answers with 400.
            assert!(request.clone().query(name, value).validate().is_err(), "{}", case["id"]);
            request.custom_query(own_name, own_value)
        };
    }
    for (name, value) in pairs(case, "/input/headers") {
        request = request.header(name, value);
    }
    request
}

fn presign(case: &Value) -> Result<PresignedUrl, Error> {
    let (endpoint, bucket) = endpoint(case)?;
    let presigner = Presigner::new(credentials(case)?, Region::new(text(case, "/input/region"))?)
        .with_endpoint(endpoint);
    let lifetime = Duration::from_secs(case.pointer("/input/expires").unwrap().as_u64().unwrap());
    let now = time(case);
    let request = request(case, bucket);
    match presigner.presign_at(&request, lifetime, now) {
        Err(Error::DotSegment { .. }) => {
            assert!(has_dot_segment(case), "{}", case["id"]);
            presigner.presign_at(&request.allow_dot_segments(), lifetime, now)
        }
        outcome => {
            assert!(!has_dot_segment(case), "{}: dot segments are refused by default", case["id"]);
            outcome
        }
    }
}

fn has_dot_segment(case: &Value) -> bool {
    let key = case.pointer("/input/key").unwrap().as_str().unwrap_or_default();
    key.split('/').any(|segment| segment == "." || segment == "..")
}

fn has_long_term_id_and_token(case: &Value) -> bool {
    let has_token = case.pointer("/input/credentials/session_token").unwrap().is_string();
    has_token && text(case, "/input/credentials/access_key_id").starts_with("AKIA")
}

/// The cases at AWS's endpoints with a long-term id and a token.
const REFUSED: usize = 8;

fn time(case: &Value) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(case.pointer("/input/time").unwrap().as_u64().unwrap())
}

/// `(host, path, signature)` of a URL.
fn taken_apart(url: &str) -> (&str, &str, &str) {
    let (before, query) = url.split_once('?').unwrap();
    let (_, rest) = before.split_once("://").unwrap();
    let (host, path) = rest.split_at(rest.find('/').unwrap());
    (host, path, query.rsplit_once("&X-Amz-Signature=").unwrap().1)
}

#[test]
fn every_graded_url_comes_out_with_the_same_stages() {
    let (mut count, mut refused) = (0, 0);
    for case in cases().filter(|case| case["grade"] == "match") {
        let id = &case["id"];
        let url = match presign(&case) {
            // botocore signs a token beside a long-term id, which AWS never gives out together.
            Err(Error::UnexpectedSessionToken { .. }) => {
                assert!(has_long_term_id_and_token(&case), "{id}");
                refused += 1;
                continue;
            }
            outcome => outcome.unwrap_or_else(|error| panic!("{id}: {error}")),
        };
        assert_eq!(url.canonical_request(), text(&case, "/expected/canonical_request"), "{id}");
        assert_eq!(url.string_to_sign(), text(&case, "/expected/string_to_sign"), "{id}");
        let expected = (
            text(&case, "/expected/host"),
            text(&case, "/expected/canonical_uri"),
            text(&case, "/expected/signature"),
        );
        assert_eq!(taken_apart(url.as_str()), expected, "{id}");
        let signed: Vec<_> = case["expected"]["signed_headers"].as_array().unwrap().clone();
        let returned: Vec<_> = url.headers().map(|(name, _)| name).collect();
        let signed: Vec<_> = signed.iter().filter(|name| *name != "host").collect();
        assert_eq!(returned, signed, "{id}: all signed headers but host are returned");
        count += 1;
    }
    assert_eq!((count, refused), (299 - REFUSED, REFUSED));
}

#[test]
fn every_case_to_be_refused_is_refused() {
    let mut count = 0;
    for case in cases().filter(|case| case["grade"] == "reject") {
        assert!(presign(&case).is_err(), "{}", case["id"]);
        count += 1;
    }
    assert_eq!(count, 1);
}

/// The figures that AWS publishes, by the identifiers of the vectors that hold them.
#[test]
fn the_published_figures_are_among_them() {
    let published = [
        (
            "aws-doc-get-test-txt",
            "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
        ),
        ("aws-ruby-spec-get", "cd4953fc4c1ebb97c3ca18ce433b4bc9ff9f9f6a54eb47c31d908e0e7ecf524c"),
        (
            "aws-rust-sdk-put-headers",
            "be1d41dc392f7019750e4f5e577234fb9059dd20d15f6a99734196becce55e52",
        ),
    ];
    for (id, signature) in published {
        let case = cases().find(|case| case["id"] == id).unwrap();
        assert_eq!(taken_apart(presign(&case).unwrap().as_str()).2, signature, "{id}");
    }
}

/// <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html>, "Example".
#[test]
fn the_presigned_url_that_aws_publishes_comes_out_stage_by_stage() {
    let case = cases().find(|case| case["id"] == "aws-doc-get-test-txt").unwrap();
    let url = presign(&case).unwrap();
    let request_hash = "3bfa292879f6447bbcda7001decf97f4a54dc650c8942174ae0a9121cf58ad04";
    assert_eq!(hex::encode(Sha256::digest(url.canonical_request())), request_hash);
    let scope = "20130524/us-east-1/s3/aws4_request";
    let string_to_sign = format!("AWS4-HMAC-SHA256\n20130524T000000Z\n{scope}\n{request_hash}");
    assert_eq!(url.string_to_sign(), string_to_sign);
    assert_eq!(
        url.as_str(),
        "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256\
         &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request\
         &X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host\
         &X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
    );
}

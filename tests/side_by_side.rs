//! Many links at once: signed or checked side by side, they are what they are one by one.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/strategies.rs"]
mod strategies;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use proptest::collection::vec;
use proptest::prelude::*;
use s3_presigner::{
    Batch, Credentials, Error, Presigner, Region, S3Request, SignedRequest, UrlBuffer, Verified,
    Verifier, VerifyError,
};

use self::strategies::{presigners, requests};

const QUARTER: Duration = Duration::from_secs(900);
const TOKEN: &str = "IQoJb3JpZ2luX2VjE+/=é";

fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_262_400)
}

fn one_by_one(batch: &Batch, requests: &[S3Request<'_>]) -> Vec<Result<String, Error>> {
    let into = |request| {
        let mut url = String::new();
        batch.presign_into(request, &mut url).map(|()| url)
    };
    requests.iter().map(into).collect()
}

/// Buckets whose links are for another region or service, one of them with SigV4A only.
fn with_other_scopes() -> impl Strategy<Value = S3Request<'static>> {
    let bucket = prop::sample::select(vec![
        "arn:aws:s3:eu-west-1:123456789012:accesspoint/mine",
        "arn:aws:s3:us-west-2:123456789012:accesspoint/other",
        "arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/lambda",
        "arn:aws:s3::123456789012:accesspoint:mfzwi23gnjvgw.mrap",
    ]);
    (bucket, "[a-z]{0,9}").prop_map(|(bucket, key)| S3Request::get_object(bucket, key))
}

fn lists() -> impl Strategy<Value = Vec<S3Request<'static>>> {
    let of_two_lengths = prop_oneof!["[a-z]{3}", "[a-z]{900}"];
    let even = of_two_lengths.prop_map(|key| S3Request::get_object("photos", key));
    vec(prop_oneof![3 => requests(), 6 => even, 1 => with_other_scopes()], 0..100)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn urls_made_side_by_side_are_those_made_one_by_one_and_errors_are_in_their_places(
        presigner in presigners(), lists in vec(lists(), 1..4),
    ) {
        let batch = presigner.batch_at(QUARTER, now()).unwrap();
        let mut buffer = UrlBuffer::new();
        for requests in lists {
            let expected = one_by_one(&batch, &requests);
            batch.presign_all_into(&requests, &mut buffer);
            let found: Vec<_> =
                buffer.iter().map(|url| url.map(str::to_owned).map_err(Clone::clone)).collect();
            // With SigV4A, no two signatures are the same.
            prop_assert_eq!(without_sigv4a(&found), without_sigv4a(&expected));
            prop_assert_eq!((buffer.len(), buffer.is_empty()), (requests.len(), requests.is_empty()));

            let urls = batch.presign_all(&requests);
            prop_assert_eq!(urls.len(), requests.len());
            for (url, request) in urls.iter().zip(&requests) {
                let alone = batch.presign(request);
                match (url, &alone) {
                    (Ok(url), Ok(alone)) if is_sigv4a(alone.as_str()) => {
                        prop_assert_eq!(url.canonical_request(), alone.canonical_request());
                    }
                    (Ok(url), Ok(alone)) => prop_assert_eq!(format!("{url:?}"), format!("{alone:?}")),
                    (url, alone) => prop_assert_eq!(url.as_ref().err(), alone.as_ref().err()),
                }
                let texts = [url, &alone].map(|url| url.as_ref().ok().map(|url| without_signature(url.as_str())));
                prop_assert_eq!(texts[0], texts[1]);
            }
        }
    }

    #[test]
    fn what_is_verified_side_by_side_is_what_is_verified_one_by_one(
        links in vec((0..6_usize, 0..8_usize, "\\PC{1,20}", any::<bool>()), 0..80),
        is_exact in any::<bool>(),
    ) {
        let verifier = Verifier::new(signers().map(|(credentials, _)| credentials))
            .with_exact_spelling(is_exact);
        let texts: Vec<_> = links.iter().map(link).collect();
        let requests: Vec<_> = texts.iter().map(|(method, url)| SignedRequest::new(method, url)).collect();
        let expected: Vec<_> = requests.iter().map(|request| verifier.verify_at(request, now())).collect();
        let found = verifier.verify_all_at(&requests, now());
        prop_assert_eq!(found.iter().map(told).collect::<Vec<_>>(), expected.iter().map(told).collect::<Vec<_>>());
    }
}

fn is_sigv4a(url: &str) -> bool {
    url.contains("X-Amz-Algorithm=AWS4-ECDSA")
}

fn without_signature(url: &str) -> &str {
    url.split("&X-Amz-Signature=").next().unwrap()
}

fn without_sigv4a(urls: &[Result<String, Error>]) -> Vec<Result<&str, &Error>> {
    let shown = |url| if is_sigv4a(url) { without_signature(url) } else { url };
    urls.iter().map(|url| url.as_deref().map(shown)).collect()
}

/// Two users, one of them with a token, in two regions.
fn signers() -> [(Credentials, Region); 3] {
    let user = Credentials::new("AKIDEXAMPLE", "secret").unwrap();
    let session = Credentials::temporary("ASIDEXAMPLE", "secret", TOKEN)
        .unwrap()
        .with_expires_at(now() + 2 * QUARTER);
    [(user.clone(), Region::US_EAST_1), (user, Region::EU_WEST_1), (session, Region::US_EAST_1)]
}

/// A link, and what became of it on its way.
fn link((signer, fate, key, is_early): &(usize, usize, String, bool)) -> (&'static str, String) {
    let (credentials, region) = signers()[signer % 3].clone();
    let signed_at = now() - if *is_early { Duration::from_secs(30) } else { Duration::ZERO };
    let request = S3Request::get_object("photos", key.as_str()).allow_dot_segments();
    let presigner = Presigner::new(credentials, region);
    let Ok(url) = presigner.presign_at(&request, QUARTER, signed_at) else {
        return ("GET", "/".to_owned());
    };
    let url = url.into_string();
    match fate {
        0 => ("PUT", url),
        1 => ("GET", url.replacen("X-Amz-Expires=900", "X-Amz-Expires=901", 1)),
        2 => ("GET", url.replacen("%2F", "/", 9)),
        3 => ("GET", url.replacen("AKID", "AKIE", 1)),
        4 => {
            ("GET", url.replacen("%3D", "%3d", 1).replacen("X-Amz-Date=2026", "X-Amz-Date=2025", 1))
        }
        _ => ("GET", url),
    }
}

/// All that a result says.
fn told(result: &Result<Verified, VerifyError>) -> String {
    match result {
        Ok(verified) => format!("{verified:?} {} {}", verified.is_respelled(), verified.service()),
        Err(error) => format!("{error:?} {error}"),
    }
}

#[test]
fn some_of_the_links_hold_and_some_do_not() {
    let verifier = Verifier::new(signers().map(|(credentials, _)| credentials));
    let links: Vec<_> =
        (0..64).map(|n| link(&(n % 3, n % 8, format!("a'{n}"), n % 5 == 0))).collect();
    let requests: Vec<_> =
        links.iter().map(|(method, url)| SignedRequest::new(method, url)).collect();
    let results = verifier.verify_all_at(&requests, now());
    let count =
        |is: fn(&Result<Verified, VerifyError>) -> bool| results.iter().filter(|r| is(r)).count();
    assert_eq!(count(|result| result.as_ref().is_ok_and(|verified| !verified.is_respelled())), 27);
    assert_eq!(count(|result| result.as_ref().is_ok_and(Verified::is_respelled)), 8);
    assert_eq!(count(|result| matches!(result, Err(VerifyError::SignatureDoesNotMatch(_)))), 16);
}

#[test]
fn no_link_stands_in_the_debug_of_a_buffer() {
    let presigner = Presigner::new(signers()[2].0.clone(), Region::US_EAST_1);
    let mut buffer = UrlBuffer::default();
    let batch = presigner.batch_at(QUARTER, now()).unwrap();
    batch.presign_all_into([S3Request::get_object("photos", "cat.jpg")], &mut buffer);
    assert_eq!(buffer.iter().next().unwrap().unwrap().matches("X-Amz-Security-Token").count(), 1);
    assert_eq!(format!("{buffer:?}"), "UrlBuffer { len: 1, .. }");
}

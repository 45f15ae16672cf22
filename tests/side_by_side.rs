//! Many links at once: signed or checked side by side, they are what they are one by one.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/strategies.rs"]
mod strategies;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use proptest::collection::vec;
use proptest::prelude::*;
use s3_presigner::{
    Batch, Credentials, Endpoint, Error, KnownCredentials, Presigner, Region, S3Request,
    SignedRequest, SseCustomerKey, UrlBuffer, Verified, Verifier, VerifyError,
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
    vec(prop_oneof![3 => requests(), 6 => even, 1 => with_other_scopes(), 1 => keyed()], 0..100)
}

/// Requests whose headers hold a key of the customer's, which are hashed apart.
fn keyed() -> impl Strategy<Value = S3Request<'static>> {
    "[a-z]{1,9}".prop_map(|key| with_customer_key(S3Request::put_object("photos", key)))
}

fn with_customer_key(request: S3Request<'_>) -> S3Request<'_> {
    request.sse_customer_key(&SseCustomerKey::new([7; 32])).metadata("by", "me")
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

fn in_buffer(buffer: &UrlBuffer) -> Vec<Result<String, Error>> {
    buffer.iter().map(|url| url.map(str::to_owned).map_err(Clone::clone)).collect()
}

/// With one buffer and anew, as one by one.
fn check_batch(batch: &Batch, requests: &[S3Request<'_>], buffer: &mut UrlBuffer) {
    let expected = one_by_one(batch, requests);
    batch.presign_all_into(requests, buffer);
    assert_eq!(in_buffer(buffer), expected);
    let urls = batch.presign_all(requests).into_iter();
    assert_eq!(urls.map(|url| url.map(String::from)).collect::<Vec<_>>(), expected);
}

fn batch_of(signer: usize) -> Batch {
    let (credentials, region) = signers()[signer].clone();
    Presigner::new(credentials, region).batch_at(QUARTER, now()).unwrap()
}

fn get(number: usize) -> S3Request<'static> {
    S3Request::get_object("photos", format!("{number}"))
}

#[test]
fn an_iterator_that_panics_leaves_nothing_in_the_buffer_for_later_urls() {
    let batch = batch_of(0);
    let mut buffer = UrlBuffer::new();
    for (before, count) in [(1, 0), (1, 1), (5, 40), (31, 1), (32, 1), (33, 2), (40, 33)] {
        let requests = (0..=before).map(|number| {
            assert!(number < before, "as it was meant to");
            get(1_000 + number)
        });
        let all = AssertUnwindSafe(|| batch.presign_all_into(requests, &mut buffer));
        assert!(catch_unwind(all).is_err());
        check_batch(&batch, &(0..count).map(get).collect::<Vec<_>>(), &mut buffer);
    }
}

#[test]
fn any_number_of_requests_is_signed_and_errors_are_first_and_last() {
    let mut buffer = UrlBuffer::new();
    for count in [0, 1, 2, 31, 32, 33, 64, 65] {
        let mut requests: Vec<_> = (0..count).map(get).collect();
        check_batch(&batch_of(0), &requests, &mut buffer);
        for place in [0, count / 2, count.saturating_sub(1)] {
            if let Some(place) = requests.get_mut(place) {
                *place = S3Request::get_object("photos", "");
            }
        }
        check_batch(&batch_of(0), &requests, &mut buffer);
        check_batch(&batch_of(0), &vec![S3Request::get_object("photos", ""); count], &mut buffer);
    }
}

#[test]
fn a_buffer_serves_batches_of_other_credentials_scopes_and_instants() {
    let requests: Vec<_> = (0..40).map(get).collect();
    let presigner = Presigner::new(signers()[0].0.clone(), Region::US_EAST_1);
    let later = presigner.batch_at(2 * QUARTER, now() + Duration::from_secs(86_400)).unwrap();
    let mut buffer = UrlBuffer::new();
    for _ in 0..2 {
        for signer in 0..3 {
            check_batch(&batch_of(signer), &requests, &mut buffer);
            check_batch(&later, &requests, &mut buffer);
        }
    }
}

#[test]
fn requests_with_a_key_of_the_customers_stand_among_others() {
    let server = Endpoint::custom("https://gw.example.com:8443/base").unwrap();
    let proxied = server.clone().with_public_url("https://files.example.com/s3").unwrap();
    let requests: Vec<_> = (0..70)
        .map(|number| if number % 3 == 0 { with_customer_key(get(number)) } else { get(number) })
        .collect();
    for endpoint in [Endpoint::aws(), server, proxied] {
        let presigner =
            Presigner::new(signers()[2].0.clone(), Region::EU_WEST_1).with_endpoint(endpoint);
        let batch = presigner.batch_at(QUARTER, now()).unwrap();
        check_batch(&batch, &requests, &mut UrlBuffer::new());
    }
}

/// Checks links at once as one by one, each time with a verifier of its own, and says how many hold.
fn check_links(verifier: impl Fn() -> Verifier, requests: &[SignedRequest<'_>]) -> usize {
    let (alone, at_once) = (verifier(), verifier());
    for _ in 0..2 {
        let expected: Vec<_> =
            requests.iter().map(|request| told(&alone.verify_at(request, now()))).collect();
        let found = at_once.verify_all_at(requests, now());
        assert_eq!(found.iter().map(told).collect::<Vec<_>>(), expected);
    }
    at_once.verify_all_at(requests, now()).iter().filter(|result| result.is_ok()).count()
}

fn of_user() -> Verifier {
    Verifier::new([signers()[0].0.clone()])
}

fn links_of(presigner: &Presigner, signed_at: SystemTime, lifetime: Duration) -> Vec<String> {
    let url = |number| presigner.presign_at(&get(number), lifetime, signed_at).unwrap();
    (0..5).map(|number| String::from(url(number))).collect()
}

fn received(links: &[String]) -> Vec<SignedRequest<'_>> {
    links.iter().map(|link| SignedRequest::new("GET", link)).collect()
}

#[test]
fn links_of_two_days_and_of_many_regions_are_checked_at_once() {
    let presigner = Presigner::new(signers()[0].0.clone(), Region::US_EAST_1);
    let mut links = Vec::new();
    for region in 0..20 {
        let region = Region::new(format!("region-{region}")).unwrap();
        let presigner = presigner.clone().with_region(region);
        for days in [0, 1, 0] {
            let signed_at = now() - Duration::from_secs(days * 86_400);
            links.extend(links_of(&presigner, signed_at, Duration::from_secs(2 * 86_400)));
        }
    }
    assert_eq!(check_links(of_user, &received(&links)), 300);
    // And in no order: each beside those of other scopes.
    let apart: Vec<_> = (0..300).map(|at| links[at * 77 % 300].clone()).collect();
    assert_eq!(check_links(of_user, &received(&apart)), 300);
}

#[cfg(feature = "sigv4a")]
#[test]
fn links_with_sigv4a_are_checked_among_others() {
    let presigner = Presigner::new(signers()[0].0.clone(), Region::US_EAST_1);
    let arn = "arn:aws:s3::123456789012:accesspoint:mfzwi23gnjvgw.mrap";
    let request = S3Request::get_object(arn, "k");
    let mut links = links_of(&presigner, now(), QUARTER);
    for place in [0, 3, 6] {
        links.insert(place, presigner.presign_at(&request, QUARTER, now()).unwrap().into());
    }
    assert_eq!(check_links(of_user, &received(&links)), 8);
}

#[test]
fn keys_of_the_customers_are_checked_as_headers_of_links() {
    let presigner = Presigner::new(signers()[0].0.clone(), Region::US_EAST_1);
    let urls: Vec<_> = (0..40)
        .map(|number| if number % 3 == 0 { with_customer_key(get(number)) } else { get(number) })
        .map(|request| presigner.presign_at(&request, QUARTER, now()).unwrap())
        .collect();
    let with = |count: usize| {
        urls.iter().map(move |url| {
            SignedRequest::new("GET", url.as_str()).headers(url.headers().take(count))
        })
    };
    assert_eq!(check_links(of_user, &with(9).collect::<Vec<_>>()), 40);
    assert_eq!(check_links(of_user, &with(1).collect::<Vec<_>>()), 26);
}

#[test]
fn a_lookup_may_make_its_credentials_anew_each_time() {
    let links =
        links_of(&Presigner::new(signers()[0].0.clone(), Region::US_EAST_1), now(), QUARTER);
    let anew =
        || Verifier::with_lookup(|_| Some(Arc::new(KnownCredentials::new(signers()[0].0.clone()))));
    assert_eq!(check_links(anew, &received(&links)), 5);
}

#[test]
fn a_lookup_that_gives_other_credentials_half_way_is_believed_for_each_link() {
    let secrets = ["secret", "rotated"];
    let links = secrets.map(|secret| {
        let credentials = Credentials::new("AKIDEXAMPLE", secret).unwrap();
        links_of(&Presigner::new(credentials, Region::US_EAST_1), now(), QUARTER)
    });
    let known = secrets.map(|secret| {
        let credentials = Credentials::new("AKIDEXAMPLE", secret).unwrap();
        Arc::new(KnownCredentials::new(credentials))
    });
    // Both know the scope, so that links are left to be checked beside others.
    for (known, links) in known.iter().zip(&links) {
        let known = Arc::clone(known);
        let verifier = Verifier::with_lookup(move |_| Some(Arc::clone(&known)));
        assert!(verifier.verify_url_at(&links[0], now()).is_ok());
    }
    let asked = AtomicUsize::new(0);
    let verifier = Verifier::with_lookup(move |_| {
        let turn = asked.fetch_add(1, Ordering::Relaxed);
        known.get(turn / 5).cloned()
    });
    let found = verifier.verify_all_at(&received(&links.concat()), now());
    assert_eq!(found.iter().filter(|result| result.is_ok()).count(), 10);
    // After that no credentials are given: what was valid a moment ago is not.
    let found = verifier.verify_all_at(&received(&links[0]), now());
    assert!(found.iter().all(|r| matches!(r, Err(VerifyError::InvalidAccessKeyId { .. }))));
}

//! The laws that every presigned URL keeps, whatever the input.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/by_hand.rs"]
mod by_hand;
#[path = "support/lifetimes.rs"]
mod lifetimes;
#[path = "support/strategies.rs"]
mod strategies;

use std::collections::BTreeSet;
use std::time::Duration;

use proptest::prelude::*;
use s3_presigner::{
    Certainty, CredentialKind, Credentials, Endpoint, Error, ExpiryPolicy, OnExcess, PresignedUrl,
    Presigner, Region, S3Request,
};
use url::Url;

use self::lifetimes::{BUCKET, KINDS, NOW, at};
use self::strategies::{
    buckets, credentials, direct_presigners, endpoints, keys, presigners, requests,
};

/// Within the cap of every kind of credentials.
const QUARTER: Duration = Duration::from_secs(300);

fn sign(presigner: &Presigner, request: &S3Request<'_>) -> Result<PresignedUrl, Error> {
    presigner.presign_at(request, QUARTER, at(NOW))
}

const OF_ITS_OWN: CredentialKind = CredentialKind::Custom { max: Duration::from_secs(2_000) };

/// About the caps of all kinds, so that what is asked for is often possible and often not.
fn lengths_ms() -> impl Strategy<Value = u64> {
    prop_oneof![1..600_000_u64, 1..50_000_000_u64, 1..800_000_000_u64]
}

/// Everything before the key: it must be the same for every key.
fn place(presigner: &Presigner, bucket: &str, key: &str) -> Option<(String, String)> {
    let url = sign(presigner, &S3Request::get_object(bucket, key)).ok()?;
    let parsed = Url::parse(url.as_str()).unwrap();
    let mut encoded = String::new();
    encoded.extend(percent_encoding::utf8_percent_encode(key, KEEP));
    let path = parsed.path().strip_suffix(&encoded).unwrap().to_owned();
    Some((parsed.origin().ascii_serialization(), path))
}

const KEEP: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// Leaves a refused input out. Too many of them, and the test fails.
fn refused() -> TestCaseError {
    TestCaseError::reject("refused")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_key_never_moves_the_host_or_the_bucket(
        presigner in presigners(), bucket in buckets(), key in keys(),
    ) {
        let expected = place(&presigner, bucket, "k");
        prop_assume!(expected.is_some());
        let found = place(&presigner, bucket, &key);
        prop_assume!(found.is_some());
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn a_url_parser_changes_nothing(presigner in presigners(), request in requests()) {
        let Ok(url) = sign(&presigner, &request) else { return Err(refused()) };
        let parsed = Url::parse(url.as_str()).unwrap();
        prop_assert_eq!(parsed.as_str(), url.as_str());
        #[cfg(feature = "url")]
        prop_assert_eq!(url.to_url().unwrap(), parsed);
    }

    #[test]
    fn a_browser_opens_a_plain_link_that_a_url_parser_does_not_change(
        presigner in presigners(), request in requests(),
        dots in prop::sample::select(vec!["", "/.", "/../", "./", "..", "/./..a/...", ".%2e", "%2E%2e/"]),
    ) {
        let plain = S3Request::get_object("photos", format!("a{dots}"));
        for request in [request, plain, S3Request::get_object("photos", format!("{dots}/a"))] {
            let Ok(url) = sign(&presigner, &request.allow_dot_segments()) else { return Err(refused()) };
            let is_same = Url::parse(url.as_str()).is_ok_and(|parsed| parsed.as_str() == url.as_str());
            let is_plain = url.method() == "GET" && url.headers().next().is_none();
            prop_assert_eq!(url.is_browser_navigable(), is_plain && is_same);
            #[cfg(feature = "url")]
            prop_assert_eq!(url.to_url().is_ok(), is_same);
        }
    }

    #[test]
    fn what_is_signed_is_all_that_the_url_and_its_headers_say_and_no_more(
        presigner in direct_presigners(), request in requests(),
    ) {
        let Ok(url) = sign(&presigner, &request) else { return Err(refused()) };
        let headers: Vec<_> = url.headers().collect();
        let signature = by_hand::signature_of("secret", url.method(), url.as_str(), &headers);
        prop_assert_eq!(by_hand::param(url.as_str(), "X-Amz-Signature"), signature, "{:?}", headers);
    }

    #[test]
    fn the_signature_stands_behind_parameters_in_order_of_which_none_is_twice(
        presigner in presigners(), request in requests(),
    ) {
        let Ok(url) = sign(&presigner, &request) else { return Err(refused()) };
        let (_, query) = url.as_str().split_once('?').unwrap();
        let (signed, signature) = query.rsplit_once("&X-Amz-Signature=").unwrap();
        // It is of the text that is shown for debugging, behind a proxy too.
        prop_assert_eq!(by_hand::signature("secret", &url.string_to_sign()), signature);
        // Sorted by name, then value, and no name twice.
        let names: Vec<_> = signed.split('&').map(|param| param.split('=').next().unwrap()).collect();
        let sorted: BTreeSet<_> = names.iter().copied().collect();
        prop_assert_eq!(names, sorted.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn the_headers_returned_are_the_signed_ones_but_host(
        presigner in presigners(), request in requests(),
    ) {
        let Ok(url) = sign(&presigner, &request) else { return Err(refused()) };
        let (_, rest) = url.as_str().split_once("&X-Amz-SignedHeaders=").unwrap();
        let encoded = rest.split('&').next().unwrap();
        let decoded = percent_encoding::percent_decode_str(encoded).decode_utf8().unwrap();
        let signed: Vec<_> = decoded.split(';').filter(|name| *name != "host").collect();
        let returned: Vec<_> = url.headers().map(|(name, _)| name).collect();
        prop_assert_eq!(&signed, &returned);
        prop_assert!(decoded.split(';').any(|name| name == "host"));
        prop_assert_eq!(url.is_browser_navigable(), returned.is_empty() && url.method() == "GET");
    }

    #[test]
    fn the_same_input_gives_the_same_url(
        credentials in credentials(), endpoint in endpoints(), request in requests(),
    ) {
        let make = || {
            Presigner::new(credentials.clone(), Region::new("us-west-2").unwrap())
                .with_endpoint(endpoint.clone())
        };
        let (presigner, again) = (make(), make().with_credentials(credentials.clone()));
        match (sign(&presigner, &request), sign(&again, &request)) {
            (Ok(first), Ok(second)) => prop_assert_eq!(first.as_str(), second.as_str()),
            (first, second) => prop_assert_eq!(first.err(), second.err()),
        }
    }

    #[test]
    fn inside_a_stable_window_the_url_is_one_and_lives_long_enough(
        window in 1..200_000_u64, asked in 1..400_000_u64, now in NOW..NOW + 1_000_000, past in any::<u64>(),
    ) {
        let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret").unwrap();
        let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap())
            .with_stable_window(Duration::from_secs(window))
            .unwrap();
        let start = now - now % window;
        let later = start + past % window;
        let sign = |now| presigner.presign_get_at("photos", "k", Duration::from_secs(asked), at(now));
        let (first, second) = (sign(now).unwrap(), sign(later).unwrap());
        prop_assert_eq!(first.as_str(), second.as_str());
        prop_assert!(second.expires_at() >= at(later + asked));
        let before = sign(start - 1).unwrap();
        prop_assert_ne!(before.as_str(), first.as_str());
    }

    #[test]
    fn no_url_claims_to_outlive_its_credentials_or_their_cap(
        kind in prop::sample::select([&KINDS[..], &[OF_ITS_OWN]].concat()),
        left_ms in prop::option::of(lengths_ms()),
        asked_ms in lengths_ms(),
        mode in prop::sample::select(vec![OnExcess::Reject, OnExcess::Clamp, OnExcess::Allow]),
        window in prop::option::of(1..4_000_u64),
        now_ms in 0..4_000_000_u64,
    ) {
        let now = at(NOW) + Duration::from_millis(now_ms);
        let mut credentials =
            Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "secret", "token").unwrap().with_kind(kind);
        let end = left_ms.map(|left| now + Duration::from_millis(left));
        if let Some(end) = end {
            credentials = credentials.with_expires_at(end);
        }
        let mut presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap())
            .with_expiry_policy(ExpiryPolicy::new().with_on_excess(mode));
        if let Some(window) = window {
            presigner = presigner.with_stable_window(Duration::from_secs(window)).unwrap();
        }
        let asked = Duration::from_millis(asked_ms);
        let outcome = presigner.presign_get_at(BUCKET, "k", asked, now);
        // With room for a second every kind can sign, so that none is left out of what follows.
        let has_room = window.is_none() && asked_ms >= 1_000 && left_ms.is_none_or(|left| left > 3_000);
        prop_assert!(outcome.is_ok() || mode != OnExcess::Clamp || !has_room, "{outcome:?}");
        let Ok(url) = outcome else { return Err(refused()) };

        prop_assert!(end.is_none_or(|end| url.expires_at() <= end));
        prop_assert!(url.expires_at() <= url.signed_at() + kind.cap());
        prop_assert!(url.expires_at() <= url.signed_at() + url.expires_in());
        prop_assert!(url.expires_at() > now - Duration::from_secs(1), "dead when handed out");
        prop_assert!(url.expires_in() <= Duration::from_secs(604_800));
        prop_assert_eq!(url.certainty() == Certainty::Exact, end.is_some());
        if mode == OnExcess::Reject {
            let whole = Duration::from_secs(asked.as_secs());
            prop_assert!(url.expires_at() + Duration::from_secs(1) > now + whole);
            // What it was said to be able to ask for, it can ask for.
            let max = presigner.max_lifetime_at(now).unwrap().lifetime;
            prop_assert!(asked < max + Duration::from_secs(1));
        }
    }

    #[test]
    fn what_can_be_asked_for_is_granted_and_a_second_more_is_not(
        left in 1..800_000_u64, window in prop::option::of(1..4_000_u64), now in NOW..NOW + 10_000,
    ) {
        let credentials = Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "secret", "token")
            .unwrap()
            .with_expires_at(at(now + left));
        let mut presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
        if let Some(window) = window {
            presigner = presigner.with_stable_window(Duration::from_secs(window)).unwrap();
        }
        let max = presigner.max_lifetime_at(at(now)).unwrap().lifetime;
        let sign = |lifetime| presigner.presign_get_at("photos", "k", lifetime, at(now));
        prop_assert_eq!(sign(max).is_ok(), max >= Duration::from_secs(1));
        prop_assert!(sign(max + Duration::from_secs(1)).is_err());
    }
}

#[test]
fn public_types_can_be_shared_between_threads() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    shared::<Presigner>();
    shared::<PresignedUrl>();
    shared::<Credentials>();
    shared::<S3Request<'static>>();
    shared::<Endpoint>();
    shared::<ExpiryPolicy>();
    shared::<Error>();
}

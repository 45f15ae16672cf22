//! Links of one signer and lifetime, whose query is read once where many are checked at once: whatever differs in one
//! of them, each gets the answer that it gets alone.

#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{
    Credentials, Presigner, Region, S3Request, SignedRequest, Verified, Verifier, VerifyError,
};

const SIGNATURE: &str = "&X-Amz-Signature=";

/// What was changed, whether the link still holds, and how it was changed.
type Change<'c> = (&'c str, bool, &'c dyn Fn(&str) -> String);

fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_262_400)
}

fn credentials() -> Credentials {
    Credentials::temporary("ASIDEXAMPLE", "secret", "to+ken/of=the session").unwrap()
}

/// Each of them so many seconds older than the one before.
fn links(step: u64) -> Vec<String> {
    let presigner = Presigner::new(credentials(), Region::EU_WEST_1);
    let link = |(age, key)| {
        let request = S3Request::get_object("photos", key);
        let signed_at = now() - Duration::from_secs(age * step);
        presigner.presign_at(&request, Duration::from_secs(900), signed_at).unwrap().into()
    };
    (0..).zip(["a", "b", "c", "d's", "e"]).map(link).collect()
}

fn told(result: &Result<Verified, VerifyError>) -> String {
    match result {
        Ok(verified) => format!("{verified:?} {}", verified.is_respelled()),
        Err(error) => format!("{error:?} {error}"),
    }
}

/// Checks that each gets its answer, and says which of them hold.
fn checked(requests: &[SignedRequest<'_>]) -> Vec<bool> {
    let (alone, at_once) = (Verifier::new([credentials()]), Verifier::new([credentials()]));
    let expected = requests.iter().map(|request| told(&alone.verify_at(request, now())));
    let expected: Vec<_> = expected.collect();
    let mut hold = Vec::new();
    // The second time its keys are there.
    for _ in 0..2 {
        let found = at_once.verify_all_at(requests, now());
        assert_eq!(found.iter().map(told).collect::<Vec<_>>(), expected);
        hold = found.iter().map(Result::is_ok).collect();
    }
    hold
}

#[test]
fn a_link_that_was_changed_among_others_is_answered_as_if_alone() {
    let long = format!("/{}?", "k".repeat(70_000));
    let changes: [Change<'_>; 23] = [
        ("nothing", true, &str::to_owned),
        ("the path", false, &|url| url.replacen("photos", "fotos", 1)),
        ("a raw letter", true, &|url| url.replacen("%27", "'", 1)),
        ("a long path", false, &|url| url.replacen('?', &long, 1)),
        ("a fragment behind", true, &|url| format!("{url}#f")),
        ("a fragment in the path", false, &|url| url.replacen('?', "#f?", 1)),
        ("a second question mark", false, &|url| url.replacen('?', "?x?", 1)),
        ("a parameter behind", false, &|url| format!("{url}&x=1")),
        ("a parameter in front", false, &|url| url.replacen('?', "?a=1&", 1)),
        ("two signatures", false, &|url| format!("{url}{SIGNATURE}{}", "0".repeat(64))),
        ("no signature", false, &|url| url.split(SIGNATURE).next().unwrap().to_owned()),
        ("an empty signature", false, &|url| {
            format!("{}{SIGNATURE}", url.split(SIGNATURE).next().unwrap())
        }),
        ("a short signature", false, &|url| url[..url.len() - 1].to_owned()),
        ("a signature in upper case", false, &|url| {
            let (start, signature) = url.split_once(SIGNATURE).unwrap();
            format!("{start}{SIGNATURE}{}", signature.to_uppercase())
        }),
        ("an escape in the signature", true, &|url| {
            let (start, signature) = url.split_once(SIGNATURE).unwrap();
            format!("{start}{SIGNATURE}%{:02X}{}", signature.as_bytes()[0], &signature[1..])
        }),
        ("another signature", false, &|url| {
            format!("{}{SIGNATURE}{}", url.split(SIGNATURE).next().unwrap(), "0".repeat(64))
        }),
        ("the name of the signature", false, &|url| {
            url.replacen("X-Amz-Signature", "X-Amz-Signaturf", 1)
        }),
        ("the lifetime", false, &|url| url.replacen("Expires=900", "Expires=901", 1)),
        ("the second", false, &|url| {
            let at = url.find("Z&").unwrap();
            format!("{}07{}", &url[..at - 2], &url[at..])
        }),
        ("the year", false, &|url| url.replacen("X-Amz-Date=2026", "X-Amz-Date=2025", 1)),
        ("the day on both places", false, &|url| url.replace("20261121", "20261120")),
        ("an escape in the date", true, &|url| url.replacen("X-Amz-Date=2", "X-Amz-Date=%32", 1)),
        ("the token", false, &|url| url.replacen("Token=to", "Token=ta", 1)),
    ];
    for (change, holds, changed) in changes {
        for (which, step) in (0..32).flat_map(|which| [(which, 0), (which, 1)]) {
            let is_changed = |place| which & 1 << place != 0;
            let links: Vec<_> = links(step)
                .into_iter()
                .enumerate()
                .map(|(place, url)| if is_changed(place) { changed(&url) } else { url })
                .collect();
            let requests: Vec<_> =
                links.iter().map(|link| SignedRequest::new("GET", link)).collect();
            let expected: Vec<_> = (0..5).map(|place| holds || !is_changed(place)).collect();
            assert_eq!(checked(&requests), expected, "{change} in {which:b}, {step} s");
        }
    }
}

#[test]
fn a_request_that_differs_beside_its_link_is_answered_as_if_alone() {
    let links = links(1);
    let headers = |count| vec![("a", "b"); count];
    let cases: [(_, _, _, Vec<_>); 6] = [
        ("the method", false, "PUT", vec![]),
        ("a header that needs no signature", true, "GET", vec![("range", "bytes=0-1")]),
        ("a header that needs one", false, "GET", vec![("x-amz-acl", "private")]),
        ("another signature", false, "GET", vec![("authorization", "AWS4-HMAC-SHA256 …")]),
        ("many headers", true, "GET", headers(256)),
        ("too many headers", false, "GET", headers(257)),
    ];
    for (what, holds, method, headers) in cases {
        for which in 0..32 {
            let is_other = |place| which & 1 << place != 0;
            let request = |(place, link)| {
                if is_other(place) {
                    SignedRequest::new(method, link).headers(headers.clone())
                } else {
                    SignedRequest::new("GET", link)
                }
            };
            let requests: Vec<_> =
                links.iter().map(String::as_str).enumerate().map(request).collect();
            let expected: Vec<_> = (0..5).map(|place| holds || !is_other(place)).collect();
            assert_eq!(checked(&requests), expected, "{what} in {which:b}");
        }
    }
}

#[test]
fn of_two_faults_the_same_is_named() {
    let links = links(0);
    for behind in ["&X-Amz-Signature=00", "&X-Amz-Date=x", "&x=1", "#f", "%", "é"] {
        let faulty = format!("{}{behind}", links[2]);
        let [first, second] = [0, 1].map(|place| SignedRequest::new("GET", &links[place]));
        let faulty = SignedRequest::new("GET", &faulty).header("x-amz-acl", "private");
        assert_eq!(checked(&[first, second, faulty]), [true, true, false], "{behind}");
    }
}

#[test]
fn each_link_has_the_times_of_its_own() {
    let links = links(400);
    let requests: Vec<_> = links.iter().map(|link| SignedRequest::new("GET", link)).collect();
    assert_eq!(checked(&requests), [true, true, true, false, false]);
    let ahead: Vec<_> = requests.iter().rev().cloned().collect();
    assert_eq!(checked(&ahead), [false, false, true, true, true]);
    let found = Verifier::new([credentials()]).verify_all_at(&requests, now());
    let signed_at = |age: u64| Some(now() - Duration::from_secs(400 * age));
    let told: Vec<_> = found.iter().map(|found| Some(found.as_ref().ok()?.signed_at())).collect();
    assert_eq!(told, [signed_at(0), signed_at(1), signed_at(2), None, None]);
    let late =
        found.iter().filter_map(|found| found.as_ref().err()).map(|error| format!("{error:?}"));
    assert_eq!(
        late.collect::<std::collections::BTreeSet<_>>().len(),
        2,
        "each says when it expired"
    );
}

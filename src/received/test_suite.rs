//! AWS's own test suite, read as a server reads requests. See `tests/vectors/aws/README.md`.
//!
//! The suite signs a service of its own and bodies by their hash, which no S3 server takes, so it drives
//! the steps and not the [`Verifier`](super::Verifier).

use serde_json::Value;

use super::auth_params::AuthParams;
use super::raw_url::RawUrl;
use super::signed_form::SignedForm;
use super::signed_request::SignedRequest;
use crate::amz_date::AmzDate;
use crate::credentials::Credentials;
use crate::endpoint::{AuthScope, SigV4a};
use crate::sigv4::{CanonicalRequest, Signer};

const SIGV4: &str = include_str!("../../tests/vectors/aws/sigv4.jsonl");
#[cfg(feature = "sigv4a")]
const SIGV4A: &str = include_str!("../../tests/vectors/aws/sigv4a.jsonl");

/// Checks one case, signed in one of the two ways; gives whether it applies to S3.
fn check(case: &Value, way: &str, sigv4a: SigV4a) -> bool {
    let expected = case[way]["canonical_request"].as_str().unwrap();
    let lines: Vec<_> = expected.split('\n').collect();
    let [method, path, query, .., names, payload_hash] = lines[..] else { unreachable!() };
    let target = case["target"].as_str().unwrap().split('?').next().unwrap();
    let is_normalised = !matches!(target, "/ሴ" | "/example space/" | "/example%20space/")
        && target != path.replace("%20", " ");
    if is_normalised {
        return false;
    }
    let signature = case[way]["signature"].as_str().unwrap();
    let uri = format!("{path}?X-Amz-Signature={signature}&{query}");
    let url = RawUrl::split(uri.trim_end_matches('&'));
    let mut request = SignedRequest::new(method, "");
    // What stands in no request of the suite was added by the signature; in its headers, if in that way.
    let added = lines[3..].iter().filter_map(|line| line.split_once(':'));
    for (name, value) in added.filter(|(name, _)| name.starts_with("x-amz-")) {
        request = request.header(name, value);
    }
    for header in case["headers"].as_array().unwrap() {
        request = request.header(header[0].as_str().unwrap(), header[1].as_str().unwrap());
    }
    let params = AuthParams::read(&url);
    let signed = SignedForm::new(&request, &url, &params, names);
    let canonical = CanonicalRequest { payload_hash, ..signed.canonical_request() };
    assert_eq!(canonical.text(), expected, "{} {way}", case["id"]);
    check_signature(case, canonical.hash(), sigv4a, signature);
    true
}

fn check_signature(case: &Value, hash: [u8; 32], sigv4a: SigV4a, signature: &str) {
    let of = |name: &str| case["context"]["credentials"][name].as_str().unwrap();
    let credentials = Credentials::new(of("access_key_id"), of("secret_access_key")).unwrap();
    let scope = AuthScope { sigv4a, ..AuthScope::sigv4("service", "us-east-1") };
    let date = AmzDate::parse("20150830T123600Z").unwrap();
    let secret = credentials.secret_access_key().clone();
    Signer::new(credentials).with_scope(&scope, |signer| {
        assert!(signer.verifies(&secret, date, hash, signature), "{}", case["id"]);
        let mut other = hash;
        other[31] ^= 1;
        assert!(!signer.verifies(&secret, date, other, signature), "{}", case["id"]);
        for changed in [&signature[1..], &signature.to_uppercase(), "", "zz"] {
            assert!(!signer.verifies(&secret, date, hash, changed), "{}", case["id"]);
        }
    });
}

fn check_suite(suite: &str, sigv4a: SigV4a) -> [usize; 2] {
    let cases: Vec<Value> = suite.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    ["header", "query"].map(|way| cases.iter().filter(|case| check(case, way, sigv4a)).count())
}

#[test]
fn all_cases_that_do_not_normalise_verify() {
    assert_eq!(check_suite(SIGV4, SigV4a::No), [32, 32]);
}

#[cfg(feature = "sigv4a")]
#[test]
fn all_cases_of_sigv4a_that_do_not_normalise_verify() {
    assert_eq!(check_suite(SIGV4A, SigV4a::Required), [32, 32]);
}

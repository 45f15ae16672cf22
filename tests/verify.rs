//! What is signed verifies, and nothing else does.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/strategies.rs"]
mod strategies;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit, Mac};
use proptest::prelude::*;
use s3_presigner::{
    Credentials, KnownCredentials, PostForm, PostPolicy, PresignedUrl, Presigner, Region,
    S3Request, SignedRequest, Verifier, VerifyError,
};
use serde_json::Value;
use sha2::Sha256;

use self::strategies::{credentials, endpoints, requests};

const HOUR: Duration = Duration::from_secs(3_600);
const NOW: u64 = 1_790_000_000;

fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(NOW)
}

fn user() -> Credentials {
    Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI").unwrap()
}

fn session() -> Credentials {
    let token = "IQoJb3JpZ2luX2VjEPT//////////wEaCXVzLWVhc3QtMSJ+token/with+odd=chars";
    Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "temporary/secret", token).unwrap()
}

fn presigner(credentials: Credentials) -> Presigner {
    Presigner::new(credentials, Region::new("eu-west-1").unwrap())
}

fn verifier() -> Verifier {
    Verifier::new([user(), session()]).with_region("eu-west-1")
}

fn received(url: &PresignedUrl) -> SignedRequest<'_> {
    SignedRequest::new(url.method(), url.as_str()).headers(url.headers())
}

#[test]
fn every_vector_verifies() {
    let mut count = 0;
    for line in include_str!("vectors/botocore/open-presign.jsonl").lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        if case["grade"] != "match" {
            continue;
        }
        let input = &case["input"];
        let of = |name: &str| input["credentials"][name].as_str();
        let (id, secret) = (of("access_key_id").unwrap(), of("secret_access_key").unwrap());
        let credentials = match of("session_token") {
            Some(token) => Credentials::temporary(id, secret, token).unwrap(),
            None => Credentials::new(id, secret).unwrap(),
        };
        // Signed behind a proxy: the server sees another host than the URL says.
        let (_, url) = case["expected"]["url"].as_str().unwrap().split_once("://").unwrap();
        let target = url.find('/').map_or("/", |at| url.get(at..).unwrap());
        let mut request = SignedRequest::new(input["method"].as_str().unwrap(), target);
        for header in input["headers"].as_array().unwrap() {
            request = request.header(header[0].as_str().unwrap(), header[1].as_str().unwrap());
        }
        let host = case["expected"]["host"].as_str().unwrap();
        request = request.header("host", host);
        let now = UNIX_EPOCH + Duration::from_secs(input["time"].as_u64().unwrap());
        let verifier = Verifier::new([credentials]).with_region(input["region"].as_str().unwrap());
        let refusal = verifier.verify_at(&request, now).err();
        assert!(refusal.is_none(), "{}: {}", case["id"], refusal.unwrap().to_xml());
        count += 1;
    }
    assert_eq!(count, 299);
}

/// The request as the server gets it, behind the proxy if there is one.
fn uri_at_server(url: &PresignedUrl, canonical: &str) -> String {
    let (_, query) = url.as_str().split_once('?').unwrap();
    format!("{}?{query}", canonical.split('\n').nth(1).unwrap())
}

fn host_at_server(canonical: &str) -> &str {
    canonical.split('\n').find_map(|line| line.strip_prefix("host:")).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_signed_verifies(
        credentials in credentials(), endpoint in endpoints(), request in requests(), late in 0..301_u64,
    ) {
        let presigner = Presigner::new(credentials.clone(), Region::new("us-west-2").unwrap())
            .with_endpoint(endpoint);
        let lifetime = Duration::from_secs(300);
        let Ok(url) = presigner.presign_at(&request, lifetime, now()) else {
            return Err(TestCaseError::reject("refused"));
        };
        let canonical = url.canonical_request();
        let uri = uri_at_server(&url, &canonical);
        let received = SignedRequest::new(url.method(), &uri)
            .headers(url.headers())
            .header("Host", host_at_server(&canonical))
            .header("User-Agent", "any");
        let mut verifier = Verifier::new([credentials.clone()]).with_region("us-west-2");
        if url.as_str().contains("%2Fs3express%2F") {
            verifier = verifier.for_express();
        }
        let verified = verifier.verify_at(&received, now() + Duration::from_secs(late));
        let verified = verified.map_err(|error| TestCaseError::fail(error.to_xml()))?;
        prop_assert_eq!(verified.access_key_id(), credentials.access_key_id().as_str());
        prop_assert_eq!(verified.signed_at(), now());
        prop_assert_eq!(verified.expires_at(), now() + lifetime);
        // With another secret it does not.
        let other = Credentials::new(credentials.access_key_id().as_str(), "other");
        let other = other.or_else(|_| Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "other", "t"));
        let refused = Verifier::new([other.unwrap()]).verify_at(&received, now());
        prop_assert!(refused.is_err());
    }

    /// Half a URL, noise in it, or noise alone: an answer, and never a panic.
    #[test]
    fn no_request_makes_it_panic(
        request in requests(), at in any::<prop::sample::Index>(), noise in "\\PC{0,12}", method in "\\PC{0,8}",
        headers in proptest::collection::vec(("\\PC{0,12}", "\\PC{0,12}"), 0..4),
    ) {
        let url = presigner(user()).presign_at(&request, HOUR, now());
        let url = url.map(String::from).unwrap_or_default();
        let at = (0..=url.len()).rev().filter(|at| url.is_char_boundary(*at)).nth(at.index(url.len() + 1));
        let (before, after) = url.split_at(at.unwrap_or_default());
        for uri in [format!("{before}{noise}{after}"), format!("{before}{noise}"), noise.clone()] {
            let mut request = SignedRequest::new(&method, &uri);
            for (name, value) in &headers {
                request = request.header(name, value);
            }
            let verifier = verifier();
            if let Err(error) = verifier.verify_at(&request, now()) {
                prop_assert!(!error.to_xml().is_empty() && error.status() >= 400);
            }
        }
    }
}

/// A request of which every byte can be changed.
#[derive(Clone)]
struct Parts {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
}

impl Parts {
    fn of(url: &PresignedUrl) -> Self {
        let (_, rest) = url.as_str().split_once("://").unwrap();
        let (host, target) = rest.split_at(rest.find('/').unwrap());
        let mut headers = vec![("host".to_owned(), host.to_owned())];
        headers.extend(url.headers().map(|(name, value)| (name.to_owned(), value.to_owned())));
        Self { method: url.method().to_owned(), target: target.to_owned(), headers }
    }

    fn texts(&mut self) -> impl Iterator<Item = &mut String> {
        let headers = self.headers.iter_mut().flat_map(|(name, value)| [name, value]);
        [&mut self.method, &mut self.target].into_iter().chain(headers)
    }

    fn verify(&self, verifier: &Verifier) -> bool {
        let headers = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let request = SignedRequest::new(&self.method, &self.target).headers(headers);
        verifier.verify_at(&request, now()).is_ok()
    }
}

/// Changes every byte of every part into every other of ASCII, and gives how many requests that were.
fn mutate(parts: &Parts, verifier: &Verifier) -> usize {
    assert!(parts.verify(verifier));
    let mut count = 0;
    for which in 0..parts.clone().texts().count() {
        let original = parts.clone().texts().nth(which).unwrap().clone();
        // The name of a header is the same in both cases of its letters.
        let is_name = which >= 2 && which % 2 == 0;
        for at in 0..original.len() {
            let byte = original.as_bytes()[at];
            for new in 0..=127_u8 {
                let is_unchanged =
                    if is_name { new.eq_ignore_ascii_case(&byte) } else { new == byte };
                if is_unchanged || !byte.is_ascii() {
                    continue;
                }
                let mut changed = original.clone().into_bytes();
                changed[at] = new;
                let mut request = parts.clone();
                *request.texts().nth(which).unwrap() = String::from_utf8(changed).unwrap();
                let shown = char::from(new);
                assert!(!request.verify(verifier), "{original:?} at {at} became {shown:?}");
                count += 1;
            }
        }
    }
    count
}

/// At least 100 000 are asked for.
#[test]
fn no_single_changed_byte_is_accepted() {
    let long = presigner(user());
    let short = presigner(session());
    let requests = [
        (&long, S3Request::get_object("photos", "2026/cat photo é.jpg").version_id("v1")),
        (
            &long,
            S3Request::put_object("photos", "a+b").content_type("image/jpeg").metadata("by", "a b"),
        ),
        (&short, S3Request::get_object("photos", "x").response_content_type("text/plain; a=b")),
        (
            &short,
            S3Request::put_object("my.dotted.photos", "k").content_length(7).if_none_match_any(),
        ),
        (&long, S3Request::create_multipart_upload("photos", "k")),
    ];
    // As S3 does, some are the same request: `docs/spelling.md`.
    let verifier = verifier().with_exact_spelling(true);
    let total: usize = requests
        .into_iter()
        .map(|(presigner, request)| {
            mutate(&Parts::of(&presigner.presign_at(&request, HOUR, now()).unwrap()), &verifier)
        })
        .sum();
    println!("{total} mutations, none accepted");
    assert!(total >= 100_000, "{total}");
}

#[test]
fn a_lookup_is_asked_for_each_request_and_keeps_what_it_made_ready() {
    let known = Arc::new(KnownCredentials::new(user()));
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let verifier = Verifier::with_lookup(move |id| {
        count.fetch_add(1, Ordering::Relaxed);
        (id == "AKIAIOSFODNN7EXAMPLE").then(|| Arc::clone(&known))
    });
    let url = presigner(user()).presign_get_at("photos", "k", HOUR, now()).unwrap();
    let other = Credentials::new("AKIAOTHER", "wJalrXUtnFEMI").unwrap();
    let unknown = presigner(other).presign_get_at("photos", "k", HOUR, now()).unwrap();
    for _ in 0..2 {
        assert!(verifier.verify_at(&received(&url), now()).is_ok());
    }
    let refused = verifier.verify_at(&received(&unknown), now()).unwrap_err();
    let access_key_id = "AKIAOTHER".to_owned();
    assert_eq!(refused, VerifyError::InvalidAccessKeyId { access_key_id });
    assert_eq!(asked.load(Ordering::Relaxed), 3);
}

/// The signature is no part of what is signed: its value is read as every value is, and only once.
#[test]
fn escapes_in_the_signature_are_read_once() {
    let url = presigner(user()).presign_get_at("photos", "k", HOUR, now()).unwrap();
    let (front, signature) = url.as_str().rsplit_once('=').unwrap();
    let (first, rest) = signature.split_at(1);
    let escape = hex::encode(first);
    let verify = |signature: String| {
        let target = format!("{front}={signature}");
        verifier().verify_at(&SignedRequest::new("GET", &target), now()).is_ok()
    };
    assert!(verify(format!("%{escape}{rest}")));
    assert!(!verify(format!("%25{escape}{rest}")));
    assert!(!verify(format!("%{escape}{signature}")));
    assert!(!verify(rest.to_owned()));
}

/// Some signers sign what they send, however it is spelled. S3 refuses that, as it spells it anew.
#[test]
fn a_spelling_that_was_signed_is_taken_as_it_stands_and_told_from_s3s_own() {
    let url = presigner(user()).presign_get_at("photos", "~me", HOUR, now()).unwrap();
    let odd = url.as_str().replace("/~me", "/%7Eme");
    let exact = verifier().with_exact_spelling(true);
    let refused = exact.verify_at(&SignedRequest::new("GET", &odd), now()).unwrap_err();
    let VerifyError::SignatureDoesNotMatch(mismatch) = refused else { panic!("{refused}") };
    let text = mismatch.string_to_sign.as_str();
    let scope = text.lines().nth(2).unwrap().split('/');
    let signature = scope.chain([text]).fold(b"AWS4wJalrXUtnFEMI".to_vec(), |key, message| {
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        mac.update(message.as_bytes());
        mac.finalize().into_bytes().to_vec()
    });
    let (front, _) = odd.rsplit_once('=').unwrap();
    let odd = format!("{front}={}", hex::encode(signature));
    for on in [false, true] {
        let verifier = verifier().with_exact_spelling(on);
        let request = SignedRequest::new("GET", &odd);
        assert!(!verifier.verify_at(&request, now()).unwrap().is_respelled(), "{on}");
        assert!(!request.is_in_s3_spelling());
    }
}

#[test]
fn blanks_of_a_signed_header_are_folded_and_tabs_only_as_s3_does() {
    let request = S3Request::put_object("photos", "k").metadata("by", "a b");
    let url = presigner(user()).presign_at(&request, HOUR, now()).unwrap();
    let exact = verifier().with_exact_spelling(true);
    for (value, is_exact, is_good) in
        [("a b", true, true), (" a   b ", true, true), ("a\tb", false, true), ("ab", false, false)]
    {
        let request = SignedRequest::new("PUT", url.as_str()).header("X-Amz-Meta-By", value);
        assert_eq!(exact.verify_at(&request, now()).is_ok(), is_exact, "{value:?}");
        assert_eq!(verifier().verify_at(&request, now()).is_ok(), is_good, "{value:?}");
    }
}

#[test]
fn the_order_of_the_parameters_does_not_matter() {
    let request = S3Request::get_object("photos", "k").version_id("v").response_expires(now());
    let url = presigner(session()).presign_at(&request, HOUR, now()).unwrap();
    let (before, query) = url.as_str().split_once('?').unwrap();
    let mut params: Vec<_> = query.split('&').collect();
    params.reverse();
    let turned = format!("{before}?{}", params.join("&"));
    assert!(verifier().verify_at(&SignedRequest::new("GET", &turned), now()).is_ok());
    // A parameter more is a parameter too many.
    let more = format!("{}&x-id=GetObject", url.as_str());
    assert!(verifier().verify_at(&SignedRequest::new("GET", &more), now()).is_err());
}

#[test]
fn the_body_is_bound_where_its_hash_is_signed() {
    let request = S3Request::put_object("photos", "k").body_sha256([0x44; 32]);
    let url = presigner(user()).presign_at(&request, HOUR, now()).unwrap();
    let verified = verifier().verify_at(&received(&url), now()).unwrap();
    assert_eq!(verified.payload_hash(), Some("44".repeat(32).as_str()));
    let url = presigner(user()).presign_put_at("photos", "k", HOUR, now()).unwrap();
    let verified = verifier().verify_at(&received(&url), now()).unwrap();
    assert_eq!((verified.payload_hash(), verified.service()), (None, "s3"));
    assert_eq!(verified.region(), "eu-west-1");
}

#[test]
fn a_good_request_says_who_signed_it_and_for_which_region() {
    let url = presigner(session()).presign_get_at("photos", "k", HOUR, now()).unwrap();
    let verifier = verifier();
    let good = verifier.verify_at(&received(&url), now()).unwrap();
    assert_eq!(
        (good.access_key_id(), good.region(), good.service()),
        ("ASIAIOSFODNN7EXAMPLE", "eu-west-1", "s3")
    );
    let (front, back) = url.as_str().split_once("X-Amz-Credential=").unwrap();
    let (credential, back) = back.split_once('&').unwrap();
    let plain = format!("{front}X-Amz-Credential={}&{back}", credential.replace("%2F", "/"));
    let respelled = verifier.verify_at(&SignedRequest::new("GET", &plain), now()).unwrap();
    assert!(respelled.is_respelled() && !good.is_respelled() && respelled != good);
    assert_eq!(
        (respelled.access_key_id(), respelled.region()),
        (good.access_key_id(), "eu-west-1")
    );
    let shown = format!("{good:?}");
    for said in ["ASIAIOSFODNN7EXAMPLE", "\"eu-west-1\"", "\"s3\"", "expires_at", "payload_hash"] {
        assert!(shown.contains(said), "{shown}");
    }
    assert!(!shown.contains("aws4_request"), "{shown}");
}

#[test]
fn forms_verify_by_their_signature_and_their_policy() {
    let policy = PostPolicy::new("photos", "user/${filename}").content_length_range(1..=100);
    for credentials in [user(), session()] {
        let post = presigner(credentials).presign_post_at(&policy, HOUR, now()).unwrap();
        let form = PostForm::from(&post).with_file("cat.jpg", 50);
        let verified = verifier().verify_post_at(&form, now()).unwrap();
        assert_eq!(verified.expires_at(), now() + HOUR);
        let credential = form.field("x-amz-credential").unwrap();
        assert_eq!(credential.split('/').next(), Some(verified.access_key_id()));
        assert_eq!(verified.region(), "eu-west-1");
        let code = |form: PostForm, now| verifier().verify_post_at(&form, now).unwrap_err().code();
        let second = Duration::from_secs(1);
        assert_eq!(code(form.clone(), now() + HOUR + second), "AccessDenied");
        assert_eq!(code(form.clone().with_file("cat.jpg", 101), now()), "EntityTooLarge");
        assert_eq!(code(form.clone().with_field("key", "other/x"), now()), "AccessDenied");
        assert_eq!(code(form.clone().without_field("policy"), now()), "InvalidArgument");
        let forged = form.clone().with_field("x-amz-signature", "0".repeat(64));
        assert_eq!(code(forged, now()), "SignatureDoesNotMatch");
        let policy = form.field("policy").unwrap().replacen('e', "f", 1);
        assert_eq!(code(form.clone().with_field("policy", policy), now()), "SignatureDoesNotMatch");
        let region = form.field("x-amz-credential").unwrap().replace("eu-west-1", "us-east-1");
        let moved = form.clone().with_field("x-amz-credential", region);
        assert_eq!(code(moved, now()), "AuthorizationQueryParametersError");
        let id = form.field("x-amz-credential").unwrap().replace("IOSFOD", "OTHERS");
        assert_eq!(code(form.with_field("x-amz-credential", id), now()), "InvalidAccessKeyId");
    }
}

#[cfg(feature = "sigv4a")]
#[test]
fn sigv4a_verifies_in_every_region_of_its_set() {
    let arn = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";
    let url = presigner(user()).presign_get_at(arn, "k", HOUR, now()).unwrap();
    let verified = verifier().verify_at(&received(&url), now()).unwrap();
    assert_eq!(verified.region(), "*");
    let mut parts = Parts::of(&url);
    for at in (0..parts.target.len()).step_by(7) {
        let original = parts.target.clone();
        let other = if &original[at..=at] == "0" { "1" } else { "0" };
        parts.target.replace_range(at..=at, other);
        assert!(!parts.verify(&verifier()), "{}", parts.target);
        parts.target = original;
    }
    let regions = ["us-east-1", "eu-central-1"].map(|name| Region::new(name).unwrap());
    let narrow = presigner(user())
        .with_endpoint(s3_presigner::Endpoint::aws().with_region_set(&regions))
        .presign_get_at(arn, "k", HOUR, now())
        .unwrap();
    let refused = verifier().verify_at(&received(&narrow), now()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "Error parsing the X-Amz-Credential parameter; the region 'us-east-1,eu-central-1' is wrong; expecting \
         'eu-west-1'"
    );
}

#[test]
fn the_host_of_the_target_counts_before_the_header() {
    let url =
        presigner(user()).presign_get_at("photos", "k", Duration::from_secs(900), now()).unwrap();
    let host = "photos.s3.eu-west-1.amazonaws.com";
    let target = url.as_str().split_once(host).unwrap().1;
    let verify = |uri: &str| {
        verifier().verify_at(&SignedRequest::new("GET", uri).header("host", host), now()).is_ok()
    };
    assert!(verify(target) && verify(url.as_str()));
    assert!(!verify(&format!("https://other.example{target}")));
    assert!(!verify(&format!("no%scheme://{host}{target}")));
}

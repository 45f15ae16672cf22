//! The AWS SDK's types, SSE-C keys, and the reading side.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use s3_presigner::{
    AsyncPresigner, CopySource, Credentials, FailedRequest, Inspection, KnownCredentials,
    S3Request, SignedRequest, SseCustomerKey, Verifier,
};
use zeroize::Zeroizing;

use super::issuing::{finish, presigner, temporary_credentials, user_credentials};
use super::now;
use crate::patterns::ID;
use crate::secrets::{customer_key, second_secret, secret, token};

const QUARTER: Duration = Duration::from_secs(900);

pub fn aws_types() {
    let theirs = aws_credential_types::Credentials::new(ID, secret().as_str(), None, None, "test");
    Credentials::try_from(&theirs).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let presigners = AsyncPresigner::new(theirs, presigner);
    let request = S3Request::get_object("photos", "k");
    finish(runtime.block_on(presigners.presign_at(&request, QUARTER, now())).unwrap());
}

fn keyed<'a>() -> S3Request<'a> {
    let key = SseCustomerKey::new(*customer_key());
    let source = CopySource::new("photos", "other").unwrap();
    S3Request::copy_object("photos", "k", &source)
        .sse_customer_key(&key.clone())
        .copy_source_sse_customer_key(&key)
}

pub fn customer_keys() {
    // Headers that come behind the keys make the text grow with the keys in it.
    let long = "x".repeat(3_000);
    let request = keyed().metadata("a", &long).metadata("b", &long).header("a", " b\t c ");
    let url = presigner(user_credentials()).presign_at(&request.clone(), QUARTER, now()).unwrap();
    drop(format!("{request:?} {url:?} {}", url.headers().count()));
    finish(url.clone());
    // A key given as a header, with spaces to fold and with a control character.
    let encoded = url.headers().find(|(name, _)| name.ends_with("customer-key")).unwrap().1;
    for (before, behind) in [("  ", ""), ("", "\u{1}")] {
        let value = Zeroizing::new([before, encoded, behind].concat());
        let name = "X-Amz-Server-Side-Encryption-Customer-Key";
        drop(S3Request::put_object("photos", "k").header(name, &value).validate());
    }
    drop(keyed().sse_customer_key(&SseCustomerKey::new(*customer_key())).validate());
}

pub fn canonical_requests() {
    let url = presigner(temporary_credentials()).presign_at(&keyed(), QUARTER, now()).unwrap();
    drop(Zeroizing::new(url.canonical_request()));
    drop(Zeroizing::new(url.string_to_sign()));
    finish(url);
}

/// A good link of temporary credentials.
fn link() -> Zeroizing<String> {
    let presigner = presigner(temporary_credentials());
    Zeroizing::new(String::from(presigner.presign_get_at("photos", "k", QUARTER, now()).unwrap()))
}

pub fn verifier() {
    let link = link();
    let verifier = Verifier::new([user_credentials(), temporary_credentials()]);
    verifier.verify_at(&SignedRequest::new("GET", &link), now()).unwrap();
    let known = Arc::new(KnownCredentials::new(temporary_credentials()));
    let verifier = Verifier::with_lookup(move |_| Some(Arc::clone(&known)));
    let respelled = Zeroizing::new(link.replace("%2F", "%2f"));
    for link in [&link, &respelled] {
        verifier.verify_at(&SignedRequest::new("GET", link), now()).unwrap();
    }
    // A key of SSE-C as a header that came in.
    let url = presigner(user_credentials()).presign_at(&keyed(), QUARTER, now()).unwrap();
    let headers: Vec<_> = url.headers().collect();
    let verifier = Verifier::new([user_credentials()]);
    verifier.verify_at(&SignedRequest::new("PUT", url.as_str()).headers(headers), now()).unwrap();
}

pub fn verifier_side_by_side() {
    let links = [link(), Zeroizing::new(link().replace("%2F", "%2f"))];
    let url = presigner(user_credentials()).presign_at(&keyed(), QUARTER, now()).unwrap();
    let mut requests: Vec<_> =
        (0..80).map(|at| SignedRequest::new("GET", &links[at % 2])).collect();
    for at in [0, 20, 40, 79] {
        requests[at] = SignedRequest::new("PUT", url.as_str()).headers(url.headers());
    }
    // Refused: of another method.
    requests[60] = SignedRequest::new("PUT", &links[0]);
    let verifier = Verifier::new([user_credentials(), temporary_credentials()]);
    for count in [80, 1, 33, 80] {
        let found = verifier.verify_all_at(&requests[..count], now());
        assert_eq!(found.iter().filter(|result| result.is_err()).count(), count / 61);
        drop(found);
    }
}

/// While the links before wait for their signatures to be checked.
pub fn verifier_that_panics() {
    let link = link();
    let known = Arc::new(KnownCredentials::new(temporary_credentials()));
    let asked = AtomicUsize::new(0);
    let verifier = Verifier::with_lookup(move |_| {
        if asked.fetch_add(1, Ordering::Relaxed) == 50 {
            // As a panic, but for the report on the terminal.
            std::panic::resume_unwind(Box::new(()));
        }
        Some(Arc::clone(&known))
    });
    let requests = vec![SignedRequest::new("GET", &link); 80];
    let all = std::panic::AssertUnwindSafe(|| verifier.verify_all_at(&requests, now()));
    std::panic::catch_unwind(all).unwrap_err();
}

pub fn refusals() {
    let link = link();
    let other =
        Credentials::temporary("ASIAIOSFODNN7EXAMPLE", second_secret().as_str(), token().as_str());
    for verifier in [Verifier::new([other.unwrap()]), Verifier::new([user_credentials()])] {
        let refused = verifier.verify_at(&SignedRequest::new("GET", &link), now()).unwrap_err();
        drop(format!("{refused} {refused:?}"));
        // The answer shows the canonical request, as S3's does; whoever asks for it has it.
        drop(Zeroizing::new(refused.to_xml()));
    }
}

pub fn diagnosis() {
    let link = link();
    let inspection = Inspection::of_at(&link, now());
    drop(format!("{inspection} {inspection:?}"));
    drop(Zeroizing::new(inspection.report_with_secrets()));
    drop(inspection);
    let credentials = temporary_credentials();
    let answer = Zeroizing::new(
        Verifier::new([credentials.clone()])
            .verify_at(&SignedRequest::new("PUT", &link), now())
            .unwrap_err()
            .to_xml(),
    );
    let failed = FailedRequest::of_link(&link, &answer).with_credentials(&credentials);
    drop(format!("{}", failed.diagnose_at(now())));
}

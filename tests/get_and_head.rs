//! A link for GET and one for HEAD beside it: one end, the same but for method and signature, and neither good for
//! the other's method.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/lifetimes.rs"]
mod lifetimes;
#[path = "support/strategies.rs"]
mod strategies;
#[path = "support/world.rs"]
mod world;

use proptest::prelude::{ProptestConfig, proptest};
use s3_presigner::{
    Caution, CredentialKind, Credentials, Error, ExpiryPolicy, GetAndHead, Limit, OnExcess,
    PresignedUrl, Presigner, S3Request, SignedRequest, SseCustomerKey, Verifier,
};

use self::lifetimes::{NOW, at, mode, presigner, secs, temporary, user};
use self::world::{QUARTER, world};

/// The URL but for its signature, and the signature.
fn apart(url: &PresignedUrl) -> (&str, &str) {
    url.as_str().split_once("X-Amz-Signature=").unwrap()
}

fn pair(request: &S3Request<'_>) -> GetAndHead {
    presigner(user()).presign_with_head_at(request, QUARTER, at(NOW)).unwrap()
}

/// What has to hold of every pair.
fn assert_is_pair(links: &GetAndHead) {
    let (get, head) = (links.get(), links.head());
    assert_eq!((get.method(), head.method()), ("GET", "HEAD"));
    assert_eq!(apart(get).0, apart(head).0);
    assert_ne!(apart(get).1, apart(head).1);
    assert!(get.headers().eq(head.headers()));
    assert_eq!(get.validity(), head.validity());
    assert_eq!(links.validity(), get.validity());
    assert_eq!(links.for_method("GET").unwrap().as_str(), get.as_str());
    assert_eq!(links.for_method("HEAD").unwrap().as_str(), head.as_str());
    for other in ["PUT", "DELETE", "get", "head", ""] {
        assert!(links.for_method(other).is_none(), "{other}");
    }
}

/// Whether a server takes it at the instant of signing, sent with this method and the headers that are its.
fn verifies(credentials: &Credentials, link: &PresignedUrl, method: &str) -> bool {
    let host = link.as_str().split('/').nth(2).unwrap();
    let sent = SignedRequest::new(method, link.as_str()).header("host", host);
    let sent = link.headers().fold(sent, |sent, (name, value)| sent.header(name, value));
    Verifier::new([credentials.clone()]).verify_at(&sent, link.signed_at()).is_ok()
}

/// Requests for a download, with everything that a HEAD may carry too.
fn downloads() -> Vec<S3Request<'static>> {
    let get = || S3Request::get_object("photos", "2026/o'Brien (1) +é.jpg");
    vec![
        get(),
        get().version_id("3/L4kqtJ").part_number(7),
        get().response_attachment("März.pdf").response_cache_control("no-store"),
        get().response_content_type("a/b").response_expires(at(NOW)),
        get().sse_customer_key(&SseCustomerKey::new([7; 32])),
        get().requester_pays().expected_bucket_owner("111122223333"),
        get().header("range", "bytes=0-99").header("if-match", "\"9b2c\""),
        get().header("x-amz-checksum-mode", "ENABLED"),
        get().query("team", "blue").custom_query("range", "0-99"),
        S3Request::get_object("photos", "a/../b").allow_dot_segments(),
        S3Request::new("GET", "photos", "cat.jpg"),
    ]
}

#[test]
fn each_is_good_for_its_own_method_and_for_no_other() {
    for request in downloads() {
        let links = pair(&request);
        assert_is_pair(&links);
        for link in [links.get(), links.head()] {
            for method in ["GET", "HEAD", "PUT", "DELETE"] {
                assert_eq!(verifies(&user(), link, method), method == link.method(), "{request:?}");
            }
        }
    }
}

#[test]
fn each_is_the_link_that_is_made_alone() {
    let presigner = presigner(user());
    let links = presigner.presign_get_and_head_at("photos", "cat.jpg", QUARTER, at(NOW)).unwrap();
    let get = presigner.presign_get_at("photos", "cat.jpg", QUARTER, at(NOW)).unwrap();
    let head = presigner.presign_head_at("photos", "cat.jpg", QUARTER, at(NOW)).unwrap();
    assert_eq!([links.get().as_str(), links.head().as_str()], [get.as_str(), head.as_str()]);
    let batch = presigner.batch_at(QUARTER, at(NOW)).unwrap();
    let of_batch = batch.presign_with_head(&S3Request::get_object("photos", "cat.jpg")).unwrap();
    assert_eq!([of_batch.get().as_str(), of_batch.head().as_str()], [get.as_str(), head.as_str()]);
    assert_eq!(of_batch.validity(), batch.validity());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_key_and_the_endpoint_both_have_one_end(
        presigner in strategies::presigners(), key in strategies::keys(), seconds in 1_u64..700,
    ) {
        let request = S3Request::get_object("photos", key).allow_dot_segments();
        assert_is_pair(&presigner.presign_with_head_at(&request, secs(seconds), at(NOW)).unwrap());
    }
}

#[test]
fn a_stable_window_gives_the_same_pair_to_all() {
    let presigner = presigner(user()).with_stable_window(secs(300)).unwrap();
    let sign = |now| presigner.presign_get_and_head_at("photos", "k", QUARTER, at(now)).unwrap();
    let (first, last, next) = (sign(NOW), sign(NOW + 299), sign(NOW + 300));
    for method in ["GET", "HEAD"] {
        let of = |links: &GetAndHead| links.for_method(method).unwrap().as_str().to_owned();
        assert_eq!(of(&first), of(&last));
        assert_ne!(of(&first), of(&next));
    }
    assert_eq!(first.validity().expires_in(), secs(900 + 300));
}

#[test]
fn the_policy_holds_for_both_and_tells_one_truth() {
    let ending = temporary(CredentialKind::Sts).with_expires_at(at(NOW + 600));
    let sign = |presigner: &Presigner| {
        presigner.presign_get_and_head_at("photos", "cat.jpg", QUARTER, at(NOW))
    };
    let presigner = presigner(ending);
    let refused = sign(&presigner);
    assert!(matches!(refused, Err(Error::LifetimeTooLong { .. })), "{refused:?}");
    for (on_excess, says) in [(OnExcess::Clamp, 600), (OnExcess::Allow, 900)] {
        let links = sign(&mode(&presigner, on_excess)).unwrap();
        assert_is_pair(&links);
        let validity = links.validity();
        assert_eq!((validity.expires_in(), validity.expires_at()), (secs(says), at(NOW + 600)));
        assert_eq!(validity.limited_by(), Limit::CredentialExpiry);
    }
    let clamping = ExpiryPolicy::new().with_on_excess(OnExcess::Clamp).with_min_lifetime(secs(700));
    let refused = sign(&presigner.with_expiry_policy(clamping));
    assert!(matches!(refused, Err(Error::BelowMinLifetime { .. })), "{refused:?}");
}

#[test]
fn both_are_as_young_as_the_clock() {
    let presigner = presigner(user());
    let request = S3Request::get_object("photos", "cat.jpg");
    let before = std::time::SystemTime::now() - secs(1);
    for links in [
        presigner.presign_get_and_head("photos", "cat.jpg", QUARTER).unwrap(),
        presigner.presign_with_head(&request, QUARTER).unwrap(),
    ] {
        assert_is_pair(&links);
        assert!(links.validity().signed_at() >= before);
        assert!(links.validity().signed_at() <= std::time::SystemTime::now());
    }
}

fn refusal(request: &S3Request<'_>) -> String {
    let presigner = presigner(user());
    let error = presigner.presign_with_head_at(request, QUARTER, at(NOW)).unwrap_err();
    let batch = presigner.batch_at(QUARTER, at(NOW)).unwrap();
    assert_eq!(batch.presign_with_head(request).unwrap_err(), error);
    error.to_string()
}

#[test]
fn what_is_no_get_has_no_head_beside_it() {
    for method in ["PUT", "HEAD", "DELETE", "POST", "PATCH"] {
        assert_eq!(
            refusal(&S3Request::new(method, "photos", "cat.jpg")),
            format!(
                "method {method:?} is not valid: only a GET has a HEAD beside it; give the GET, or sign this \
                 request by itself with presign"
            )
        );
    }
}

#[test]
fn a_get_of_something_else_than_an_object_has_no_head_beside_it() {
    for request in [S3Request::new_on_bucket("GET", "photos"), S3Request::new_on_service("GET")] {
        assert_eq!(
            refusal(&request),
            "object key \"\" is not valid: a link for HEAD stands beside the GET of an object, which has a key; \
             sign this request by itself with presign"
        );
    }
    for name in [
        "uploadId",
        "tagging",
        "acl",
        "annotation",
        "attributes",
        "retention",
        "legal-hold",
        "torrent",
        "x-id",
    ] {
        assert_eq!(
            refusal(&S3Request::get_object("photos", "cat.jpg").query(name, "")),
            format!(
                "query parameter name {name:?} is not valid: GetObject and HeadObject do not take it, so it makes \
                 the GET another operation, which has no HEAD; leave it out, or sign this request by itself with \
                 presign"
            )
        );
    }
}

#[test]
fn a_fault_of_the_request_comes_first() {
    assert_eq!(
        refusal(&S3Request::put_object("photos", "")),
        S3Request::put_object("photos", "").validate().unwrap_err().to_string()
    );
}

#[test]
fn debug_holds_no_signature_of_either() {
    let links = pair(&S3Request::get_object("photos", "cat.jpg"));
    let shown = format!("{links:?}");
    assert!(shown.contains("HEAD") && shown.contains("redacted"), "{shown}");
    for link in [links.get(), links.head()] {
        assert!(!shown.contains(&apart(link).1[..8]), "{shown}");
    }
}

#[tokio::test]
async fn a_server_takes_each_with_its_own_method_only() {
    let world = world().await;
    for (key, body) in [("cat.jpg", "miaow"), ("o'Brien (1) +é&=.jpg", "purr")] {
        world.send(&world.sign(&S3Request::put_object("photos", key)), body).await;
        let request = S3Request::get_object("photos", key).response_attachment("März.txt");
        let links = world.presigner.presign_with_head(&request, QUARTER).unwrap();
        for (method, link, status) in [
            (reqwest::Method::GET, links.get(), 200),
            (reqwest::Method::HEAD, links.head(), 200),
            (reqwest::Method::HEAD, links.get(), 403),
            (reqwest::Method::GET, links.head(), 403),
        ] {
            let request = world.client.request(method.clone(), link.as_str());
            let answer = request.send().await.unwrap();
            assert_eq!(answer.status(), status, "{method} {}", link.method());
            if status == 200 {
                assert_eq!(answer.headers()["content-length"], body.len().to_string());
                let disposition = answer.headers()["content-disposition"].to_str().unwrap();
                assert!(disposition.contains("M%C3%A4rz.txt"), "{disposition}");
            }
            let expected = if method == "GET" && status == 200 { body } else { "" };
            assert!(answer.text().await.unwrap().starts_with(expected));
        }
    }
}

#[test]
fn the_cautions_are_those_of_the_download_but_for_the_head_that_is_there() {
    let of = |key: &str| {
        let links = pair(&S3Request::get_object("photos", key));
        links.cautions().iter().map(Caution::kind).collect::<Vec<_>>()
    };
    assert_eq!(of("a.parquet"), [""; 0]);
    assert_eq!(of("it's//a.parquet"), ["empty_segment", "respelled"]);
}

//! Of a request that is refused for its signature, the verifier finds the one that was signed.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/by_hand.rs"]
mod by_hand;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{
    Credentials, Endpoint, PresignedUrl, Presigner, Region, S3Request, SignedRequest, Verifier,
};

const SECRET: &str = "wJalrXUtnFEMI";

fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_262_400)
}

fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", SECRET).unwrap()
}

fn signed(request: &S3Request<'_>) -> PresignedUrl {
    let presigner = Presigner::new(credentials(), Region::new("eu-west-1").unwrap());
    presigner.presign_at(request, Duration::from_secs(900), now()).unwrap()
}

/// What the fit says, if there is one.
fn fit(request: &SignedRequest<'_>) -> Option<String> {
    Verifier::new([credentials()]).what_fits(request, now()).map(|fit| fit.to_string())
}

#[test]
fn the_method_is_named() {
    for (request, method) in [
        (S3Request::put_object("photos", "k"), "PUT"),
        (S3Request::head_object("photos", "k"), "HEAD"),
        (S3Request::delete_object("photos", "k"), "DELETE"),
        (S3Request::create_multipart_upload("photos", "k"), "POST"),
        (S3Request::get_object("photos", "k"), "GET"),
    ] {
        let url = signed(&request);
        for used in ["GET", "PUT", "HEAD", "POST", "DELETE", "get", "PATCH"] {
            let found = fit(&SignedRequest::new(used, url.as_str()));
            let expected = (used != method).then(|| format!("the link is for {method}"));
            assert_eq!(found, expected, "{used} for {method}");
        }
    }
}

#[test]
fn the_method_is_named_of_a_link_that_was_respelled_too() {
    let url = signed(&S3Request::put_object("photos", "it's"));
    let sent = url.as_str().replace("%27", "'").replace("%2F", "/");
    let found = fit(&SignedRequest::new("GET", &sent));
    assert_eq!(found.as_deref(), Some("the link is for PUT"));
}

#[test]
fn the_value_of_a_signed_header_is_named() {
    for (value, sent) in [
        ("image/jpeg", None),
        ("image/jpeg", Some("image/png")),
        ("image/jpeg", Some("application/octet-stream")),
        ("text/plain", Some("text/plain; charset=utf-8")),
        ("text/plain; charset=utf-8", Some("text/plain;charset=UTF-8")),
        ("text/html; charset=UTF-8", Some("text/html")),
        ("application/octet-stream", Some("")),
        ("Image/SVG", None),
    ] {
        let url = signed(&S3Request::put_object("photos", "k").content_type(value));
        let mut request = SignedRequest::new("PUT", url.as_str());
        if let Some(sent) = sent {
            request = request.header("Content-Type", sent);
        }
        // A value that nobody could guess is not found, and nothing is made up.
        let expected = (value != "Image/SVG")
            .then(|| format!("the link is signed for the header 'content-type: {value}'"));
        assert_eq!(fit(&request), expected, "{value} sent {sent:?}");
    }
}

#[test]
fn method_and_headers_are_named_together() {
    let request =
        S3Request::put_object("photos", "k").content_type("image/png").if_none_match_any();
    let url = signed(&request);
    let found = Verifier::new([credentials()])
        .what_fits(&SignedRequest::new("GET", url.as_str()), now())
        .unwrap();
    assert_eq!(found.method(), Some("PUT"));
    let headers: Vec<_> = found.headers().collect();
    assert_eq!(headers, [("content-type", "image/png"), ("if-none-match", "*")]);
    assert_eq!(
        found.to_string(),
        "the link is for PUT; the link is signed for the header 'content-type: image/png'; the link is signed for \
         the header 'if-none-match: *'"
    );
}

/// A link for one path that is signed over another.
fn signed_over(sent: &str, path: &str) -> String {
    let query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20261121%2Feu-west-1%2Fs3%2Faws4_request\
                 &X-Amz-Date=20261121T120000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host";
    let link = |path: &str| format!("https://photos.s3.eu-west-1.amazonaws.com{path}?{query}");
    let signature = by_hand::signature_of(SECRET, "GET", &link(path), &[]);
    format!("{}&X-Amz-Signature={signature}", link(sent))
}

#[test]
fn a_path_that_was_signed_otherwise_is_named() {
    for (sent, signed, text) in [
        ("/a%20b", "/a%2520b", "the link is signed over a path that is escaped twice"),
        ("/it's%20a", "/it%2527s%2520a", "the link is signed over a path that is escaped twice"),
        ("/a%40b", "/a@b", "the link is signed over the path without its escapes"),
        ("/%C3%A9", "/é", "the link is signed over the path without its escapes"),
        ("/a%2520b", "/a%20b", "the path was escaped once more after signing"),
        ("//a//b", "/a/b", "the link is signed over a path without its empty segments"),
        ("/a/../b", "/b", "the link is signed over a path whose dots are folded"),
        ("/a/./b%28", "/a/b%28", "the link is signed over a path whose dots are folded"),
    ] {
        let link = signed_over(sent, signed);
        let found = fit(&SignedRequest::new("GET", &link)).unwrap_or_default();
        assert!(found.starts_with(text), "{sent} signed {signed}: {found}");
        let found = fit(&SignedRequest::new("PUT", &link)).unwrap_or_default();
        assert!(found.starts_with(&format!("the link is for GET; {text}")), "{found}");
    }
    assert_eq!(fit(&SignedRequest::new("GET", &signed_over("/a", "/b"))), None);
}

#[test]
fn a_host_with_and_without_its_port_is_named() {
    let endpoint = Endpoint::custom("https://s3.example.com:8443").unwrap();
    let presigner =
        Presigner::new(credentials(), Region::new("eu-west-1").unwrap()).with_endpoint(endpoint);
    let lifetime = Duration::from_secs(900);
    let url = presigner.presign_get_at("photos", "k", lifetime, now()).unwrap();
    let without = url.as_str().replace(":8443", "");
    assert_eq!(
        fit(&SignedRequest::new("GET", &without)),
        None,
        "no port but the default one is guessed"
    );
    let plain = signed(&S3Request::get_object("photos", "k"));
    let with = plain.as_str().replace("amazonaws.com", "amazonaws.com:443");
    let text = "the link is signed for the same host with or without its port: clients leave the default port out";
    assert_eq!(fit(&SignedRequest::new("GET", &with)).as_deref(), Some(text));
}

#[test]
fn nothing_fits_what_is_good_and_what_is_refused_for_another_reason() {
    let url = signed(&S3Request::put_object("photos", "k"));
    assert_eq!(fit(&SignedRequest::new("PUT", url.as_str())), None);
    let used = SignedRequest::new("GET", url.as_str());
    let verifier = Verifier::new([credentials()]);
    assert!(verifier.what_fits(&used, now()).is_some());
    assert_eq!(verifier.what_fits(&used, now() + Duration::from_secs(901)), None);
    let other = Credentials::new("AKIDEXAMPLE", "another").unwrap();
    assert_eq!(Verifier::new([other]).what_fits(&used, now()), None);
}

#[test]
fn a_link_with_many_signed_headers_is_given_up_in_time() {
    let names: Vec<_> = (0..40).map(|count| format!("x-{count}")).collect();
    let request = S3Request::put_object("photos", "k");
    let request = names.iter().fold(request, |request, name| request.header(name, "a"));
    let url = signed(&request);
    let sent = SignedRequest::new("PUT", url.as_str());
    let sent = names.iter().fold(sent, |sent, name| sent.header(name, "b"));
    assert_eq!(fit(&sent), None);
}

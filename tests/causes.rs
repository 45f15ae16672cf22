//! The cause by everything at hand: code, words, times, the link's own problems, what was sent and what was meant.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{
    AddressingStyle, Cause, Credentials, Endpoint, FailedRequest, Presigner, Region, S3Request,
    SignedRequest,
};

/// 2024-06-10T10:34:11Z.
const SIGNED: u64 = 1_718_015_651;

const DENIED: &str = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";
const NO_REASON: &str = "<Error><Code>AccessDenied</Code><Message></Message></Error>";
const MISMATCH: &str = "<Error><Code>SignatureDoesNotMatch</Code></Error>";

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn sign(request: &S3Request<'_>, seconds: u64) -> String {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").unwrap();
    let endpoint =
        Endpoint::custom("https://s3.example.com").unwrap().with_style(AddressingStyle::Path);
    let presigner =
        Presigner::new(credentials, Region::new("eu-west-1").unwrap()).with_endpoint(endpoint);
    presigner.presign_at(request, Duration::from_secs(seconds), at(SIGNED)).unwrap().into()
}

fn get() -> String {
    sign(&S3Request::get_object("photos", "cat.jpg"), 900)
}

fn put() -> String {
    sign(&S3Request::put_object("photos", "cat.jpg").content_type("image/png"), 900)
}

/// A minute after signing.
fn said(failed: &FailedRequest<'_>) -> String {
    failed.diagnose_at(at(SIGNED + 60)).cause().to_string()
}

fn sent(method: &str, link: &str, headers: &[(&str, &str)], answer: &str) -> String {
    said(&FailedRequest::new(
        SignedRequest::new(method, link).headers(headers.iter().copied()),
        answer,
    ))
}

#[test]
fn a_skew_is_told_by_direction_and_size() {
    let week = sign(&S3Request::get_object("photos", "cat.jpg"), 604_800);
    let skewed = |rest: &str, seconds: u64| {
        let answer = format!("<Error><Code>RequestTimeTooSkewed</Code>{rest}</Error>");
        FailedRequest::of_link(&week, &answer).diagnose_at(at(SIGNED + seconds)).cause().clone()
    };
    let long_ago = |seconds| Cause::SignedTooLongAgo { by: Some(Duration::from_secs(seconds)) };
    let five_hours = 5 * 3_600 + 17 * 60 + 34;
    assert_eq!(skewed("", five_hours), long_ago(five_hours));
    let fields =
        "<RequestTime>20240610T103411Z</RequestTime><ServerTime>2024-06-10T15:51:45Z</ServerTime>";
    assert_eq!(skewed(fields, 9_000_000), long_ago(five_hours), "the server's clock counts");
    assert_eq!(
        skewed(fields, 0).to_string(),
        "the link is not over, but the server takes it to be signed too long ago, 5 h 17 min before its clock: it \
         measures links by the 15 minutes of signed headers, or the signer's clock is slow"
    );
    for (server, ahead) in [("10:14:11", 1_200), ("10:34:10", 1), ("00:34:11", 36_000)] {
        let time = format!("<ServerTime>2024-06-10T{server}Z</ServerTime>");
        assert_eq!(
            skewed(&time, 60),
            Cause::NotYetValid { by: Some(Duration::from_secs(ahead)) },
            "{server}"
        );
    }
    let over = skewed("<ServerTime>2024-06-18T00:00:00Z</ServerTime>", 0);
    assert_eq!(over, Cause::Expired { expired_at: Some(at(SIGNED + 604_800)) });
    assert!(matches!(skewed("<Message>presigned URL expired</Message>", 0), Cause::Expired { .. }));
    let head = "HTTP/1.1 403 Forbidden\r\nDate: Mon, 10 Jun 2024 10:00:00 GMT\r\n\r\n";
    let answer = format!("{head}<Error><Code>RequestTimeTooSkewed</Code></Error>");
    let by_header =
        FailedRequest::of_link(&week, &answer).diagnose_at(at(SIGNED + 60)).cause().clone();
    assert_eq!(by_header, Cause::NotYetValid { by: Some(Duration::from_secs(2_051)) });
}

#[test]
fn an_answer_without_a_body_is_told_by_what_was_sent() {
    let link = get();
    let head = "HTTP/1.1 403 Forbidden\r\nx-amz-request-id: R\r\n\r\n";
    for answer in [
        "",
        head,
        "HTTP/2 403\n\n",
        "An error occurred (403) when calling the HeadObject operation: Forbidden",
    ] {
        let failed = FailedRequest::new(SignedRequest::new("HEAD", &link), answer);
        assert_eq!(
            said(&failed.with_meant_request(SignedRequest::new("GET", &link))),
            "the link is for GET but was used with HEAD",
            "{answer}"
        );
    }
    for answer in ["", head] {
        assert!(
            sent("HEAD", &link, &[], answer).starts_with("the answer to HEAD has no body"),
            "{answer}"
        );
    }
    for (status, words) in [
        ("404 Not Found", "no such object"),
        ("412 Precondition Failed", "condition"),
        ("411 Length Required", "without its length"),
        ("416 Range Not Satisfiable", "range"),
        ("503 Service Unavailable", "not available for now"),
        ("504 Gateway Timeout", "not an error of S3"),
        (
            "301 Moved Permanently\r\nLocation: https://photos.s3.us-west-2.amazonaws.com/k",
            "photos.s3.us-west-2",
        ),
    ] {
        let shown = sent("GET", &link, &[], &format!("HTTP/1.1 {status}\r\n\r\n"));
        assert!(shown.contains(words), "{status}: {shown}");
    }
    let late =
        FailedRequest::new(SignedRequest::new("HEAD", &link), "").diagnose_at(at(SIGNED + 9_000));
    assert!(late.to_string().starts_with("the link expired at "), "{late}");
}

/// What tools print when a HEAD is refused, as they print it; none of it is the server's body.
#[test]
fn a_refused_head_is_told_by_the_lines_of_tools_too() {
    let link = get();
    for answer in [
        "curl: (22) The requested URL returned error: 403",
        "403, message='Forbidden', url='https://photos.s3.eu-west-1.amazonaws.com/k'",
        "2026-11-29 09:46:57 ERROR 403: Forbidden.",
        "HTTP Error: Unable to connect to URL: Forbidden (HTTP code 403)",
        "An error occurred (403) when calling the HeadObject operation: Forbidden",
        "Server returned 403 Forbidden (access denied)",
        "HTTP Error 403: Forbidden",
        "Error performing HEAD: Server returned non-2xx status code: 403 Forbidden: ",
        "errorCode=22 The response status is not successful. status=403",
    ] {
        let shown = sent("HEAD", &link, &[], answer);
        assert!(shown.starts_with("the answer to HEAD has no body"), "{answer}: {shown}");
        let shown = sent("GET", &link, &[], answer);
        assert!(!shown.contains("HEAD has no body"), "{answer}: {shown}");
        let failed = FailedRequest::new(SignedRequest::new("HEAD", &link), answer);
        let failed = failed.with_meant_request(SignedRequest::new("GET", &link));
        assert_eq!(said(&failed), "the link is for GET but was used with HEAD", "{answer}");
    }
    for (answer, words) in [
        ("curl: (22) The requested URL returned error: 404", "there is no such object"),
        ("HTTP Error 503: Slow Down", "ServiceUnavailable"),
        (MISMATCH, "another method than HEAD"),
    ] {
        let shown = sent("HEAD", &link, &[], answer);
        assert!(shown.contains(words), "{answer}: {shown}");
    }
}

#[test]
fn a_signature_is_called_right_by_no_answer_that_does_not_say_so() {
    let link = get();
    let text = |message: &str| {
        sent(
            "GET",
            &link,
            &[],
            &format!("<Error><Code>AccessDenied</Code><Message>{message}</Message></Error>"),
        )
    };
    assert!(text("Forbidden: Invalid signature").contains("the secret access keys differ"));
    assert_eq!(text("Forbidden: No such key: GK0a"), "the server does not know the access key id");
    let at_aws = link.replace("s3.example.com", "s3.eu-west-1.amazonaws.com");
    assert_eq!(sent("GET", &at_aws, &[], DENIED), "the signer may not do this");
    assert!(text("Access Denied").starts_with("the server refused the request without saying why"));
    assert!(text("").starts_with("the server refused the request without saying why"));
    for message in [
        "",
        "Access Denied",
        "Access Denied.",
        "Forbidden: Invalid signature",
        "no",
        "Signature mismatch",
    ] {
        assert!(!text(message).contains("the signature is right"), "{message}");
    }
}

#[test]
fn what_the_request_shows_comes_before_the_secret() {
    let (get, put) = (get(), put());
    for answer in [MISMATCH, NO_REASON, "HTTP/1.1 403 Forbidden\r\n\r\n"] {
        for (method, link, headers, words) in [
            (
                "GET",
                &get,
                &[("host", "localhost:1")][..],
                "the host was signed as \"s3.example.com\"",
            ),
            ("PUT", &put, &[], "the header content-type is signed but the client did not send it"),
            ("GET", &put, &[("content-type", "image/png")], "the link is for PUT"),
            (
                "PUT",
                &get,
                &[("x-amz-meta-by", "me")],
                "the client sent x-amz-meta-by, which must be signed",
            ),
            (
                "PUT",
                &get,
                &[("X-Amz-Acl", "private"), ("x-amz-tagging", "a=b")],
                "x-amz-acl, x-amz-tagging",
            ),
            ("GET", &get, &[("Authorization", "Bearer x")], "the request is signed twice"),
            (
                "PUT",
                &put,
                &[("content-type", "application/x-www-form-urlencoded")],
                "which clients set by themselves",
            ),
        ] {
            let shown = sent(method, link, headers, answer);
            assert!(shown.contains(words), "{method} {headers:?} {answer}: {shown}");
        }
    }
    let not_signed = "<Error><Code>AccessDenied</Code><Message>There were headers present in the request which were not signed</Message></Error>";
    let missing = sent("PUT", &put, &[], not_signed);
    assert_eq!(missing, "the header content-type is signed but the client did not send it");
    let unsigned = sent("PUT", &get, &[("x-amz-acl", "private")], not_signed);
    assert_eq!(unsigned, "the client sent x-amz-acl, which must be signed and is not");
}

#[test]
fn what_the_link_shows_comes_before_the_secret() {
    let link = get();
    for (from, to, words) in [
        ("s3.example.com/", "s3.example.com:443/", "the host was signed as \"s3.example.com:443\""),
        ("cat.jpg", "my%2520cat.jpg", "as if it was encoded twice"),
        ("cat.jpg", "my+cat.jpg", "plus sign"),
        ("cat.jpg", "caf%c3%a9.jpg", "spells otherwise"),
        ("cat.jpg", "a/../cat.jpg", "the segment"),
        ("%2Fs3%2F", "%2Fec2%2F", "for the service \"ec2\""),
        (
            "X-Amz-SignedHeaders=host&",
            "X-Amz-SignedHeaders=host&X-Amz-Content-Sha256=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08&",
            "hash of the body",
        ),
    ] {
        assert!(link.contains(from), "{from}");
        let changed = link.replacen(from, to, 1);
        for answer in [MISMATCH, NO_REASON] {
            let shown = said(&FailedRequest::of_link(&changed, answer));
            assert!(shown.contains(words), "{to}: {shown}");
        }
    }
    for added in ["v=4.6.9", "utm_source=mail", "fbclid=x", "cb=123", "ref=a"] {
        let shown = said(&FailedRequest::of_link(&format!("{link}&{added}"), MISMATCH));
        let name = added.split('=').next().unwrap();
        assert_eq!(
            shown,
            format!("the parameter {name} is none of S3's: it was probably added after signing")
        );
    }
    let mark = said(&FailedRequest::of_link(&format!("{link}&x-id=GetObject"), MISMATCH));
    assert!(!mark.contains("x-id"), "{mark}");
}

#[test]
fn a_parameter_and_a_port_are_named_where_the_server_shows_what_it_saw() {
    let link = get();
    let shown = |link: &str| {
        let (_, rest) = link.split_once("://").unwrap();
        let (host, target) = rest.split_once('/').unwrap();
        let (path, query) = target.split_once('?').unwrap();
        let mut params: Vec<_> =
            query.split('&').filter(|param| !param.starts_with("X-Amz-Signature")).collect();
        params.sort_unstable();
        let query = params.join("&amp;");
        format!(
            "<Error><Code>SignatureDoesNotMatch</Code><CanonicalRequest>GET\n/{path}\n{query}\nhost:{host}\n\nhost\nUNSIGNED-PAYLOAD</CanonicalRequest></Error>"
        )
    };
    let with_port = link.replace("s3.example.com", "s3.example.com:443");
    let port = said(&FailedRequest::of_link(&with_port, &shown(&with_port)));
    assert!(port.starts_with("the host was signed as \"s3.example.com:443\""), "{port}");
    let added = format!("{link}&v=4.6.9");
    let parameter = said(&FailedRequest::of_link(&added, &shown(&added)));
    assert!(parameter.starts_with("the parameter v "), "{parameter}");
    let same = said(&FailedRequest::new(SignedRequest::new("GET", &link), &shown(&link)));
    assert!(same.starts_with("the server signed the same text as was sent"), "{same}");
}

#[test]
fn a_session_is_named_where_the_link_has_one_or_should() {
    let temporary = |id: &str, token: &str| {
        let credentials = Credentials::temporary(id, "secret", token).unwrap();
        let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap())
            .with_endpoint(Endpoint::custom("https://s3.example.com").unwrap());
        let request = S3Request::get_object("photos", "cat.jpg");
        String::from(presigner.presign_at(&request, Duration::from_secs(900), at(SIGNED)).unwrap())
    };
    let link = temporary("ASIDEXAMPLE", "t0k3n");
    let unknown = "<Error><Code>InvalidAccessKeyId</Code></Error>";
    let shown = sent("GET", &link, &[], unknown);
    assert!(shown.contains("its session has ended"), "{shown}");
    assert!(sent("GET", &link, &[], NO_REASON).contains("the session has ended"));
    assert!(!sent("GET", &get(), &[], NO_REASON).contains("session"));
    assert_eq!(sent("GET", &get(), &[], unknown), "the server does not know the access key id");
    for code in ["InvalidToken", "InvalidTokenId", "InvalidSecurityToken"] {
        let answer = format!("<Error><Code>{code}</Code></Error>");
        assert!(
            sent("GET", &get(), &[], &answer).contains("its session token is missing"),
            "{code}"
        );
        assert!(
            sent("GET", &link, &[], &answer).contains("does not belong to the access key"),
            "{code}"
        );
    }
}

#[test]
fn a_policy_is_told_with_action_resource_and_kind() {
    let link = get();
    let message = "User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: s3:GetObject on resource: \
                   &quot;arn:aws:s3:::photos/cat.jpg&quot; with an explicit deny in a resource-based policy";
    let answer = format!("<Error><Code>AccessDenied</Code><Message>{message}</Message></Error>");
    let cause = "the signer may not do s3:GetObject on arn:aws:s3:::photos/cat.jpg: a resource-based policy denies it explicitly";
    assert_eq!(sent("GET", &link, &[], &answer), cause);
    let plain = message.replace("&quot;", "\"");
    for line in [
        format!("An error occurred (AccessDenied) when calling the GetObject operation: {plain}"),
        format!("AccessDenied: {plain}"),
        format!("{plain} (Service: S3, Status Code: 403, Request ID: R)"),
    ] {
        assert_eq!(sent("GET", &link, &[], &line), cause, "{line}");
    }
}

#[test]
fn a_browser_and_a_proxy_are_told_apart_from_the_server() {
    let link = get();
    for (text, words) in [
        (
            "Access to fetch at 'https://h/k' from origin 'https://a' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header",
            "CORS",
        ),
        (
            "Cross-Origin Request Blocked: The Same Origin Policy disallows reading (Reason: CORS header 'Access-Control-Allow-Origin' missing). Status code: 403.",
            "CORS",
        ),
        ("<html><center>nginx/1.25</center></html>", "nginx gave it"),
        (
            "HTTP/1.1 403 Forbidden\r\nServer: CloudFront\r\n\r\n<HTML>Generated by cloudfront (CloudFront)</HTML>",
            "CloudFront gave it",
        ),
        ("HTTP/1.1 502 Bad Gateway\r\nserver: cloudflare\r\n\r\n", "Cloudflare gave it"),
        ("upstream connect error or disconnect/reset before headers", "Envoy gave it"),
        (
            "<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>",
            "HAProxy gave it",
        ),
        ("<!DOCTYPE html><p>sign in", "a web page gave it"),
    ] {
        let shown = sent("GET", &link, &[], text);
        assert!(shown.contains(words), "{text}: {shown}");
    }
    let broken = link.replace("X-Amz-Credential", "Credential");
    assert!(sent("GET", &broken, &[], "<html>400</html>").contains("X-Amz-Credential is missing"));
}

#[test]
fn a_region_is_read_from_each_wording() {
    let link = get();
    let region = |text: &str| sent("GET", &link, &[], text);
    let expected =
        "the link is signed for the region \"eu-west-1\" but the server is in \"us-west-2\"";
    for (code, rest) in [
        (
            "AuthorizationHeaderMalformed",
            "<Message>The authorization header is malformed; the region 'eu-west-1' is wrong; expecting 'us-west-2'</Message>",
        ),
        (
            "AuthorizationHeaderMalformed",
            "<Message>The authorization header is malformed; the region is wrong; expecting 'us-west-2'.</Message>",
        ),
        (
            "AuthorizationQueryParametersError",
            "<Message>Error parsing the X-Amz-Credential parameter; the region 'eu-west-1' is wrong; expecting 'us-west-2'</Message><Region>us-west-2</Region>",
        ),
        (
            "AuthorizationHeaderMalformed",
            "<Message>unexpected scope: '20240610/eu-west-1/s3/aws4_request', expected: '20240610/us-west-2/s3/aws4_request'</Message>",
        ),
        (
            "IllegalLocationConstraintException",
            "<Message>The us-west-2 location constraint is incompatible for the region specific endpoint this request was sent to.</Message>",
        ),
        (
            "AuthorizationHeaderMalformed",
            "<Message>the region is wrong</Message><Region>us-west-2</Region>",
        ),
    ] {
        assert_eq!(
            region(&format!("<Error><Code>{code}</Code>{rest}</Error>")),
            expected,
            "{rest}"
        );
    }
    let unnamed = "<Error><Code>InvalidRegionName</Code><Message>The region name 'eu-west-1' is not valid.</Message></Error>";
    assert_eq!(
        region(unnamed),
        "the link is signed for the region \"eu-west-1\" but the server is in another one"
    );
}

/// The credentials prove what was changed, also where neither link nor answer tell it.
#[test]
fn the_secret_finds_what_was_changed() {
    let (link, put) = (get(), put());
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").unwrap();
    let space = sign(&S3Request::get_object("photos", "my cat.jpg"), 900);
    let two = sign(&S3Request::get_object("photos", "cat.jpg").query("team", "blue"), 900);
    for (method, link, headers, words) in [
        ("PUT", link.clone(), &[][..], "the link is for GET but was used with PUT"),
        ("HEAD", link.clone(), &[], "the link is for GET but was used with HEAD"),
        ("GET", link.replace("Expires=900", "Expires=86400"), &[], "X-Amz-Expires was changed"),
        ("GET", link.replace("?X-Amz", "?a=b&X-Amz"), &[], "the parameter a was added"),
        ("GET", two.replace("team=", "x=y&team="), &[], "the parameter x was added"),
        ("GET", space.replace("%20", "%2520"), &[], "its escapes were decoded or encoded again"),
        ("GET", space.replace("%20", "+"), &[], "its escapes were decoded or encoded again"),
        (
            "PUT",
            put.clone(),
            &[("content-type", "image/jpeg")],
            "signed with the Content-Type \"image/png\"",
        ),
        (
            "PUT",
            put.clone(),
            &[("Content-Type", "image/png; charset=utf-8")],
            "signed with the Content-Type \"image/png\"",
        ),
    ] {
        for answer in [MISMATCH, NO_REASON, "HTTP/1.1 403 Forbidden\r\n\r\n"] {
            let request = SignedRequest::new(method, &link).headers(headers.iter().copied());
            let failed = FailedRequest::new(request, answer).with_credentials(&credentials);
            assert!(said(&failed).contains(words), "{method} {link}: {}", said(&failed));
        }
    }
    let other = Credentials::new("AKIDANOTHER", "secret").unwrap();
    let failed = FailedRequest::new(SignedRequest::new("GET", &link), MISMATCH);
    assert_eq!(
        said(&failed.clone().with_credentials(&other)),
        "the server does not know the access key id"
    );
    let right = said(&failed.with_credentials(&credentials));
    assert!(right.contains("does not show what it signed"), "{right}");
}

/// Where nobody told of a header, those that the server saw were sent.
#[test]
fn a_header_that_only_the_server_tells_of_is_not_missing() {
    let link = put();
    let (_, query) = link.split_once('?').unwrap();
    let (query, _) = query.split_once("&X-Amz-Signature").unwrap();
    let seen = |kind: &str| {
        format!(
            "<Error><Code>SignatureDoesNotMatch</Code><CanonicalRequest>PUT\n/photos/cat.jpg\n{}\ncontent-type:{kind}\n\
             host:s3.example.com\n\ncontent-type;host\nUNSIGNED-PAYLOAD</CanonicalRequest></Error>",
            query.replace('&', "&amp;")
        )
    };
    let own = sent("PUT", &link, &[], &seen("application/x-www-form-urlencoded"));
    assert_eq!(
        own,
        "the link is signed with a Content-Type, and the client sent \"application/x-www-form-urlencoded\", which \
         clients set by themselves"
    );
    let none = sent("PUT", &link, &[], &seen(""));
    assert_eq!(none, "the header content-type is signed but the client did not send it");
}

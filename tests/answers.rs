//! What an answer alone tells of a link, without a server: each code, each cause in words, each remedy.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{
    Cause, Credentials, FailedRequest, Inspection, Presigner, Problem, Region, S3Request,
    SignedRequest, Wrapping,
};

const QUARTER: Duration = Duration::from_secs(900);

fn not_shown(method: &str) -> Cause {
    Cause::NotShown { method: method.to_owned(), headers: Vec::new() }
}

fn not_allowed() -> Cause {
    let empty = String::new;
    Cause::NotAllowed { action: empty(), resource: empty(), policy: empty(), is_denied: false }
}

/// All but `Other`, for which nobody knows what to do.
fn causes() -> Vec<Cause> {
    let (meant, seen) = (String::new, String::new);
    let name = String::new;
    vec![
        Cause::Method { meant: meant(), seen: seen() },
        Cause::Host { meant: meant(), seen: seen() },
        Cause::PathNormalised { meant: meant(), seen: seen() },
        Cause::PathReencoded { meant: meant(), seen: seen() },
        Cause::PathPrefix { meant: meant(), seen: seen() },
        Cause::Path { meant: meant(), seen: seen() },
        Cause::ParameterReencoded { name: name() },
        Cause::ParameterAdded { name: name() },
        Cause::ParameterMissing { name: name() },
        Cause::ParameterChanged { name: name() },
        Cause::ContentType { meant: meant(), seen: seen() },
        Cause::HeaderMissing { name: name() },
        Cause::HeaderChanged { name: name() },
        Cause::Body,
        Cause::PayloadHash,
        Cause::Region { signed: meant(), expected: seen() },
        Cause::Service { signed: meant(), expected: seen() },
        Cause::Signature,
        Cause::Secret,
        Cause::NotInLink { method: meant(), headers: Vec::new() },
        not_shown(""),
        Cause::ProbablySecret,
        Cause::BesideFile { ending: ".bai" },
        Cause::Suspected { problem: Problem::Fragment },
        Cause::Mangled { how: Wrapping::LineBreaks },
        Cause::ForeignParameter { name: name() },
        Cause::Expired { expired_at: None },
        Cause::NotYetValid { by: None },
        Cause::SignedTooLongAgo { by: None },
        Cause::HeadersNotSigned { names: name() },
        Cause::TokenMissing,
        Cause::UnknownAccessKeyId,
        Cause::UnknownSession,
        Cause::InvalidToken,
        Cause::ExpiredToken,
        Cause::Parameters { message: name() },
        Cause::SignedTwice,
        Cause::SigV2,
        Cause::Redirect { endpoint: name() },
        not_allowed(),
        Cause::NoReason { is_session: false },
        Cause::HeadHasNoBody,
        Cause::NoAnswer,
        Cause::NotFound { what: "object" },
        Cause::Condition,
        Cause::Checksum,
        Cause::Chunked,
        Cause::PostPolicy { message: name() },
        Cause::Cors,
        Cause::OwnContentType { seen: seen() },
        Cause::NoS3Error { maker: "" },
    ]
}

#[test]
fn every_cause_but_an_unknown_one_has_a_remedy_of_its_own() {
    let unknown = Cause::Other { code: String::new(), message: String::new() }.remedy();
    assert!(unknown.starts_with("look the code up"));
    let mut remedies: Vec<_> = causes().iter().map(Cause::remedy).collect();
    for (cause, remedy) in causes().iter().zip(&remedies) {
        assert!(*remedy != unknown && remedy.contains(' '), "{cause:?}: {remedy}");
    }
    // A value that is missing and one that is changed need the same, of parameters and of headers.
    remedies.sort_unstable();
    remedies.dedup();
    assert_eq!(remedies.len(), causes().len() - 2);
}

#[test]
fn causes_name_what_they_know_and_leave_out_what_they_do_not() {
    let second = UNIX_EPOCH + Duration::from_secs(1_369_353_600);
    let text = |text: &str| text.to_owned();
    for (cause, shown) in [
        (
            Cause::ContentType { meant: text("image/png"), seen: text("") },
            "the link is signed with the Content-Type \"image/png\", but the client sent no Content-Type",
        ),
        (Cause::Expired { expired_at: None }, "the link expired"),
        (Cause::Expired { expired_at: Some(second) }, "the link expired at 2013-05-24T00:00:00Z"),
        (
            Cause::NotYetValid { by: Some(QUARTER) },
            "the link is signed for a time that is still to come, 15 min ahead of the server's clock",
        ),
        (Cause::Redirect { endpoint: text("") }, "the bucket is elsewhere"),
    ] {
        assert_eq!(cause.to_string(), shown);
    }
}

const MAY: u64 = 1_369_353_600;

/// Signed on 2013-05-24.
fn link() -> String {
    link_of(UNIX_EPOCH + Duration::from_secs(MAY))
}

fn link_of(signed_at: SystemTime) -> String {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").unwrap();
    let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
    let request = S3Request::get_object("photos", "cat.jpg");
    presigner.presign_at(&request, QUARTER, signed_at).unwrap().into()
}

fn cause(link: &str, code: &str, rest: &str) -> Cause {
    let answer = format!("<Error><Code>{code}</Code>{rest}</Error>");
    FailedRequest::of_link(link, &answer).diagnose().cause().clone()
}

#[test]
fn each_code_has_its_cause() {
    const FUNCTION: &str =
        "<Message>A header you provided implies functionality that is not implemented</Message>";
    let link = link();
    let header = |name: &str| format!("{FUNCTION}<Header>{name}</Header>");
    for (code, rest) in [
        ("MissingContentLength", String::new()),
        ("NotImplemented", FUNCTION.to_owned()),
        ("NotImplemented", header("Transfer-Encoding")),
    ] {
        assert_eq!(cause(&link, code, &rest), Cause::Chunked, "{code} {rest}");
    }
    for rest in [
        String::new(),
        header("x-amz-object-lock-mode"),
        "<Message>not this one</Message>".to_owned(),
    ] {
        let other = cause(&link, "NotImplemented", &rest);
        assert!(matches!(other, Cause::Code { code: "NotImplemented", .. }), "{rest}: {other:?}");
    }
    assert_eq!(cause(&link, "NoSuchUpload", ""), Cause::NotFound { what: "upload" });
}

#[test]
fn a_general_error_is_about_the_link_only_where_the_link_is_wrong() {
    let good = link_of(SystemTime::now());
    let wrong = good.replace("X-Amz-Expires=900", "X-Amz-Expires=9000000");
    let is_about_link = |link: &str, code: &str| match cause(link, code, "<Message>odd</Message>") {
        Cause::Parameters { message } => {
            assert!(message.contains("9000000"), "{message}");
            true
        }
        Cause::Code { code: named, .. } => {
            assert_eq!(named, code);
            false
        }
        other => panic!("{other:?}"),
    };
    for (code, is_general) in [("InvalidRequest", true), ("BadRequest", true), ("SlowDown", false)]
    {
        assert_eq!(is_about_link(&wrong, code), is_general, "{code}");
        assert!(!is_about_link(&good, code), "{code}");
    }
}

#[test]
fn times_are_told_as_the_server_has_them() {
    let link = link();
    let expired = |rest: &str| cause(&link, "AccessDenied", rest);
    let at =
        |seconds| Cause::Expired { expired_at: Some(UNIX_EPOCH + Duration::from_secs(seconds)) };
    assert_eq!(expired("<Message>Request has expired</Message>"), at(MAY + 900));
    let told = "<Message>Request has expired</Message><Expires>2013-05-24T00:00:01Z</Expires>";
    assert_eq!(expired(told), at(MAY + 1), "the server knows best");
    let message = "Invalid according to Policy: Policy Expired.";
    assert_eq!(
        expired(&format!("<Message>{message}</Message>")),
        Cause::PostPolicy { message: message.to_owned() }
    );
    let skewed =
        cause(&link, "RequestTimeTooSkewed", "<ServerTime>2013-05-23T23:59:00Z</ServerTime>");
    assert_eq!(skewed, Cause::NotYetValid { by: Some(Duration::from_secs(60)) });
}

#[test]
fn a_refusal_of_what_is_no_presigned_link_says_so() {
    let unsigned = cause("https://photos.s3.eu-west-1.amazonaws.com/cat.jpg", "AccessDenied", "");
    assert_eq!(unsigned, Cause::Parameters { message: "the link is not signed".to_owned() });
    let fresh = link_of(SystemTime::now());
    assert_eq!(cause(&fresh, "AccessDenied", ""), Cause::NoReason { is_session: false });
    assert_eq!(
        cause("", "AccessDenied", ""),
        Cause::NoReason { is_session: false },
        "nobody knows the link"
    );
}

#[test]
fn where_the_server_shows_nothing_the_link_itself_is_suspected() {
    let link = link();
    assert_eq!(cause(&link, "SignatureDoesNotMatch", ""), not_shown(""));
    let elsewhere = link.replace("s3.eu-west-1", "s3.us-west-2");
    assert_eq!(
        cause(&elsewhere, "SignatureDoesNotMatch", ""),
        Cause::Region { signed: "eu-west-1".to_owned(), expected: "us-west-2".to_owned() }
    );
    let with_port = link.replace(".com/", ".com:443/");
    assert_eq!(
        cause(&with_port, "SignatureDoesNotMatch", ""),
        Cause::Host {
            meant: "photos.s3.eu-west-1.amazonaws.com:443".to_owned(),
            seen: "photos.s3.eu-west-1.amazonaws.com".to_owned()
        }
    );
}

#[test]
fn a_diagnosis_keeps_what_is_wrong_with_the_link() {
    let link = link().replace("X-Amz-Expires=900", "X-Amz-Expires=9000000");
    let diagnosis =
        FailedRequest::of_link(&link, "<Error><Code>AccessDenied</Code></Error>").diagnose();
    assert_eq!(diagnosis.problems(), Inspection::of(&link).problems());
    assert!(!diagnosis.problems().is_empty());
}

#[test]
fn wrong_credentials_are_told_from_values_that_no_link_shows() {
    const ANSWER: &str = "<Error><Code>SignatureDoesNotMatch</Code></Error>";
    let other = Credentials::new("AKIDEXAMPLE", "another secret").unwrap();
    let presigner = Presigner::new(
        Credentials::new("AKIDEXAMPLE", "secret").unwrap(),
        Region::new("eu-west-1").unwrap(),
    );
    let typed = S3Request::put_object("photos", "k").content_type("image/png");
    let typed = presigner.presign(&typed, QUARTER).unwrap();
    let sent = SignedRequest::new("PUT", typed.as_str()).header("content-type", "image/png");
    let cause = |failed: &FailedRequest<'_>| failed.diagnose().cause().clone();
    let failed = FailedRequest::new(sent.clone(), ANSWER).with_credentials(&other);
    assert_eq!(
        cause(&failed),
        Cause::NotShown { method: "PUT".to_owned(), headers: vec!["content-type".to_owned()] },
        "the link may be another than the one that was made"
    );
    assert_eq!(cause(&failed.with_meant(&typed)), Cause::Secret);
    let shown = typed.canonical_request().replace('&', "&amp;");
    let answer = ANSWER
        .replace("</Error>", &format!("<CanonicalRequest>{shown}</CanonicalRequest></Error>"));
    let failed = FailedRequest::new(sent, &answer).with_credentials(&other);
    let headers = vec!["content-type".to_owned()];
    assert_eq!(cause(&failed), Cause::NotInLink { method: "PUT".to_owned(), headers });
}

#[test]
fn a_cause_that_no_link_shows_names_what_to_look_at() {
    let headers = vec!["a".to_owned(), "b".to_owned()];
    assert_eq!(
        Cause::NotInLink { method: "PUT".to_owned(), headers }.to_string(),
        "the server signed the same text as was sent, so the link was made for another method than PUT, or for \
         another value of a, b, or was changed since, or the secret access keys differ"
    );
}

//! Every error that S3 answers to a presigned request, from a link with that very fault.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{
    Condition, Credentials, PostRefusal, PresignedUrl, Presigner, Region, S3Request, SignedRequest,
    Verifier, VerifyError,
};

const HOUR: Duration = Duration::from_secs(3_600);
/// 2013-05-24T00:00:00Z
const NOW: u64 = 1_369_353_600;
const TOKEN: &str = "IQoJb3JpZ2luX2VjEPT//////////wEa+token==";

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn user() -> Credentials {
    Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI").unwrap()
}

fn session() -> Credentials {
    let session = Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "temporary", TOKEN).unwrap();
    session.with_expires_at(at(NOW + 1_800))
}

fn signed(credentials: Credentials, request: &S3Request<'_>) -> PresignedUrl {
    let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
    presigner.presign_at(request, Duration::from_secs(900), at(NOW)).unwrap()
}

fn get(credentials: Credentials) -> String {
    signed(credentials, &S3Request::get_object("photos", "cat.jpg")).into()
}

fn refusal(request: &SignedRequest<'_>, now: u64) -> VerifyError {
    let verifier = Verifier::new([user(), session()]).with_region("eu-west-1");
    verifier.verify_at(request, at(now)).unwrap_err()
}

/// Code, status, message and elements of the answer to a URL with something replaced in it.
fn answer(from: &str, to: &str) -> (u16, &'static str, String, Vec<(&'static str, String)>) {
    let url = get(user());
    let changed = url.replacen(from, to, 1);
    assert_ne!(changed, url, "{from}");
    let error = refusal(&SignedRequest::new("GET", &changed), NOW + 1);
    (error.status(), error.code(), error.to_string(), error.elements())
}

/// A changed link, and what S3 says to it.
type Row = (&'static str, &'static str, &'static str);

const QUERY_ERRORS: [Row; 19] = [
    ("X-Amz-Date", "X-Amz-Datum", MISSING),
    ("&X-Amz-Expires=900", "", MISSING),
    ("&X-Amz-SignedHeaders=host", "", MISSING),
    ("&X-Amz-Signature=", "&Sig=", MISSING),
    ("X-Amz-Algorithm=AWS4-HMAC-SHA256&", "", MISSING),
    (
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA1",
        "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256\"",
    ),
    ("%2Faws4_request", "%2Faws3_request", MALFORMED),
    ("%2F20130524%2Feu-west-1", "%2F", MALFORMED),
    ("AKIAIOSFODNN7EXAMPLE%2F", "", MALFORMED),
    ("20130524%2Feu", "24052013x%2Feu", MALFORMED),
    (
        "eu-west-1%2Fs3",
        "us-east-1%2Fs3",
        "Error parsing the X-Amz-Credential parameter; the region 'us-east-1' is wrong; expecting 'eu-west-1'",
    ),
    (
        "%2Fs3%2F",
        "%2Fec2%2F",
        "Error parsing the X-Amz-Credential parameter; incorrect service \"ec2\". This endpoint belongs to \"s3\".",
    ),
    (
        "%2F20130524%2F",
        "%2F20130525%2F",
        "Invalid credential date \"20130525\". This date is not the same as X-Amz-Date: \"20130524T000000Z\".",
    ),
    (
        "20130524T000000Z",
        "2013-05-24T00:00:00Z",
        "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"",
    ),
    (
        "Expires=900",
        "Expires=604801",
        "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds",
    ),
    ("Expires=900", "Expires=-1", "X-Amz-Expires must be non-negative"),
    ("Expires=900", "Expires=15m", "X-Amz-Expires should be a number"),
    ("Expires=900", "Expires=", "X-Amz-Expires should be a number"),
    (
        "&X-Amz-Expires=900",
        "&X-Amz-Expires=900&X-Amz-Expires=900",
        "The query parameter X-Amz-Expires is given more than once.",
    ),
];

const MISSING: &str = "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, \
     X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.";
const MALFORMED: &str = "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting \
     \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".";

#[test]
fn malformed_parameters_are_refused_in_s3s_words() {
    for (from, to, message) in QUERY_ERRORS {
        let (status, code, found, elements) = answer(from, to);
        assert_eq!((status, code), (400, "AuthorizationQueryParametersError"), "{to}");
        assert_eq!(found, message, "{to}");
        let is_region = message.contains("the region");
        assert_eq!(elements == [("Region", "eu-west-1".to_owned())], is_region, "{to}");
    }
}

#[test]
fn a_lifetime_of_seven_days_is_taken_and_nothing_more() {
    let (_, code, ..) = answer("Expires=900", "Expires=604800");
    assert_eq!(code, "SignatureDoesNotMatch");
    // A server may take more by its own protocol.
    let url = get(user()).replacen("Expires=900", "Expires=2592000", 1);
    let verifier = Verifier::new([user()]).with_protocol_max(Duration::from_secs(2_592_000));
    let refused = verifier.verify_at(&SignedRequest::new("GET", &url), at(NOW)).unwrap_err();
    assert_eq!(refused.code(), "SignatureDoesNotMatch");
}

#[test]
fn a_link_is_refused_after_its_last_second_and_taken_in_it() {
    let url = get(user());
    let request = SignedRequest::new("GET", &url);
    let verifier = Verifier::new([user()]);
    assert!(verifier.verify_at(&request, at(NOW + 900)).is_ok());
    let late = at(NOW + 900) + Duration::from_millis(1);
    assert!(verifier.verify_at(&request, late).is_err());
    let error = refusal(&request, NOW + 901);
    assert_eq!((error.status(), error.code()), (403, "AccessDenied"));
    assert_eq!(
        error.to_xml(),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code>\
         <Message>Request has expired</Message><X-Amz-Expires>900</X-Amz-Expires>\
         <Expires>2013-05-24T00:15:00Z</Expires><ServerTime>2013-05-24T00:15:01Z</ServerTime></Error>"
    );
}

#[test]
fn a_link_from_more_than_a_quarter_of_an_hour_ahead_is_refused() {
    let url = get(user());
    let request = SignedRequest::new("GET", &url);
    let verifier = Verifier::new([user()]);
    assert!(verifier.verify_at(&request, at(NOW - 900)).is_ok());
    let error = refusal(&request, NOW - 901);
    assert_eq!((error.status(), error.code()), (403, "AccessDenied"));
    assert_eq!(error.to_string(), "Request is not yet valid");
    let elements = [
        ("X-Amz-Date", "1369353600000".to_owned()),
        ("Expires", "2013-05-24T00:15:00Z".to_owned()),
        ("ServerTime", "2013-05-23T23:44:59Z".to_owned()),
    ];
    assert_eq!(error.elements(), elements);
}

#[test]
fn headers_that_are_not_signed_are_refused() {
    let url = get(user());
    let request = SignedRequest::new("GET", &url)
        .header("X-Amz-Meta-By", "x")
        .header("accept", "*/*")
        .header("x-amz-acl", "public-read");
    let error = refusal(&request, NOW);
    assert_eq!((error.status(), error.code()), (403, "AccessDenied"));
    assert_eq!(
        error.to_string(),
        "There were headers present in the request which were not signed"
    );
    assert_eq!(error.elements(), [("HeadersNotSigned", "x-amz-meta-by, x-amz-acl".to_owned())]);
    let url = url.replacen("SignedHeaders=host", "SignedHeaders=range", 1);
    let error = refusal(&SignedRequest::new("GET", &url), NOW);
    assert_eq!(error, VerifyError::HeadersNotSigned { names: vec!["host".to_owned()] });
}

#[test]
fn a_signature_of_another_request_is_refused_and_the_right_one_not_told() {
    let url = get(user());
    let request = SignedRequest::new("PUT", &url);
    let error = refusal(&request, NOW);
    assert_eq!((error.status(), error.code()), (403, "SignatureDoesNotMatch"));
    assert_eq!(
        error.to_string(),
        "The request signature we calculated does not match the signature you provided. Check your key and \
         signing method."
    );
    let names: Vec<_> = error.elements().into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "AWSAccessKeyId",
            "StringToSign",
            "SignatureProvided",
            "StringToSignBytes",
            "CanonicalRequest",
            "CanonicalRequestBytes"
        ]
    );
    let elements = error.elements();
    assert!(
        elements[1].1.starts_with(
            "AWS4-HMAC-SHA256\n20130524T000000Z\n20130524/eu-west-1/s3/aws4_request\n"
        )
    );
    assert!(elements[3].1.starts_with("41 57 53 34 2d 48"));
    assert!(elements[4].1.starts_with("PUT\n/cat.jpg\nX-Amz-Algorithm="));
    assert!(
        elements[4]
            .1
            .ends_with("\nhost:photos.s3.eu-west-1.amazonaws.com\n\nhost\nUNSIGNED-PAYLOAD")
    );
    assert!(elements[5].1.starts_with("50 55 54 0a 2f"));
    let right: String = signed(user(), &S3Request::put_object("photos", "cat.jpg")).into();
    let (_, signature) = right.rsplit_once('=').unwrap();
    assert!(!error.to_xml().contains(signature));
    assert!(!format!("{error:?}").contains("cat.jpg"));
}

#[test]
fn unknown_keys_and_tokens_are_refused() {
    let other = Credentials::new("AKIAI44QH8DHBEXAMPLE", "wJalrXUtnFEMI").unwrap();
    let error = refusal(&SignedRequest::new("GET", &get(other)), NOW);
    assert_eq!((error.status(), error.code()), (403, "InvalidAccessKeyId"));
    assert_eq!(
        error.to_string(),
        "The AWS Access Key Id you provided does not exist in our records."
    );

    let url = get(session());
    let (before, rest) = url.split_once("&X-Amz-Security-Token=").unwrap();
    let (token, rest) = rest.split_once('&').unwrap();
    let without = format!("{before}&{rest}");
    let error = refusal(&SignedRequest::new("GET", &without), NOW);
    assert_eq!((error.status(), error.code()), (403, "InvalidAccessKeyId"));

    let altered = url.replacen(token, "other", 1);
    let error = refusal(&SignedRequest::new("GET", &altered), NOW);
    assert_eq!((error.status(), error.code()), (400, "InvalidToken"));
    assert_eq!(error.to_string(), "The provided token is malformed or otherwise invalid.");

    let added = format!("{}&X-Amz-Security-Token={token}", get(user()));
    let error = refusal(&SignedRequest::new("GET", &added), NOW);
    assert_eq!(error, VerifyError::InvalidToken);
}

#[test]
fn links_end_with_the_token_that_signed_them() {
    let presigner = Presigner::new(session(), Region::new("eu-west-1").unwrap())
        .with_expiry_policy(
            s3_presigner::ExpiryPolicy::new().with_on_excess(s3_presigner::OnExcess::Allow),
        );
    let url = presigner.presign_get_at("photos", "cat.jpg", HOUR, at(NOW)).unwrap();
    let verifier = Verifier::new([session()]);
    let request = SignedRequest::new("GET", url.as_str());
    let last = url.expires_at() - Duration::from_secs(1);
    assert!(verifier.verify_at(&request, last).is_ok());
    let error = verifier.verify_at(&request, url.expires_at()).unwrap_err();
    assert_eq!((error.status(), error.code()), (400, "ExpiredToken"));
    assert_eq!(error.to_string(), "The provided token has expired.");
}

#[test]
fn requests_without_a_signature_of_this_kind_are_refused() {
    let plain = "https://photos.s3.eu-west-1.amazonaws.com/cat.jpg";
    let error = refusal(&SignedRequest::new("GET", plain), NOW);
    assert_eq!((error.status(), error.code()), (403, "AccessDenied"));
    let sigv2 = format!("{plain}?AWSAccessKeyId=AKIA&Expires=1&Signature=x");
    let error = refusal(&SignedRequest::new("GET", &sigv2), NOW);
    assert_eq!((error.status(), error.code()), (400, "InvalidRequest"));
    assert_eq!(
        error.to_string(),
        "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256."
    );
}

#[test]
fn requests_that_are_signed_twice_are_refused() {
    let url = get(user());
    let both = format!("{url}&AWSAccessKeyId=AKIA&Signature=x");
    for request in [
        SignedRequest::new("GET", &url).header("Authorization", "Bearer x"),
        SignedRequest::new("GET", &both),
    ] {
        let error = refusal(&request, NOW);
        assert_eq!((error.status(), error.code()), (400, "InvalidArgument"));
        assert_eq!(
            error.to_string(),
            "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string \
             parameter or the Authorization header should be specified"
        );
    }
}

#[test]
fn requests_beyond_all_measure_are_refused_unread() {
    let url = get(user());
    let long = format!("{url}&x={}", "x".repeat(65_536));
    let names = format!("host{}", "%3Ba".repeat(300));
    let many = url.replacen("SignedHeaders=host", &format!("SignedHeaders={names}"), 1);
    let large = "x".repeat(65_536);
    let crowd: Vec<_> = (0..257).map(|number| format!("x-{number}")).collect();
    for (request, rule) in [
        (SignedRequest::new("GET", &long), "the URI may take 64 KiB"),
        (SignedRequest::new(&large, &url), "the method may take 64 bytes"),
        (SignedRequest::new("GET", &many), "there may be 256 signed headers"),
        (SignedRequest::new("GET", &url).header("a", &large), "the headers may take 64 KiB"),
        (
            SignedRequest::new("GET", &url).headers(crowd.iter().map(|name| (name.as_str(), "x"))),
            "there may be 256 headers",
        ),
    ] {
        assert_eq!(refusal(&request, NOW), VerifyError::TooLarge { rule });
    }
}

#[test]
fn express_and_ordinary_servers_do_not_take_each_others_links() {
    let session = session().with_kind(s3_presigner::CredentialKind::S3ExpressSession);
    let presigner = Presigner::new(session.clone(), Region::new("eu-west-1").unwrap());
    let bucket = "logs--euw1-az1--x-s3";
    let url = presigner.presign_get_at(bucket, "k", Duration::from_secs(60), at(NOW)).unwrap();
    let request = SignedRequest::new("GET", url.as_str());
    let express = Verifier::new([session]).for_express();
    assert!(express.verify_at(&request, at(NOW)).is_ok());
    let error = refusal(&request, NOW);
    assert_eq!(
        error.to_string(),
        "Error parsing the X-Amz-Credential parameter; incorrect service \"s3express\". This endpoint belongs to \
         \"s3\"."
    );
    let url = get(user());
    let error = express.verify_at(&SignedRequest::new("GET", &url), at(NOW)).unwrap_err();
    assert!(matches!(error, VerifyError::WrongService { expected: "s3express", .. }));
}

#[test]
fn refusals_of_forms_and_keys_have_the_elements_of_s3() {
    let pair = |name, text: &str| (name, text.to_owned());
    for (error, status, elements) in [
        (
            VerifyError::Post(PostRefusal::TooLarge { size: 11, max: 10 }),
            400,
            vec![pair("ProposedSize", "11"), pair("MaxSizeAllowed", "10")],
        ),
        (
            VerifyError::Post(PostRefusal::TooSmall { size: 1, min: 2 }),
            400,
            vec![pair("ProposedSize", "1"), pair("MinSizeAllowed", "2")],
        ),
        (
            VerifyError::Post(PostRefusal::ConditionFailed {
                condition: Condition::Equals { field: "key".to_owned(), value: "k".to_owned() },
            }),
            403,
            Vec::new(),
        ),
        (
            VerifyError::InvalidAccessKeyId { access_key_id: "AKIDEXAMPLE".to_owned() },
            403,
            vec![pair("AWSAccessKeyId", "AKIDEXAMPLE")],
        ),
    ] {
        assert_eq!(error.status(), status, "{error:?}");
        assert_eq!(error.elements(), elements, "{error:?}");
    }
}

//! What a link says, and every problem that it can have.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "support/strategies.rs"]
mod strategies;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use proptest::prelude::*;
use s3_presigner::{
    Credentials, Inspection, Presigner, Problem, Region, S3Request, SignatureVersion,
};

use self::strategies::{presigners, requests};

/// 2013-05-24T00:00:00Z
const NOW: u64 = 1_369_353_600;

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn user() -> Credentials {
    Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI").unwrap()
}

fn session() -> Credentials {
    Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "temporary", "to+ken/of=the session").unwrap()
}

fn link(credentials: Credentials, request: &S3Request<'_>) -> String {
    let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
    presigner.presign_at(request, Duration::from_secs(900), at(NOW)).unwrap().into()
}

fn get() -> String {
    link(user(), &S3Request::get_object("photos", "2026/cat.jpg"))
}

fn problems(link: &str) -> Vec<Problem> {
    Inspection::of_at(link, at(NOW + 1)).problems().to_vec()
}

/// The text of the one problem of the good link with something replaced in it.
fn problem(from: &str, to: &str) -> String {
    let good = get();
    let changed = good.replacen(from, to, 1);
    assert_ne!(changed, good, "{from}");
    let found = problems(&changed);
    assert_eq!(found.len(), 1, "{changed}: {found:?}");
    found[0].to_string()
}

#[test]
fn a_good_link_has_no_problem_and_tells_everything() {
    let request = S3Request::get_object("photos", "2026/cat photo+é.jpg").version_id("v1");
    let inspection = Inspection::of_at(&link(session(), &request), at(NOW));
    assert_eq!(inspection.problems(), []);
    assert_eq!(inspection.signature_version(), Some(SignatureVersion::V4));
    assert_eq!(inspection.access_key_id(), Some("ASIAIOSFODNN7EXAMPLE"));
    assert!(inspection.is_temporary());
    assert_eq!((inspection.region(), inspection.service()), (Some("eu-west-1"), Some("s3")));
    assert_eq!(inspection.signed_at(), Some(at(NOW)));
    assert_eq!(inspection.expires_in(), Some(Duration::from_secs(900)));
    assert_eq!(inspection.expires_at(), Some(at(NOW + 900)));
    assert_eq!(inspection.signed_headers().collect::<Vec<_>>(), ["host"]);
    assert_eq!(inspection.host(), Some("photos.s3.eu-west-1.amazonaws.com"));
    assert_eq!(inspection.host_region(), Some("eu-west-1"));
    assert_eq!(inspection.bucket(), Some("photos"));
    assert_eq!(inspection.key(), Some("2026/cat photo+é.jpg"));
    let names: Vec<_> = inspection.operations().iter().map(|op| op.name).collect();
    assert_eq!(names, ["GetObject", "HeadObject", "DeleteObject"]);
    assert!(inspection.is_browser_navigable());
    assert_eq!(inspection.session_token(), Some("to+ken/of=the session"));
    assert_eq!(inspection.signature().unwrap().len(), 64);
}

#[test]
fn no_link_writes_a_line_of_its_own_into_the_report() {
    let link =
        "https://s3.amazonaws.com/b%0Aproblems%20none%20found%1B%5B2J/k%0D?X-Amz-Credential=%0A%1B";
    let report = Inspection::of_at(link, at(NOW)).to_string();
    assert!(!report.contains(|char: char| char.is_control() && char != '\n'), "{report:?}");
    assert!(report.contains("bucket           b\\nproblems none found\\u{1b}[2J\n"), "{report}");
}

#[test]
fn the_report_is_redacted_unless_asked() {
    let request = S3Request::put_object("photos", "cat.jpg").content_type("image/jpeg");
    let link = link(session(), &request);
    let inspection = Inspection::of_at(&link, at(NOW + 901));
    let signature = inspection.signature().unwrap();
    assert_eq!(
        inspection.to_string(),
        "signed with      SigV4\n\
         access key id    ASIAIOSFODNN7EXAMPLE (temporary)\n\
         scope            s3 in eu-west-1\n\
         signed at        2013-05-24T00:00:00Z\n\
         expires at       2013-05-24T00:15:00Z, 15 minutes after it was signed, or with the session that signed it\n\
         host             photos.s3.eu-west-1.amazonaws.com\n\
         bucket           photos\n\
         key              \"cat.jpg\"\n\
         operation        PUT PutObject\n\
         headers to send  content-type\n\
         in a browser     needs a page with code: it has a method or headers that a plain link does not send\n\
         reuse            anyone who has the link can use it, any number of times, until 2013-05-24T00:15:00Z\n\
         session token    (redacted)\n\
         signature        (redacted)\n\
         error            the link expired at 2013-05-24T00:15:00Z: ask whoever made it for a new one\n"
    );
    let of_today = Credentials::new("AKIAQAAAAAAAAAAAAAAA", "secret").unwrap();
    let link_of_today = self::link(of_today, &request);
    assert!(
        Inspection::of(&link_of_today)
            .to_string()
            .contains("\naccount          000000000000 (a hint)\n")
    );
    let open = inspection.report_with_secrets();
    assert!(open.contains(signature) && open.contains("to+ken/of=the session"));
    for shown in [inspection.to_string(), format!("{inspection:?}")] {
        assert!(!shown.contains(signature) && !shown.contains("to+ken"), "{shown}");
    }
}

/// What is replaced in the good link, and the text of the one problem that it then has.
const MISTAKES: [(&str, &str, &str); 36] = [
    (
        "eu-west-1%2F",
        "us-east-1%2F",
        "the host is in eu-west-1 but the signature is for us-east-1: sign for the region of the bucket",
    ),
    (
        ".eu-west-1.",
        ".eu-west-3.",
        "the host is in eu-west-3 but the signature is for eu-west-1: sign for the region of the bucket",
    ),
    (
        "%2Fs3%2F",
        "%2Fs3express%2F",
        "the host belongs to s3 but the signature is for the service \"s3express\"",
    ),
    (
        "s3.eu-west-1.",
        "s3.",
        "the link leads to S3's global host but is signed for eu-west-1: S3 answers with a redirect for a new \
             bucket, which browsers do not follow across origins; use the host of the region",
    ),
    (
        ".s3.eu-west-1.",
        ".s3-website.eu-west-1.",
        "the link leads to a website endpoint, which knows no signatures: use the bucket's own host",
    ),
    (
        "https://photos",
        "https://my.photos",
        "the bucket my.photos has dots, so that the certificate of the host does not fit: use path style",
    ),
    ("https:", "http:", "the link is plain http: everybody on the way can read it and use it"),
    (
        "amazonaws.com/",
        "amazonaws.com:443/",
        "the host names its default port 443, which clients leave out of the header they send: sign without it",
    ),
    (
        "Expires=900",
        "Expires=604801",
        "the lifetime of 604801 s is out of range: S3 takes 1 to 604800 (7 days)",
    ),
    ("Expires=900", "Expires=-5", "the lifetime \"-5\" is no whole number of seconds"),
    ("20130524T000000Z", "20130524", "the date \"20130524\" is not of the form YYYYMMDDThhmmssZ"),
    (
        "%2F20130524%2F",
        "%2F20130523%2F",
        "the credential is of the day 20130523 but X-Amz-Date is 20130524T000000Z: both come from one clock reading",
    ),
    (
        "Date=20130524T000000Z",
        "Date=20130524T001601Z",
        "the link is signed for 2013-05-24T00:16:01Z, more than 15 minutes ahead: set the clock of the signer right",
    ),
    (
        "SignedHeaders=host",
        "SignedHeaders=range",
        "the header host is not signed, which S3 asks for",
    ),
    (
        "SignedHeaders=host",
        "SignedHeaders=range%3Bhost",
        "the signed headers \"range;host\" are not in lower case and in alphabetical order, joined by semicolons",
    ),
    (
        "SignedHeaders=host",
        "SignedHeaders=Host",
        "the signed headers \"Host\" are not in lower case and in alphabetical order, joined by semicolons",
    ),
    (
        "&X-Amz-Signature",
        "&x-amz-tagging=a%3Db&X-Amz-Signature",
        "S3 does not read x-amz-tagging from the query: it limits nothing; make it a signed header that the holder sends",
    ),
    (
        "&X-Amz-Signature",
        "&x-amz-checksum-crc32=AAAAAA%3D%3D&X-Amz-Signature",
        "x-amz-checksum-crc32 is the checksum of an empty body, so every other upload is refused: turn the SDK's \
             default checksums off when presigning",
    ),
    (
        "AKIA",
        "ASIA",
        "ASIAIOSFODNN7EXAMPLE is a temporary key but X-Amz-Security-Token is missing: S3 answers \
             InvalidAccessKeyId; sign with the token of the session",
    ),
    (
        "AKIAIOSFODNN7EXAMPLE",
        "AROAIOSFODNN7EXAMPLE",
        "AROAIOSFODNN7EXAMPLE is the unique id of a user or role, not an access key id: use the id that begins \
             with AKIA or ASIA",
    ),
    (
        "&X-Amz-SignedHeaders",
        "&X-Amz-Security-Token=t&X-Amz-SignedHeaders",
        "AKIAIOSFODNN7EXAMPLE is a long-term key but there is a session token: key and token are of different \
             credentials",
    ),
    (
        "2026/cat",
        "2026/my%2520cat",
        "the path holds \"%2520\", as if it was encoded twice: the key then has the escape itself in its name",
    ),
    (
        "2026/cat",
        "2026/my+cat",
        "there is a plus sign in the path: servers read it as a plus or as a space; write %2B or %20",
    ),
    (
        "&X-Amz-Signature",
        "&prefix=a+b&X-Amz-Signature",
        "there is a plus sign in the query: servers read it as a plus or as a space; write %2B or %20",
    ),
    (
        "2026/cat",
        "2026/../cat",
        "the path has the segment \"..\", which browsers and most clients fold before they send it",
    ),
    (
        "2026/cat",
        "2026/my%c3%a9cat",
        "the path has \"%c3\", which AWS's canonical form spells otherwise: S3 should take it if it was signed escaped, though no answer of S3 shows it; some servers hash it as it stands",
    ),
    (
        "2026/cat",
        "2026/(cat)",
        "the path has \"(ca\", which AWS's canonical form spells otherwise: S3 takes it if it was signed escaped, as others have seen; some servers hash it as it stands",
    ),
    (
        "%2F20130524",
        "/20130524",
        "the query has \"/20\", which AWS's canonical form spells otherwise: S3 takes it if it was signed escaped, as others have seen; some servers hash it as it stands",
    ),
    (
        "&X-Amz-Expires=900",
        "&X-Amz-Expires=900&X-Amz-Expires=900",
        "the parameter X-Amz-Expires stands there twice: servers take one or the other, or refuse the link",
    ),
    (
        "?X-Amz",
        "?versionId=v&X-Amz",
        "the parameter X-Amz-Algorithm does not stand in the order of the canonical query with the signature last: \
             S3 sorts them itself, other servers may not",
    ),
    (
        "?X-Amz",
        "?AWSAccessKeyId=AKIA&X-Amz",
        "the link has parameters of both SigV2 and SigV4, and S3 takes one way of signing only: sign it anew",
    ),
    (
        "X-Amz-Algorithm=AWS4-HMAC-SHA256",
        "X-Amz-Algorithm=AWS4-HMAC-SHA1",
        "the algorithm \"AWS4-HMAC-SHA1\" is unknown: S3 takes AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256",
    ),
    (
        "%2Faws4_request",
        "",
        "the credential \"AKIAIOSFODNN7EXAMPLE/20130524/eu-west-1/s3\" is no access key id with its scope: \
             expected ID/YYYYMMDD/REGION/SERVICE/aws4_request",
    ),
    (
        "X-Amz-Signature=",
        "X-Amz-Signature=0",
        "the signature is not 64 lower-case hexadecimal digits: the end of the link is cut off or changed",
    ),
    (
        "&X-Amz-Expires=900",
        "",
        "the parameter X-Amz-Expires is missing: copy the whole link, all parameters belong to the signature",
    ),
    (
        "https://",
        "https://user:pass@",
        "there is user information in front of the host: clients send it as an Authorization header, and S3 \
             refuses two ways of signing",
    ),
];

#[test]
fn each_mistake_is_found_and_explained() {
    for (from, to, text) in MISTAKES {
        assert_eq!(problem(from, to), text);
    }
}

#[test]
fn what_is_no_signed_link_is_said_to_be_none() {
    let text = |link: &str| problems(link).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        text("https://photos.s3.eu-west-1.amazonaws.com/cat.jpg"),
        ["the link is not signed: it works only for objects that everybody may read"]
    );
    assert_eq!(
        text(
            "https://photos.s3.amazonaws.com/k?AWSAccessKeyId=AKIA&Expires=1369353602&Signature=x"
        ),
        [
            "the link is signed with SigV2, which S3 refuses in all regions opened after 2014 and wherever a policy \
             says so: sign with SigV4"
        ]
    );
    let inspection = Inspection::of("https://h/k?AWSAccessKeyId=AKIAI&Expires=1&Signature=x");
    assert_eq!(inspection.signature_version(), Some(SignatureVersion::V2));
    assert_eq!(inspection.access_key_id(), Some("AKIAI"));
    for link in ["", " ", "cat.jpg", "/cat.jpg"] {
        assert!(problems(link).contains(&Problem::NoHost), "{link:?}");
    }
    let cut = get().split("&X-Amz-SignedHeaders").next().unwrap().to_owned();
    assert_eq!(
        problems(&cut),
        ["X-Amz-SignedHeaders", "X-Amz-Signature"].map(|name| Problem::MissingParameter { name })
    );
    let fragment = get().replacen("2026/cat", "2026/#cat", 1);
    assert!(problems(&fragment).contains(&Problem::Fragment));
}

#[test]
fn fatal_problems_come_first() {
    let link = get().replacen("https:", "http:", 1).replacen("Expires=900", "Expires=0", 1);
    let problems = problems(&link);
    let is_fatal: Vec<_> = problems.iter().map(Problem::is_fatal).collect();
    assert_eq!(is_fatal, [true, true, false], "{problems:?}");
}

#[test]
fn path_style_tells_bucket_and_key_where_the_host_cannot() {
    for (link, bucket, key) in [
        ("https://s3.eu-west-1.amazonaws.com/photos/a/b", Some("photos"), Some("a/b")),
        ("http://127.0.0.1:9000/photos/a%20b", Some("photos"), Some("a b")),
        ("http://localhost/photos", Some("photos"), None),
        ("http://localhost/", None, None),
        ("https://cdn.example.com/photos/a", None, None),
        ("https://photos.s3.eu-west-1.amazonaws.com/", Some("photos"), None),
    ] {
        let inspection = Inspection::of(link);
        assert_eq!((inspection.bucket(), inspection.key()), (bucket, key), "{link}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_this_crate_signs_has_no_fatal_problem(presigner in presigners(), request in requests()) {
        let Ok(url) = presigner.presign_at(&request, Duration::from_secs(300), at(NOW)) else {
            return Err(TestCaseError::reject("refused"));
        };
        let inspection = Inspection::of_at(url.as_str(), at(NOW));
        let fatal: Vec<_> = inspection.problems().iter().filter(|problem| problem.is_fatal()).collect();
        prop_assert!(fatal.is_empty(), "{}: {:?}", url.as_str(), fatal);
        prop_assert_eq!(inspection.expires_at(), Some(url.signed_at() + url.expires_in()));
        let methods: Vec<_> = inspection.operations().iter().map(|operation| operation.method).collect();
        prop_assert!(!methods.is_empty());
    }

    #[test]
    fn nothing_that_is_pasted_makes_it_panic(
        noise in "\\PC{0,60}", cut in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(),
    ) {
        let good = get();
        let (cut, from) = (cut.index(good.len()), from.index(good.len()));
        for link in [noise.clone(), format!("{}{noise}{}", &good[..cut], &good[from..])] {
            let inspection = Inspection::of_at(&link, at(NOW));
            prop_assert!(!inspection.to_string().is_empty());
        }
    }
}

//! Links in the shapes that other presigners give them (bucket `bkt`, key `a b+c/~d'e(1).txt`), rebuilt by hand
//! with made-up credentials: each is read rightly, and what is warned of is what is odd in it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{Inspection, Problem, SignatureVersion};

/// 2026-01-01T00:00:00Z
const NOW: u64 = 1_767_225_600;

const KEY: &str = "a b+c/~d'e(1).txt";
const PATH: &str = "a%20b%2Bc/~d%27e%281%29.txt";
const REGIONAL: &str = "https://bkt.s3.eu-west-1.amazonaws.com";
const ALGORITHM: &str = "X-Amz-Algorithm=AWS4-HMAC-SHA256";
const CREDENTIAL: &str =
    "X-Amz-Credential=ASIAIOSFODNN7EXAMPLE%2F20260101%2Feu-west-1%2Fs3%2Faws4_request";
const DATE: &str = "X-Amz-Date=20260101T000000Z";
const EXPIRES: &str = "X-Amz-Expires=3600";
const TOKEN: &str = "X-Amz-Security-Token=IQoJsecretsecret%2Ftoken%3D%3D";
const HOST: &str = "X-Amz-SignedHeaders=host";
const SIGNATURE: &str =
    "X-Amz-Signature=762f4fcbacec730d460b0e337f554e569e4fe98643baefad7af1276fe3084e7f";

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn read(link: &str) -> Inspection {
    Inspection::of_at(link, at(NOW + 1))
}

fn joined(place: &str, pieces: &[&str]) -> String {
    format!("{place}?{}", pieces.join("&"))
}

/// The peer, its link, and the kinds of problems.
fn sigv4() -> Vec<(&'static str, String, Vec<&'static str>)> {
    let usual = [ALGORITHM, CREDENTIAL, DATE, EXPIRES, TOKEN, HOST, SIGNATURE];
    let regional = format!("{REGIONAL}/{PATH}");
    let raw = format!("{REGIONAL}/a%20b%2Bc/~d'e(1).txt");
    let path_style = format!("https://s3.eu-west-1.amazonaws.com/bkt/{PATH}");
    vec![
        (
            "boto3 1.43 s3v4",
            joined(
                &format!("https://bkt.s3.amazonaws.com/{PATH}"),
                &[ALGORITHM, CREDENTIAL, DATE, EXPIRES, HOST, TOKEN, SIGNATURE],
            ),
            vec!["GlobalHost", "ParameterOrder"],
        ),
        (
            "obstore 0.12",
            joined(&regional, &[ALGORITHM, CREDENTIAL, DATE, EXPIRES, HOST, TOKEN, SIGNATURE]),
            vec!["ParameterOrder"],
        ),
        ("opendal 0.47", joined(&raw, &usual), vec!["NotCanonical"]),
        (
            "aws4fetch 1.0",
            joined(&raw, &[EXPIRES, DATE, TOKEN, ALGORITHM, CREDENTIAL, HOST, SIGNATURE]),
            vec!["NotCanonical", "ParameterOrder"],
        ),
        (
            "aws4 1.13",
            joined(&raw, &[TOKEN, EXPIRES, DATE, ALGORITHM, CREDENTIAL, HOST, SIGNATURE]),
            vec!["NotCanonical", "ParameterOrder"],
        ),
        (
            "minio-py 7.2",
            joined(&regional, &[TOKEN, ALGORITHM, CREDENTIAL, DATE, EXPIRES, HOST, SIGNATURE]),
            vec!["ParameterOrder"],
        ),
        (
            "minio 8.0 of npm",
            joined(&path_style, &[ALGORITHM, CREDENTIAL, DATE, EXPIRES, HOST, TOKEN, SIGNATURE]),
            vec!["ParameterOrder"],
        ),
        (
            "SDK for JavaScript 3",
            joined(
                &regional,
                &[
                    ALGORITHM,
                    "X-Amz-Content-Sha256=UNSIGNED-PAYLOAD",
                    CREDENTIAL,
                    DATE,
                    EXPIRES,
                    TOKEN,
                    SIGNATURE,
                    HOST,
                    "x-amz-checksum-mode=ENABLED",
                    "x-id=GetObject",
                ],
            ),
            vec!["ParameterOrder"],
        ),
        (
            "Bun 1.4",
            joined(&path_style, &[ALGORITHM, CREDENTIAL, DATE, EXPIRES, TOKEN, SIGNATURE, HOST]),
            vec!["ParameterOrder"],
        ),
        (
            "Bun 1.4, with a type",
            joined(
                &path_style,
                &[
                    ALGORITHM,
                    CREDENTIAL,
                    DATE,
                    EXPIRES,
                    TOKEN,
                    SIGNATURE,
                    HOST,
                    "response-content-type=text%2Fplain",
                ],
            ),
            vec!["ParameterOrder"],
        ),
        ("awscrt 0.38, single encoding", joined(&regional, &usual), vec![]),
        ("awscrt 0.38", joined(&regional.replace('%', "%25"), &usual), vec!["DoubleEncodedPath"]),
        (
            "fog-aws 3.15",
            joined(&regional, &[EXPIRES, DATE, TOKEN, ALGORITHM, CREDENTIAL, HOST, SIGNATURE]),
            vec!["ParameterOrder"],
        ),
        (
            "aws s3 presign 2.36",
            joined(&regional, &[ALGORITHM, CREDENTIAL, DATE, EXPIRES, HOST, TOKEN, SIGNATURE]),
            vec!["ParameterOrder"],
        ),
    ]
}

#[test]
fn sigv4_of_each_peer_is_read_and_only_its_oddity_is_warned_of() {
    for (peer, link, kinds) in sigv4() {
        let inspection = read(&link);
        let found: Vec<_> =
            inspection.problems().iter().map(|problem| format!("{problem:?}")).collect();
        let mut found: Vec<_> =
            found.iter().map(|text| text.split([' ', '(']).next().unwrap()).collect();
        found.sort_unstable();
        assert_eq!(found, kinds, "{peer}: {inspection}");
        assert!(inspection.problems().iter().all(|problem| !problem.is_fatal()), "{peer}");
        assert_eq!(inspection.expires_at(), Some(at(NOW + 3_600)), "{peer}");
        assert_eq!(inspection.bucket(), Some("bkt"), "{peer}");
        let escaped = PATH.to_owned();
        let key = if kinds.contains(&"DoubleEncodedPath") { &escaped } else { KEY };
        assert_eq!(inspection.key(), Some(key), "{peer}");
        assert_eq!(inspection.signature_version(), Some(SignatureVersion::V4), "{peer}");
        assert!(!inspection.to_string().contains("secret"), "{peer}");
    }
}

#[test]
fn eight_days_are_refused_whoever_signed_them() {
    for (peer, link, _) in sigv4() {
        let long = link.replace("Expires=3600", "Expires=691200");
        let out = Problem::LifetimeOutOfRange { seconds: 691_200 };
        assert!(read(&long).problems().contains(&out), "{peer}");
    }
}

#[test]
fn a_temporary_key_without_its_token_is_told_for_s3mini_and_s3cmd() {
    let s3mini = joined(
        &format!("{REGIONAL}/{PATH}"),
        &[ALGORITHM, CREDENTIAL, DATE, EXPIRES, HOST, SIGNATURE],
    );
    let s3cmd = format!(
        "http://bkt.s3.amazonaws.com/{PATH}?AWSAccessKeyId=ASIAIOSFODNN7EXAMPLE&Expires=1767229200&Signature=abc%2BdEfGhIjKlMnOpQrStUvWxY%3D"
    );
    for link in [s3mini, s3cmd] {
        let missing = Problem::TokenMissing { id: "ASIAIOSFODNN7EXAMPLE".into() };
        assert!(read(&link).problems().contains(&missing), "{link}");
    }
}

#[test]
fn sigv2_of_each_peer_has_its_end() {
    let id = "AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE";
    let signature = "Signature=abc%2BdEfGhIjKlMnOpQrStUvWxY%3D";
    for (peer, link, end, warnings) in [
        (
            "boto3",
            format!("https://bkt.s3.amazonaws.com/{PATH}?{id}&{signature}&Expires=1767229200"),
            1_767_229_200,
            1,
        ),
        (
            "boto3 put",
            format!(
                "https://bkt.s3.amazonaws.com/{PATH}?{id}&{signature}&content-type=image%2Fpng&Expires=1767229200"
            ),
            1_767_229_200,
            1,
        ),
        (
            "s3cmd",
            format!("http://bkt.s3.amazonaws.com/{PATH}?{id}&Expires=1767229200&{signature}"),
            1_767_229_200,
            2,
        ),
        (
            "libs3",
            format!(
                "https://bkt.s3.amazonaws.com/a+b%2Bc/x.txt?{id}&Expires=2147483647&Signature=abc/dEfGhIjKlMnOpQrStUvWxY%3D"
            ),
            2_147_483_647,
            2,
        ),
        (
            "s3fs",
            format!("https://bkt.s3.amazonaws.com/{PATH}?{id}&{signature}&Expires=1767229200"),
            1_767_229_200,
            1,
        ),
        (
            "fog-aws",
            format!("https://bkt.s3.amazonaws.com/{PATH}?{id}&{signature}&Expires=1767229200"),
            1_767_229_200,
            1,
        ),
    ] {
        let inspection = read(&link);
        assert_eq!(inspection.signature_version(), Some(SignatureVersion::V2), "{peer}");
        assert_eq!(inspection.expires_at(), Some(at(end)), "{peer}");
        assert_eq!(inspection.problems().len(), warnings, "{peer}: {inspection}");
        assert!(
            inspection.problems().iter().all(|problem| !problem.is_fatal()),
            "{peer}: {inspection}"
        );
    }
}

#[test]
fn google_cloud_storage_of_python_is_not_s3s() {
    let link = "https://storage.googleapis.com/bkt/a%20b?X-Goog-Algorithm=GOOG4-RSA-SHA256\
         &X-Goog-Credential=svc%40p.iam.gserviceaccount.com%2F20260101%2Fauto%2Fstorage%2Fgoog4_request\
         &X-Goog-Date=20260101T000000Z&X-Goog-Expires=3600&X-Goog-SignedHeaders=host&X-Goog-Signature=247a";
    let inspection = read(link);
    let signer = inspection.foreign().unwrap().signer();
    assert_eq!(inspection.problems(), [Problem::Foreign { signer, is_at_s3: false }]);
    assert_eq!(inspection.expires_at(), Some(at(NOW + 3_600)));
}

//! Links of SigV2: their end, their token or its absence, and the regions that refuse them. The values are made up.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{Inspection, Problem, SignatureVersion};

/// 2026-01-01T00:00:00Z
const NOW: u64 = 1_767_225_600;
/// 2026-01-01T18:00:00Z
const END: u64 = 1_767_290_400;

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn read(link: &str) -> Inspection {
    Inspection::of_at(link, at(NOW))
}

fn fatal(inspection: &Inspection) -> Vec<String> {
    let fatal = inspection.problems().iter().filter(|problem| problem.is_fatal());
    fatal.map(ToString::to_string).collect()
}

fn link(rest: &str) -> String {
    format!("https://photos.s3.amazonaws.com/k?Signature=absecretsecretsecretsecre%3D{rest}")
}

#[test]
fn its_end_is_read_and_has_come_or_not() {
    for (rest, end) in [
        ("&AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Expires=1767290400", END),
        ("&AWSAccessKeyID=AKIAIOSFODNN7EXAMPLE&Expires=1767290400", END),
        ("&AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Expires=2147483647", 2_147_483_647),
        (
            "&Expires=1767290400&AWSAccessKeyId=ASIAIOSFODNN7EXAMPLE&x-amz-security-token=secrettoken",
            END,
        ),
        ("&Expires=1767290400&AWSAccessKeyId=minio", END),
    ] {
        let inspection = read(&link(rest));
        assert_eq!(inspection.signature_version(), Some(SignatureVersion::V2), "{rest}");
        assert_eq!(inspection.foreign(), None, "{rest}");
        assert_eq!(inspection.expires_at(), Some(at(end)), "{rest}");
        assert_eq!(fatal(&inspection), [""; 0], "{rest}");
        assert!(!inspection.to_string().contains("secret"), "{inspection}");
        let then = Inspection::of_at(&link(rest), at(end));
        assert!(then.problems().contains(&Problem::Expired { at: at(end) }), "{rest}");
    }
    let old = read(&link("&AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Expires=1700000000"));
    assert_eq!(
        fatal(&old),
        ["the link expired at 2023-11-14T22:13:20Z: ask whoever made it for a new one"]
    );
    assert!(old.to_string().contains("\nexpires at       2023-11-14T22:13:20Z\n"), "{old}");
}

#[test]
fn its_token_is_read_and_missed() {
    let with =
        |id: &str, token: &str| read(&link(&format!("&Expires={END}&AWSAccessKeyId={id}{token}")));
    let id = "ASIAIOSFODNN7EXAMPLE".to_owned();
    let bare = with(&id, "");
    assert!(bare.problems().contains(&Problem::TokenMissing { id: id.clone() }), "{bare}");
    assert!(bare.is_temporary());
    let whole = with(&id, "&x-amz-security-token=secrettoken");
    assert_eq!((whole.session_token(), fatal(&whole)), (Some("secrettoken"), vec![]));
    let other = with("AKIAIOSFODNN7EXAMPLE", "&x-amz-security-token=secrettoken");
    assert_eq!(fatal(&other).len(), 1, "{other}");
    let line = "session token    none: temporary credentials would need x-amz-security-token";
    assert!(with("AKIAIOSFODNN7EXAMPLE", "").to_string().contains(line));
    assert!(with("AROAIOSFODNN7EXAMPLE", "").problems()[0].is_fatal());
}

#[test]
fn regions_that_opened_later_refuse_it() {
    let at_host = |host: &str| {
        let link = format!(
            "https://{host}/k?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Signature=x&Expires={END}"
        );
        fatal(&read(&link))
    };
    for host in [
        "photos.s3.amazonaws.com",
        "photos.s3.eu-west-1.amazonaws.com",
        "s3-us-west-2.amazonaws.com",
        "files.example.com",
    ] {
        assert_eq!(at_host(host), [""; 0], "{host}");
    }
    for region in ["eu-central-1", "us-east-2", "ap-south-1", "il-central-1"] {
        assert_eq!(
            at_host(&format!("photos.s3.{region}.amazonaws.com")),
            [format!(
                "the link is signed with SigV2, which S3 does not take in {region}: sign with SigV4"
            )]
        );
    }
}

#[test]
fn what_belongs_to_it_and_is_not_there_is_missing() {
    for (link, lost) in [
        ("https://h/k?AWSAccessKeyId=AKIA&Expires=1767290400", "Signature"),
        ("https://h/k?AWSAccessKeyId=AKIA&Signature=x", "Expires"),
        ("https://h/k?Expires=1767290400&Signature=x", "AWSAccessKeyId"),
    ] {
        let inspection = read(link);
        assert!(
            inspection.problems().contains(&Problem::MissingParameter { name: lost }),
            "{inspection}"
        );
    }
}

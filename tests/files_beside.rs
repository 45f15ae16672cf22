//! A tool that asks for the index of a file with the link of the file is told so.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{
    Cause, Credentials, Endpoint, FailedRequest, Presigner, Region, S3Request, SignedRequest,
};

const MISMATCH: &str = "<Error><Code>SignatureDoesNotMatch</Code></Error>";
const NO_REASON: &str = "<Error><Code>AccessDenied</Code><Message></Message></Error>";

fn at(minutes: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_718_015_651 + minutes * 60)
}

fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "secret").unwrap()
}

fn link(key: &str) -> String {
    let presigner = Presigner::new(credentials(), Region::new("eu-west-1").unwrap())
        .with_endpoint(Endpoint::custom("https://s3.example.com").unwrap());
    let request = S3Request::get_object("data", key);
    presigner.presign_at(&request, Duration::from_secs(900), at(0)).unwrap().into()
}

fn cause(url: &str, answer: &str, credentials: Option<&Credentials>) -> Cause {
    let failed = FailedRequest::new(SignedRequest::new("GET", url), answer);
    let failed = match credentials {
        Some(credentials) => failed.with_credentials(credentials),
        None => failed,
    };
    failed.diagnose_at(at(1)).cause().clone()
}

#[test]
fn the_ending_raises_the_suspicion_and_the_secret_proves_it() {
    for (key, asked, ending) in [
        ("x.bam", "x.bam.bai", ".bai"),
        ("x.bam", "x.bai", ".bai"),
        ("a b/x.bam", "a b/x.bam.csi", ".csi"),
        ("x.cram", "x.cram.crai", ".crai"),
        ("x.vcf.gz", "x.vcf.gz.tbi", ".tbi"),
        ("x.tif", "x.tif.aux.xml", ".aux.xml"),
    ] {
        let url = link(key).replace(&key.replace(' ', "%20"), &asked.replace(' ', "%20"));
        for answer in [MISMATCH, NO_REASON] {
            assert_eq!(cause(&url, answer, None), Cause::BesideFile { ending });
            let path = |key: &str| format!("/data/{}", key.replace(' ', "%20"));
            let certain = Cause::Path { meant: path(key), seen: path(asked) };
            assert_eq!(cause(&url, answer, Some(&credentials())), certain);
        }
    }
    let text = cause(&link("x.bam").replace("x.bam", "x.bam.bai"), MISMATCH, None).to_string();
    assert!(text.contains("the path ends with \".bai\", and tools that open a file"), "{text}");
}

#[test]
fn other_names_and_a_link_that_fits_raise_none() {
    for key in ["x.bam", "x.bai/y", ".bai", "cat.jpg"] {
        let told = cause(&link(key), MISMATCH, None);
        assert!(!matches!(told, Cause::BesideFile { .. }), "{key}: {told}");
    }
    let told = cause(&link("x.bam.bai"), MISMATCH, Some(&credentials()));
    assert!(!matches!(told, Cause::BesideFile { .. } | Cause::Path { .. }), "{told}");
}

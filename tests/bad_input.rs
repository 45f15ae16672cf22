//! Bad input gets an error that names the rule, through the front door, and never a panic.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use proptest::prelude::*;
use s3_presigner::{
    AddressingStyle, Credentials, Endpoint, Error, Field, Presigner, Region, S3Request,
    SseCustomerKey,
};

const QUARTER: Duration = Duration::from_secs(900);

fn presigner() -> Presigner {
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret").unwrap();
    Presigner::new(credentials, Region::new("eu-west-1").unwrap())
}

fn refusal(request: &S3Request<'_>) -> Error {
    let refused = presigner().presign(request, QUARTER).unwrap_err();
    assert_eq!(request.validate().unwrap_err(), refused, "validate says the same before signing");
    refused
}

#[test]
fn keys() {
    for key in ["", "a\0b"] {
        let refused = refusal(&S3Request::put_object("photos", key));
        assert!(matches!(refused, Error::Invalid { field: Field::ObjectKey, .. }), "{refused}");
    }
    let long = "k".repeat(1025);
    let too_long = Error::TooLong { field: Field::ObjectKey, length: 1025, max: 1024 };
    assert_eq!(refusal(&S3Request::get_object("photos", &long)), too_long);
    for key in ["..", "a/../b", "./a", "a/."] {
        let refused = refusal(&S3Request::delete_object("photos", key));
        assert_eq!(refused, Error::DotSegment { key: key.to_owned() });
        let allowed = S3Request::delete_object("photos", key).allow_dot_segments();
        assert!(presigner().presign(&allowed, QUARTER).is_ok());
    }
    assert!(
        presigner().presign_delete("photos", "", QUARTER).is_err(),
        "that would be DeleteBucket"
    );
}

#[test]
fn a_url_with_dot_segments_says_that_no_url_type_can_hold_it() {
    let request = S3Request::get_object("photos", "a/../b").allow_dot_segments();
    let url = presigner().presign(&request, QUARTER).unwrap();
    assert!(url.as_str().contains("/a/../b?"));
    assert_eq!(url.to_url().unwrap_err(), Error::DotSegment { key: "/a/../b".to_owned() });
}

#[test]
fn buckets() {
    for bucket in
        ["", "ab", "a b", "photos/2026", "phötos", "../photos", "photos?x", "-photos", "photos."]
    {
        let refused = refusal(&S3Request::get_object(bucket, "k"));
        assert!(matches!(refused, Error::Invalid { field: Field::BucketName, .. }), "{refused}");
    }
    let long = "b".repeat(256);
    let refused = refusal(&S3Request::get_object(&long, "k"));
    assert!(matches!(refused, Error::TooLong { field: Field::BucketName, .. }), "{refused}");
}

#[test]
fn headers() {
    let put = || S3Request::put_object("photos", "k");
    for value in ["a\r\nX-Evil: 1", "a\nb", "a\0", "\u{1b}[31m"] {
        for request in
            [put().content_type(value), put().metadata("note", value), put().header("x-y", value)]
        {
            let refused = refusal(&request);
            assert!(
                matches!(refused, Error::Invalid { field: Field::HeaderValue, .. }),
                "{refused}"
            );
        }
    }
    for name in ["", "a b", "a:b", "a\r\n", "é"] {
        let refused = refusal(&put().header(name, "x"));
        assert!(matches!(refused, Error::Invalid { field: Field::HeaderName, .. }), "{refused}");
    }
    for name in ["Host", "authorization", "Connection", "X-Amz-Date", "X-Amz-Security-Token"] {
        let refused = refusal(&put().header(name, "x"));
        assert_eq!(
            refused,
            Error::ReservedHeader { name: name.to_lowercase(), reason: reason(&refused) }
        );
    }
    let twice = put().content_type("a/b").header("Content-Type", "a/b");
    assert_eq!(refusal(&twice), Error::DuplicateHeader { name: "content-type".to_owned() });
    let twice = put().content_length(1).content_length(2);
    assert_eq!(refusal(&twice), Error::DuplicateHeader { name: "content-length".to_owned() });
    assert!(put().metadata("a", "1").metadata("A", "2").validate().is_ok(), "metadata is a list");
}

fn reason(error: &Error) -> &'static str {
    match error {
        Error::ReservedHeader { reason, .. } => reason,
        _ => "another error",
    }
}

#[test]
fn queries() {
    for name in
        ["X-Amz-Expires", "x-amz-expires", "X-AMZ-SIGNATURE", "x-amz-Security-token", "X-Amz-Date"]
    {
        let refused = refusal(&S3Request::get_object("photos", "k").query(name, "604800"));
        assert_eq!(refused, Error::ReservedQuery { name: name.to_owned() });
    }
    for name in ["", "a\r\nb"] {
        let refused = refusal(&S3Request::get_object("photos", "k").query(name, ""));
        assert!(matches!(refused, Error::Invalid { field: Field::QueryName, .. }), "{refused}");
    }
    let twice = S3Request::get_object("photos", "k").version_id("1").version_id("2");
    assert_eq!(refusal(&twice), Error::DuplicateQuery { name: "versionId".to_owned() });
}

#[test]
fn the_first_fault_is_the_one_reported() {
    let request = S3Request::put_object("photos", "").content_type("\0").query("X-Amz-Date", "");
    assert!(matches!(refusal(&request), Error::Invalid { field: Field::ObjectKey, .. }));
}

#[test]
fn methods() {
    for method in ["", "get", "GET /", "G\r\nET"] {
        let refused = refusal(&S3Request::new(method, "photos", "k"));
        assert!(matches!(refused, Error::Invalid { field: Field::Method, .. }), "{refused}");
    }
}

#[test]
fn regions_that_cannot_stand_in_awss_host() {
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret").unwrap();
    for name in ["RegionOne", "us_east", "-eu"] {
        let presigner = Presigner::new(credentials.clone(), Region::new(name).unwrap());
        let refused = presigner.presign_get("photos", "k", QUARTER).unwrap_err();
        assert_eq!(
            refused.to_string(),
            format!(
                "region {name:?} cannot be part of AWS's host name: use its lower-case name, for example eu-west-1"
            )
        );
        let elsewhere = presigner.with_endpoint(Endpoint::custom("http://localhost:9000").unwrap());
        assert!(elsewhere.presign_get("photos", "k", QUARTER).is_ok());
    }
}

#[test]
fn redaction() {
    let key = SseCustomerKey::new(*b"m4rkm4rkm4rkm4rkm4rkm4rkm4rkm4rk");
    let credentials =
        Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "m4rk-secret", "m4rk-token").unwrap();
    let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
    let request = S3Request::put_object("photos", "k").sse_customer_key(&key);
    let url = presigner.presign(&request, QUARTER).unwrap();
    let signature = url.as_str().rsplit_once('=').unwrap().1;
    let shown = format!("{presigner:?} {request:?} {url:?} {key:?}");
    for secret in ["m4rk", "bTRya200cmtt", signature] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    assert!(shown.contains("https://photos.s3.eu-west-1.amazonaws.com/k?"), "{shown}");
    assert!(url.as_str().contains("m4rk-token"));
    assert_eq!(url.headers().count(), 3);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_anything_panic(
        one in any::<String>(), two in any::<String>(), three in any::<String>(), number in any::<u32>(),
    ) {
        let _ = Credentials::new(one.as_str(), two.as_str());
        let _ = Credentials::temporary(one.as_str(), two.as_str(), three.as_str());
        let _ = Endpoint::custom(&one).and_then(|endpoint| endpoint.with_public_url(&two));
        let _ = Endpoint::custom(&format!("https://{one}"));
        let _ = Region::new(one.as_str());
        let request = S3Request::new(&one, two.as_str(), three.as_str())
            .query(one.as_str(), two.as_str())
            .header(&two, &three)
            .metadata(&one, &two)
            .tagging([(one.as_str(), two.as_str())])
            .response_attachment(&three)
            .part_number(number)
            .range(u64::from(number)..)
            .sse_kms_context(&one)
            .expected_bucket_owner(&two);
        let _ = presigner().presign(&request, QUARTER);
        for bucket in [one.as_str(), "photos", "arn:aws:s3:eu-west-1:1:accesspoint/x"] {
            let request = S3Request::get_object(bucket, two.as_str()).query(three.as_str(), one.as_str());
            for style in [AddressingStyle::Path, AddressingStyle::VirtualHosted] {
                let _ = presigner().with_addressing_style(style).presign(&request, QUARTER);
            }
            let region = Region::new("eu-west-1").unwrap();
            let _ = Endpoint::aws().resolve(&region, Some(&format!("arn:{one}")));
            let _ = Endpoint::aws().resolve(&region, Some(&format!("{one}--x-s3")));
        }
    }
}

//! Bad input gets an error that names the rule, through the front door, and never a panic.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use proptest::prelude::*;
use s3_presigner::{
    AddressingStyle, Credentials, Endpoint, Error, Field, PresignedUrl, Presigner, Region,
    S3Request, SseCustomerKey,
};
use url::Url;

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

#[cfg(feature = "url")]
#[test]
fn a_url_with_dot_segments_says_that_no_url_type_can_hold_it() {
    let request = S3Request::get_object("photos", "a/../b").allow_dot_segments();
    let url = presigner().presign(&request, QUARTER).unwrap();
    assert!(url.as_str().contains("/a/../b?"));
    assert_eq!(url.to_url().unwrap_err(), Error::DotSegment { key: "/a/../b".to_owned() });
}

#[test]
fn a_browser_opens_no_link_that_it_would_fold() {
    let request = S3Request::get_object("photos", "a/../../other/k").allow_dot_segments();
    for style in [AddressingStyle::VirtualHosted, AddressingStyle::Path] {
        let url = presigner().with_addressing_style(style).presign(&request, QUARTER).unwrap();
        assert!(!url.is_browser_navigable(), "{url:?}");
    }
    let plain = S3Request::get_object("photos", "a/.../k");
    assert!(presigner().presign(&plain, QUARTER).unwrap().is_browser_navigable());
}

#[test]
fn buckets() {
    for bucket in
        ["", "ab", "a b", "photos/2026", "phötos", "../photos", "photos?x", ".photos", "photos."]
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
}

/// A name as it is, in capitals, and in some of both.
fn spellings(name: &str) -> [String; 3] {
    let letter = |(at, letter): (usize, char)| {
        if at % 2 == 0 { letter.to_ascii_lowercase() } else { letter.to_ascii_uppercase() }
    };
    [name.to_owned(), name.to_uppercase(), name.chars().enumerate().map(letter).collect()]
}

/// As they are in `src/request/header_rules.rs`.
const RESERVED_HEADERS: [&str; 14] = [
    "authorization",
    "connection",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "x-amz-date",
    "x-amz-s3session-token",
    "x-amz-security-token",
];

#[test]
fn headers_that_the_signature_or_the_way_there_sets() {
    for name in RESERVED_HEADERS {
        for given in spellings(name) {
            let refused = refusal(&S3Request::put_object("photos", "k").header(&given, "x"));
            assert!(
                matches!(&refused, Error::ReservedHeader { name: said, .. } if said == name),
                "{given}: {refused}"
            );
        }
    }
}

/// As they are in `src/request/header_rules.rs`; then those of S3.
const SINGLE_HEADERS: [&str; 36] = [
    "content-disposition",
    "content-length",
    "content-md5",
    "content-range",
    "content-type",
    "date",
    "expires",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-range",
    "if-unmodified-since",
    "origin",
    "range",
    "referer",
    "user-agent",
    "x-amz-acl",
    "x-amz-checksum-crc32",
    "x-amz-checksum-sha256",
    "x-amz-content-sha256",
    "x-amz-copy-source",
    "x-amz-expected-bucket-owner",
    "x-amz-metadata-directive",
    "x-amz-mfa",
    "x-amz-object-lock-legal-hold",
    "x-amz-object-lock-mode",
    "x-amz-object-lock-retain-until-date",
    "x-amz-request-payer",
    "x-amz-sdk-checksum-algorithm",
    "x-amz-server-side-encryption",
    "x-amz-server-side-encryption-aws-kms-key-id",
    "x-amz-server-side-encryption-context",
    "x-amz-server-side-encryption-customer-key",
    "x-amz-storage-class",
    "x-amz-tagging",
    "x-amz-website-redirect-location",
];

#[test]
fn headers_of_one_value_given_twice() {
    let put = || S3Request::put_object("photos", "k");
    for name in SINGLE_HEADERS {
        for given in spellings(name) {
            assert!(put().header(&given, "1").validate().is_ok(), "{given} once");
            for value in ["1", "2"] {
                let twice = put().header(name, "1").header("x-other", "1").header(&given, value);
                assert_eq!(refusal(&twice), Error::DuplicateHeader { name: name.to_owned() });
            }
        }
    }
    let twice = put().content_type("a/b").header("Content-Type", "a/b");
    assert_eq!(refusal(&twice), Error::DuplicateHeader { name: "content-type".to_owned() });
    let twice = put().content_length(1).content_length(2);
    assert_eq!(refusal(&twice), Error::DuplicateHeader { name: "content-length".to_owned() });
    for list in ["x-amz-meta-a", "x-amz-grant-read", "x-amz-object-attributes", "cache-control"] {
        assert!(put().header(list, "1").header(list, "2").validate().is_ok(), "{list} is a list");
    }
}

/// As they are in `src/request/query.rs`.
const RESERVED_QUERIES: [&str; 10] = [
    "X-Amz-Algorithm",
    "X-Amz-Content-Sha256",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-Region-Set",
    "X-Amz-S3session-Token",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
    "X-Amz-SignedHeaders",
];

#[test]
fn queries() {
    let get = || S3Request::get_object("photos", "k");
    let spelled = RESERVED_QUERIES.iter().flat_map(|name| {
        let [as_it_is, capitals, both] = spellings(name);
        [as_it_is, capitals, both, name.to_lowercase()]
    });
    let of_old = ["Signature", "AWSAccessKeyId", "X-Amz-What-Comes-Later"].map(str::to_owned);
    for name in spelled.chain(of_old) {
        let refused = refusal(&get().query(name.as_str(), "604800"));
        assert_eq!(refused, Error::ReservedQuery { name });
    }
    for name in ["", "a\r\nb"] {
        let refused = refusal(&get().query(name, ""));
        assert!(matches!(refused, Error::Invalid { field: Field::QueryName, .. }), "{refused}");
    }
    let twice = get().version_id("1").version_id("2");
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

/// Every byte as a character, at the start, in the middle and at the end of a word.
fn with_every_byte(word: &str) -> impl Iterator<Item = (char, [String; 3])> {
    let (start, end) = word.split_at(word.len() / 2);
    (0..=u8::MAX).map(char::from).map(move |byte| {
        (byte, [format!("{byte}{word}"), format!("{start}{byte}{end}"), format!("{word}{byte}")])
    })
}

fn host_and_path(url: &PresignedUrl) -> (String, String) {
    let parsed = Url::parse(url.as_str()).unwrap();
    assert_eq!(parsed.as_str(), url.as_str());
    (parsed.host_str().unwrap().to_owned(), parsed.path().to_owned())
}

#[test]
fn no_byte_in_a_region_makes_another_host() {
    let elsewhere = Endpoint::custom("https://s3.example.com")
        .unwrap()
        .with_style(AddressingStyle::VirtualHosted);
    for (byte, names) in with_every_byte("eu-west-1") {
        for (place, name) in names.into_iter().enumerate() {
            let is_taken = byte.is_ascii_alphanumeric() || byte == '-' || byte == '_';
            let region = match Region::new(name.as_str()) {
                Ok(region) if is_taken => region,
                outcome => {
                    let is_refused =
                        matches!(outcome, Err(Error::Invalid { field: Field::Region, .. }));
                    assert!(is_refused && !is_taken, "{name:?}");
                    continue;
                }
            };
            let at_aws = presigner().with_region(region);
            let own = at_aws.clone().with_endpoint(elsewhere.clone());
            let url = own.presign_get("photos", "k", QUARTER).unwrap();
            assert_eq!(host_and_path(&url).0, "photos.s3.example.com", "{name:?}");

            let is_label =
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || (byte == '-' && place == 1);
            match at_aws.presign_get("photos", "k", QUARTER) {
                Ok(url) => {
                    assert_eq!(host_and_path(&url).0, format!("photos.s3.{name}.amazonaws.com"));
                    assert!(is_label, "{name:?}");
                }
                Err(refused) => assert!(!is_label, "{refused}"),
            }
        }
    }
}

#[test]
fn no_byte_in_a_bucket_makes_another_host() {
    const HOST: &str = "s3.eu-west-1.amazonaws.com";
    for (byte, names) in with_every_byte("photos") {
        for (place, name) in names.into_iter().enumerate() {
            let is_taken =
                byte.is_ascii_alphanumeric() || "-_".contains(byte) || (byte == '.' && place == 1);
            let url = match presigner().presign_get(name.as_str(), "k", QUARTER) {
                Ok(url) if is_taken => url,
                outcome => {
                    let is_refused =
                        matches!(outcome, Err(Error::Invalid { field: Field::BucketName, .. }));
                    assert!(is_refused && !is_taken, "{name:?}");
                    continue;
                }
            };
            let is_label =
                (byte == '-' && place == 1) || byte.is_ascii_lowercase() || byte.is_ascii_digit();
            let expected = if is_label {
                (format!("{name}.{HOST}"), "/k".to_owned())
            } else {
                (HOST.to_owned(), format!("/{name}/k"))
            };
            assert_eq!(host_and_path(&url), expected);
        }
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

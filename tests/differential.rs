//! Against `aws-sigv4`, the official signer: the same URL for random requests.
//!
//! It gets the address and the query from the input, laid out here by hand, and nothing of our URL.
//!
//! Listed exceptions, which the generators leave out:
//!
//! - headers that `aws-sigv4` never signs: `authorization`, `user-agent`, `x-amzn-trace-id`,
//!   `transfer-encoding`, `x-amz-user-agent`, `x-amz-checksum-mode`. This crate signs what it is given, or
//!   refuses it.
//! - tabs in header values: `aws-sigv4` folds runs of spaces only, this crate tabs too, as botocore
//!   and S3 do.
//! - buckets with an address of their own, such as access points: `endpoint_vectors.rs` covers them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_credential_types::Credentials as AwsCredentials;
use aws_sigv4::http_request::{
    PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation, SigningSettings,
    UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use s3_presigner::{
    AddressingStyle, CredentialKind, Credentials, Endpoint, PresignedUrl, Presigner, Region,
    S3Request,
};

const ID: &str = "AKIDEXAMPLE/with+slash";

#[derive(Clone, Debug)]
struct Input {
    method: &'static str,
    place: Place,
    style: AddressingStyle,
    bucket: String,
    key: String,
    query: BTreeMap<String, String>,
    headers: Vec<(String, String)>,
    secret: String,
    token: Option<String>,
    time: u64,
    expires: u64,
}

/// An endpoint, and what it has to become.
#[derive(Clone, Debug)]
struct Place {
    /// As it is given; none is AWS's own.
    url: Option<&'static str>,
    region: String,
    scheme: &'static str,
    host: String,
    base_path: &'static str,
}

fn places() -> impl Strategy<Value = Place> {
    let aws = prop::sample::select(vec![
        ("eu-west-1", "s3.eu-west-1.amazonaws.com"),
        ("us-east-1", "s3.us-east-1.amazonaws.com"),
        ("us-gov-west-1", "s3.us-gov-west-1.amazonaws.com"),
        ("cn-north-1", "s3.cn-north-1.amazonaws.com.cn"),
    ]);
    let aws = aws.prop_map(|(region, host)| Place {
        url: None,
        region: region.to_owned(),
        scheme: "https",
        host: host.to_owned(),
        base_path: "",
    });
    let own = prop::sample::select(vec![
        ("http://localhost:9000", "http", "localhost:9000", ""),
        ("http://127.0.0.1:9000/s3", "http", "127.0.0.1:9000", "/s3"),
        ("http://s3.example.com:80/", "http", "s3.example.com", ""),
        ("https://s3.example.com:443", "https", "s3.example.com", ""),
        ("https://GW.example.com:8443/a~b/c%20d/", "https", "gw.example.com:8443", "/a~b/c%20d"),
        ("https://gw.example.com:80/é+", "https", "gw.example.com:80", "/%C3%A9%2B"),
    ]);
    let own = (own, "[a-zA-Z0-9_-]{1,20}").prop_map(|((url, scheme, host, base_path), region)| {
        Place { url: Some(url), region, scheme, host: host.to_owned(), base_path }
    });
    prop_oneof![aws, own]
}

fn styles() -> impl Strategy<Value = AddressingStyle> {
    prop::sample::select(vec![AddressingStyle::VirtualHosted, AddressingStyle::Path])
}

prop_compose! {
    fn inputs()(
        method in prop::sample::select(vec!["GET", "PUT", "HEAD", "DELETE", "POST", "PATCH"]),
        place in places(),
        style in styles(),
        bucket in prop_oneof!["[a-z0-9][a-z0-9-]{1,20}[a-z0-9]", "[a-z0-9][a-z0-9.-]{1,20}[a-z0-9]"],
        key in prop_oneof!["[ -~]{1,40}", "\\PC{1,40}"],
        query in btree_map("[a-zA-Z][a-zA-Z0-9 _.~%+é-]{0,8}", text(), 0..5),
        headers in vec(
            ("(content-type|cache-control|x-amz-meta-[a-z0-9]{1,6}|x-[a-z]{2,5})", "[ -~]{0,20}"), 0..5,
        ),
        secret in "[ -~&&[^ ]]{1,60}",
        token in prop::option::of("[a-zA-Z0-9/+=]{1,200}"),
        (time, expires) in (0..4_000_000_000_u64, 1..=604_800_u64),
    ) -> Input {
        Input { method, place, style, bucket, key, query, headers, secret, token, time, expires }
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~]{0,20}", "\\PC{0,12}"]
}

fn ours(input: &Input) -> Result<PresignedUrl, s3_presigner::Error> {
    let credentials = match &input.token {
        Some(token) => Credentials::temporary(ID, input.secret.as_str(), token.as_str())?
            .with_kind(CredentialKind::Custom { max: Duration::from_secs(604_800) }),
        None => Credentials::new(ID, input.secret.as_str())?,
    };
    let mut request = S3Request::new(input.method, input.bucket.as_str(), input.key.as_str());
    for (name, value) in &input.query {
        request = request.query(name.as_str(), value.as_str());
    }
    for (name, value) in &input.headers {
        request = request.header(name, value);
    }
    let endpoint = input.place.url.map_or_else(|| Ok(Endpoint::aws()), Endpoint::custom)?;
    Presigner::new(credentials, Region::new(input.place.region.as_str())?)
        .with_endpoint(endpoint.with_style(input.style))
        .presign_at(&request.allow_dot_segments(), Duration::from_secs(input.expires), time(input))
}

fn time(input: &Input) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(input.time)
}

/// Scheme, host and path, from AWS's rules for addressing a bucket.
fn front(input: &Input) -> String {
    let Place { scheme, host, base_path, .. } = &input.place;
    let key = utf8_percent_encode(&input.key, &PATH);
    let bucket = &input.bucket;
    if input.style == AddressingStyle::VirtualHosted && stands_in_host(bucket, &input.place) {
        format!("{scheme}://{bucket}.{host}{base_path}/{key}")
    } else {
        format!("{scheme}://{host}{base_path}/{bucket}/{key}")
    }
}

/// A certificate covers one label in front of the host, and an address in numbers takes none.
fn stands_in_host(bucket: &str, place: &Place) -> bool {
    let is_label = |part: &str| !part.is_empty() && !part.starts_with('-') && !part.ends_with('-');
    let is_covered = place.scheme == "http" || !bucket.contains('.');
    let is_number = bucket.parse::<Ipv4Addr>().is_ok() || place.host.starts_with("127.");
    bucket.split('.').all(is_label) && is_covered && !is_number
}

/// The URL by the official signer, its parameters sorted with the signature behind them.
fn theirs(input: &Input) -> String {
    let (front, encoded) =
        (front(input), |text: &str| utf8_percent_encode(text, &QUERY).to_string());
    let mut query: BTreeMap<_, _> =
        input.query.iter().map(|(name, value)| (encoded(name), encoded(value))).collect();
    let mut signature = String::new();
    for (name, value) in signed(input, &format!("{front}?{}", joined(&query))) {
        match name {
            "X-Amz-Signature" => signature = value,
            _ => drop(query.insert(name.to_owned(), encoded(&value))),
        }
    }
    format!("{front}?{}&X-Amz-Signature={signature}", joined(&query))
}

fn joined(query: &BTreeMap<String, String>) -> String {
    let params: Vec<_> = query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    params.join("&")
}

/// The parameters that the official signer adds.
fn signed(input: &Input, uri: &str) -> Vec<(&'static str, String)> {
    let mut settings = SigningSettings::default();
    settings.percent_encoding_mode = PercentEncodingMode::Single;
    settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
    settings.signature_location = SignatureLocation::QueryParams;
    settings.expires_in = Some(Duration::from_secs(input.expires));
    let identity = AwsCredentials::new(ID, &input.secret, input.token.clone(), None, "test").into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(&input.place.region)
        .name("s3")
        .time(time(input))
        .settings(settings)
        .build()
        .unwrap()
        .into();
    let headers = input.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let request =
        SignableRequest::new(input.method, uri, headers, SignableBody::UnsignedPayload).unwrap();
    let (_, added) = sign(request, &params).unwrap().into_parts().0.into_parts();
    added.into_iter().map(|(name, value)| (name, value.into_owned())).collect()
}

/// All but the unreserved characters.
const QUERY: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const PATH: AsciiSet = QUERY.remove(b'/');

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_official_signer_gives_the_same_url(input in inputs()) {
        let url = ours(&input);
        prop_assume!(url.is_ok(), "{:?}", url);
        let url = url.unwrap();
        prop_assert_eq!(url.as_str(), theirs(&input), "{}", url.canonical_request());
    }
}

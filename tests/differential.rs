//! Against `aws-sigv4`, the official signer: the same signature for random requests.
//!
//! Listed exceptions, which the generators leave out:
//!
//! - headers that `aws-sigv4` never signs: `authorization`, `user-agent`, `x-amzn-trace-id`,
//!   `transfer-encoding`. This crate signs what it is given, or refuses it.
//! - header values beyond ASCII: `aws-sigv4` takes them as bytes, which a proptest of text does not
//!   compare; `laws.rs` covers them.
//! - tabs in header values: `aws-sigv4` folds runs of spaces only, this crate tabs too, as botocore
//!   and S3 do.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_credential_types::Credentials as AwsCredentials;
use aws_sigv4::http_request::{
    PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation, SigningSettings,
    UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use s3_presigner::{
    AddressingStyle, CredentialKind, Credentials, PresignedUrl, Presigner, Region, S3Request,
};

#[derive(Clone, Debug)]
struct Input {
    method: &'static str,
    bucket: String,
    key: String,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    region: String,
    secret: String,
    token: Option<String>,
    time: u64,
    expires: u64,
    style: AddressingStyle,
}

fn inputs() -> impl Strategy<Value = Input> {
    let text = || prop_oneof!["[ -~]{0,20}", "\\PC{0,12}"];
    let name = "[a-zA-Z][a-zA-Z0-9 _.~%+é-]{0,8}";
    let query = btree_map(name, text(), 0..5).prop_map(|map| map.into_iter().collect());
    let header =
        ("(content-type|cache-control|x-amz-meta-[a-z0-9]{1,6}|x-[a-z]{2,5})", "[ -~]{0,24}");
    (
        prop::sample::select(vec!["GET", "PUT", "HEAD", "DELETE", "POST", "PATCH"]),
        "[a-z0-9][a-z0-9.-]{1,20}[a-z0-9]",
        prop_oneof!["[ -~]{1,40}", "\\PC{1,40}"],
        query,
        vec(header, 0..5),
        "[a-z]{2}-[a-z]{4,9}-[1-9]",
        "[ -~&&[^ ]]{1,60}",
        prop::option::of("[a-zA-Z0-9/+=]{1,200}"),
        (0..4_000_000_000_u64, 1..=604_800_u64, any::<bool>()),
    )
        .prop_map(
            |(
                method,
                bucket,
                key,
                query,
                headers,
                region,
                secret,
                token,
                (time, expires, path),
            )| {
                let style =
                    if path { AddressingStyle::Path } else { AddressingStyle::VirtualHosted };
                Input {
                    method,
                    bucket,
                    key,
                    query,
                    headers,
                    region,
                    secret,
                    token,
                    time,
                    expires,
                    style,
                }
            },
        )
}

fn ours(input: &Input) -> Result<PresignedUrl, s3_presigner::Error> {
    let id = "AKIDEXAMPLE/with+slash";
    let credentials = match &input.token {
        Some(token) => Credentials::temporary(id, input.secret.as_str(), token.as_str())?
            .with_kind(CredentialKind::Custom { max: Duration::from_secs(604_800) }),
        None => Credentials::new(id, input.secret.as_str())?,
    };
    let mut request = S3Request::new(input.method, input.bucket.as_str(), input.key.as_str());
    for (name, value) in &input.query {
        request = request.query(name.as_str(), value.as_str());
    }
    for (name, value) in &input.headers {
        request = request.header(name, value);
    }
    Presigner::new(credentials, Region::new(input.region.as_str())?)
        .with_addressing_style(input.style)
        .presign_at(&request.allow_dot_segments(), Duration::from_secs(input.expires), time(input))
}

fn time(input: &Input) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(input.time)
}

/// Signs the URL without its own parameters by the official signer.
fn theirs(input: &Input, url: &str) -> String {
    let (before, query) = url.split_once('?').unwrap();
    let own: Vec<_> = query.split('&').filter(|param| !param.starts_with("X-Amz-")).collect();
    let uri = format!("{before}?{}", own.join("&"));
    let mut settings = SigningSettings::default();
    settings.percent_encoding_mode = PercentEncodingMode::Single;
    settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
    settings.signature_location = SignatureLocation::QueryParams;
    settings.expires_in = Some(Duration::from_secs(input.expires));
    let identity = AwsCredentials::new(
        "AKIDEXAMPLE/with+slash",
        &input.secret,
        input.token.clone(),
        None,
        "test",
    )
    .into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(&input.region)
        .name("s3")
        .time(time(input))
        .settings(settings)
        .build()
        .unwrap()
        .into();
    let headers = input.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let request =
        SignableRequest::new(input.method, uri, headers, SignableBody::UnsignedPayload).unwrap();
    sign(request, &params).unwrap().into_parts().1
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_official_signer_gives_the_same_signature(input in inputs()) {
        let signed = ours(&input);
        prop_assume!(signed.is_ok(), "{:?}", signed);
        let url = signed.unwrap();
        let (_, signature) = url.as_str().rsplit_once("&X-Amz-Signature=").unwrap();
        prop_assert_eq!(signature, theirs(&input, url.as_str()), "{}", url.canonical_request());
    }
}

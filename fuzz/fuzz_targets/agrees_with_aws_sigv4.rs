//! The official signer gives the same signature, for requests that both can sign.
//!
//! Left out, as the two differ by intent: headers that `aws-sigv4` never signs in a URL, header values with tabs
//! or beyond ASCII.
#![no_main]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use arbitrary::Arbitrary;
use aws_credential_types::Credentials as AwsCredentials;
use aws_sigv4::http_request::{
    PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation, SigningSettings,
    UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4;
use libfuzzer_sys::fuzz_target;
use s3_presigner::{Credentials, PresignedUrl, Presigner, Region, S3Request};

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    method: u8,
    key: &'a str,
    query: Vec<(&'a str, &'a str)>,
    headers: Vec<(&'a str, &'a str)>,
    secret: &'a str,
    time: u32,
    lifetime: u32,
}

const ID: &str = "AKIAIOSFODNN7EXAMPLE";

/// What `aws-sigv4` takes out of the headers it is to sign: its settings' own list, and two names for URLs.
const NEVER_THEIRS: [&str; 6] = [
    "authorization",
    "user-agent",
    "x-amzn-trace-id",
    "transfer-encoding",
    "x-amz-user-agent",
    "x-amz-checksum-mode",
];

fn ours(input: &Input<'_>, now: SystemTime, lifetime: Duration) -> Option<PresignedUrl> {
    let credentials = Credentials::new(ID, input.secret).ok()?;
    let method = ["GET", "PUT", "HEAD", "DELETE", "POST"][usize::from(input.method) % 5];
    let mut request = S3Request::new(method, "photos", input.key);
    for (name, value) in &input.query {
        request = request.query(*name, *value);
    }
    for (name, value) in &input.headers {
        if NEVER_THEIRS.iter().any(|other| name.eq_ignore_ascii_case(other))
            || value.bytes().any(|byte| !(b' '..=b'~').contains(&byte))
        {
            return None;
        }
        request = request.header(name, value);
    }
    let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
    presigner.presign_at(&request.allow_dot_segments(), lifetime, now).ok()
}

fn theirs(input: &Input<'_>, url: &PresignedUrl, now: SystemTime, lifetime: Duration) -> Option<String> {
    let (before, query) = url.as_str().split_once('?').unwrap();
    let own: Vec<_> = query.split('&').filter(|param| !param.starts_with("X-Amz-")).collect();
    let uri = format!("{before}?{}", own.join("&"));
    let mut settings = SigningSettings::default();
    settings.percent_encoding_mode = PercentEncodingMode::Single;
    settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
    settings.signature_location = SignatureLocation::QueryParams;
    settings.expires_in = Some(lifetime);
    let identity = AwsCredentials::new(ID, input.secret, None, None, "fuzz").into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region("eu-west-1")
        .name("s3")
        .time(now)
        .settings(settings)
        .build()
        .unwrap()
        .into();
    let headers = input.headers.iter().copied();
    // Ours takes the hash of the body from its header, theirs has it apart.
    let body = match url.headers().find(|(name, _)| *name == "x-amz-content-sha256") {
        Some((_, hash)) => SignableBody::Precomputed(hash.to_owned()),
        None => SignableBody::UnsignedPayload,
    };
    let request = SignableRequest::new(url.method(), uri, headers, body).ok()?;
    Some(sign(request, &params).ok()?.into_parts().1)
}

fuzz_target!(|input: Input<'_>| {
    let now = UNIX_EPOCH + Duration::from_secs(u64::from(input.time));
    let lifetime = Duration::from_secs(u64::from(input.lifetime) % 604_800 + 1);
    let Some(url) = ours(&input, now, lifetime) else { return };
    let Some(expected) = theirs(&input, &url, now, lifetime) else { return };
    let (_, signature) = url.as_str().rsplit_once("&X-Amz-Signature=").unwrap();
    assert_eq!(signature, expected, "{}", url.canonical_request());
});

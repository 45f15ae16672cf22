//! Whatever is signed verifies, for every request that can be signed.
#![no_main]

use std::time::{Duration, UNIX_EPOCH};

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use s3_presigner::{
    AddressingStyle, Credentials, Endpoint, Presigner, Region, S3Request, SignedRequest, Verifier,
};

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    method: &'a str,
    bucket: &'a str,
    key: &'a str,
    query: Vec<(&'a str, &'a str)>,
    headers: Vec<(&'a str, &'a str)>,
    region: &'a str,
    endpoint: Option<&'a str>,
    id: &'a str,
    secret: &'a str,
    token: Option<&'a str>,
    lifetime: u32,
    time: u32,
    path_style: bool,
    dots: bool,
}

fn law(input: &Input<'_>) -> Option<()> {
    let credentials = match input.token {
        Some(token) => Credentials::temporary(input.id, input.secret, token).ok()?,
        None => Credentials::new(input.id, input.secret).ok()?,
    };
    let mut endpoint = match input.endpoint {
        Some(url) => Endpoint::custom(url).ok()?,
        None => Endpoint::aws(),
    };
    if input.path_style {
        endpoint = endpoint.with_style(AddressingStyle::Path);
    }
    let mut request = S3Request::new(input.method, input.bucket, input.key);
    for (name, value) in &input.query {
        request = request.query(*name, *value);
    }
    for (name, value) in &input.headers {
        request = request.header(name, value);
    }
    if input.dots {
        request = request.allow_dot_segments();
    }
    let now = UNIX_EPOCH + Duration::from_secs(u64::from(input.time));
    let url = Presigner::new(credentials.clone(), Region::new(input.region).ok()?)
        .with_endpoint(endpoint)
        .presign_at(&request, Duration::from_secs(u64::from(input.lifetime)), now)
        .ok()?;
    let received = SignedRequest::new(url.method(), url.as_str()).headers(url.headers());
    let mut verifier = Verifier::new([credentials]).with_protocol_max(Duration::from_secs(u64::MAX));
    if url.as_str().contains("%2Fs3express%2Faws4_request") {
        verifier = verifier.for_express();
    }
    let verified = verifier.verify_at(&received, now);
    let is_too_large = url.as_str().len() > 65_536 || url.headers().count() > 255;
    assert!(verified.is_ok() || is_too_large, "{}: {}", url.as_str(), verified.unwrap_err().to_xml());
    Some(())
}

fuzz_target!(|input: Input<'_>| {
    law(&input);
});

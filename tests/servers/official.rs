//! What this crate does not sign, signed by the official signer: calls to a server's own STS, and a
//! token beside the signature.

use std::time::SystemTime;

use aws_credential_types::Credentials as AwsCredentials;
use aws_sigv4::http_request::{
    PercentEncodingMode, SessionTokenMode, SignableBody, SignableRequest, SignatureLocation,
    SigningInstructions, SigningSettings, UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4;
use tokio::runtime::Handle;

use crate::outcome::Failure;
use crate::settings::{AccessKey, Settings};
use crate::wire::Wire;
use crate::world::QUARTER;

/// Calls `AssumeRole`. This crate signs no `Authorization` headers, so the official signer does.
///
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>
pub fn assume_role(
    settings: &Settings,
    endpoint: &str,
    role_arn: Option<&str>,
    runtime: Handle,
) -> Result<AccessKey, Failure> {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs([
        ("Action", "AssumeRole"),
        ("Version", "2011-06-15"),
        ("DurationSeconds", "900"),
        ("RoleSessionName", "holder"),
    ]);
    form.extend_pairs(role_arn.map(|arn| ("RoleArn", arn)));
    let body = form.finish();
    let url = format!("{endpoint}/");
    let signature = signature(settings, &url, &body)?;
    let headers = signature.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let headers: Vec<_> = headers.chain([FORM]).collect();
    let answer =
        Wire::to(endpoint, runtime)?.send("POST", &url, &headers, body.as_bytes())?.ok()?;
    let element = |name: &str| {
        answer.element(name).ok_or_else(|| Failure::new(format!("AssumeRole gave no {name}")))
    };
    Ok(AccessKey {
        id: element("AccessKeyId")?,
        secret: element("SecretAccessKey")?,
        token: Some(element("SessionToken")?),
    })
}

/// A link to download what is at this URL without a query, whose token is not under the signature.
pub fn presign_without_token(
    settings: &Settings,
    access_key: &AccessKey,
    url: &str,
) -> Result<String, Failure> {
    let mut signing = SigningSettings::default();
    signing.percent_encoding_mode = PercentEncodingMode::Single;
    signing.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
    signing.signature_location = SignatureLocation::QueryParams;
    signing.session_token_mode = SessionTokenMode::Exclude;
    signing.expires_in = Some(QUARTER);
    let request = SignableRequest::new("GET", url, [].into_iter(), SignableBody::UnsignedPayload)?;
    let signed = signed(access_key, &settings.region, "s3", signing, request)?;
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(signed.params());
    Ok(format!("{url}?{}", query.finish()))
}

/// The headers that sign the call.
fn signature(settings: &Settings, url: &str, body: &str) -> Result<Vec<(String, String)>, Failure> {
    let body = SignableBody::Bytes(body.as_bytes());
    let request = SignableRequest::new("POST", url, [FORM].into_iter(), body)?;
    let signing = SigningSettings::default();
    let signed = signed(&settings.access_key, &settings.region, "sts", signing, request)?;
    Ok(signed.headers().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}

fn signed(
    access_key: &AccessKey,
    region: &str,
    service: &str,
    settings: SigningSettings,
    request: SignableRequest<'_>,
) -> Result<SigningInstructions, Failure> {
    let AccessKey { id, secret, token } = access_key;
    let identity = AwsCredentials::new(id, secret, token.clone(), None, "servers").into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(region)
        .name(service)
        .time(SystemTime::now())
        .settings(settings)
        .build()?
        .into();
    Ok(sign(request, &params)?.into_parts().0)
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

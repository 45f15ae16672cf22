//! The same work by other signers.

use std::time::SystemTime;

use aws_sigv4::http_request::{
    PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation, SigningSettings,
    UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4;
use aws_smithy_runtime_api::client::identity::Identity;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rusty_s3::{Bucket, Credentials, S3Action, UrlStyle};

use super::cases::{Case, LIFETIME, SECRET};

/// What a query keeps besides letters and digits.
const QUERY: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// What a path keeps.
const PATH: AsciiSet = QUERY.remove(b'/');

/// `rusty-s3`: bucket and credentials made once, the action anew for each URL.
pub struct RustyS3 {
    bucket: Bucket,
    credentials: Credentials,
    key: String,
    disposition: Option<&'static str>,
}

impl RustyS3 {
    pub fn new(case: &Case) -> Self {
        let endpoint = "https://s3.us-east-1.amazonaws.com".parse().unwrap();
        let credentials = match &case.token {
            Some(token) => Credentials::new_with_token(case.id(), SECRET, token.as_str()),
            None => Credentials::new(case.id(), SECRET),
        };
        Self {
            bucket: Bucket::new(endpoint, UrlStyle::VirtualHost, case.bucket, "us-east-1").unwrap(),
            credentials,
            key: case.key.clone(),
            disposition: case.disposition,
        }
    }

    pub fn presign(&self) -> String {
        let mut action = self.bucket.get_object(Some(&self.credentials), &self.key);
        if let Some(value) = self.disposition {
            action.query_mut().insert("response-content-disposition", value);
        }
        action.sign(LIFETIME).into()
    }
}

/// `aws-sigv4`: the identity made once. It signs a URL that is encoded already, so that a part of the work is
/// done here, by `percent-encoding`.
pub struct AwsSigV4 {
    identity: Identity,
    bucket: &'static str,
    key: String,
    disposition: Option<&'static str>,
}

impl AwsSigV4 {
    pub fn new(case: &Case) -> Self {
        let credentials = aws_credential_types::Credentials::new(
            case.id(),
            SECRET,
            case.token.clone(),
            None,
            "bench",
        );
        Self {
            identity: credentials.into(),
            bucket: case.bucket,
            key: case.key.clone(),
            disposition: case.disposition,
        }
    }

    fn url(&self) -> String {
        let (bucket, key) = (self.bucket, utf8_percent_encode(&self.key, &PATH));
        let mut url = format!("https://{bucket}.s3.us-east-1.amazonaws.com/{key}");
        if let Some(value) = self.disposition {
            url.push_str("?response-content-disposition=");
            url.extend(utf8_percent_encode(value, &QUERY));
        }
        url
    }

    pub fn presign(&self) -> String {
        let url = self.url();
        let mut settings = SigningSettings::default();
        settings.percent_encoding_mode = PercentEncodingMode::Single;
        settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
        settings.signature_location = SignatureLocation::QueryParams;
        settings.expires_in = Some(LIFETIME);
        let params = v4::SigningParams::builder()
            .identity(&self.identity)
            .region("us-east-1")
            .name("s3")
            .time(SystemTime::now())
            .settings(settings)
            .build()
            .unwrap()
            .into();
        let none = std::iter::empty::<(&str, &str)>();
        let request =
            SignableRequest::new("GET", url.as_str(), none, SignableBody::UnsignedPayload).unwrap();
        let (instructions, _) = sign(request, &params).unwrap().into_parts();
        let mut signed = http::Request::get(url.as_str()).body(()).unwrap();
        instructions.apply_to_request_http1x(&mut signed);
        signed.uri().to_string()
    }
}

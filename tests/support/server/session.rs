//! The credentials, and the session tokens that s3s does not look at.
//!
//! s3s asks for a secret by access key id alone and never reads `X-Amz-Security-Token`. So the token
//! that a request presents travels beside the call in a task-local, and is judged together with the
//! key: after the expiry, and before the signature.

use std::collections::HashMap;
use std::time::SystemTime;

use hyper::http::request::Parts;
use s3s::auth::{S3Auth, SecretKey};
use s3s::{S3Error, S3Result, s3_error};

use super::KeyPair;
use super::request::SharedBody;

/// The accepted credentials by access key id.
pub struct Keys {
    entries: HashMap<String, Entry>,
}

struct Entry {
    secret: SecretKey,
    token: Option<String>,
    end: Option<SystemTime>,
}

/// Where a request has its session token.
pub enum Presented {
    /// In the query string or in a header, or nowhere.
    Plainly(Option<String>),
    /// In a form that has not been read yet.
    InForm(SharedBody),
}

impl Keys {
    pub fn new(pairs: &[KeyPair], ends: &[(String, SystemTime)]) -> Self {
        let end = |id: &str| ends.iter().find(|(other, _)| other == id).map(|(_, end)| *end);
        let entry = |pair: &KeyPair| Entry {
            secret: SecretKey::from(pair.secret_access_key.as_str()),
            token: pair.session_token.clone(),
            end: end(&pair.access_key_id),
        };
        Self {
            entries: pairs.iter().map(|pair| (pair.access_key_id.clone(), entry(pair))).collect(),
        }
    }
}

#[async_trait::async_trait]
impl S3Auth for Keys {
    async fn get_secret_key(&self, access_key: &str) -> S3Result<SecretKey> {
        let entry = self.entries.get(access_key).ok_or_else(unknown_key)?;
        let presented = PRESENTED.try_with(Presented::token).unwrap_or_default();
        match (entry.token.as_deref(), presented.as_deref()) {
            (None, None) => {}
            // S3 finds temporary keys only together with their token.
            (Some(_), None) => return Err(unknown_key()),
            (required, presented) if required == presented => {}
            _ => return Err(invalid_token()),
        }
        if entry.end.is_some_and(|end| end <= SystemTime::now()) {
            return Err(s3_error!(ExpiredToken, "The provided token has expired."));
        }
        Ok(entry.secret.clone())
    }
}

impl Presented {
    fn token(&self) -> Option<String> {
        match self {
            Self::Plainly(token) => token.clone(),
            // s3s has read the fields by the time it asks for the secret.
            Self::InForm(body) => body.form_field(TOKEN),
        }
    }
}

/// Finds out where a request has its session token.
pub fn presented(parts: &Parts, body: &SharedBody) -> Presented {
    if body.is_form() {
        return Presented::InForm(body.clone());
    }
    let query = parts.uri.query().unwrap_or_default();
    let find = |name: &str| {
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        pairs.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.into_owned())
    };
    if find("X-Amz-Signature").is_some() || find("Signature").is_some() {
        return Presented::Plainly(find(TOKEN));
    }
    let header = parts.headers.get(TOKEN).and_then(|value| value.to_str().ok());
    Presented::Plainly(header.map(str::to_owned))
}

/// Runs a call with the token its request presents.
pub async fn scope<F: Future>(presented: Presented, call: F) -> F::Output {
    PRESENTED.scope(presented, call).await
}

fn unknown_key() -> S3Error {
    s3_error!(
        InvalidAccessKeyId,
        "The AWS Access Key Id you provided does not exist in our records."
    )
}

fn invalid_token() -> S3Error {
    s3_error!(InvalidToken, "The provided token is malformed or otherwise invalid.")
}

const TOKEN: &str = "x-amz-security-token";

tokio::task_local! {
    static PRESENTED: Presented;
}

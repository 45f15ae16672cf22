//! What the API answers with: JSON, also where it refuses.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use s3_presigner::{Certainty, Error, Limit, Validity};
use serde_json::{Value, json};

use super::words;

/// An answer, or the refusal in its place.
pub(crate) type Answer = Result<Json<Value>, Refusal>;

/// A refusal that says the rule.
pub(crate) struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
    max: Option<(u64, Limit)>,
}

impl Refusal {
    pub(crate) fn new(status: StatusCode, code: &'static str, message: String) -> Self {
        Self { status, code, message, max: None }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        let code = match &error {
            Error::LifetimeTooLong { .. } | Error::LifetimeTooShort { .. } => "lifetime",
            Error::CredentialsExpired { .. } => "credentials",
            _ => "invalid",
        };
        let mut refusal = Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, words::of(&error));
        if let Error::LifetimeTooLong { max, limited_by, .. } = error {
            refusal.max = Some((max.as_secs(), limited_by));
        }
        refusal
    }
}

impl From<JsonRejection> for Refusal {
    fn from(rejection: JsonRejection) -> Self {
        Self::new(rejection.status(), "request", rejection.body_text())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut error = json!({ "code": self.code, "message": self.message });
        if let (Some((seconds, limit)), Value::Object(error)) = (self.max, &mut error) {
            error.insert("maxSeconds".to_owned(), json!(seconds));
            error.insert("limitedBy".to_owned(), json!(limit.to_string()));
        }
        (self.status, Json(json!({ "error": error }))).into_response()
    }
}

pub(crate) async fn no_such_page() -> Refusal {
    Refusal::new(
        StatusCode::NOT_FOUND,
        "path",
        "there is nothing here: the page is at /".to_owned(),
    )
}

pub(crate) async fn wrong_method() -> Refusal {
    let text = "this path takes another method: the page is got, the API is posted to";
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "method", text.to_owned())
}

/// From when to when something works, for the page's countdown.
pub(crate) fn validity(validity: Validity) -> Value {
    json!({
        "signedAt": milliseconds(validity.signed_at()),
        "expiresAt": milliseconds(validity.expires_at()),
        "expiresIn": validity.expires_in().as_secs(),
        "limitedBy": validity.limited_by().to_string(),
        "isExact": is_exact(validity.certainty()),
    })
}

pub(crate) fn is_exact(certainty: Certainty) -> bool {
    certainty == Certainty::Exact
}

/// An instant as JavaScript counts it.
pub(crate) fn milliseconds(instant: SystemTime) -> u64 {
    let since = instant.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

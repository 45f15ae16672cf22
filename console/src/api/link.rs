//! One link, in every form in which it can be used.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::HeaderMap;
use axum::http::header::ORIGIN;
use s3_presign_cli::account::in_flags;
use s3_presigner::{Caution, CorsRule, Error, PresignedUrl, S3Request};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::answer::{self, Answer};
use super::super::console::Console;
use super::super::qr;

/// What the page asks for.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct LinkRequest {
    bucket: String,
    key: String,
    method: String,
    seconds: u64,
    #[serde(default)]
    headers: Vec<(String, String)>,
    /// The name under which a browser is to save the object.
    save_as: Option<String>,
}

pub(super) async fn answer(
    State(console): State<Arc<Console>>,
    headers: HeaderMap,
    body: Result<Json<LinkRequest>, JsonRejection>,
) -> Answer {
    let Json(asked) = body?;
    let mut request = S3Request::new(&asked.method, &*asked.bucket, &*asked.key);
    for (name, value) in &asked.headers {
        request = request.header(name, value);
    }
    if let Some(name) = &asked.save_as {
        request = request.response_attachment(name);
    }
    let url = console.presigner.presign(&request, Duration::from_secs(asked.seconds))?;
    Ok(Json(link(&url, &cors_rule(&headers)?)))
}

/// A link as the page shows it and uses it.
pub(super) fn link(url: &PresignedUrl, rule: &CorsRule) -> Value {
    json!({
        "url": url.as_str(),
        "method": url.method(),
        "headers": url.headers().collect::<Vec<_>>(),
        "validity": answer::validity(url.validity()),
        "opensInBrowser": url.is_browser_navigable(),
        "curl": url.curl(None),
        "fetch": url.fetch(),
        "qr": qr::of(url.as_str()),
        // Null for a method that no rule can allow to pages.
        "cors": rule.clone().allow_url(url).to_json().ok(),
        "cautions": url.cautions().iter().map(caution).collect::<Vec<_>>(),
    })
}

/// What may happen to the link in its holder's hands.
fn caution(caution: &Caution) -> Value {
    let text = in_flags(&caution.to_string());
    json!({ "kind": caution.kind(), "text": text, "tools": caution.tools() })
}

/// The beginning of the rule that the bucket needs so that the console's page can use links.
pub(super) fn cors_rule(headers: &HeaderMap) -> Result<CorsRule, Error> {
    let origin = headers.get(ORIGIN).and_then(|value| value.to_str().ok());
    CorsRule::new([origin.unwrap_or_default()])
}

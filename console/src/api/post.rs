//! A form that uploads.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::HeaderMap;
use s3_presigner::PostPolicy;
use serde::Deserialize;
use serde_json::json;

use super::super::answer::{self, Answer};
use super::super::console::Console;
use super::link::cors_rule;

/// What the page asks for.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct FormRequest {
    bucket: String,
    key: String,
    seconds: u64,
    #[serde(default)]
    fields: Vec<(String, String)>,
    /// The exact size of the file, where it is known already.
    size: Option<u64>,
}

pub(super) async fn answer(
    State(console): State<Arc<Console>>,
    headers: HeaderMap,
    body: Result<Json<FormRequest>, JsonRejection>,
) -> Answer {
    let Json(asked) = body?;
    let mut policy = PostPolicy::new(&*asked.bucket, &*asked.key).success_action_status(201);
    for (name, value) in &asked.fields {
        policy = policy.field(name, &**value);
    }
    if let Some(size) = asked.size {
        policy = policy.content_length_range(size..=size);
    }
    let post = console.presigner.presign_post(&policy, Duration::from_secs(asked.seconds))?;
    Ok(Json(json!({
        "url": post.url(),
        "fields": post.fields().collect::<Vec<_>>(),
        "html": post.to_html()?,
        "validity": answer::validity(post.validity()),
        "cors": cors_rule(&headers)?.allow_post(&post).to_json()?,
    })))
}

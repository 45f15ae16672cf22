//! A link that lists a part of a bucket, for the page to pick an object from.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::HeaderMap;
use s3_presigner::S3Request;
use serde::Deserialize;

use super::super::answer::Answer;
use super::super::console::Console;
use super::link::{cors_rule, link};

/// What the page asks for.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct ListRequest {
    bucket: String,
    /// What the keys begin with; they are listed as folders where they go on behind a slash.
    #[serde(default)]
    prefix: String,
    /// Where the page before ended.
    token: Option<String>,
}

pub(super) async fn answer(
    State(console): State<Arc<Console>>,
    headers: HeaderMap,
    body: Result<Json<ListRequest>, JsonRejection>,
) -> Answer {
    let Json(asked) = body?;
    let mut request = S3Request::list_objects_v2(&*asked.bucket)
        .prefix(&*asked.prefix)
        .delimiter("/")
        .max_keys(AT_ONCE)
        .encoding_type_url();
    if let Some(token) = &asked.token {
        request = request.continuation_token(token);
    }
    let lifetime = LIFETIME.min(console.presigner.max_lifetime()?.lifetime);
    let url = console.presigner.presign(&request, lifetime)?;
    Ok(Json(link(&url, &cors_rule(&headers)?)))
}

/// As much as fits into a window that is scrolled a little.
const AT_ONCE: u32 = 50;

/// The page uses the link at once.
const LIFETIME: Duration = Duration::from_secs(60);

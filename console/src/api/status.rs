//! Who signs, for which server, and how long a link could live now.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::json;

use super::super::answer::{Answer, is_exact, milliseconds};
use super::super::console::Console;

pub(super) async fn answer(State(console): State<Arc<Console>>) -> Answer {
    let max = console.presigner.max_lifetime()?;
    let credentials = &console.credentials;
    Ok(Json(json!({
        "place": console.place(),
        "isEmbedded": console.server.is_some(),
        "buckets": console.buckets,
        "sampleKey": console.sample_key,
        "accessKeyId": credentials.access_key_id().as_str(),
        "kind": credentials.kind().to_string(),
        "credentialsEndAt": credentials.expires_at().map(milliseconds),
        "maxSeconds": max.lifetime.as_secs(),
        "limitedBy": max.limited_by.to_string(),
        "isExact": is_exact(max.certainty),
    })))
}

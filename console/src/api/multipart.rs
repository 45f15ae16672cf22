//! The steps of an upload in parts: begin, the parts, the body that completes it.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::HeaderMap;
use s3_presigner::{
    CorsRule, Error, MultipartPlan, MultipartUpload, PresignedMultipart, S3Request,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::answer::{self, Answer};
use super::super::console::Console;
use super::link::{cors_rule, link};

/// An upload that is to begin.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Begin {
    bucket: String,
    key: String,
    seconds: u64,
    size: u64,
    content_type: String,
}

/// An upload that has begun.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Begun {
    bucket: String,
    key: String,
    seconds: u64,
    size: u64,
    upload_id: String,
}

/// An upload whose parts are there.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Uploaded {
    size: u64,
    etags: Vec<(u32, String)>,
}

pub(super) async fn begin(
    State(console): State<Arc<Console>>,
    headers: HeaderMap,
    body: Result<Json<Begin>, JsonRejection>,
) -> Answer {
    let Json(asked) = body?;
    // What cannot be cut into parts is refused before anything is begun.
    MultipartPlan::new(asked.size)?;
    let request = S3Request::create_multipart_upload(&*asked.bucket, &*asked.key)
        .content_type(&asked.content_type);
    let url = console.presigner.presign(&request, Duration::from_secs(asked.seconds))?;
    Ok(Json(link(&url, &cors_rule(&headers)?)))
}

pub(super) async fn parts(
    State(console): State<Arc<Console>>,
    headers: HeaderMap,
    body: Result<Json<Begun>, JsonRejection>,
) -> Answer {
    let Json(asked) = body?;
    let plan = MultipartPlan::new(asked.size)?;
    let upload = MultipartUpload::new(&asked.bucket, &asked.key, &asked.upload_id, plan)
        .with_signed_lengths(true);
    let lifetime = Duration::from_secs(asked.seconds);
    let urls = console.presigner.presign_multipart(&upload, lifetime)?;
    Ok(Json(links(&urls, cors_rule(&headers)?)?))
}

pub(super) async fn complete(body: Result<Json<Uploaded>, JsonRejection>) -> Answer {
    let Json(asked) = body?;
    let body = MultipartPlan::new(asked.size)?.completion_body(asked.etags)?;
    Ok(Json(json!({ "body": body })))
}

fn links(urls: &PresignedMultipart, mut rule: CorsRule) -> Result<Value, Error> {
    rule = urls.parts().iter().fold(rule, |rule, part| rule.allow_url(part.url()));
    rule = rule.allow_url(urls.complete()).allow_url(urls.abort());
    let parts = urls.parts().iter().map(|part| {
        json!({
            "number": part.number(),
            "start": part.range().start,
            "end": part.range().end,
            "url": part.url().as_str(),
        })
    });
    Ok(json!({
        "parts": parts.collect::<Vec<_>>(),
        "complete": urls.complete().as_str(),
        "abort": urls.abort().as_str(),
        "validity": answer::validity(urls.validity()),
        "cors": rule.to_json()?,
    }))
}

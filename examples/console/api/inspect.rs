//! What a pasted link says; without its signature and token unless they are asked for.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use percent_encoding::percent_decode_str;
use s3_presigner::{Inspection, Operation, Problem};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::answer::{Answer, milliseconds};

/// A link that somebody pasted.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Pasted {
    link: String,
    #[serde(default)]
    with_secrets: bool,
}

pub(super) async fn answer(body: Result<Json<Pasted>, JsonRejection>) -> Answer {
    let Json(pasted) = body?;
    let link = pasted.link.trim();
    let found = Inspection::of(link);
    let shown = |secret: Option<&str>| secret.filter(|_| pasted.with_secrets).map(str::to_owned);
    Ok(Json(json!({
        "link": if pasted.with_secrets { link.to_owned() } else { redacted(link) },
        "version": found.signature_version().map(|version| version.to_string()),
        "accessKeyId": found.access_key_id(),
        "account": found.account_id_hint(),
        "isTemporary": found.is_temporary(),
        "service": found.service(),
        "region": found.region(),
        "signedAt": found.signed_at().map(milliseconds),
        "expiresAt": found.expires_at().map(milliseconds),
        "expiresIn": found.expires_in().map(|lifetime| lifetime.as_secs()),
        "host": found.host(),
        "bucket": found.bucket(),
        "key": found.key(),
        "operations": found.operations().iter().map(name_of).collect::<Vec<_>>(),
        "signedHeaders": found.signed_headers().collect::<Vec<_>>(),
        "opensInBrowser": found.is_browser_navigable(),
        "signature": shown(found.signature()),
        "sessionToken": shown(found.session_token()),
        "problems": problems(found.problems()),
    })))
}

pub(super) fn problems(problems: &[Problem]) -> Vec<Value> {
    let shown =
        |problem: &Problem| json!({ "text": problem.to_string(), "isFatal": problem.is_fatal() });
    problems.iter().map(shown).collect()
}

fn name_of(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.name)
}

/// The link without what makes it work.
fn redacted(link: &str) -> String {
    let Some((before, query)) = link.split_once('?') else { return link.to_owned() };
    let params = query.split_inclusive(SEPARATORS).map(|param| match param.split_once('=') {
        Some((name, value)) if is_secret(name) => {
            let end = if value.ends_with(SEPARATORS) { value.chars().next_back() } else { None };
            format!("{name}=(redacted){}", end.map(String::from).unwrap_or_default())
        }
        _ => param.to_owned(),
    });
    format!("{before}?{}", params.collect::<String>())
}

/// By the end of its name: what is pasted may be spoilt, as by `&amp;` or `\u0026` in place of `&`.
fn is_secret(name: &str) -> bool {
    let name = percent_decode_str(name).decode_utf8_lossy().to_ascii_lowercase();
    SECRETS.iter().any(|secret| name.ends_with(secret))
}

/// What ends a parameter, also where a link came out of HTML, of JSON or of two links in a row.
const SEPARATORS: [char; 5] = ['&', ';', '#', '?', '\\'];

const SECRETS: [&str; 3] = ["signature", "x-amz-s3session-token", "x-amz-security-token"];

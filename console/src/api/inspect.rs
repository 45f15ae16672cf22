//! What a pasted link says; without its signature and token unless they are asked for.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use s3_presign_cli::account::in_flags;
use s3_presigner::{Inspection, Operation, PastedLink, Problem};
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
    let meant = PastedLink::read(&pasted.link);
    let found = Inspection::of(&pasted.link);
    let shown = |secret: Option<&str>| secret.filter(|_| pasted.with_secrets).map(str::to_owned);
    Ok(Json(json!({
        "link": if pasted.with_secrets { meant.link() } else { found.redacted_link() },
        "takenOff": found.taken_off().iter().map(ToString::to_string).collect::<Vec<_>>(),
        "version": found.signature_version().map(|version| version.to_string()),
        "accessKeyId": found.access_key_id(),
        "account": found.account_id_hint(),
        "isTemporary": found.is_temporary(),
        "service": found.service(),
        "region": found.region(),
        "signedAt": found.signed_at().map(milliseconds),
        "expiresAt": found.expires_at().map(milliseconds),
        "expiresIn": found.expires_in().map(|lifetime| lifetime.as_secs()),
        "foreign": found.foreign().map(|foreign| foreign.signer().to_string()),
        "host": found.host(),
        "server": found.server(),
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
    let shown = |problem: &Problem| json!({ "text": in_flags(&problem.to_string()), "isFatal": problem.is_fatal() });
    problems.iter().map(shown).collect()
}

fn name_of(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.name)
}

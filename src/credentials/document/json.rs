//! The JSON documents.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::json_text::text;
use crate::credentials::credentials_type::Credentials;
use crate::credentials::expiration::parse_expiration;
use crate::credentials::kind::CredentialKind;
use crate::error::{Error, SourceError};
use crate::utc::LAST_SECOND;

/// An object whose values stand where they stood in the document: `serde_json` copies those that it reads
/// into memory that it does not wipe.
type Fields<'d> = BTreeMap<String, &'d RawValue>;

/// Tells the documents apart by their shape.
pub(super) fn read(text: &str) -> Result<Credentials, Error> {
    let document: &RawValue =
        serde_json::from_str(text).map_err(|_| malformed("it is neither JSON nor XML"))?;
    let document = fields(document);
    if let Some(refused) = refusal(&document) {
        return Err(refused.into());
    }
    let has = |name: &str| document.contains_key(name);
    if let Some(inner) = document.get("roleCredentials") {
        return credentials(&fields(inner), CredentialKind::AssumedRole);
    }
    if let Some(inner) = document.get("Credentials") {
        let is_role = has("AssumedRoleUser") || has("IdentityId");
        let is_session =
            has("ServerSideEncryption") || has("SSEKMSKeyId") || has("BucketKeyEnabled");
        let kind = match (is_role, is_session) {
            (true, _) => CredentialKind::AssumedRole,
            (false, true) => CredentialKind::S3ExpressSession,
            (false, false) => CredentialKind::Sts,
        };
        return credentials(&fields(inner), kind);
    }
    if has("Code") || has("Type") {
        return credentials(&document, CredentialKind::InstanceProfile);
    }
    if let Some(version) = document.get("Version") {
        if version.get() != "1" {
            return Err(malformed("its Version is not 1"));
        }
        return credentials(&document, CredentialKind::Sts);
    }
    if has("Token") || has("RoleArn") {
        return credentials(&document, CredentialKind::Container);
    }
    credentials(&document, CredentialKind::Sts)
}

/// What an object holds; nothing if it is none.
fn fields(value: &RawValue) -> Fields<'_> {
    serde_json::from_str(value.get()).unwrap_or_default()
}

/// The error that a document is, if it is one. The metadata service sends its errors with status 200.
fn refusal(document: &Fields<'_>) -> Option<SourceError> {
    let inner = document.get("Error").map(|error| fields(error));
    let inner = inner.as_ref().unwrap_or(document);
    let first = |names: &[&str]| names.iter().find_map(|name| text(inner.get(*name)?));
    let (code, message) = (first(&["Code", "code", "__type"]), first(&["Message", "message"]));
    let is_success = match &code {
        Some(code) => code.as_str() == "Success",
        None => message.is_none(),
    };
    if is_success {
        return None;
    }
    let shown = |text: Option<Zeroizing<String>>, none: &str| {
        text.map_or_else(|| none.to_owned(), |text| text.to_string())
    };
    Some(SourceError::Refused {
        code: shown(code, "no code"),
        message: shown(message, "no message"),
    })
}

fn credentials(fields: &Fields<'_>, kind: CredentialKind) -> Result<Credentials, Error> {
    let first = |names: &[&str]| {
        let found = names.iter().find_map(|name| text(fields.get(*name)?));
        found.filter(|value| !value.is_empty())
    };
    let id =
        first(&["AccessKeyId", "accessKeyId"]).ok_or_else(|| malformed("it has no AccessKeyId"))?;
    let secret = first(&["SecretAccessKey", "secretAccessKey", "SecretKey"])
        .ok_or_else(|| malformed("it has no SecretAccessKey"))?;
    let token = first(&["SessionToken", "sessionToken", "Token"]);
    let is_temporary = token.is_some();
    let credentials = Credentials::from_parts(id, secret, token)?;
    let credentials = if is_temporary { credentials.with_kind(kind) } else { credentials };
    let end = ["Expiration", "expiration"].iter().find_map(|name| fields.get(*name));
    let end = end.and_then(|end| serde_json::from_str(end.get()).ok());
    match end.as_ref().map_or(Ok(None), expiration)? {
        Some(end) => Ok(credentials.with_expires_at(end)),
        None => Ok(credentials),
    }
}

/// A date, seconds since 1970, with or without a fraction, or milliseconds; nothing where it is empty.
fn expiration(value: &Value) -> Result<Option<SystemTime>, Error> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) if text.trim().is_empty() => Ok(None),
        Value::String(text) => parse_expiration("Expiration", text).map(Some),
        Value::Number(number) => {
            let seconds = number.as_f64().unwrap_or(f64::NAN);
            // Identity Center counts milliseconds. Seconds of five digits of years are none.
            let limit = Duration::from_secs(LAST_SECOND).as_secs_f64();
            let seconds = if seconds > MILLISECONDS { seconds / 1_000.0 } else { seconds };
            let duration = Duration::try_from_secs_f64(seconds).ok().filter(|_| seconds <= limit);
            let end = duration.map(|duration| UNIX_EPOCH + Duration::from_secs(duration.as_secs()));
            end.map(Some).ok_or_else(|| malformed("its Expiration is no date"))
        }
        _ => Err(malformed("its Expiration is no date")),
    }
}

/// As seconds, a date in the year 5138; as milliseconds, one in 1973.
const MILLISECONDS: f64 = 1e11;

fn malformed(rule: &'static str) -> Error {
    SourceError::Document { rule }.into()
}

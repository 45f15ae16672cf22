//! The JSON documents.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;
use zeroize::Zeroize;

use crate::credentials::credentials_type::Credentials;
use crate::credentials::expiration::parse_expiration;
use crate::credentials::kind::CredentialKind;
use crate::error::{Error, SourceError};
use crate::utc::LAST_SECOND;

/// Tells the documents apart by their shape.
pub(super) fn read(text: &str) -> Result<Credentials, Error> {
    let document: Wiped = serde_json::from_str(text)
        .map(Wiped)
        .map_err(|_| malformed("it is neither JSON nor XML"))?;
    let document = &document.0;
    if let Some(refused) = refusal(document) {
        return Err(refused.into());
    }
    let has = |name: &str| document.get(name).is_some();
    if let Some(inner) = document.get("roleCredentials") {
        return credentials(inner, CredentialKind::AssumedRole);
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
        return credentials(inner, kind);
    }
    if has("Code") || has("Type") {
        return credentials(document, CredentialKind::InstanceProfile);
    }
    if has("Version") {
        if document.get("Version") != Some(&Value::from(1)) {
            return Err(malformed("its Version is not 1"));
        }
        return credentials(document, CredentialKind::Sts);
    }
    if has("Token") || has("RoleArn") {
        return credentials(document, CredentialKind::Container);
    }
    credentials(document, CredentialKind::Sts)
}

/// The error that a document is, if it is one. The metadata service sends its errors with status 200.
fn refusal(document: &Value) -> Option<SourceError> {
    let inner = document.get("Error").unwrap_or(document);
    let text = |names: &[&str]| names.iter().find_map(|name| inner.get(name)?.as_str());
    let (code, message) = (text(&["Code", "code", "__type"]), text(&["Message", "message"]));
    let is_success = code == Some("Success") || (code.is_none() && message.is_none());
    if is_success {
        return None;
    }
    Some(SourceError::Refused {
        code: code.unwrap_or("no code").to_owned(),
        message: message.unwrap_or("no message").to_owned(),
    })
}

fn credentials(fields: &Value, kind: CredentialKind) -> Result<Credentials, Error> {
    let text = |names: &[&str]| {
        let found = names.iter().find_map(|name| fields.get(name)?.as_str());
        found.filter(|value| !value.is_empty()).map(str::to_owned)
    };
    let id =
        text(&["AccessKeyId", "accessKeyId"]).ok_or_else(|| malformed("it has no AccessKeyId"))?;
    let secret = text(&["SecretAccessKey", "secretAccessKey", "SecretKey"])
        .ok_or_else(|| malformed("it has no SecretAccessKey"))?;
    let token = text(&["SessionToken", "sessionToken", "Token"]);
    let is_temporary = token.is_some();
    let credentials = Credentials::from_parts(id, secret, token)?;
    let credentials = if is_temporary { credentials.with_kind(kind) } else { credentials };
    let end = ["Expiration", "expiration"].iter().find_map(|name| fields.get(name));
    match end.map_or(Ok(None), expiration)? {
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

/// A document whose texts are overwritten when it is dropped.
struct Wiped(Value);

impl Drop for Wiped {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(items) => items.iter_mut().for_each(wipe),
        Value::Object(fields) => fields.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

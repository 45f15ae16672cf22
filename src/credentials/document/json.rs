//! The JSON documents.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::json_text::text;
use super::part::{END, ID, NO_ID, NO_SECRET, Part, SECRET, TOKEN, malformed};
use crate::credentials::credentials_type::Credentials;
use crate::credentials::expiration::parse_expiration;
use crate::credentials::kind::CredentialKind;
use crate::error::{Error, SourceError};
use crate::repeated_name::repeated_name;
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
    // Of two ends or tokens, only the last was read, and that one may be blank.
    if repeated_name(text).is_some() {
        return Err(malformed("it has one name twice"));
    }
    if let Some(inner) = document.get("roleCredentials") {
        return credentials(&fields(inner), CredentialKind::AssumedRole);
    }
    match document.get("Credentials") {
        Some(inner) => credentials(&fields(inner), kind_beside(&document)),
        None => credentials(&document, kind_among(&document)?),
    }
}

/// By what stands beside the object of credentials.
fn kind_beside(document: &Fields<'_>) -> CredentialKind {
    let has = |name: &str| document.contains_key(name);
    if has("AssumedRoleUser") {
        CredentialKind::AssumedRole
    } else if has("IdentityId") {
        CredentialKind::Custom { max: COGNITO }
    } else if has("ServerSideEncryption") || has("SSEKMSKeyId") || has("BucketKeyEnabled") {
        CredentialKind::S3ExpressSession
    } else {
        CredentialKind::Sts
    }
}

/// By what stands among the parts of the credentials.
fn kind_among(document: &Fields<'_>) -> Result<CredentialKind, Error> {
    let has = |name: &str| document.contains_key(name);
    if has("Code") || has("Type") {
        return Ok(CredentialKind::InstanceProfile);
    }
    match document.get("Version") {
        Some(version) if version.get() == "1" => Ok(CredentialKind::Sts),
        Some(_) => Err(malformed("its Version is not 1")),
        None if has("Token") || has("RoleArn") => Ok(CredentialKind::Container),
        None => Ok(CredentialKind::Sts),
    }
}

/// The sessions of the enhanced flow, the one that hands out credentials in a document of Cognito's own.
///
/// <https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html>
const COGNITO: Duration = Duration::from_secs(3_600);

/// What an object holds; nothing if it is none.
fn fields(value: &RawValue) -> Fields<'_> {
    serde_json::from_str(value.get()).unwrap_or_default()
}

/// The error that a document is, if it is one. The metadata service sends its errors with status 200.
fn refusal(document: &Fields<'_>) -> Option<SourceError> {
    let inner = ["Error", "error"].iter().find_map(|name| document.get(*name));
    let inner = inner.map(|error| fields(error)).filter(|error| !error.is_empty());
    let inner = inner.as_ref().unwrap_or(document);
    let first = |names: &[&str]| names.iter().find_map(|name| text(inner.get(*name)?));
    // An OAuth error, which Identity Center's token service sends, is in small letters.
    let code = first(&["Code", "code", "__type", "error"]);
    let message = first(&["Message", "message", "error_description"]);
    let is_success = match &code {
        Some(code) => code.as_str() == "Success",
        None => message.is_none(),
    };
    let [code, message] = [&code, &message].map(|text| text.as_ref().map(|text| text.as_str()));
    (!is_success).then(|| SourceError::refused(code, message))
}

fn credentials(fields: &Fields<'_>, kind: CredentialKind) -> Result<Credentials, Error> {
    let id = part(fields, &ID)?.ok_or_else(|| malformed(NO_ID))?;
    let secret = part(fields, &SECRET)?.ok_or_else(|| malformed(NO_SECRET))?;
    let token = part(fields, &TOKEN)?;
    let is_temporary = token.is_some();
    let credentials = Credentials::from_parts(id, secret, token)?;
    if !is_temporary && kind == CredentialKind::InstanceProfile {
        return Err(malformed("it is an instance's and has no Token"));
    }
    let credentials = if is_temporary { credentials.with_kind(kind) } else { credentials };
    match end(fields)? {
        Some(end) => Ok(credentials.with_expires_at(end)),
        None => Ok(credentials),
    }
}

/// The first name that has a text. One that is absent, null or blank is passed over; one that is something
/// else is a fault, as credentials without their token or their end would be taken for other ones.
fn part(fields: &Fields<'_>, part: &Part) -> Result<Option<Zeroizing<String>>, Error> {
    let mut found = None;
    for value in values(fields, part) {
        let value = text(value).ok_or_else(|| part.malformed())?;
        found = found.or(Some(value).filter(|value| !value.trim().is_empty()));
    }
    Ok(found)
}

fn values<'f>(fields: &'f Fields<'_>, part: &Part) -> impl Iterator<Item = &'f RawValue> {
    let given = part.names.iter().filter_map(|name| fields.get(*name).copied());
    given.filter(|value| value.get() != "null")
}

/// A date, seconds since 1970, with or without a fraction, or milliseconds.
fn end(fields: &Fields<'_>) -> Result<Option<SystemTime>, Error> {
    let mut found = None;
    for value in values(fields, &END) {
        let end = match text(value) {
            Some(text) if text.trim().is_empty() => continue,
            Some(text) => parse_expiration("Expiration", &text).ok(),
            None => instant(value),
        };
        let end = end.ok_or_else(|| END.malformed())?;
        found = found.or(Some(end));
    }
    Ok(found)
}

fn instant(number: &RawValue) -> Option<SystemTime> {
    let number: f64 = number.get().parse().ok()?;
    // Identity Center counts milliseconds. Seconds of five digits of years are none.
    let seconds = if number > MILLISECONDS { number / 1_000.0 } else { number };
    let limit = Duration::from_secs(LAST_SECOND).as_secs_f64();
    let duration = Duration::try_from_secs_f64(seconds).ok().filter(|_| seconds <= limit)?;
    Some(UNIX_EPOCH + Duration::from_secs(duration.as_secs()))
}

/// As seconds, a date in the year 5138; as milliseconds, one in 1973.
const MILLISECONDS: f64 = 1e11;

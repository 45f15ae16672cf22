//! The JSON documents.

use std::time::{Duration, SystemTime};

use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::json_text::text;
use super::part::{END, ID, NO_ID, NO_SECRET, Part, RELATIVE, SECRET, TOKEN, malformed};
use super::shape::{Fields, fields, shape};
use crate::credentials::credentials_type::Credentials;
use crate::credentials::end_text::{self, EndText};
use crate::credentials::expiration::instant;
use crate::credentials::kind::CredentialKind;
use crate::credentials::profile_keys::names_an_end;
use crate::error::{Error, SourceError};
use crate::repeated_name::repeated_name;

/// Tells the documents apart by their shape. An end that counts from an instant counts from this one.
pub(super) fn read(text: &str, now: Option<SystemTime>) -> Result<Credentials, Error> {
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
    let shape = shape(document)?;
    let credentials = credentials(&shape.credentials, shape.kind)?;
    let places = [&shape.credentials, &shape.beside];
    for place in places {
        if let Some(end) = end(place)? {
            return Ok(credentials.with_expires_at(end));
        }
    }
    match (places.into_iter().filter_map(lifetime).min(), now) {
        (None, _) => Ok(credentials),
        (Some(_), None) => Err(malformed(RELATIVE)),
        (Some(lifetime), Some(now)) => {
            // Beyond all time is never.
            let end = now.checked_add(lifetime);
            Ok(end.map_or(credentials.clone(), |end| credentials.with_expires_at(end)))
        }
    }
}

/// The error that a document is, if it is one. The metadata service sends its errors with status 200.
fn refusal(document: &Fields<'_>) -> Option<SourceError> {
    if let Some(errors) = document.get("errors") {
        // Vault's, of which the first is told.
        let errors: Vec<&RawValue> = serde_json::from_str(errors.get()).unwrap_or_default();
        let first = errors.first().and_then(|error| text(error));
        return Some(SourceError::refused(None, first.as_ref().map(|error| error.as_str())));
    }
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
    Ok(if is_temporary { credentials.with_kind(kind) } else { credentials })
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

/// The earliest of what speaks of an end by its name. One of the names that documents have for it has to hold an end;
/// what cannot be read under another is passed over.
fn end(fields: &Fields<'_>) -> Result<Option<SystemTime>, Error> {
    let mut earliest = None;
    for (name, value) in fields.iter().filter(|(name, _)| names_an_end(name)) {
        let told = match text(value) {
            _ if value.get() == "null" => continue,
            Some(text) if text.trim().is_empty() => continue,
            Some(text) => end_text::read(&text),
            None => value.get().parse().map_or(EndText::Unreadable, end_text::of_number),
        };
        match told {
            EndText::At(seconds) => {
                earliest = Some(earliest.map_or(seconds, |other: u64| other.min(seconds)));
            }
            EndText::WithoutZone(_) | EndText::Unreadable if END.names.contains(&name.as_str()) => {
                return Err(END.malformed());
            }
            EndText::Never | EndText::WithoutZone(_) | EndText::Unreadable => {}
        }
    }
    Ok(earliest.map(instant))
}

/// How long credentials last from when they were issued, where that is what a document tells.
fn lifetime(fields: &Fields<'_>) -> Option<Duration> {
    let given = LIFETIMES.iter().filter_map(|name| fields.get(*name)?.get().parse().ok());
    given.filter(|seconds| *seconds > 0).min().map(Duration::from_secs)
}

/// Vault's names for the life of a lease, and OAuth's for that of a token.
const LIFETIMES: [&str; 5] = ["lease_duration", "ttl", "expires_in", "expiresIn", "ExpiresIn"];

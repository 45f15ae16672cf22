//! The XML documents: what S3 and STS themselves answer.

use zeroize::Zeroizing;

use super::part::{END, ID, NO_ID, NO_SECRET, NO_TOKEN, Part, SECRET, TOKEN, malformed};
use super::shape::WEB_IDENTITY_TOKEN;
use crate::credentials::credentials_type::Credentials;
use crate::credentials::expiration::read_end;
use crate::credentials::kind::CredentialKind;
use crate::error::{Error, SourceError};
use crate::xml::{Element, element};

pub(super) fn read(text: &str) -> Result<Credentials, Error> {
    let Some(fields) = element(text, "Credentials") else {
        let error = element(text, "Error").map_or(text, Element::raw);
        let part = |name: &str| element(error, name).map(Element::text);
        if element(text, "WebIdentityToken").is_some() {
            return Err(malformed(WEB_IDENTITY_TOKEN));
        }
        return Err(match (part("Code"), part("Message")) {
            (None, None) => malformed("it has no Credentials"),
            (code, message) => SourceError::refused(code.as_deref(), message.as_deref()).into(),
        });
    };
    let id = part(fields, &ID)?.ok_or_else(|| malformed(NO_ID))?;
    let secret = part(fields, &SECRET)?.ok_or_else(|| malformed(NO_SECRET))?;
    let token = part(fields, &TOKEN)?.ok_or_else(|| malformed(NO_TOKEN))?;
    let credentials = Credentials::from_parts(id, secret, Some(token))?.with_kind(kind_of(text));
    let end = match part(fields, &END)? {
        Some(text) => read_end("Expiration", &text).map_err(|_| END.malformed())?,
        None => None,
    };
    Ok(match end {
        Some(end) => credentials.with_expires_at(end),
        None => credentials,
    })
}

/// By what else the answer holds.
fn kind_of(text: &str) -> CredentialKind {
    let has = |name: &str| element(text, name).is_some();
    if text.contains("<CreateSessionResult") {
        CredentialKind::S3ExpressSession
    } else if text.contains("<AssumeRootResult") {
        CredentialKind::RootSession
    } else if has("AssumedRoleUser") || has("MatchedGrantTarget") {
        CredentialKind::AssumedRole
    } else {
        CredentialKind::Sts
    }
}

/// The text of an element, unless it is blank. Where it holds another element or CDATA, which nobody
/// writes there, it is refused rather than taken by its letters.
fn part(fields: Element<'_>, part: &Part) -> Result<Option<Zeroizing<String>>, Error> {
    let Some(found) = part.names.iter().find_map(|name| element(fields.raw(), name)) else {
        return Ok(None);
    };
    if found.raw().contains('<') {
        return Err(part.malformed());
    }
    Ok(Some(Zeroizing::new(found.text())).filter(|text| !text.trim().is_empty()))
}

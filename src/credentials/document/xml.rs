//! The XML documents: what S3 and STS themselves answer.

use zeroize::Zeroizing;

use crate::credentials::credentials_type::Credentials;
use crate::credentials::expiration::parse_expiration;
use crate::credentials::kind::CredentialKind;
use crate::error::{Error, SourceError};
use crate::xml::{Element, element};

pub(super) fn read(text: &str) -> Result<Credentials, Error> {
    let Some(fields) = element(text, "Credentials") else {
        let error = element(text, "Error").map_or(text, Element::raw);
        let part = |name: &str| element(error, name).map(Element::text);
        return Err(match (part("Code"), part("Message")) {
            (None, None) => SourceError::Document { rule: "it has no Credentials" }.into(),
            (code, message) => SourceError::Refused {
                code: code.unwrap_or_else(|| "no code".to_owned()),
                message: message.unwrap_or_else(|| "no message".to_owned()),
            }
            .into(),
        });
    };
    let part = |name: &str| {
        let text = element(fields.raw(), name).map(|element| Zeroizing::new(element.text()));
        text.filter(|text| !text.is_empty())
    };
    let missing = |rule| Error::Source(SourceError::Document { rule });
    let id = part("AccessKeyId").ok_or_else(|| missing("it has no AccessKeyId"))?;
    let secret = part("SecretAccessKey").ok_or_else(|| missing("it has no SecretAccessKey"))?;
    let token = part("SessionToken").ok_or_else(|| missing("it has no SessionToken"))?;
    let kind = if text.contains("<CreateSessionResult") {
        CredentialKind::S3ExpressSession
    } else if element(text, "AssumedRoleUser").is_some() {
        CredentialKind::AssumedRole
    } else {
        CredentialKind::Sts
    };
    let credentials = Credentials::from_parts(id, secret, Some(token))?.with_kind(kind);
    match part("Expiration") {
        Some(text) => Ok(credentials.with_expires_at(parse_expiration("Expiration", &text)?)),
        None => Ok(credentials),
    }
}

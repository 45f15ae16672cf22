//! Which document of credentials a JSON text is, told by its shape.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::json_text::text;
use super::part::malformed;
use crate::credentials::kind::CredentialKind;
use crate::error::Error;

/// An object whose values stand where they stood in the document: `serde_json` copies those that it reads
/// into memory that it does not wipe.
pub(super) type Fields<'d> = BTreeMap<String, &'d RawValue>;

/// Where in a document the credentials are, and what they are.
pub(super) struct Shape<'d> {
    pub(super) credentials: Fields<'d>,
    /// What stands beside them, and may tell their end.
    pub(super) beside: Fields<'d>,
    pub(super) kind: CredentialKind,
}

/// What an object holds; nothing if it is none.
pub(super) fn fields(value: &RawValue) -> Fields<'_> {
    serde_json::from_str(value.get()).unwrap_or_default()
}

/// Tells the documents apart.
pub(super) fn shape(document: Fields<'_>) -> Result<Shape<'_>, Error> {
    if let Some((action, result)) = sts_result(&document) {
        if result.contains_key("WebIdentityToken") {
            return Err(malformed(WEB_IDENTITY_TOKEN));
        }
        let beside_kind = kind_beside(&result);
        let kind = if action == "AssumeRoot" { CredentialKind::RootSession } else { beside_kind };
        return Ok(within("Credentials", result, kind));
    }
    if document.contains_key("roleCredentials") {
        return Ok(within("roleCredentials", document, CredentialKind::AssumedRole));
    }
    if let Some(set) = document.get("credentialSet") {
        return Ok(within("credentials", the_one(set)?, CredentialKind::AssumedRole));
    }
    if let Some(token) = document.get("accessToken") {
        return match text(token) {
            Some(_) if !document.contains_key("accessKeyId") => Err(malformed(LOGIN_TOKEN)),
            _ => Ok(within("accessToken", document, CredentialKind::LoginSession)),
        };
    }
    if document.contains_key("WebIdentityToken") {
        return Err(malformed(WEB_IDENTITY_TOKEN));
    }
    if document.contains_key("data") && document.contains_key("lease_duration") {
        return Ok(vault(document));
    }
    for name in ["Credentials", "credentials", "AccessKey"] {
        if document.contains_key(name) {
            let kind = kind_beside(&document);
            return Ok(within(name, document, kind));
        }
    }
    let kind = kind_among(&document)?;
    Ok(Shape { credentials: document, beside: Fields::new(), kind })
}

/// The credentials that stand under a name.
fn within<'d>(name: &str, mut document: Fields<'d>, kind: CredentialKind) -> Shape<'d> {
    let credentials = document.remove(name).map(fields).unwrap_or_default();
    Shape { credentials, beside: document, kind }
}

/// STS's answers where JSON was asked for: `{"AssumeRoleResponse": {"AssumeRoleResult": {…}}}`, of which Ceph leaves
/// the outer object out.
fn sts_result<'d>(document: &Fields<'d>) -> Option<(String, Fields<'d>)> {
    let find = |fields: &Fields<'d>, suffix: &str| {
        let found =
            fields.iter().find_map(|(name, value)| Some((name.strip_suffix(suffix)?, *value)));
        found.map(|(action, value)| (action.to_owned(), value))
    };
    let inside = find(document, "Response").map(|(_, response)| fields(response));
    let (action, result) = find(inside.as_ref().unwrap_or(document), "Result")?;
    Some((action, fields(result)))
}

/// The only member of the set that IAM Roles Anywhere's `CreateSession` answers with.
fn the_one(set: &RawValue) -> Result<Fields<'_>, Error> {
    let members: Vec<&RawValue> = serde_json::from_str(set.get()).unwrap_or_default();
    match members.as_slice() {
        [only] => Ok(fields(only)),
        [] => Err(malformed("its credentialSet is empty")),
        _ => {
            Err(malformed("its credentialSet has more than one member: pass the one that is meant"))
        }
    }
}

/// A secret of Vault's or OpenBao's engine for AWS. Its end is that of its lease.
fn vault(mut document: Fields<'_>) -> Shape<'_> {
    let credentials = document.remove("data").map(fields).unwrap_or_default();
    let arn = credentials.get("arn").and_then(|arn| text(arn));
    let is_role = arn.is_some_and(|arn| arn.contains(":assumed-role/"));
    let kind = if is_role { CredentialKind::AssumedRole } else { CredentialKind::Sts };
    Shape { credentials, beside: document, kind }
}

/// By what stands beside the object of credentials.
fn kind_beside(document: &Fields<'_>) -> CredentialKind {
    let has_any = |names: &[&str]| names.iter().any(|name| document.contains_key(*name));
    if has_any(&["podIdentityAssociation"]) {
        CredentialKind::Container
    } else if has_any(&["AssumedRoleUser", "assumedRoleUser", "MatchedGrantTarget", "ProviderType"])
    {
        CredentialKind::AssumedRole
    } else if has_any(&["IdentityId"]) {
        CredentialKind::CognitoIdentity
    } else if has_any(&["ServerSideEncryption", "SSEKMSKeyId", "BucketKeyEnabled"]) {
        CredentialKind::S3ExpressSession
    } else if has_any(&["credentials"]) {
        // IoT's provider, for a role alias.
        CredentialKind::AssumedRole
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

/// Of `GetWebIdentityToken`, in JSON and in XML.
///
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html>
pub(super) const WEB_IDENTITY_TOKEN: &str = "it is the answer of GetWebIdentityToken, a token by which services outside \
                                             AWS know an identity, and signs nothing itself: pass credentials, as \
                                             AssumeRole gives them";

const LOGIN_TOKEN: &str = "it is the token of a login, with which a tool gets credentials, and signs nothing itself: \
                           run `aws configure export-credentials` of AWS CLI 2, and pass what it prints";

//! Credentials from the documents that AWS's services and tools print.

mod json;
mod json_text;
mod part;
mod shape;
mod xml;

use std::time::SystemTime;

use super::credentials_type::Credentials;
use crate::error::Error;

impl Credentials {
    /// Reads credentials from the JSON or XML that a service or tool printed, with the right kind and
    /// the true end.
    ///
    /// | document | kind |
    /// |---|---|
    /// | EC2 instance metadata | [`InstanceProfile`](crate::CredentialKind::InstanceProfile) |
    /// | ECS and EKS container credentials | [`Container`](crate::CredentialKind::Container) |
    /// | EKS Pod Identity's `AssumeRoleForPodIdentity` | [`Container`](crate::CredentialKind::Container) |
    /// | `credential_process`, `aws configure export-credentials` | [`Sts`](crate::CredentialKind::Sts), or [`IamUser`](crate::CredentialKind::IamUser) without a token |
    /// | `aws sts assume-role` and its kin, Identity Center, IoT's credentials provider, IAM Roles Anywhere's `CreateSession`, S3 Access Grants' `GetDataAccess` | [`AssumedRole`](crate::CredentialKind::AssumedRole) |
    /// | the cache of the AWS CLI (`cli/cache`) | as what it keeps |
    /// | the cache of `aws login`; `AssumeRoot` | [`Custom`](crate::CredentialKind::Custom), with the quarter of an hour that they last |
    /// | `aws sts get-session-token`, `get-federation-token` | [`Sts`](crate::CredentialKind::Sts) |
    /// | Cognito | [`Custom`](crate::CredentialKind::Custom), with the hour that its sessions last |
    /// | S3 `CreateSession`, as XML, or as JSON with its encryption | [`S3ExpressSession`](crate::CredentialKind::S3ExpressSession) |
    /// | Vault's and OpenBao's `aws/creds` and `aws/sts` | [`AssumedRole`](crate::CredentialKind::AssumedRole) or [`Sts`](crate::CredentialKind::Sts); see [`from_document_at`](Self::from_document_at) |
    ///
    /// STS is read as the XML that it answers with, and as JSON, wrapped or not. The end is a date with its zone, or
    /// seconds or milliseconds since 1970; of several, the earliest holds. Go's zero time
    /// (`0001-01-01T00:00:00Z`) is no end.
    ///
    /// What `CreateSession` prints as JSON without its encryption looks like `get-session-token`: say
    /// [`with_kind`](Self::with_kind) there. A token or an end that is absent, null or blank counts as none;
    /// one that is malformed is refused, and so is JSON that has one name twice, and a document of an instance
    /// without a token.
    ///
    /// # Errors
    ///
    /// [`Error::Source`] for a document that is an error itself, with its message; for one that is none
    /// of these, or whose end counts from when it was issued; and what [`Credentials::new`] refuses. Of the document, nothing is repeated but its own error
    /// message and an access key id, as the rest may hold secrets.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::{CredentialKind, Credentials};
    ///
    /// let credentials = Credentials::from_document(r#"{
    ///     "Code": "Success", "LastUpdated": "2026-11-21T12:00:00Z", "Type": "AWS-HMAC",
    ///     "AccessKeyId": "ASIAIOSFODNN7EXAMPLE", "SecretAccessKey": "secret", "Token": "token",
    ///     "Expiration": "2026-11-21T18:27:00Z"
    /// }"#)?;
    /// assert_eq!(credentials.kind(), CredentialKind::InstanceProfile);
    /// assert!(credentials.expires_at().is_some());
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn from_document(text: &str) -> Result<Self, Error> {
        read(text, None)
    }

    /// Reads a document whose end may count from when it was issued: Vault and OpenBao tell the life of a lease, and
    /// no date.
    ///
    /// Give the instant at which the document was asked for, not a later one: what is counted from it is the end of
    /// the credentials. Of a lease, the shorter of `lease_duration` and `ttl` counts. Documents with a date are read
    /// as by [`from_document`](Self::from_document).
    ///
    /// <https://developer.hashicorp.com/vault/api-docs/secret/aws>
    ///
    /// # Errors
    ///
    /// As for [`from_document`](Self::from_document).
    ///
    /// # Examples
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    /// use s3_presigner::Credentials;
    ///
    /// let asked_at = SystemTime::now();
    /// let credentials = Credentials::from_document_at(
    ///     r#"{"lease_id": "aws/sts/deploy/1", "lease_duration": 3599, "data": {
    ///         "access_key": "ASIAIOSFODNN7EXAMPLE", "secret_key": "secret", "security_token": "token"
    ///     }}"#,
    ///     asked_at,
    /// )?;
    /// assert_eq!(credentials.expires_at(), Some(asked_at + Duration::from_secs(3_599)));
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn from_document_at(text: &str, now: SystemTime) -> Result<Self, Error> {
        read(text, Some(now))
    }
}

fn read(text: &str, now: Option<SystemTime>) -> Result<Credentials, Error> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.starts_with('<') { xml::read(text) } else { json::read(text, now) }
}

//! Credentials from the documents that AWS's services and tools print.

mod json;
mod json_text;
mod part;
mod xml;

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
    /// | `credential_process`, `aws configure export-credentials` | [`Sts`](crate::CredentialKind::Sts), or [`IamUser`](crate::CredentialKind::IamUser) without a token |
    /// | `aws sts assume-role` and its kin, Identity Center | [`AssumedRole`](crate::CredentialKind::AssumedRole) |
    /// | `aws sts get-session-token`, `get-federation-token` | [`Sts`](crate::CredentialKind::Sts) |
    /// | Cognito | [`Custom`](crate::CredentialKind::Custom), with the hour that its sessions last |
    /// | S3 `CreateSession`, as XML, or as JSON with its encryption | [`S3ExpressSession`](crate::CredentialKind::S3ExpressSession) |
    ///
    /// What `CreateSession` prints as JSON without its encryption looks like `get-session-token`: say
    /// [`with_kind`](Self::with_kind) there. A token or an end that is absent, null or blank counts as none;
    /// one that is malformed is refused, and so is JSON that has one name twice, and a document of an instance
    /// without a token.
    ///
    /// # Errors
    ///
    /// [`Error::Source`] for a document that is an error itself, with its message; for one that is none
    /// of these; and what [`Credentials::new`] refuses. Of the document, nothing is repeated but its own error
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
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.starts_with('<') { xml::read(text) } else { json::read(text) }
    }
}

//! The parts of credentials, as documents call them.

use crate::error::{Error, SourceError};

/// A part, under the names that documents have for it, with what is said where it is something else.
pub(super) struct Part {
    pub(super) names: &'static [&'static str],
    malformed: &'static str,
}

impl Part {
    /// Its value is not repeated: in a document that was damaged, a secret may have become a part of it.
    pub(super) fn malformed(&self) -> Error {
        malformed(self.malformed)
    }
}

pub(super) const ID: Part = Part {
    names: &["AccessKeyId", "accessKeyId", "access_key", "aws_access_key_id"],
    malformed: "its AccessKeyId is no text",
};

pub(super) const SECRET: Part = Part {
    names: &[
        "SecretAccessKey",
        "secretAccessKey",
        "SecretKey",
        "secret_key",
        "aws_secret_access_key",
    ],
    malformed: "its SecretAccessKey is no text",
};

pub(super) const TOKEN: Part = Part {
    names: &[
        "SessionToken",
        "sessionToken",
        "Token",
        "security_token",
        "session_token",
        "aws_session_token",
    ],
    malformed: "its SessionToken is no text",
};

pub(super) const END: Part = Part {
    names: &["Expiration", "expiration", "expiresAt"],
    malformed: "its Expiration is no date such as 2026-11-21T12:00:00Z, with an offset or Z",
};

pub(super) const RELATIVE: &str = "its end counts from when it was issued: read it with Credentials::from_document_at, \
                                   and say when that was";

pub(super) const NO_ID: &str = "it has no AccessKeyId";

pub(super) const NO_SECRET: &str = "it has no SecretAccessKey";

pub(super) const NO_TOKEN: &str = "it has no SessionToken";

pub(super) fn malformed(rule: &'static str) -> Error {
    SourceError::Document { rule }.into()
}

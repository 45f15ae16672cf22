//! The parts of credentials, as documents call them.

use crate::error::{Error, SourceError};

/// A part, under the names that documents have for it, with what is said where it cannot be used.
pub(super) struct Part {
    pub(super) names: &'static [&'static str],
    missing: &'static str,
    no_text: &'static str,
}

impl Part {
    pub(super) fn missing(&self) -> Error {
        malformed(self.missing)
    }

    pub(super) fn no_text(&self) -> Error {
        malformed(self.no_text)
    }
}

pub(super) const ID: Part = Part {
    names: &["AccessKeyId", "accessKeyId"],
    missing: "it has no AccessKeyId",
    no_text: "its AccessKeyId is no text",
};

pub(super) const SECRET: Part = Part {
    names: &["SecretAccessKey", "secretAccessKey", "SecretKey"],
    missing: "it has no SecretAccessKey",
    no_text: "its SecretAccessKey is no text",
};

pub(super) const TOKEN: Part = Part {
    names: &["SessionToken", "sessionToken", "Token"],
    missing: "it has no SessionToken",
    no_text: "its SessionToken is no text",
};

pub(super) const END: Part = Part {
    names: &["Expiration", "expiration"],
    missing: "it has no Expiration",
    no_text: "its Expiration is no date",
};

pub(super) fn malformed(rule: &'static str) -> Error {
    SourceError::Document { rule }.into()
}

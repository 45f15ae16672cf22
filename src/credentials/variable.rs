//! Environment variables.

use std::env::VarError;

use crate::error::{Error, SourceError};

/// A variable of this process. One that is no text is not one that is unset: without its token or its end,
/// a credential would be taken for another kind.
pub(crate) fn variable(name: &str) -> Result<Option<String>, Error> {
    match std::env::var(name) {
        Ok(value) => Ok(Some(value)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => {
            Err(SourceError::setting(name, "", "text in UTF-8; set it anew").into())
        }
    }
}

/// What is set, as nothing is where it is blank.
pub(crate) fn unless_blank(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.trim().is_empty())
}

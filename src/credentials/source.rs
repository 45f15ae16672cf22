//! [`CredentialsSource`]: where a presigner gets new credentials when the old ones end too soon.

use super::credentials_type::Credentials;
use crate::error::{Error, SourceError};

/// Something that can get credentials again: a metadata service, a file, a process.
///
/// A presigner with a source asks it when, and only when, the credentials at hand cannot carry the
/// lifetime asked for; see [`Presigner::with_credentials_source`](crate::Presigner::with_credentials_source).
///
/// Closures are sources:
///
/// ```
/// use s3_presigner::{Credentials, CredentialsSource};
///
/// let source = || Credentials::from_env();
/// fn takes_a_source(_: impl CredentialsSource) {}
/// takes_a_source(source);
/// ```
pub trait CredentialsSource: Send + Sync {
    /// Gets credentials, blocking until they are there.
    ///
    /// # Errors
    ///
    /// Why there are none; [`Error::fetch`] makes an error from any text.
    fn fetch(&self) -> Result<Credentials, Error>;
}

impl<F> CredentialsSource for F
where
    F: Fn() -> Result<Credentials, Error> + Send + Sync,
{
    fn fetch(&self) -> Result<Credentials, Error> {
        self()
    }
}

impl Error {
    /// The failure of a [`CredentialsSource`], in words. Keep secrets out of them.
    #[must_use]
    pub fn fetch(message: impl std::fmt::Display) -> Self {
        Self::Source(SourceError::Fetch { message: message.to_string() })
    }
}

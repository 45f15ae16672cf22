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
    /// Why there are none; [`Error::fetch`] makes an error of this crate from any other, or from text.
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
    /// The failure of a [`CredentialsSource`], from an error or from text. Keep secrets out of it.
    ///
    /// It takes what [`std::io::Error::other`] takes: errors that can go from thread to thread, `&str` and
    /// `String`.
    ///
    /// The causes of an error follow it, as many an error says only what was done and leaves why to its
    /// [`source`](std::error::Error::source). Control characters are escaped, and beyond 1000 characters it is
    /// cut off.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::{Credentials, Error};
    ///
    /// # fn read_metadata_service() -> Result<String, std::io::Error> {
    /// #     Err(std::io::Error::other("no route to host"))
    /// # }
    /// let source = || {
    ///     let document = read_metadata_service().map_err(Error::fetch)?;
    ///     Credentials::from_document(&document)
    /// };
    /// let failure = source().unwrap_err();
    /// assert_eq!(failure.to_string(), "new credentials could not be had: no route to host");
    /// ```
    #[must_use]
    pub fn fetch(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        let mut message = String::new();
        write_with_causes(&*error.into(), &mut message);
        Self::Source(SourceError::fetch(&message))
    }
}

fn write_with_causes(error: &(dyn std::error::Error + 'static), message: &mut String) {
    message.push_str(&error.to_string());
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = error.to_string();
        // Others repeat their cause in their own text.
        if !message.ends_with(&text) {
            message.push_str(": ");
            message.push_str(&text);
        }
        cause = error.source();
    }
}

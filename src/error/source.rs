//! [`SourceError`]: credentials that could not be had from where they were looked for.

/// Why no credentials came from the environment, a file, a document or a source.
///
/// No text and no field holds a secret, or any part of a document beyond its own error message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// Nothing is there.
    #[error("{place} has no credentials: set aws_access_key_id and aws_secret_access_key there")]
    Missing {
        /// Where they were looked for.
        place: String,
    },

    /// There is no region.
    #[error("{place} has no region: set it, for example to eu-west-1")]
    NoRegion {
        /// Where it was looked for.
        place: String,
    },

    /// A part is missing.
    #[error("{place} has credentials without {missing}: set it too")]
    Incomplete {
        /// Where they were found.
        place: String,
        /// What is missing.
        missing: &'static str,
    },

    /// A profile is in neither file.
    #[error(
        "there is no profile {profile:?} in the credentials file or the config file: look for a slip in its name"
    )]
    NoProfile {
        /// The name of the profile.
        profile: String,
    },

    /// The credentials of a profile are not in the files.
    #[error(
        "profile {profile:?} gets its credentials from {origin}, which this crate does not ask: {instead}"
    )]
    NotStatic {
        /// The name of the profile.
        profile: String,
        /// Where the credentials come from.
        origin: &'static str,
        /// What to use instead.
        instead: &'static str,
    },

    /// A line of a file cannot be read.
    #[error("line {line} of the {file} file cannot be read: {rule}")]
    Syntax {
        /// `credentials` or `config`.
        file: &'static str,
        /// The number of the line, from 1.
        line: usize,
        /// The rule that it breaks.
        rule: &'static str,
    },

    /// A setting that is not secret has a value that cannot be used.
    #[error("{name} is {value:?}, which is not valid: {rule}")]
    Setting {
        /// The variable or key.
        name: String,
        /// Its value, shortened to 80 characters.
        value: String,
        /// The rule.
        rule: &'static str,
    },

    /// A file cannot be read.
    #[error("{path:?} cannot be read: {reason}")]
    File {
        /// The path.
        path: String,
        /// Why, in the words of the operating system.
        reason: String,
    },

    /// A document is none of those that hold credentials.
    #[error("this is no credentials document: {rule}")]
    Document {
        /// The rule that it breaks.
        rule: &'static str,
    },

    /// A document says that there are no credentials.
    #[error("the credentials document is an error, {code}: {message}")]
    Refused {
        /// Its code, or `no code`.
        code: String,
        /// Its message, or `no message`.
        message: String,
    },

    /// A [`CredentialsSource`](crate::CredentialsSource) could not get new credentials.
    #[error("new credentials could not be had: {message}")]
    Fetch {
        /// What the source said.
        message: String,
    },
}

//! [`Refusal`]: why there is nobody to sign, in the words of a command line.

use s3_presigner::{Error, SourceError};

use super::flags::in_flags;

/// Why there is nobody to sign.
#[derive(Debug)]
pub enum Refusal {
    /// By the library.
    Library(Error),
    /// By what was found in a document.
    Told(String),
    /// The arguments make no sense.
    Usage(String),
    /// A file, or standard input, cannot be read.
    Unread(String),
}

impl Refusal {
    /// The text; `program` is how a command line of this program begins.
    pub fn text(self, program: &str) -> String {
        match self {
            Self::Library(error) => in_arguments(&error, program),
            Self::Told(text) | Self::Usage(text) | Self::Unread(text) => text,
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Library(error)
    }
}

/// What the library says, with arguments as the way out.
fn in_arguments(error: &Error, program: &str) -> String {
    match error {
        Error::Source(SourceError::Missing { place, .. }) => format!(
            "{place} has no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile that has \
             them with --profile"
        ),
        Error::Source(SourceError::NoRegion { place }) => format!(
            "{place} has no region: give it with --region, for example --region eu-west-1, or in AWS_REGION"
        ),
        Error::Source(SourceError::NotStatic { profile, origin, .. }) => {
            let name = in_a_shell(profile);
            let run = if *origin == "a process" { "run it with --run-process, or " } else { "" };
            format!(
                "profile {profile:?} gets its credentials from {origin}, which this program does not ask: {run}pipe \
                 them in, with AWS CLI 2 (version 1 has no such command) in sh, bash, zsh, fish or PowerShell: \
                 `aws configure export-credentials --profile {name} | {program} --profile {name} --credentials -`"
            )
        }
        other => in_flags(&other.to_string()),
    }
}

/// An argument as it can be pasted, quoted where a shell would take it apart.
fn in_a_shell(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./@:+".contains(&byte);
    if !text.is_empty() && text.bytes().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

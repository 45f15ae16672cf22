//! [`Failure`]: why the command did not do what was asked, and its exit status.

use std::fmt::Display;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use s3_presigner::{Error, SourceError};

/// Why nothing came out.
pub(crate) enum Failure {
    /// By a rule of S3, of the crate or of a policy.
    Refused(String),
    /// The arguments cannot be read; or help was asked for.
    Arguments(clap::Error),
    /// The arguments make no sense together.
    Usage(String),
    File(String),
    /// Nobody reads the output any more.
    Closed,
}

impl Failure {
    pub(crate) fn file(path: &Path, error: &io::Error) -> Self {
        Self::File(format!("{}: {error}", path.display()))
    }

    /// Says it, and gives the status to leave with.
    pub(crate) fn report(self) -> ExitCode {
        match self {
            Self::Refused(text) => say(ERROR, "error", text, 1),
            Self::Usage(text) => say(ERROR, "error", text, 2),
            Self::File(text) => say(ERROR, "error", text, 4),
            Self::Closed => ExitCode::from(141),
            Self::Arguments(error) => {
                // Where it cannot be said, there is nobody to say it to.
                let _ = error.print();
                ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
            }
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match &error {
            Error::Source(SourceError::Missing { place, .. }) => Self::Refused(format!(
                "{place} has no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile \
                 that has them with --profile"
            )),
            Error::Source(SourceError::NoRegion { place }) => Self::Refused(format!(
                "{place} has no region: give it with --region, for example --region eu-west-1, or in AWS_REGION"
            )),
            Error::Source(SourceError::NotStatic { profile, origin, .. }) => {
                Self::Refused(format!(
                    "profile {profile:?} gets its credentials from {origin}, which this command does not ask: run \
                 `eval \"$(aws configure export-credentials --profile {profile} --format env)\"` first, and \
                 leave --profile out"
                ))
            }
            _ => Self::Refused(error.to_string()),
        }
    }
}

impl From<io::Error> for Failure {
    /// An error of the standard streams.
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::Closed
        } else {
            Self::File(format!("the standard streams: {error}"))
        }
    }
}

/// Says something on standard error that is no failure.
pub(crate) fn note(text: impl Display) {
    say(Style::new().bold(), "note", text, 0);
}

fn say(style: Style, kind: &str, text: impl Display, status: u8) -> ExitCode {
    use std::io::Write;
    // A failure to say it cannot be said either.
    let _ = writeln!(anstream::stderr(), "presign: {style}{kind}{style:#}: {text}");
    ExitCode::from(status)
}

pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().bold();

//! [`Failure`]: why the command did not do what was asked, and its exit status.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use s3_presigner::Error;

use super::account::Refusal;

/// Why nothing came out.
pub(crate) enum Failure {
    /// By a rule of S3, of the crate or of a policy.
    Refused(String),
    /// Help, or the version, was asked for.
    Help(String),
    /// The arguments make no sense.
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
            Self::Help(text) => {
                // Where it cannot be said, there is nobody to say it to.
                let _ = write!(anstream::stdout(), "{text}");
                ExitCode::SUCCESS
            }
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Refusal::from(error).into()
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let kind = match refusal {
            Refusal::Library(_) | Refusal::Told(_) => Self::Refused,
            Refusal::Usage(_) => Self::Usage,
            Refusal::Unread(_) => Self::File,
        };
        kind(refusal.text("presign …"))
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

/// What the library says, with the flags of this program as the way out.
pub(crate) fn in_arguments(error: &Error) -> String {
    Refusal::from(error.clone()).text("presign …")
}

/// Says something on standard error that is no failure.
pub(crate) fn note(text: impl Display) {
    say(Style::new().bold(), "note", text, 0);
}

fn say(style: Style, kind: &str, text: impl Display, status: u8) -> ExitCode {
    // A failure to say it cannot be said either.
    let _ = writeln!(anstream::stderr(), "presign: {style}{kind}{style:#}: {text}");
    ExitCode::from(status)
}

pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().bold();

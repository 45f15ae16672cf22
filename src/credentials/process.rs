//! Credentials from the program that a profile names: the one place where this crate starts a program.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus, Stdio};

use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::command_line::split;
use super::credentials_type::Credentials;
use super::profile::Profile;
use super::profile_keys::{PROCESS, SECOND};
use crate::error::{Error, SourceError};

impl Profile {
    /// [`credentials`](Self::credentials), but where the profile gets them from its `credential_process`,
    /// **this runs that program**, once, and reads what it prints. Nothing else in this crate starts a program.
    ///
    /// The command line is split as AWS's CLI does it: by quotes and backslashes as in a POSIX shell, on Windows
    /// by the rules of its C runtime. No shell sees it, so that `~`, `$VARIABLES` and pipes stay text, and a
    /// batch file on Windows has to be named with its `.cmd` or `.bat`. Only its first line counts, and ` #` or
    /// ` ;` begins a comment; one that goes on in indented lines is refused. Whoever can write to the profile's
    /// files decides what is run.
    ///
    /// The program has this process's environment and folder, and nothing on its standard input. What it says on
    /// standard error goes to this process's, as it may ask for a code there. It may print 64 KiB, and there is
    /// no limit to the time that it takes.
    ///
    /// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html>
    ///
    /// # Errors
    ///
    /// As for [`credentials`](Self::credentials); [`SourceError::Process`] for a program that cannot be started,
    /// ends with another status than 0, prints too much, or prints no credentials in `Version` 1. None
    /// repeats the command line, or more of what the program printed than its own error message.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use s3_presigner::{Presigner, Profile};
    ///
    /// let profile = Profile::load(Some("work"))?;
    /// let credentials = profile.run_credential_process()?;
    /// let presigner = Presigner::from_profile_with(&profile, credentials)?;
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn run_credential_process(&self) -> Result<Credentials, Error> {
        match self.credentials() {
            Err(Error::Source(SourceError::NotStatic { origin, .. })) if is_process(origin) => {
                self.run().map_err(|reason| {
                    SourceError::Process { profile: self.name().to_owned(), reason }.into()
                })
            }
            outcome => outcome,
        }
    }

    fn run(&self) -> Result<Credentials, String> {
        let line = self.setting(PROCESS).unwrap_or_default();
        if self.process_goes_on() {
            return Err("its command goes on in indented lines: write it in one".to_owned());
        }
        let words = split(line).map_err(|_| UNENDED.to_owned())?;
        let Some((program, arguments)) = words.split_first() else {
            return Err("it names no program".to_owned());
        };
        let mut command = Command::new(program.as_str());
        command.args(arguments.iter().map(|word| word.as_str()));
        credentials_in(&printed(&mut command)?)
    }
}

fn is_process(origin: &str) -> bool {
    SECOND.iter().any(|(key, other)| *key == PROCESS && *other == origin)
}

/// What a program prints, if it ends well.
fn printed(command: &mut Command) -> Result<Zeroizing<Vec<u8>>, String> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    let mut child = command.spawn().map_err(|error| {
        format!(
            "its program cannot be started ({error}): write its whole path, in quotes where it has spaces, as no shell \
             replaces ~ or variables"
        )
    })?;
    let text = match read(&mut child) {
        Ok(text) if text.len() <= LONGEST => text,
        outcome => {
            end(&mut child);
            let reason = |error: io::Error| format!("what it prints cannot be read: {error}");
            return outcome.map_err(reason).and(Err(TOO_LONG.to_owned()));
        }
    };
    match child.wait() {
        Ok(status) if status.success() => Ok(text),
        Ok(status) => Err(failed(status)),
        Err(error) => Err(format!("how it ended cannot be told: {error}")),
    }
}

/// As much as shows that it is too long, into a buffer that never moves: what it left behind would not be wiped.
fn read(child: &mut Child) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut buffer = Zeroizing::new(vec![0; LONGEST + 1]);
    let mut length = 0;
    if let Some(out) = &mut child.stdout {
        while let Some(rest) = buffer.get_mut(length..).filter(|rest| !rest.is_empty()) {
            match out.read(rest) {
                Ok(0) => break,
                Ok(read) => length += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
    buffer.truncate(length);
    Ok(buffer)
}

/// A program that is not listened to any more has no reason to go on.
fn end(child: &mut Child) {
    // One that ended by itself cannot be ended, and is waited for all the same.
    let _ = child.kill();
    let _ = child.wait();
}

fn failed(status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("it ended with status {code}: {SEE}"),
        None => format!("it was ended by a signal: {SEE}"),
    }
}

/// The document of a process, which has a version; no other kind, as AWS's tools take no other.
fn credentials_in(text: &[u8]) -> Result<Credentials, String> {
    let text = std::str::from_utf8(text).map_err(|_| "what it prints is no UTF-8".to_owned())?;
    if text.trim().is_empty() {
        return Err(format!("it printed nothing: {SEE}"));
    }
    let fields: BTreeMap<String, &RawValue> = serde_json::from_str(text).unwrap_or_default();
    let refused = |error: Error| match error {
        // It may be a secret that stands in a wrong place.
        Error::Invalid { field, rule, .. } => Error::InvalidSecret { field, rule }.to_string(),
        other => other.to_string(),
    };
    let credentials = Credentials::from_document(text).map_err(refused)?;
    match fields.get("Version").map(|version| version.get()) {
        Some("1") => Ok(credentials),
        _ => Err("what it printed has no \"Version\": 1".to_owned()),
    }
}

/// More than any document has.
const LONGEST: usize = 64 * 1024;

const TOO_LONG: &str = "it printed more than 64 KiB, which is no credentials document";
const SEE: &str = "look at what it said on standard error";
const UNENDED: &str = "its command has a quote that is not closed, or ends in a backslash; ` #` and ` ;` begin a \
                       comment in these files";

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

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;
    use crate::credentials::CredentialKind;

    /// What a profile gives whose process is a line of a shell.
    fn ran(script: &str) -> Result<Credentials, Error> {
        of_command(&format!("/bin/sh -c \"{}\"", script.replace('\\', r"\\").replace('"', "\\\"")))
    }

    fn of_command(line: &str) -> Result<Credentials, Error> {
        let config = format!("[profile a]\nregion = eu-west-1\ncredential_process = {line}\n");
        Profile::parse("a", "", &config)?.run_credential_process()
    }

    /// The reason of a refusal, which never shows the mark.
    fn refusal(script: &str) -> String {
        let text = ran(script).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(!text.contains("m4rk"), "{text}");
        let text =
            text.strip_prefix("the credential_process of profile \"a\" gave no credentials: ");
        text.unwrap_or_default().to_owned()
    }

    #[test]
    fn what_the_program_prints_is_read_with_its_end() {
        let document = r#"{"Version": 1, "AccessKeyId": "ASIAEXAMPLE", "SecretAccessKey": "s", "SessionToken": "t",
                           "Expiration": "2013-05-24T00:00:00Z"}"#;
        let credentials = ran(&format!("echo '{}'", document.replace('\n', " "))).unwrap();
        assert_eq!(credentials.access_key_id().as_str(), "ASIAEXAMPLE");
        assert_eq!(credentials.kind(), CredentialKind::Sts);
        assert_eq!(credentials.expires_at(), Some(UNIX_EPOCH + Duration::from_secs(1_369_353_600)));
    }

    #[test]
    fn what_went_wrong_is_told_without_what_was_printed_or_run() {
        let see = "look at what it said on standard error";
        assert_eq!(refusal("echo m4rk; exit 3"), format!("it ended with status 3: {see}"));
        assert_eq!(refusal("kill -9 $$"), format!("it was ended by a signal: {see}"));
        assert_eq!(refusal("true m4rk"), format!("it printed nothing: {see}"));
        assert_eq!(
            refusal("echo m4rk"),
            "this is no credentials document: it is neither JSON nor XML"
        );
        let keys = r#""AccessKeyId": "AKIDEXAMPLE", "SecretAccessKey": "m4rk""#;
        assert_eq!(refusal(&format!("echo '{{{keys}}}'")), "what it printed has no \"Version\": 1");
        let two = refusal(&format!("echo '{{\"Version\": 2, {keys}}}'"));
        assert_eq!(two, "this is no credentials document: its Version is not 1");
        let cannot = of_command("/nonexistent/m4rk --secret m4rk").unwrap_err().to_string();
        assert!(cannot.contains("cannot be started (No such file") && !cannot.contains("m4rk"));
        let open = of_command("/bin/echo 'm4rk").unwrap_err().to_string();
        assert!(open.contains("a quote that is not closed") && !open.contains("m4rk"), "{open}");
    }

    #[test]
    fn a_program_that_prints_without_end_is_ended() {
        assert_eq!(refusal("yes m4rk"), TOO_LONG);
        // Exactly as much as is taken is no fault of its length.
        let most = format!("head -c {LONGEST} /dev/zero | tr '\\0' ' '");
        assert_eq!(refusal(&most), format!("it printed nothing: {SEE}"));
        assert_eq!(refusal(&format!("{most}; echo")), TOO_LONG);
    }

    #[test]
    fn no_shell_sees_the_command_and_standard_input_is_empty() {
        let file = std::env::temp_dir().join(format!("s3-presigner-{}", std::process::id()));
        let line = format!("/bin/echo $HOME `touch {0}` > {0}; touch {0}", file.display());
        assert!(of_command(&line).is_err());
        assert!(!file.exists());
        assert_eq!(refusal("cat"), format!("it printed nothing: {SEE}"));
    }

    #[test]
    fn nothing_is_run_where_other_credentials_come_first() {
        let file = std::env::temp_dir().join(format!("s3-presigner-ran-{}", std::process::id()));
        let process = format!("credential_process = touch {}\n", file.display());
        let profile = |credentials: &str, more: &str| {
            let config = format!("[profile a]\n{process}{more}");
            Profile::parse("a", credentials, &config).unwrap()
        };
        let keys = "[a]\naws_access_key_id = AKIDFILE\naws_secret_access_key = s\n";
        let found = profile(keys, "").run_credential_process().unwrap();
        assert_eq!(found.access_key_id().as_str(), "AKIDFILE");
        for more in ["role_arn = x\n", "login_session = x\n"] {
            let refused = profile("", more).run_credential_process();
            assert!(matches!(refused, Err(Error::Source(SourceError::NotStatic { .. }))));
        }
        profile("", "").credentials().unwrap_err();
        assert!(!file.exists());
        assert!(profile("", "").run_credential_process().is_err());
        assert!(file.exists(), "only here it is run");
        std::fs::remove_file(file).unwrap();
        let goes_on = "[profile a]\ncredential_process = /bin/echo\n  more\n";
        let goes_on = Profile::parse("a", "", goes_on).unwrap().run_credential_process();
        assert!(goes_on.unwrap_err().to_string().ends_with("in indented lines: write it in one"));
    }
}

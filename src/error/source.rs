//! [`SourceError`]: credentials that could not be had from where they were looked for.

use std::fmt;

/// Why no credentials came from the environment, a file, a document or a source.
///
/// No text and no field holds a secret, or any part of a document beyond its own error message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// Nothing is there.
    #[error("{place} has no credentials: set {keys} there")]
    Missing {
        /// Where they were looked for.
        place: String,
        /// What they are called there.
        keys: &'static str,
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
        instead: String,
    },

    /// The program of a profile's `credential_process` was run, and gave none.
    #[error("the credential_process of profile {profile:?} gave no credentials: {reason}")]
    Process {
        /// The name of the profile.
        profile: String,
        /// Why, without the command line.
        reason: String,
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
    #[error("{name} is {}, which is not valid: {rule}", Shown(.value))]
    Setting {
        /// The variable or key.
        name: String,
        /// Its value where that is one short word, else `(not shown)`: behind a lost line end, or on a line
        /// indented below, a secret may have become a part of it.
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
        /// Its code, or `no code`; as the message, shortened and its control characters escaped.
        code: String,
        /// Its message, or `no message`, shortened to 200 characters.
        message: String,
    },

    /// A [`CredentialsSource`](crate::CredentialsSource) could not get new credentials.
    #[error("new credentials could not be had: {message}")]
    Fetch {
        /// What the source said, shortened to 1000 characters and its control characters escaped.
        message: String,
    },
}

impl SourceError {
    pub(crate) fn setting(name: &str, value: &str, rule: &'static str) -> Self {
        let value = if Self::repeats(value) { value } else { NOT_SHOWN };
        Self::Setting { name: name.to_owned(), value: value.to_owned(), rule }
    }

    /// The error that a document is, with what it says of itself.
    pub(crate) fn refused(code: Option<&str>, message: Option<&str>) -> Self {
        let told = |text: Option<&str>, none: &str| {
            text.map_or_else(|| none.to_owned(), |text| fit_for_a_log(text, 200))
        };
        Self::Refused { code: told(code, "no code"), message: told(message, "no message") }
    }

    /// What a source says, with its causes: what others wrote.
    pub(crate) fn fetch(message: &str) -> Self {
        Self::Fetch { message: fit_for_a_log(message, 1_000) }
    }

    /// Whether a value can stand in a message: one word, and shorter than the 40 characters of a secret
    /// access key. Where a key and its value ran into it, it has a space or an equals sign.
    pub(crate) fn repeats(value: &str) -> bool {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b":/.+_-".contains(&byte);
        (1..=LONGEST_WORD).contains(&value.len()) && value.bytes().all(is_plain)
    }
}

/// What somebody else wrote, on one line and no more than so many characters of it.
fn fit_for_a_log(text: &str, longest: usize) -> String {
    let mut out = String::new();
    for char in text.chars().take(longest) {
        if char.is_control() {
            out.extend(char.escape_default());
        } else {
            out.push(char);
        }
    }
    out
}

/// As long as a date with its fraction and offset.
const LONGEST_WORD: usize = 32;

const NOT_SHOWN: &str = "(not shown)";

/// A value in quotes, or that it is not shown.
struct Shown<'v>(&'v str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            NOT_SHOWN => f.write_str(NOT_SHOWN),
            value => write!(f, "{value:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_repeated_only_where_it_is_one_short_word() {
        let told = |value: &str| SourceError::setting("region", value, "a rule").to_string();
        for value in ["eu west 1", "a=b", "a\nb", "é", "", "\"", "(not shown)", &"a".repeat(33)] {
            assert_eq!(told(value), "region is (not shown), which is not valid: a rule", "{value}");
        }
        for value in ["x", "http://h:9/a.b+c_d-e", &"a".repeat(32)] {
            assert_eq!(told(value), format!("region is {value:?}, which is not valid: a rule"));
        }
    }
}

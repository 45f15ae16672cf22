//! [`Account`]: whose credentials sign, and whose region and endpoint count. The console of this repository has it too.

#![allow(
    clippy::doc_markdown,
    reason = "the comments of arguments are the help that a terminal shows"
)]

mod document;
mod flags;
mod machine;
mod refusal;
mod style;

use std::path::PathBuf;

use clap::{Args, ValueHint};
use s3_presigner::{Credentials, Error, Presigner, Profile, SourceError};

pub use self::flags::in_flags;
pub use self::machine::{Machine, variable};
pub use self::refusal::Refusal;
pub use self::style::Style;

/// Where credentials come from: a document, a profile that is named, the environment, or the profile that is
/// used when none is named.
#[derive(Args)]
pub struct Account {
    /// Profile of ~/.aws with credentials, region and endpoint; else AWS_PROFILE, behind keys of the environment
    #[arg(long, value_name = "NAME", value_parser = filled, help_heading = HEADING)]
    profile: Option<String>,

    /// File with a credentials document, such as AWS CLI 2's `aws configure export-credentials` prints; - for standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = HEADING)]
    credentials: Option<PathBuf>,

    /// Run the program that the profile names as its credential_process
    #[arg(long, conflicts_with = "credentials", help_heading = HEADING)]
    run_process: bool,
}

/// Where the help of a program has them.
pub const HEADING: &str = "Who signs, and for which server";

/// Credentials, and where they were found.
pub struct Found {
    /// The credentials.
    pub credentials: Credentials,
    /// Where they were.
    pub place: Place,
}

/// Where credentials were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The variables.
    Environment,
    /// A document that was named, or standard input.
    Document,
    /// The profile of this name.
    Profile(String),
    /// The environment, in the stead of a profile that was named and needs more than its files.
    Instead(String),
}

impl Account {
    /// Whether anything is said of it.
    pub fn is_given(&self) -> bool {
        self.profile.is_some() || self.credentials.is_some() || self.run_process
    }

    /// Whether standard input is taken, and has nothing else.
    pub fn reads_stdin(&self) -> bool {
        self.credentials.as_deref().is_some_and(document::is_stdin)
    }

    /// Who signs, with the region and the endpoint of arguments, variables or the profile, in this order.
    pub fn presigner(&self, machine: &Machine<'_>) -> Result<(Presigner, Found), Refusal> {
        let profile = self.profile(machine)?;
        let found = self.found(profile.as_ref(), machine)?;
        let is_there = profile.is_some();
        let settings = match profile {
            Some(profile) => profile,
            None => Profile::parse("default", "[default]\n", "")?,
        };
        let settings = settings.with_variables(machine.lookup);
        let credentials = found.credentials.clone();
        let presigner = Presigner::from_profile_with(&settings, credentials);
        let presigner = presigner.map_err(|error| match error {
            Error::Source(SourceError::NoRegion { .. }) if !is_there => {
                SourceError::NoRegion { place: "the environment".to_owned() }.into()
            }
            other => other,
        })?;
        Ok((presigner, found))
    }

    /// The credentials alone, which need no region.
    pub fn credentials(&self, machine: &Machine<'_>) -> Result<Credentials, Refusal> {
        let profile = self.profile(machine)?;
        Ok(self.found(profile.as_ref(), machine)?.credentials)
    }

    /// The profile that counts. Nobody asked for the profile `default`, so it is not missed.
    fn profile(&self, machine: &Machine<'_>) -> Result<Option<Profile>, Refusal> {
        let is_named = self.profile.is_some() || machine.variable("AWS_PROFILE").is_some();
        match (machine.load)(self.profile.as_deref()) {
            Err(Error::Source(SourceError::NoProfile { .. })) if !is_named => Ok(None),
            // Nor are files in a home that is another user's.
            Err(Error::Source(SourceError::File { .. })) if !is_named && machine.has_keys() => {
                Ok(None)
            }
            outcome => Ok(Some(outcome?)),
        }
    }

    fn found(&self, profile: Option<&Profile>, machine: &Machine<'_>) -> Result<Found, Refusal> {
        if let Some(path) = &self.credentials {
            return Ok(Found { credentials: document::read(path)?, place: Place::Document });
        }
        let from_variables = |place| -> Result<_, Refusal> {
            Ok(Found { credentials: Credentials::from_lookup(machine.lookup)?, place })
        };
        let is_named = self.profile.is_some();
        let Some(profile) = profile.filter(|_| is_named || !machine.has_keys()) else {
            return from_variables(Place::Environment);
        };
        let name = profile.name().to_owned();
        let of_profile =
            if self.run_process { profile.run_credential_process() } else { profile.credentials() };
        match of_profile {
            Err(Error::Source(SourceError::NotStatic { .. })) if machine.has_keys() => {
                from_variables(Place::Instead(name))
            }
            outcome => Ok(Found { credentials: outcome?, place: Place::Profile(name) }),
        }
    }
}

impl Found {
    /// What is worth a word: that others' credentials sign than those of the profile that was named.
    pub fn note(&self) -> Option<String> {
        let Place::Instead(profile) = &self.place else { return None };
        let id = self.credentials.access_key_id();
        Some(format!(
            "the keys are those of the environment, {id}, as profile {profile:?} needs more than its files; its region \
             and endpoint count"
        ))
    }
}

impl Place {
    /// What would tell the end of credentials that came without it.
    pub fn tells_end(&self) -> String {
        match self {
            Self::Environment | Self::Instead(_) => {
                "AWS_CREDENTIAL_EXPIRATION would tell".to_owned()
            }
            Self::Document => "an Expiration in their document would tell".to_owned(),
            Self::Profile(name) => format!(
                "a line such as aws_expiration = 2026-11-21T12:00:00Z beside the keys of profile {name:?} would tell"
            ),
        }
    }
}

/// Text that says something. An empty one is a shell's variable that is not set, and would silently mean
/// what the argument is there to replace.
pub fn filled(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        return Err("it is empty: give it a value, or leave it out".to_owned());
    }
    Ok(text.to_owned())
}

//! [`Account`]: whose credentials are used.

use clap::Args;
use s3_presigner::{Credentials, Error, Profile, SourceError};

use super::failure::Failure;
use super::values;

/// Where credentials come from: a profile that is named, the environment, or the profile that is used when
/// none is named.
#[derive(Args)]
pub(crate) struct Account {
    /// Profile of ~/.aws with the credentials; without it, the environment comes first
    #[arg(long, value_name = "NAME", value_parser = values::filled)]
    profile: Option<String>,
}

impl Account {
    /// The profile to use; `None` for the environment.
    pub(crate) fn profile(&self) -> Result<Option<Profile>, Failure> {
        if self.profile.is_some() {
            return Ok(Some(Profile::load(self.profile.as_deref())?));
        }
        if ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]
            .into_iter()
            .any(|name| variable(name).is_some())
        {
            return Ok(None);
        }
        match Profile::load(None) {
            // Nobody asked for the profile `default`, so it is not missed.
            Err(Error::Source(SourceError::NoProfile { .. }))
                if variable("AWS_PROFILE").is_none() =>
            {
                Ok(None)
            }
            outcome => Ok(Some(outcome?)),
        }
    }

    pub(crate) fn credentials(&self) -> Result<Credentials, Failure> {
        Ok(match self.profile()? {
            Some(profile) => profile.credentials()?,
            None => Credentials::from_env()?,
        })
    }
}

/// A variable of the environment; blank counts as unset.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

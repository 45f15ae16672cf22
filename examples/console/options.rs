//! The command line: which server, and whose credentials.

use std::error::Error;

use clap::{ArgGroup, Parser};
use s3_presigner::{
    AddressingStyle, Credentials, Endpoint, Error as SigningError, Presigner, Profile, Region,
    SourceError,
};

use super::console::Console;
use super::sample;

/// A page in the browser that makes, uses, inspects and diagnoses S3 presigned links.
///
/// Without --endpoint, --aws or --profile it brings an S3 server of its own, in memory.
#[derive(Parser)]
#[command(name = "console")]
#[command(group(ArgGroup::new("place").args(["endpoint", "aws", "profile"]).multiple(true)))]
pub(crate) struct Options {
    /// The port on 127.0.0.1; 0 takes any free one
    #[arg(long, default_value_t = 8347)]
    pub(crate) port: u16,

    /// Sign for the S3 server at this address
    #[arg(long, value_name = "URL", conflicts_with = "aws")]
    endpoint: Option<String>,

    /// Sign for AWS
    #[arg(long)]
    aws: bool,

    /// The region, instead of that of the environment or the profile
    #[arg(long, requires = "place")]
    region: Option<String>,

    /// Take credentials, region and endpoint from this profile instead of the environment
    #[arg(long)]
    profile: Option<String>,

    /// Write buckets into the path instead of the host
    #[arg(long, requires = "place")]
    path_style: bool,

    /// A bucket that the page suggests; can be given more than once
    #[arg(long = "bucket", value_name = "NAME", requires = "place")]
    buckets: Vec<String>,
}

impl Options {
    /// What the page is to work on.
    pub(crate) async fn console(self) -> Result<Console, Box<dyn Error>> {
        if self.endpoint.is_none() && !self.aws && self.profile.is_none() {
            return sample::console().await;
        }
        let (presigner, credentials) = self.signer()?;
        let presigner = match &self.endpoint {
            Some(url) => presigner.with_endpoint(Endpoint::custom(url)?),
            None if self.aws => presigner.with_endpoint(Endpoint::aws()),
            None => presigner,
        };
        let presigner = if self.path_style {
            presigner.with_addressing_style(AddressingStyle::Path)
        } else {
            presigner
        };
        Ok(Console::new(presigner, credentials).with_buckets(self.buckets))
    }

    fn signer(&self) -> Result<(Presigner, Credentials), SigningError> {
        if self.profile.is_none() && variable("AWS_ACCESS_KEY_ID").is_some() {
            let lookup = |name: &str| match (name, &self.region) {
                ("AWS_REGION", Some(region)) => Some(region.clone()),
                _ => variable(name),
            };
            return Ok((Presigner::from_lookup(lookup)?, Credentials::from_lookup(lookup)?));
        }
        let profile = Profile::load(self.profile.as_deref())?;
        Ok((self.of_profile(&profile)?, profile.credentials()?))
    }

    fn of_profile(&self, profile: &Profile) -> Result<Presigner, SigningError> {
        let region = self.region.as_deref().map(Region::new).transpose()?;
        match (Presigner::from_profile(profile), region) {
            (Ok(presigner), Some(region)) => Ok(presigner.with_region(region)),
            (Err(SigningError::Source(SourceError::NoRegion { .. })), Some(region)) => {
                Ok(Presigner::new(profile.credentials()?, region))
            }
            (result, _) => result,
        }
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

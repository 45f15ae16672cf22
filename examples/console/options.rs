//! The command line: which server, and whose credentials.

use std::error::Error;

use clap::{ArgGroup, Parser};
use s3_presigner::{AddressingStyle, Credentials, Error as SigningError, Presigner, Profile};

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
    #[arg(long, value_name = "URL", conflicts_with = "aws", value_parser = filled)]
    endpoint: Option<String>,

    /// Sign for AWS
    #[arg(long)]
    aws: bool,

    /// The region, instead of that of the environment or the profile
    #[arg(long, requires = "place", value_parser = filled)]
    region: Option<String>,

    /// Take credentials, region and endpoint from this profile instead of the environment
    #[arg(long, value_parser = filled)]
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
        let presigner = if self.path_style {
            presigner.with_addressing_style(AddressingStyle::Path)
        } else {
            presigner
        };
        Ok(Console::new(presigner, credentials).with_buckets(self.buckets))
    }

    fn signer(&self) -> Result<(Presigner, Credentials), SigningError> {
        if self.profile.is_none() && variable("AWS_ACCESS_KEY_ID").is_some() {
            let lookup = |name: &str| self.argument(name).or_else(|| variable(name));
            return Ok((Presigner::from_lookup(lookup)?, Credentials::from_lookup(lookup)?));
        }
        let profile = self.over(Profile::load(self.profile.as_deref())?);
        Ok((Presigner::from_profile(&profile)?, profile.credentials()?))
    }

    /// The profile with what arguments say in its place; all else, such as the addressing style, stays.
    fn over(&self, profile: Profile) -> Profile {
        let settings = [
            ("region", "AWS_REGION"),
            ("endpoint_url", "AWS_ENDPOINT_URL_S3"),
            ("ignore_configured_endpoint_urls", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"),
        ];
        settings.into_iter().fold(profile, |profile, (key, name)| match self.argument(name) {
            Some(value) => profile.with_setting(key, &value),
            None => profile,
        })
    }

    /// What stands in for a variable.
    fn argument(&self, name: &str) -> Option<String> {
        match name {
            "AWS_REGION" => self.region.clone(),
            "AWS_ENDPOINT_URL_S3" => self.endpoint.clone(),
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS" if self.aws => Some("true".to_owned()),
            // An argument is not to be ignored.
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS" => {
                self.endpoint.is_some().then(|| "false".to_owned())
            }
            _ => None,
        }
    }
}

/// An empty argument is a shell's variable that is not set, and would silently count as left out.
fn filled(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        return Err("it is empty: give it a value, or leave it out".to_owned());
    }
    Ok(text.to_owned())
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

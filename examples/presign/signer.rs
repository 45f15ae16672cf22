//! [`Signer`]: who signs, for which server, and for how long.

use std::time::{Duration, SystemTime};

use clap::Args;
use s3_presigner::{AddressingStyle, ExpiryPolicy, OnExcess, Presigner, Profile};

use super::account::{Account, variable};
use super::failure::Failure;
use super::values;

/// The arguments that all signing has.
#[derive(Args)]
pub(crate) struct Signer {
    /// How long the link lives: 15m, 12h, 7d; a number alone is seconds
    #[arg(long, short = 'e', value_name = "TIME", value_parser = values::duration)]
    pub(crate) expires_in: Duration,

    /// Shorten the lifetime to what is possible, instead of refusing it
    #[arg(long)]
    clamp: bool,

    /// Sign as of this time instead of now: 2026-11-21T12:00:00Z
    #[arg(long, value_name = "TIME", value_parser = values::instant)]
    at: Option<SystemTime>,

    #[command(flatten)]
    account: Account,

    /// Region of the bucket; else AWS_REGION, else that of the profile
    #[arg(long, value_name = "NAME", value_parser = values::filled)]
    region: Option<String>,

    /// Server other than AWS: http://localhost:9000; else AWS_ENDPOINT_URL_S3, else that of the profile
    #[arg(long, value_name = "URL", value_parser = values::filled)]
    endpoint: Option<String>,

    /// Write the bucket into the path instead of the host
    #[arg(long)]
    path_style: bool,
}

impl Signer {
    pub(crate) fn presigner(&self) -> Result<Presigner, Failure> {
        let mut presigner = match self.account.profile()? {
            Some(profile) => Presigner::from_profile(&self.over(profile))?,
            None => Presigner::from_lookup(|name| self.setting(name))?,
        };
        if self.path_style {
            presigner = presigner.with_addressing_style(AddressingStyle::Path);
        }
        let on_excess = if self.clamp { OnExcess::Clamp } else { OnExcess::Reject };
        Ok(presigner.with_expiry_policy(ExpiryPolicy::new().with_on_excess(on_excess)))
    }

    /// When it is signed.
    pub(crate) fn time(&self, now: SystemTime) -> SystemTime {
        self.at.unwrap_or(now)
    }

    /// The profile with what arguments and variables say in its place.
    fn over(&self, profile: Profile) -> Profile {
        let region = self.setting("AWS_REGION").or_else(|| self.setting("AWS_DEFAULT_REGION"));
        let mut profile = match region {
            Some(region) => profile.with_setting("region", &region),
            None => profile,
        };
        let ignores = self.setting("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");
        if let Some(ignores) = &ignores {
            profile = profile.with_setting("ignore_configured_endpoint_urls", ignores);
        }
        let url = self.setting("AWS_ENDPOINT_URL_S3").or_else(|| self.setting("AWS_ENDPOINT_URL"));
        match url {
            Some(url) => profile.with_setting("endpoint_url", &url),
            None => profile,
        }
    }

    /// A variable, or the argument that stands in for it.
    fn setting(&self, name: &str) -> Option<String> {
        let argument = match name {
            "AWS_REGION" => self.region.clone(),
            "AWS_ENDPOINT_URL_S3" => self.endpoint.clone(),
            // An argument is not to be ignored.
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS" => {
                self.endpoint.is_some().then(|| "false".to_owned())
            }
            _ => None,
        };
        let value = argument.or_else(|| variable(name));
        if name == "AWS_DEFAULT_REGION" { value.or_else(region_of_profile) } else { value }
    }
}

/// Credentials of the environment may go without a region where a profile has one.
fn region_of_profile() -> Option<String> {
    Profile::load(None).ok()?.setting("region").map(str::to_owned)
}

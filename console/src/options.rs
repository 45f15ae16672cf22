//! The command line: which server, and whose credentials.

use std::error::Error;

use clap::{ArgGroup, Parser};
use s3_presigner::{AddressingStyle, Presigner};

use super::account::{Account, Found, Machine, Refusal, filled, variable};
use super::console::Console;
use super::sample;

/// A page in the browser that makes, uses, inspects and diagnoses S3 presigned links.
///
/// Without --endpoint, --aws, --profile or --credentials it brings an S3 server of its own, in memory.
#[derive(Parser)]
#[command(name = "console")]
#[command(group(ArgGroup::new("place").args(["endpoint", "aws", "profile", "credentials", "run_process"]).multiple(true)))]
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

    #[command(flatten)]
    account: Account,

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
        if self.endpoint.is_none() && !self.aws && !self.account.is_given() {
            return sample::console().await;
        }
        let (presigner, found) = self.signer().map_err(|refusal| refusal.text("console"))?;
        if let Some(text) = found.note() {
            eprintln!("console: {text}");
        }
        let presigner = if self.path_style {
            presigner.with_addressing_style(AddressingStyle::Path)
        } else {
            presigner
        };
        Ok(Console::new(presigner, found.credentials).with_buckets(self.buckets))
    }

    fn signer(&self) -> Result<(Presigner, Found), Refusal> {
        let lookup = |name: &str| self.argument(name).or_else(|| variable(name));
        self.account.presigner(&Machine::here(&lookup)?)
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

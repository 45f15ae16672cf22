//! The command line: which server, and whose credentials.

#![allow(
    clippy::doc_markdown,
    reason = "the comments of arguments are the help that a terminal shows"
)]

use std::error::Error;

use clap::{ArgGroup, Parser};
use s3_presigner::Presigner;

use super::account::{Account, Found, Machine, Refusal, Style, filled, variable};
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

    /// Where the bucket stands: in front of the host (virtual), in the path, or in the endpoint already; else
    /// AWS_S3_ADDRESSING_STYLE, else that of the profile, else auto: in front at AWS, in the path elsewhere
    #[arg(long, value_name = "STYLE", value_enum, requires = "place")]
    addressing_style: Option<Style>,

    /// The same as --addressing-style path
    #[arg(long, hide = true, requires = "place", conflicts_with = "addressing_style")]
    path_style: bool,

    /// Address that links show, where a proxy puts the server's in its place; else AWS_S3_PUBLIC_URL, else that of
    /// the profile
    #[arg(long, value_name = "URL", requires = "place", value_parser = filled)]
    public_url: Option<String>,

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
            "AWS_S3_PUBLIC_URL" => self.public_url.clone(),
            "AWS_S3_ADDRESSING_STYLE" => {
                let path = self.path_style.then_some(Style::Path);
                path.or(self.addressing_style).map(|style| style.word().to_owned())
            }
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS" if self.aws => Some("true".to_owned()),
            // An argument is not to be ignored.
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS" => {
                self.endpoint.is_some().then(|| "false".to_owned())
            }
            _ => None,
        }
    }
}

//! `verify`: would a server with these credentials take the request?

use std::process::ExitCode;
use std::time::SystemTime;

use clap::Args;
use s3_presigner::{SignedRequest, Verifier};

use super::account::{Account, Machine, variable};
use super::failure::Failure;
use super::output::print;
use super::pasted::{link, printable};
use super::values::{self, Header, shown};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The link; standard input unless it is given, which keeps it out of the shell's history
    #[arg(value_name = "URL")]
    url: Option<String>,

    /// Method of the request
    #[arg(long, short = 'X', default_value = "GET", value_name = "METHOD")]
    method: String,

    /// Header of the request: 'name: value'; may be given again
    #[arg(long = "header", short = 'H', value_name = "HEADER")]
    headers: Vec<Header>,

    #[command(flatten)]
    account: Account,

    /// Take only signatures for this region
    #[arg(long, value_name = "NAME", value_parser = values::filled)]
    region: Option<String>,

    /// As of this time instead of now: 2026-11-21T12:00:00Z
    #[arg(long, value_name = "TIME", value_parser = values::instant)]
    at: Option<SystemTime>,
}

impl Arguments {
    pub(crate) fn run(&self, now: SystemTime) -> Result<ExitCode, Failure> {
        if self.account.reads_stdin() && self.url.as_deref().is_none_or(|url| url == "-") {
            let text = "standard input cannot hold both the link and the credentials: give the credentials in a file";
            return Err(Failure::Usage(text.to_owned()));
        }
        let credentials = self.account.credentials(&Machine::here(&variable)?)?;
        let link = link(self.url.as_deref())?;
        let verifier = Verifier::new([credentials]);
        let verifier = match &self.region {
            Some(region) => verifier.with_region(region),
            None => verifier,
        };
        let headers =
            self.headers.iter().map(|Header(name, value)| (name.as_str(), value.as_str()));
        let request = SignedRequest::new(&self.method, &link).headers(headers);
        let good = verifier.verify_at(&request, self.at.unwrap_or(now)).map_err(|error| {
            let text = format!("S3 would answer {} {}: {error}", error.status(), error.code());
            Failure::Refused(printable(&text))
        })?;
        print(&printable(&format!(
            "good until {}: signed by {} for {} in {}",
            shown(good.expires_at()),
            good.access_key_id(),
            good.service(),
            good.region()
        )))?;
        Ok(ExitCode::SUCCESS)
    }
}

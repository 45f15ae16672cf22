//! `verify`: would a server with these credentials take the request?

use std::process::ExitCode;
use std::time::SystemTime;

use clap::Args;
use s3_presigner::{Fit, PastedLink, SignedRequest, Verifier};

use super::account::{Account, Machine, variable};
use super::failure::{Failure, note};
use super::output::print;
use super::pasted::{link, printable};
use super::signer::RARE;
use super::values::{self, Header, shown};

#[derive(Args)]
#[command(after_help = "\
It exits with 1 if S3 would refuse the request, and says with which answer.

Example:
  presign verify -X PUT -H 'content-type: image/jpeg' < link.txt")]
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
    #[arg(long, value_name = "TIME", value_parser = values::instant, help_heading = RARE)]
    at: Option<SystemTime>,
}

impl Arguments {
    pub(crate) fn run(&self, now: SystemTime) -> Result<ExitCode, Failure> {
        if self.account.reads_stdin() && self.url.as_deref().is_none_or(|url| url == "-") {
            let text = "standard input cannot hold both the link and the credentials: give the credentials in a file";
            return Err(Failure::Usage(text.to_owned()));
        }
        let credentials = self.account.credentials(&Machine::here(&variable)?)?;
        let text = link(self.url.as_deref())?;
        let pasted = PastedLink::read(&text);
        for wrapping in pasted.taken_off() {
            note(printable(&format!("taken off: {wrapping}")));
        }
        let verifier = Verifier::new([credentials]);
        let verifier = match &self.region {
            Some(region) => verifier.with_region(region),
            None => verifier,
        };
        let headers =
            self.headers.iter().map(|Header(name, value)| (name.as_str(), value.as_str()));
        let request = SignedRequest::new(&self.method, pasted.link()).headers(headers);
        let now = self.at.unwrap_or(now);
        let good = verifier.verify_at(&request, now).map_err(|error| {
            let fit = verifier.what_fits(&request, now);
            let fit = fit.map(|fit| format!(" {}", way_out(&fit))).unwrap_or_default();
            let text = format!("S3 would answer {} {}: {error}{fit}", error.status(), error.code());
            Failure::Refused(printable(&text))
        })?;
        if !good.is_respelled() && !request.is_in_s3_spelling() {
            return Err(Failure::Refused(SIGNED_UNESCAPED.to_owned()));
        }
        let respelled = if good.is_respelled() { RESPELLED } else { "" };
        print(&printable(&format!(
            "good until {}: signed by {} for {} in {}{respelled}",
            shown(good.expires_at()),
            good.access_key_id(),
            good.service(),
            good.region()
        )))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// What fits, and how to say so to this command.
fn way_out(fit: &Fit) -> String {
    let method = fit.method().map(|method| format!("-X {method}"));
    let headers = fit.headers().map(|(name, value)| format!("-H '{name}: {value}'"));
    let given: Vec<_> = method.into_iter().chain(headers).collect();
    match given.join(" ") {
        given if given.is_empty() => fit.to_string(),
        given => format!("{fit}: give {given}"),
    }
}

const RESPELLED: &str = "; spelled otherwise than signed: S3 takes it, other servers may not";

const SIGNED_UNESCAPED: &str = "S3 would answer 403 SignatureDoesNotMatch: the signature holds for the link as it stands, \
     but S3 escapes path and query anew before it checks: sign the escaped text; servers that compare bytes take the link";

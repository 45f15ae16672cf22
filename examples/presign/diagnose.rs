//! `diagnose`: why a server refused a link.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::SystemTime;

use clap::{Args, ValueHint};
use s3_presigner::{Cause, FailedRequest, Inspection, SignedRequest};

use super::failure::Failure;
use super::output::print;
use super::pasted::{printable, read_file, read_stdin};
use super::values::{self, Header};

#[derive(Args)]
#[command(
    after_help = "It needs no credentials. Standard input is the link, on a line of its own, and then the XML; \
                        what is given as an argument is left out there."
)]
pub(crate) struct Arguments {
    /// The link
    #[arg(value_name = "URL")]
    url: Option<String>,

    /// File with the XML that the server answered with
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    answer: Option<PathBuf>,

    /// Method of the request that was refused
    #[arg(long, short = 'X', value_name = "METHOD")]
    method: Option<String>,

    /// Header of the request that was refused; may be given again. Give all of them, or none
    #[arg(long = "header", short = 'H', value_name = "HEADER", requires = "method")]
    headers: Vec<Header>,

    /// As of this time instead of now: 2026-11-21T12:00:00Z
    #[arg(long, value_name = "TIME", value_parser = values::instant)]
    at: Option<SystemTime>,
}

impl Arguments {
    pub(crate) fn run(&self, now: SystemTime) -> Result<ExitCode, Failure> {
        let (link, answer) = self.pasted()?;
        let headers =
            self.headers.iter().map(|Header(name, value)| (name.as_str(), value.as_str()));
        let failed = match &self.method {
            Some(method) => {
                FailedRequest::new(SignedRequest::new(method, &link).headers(headers), &answer)
            }
            None => FailedRequest::of_link(&link, &answer),
        };
        let diagnosis = failed.diagnose_at(self.at.unwrap_or(now));
        print(&printable(&diagnosis.to_string()))?;
        if matches!(diagnosis.cause(), Cause::Secret) {
            print_headers(&Inspection::of_at(&link, now))?;
        }
        for problem in diagnosis.problems() {
            let kind = if problem.is_fatal() { "error" } else { "warning" };
            print(&printable(&format!("{kind}: {problem}")))?;
        }
        Ok(ExitCode::SUCCESS)
    }

    /// The link and the answer, each from where it is.
    fn pasted(&self) -> Result<(String, String), Failure> {
        let url = self.url.as_deref().filter(|url| *url != "-");
        let answer = self.answer.as_deref().map(read_file).transpose()?;
        let (link, answer) = match (url, answer) {
            (Some(url), Some(answer)) => (url.to_owned(), answer),
            (Some(url), None) => {
                (url.to_owned(), read_stdin("paste the XML of the answer, then press Ctrl-D")?)
            }
            (None, Some(answer)) => (read_stdin("paste the link, then press Ctrl-D")?, answer),
            (None, None) => {
                let pasted = read_stdin("paste the link and below it the XML, then press Ctrl-D")?;
                let (link, answer) = pasted.trim_start().split_once('\n').unwrap_or((&pasted, ""));
                (link.to_owned(), answer.to_owned())
            }
        };
        let link = link.trim().to_owned();
        if link.is_empty() || answer.trim().is_empty() {
            let text = "a link and the XML of the answer are needed: give the link and below it the XML on \
                        standard input, or the XML with --answer";
            return Err(Failure::Usage(text.to_owned()));
        }
        Ok((link, answer))
    }
}

/// A link names its headers, but not their values: one that was sent with another looks like another secret.
fn print_headers(inspection: &Inspection) -> Result<(), Failure> {
    let names: Vec<_> = inspection.signed_headers().filter(|name| *name != "host").collect();
    if names.is_empty() {
        return Ok(());
    }
    let names = names.join(", ");
    print(&printable(&format!("or the request had another value than the signed one in: {names}")))
}

//! `diagnose`: why a server refused a link.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::SystemTime;

use clap::{Args, ValueHint};
use s3_presigner::{Credentials, FailedRequest, PastedLink, SignedRequest, Wrapping};

use super::account::{Account, Machine, variable};
use super::failure::Failure;
use super::output::print;
use super::pasted::{printable, read_file, read_stdin};
use super::signer::RARE;
use super::values::{self, Header};

#[derive(Args)]
#[command(
    after_help = "It needs no credentials; with --profile or --credentials it also checks the signature. \
                        Standard input is the link, on a line of its own, and then the answer; what is given as an \
                        argument is left out there. The answer is whatever there is of it: XML, JSON, the output of \
                        `curl -i`, the line that an SDK or a browser shows, or nothing.\n\nExamples:\n  \
                        presign diagnose --answer answer.xml < link.txt\n  \
                        presign diagnose --status 403 < link.txt"
)]
pub(crate) struct Arguments {
    /// The link
    #[arg(value_name = "URL")]
    url: Option<String>,

    /// File with the answer
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    answer: Option<PathBuf>,

    /// Status of the answer, if nothing else is known of it
    #[arg(long, value_name = "NUMBER", value_parser = values::status)]
    status: Option<u16>,

    /// Method of the request that was refused
    #[arg(long, short = 'X', value_name = "METHOD")]
    method: Option<String>,

    /// Header of the request that was refused; may be given again. Give all of them
    #[arg(long = "header", short = 'H', value_name = "HEADER", requires = "method")]
    headers: Vec<Header>,

    /// The link as it was made, to be compared with the one that was sent
    #[arg(long, value_name = "URL")]
    meant: Option<String>,

    /// Method that the link was made for
    #[arg(long, value_name = "METHOD")]
    meant_method: Option<String>,

    /// Header that the link was signed with, and its value; may be given again
    #[arg(long = "meant-header", value_name = "HEADER")]
    meant_headers: Vec<Header>,

    #[command(flatten)]
    account: Account,

    /// As of this time instead of now: 2026-11-21T12:00:00Z
    #[arg(long, value_name = "TIME", value_parser = values::instant, help_heading = RARE)]
    at: Option<SystemTime>,
}

impl Arguments {
    pub(crate) fn run(&self, now: SystemTime) -> Result<ExitCode, Failure> {
        let (text, answer) = self.pasted()?;
        let pasted = PastedLink::read(&text);
        // What broke the link is the cause; what only stood around it was never sent.
        let is_broken = pasted.taken_off().iter().any(Wrapping::breaks_the_link);
        let link = if is_broken { text.as_str() } else { pasted.link() };
        let credentials = self.credentials()?;
        let mut failed = match &self.method {
            Some(method) => {
                let request = SignedRequest::new(method, link).headers(pairs(&self.headers));
                FailedRequest::new(request, &answer)
            }
            None => FailedRequest::of_link(link, &answer),
        };
        if let Some(meant) = self.meant(link) {
            failed = failed.with_meant_request(meant);
        }
        if let Some(credentials) = &credentials {
            failed = failed.with_credentials(credentials);
        }
        let diagnosis = failed.diagnose_at(self.at.unwrap_or(now));
        print(&printable(&diagnosis.to_string()))?;
        let told = diagnosis.cause().to_string();
        for problem in diagnosis.problems() {
            let text = problem.to_string();
            // What the cause says already is not said again in other words.
            if text.split(": ").next().is_some_and(|fact| told.contains(fact)) {
                continue;
            }
            let kind = if problem.is_fatal() { "error" } else { "warning" };
            print(&printable(&format!("{kind}: {problem}")))?;
        }
        Ok(ExitCode::SUCCESS)
    }

    /// What the link was made for, as far as anything of it is given.
    fn meant<'l>(&'l self, link: &'l str) -> Option<SignedRequest<'l>> {
        let is_given =
            self.meant.is_some() || self.meant_method.is_some() || !self.meant_headers.is_empty();
        let method = self.meant_method.as_deref().unwrap_or_default();
        let meant = self.meant.as_deref().unwrap_or(link).trim();
        is_given.then(|| SignedRequest::new(method, meant).headers(pairs(&self.meant_headers)))
    }

    fn credentials(&self) -> Result<Option<Credentials>, Failure> {
        if !self.account.is_given() {
            return Ok(None);
        }
        if self.account.reads_stdin() && (self.url.is_none() || self.answer.is_none()) {
            let text = "standard input cannot hold both the answer and the credentials: give the credentials in a file";
            return Err(Failure::Usage(text.to_owned()));
        }
        Ok(Some(self.account.credentials(&Machine::here(&variable)?)?))
    }

    /// The link and the answer, each from where it is.
    fn pasted(&self) -> Result<(String, String), Failure> {
        let url = self.url.as_deref().filter(|url| *url != "-");
        let answer = self.answer.as_deref().map(read_file).transpose()?;
        let (link, answer) = match (url, answer) {
            (Some(url), Some(answer)) => (url.to_owned(), answer),
            (Some(url), None) if self.status.is_some() => (url.to_owned(), String::new()),
            (Some(url), None) => {
                (url.to_owned(), read_stdin("paste the answer, then press Ctrl-D")?)
            }
            (None, Some(answer)) => (read_stdin("paste the link, then press Ctrl-D")?, answer),
            (None, None) => {
                split(&read_stdin("paste the link and below it the answer, then press Ctrl-D")?)
            }
        };
        let link = link.trim().to_owned();
        if link.is_empty() {
            let text = "a link is needed: give it, and below it the answer, on standard input";
            return Err(Failure::Usage(text.to_owned()));
        }
        let answer = match self.status {
            Some(status) if !answer.trim_start().starts_with("HTTP/") => {
                format!("HTTP/1.1 {status}\r\n\r\n{answer}")
            }
            _ => answer,
        };
        Ok((link, answer))
    }
}

fn pairs(headers: &[Header]) -> impl Iterator<Item = (&str, &str)> {
    headers.iter().map(|Header(name, value)| (name.as_str(), value.as_str()))
}

/// The link stands first, be it broken over lines; or in the line that a client printed, which is the answer too.
fn split(pasted: &str) -> (String, String) {
    let pasted = pasted.trim_start();
    let first = pasted.split('\n').next().unwrap_or_default();
    let is_line_of_client = !first.trim_start().starts_with("http") && first.contains(' ');
    if is_line_of_client && first.contains("://") && first.contains("X-Amz-") {
        return (first.to_owned(), pasted.to_owned());
    }
    let mut end = first.len();
    for line in pasted.split_inclusive('\n').skip(1) {
        if !goes_on(line.trim()) {
            break;
        }
        end += line.len();
    }
    let end = pasted.len().min(end + 1);
    let (link, answer) = pasted.split_at_checked(end).unwrap_or((pasted, ""));
    (link.to_owned(), answer.to_owned())
}

/// Whether a line is the rest of a link that something broke.
fn goes_on(line: &str) -> bool {
    let is_plain = !line.is_empty() && !line.contains([' ', '<', '{', '"']);
    let is_hex = line.len() > 3 && line.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_plain && (is_hex || line.contains(['&', '=', '%']))
}

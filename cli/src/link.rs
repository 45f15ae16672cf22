//! `get`, `put`, `head`, `delete`: one link to one object.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::SystemTime;

use clap::Args;
use s3_presigner::{Caution, PresignedUrl, S3Request, Tool};

use super::account::in_flags;
use super::failure::{Failure, note};
use super::output::Output;
use super::signer::Signer;
use super::values::{self, Header, Location, Pair};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The object: s3://BUCKET/KEY
    #[arg(value_name = "LOCATION")]
    location: Location,

    #[command(flatten)]
    signer: Signer,

    /// What comes out
    #[arg(long, short, value_enum, default_value_t = Output::Url)]
    output: Output,

    /// Header that the holder has to send: 'name: value'; may be given again
    #[arg(long = "header", short = 'H', value_name = "HEADER")]
    headers: Vec<Header>,

    /// Query parameter: name=value; may be given again
    #[arg(long, value_name = "PARAMETER")]
    query: Vec<Pair>,

    /// The Content-Type that the holder has to send
    #[arg(long, value_name = "TYPE")]
    content_type: Option<String>,

    /// The Content-Length that the holder has to send: 48213, 12MB
    #[arg(long, value_name = "SIZE", value_parser = values::size)]
    content_length: Option<u64>,

    /// Name under which a browser saves a download
    #[arg(long, value_name = "FILE")]
    attachment: Option<String>,

    /// Refuse to replace an object that is there (If-None-Match: *)
    #[arg(long)]
    no_overwrite: bool,

    /// The local file of the text for a tool: what a put sends, where a get is saved; named for the key if left out
    #[arg(long, alias = "body-file", value_name = "FILE")]
    file: Option<PathBuf>,

    /// Also give a link for HEAD with the same end, for tools that ask HEAD before they download
    #[arg(long)]
    with_head: bool,

    /// Sign a key with a segment . or .. as it is; most clients cannot use such a link
    #[arg(long)]
    allow_dot_segments: bool,
}

impl Arguments {
    pub(crate) fn run(&self, method: &str, now: SystemTime) -> Result<ExitCode, Failure> {
        if self.with_head {
            return self.print_with_head(method, now);
        }
        let file = self.file_for(method)?;
        let (presigner, place) = self.signer.presigner()?;
        let time = self.signer.time(now);
        let url = presigner.presign_at(&self.request(method), self.signer.expires_in, time)?;
        self.output.print(&url, file, &place)?;
        if method == "PUT"
            && self.output.names_file()
            && file.is_none()
            && self.content_length != Some(0)
        {
            note("it sends the file that is named for the key: name another with --file");
        }
        say_cautions(&url);
        Ok(ExitCode::SUCCESS)
    }

    /// The name of the local file, where there is one to name.
    fn file_for(&self, method: &str) -> Result<Option<&str>, Failure> {
        let Some(file) = &self.file else { return Ok(None) };
        if !self.output.names_file() || !matches!(method, "GET" | "PUT") {
            let text = "--file is for the text for a tool that downloads or uploads: presign put … --output curl";
            return Err(Failure::Usage(text.to_owned()));
        }
        let name = file.to_str();
        let name =
            name.ok_or_else(|| Failure::Usage("--file is not UTF-8: rename the file".to_owned()))?;
        Ok(Some(name))
    }

    fn print_with_head(&self, method: &str, now: SystemTime) -> Result<ExitCode, Failure> {
        if method != "GET" || self.file.is_some() {
            let text = "--with-head is for a download: presign get … --with-head";
            return Err(Failure::Usage(text.to_owned()));
        }
        let (presigner, place) = self.signer.presigner()?;
        let (lifetime, time) = (self.signer.expires_in, self.signer.time(now));
        let links = presigner.presign_with_head_at(&self.request(method), lifetime, time)?;
        self.output.print_both(&links, &place)?;
        Ok(ExitCode::SUCCESS)
    }

    fn request(&self, method: &str) -> S3Request<'_> {
        let Location { bucket, key } = &self.location;
        let mut request = S3Request::new(method, bucket, key);
        for Header(name, value) in &self.headers {
            request = request.header(name, value);
        }
        for Pair(name, value) in &self.query {
            request = request.query(name, value);
        }
        if let Some(content_type) = &self.content_type {
            request = request.content_type(content_type);
        }
        if let Some(bytes) = self.content_length {
            request = request.content_length(bytes);
        }
        if let Some(name) = &self.attachment {
            request = request.response_attachment(name);
        }
        if self.no_overwrite {
            request = request.if_none_match_any();
        }
        if self.allow_dot_segments { request.allow_dot_segments() } else { request }
    }
}

/// What may happen to the link in other hands. Where it leads was said for every task, by the signer.
fn say_cautions(url: &PresignedUrl) {
    let is_new = |caution: &&Caution| !matches!(caution, Caution::LocalHost { .. });
    for caution in url.cautions().iter().filter(is_new) {
        note(in_flags(&caution.to_string()));
    }
}

//! `get`, `put`, `head`, `delete`: one link to one object.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use clap::Args;
use s3_presigner::{Caution, S3Request};

use super::account::in_flags;
use super::failure::{Failure, note};
use super::output::Output;
use super::signer::{RARE, Signer};
use super::values::{self, Header, Location, Pair};

/// What every link has.
#[derive(Args)]
struct Link {
    /// The object: s3://BUCKET/KEY
    #[arg(value_name = "LOCATION")]
    location: Location,

    #[command(flatten)]
    signer: Signer,

    /// What comes out
    #[arg(long, short, value_enum, default_value_t = Output::Url)]
    output: Output,

    /// Header that has to be sent with the link: 'name: value'; may be given again
    #[arg(long = "header", short = 'H', value_name = "HEADER")]
    headers: Vec<Header>,

    /// Query parameter: name=value; may be given again
    #[arg(long, value_name = "PARAMETER")]
    query: Vec<Pair>,

    /// Sign a key with a segment . or .. as it is; most clients cannot use such a link
    #[arg(long, help_heading = RARE)]
    allow_dot_segments: bool,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  presign get s3://photos/cat.jpg
  presign get s3://photos/cat.jpg -e 7d --clamp --attachment 'my cat.jpg'
  presign get s3://data/rain.parquet -e 12h -o duckdb")]
pub(crate) struct Get {
    #[command(flatten)]
    link: Link,

    /// Name under which a browser saves the download
    #[arg(long, value_name = "FILE")]
    attachment: Option<String>,

    /// The local file in the text for a tool, where the download is saved; named for the key if left out
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,

    /// Also give a link for HEAD with the same end, for tools that ask HEAD before they download
    #[arg(long, conflicts_with = "file")]
    with_head: bool,
}

#[derive(Args)]
#[command(after_help = "\
Whoever has the link can replace the object as long as it works, unless --no-overwrite is given.

Examples:
  presign put s3://photos/cat.jpg -e 15m
  presign put s3://photos/cat.jpg --no-overwrite --content-type image/jpeg
  presign put s3://photos/cat.jpg -e 15m -o curl --file cat.jpg")]
pub(crate) struct Put {
    #[command(flatten)]
    link: Link,

    /// The Content-Type that has to be sent with the link
    #[arg(long, value_name = "TYPE")]
    content_type: Option<String>,

    /// The Content-Length that has to be sent with the link: 48213, 12MB
    #[arg(long, value_name = "SIZE", value_parser = values::size)]
    content_length: Option<u64>,

    /// Refuse to replace an object that is there (If-None-Match: *)
    #[arg(long)]
    no_overwrite: bool,

    /// The local file in the text for a tool, which is sent; named for the key if left out
    #[arg(long, alias = "body-file", value_name = "FILE")]
    file: Option<PathBuf>,
}

#[derive(Args)]
#[command(after_help = "Example:\n  presign head s3://photos/cat.jpg -e 15m -o curl")]
pub(crate) struct Head {
    #[command(flatten)]
    link: Link,
}

#[derive(Args)]
#[command(after_help = "\
Whoever has the link can delete the object as long as it works.

Example:
  presign delete s3://photos/cat.jpg -e 5m")]
pub(crate) struct Delete {
    #[command(flatten)]
    link: Link,
}

impl Get {
    pub(crate) fn run(&self, now: SystemTime) -> Result<ExitCode, Failure> {
        let mut request = self.link.request("GET");
        if let Some(name) = &self.attachment {
            request = request.response_attachment(name);
        }
        if self.with_head {
            return self.link.print_with_head(&request, now);
        }
        self.link.print(&request, self.file.as_deref(), now)
    }
}

impl Put {
    pub(crate) fn run(&self, now: SystemTime) -> Result<ExitCode, Failure> {
        let mut request = self.link.request("PUT");
        if let Some(content_type) = &self.content_type {
            request = request.content_type(content_type);
        }
        if let Some(bytes) = self.content_length {
            request = request.content_length(bytes);
        }
        if self.no_overwrite {
            request = request.if_none_match_any();
        }
        let ran = self.link.print(&request, self.file.as_deref(), now)?;
        let is_named_for_key = self.file.is_none() && self.content_length != Some(0);
        if self.link.output.names_file() && is_named_for_key {
            note("it sends the file that is named for the key: name another with --file");
        }
        Ok(ran)
    }
}

impl Head {
    pub(crate) fn run(&self, now: SystemTime) -> Result<ExitCode, Failure> {
        self.link.print(&self.link.request("HEAD"), None, now)
    }
}

impl Delete {
    pub(crate) fn run(&self, now: SystemTime) -> Result<ExitCode, Failure> {
        self.link.print(&self.link.request("DELETE"), None, now)
    }
}

impl Link {
    fn request(&self, method: &str) -> S3Request<'_> {
        let Location { bucket, key } = &self.location;
        let mut request = S3Request::new(method, bucket, key);
        for Header(name, value) in &self.headers {
            request = request.header(name, value);
        }
        for Pair(name, value) in &self.query {
            request = request.query(name, value);
        }
        if self.allow_dot_segments { request.allow_dot_segments() } else { request }
    }

    fn print(
        &self,
        request: &S3Request<'_>,
        file: Option<&Path>,
        now: SystemTime,
    ) -> Result<ExitCode, Failure> {
        let file = file.map(|file| self.name_of(file)).transpose()?;
        let (presigner, place) = self.signer.presigner()?;
        let url = presigner.presign_at(request, self.signer.lifetime(), self.signer.time(now))?;
        self.output.print(&url, file, &place)?;
        say_cautions(&url.cautions());
        Ok(ExitCode::SUCCESS)
    }

    fn name_of<'f>(&self, file: &'f Path) -> Result<&'f str, Failure> {
        if !self.output.names_file() {
            let text = "--file is for the text for a tool that downloads or uploads: presign put … --output curl";
            return Err(Failure::Usage(text.to_owned()));
        }
        file.to_str()
            .ok_or_else(|| Failure::Usage("--file is not UTF-8: rename the file".to_owned()))
    }

    fn print_with_head(
        &self,
        request: &S3Request<'_>,
        now: SystemTime,
    ) -> Result<ExitCode, Failure> {
        let (presigner, place) = self.signer.presigner()?;
        let links = presigner.presign_with_head_at(
            request,
            self.signer.lifetime(),
            self.signer.time(now),
        )?;
        self.output.print_both(&links, &place)?;
        say_cautions(&links.cautions());
        Ok(ExitCode::SUCCESS)
    }
}

/// What may happen to the link in other hands. Where it leads was said for every task, by the signer.
fn say_cautions(cautions: &[Caution]) {
    let is_new = |caution: &&Caution| !matches!(caution, Caution::LocalHost { .. });
    for caution in cautions.iter().filter(is_new) {
        note(in_flags(&caution.to_string()));
    }
}

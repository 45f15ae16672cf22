//! `get`, `put`, `head`, `delete`: one link to one object.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::SystemTime;

use clap::Args;
use s3_presigner::{Caution, PresignedUrl, S3Request};

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

    /// File that the curl command sends
    #[arg(long, value_name = "FILE")]
    body_file: Option<PathBuf>,

    /// Sign a key with a segment . or .. as it is; most clients cannot use such a link
    #[arg(long)]
    allow_dot_segments: bool,
}

impl Arguments {
    pub(crate) fn run(&self, method: &str, now: SystemTime) -> Result<ExitCode, Failure> {
        let body_file = self.body_file.as_deref().map(|path| {
            path.to_str().ok_or_else(|| {
                Failure::Usage("--body-file is not UTF-8: rename the file".to_owned())
            })
        });
        let body_file = body_file.transpose()?;
        if body_file.is_some() && (method != "PUT" || self.output != Output::Curl) {
            let text =
                "--body-file is for the curl command of an upload: presign put … --output curl";
            return Err(Failure::Usage(text.to_owned()));
        }
        let (presigner, place) = self.signer.presigner()?;
        let time = self.signer.time(now);
        let url = presigner.presign_at(&self.request(method), self.signer.expires_in, time)?;
        self.output.print(&url, body_file, &place)?;
        if method == "PUT" && self.output == Output::Curl && body_file.is_none() {
            note("the command sends an empty body: name the file with --body-file");
        }
        say_cautions(&url);
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
    url.cautions().iter().filter(is_new).for_each(note);
}

//! `post`: a form with which browsers upload.

use std::process::ExitCode;
use std::time::SystemTime;

use clap::{Args, ValueEnum};
use s3_presigner::PostPolicy;

use super::failure::Failure;
use super::output::{print, print_json, say_end};
use super::signer::Signer;
use super::values::{self, Location, Pair};

#[derive(Args)]
#[command(after_help = "\
Example:
  presign post 's3://photos/in/${filename}' --max-size 10MB -o html > form.html")]
pub(crate) struct Arguments {
    /// Where files go: s3://BUCKET/KEY; ${filename} in the key is the name of the file
    #[arg(value_name = "LOCATION")]
    location: Location,

    #[command(flatten)]
    signer: Signer,

    /// What comes out
    #[arg(long, short, value_enum, default_value_t = Output::Json)]
    output: Output,

    /// Field that the form has to send: name=value; may be given again
    #[arg(long = "field", value_name = "FIELD")]
    fields: Vec<Pair>,

    /// Field that the page fills in, and what it begins with: name=prefix; may be given again
    #[arg(long, value_name = "FIELD")]
    starts_with: Vec<Pair>,

    /// The Content-Type of the file
    #[arg(long, value_name = "TYPE")]
    content_type: Option<String>,

    /// Smallest size of the file
    #[arg(long, value_name = "SIZE", value_parser = values::size, default_value = "0")]
    min_size: u64,

    /// Largest size of the file: 10MB; S3's own limit is 5 GiB
    #[arg(long, value_name = "SIZE", value_parser = values::size)]
    max_size: Option<u64>,

    /// Status of the answer to an upload: 200, 201 or 204
    #[arg(long, value_name = "STATUS")]
    success_status: Option<u16>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Output {
    /// An object with url, fields and validity
    Json,
    /// A form to put into a page
    Html,
}

impl Arguments {
    pub(crate) fn run(&self, now: SystemTime) -> Result<ExitCode, Failure> {
        let (presigner, place) = self.signer.presigner()?;
        let time = self.signer.time(now);
        let post = presigner.presign_post_at(&self.policy()?, self.signer.lifetime(), time)?;
        match self.output {
            Output::Json => print_json(&post)?,
            Output::Html => {
                print(post.to_html()?.trim_end())?;
                say_end(post.validity(), &place);
            }
        }
        Ok(ExitCode::SUCCESS)
    }

    fn policy(&self) -> Result<PostPolicy<'_>, Failure> {
        if self.max_size.is_none() && self.min_size > LARGEST {
            let text = "--min-size is more than S3 takes in one upload, 5 GiB: give less";
            return Err(Failure::Usage(text.to_owned()));
        }
        let Location { bucket, key } = &self.location;
        let mut policy = PostPolicy::new(bucket, key);
        for Pair(name, value) in &self.fields {
            policy = policy.field(name, value);
        }
        for Pair(name, prefix) in &self.starts_with {
            policy = policy.starts_with(name, prefix);
        }
        if let Some(content_type) = &self.content_type {
            policy = policy.content_type(content_type);
        }
        if self.max_size.is_some() || self.min_size > 0 {
            policy = policy.content_length_range(self.min_size..=self.max_size.unwrap_or(LARGEST));
        }
        Ok(match self.success_status {
            Some(status) => policy.success_action_status(status),
            None => policy,
        })
    }
}

/// What S3 takes in one upload: 5 GiB.
const LARGEST: u64 = 5 << 30;

//! `multipart`: the links of an upload in parts, and the body that completes it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use clap::{Args, ValueHint};
use s3_presigner::{MultipartPlan, MultipartUpload, PresignedUrl, S3Request};
use serde::Serialize;

use super::failure::Failure;
use super::output::{print, print_json};
use super::pasted::read_file;
use super::signer::Signer;
use super::values::{self, Location};

#[derive(Args)]
#[command(
    after_help = "Without --upload-id, it is the link that begins the upload: POST to it, and take the \
                        UploadId from the XML of the answer.\nWith it, it is the links of all parts, and those that \
                        complete, abort and list the upload.\nWith --etags too, it is the XML to POST to the link that \
                        completes it.\n\nExamples:\n  presign multipart s3://films/cat.mp4 --file cat.mp4 -e 6h\n  \
                        presign multipart s3://films/cat.mp4 --file cat.mp4 -e 6h --upload-id ID"
)]
pub(crate) struct Arguments {
    /// The object: s3://BUCKET/KEY
    #[arg(value_name = "LOCATION")]
    location: Location,

    #[command(flatten)]
    signer: Signer,

    #[command(flatten)]
    size: Size,

    /// Size of each part but the last: 8MiB; a fitting one is chosen unless it is given
    #[arg(long, value_name = "SIZE", value_parser = values::size)]
    part_size: Option<u64>,

    /// The upload that has been begun
    #[arg(long, value_name = "ID", value_parser = values::filled)]
    upload_id: Option<String>,

    /// Content-Type of the object
    #[arg(long, value_name = "TYPE", conflicts_with = "upload_id")]
    content_type: Option<String>,

    /// Sign the length of each part, so that nothing longer can be uploaded
    #[arg(long)]
    signed_lengths: bool,

    /// File with a line for each part, its number and its ETag; makes the XML that completes the upload
    #[arg(long, value_name = "FILE", requires = "upload_id", value_hint = ValueHint::FilePath)]
    etags: Option<PathBuf>,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct Size {
    /// Size of the object: 12MB
    #[arg(long, value_name = "SIZE", value_parser = values::size)]
    size: Option<u64>,

    /// File to be uploaded, for its size
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: Option<PathBuf>,
}

#[derive(Serialize)]
struct Beginning<'u> {
    part_size: u64,
    part_count: u32,
    create: &'u PresignedUrl,
}

impl Arguments {
    pub(crate) fn run(&self, now: SystemTime) -> Result<ExitCode, Failure> {
        let plan = self.plan()?;
        match (&self.etags, &self.upload_id) {
            (Some(file), _) => print(&plan.completion_body(etags(&read_file(file)?)?)?)?,
            (None, Some(id)) => self.print_upload(id, plan, now)?,
            (None, None) => self.print_beginning(plan, now)?,
        }
        Ok(ExitCode::SUCCESS)
    }

    fn plan(&self) -> Result<MultipartPlan, Failure> {
        let size = match (&self.size.file, self.size.size) {
            (Some(file), _) => size_of(file)?,
            (None, size) => size.unwrap_or_default(),
        };
        Ok(match self.part_size {
            Some(part_size) => MultipartPlan::with_part_size(size, part_size)?,
            None => MultipartPlan::new(size)?,
        })
    }

    fn print_beginning(&self, plan: MultipartPlan, now: SystemTime) -> Result<(), Failure> {
        let Location { bucket, key } = &self.location;
        let request = S3Request::create_multipart_upload(bucket, key);
        let request = match &self.content_type {
            Some(content_type) => request.content_type(content_type),
            None => request,
        };
        let time = self.signer.time(now);
        let (presigner, _) = self.signer.presigner()?;
        let url = presigner.presign_at(&request, self.signer.lifetime(), time)?;
        let (part_size, part_count) = (plan.part_size(), plan.part_count());
        print_json(&Beginning { part_size, part_count, create: &url })
    }

    fn print_upload(&self, id: &str, plan: MultipartPlan, now: SystemTime) -> Result<(), Failure> {
        let Location { bucket, key } = &self.location;
        let upload =
            MultipartUpload::new(bucket, key, id, plan).with_signed_lengths(self.signed_lengths);
        let (presigner, _) = self.signer.presigner()?;
        let time = self.signer.time(now);
        let urls = presigner.presign_multipart_at(&upload, self.signer.lifetime(), time)?;
        print_json(&urls)
    }
}

fn size_of(file: &Path) -> Result<u64, Failure> {
    let metadata = std::fs::metadata(file).map_err(|error| Failure::file(file, &error))?;
    if !metadata.is_file() {
        return Err(Failure::File(format!("{}: it is no file", file.display())));
    }
    Ok(metadata.len())
}

/// The number and the ETag on each line that is not blank.
fn etags(text: &str) -> Result<Vec<(u32, &str)>, Failure> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            let pair = line.trim().split_once(char::is_whitespace);
            let pair = pair.and_then(|(number, etag)| Some((number.parse().ok()?, etag.trim())));
            pair.ok_or_else(|| {
                let line = index + 1;
                Failure::Refused(format!(
                    "line {line} of the ETags is not a number and an ETag, for example: 1 \"9b2cf535\""
                ))
            })
        })
        .collect()
}

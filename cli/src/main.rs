//! `presign`: presigned S3 URLs at a shell.
//!
//! ```text
//! cargo install s3-presign-cli
//!
//! presign s3://photos/cat.jpg
//! presign put  s3://photos/cat.jpg --expires-in 15m --content-type image/jpeg --output curl --file cat.jpg
//! presign get  s3://photos/cat.jpg --expires-in 15m --output wget
//! presign get  s3://data/rain.parquet --expires-in 1h --with-head
//! presign get  s3://photos/cat.jpg --expires-in 7d --clamp --output json
//! presign post 's3://photos/in/${filename}' --expires-in 1h --max-size 10MB --output html > form.html
//! presign multipart s3://films/cat.mp4 --file cat.mp4 --expires-in 6h --upload-id ID
//! presign inspect < link.txt
//! presign verify --method PUT --header 'content-type: image/jpeg' < link.txt
//! presign diagnose --answer answer.xml < link.txt
//! presign batch --bucket photos --expires-in 1h -o csv keys.txt > links.csv
//! presign iam deny --bucket photos --max-age 10m
//! presign iam check policy.json s3://photos/cat.jpg --expires-in 1h
//! presign completions bash > ~/.local/share/bash-completion/completions/presign
//! ```
//!
//! Credentials come from the environment (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`,
//! `AWS_CREDENTIAL_EXPIRATION`), from a profile of `~/.aws`, or from a document in a file or on standard input
//! (`--credentials`), never from an argument: other users of the machine see those, and shells keep them. Links are
//! best given on standard input for the same reason. Region and endpoint come from arguments, else from variables,
//! else from the profile: that of `--profile`, else of `AWS_PROFILE`, else `default`, and no other.
//!
//! For a profile of Identity Center or of a role, with AWS CLI 2:
//!
//! ```text
//! aws configure export-credentials --profile work | presign get s3://photos/cat.jpg -e 15m --profile work --credentials -
//! ```
//!
//! Nothing is sent anywhere, and no program is run unless `--run-process` asks for the one of the profile. The clock
//! is read once; `--at` takes its place.
//!
//! `presign help` has the exit statuses, and each task has examples in its help.

#![allow(
    clippy::doc_markdown,
    reason = "the comments of arguments are the help that a terminal shows"
)]

mod batch;
mod completions;
mod diagnose;
mod failure;
mod form;
mod iam;
mod inspect;
mod link;
mod man;
mod misread;
mod output;
mod parts;
mod pasted;
mod secrets;
mod shorthand;
mod signer;
mod values;
mod verify;

use std::ffi::OsString;
use std::process::ExitCode;
use std::time::SystemTime;

use clap::{Parser, Subcommand};
use s3_presign_cli::account;

use self::failure::Failure;
use self::shorthand::spelled_out;

/// Presigned S3 URLs that live exactly as long as they say
///
/// Credentials come from the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN) or from
/// a profile or a document (--credentials), never from an argument. Nothing is sent anywhere.
#[derive(Parser)]
#[command(name = "presign", version, max_term_width = 80, after_help = HELP)]
struct Command {
    #[command(subcommand)]
    task: Task,
}

const HELP: &str = "\
Examples:
  presign s3://photos/cat.jpg              a link that downloads, for an hour
  presign s3://photos/cat.jpg -e 15m -o qr
  presign put s3://photos/cat.jpg -e 15m -o curl --file cat.jpg
  presign inspect < link.txt
  presign diagnose --answer answer.xml < link.txt
  presign batch --bucket photos -e 12h -o csv keys.txt > links.csv

Exit status:
  0    done
  1    refused by a rule of S3, by a policy, or as a link is not good
  2    the arguments make no sense
  3    some lines of a batch were refused, or nobody can tell (iam check)
  4    a file cannot be read or written
  141  nobody reads the output any more";

#[derive(Subcommand)]
enum Task {
    /// A link that downloads an object
    Get(link::Get),
    /// A link that uploads an object
    Put(link::Put),
    /// A link that asks for the headers of an object
    Head(link::Head),
    /// A link that deletes an object
    Delete(link::Delete),
    /// A form with which browsers upload
    Post(form::Arguments),
    /// The links of an upload in parts
    Multipart(parts::Arguments),
    /// Say what a link says, and what is wrong with it
    Inspect(inspect::Arguments),
    /// Check the signature of a request with the credentials at hand
    Verify(verify::Arguments),
    /// Find out why a server refused a link
    Diagnose(diagnose::Arguments),
    /// Many links, from a list of keys, a table or an inventory
    Batch(batch::Arguments),
    /// Policies that restrict links
    Iam(iam::Arguments),
    /// The completion of this command for a shell
    Completions(completions::Arguments),
    /// The manual pages of this command
    Man(man::Arguments),
}

fn main() -> ExitCode {
    let now = SystemTime::now();
    let arguments: Vec<OsString> = std::env::args_os().collect();
    answer(arguments, now).unwrap_or_else(Failure::report)
}

fn answer(arguments: Vec<OsString>, now: SystemTime) -> Result<ExitCode, Failure> {
    secrets::refuse(&arguments)?;
    let arguments = spelled_out(arguments)?;
    let command = Command::try_parse_from(&arguments);
    run(&command.map_err(|error| misread::failure(&error, &arguments))?.task, now)
}

fn run(task: &Task, now: SystemTime) -> Result<ExitCode, Failure> {
    match task {
        Task::Get(arguments) => arguments.run(now),
        Task::Put(arguments) => arguments.run(now),
        Task::Head(arguments) => arguments.run(now),
        Task::Delete(arguments) => arguments.run(now),
        Task::Post(arguments) => arguments.run(now),
        Task::Multipart(arguments) => arguments.run(now),
        Task::Inspect(arguments) => arguments.run(now),
        Task::Verify(arguments) => arguments.run(now),
        Task::Diagnose(arguments) => arguments.run(now),
        Task::Batch(arguments) => arguments.run(now),
        Task::Iam(arguments) => arguments.run(),
        Task::Completions(arguments) => arguments.run(),
        Task::Man(arguments) => arguments.run(),
    }
}

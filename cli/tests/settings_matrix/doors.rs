//! The doors through which a signer is had, each with its answer in a cell, in the words of `matrix.tsv`.

use std::process::{Command, Stdio};
use std::time::{Duration, UNIX_EPOCH};

use clap::Parser;
use s3_presigner::{Error, Presigner, Profile, SourceError};

use super::cell::Cell;
use s3_presign_cli::account::{Account, Machine, Refusal};

/// The answer, where the door can be given what the cell gives.
pub type Door = fn(&Cell) -> Option<String>;

/// `presign` and `console` share the code of `command`.
pub const DOORS: [(&str, Door); 5] = [
    ("command", |cell| Some(command(cell))),
    ("command --run-process", |cell| Some(in_process(cell, &["--run-process"]))),
    ("Presigner::from_lookup", |cell| {
        let is_given = cell.has_profile_argument() || cell.has_settings_argument();
        (!is_given).then(|| answer(Presigner::from_lookup(cell.lookup())))
    }),
    ("Presigner::from_profile", |cell| of_profile(cell, |profile| profile)),
    ("Profile::with_variables", |cell| {
        of_profile(cell, |profile| profile.with_variables(cell.lookup()))
    }),
];

/// A profile by its name, which the library has no arguments beside.
fn of_profile(cell: &Cell, settings: impl Fn(Profile) -> Profile) -> Option<String> {
    if cell.has_settings_argument() {
        return None;
    }
    let profile = profile(cell).map(settings);
    Some(answer(profile.and_then(|profile| Presigner::from_profile(&profile))))
}

fn profile(cell: &Cell) -> Result<Profile, Error> {
    Profile::load_with(cell.has_profile_argument().then_some("x"), cell.lookup())
}

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    account: Account,
    #[arg(long)]
    region: Option<String>,
    #[arg(long)]
    endpoint: Option<String>,
}

pub fn command(cell: &Cell) -> String {
    in_process(cell, &[])
}

/// The code that both programs share, with their arguments and variables.
fn in_process(cell: &Cell, more: &[&str]) -> String {
    let arguments = ["presign"].into_iter().chain(cell.arguments()).chain(more.iter().copied());
    let line = Line::try_parse_from(arguments).unwrap();
    let variables = cell.lookup();
    let lookup = |name: &str| {
        let argument = match name {
            "AWS_REGION" => line.region.clone(),
            "AWS_ENDPOINT_URL_S3" => line.endpoint.clone(),
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS" => {
                line.endpoint.is_some().then(|| "false".to_owned())
            }
            _ => None,
        };
        argument.or_else(|| variables(name))
    };
    let load = |name: Option<&str>| Profile::load_with(name, &variables);
    match line.account.presigner(&Machine { lookup: &lookup, load: &load }) {
        Ok((presigner, _)) => answer(Ok(presigner)),
        Err(Refusal::Library(error)) => answer(Err(error)),
        Err(other) => panic!("{other:?}"),
    }
}

fn answer(presigner: Result<Presigner, Error>) -> String {
    let presigner = match presigner {
        Ok(presigner) => presigner,
        Err(Error::Source(error)) => return refused(&error).to_owned(),
        Err(other) => panic!("{other}"),
    };
    let at = UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    let url = presigner.presign_get_at("photos", "k", Duration::from_secs(60), at).unwrap();
    of_url(url.as_str())
}

fn refused(error: &SourceError) -> &'static str {
    match error {
        SourceError::NoProfile { .. } => "no-profile",
        SourceError::Incomplete { .. } => "partial",
        SourceError::Missing { .. } => "no-keys",
        SourceError::NoRegion { .. } => "no-region",
        SourceError::NotStatic { .. } => "not-static",
        other => panic!("{other}"),
    }
}

/// Who signed, for which region, and where the link leads.
fn of_url(url: &str) -> String {
    let scope: Vec<_> = url.split("X-Amz-Credential=").nth(1).unwrap().split("%2F").collect();
    let host = url.split('/').nth(2).unwrap();
    let host = host.strip_prefix("photos.").unwrap_or(host);
    format!("{} {} {}", scope[0], scope[2], place(host))
}

fn place(host: &str) -> String {
    if host.ends_with("amazonaws.com") { "aws".to_owned() } else { format!("http://{host}") }
}

/// What the program answers when it is run.
pub fn spawned(cell: &Cell) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_presign"));
    command.args(["get", "s3://photos/k", "-e", "60"]).args(cell.arguments());
    command.env_clear().env("HOME", "/nonexistent").envs(cell.variables());
    let ran = command.stdin(Stdio::null()).output().unwrap();
    let out = String::from_utf8(ran.stdout).unwrap();
    if ran.status.success() {
        of_url(out.trim())
    } else {
        said(&String::from_utf8(ran.stderr).unwrap()).to_owned()
    }
}

fn said(error: &str) -> &'static str {
    for (text, answer) in [
        ("there is no profile", "no-profile"),
        ("has credentials without", "partial"),
        ("has no credentials", "no-keys"),
        ("has no region", "no-region"),
        ("which this program does not ask", "not-static"),
    ] {
        if error.contains(text) {
            return answer;
        }
    }
    panic!("{error}")
}

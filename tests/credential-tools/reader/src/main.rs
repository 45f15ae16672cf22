//! `reader profile NAME CREDENTIALS CONFIG`, `reader document FILE`, `reader environment FILE` (lines of
//! `NAME=VALUE`): reads credentials as the crate does, and prints one line, `end=SECONDS|none kind=KIND`, or
//! the refusal behind `refused: `. It exits with 2 only where it was called wrongly.

use std::collections::HashMap;
use std::process::ExitCode;
use std::time::UNIX_EPOCH;
use std::{env, fs, io};

use s3_presigner::{Credentials, Error, Profile};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let read = match read(&arguments) {
        Ok(read) => read,
        Err(error) => {
            eprintln!("reader: {error}");
            return ExitCode::from(2);
        }
    };
    println!("{}", read.map_or_else(|error| format!("refused: {error}"), |read| line(&read)));
    ExitCode::SUCCESS
}

fn read(arguments: &[&str]) -> io::Result<Result<Credentials, Error>> {
    Ok(match arguments {
        ["profile", name, credentials, config] => {
            let [credentials, config] = [credentials, config].map(fs::read_to_string);
            Profile::parse(name, &credentials?, &config?).and_then(|profile| profile.credentials())
        }
        ["document", file] => Credentials::from_document(&fs::read_to_string(file)?),
        ["environment", file] => {
            let text = fs::read_to_string(file)?;
            let variables: HashMap<_, _> =
                text.lines().filter_map(|line| line.split_once('=')).collect();
            Credentials::from_lookup(|name| variables.get(name).map(|value| (*value).to_owned()))
        }
        _ => {
            return Err(io::Error::other(
                "profile NAME FILE FILE, document FILE, or environment FILE",
            ));
        }
    })
}

fn line(credentials: &Credentials) -> String {
    let end = credentials.expires_at().map(|end| match end.duration_since(UNIX_EPOCH) {
        Ok(since) => since.as_secs().to_string(),
        Err(_) => "0".to_owned(),
    });
    format!("end={} kind={:?}", end.as_deref().unwrap_or("none"), credentials.kind())
}

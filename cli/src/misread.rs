//! Arguments that cannot be read, told in one line, as all errors are.

use std::ffi::OsString;

use clap::error::{ContextKind, ErrorKind};
use clap::{CommandFactory, Error};

use super::failure::Failure;

/// The error as this program tells it; or the help that was asked for.
pub(crate) fn failure(error: &Error, arguments: &[OsString]) -> Failure {
    if !error.use_stderr() {
        return Failure::Help(error.render().ansi().to_string());
    }
    let task = task_of(arguments);
    let text = match error.kind() {
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let more = if task == "presign" { LINK } else { "" };
            format!("say what to do{more}")
        }
        ErrorKind::InvalidSubcommand => no_such_task(error),
        _ => what(&error.render().to_string()),
    };
    Failure::Usage(format!("{text}; see {task} --help"))
}

const LINK: &str =
    ": presign s3://BUCKET/KEY makes a link that downloads, and presign inspect reads one";

fn no_such_task(error: &Error) -> String {
    let of = |kind| error.get(kind).map(ToString::to_string);
    let name = of(ContextKind::InvalidSubcommand).unwrap_or_default();
    let meant = match of(ContextKind::SuggestedSubcommand) {
        _ if name.contains("://") => ": a link is read by presign inspect".to_owned(),
        _ if name.contains('/') => format!(": a link is made by presign s3://{name}"),
        Some(task) => format!(": is it {task}?"),
        None => String::new(),
    };
    format!("there is no task {name:?}{meant}")
}

/// What is wrong and the tips, without the usage, in one line.
fn what(rendered: &str) -> String {
    let text = rendered.trim_start_matches("error: ");
    let parts = text.split("\n\n").map(in_one_line);
    let is_told = |part: &String| {
        let is_elsewhere = part.starts_with("Usage:") || part.starts_with("For more information");
        // To give an option as text is what hardly anybody means.
        !is_elsewhere && !part.starts_with("tip: to pass") && !part.is_empty()
    };
    let parts: Vec<_> = parts.filter(is_told).collect();
    parts.join("; ").replace("; tip: ", ": ")
}

fn in_one_line(part: &str) -> String {
    part.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How the command line begins, as far as it names tasks.
fn task_of(arguments: &[OsString]) -> String {
    let mut command = super::Command::command();
    let mut task = command.get_name().to_owned();
    for argument in arguments.iter().skip(1) {
        let Some(found) = command.find_subcommand(argument).cloned() else { break };
        task = format!("{task} {}", found.get_name());
        command = found;
    }
    task
}

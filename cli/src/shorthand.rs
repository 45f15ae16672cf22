//! `presign s3://photos/cat.jpg`: a link without the name of a task is one that downloads, or what `--method` says.

use std::ffi::OsString;

use clap::CommandFactory;

use super::failure::Failure;

/// The arguments with the task that they leave out.
pub(crate) fn spelled_out(mut arguments: Vec<OsString>) -> Result<Vec<OsString>, Failure> {
    let is_location = |argument: &OsString| argument.to_string_lossy().starts_with("s3://");
    // Any other word that stands first is, or is meant to be, a task.
    let first = arguments.get(1);
    let is_left_out = first.is_some_and(|first| {
        is_location(first) || (first.len() > 1 && first.to_string_lossy().starts_with('-'))
    });
    let is_task = |argument: &OsString| {
        let command = super::Command::command();
        argument == "help" || command.find_subcommand(argument).is_some()
    };
    if !is_left_out || !arguments.iter().any(is_location) || arguments.iter().skip(1).any(is_task) {
        return Ok(arguments);
    }
    let method = taken(&mut arguments, "--method").unwrap_or_else(|| "get".into());
    let task = method.to_ascii_lowercase();
    if !TASKS.iter().any(|name| task == *name) {
        return Err(Failure::Usage(METHODS.to_owned()));
    }
    arguments.insert(1, task);
    Ok(arguments)
}

/// The tasks that are methods.
const TASKS: [&str; 4] = ["get", "put", "head", "delete"];

const METHODS: &str =
    "--method is GET, PUT, HEAD or DELETE; links for other methods are made by presign batch";

/// The value of an option, which is taken out.
fn taken(arguments: &mut Vec<OsString>, name: &str) -> Option<OsString> {
    if let Some(at) = arguments.iter().position(|argument| argument == name) {
        let value = arguments.get(at + 1)?.clone();
        arguments.drain(at..at + 2);
        return Some(value);
    }
    let prefix = format!("{name}=");
    let at =
        arguments.iter().position(|argument| argument.to_string_lossy().starts_with(&prefix))?;
    let option = arguments.remove(at);
    Some(option.to_string_lossy().strip_prefix(&prefix)?.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_location_alone_is_a_download() {
        let spelled = |line: &str| {
            let arguments = line.split(' ').map(OsString::from).collect();
            let arguments = spelled_out(arguments).ok().unwrap().into_iter();
            arguments.map(|one| one.into_string().unwrap()).collect::<Vec<_>>().join(" ")
        };
        for (line, expected) in [
            ("presign s3://photos/k", "presign get s3://photos/k"),
            ("presign -e 5m s3://photos/k", "presign get -e 5m s3://photos/k"),
            ("presign s3://photos/k --method PUT", "presign put s3://photos/k"),
            ("presign --method=delete s3://photos/k", "presign delete s3://photos/k"),
            ("presign put s3://photos/k", "presign put s3://photos/k"),
            ("presign iam check p.json s3://photos/k", "presign iam check p.json s3://photos/k"),
            ("presign gett s3://photos/k", "presign gett s3://photos/k"),
            ("presign --help", "presign --help"),
            ("presign", "presign"),
        ] {
            assert_eq!(spelled(line), expected);
        }
    }
}

//! `presign s3://photos/cat.jpg`: a link without the name of a task is one that downloads, or what `--method` says.

use std::ffi::OsString;

use clap::CommandFactory;

/// The arguments with the task that they leave out.
pub(crate) fn spelled_out(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let tasks = super::Command::command();
    let is_task = |argument: &OsString| {
        argument == "help" || tasks.get_subcommands().any(|task| argument == task.get_name())
    };
    let is_location = |argument: &OsString| argument.to_string_lossy().starts_with("s3://");
    let given = arguments.get(1..).unwrap_or_default();
    if !given.iter().any(is_location) || given.iter().any(is_task) {
        return arguments;
    }
    let task = taken(&mut arguments, "--method").unwrap_or_else(|| "get".into());
    arguments.insert(1, task.to_ascii_lowercase());
    arguments
}

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
            let arguments =
                spelled_out(arguments).into_iter().map(|one| one.into_string().unwrap());
            arguments.collect::<Vec<_>>().join(" ")
        };
        for (line, expected) in [
            ("presign s3://photos/k", "presign get s3://photos/k"),
            ("presign -e 5m s3://photos/k", "presign get -e 5m s3://photos/k"),
            ("presign s3://photos/k --method PUT", "presign put s3://photos/k"),
            ("presign --method=delete s3://photos/k", "presign delete s3://photos/k"),
            ("presign put s3://photos/k", "presign put s3://photos/k"),
            ("presign iam check p.json s3://photos/k", "presign iam check p.json s3://photos/k"),
            ("presign --help", "presign --help"),
            ("presign", "presign"),
        ] {
            assert_eq!(spelled(line), expected);
        }
    }
}

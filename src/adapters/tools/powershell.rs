//! `Invoke-WebRequest` of PowerShell, both of Windows and of version 7.

use super::job::{File, Job, Task};
use crate::error::{ToolError, shortened};
use crate::tool::Tool;

pub(super) fn line(job: &Job<'_>) -> Result<String, ToolError> {
    // Windows would else start a browser to read the answer.
    let mut words = vec![format!("Invoke-WebRequest -UseBasicParsing -Method {}", job.method())];
    let (types, headers): (Vec<_>, Vec<_>) =
        job.headers().chain(job.own_type()).partition(|(name, _)| *name == "content-type");
    let headers =
        headers.iter().map(|(name, value)| format!("{} = {}", quoted(name), quoted(value)));
    let headers = headers.collect::<Vec<_>>().join("; ");
    if !headers.is_empty() {
        words.push(format!("-Headers @{{{headers}}}"));
    }
    // Both versions take this header here alone.
    words.extend(types.iter().map(|(_, value)| format!("-ContentType {}", quoted(value))));
    words.extend(match &job.task {
        Task::Download(file) => Some(format!("-OutFile {}", quoted(&path(file)?))),
        Task::Upload(file) => Some(format!("-InFile {}", quoted(&path(file)?))),
        Task::SendNothing => Some("-Body ''".to_owned()),
        Task::ShowHeaders | Task::Ask => None,
    });
    words.push(format!("-Uri {}", quoted(job.link())));
    Ok(words.join(" "))
}

/// The options for files take patterns, and versions differ in how those are escaped.
fn path(file: &File<'_>) -> Result<String, ToolError> {
    const PATTERN: [char; 5] = ['[', ']', '*', '?', '`'];
    match file {
        File::OfKey(name) => Ok(name.replace(PATTERN, "_")),
        File::Given(name) if name.contains(PATTERN) => {
            Err(ToolError::Pattern { tool: Tool::PowerShell, name: shortened(name) })
        }
        File::Given(name) => Ok((*name).to_owned()),
    }
}

/// A string, in which nothing means anything but the quotes, of which PowerShell knows five.
///
/// <https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_quoting_rules>
fn quoted(text: &str) -> String {
    let mut out = String::from("'");
    for char in text.chars() {
        out.push(char);
        if matches!(char, '\'' | '\u{2018}'..='\u{201b}') {
            out.push(char);
        }
    }
    out.push('\'');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_quote_is_written_twice() {
        assert_eq!(quoted("it's $HOME `n \" $(id)"), "'it''s $HOME `n \" $(id)'");
        assert_eq!(quoted("‘a’‚b‛"), "'‘‘a’’‚‚b‛‛'");
    }
}

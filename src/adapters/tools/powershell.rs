//! `Invoke-WebRequest` of PowerShell, both of Windows and of version 7.

use super::job::{File, Job, Task};
use crate::error::{ToolError, shortened};
use crate::tool::Tool;

pub(super) fn line(job: &Job<'_>) -> Result<String, ToolError> {
    // Windows would else start a browser to read the answer.
    let mut line = format!("Invoke-WebRequest -UseBasicParsing -Method {}", job.method());
    let headers: Vec<_> = job
        .headers()
        .filter(|(name, _)| *name != "content-type")
        .map(|(name, value)| format!("{} = {}", quoted(name), quoted(value)))
        .collect();
    if !headers.is_empty() {
        line.push_str(&format!(" -Headers @{{{}}}", headers.join("; ")));
    }
    // Both versions take this header here alone.
    let signed = job.headers().find(|(name, _)| *name == "content-type");
    if let Some((_, value)) = signed.or(job.own_type()) {
        line.push_str(&format!(" -ContentType {}", quoted(value)));
    }
    match &job.task {
        Task::Download(file) => line.push_str(&format!(" -OutFile {}", quoted(&path(file)?))),
        Task::Upload(file) => line.push_str(&format!(" -InFile {}", quoted(&path(file)?))),
        Task::SendNothing => line.push_str(" -Body ''"),
        Task::ShowHeaders | Task::Ask => {}
    }
    line.push_str(&format!(" -Uri {}", quoted(job.link())));
    Ok(line)
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

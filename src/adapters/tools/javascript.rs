//! JavaScript's `fetch`: an expression for a page, and a program for Node.

use std::fmt::Write as _;

use super::job::{Job, Task, pairs};

/// The call, with the headers whose names are to be kept.
pub(super) fn call(job: &Job<'_>, is_kept: fn(&str) -> bool) -> String {
    let headers = job.url.headers().filter(|(name, _)| is_kept(name));
    let headers = match pairs(headers, bytes) {
        none if none.is_empty() => none,
        some => format!(", headers: {{{some}}}"),
    };
    // Chromium keeps parts of objects, and asks for one that it has as it counts: `bytes=16-20` for `bytes=-5`.
    let is_range = job.url.headers().any(|(name, _)| name == "range");
    let cache = if is_range { ", cache: \"no-store\"" } else { "" };
    let body = if matches!(job.method(), "PUT" | "POST") { ", body" } else { "" };
    format!(
        "fetch({}, {{method: {}{headers}{cache}{body}}})",
        bytes(job.link()),
        bytes(job.method())
    )
}

/// A program for Node, as a module or a script.
pub(super) fn program(job: &Job<'_>) -> String {
    // A Blob without a type sends none, and its length, which a stream would not.
    let body = match &job.task {
        Task::Upload(file) => {
            format!("  const body = await fs.openAsBlob({});\n", text(file.name()))
        }
        Task::SendNothing => "  const body = new Blob([]);\n".to_owned(),
        _ => String::new(),
    };
    let outcome = match &job.task {
        Task::Download(file) => {
            format!("await fs.promises.writeFile({}, answer.body ?? \"\");", text(file.name()))
        }
        Task::ShowHeaders => {
            "for (const header of answer.headers) console.log(header.join(\": \"));".to_owned()
        }
        _ => "console.log(await answer.text());".to_owned(),
    };
    format!(
        "import(\"node:fs\").then(async (fs) => {{\n{body}  const answer = await {};\n  \
         if (!answer.ok) throw new Error(`${{answer.status}} ${{await answer.text()}}`);\n  {outcome}\n}});\n",
        call(job, |name| name != "content-length"),
    )
}

/// A string, all ASCII, one character for each byte, which is how `fetch` takes headers.
fn bytes(text: &str) -> String {
    string(text.bytes().map(u16::from))
}

/// A string of JavaScript's own characters.
fn text(text: &str) -> String {
    string(text.encode_utf16())
}

/// A string of these units. `<` and its like are escaped so that no element and no comment of HTML begins or ends in it.
fn string(units: impl Iterator<Item = u16>) -> String {
    let mut out = String::from("\"");
    for unit in units {
        // Writing to a string does not fail.
        let _ = match u8::try_from(unit).map(char::from) {
            Ok(char @ ('"' | '\\')) => write!(out, "\\{char}"),
            Ok(char @ ' '..='~') if !"<>".contains(char) => write!(out, "{char}"),
            _ => write!(out, "\\u{unit:04x}"),
        };
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_of_javascript_holds_no_line_end_and_no_markup() {
        let odd = "a\u{2028}\r\n\0\t<!-- ~\u{7f}`${b}`";
        assert_eq!(
            bytes(odd),
            r#""a\u00e2\u0080\u00a8\u000d\u000a\u0000\u0009\u003c!-- ~\u007f`${b}`""#
        );
        assert_eq!(text("it's \"\\ü😀"), r#""it's \"\\\u00fc\ud83d\ude00""#);
    }
}

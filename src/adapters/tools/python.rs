//! A program for Python 3.

use std::fmt::Write as _;

use super::job::{Job, Task, pairs};

/// The top of a program: what it imports, the link, and the headers that it sends.
pub(super) fn top(imports: &[&str], job: &Job<'_>, own: Option<(&str, &str)>) -> String {
    let mut text = String::new();
    for import in imports {
        text.push_str("import ");
        text.push_str(import);
        text.push('\n');
    }
    let headers = pairs(job.headers().chain(own), string);
    // Writing to a string does not fail.
    let _ = write!(text, "\nlink = {}\nheaders = {{{}}}\n", string(job.link()), headers);
    match &job.task {
        Task::Download(file) | Task::Upload(file) => {
            let _ = writeln!(text, "path = {}", string(file.name()));
        }
        _ => {}
    }
    text
}

/// What shows the answer of all but a download.
pub(super) fn shown(job: &Job<'_>) -> &'static str {
    match job.task {
        Task::ShowHeaders => r#"print(*map(": ".join, answer.headers.items()), sep="\n")"#,
        _ => "print(answer.text)",
    }
}

/// A string, all ASCII.
pub(super) fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for char in text.chars() {
        let _ = match char {
            '"' | '\\' => write!(out, "\\{char}"),
            ' '..='~' => write!(out, "{char}"),
            _ => write!(out, "\\U{:08x}", u32::from(char)),
        };
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_means_what_it_holds() {
        assert_eq!(string(r#"it's "a" \n {b} %s"#), r#""it's \"a\" \\n {b} %s""#);
        assert_eq!(string("ü\n😀"), r#""\U000000fc\U0000000a\U0001f600""#);
    }
}

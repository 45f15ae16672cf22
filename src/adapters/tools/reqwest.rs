//! Rust's `reqwest`, blocking.

use std::fmt::Write as _;

use super::job::{Job, Task};

pub(super) fn program(job: &Job<'_>) -> String {
    let mut text = String::from("fn main() -> Result<(), Box<dyn std::error::Error>> {\n");
    // Else it ends a transfer after 30 seconds.
    text.push_str(
        "    let client = reqwest::blocking::Client::builder().timeout(None).build()?;\n",
    );
    // Writing to a string does not fail.
    let _ = writeln!(
        text,
        "    let request = client.request({}.parse()?, {})",
        string(job.method()),
        string(job.link())
    );
    for (name, value) in job.headers() {
        let _ = writeln!(text, "        .header({}, {})", string(name), string(value));
    }
    match &job.task {
        // It sees the length of a file; of a stream it would send chunks.
        Task::Upload(file) => {
            let _ = writeln!(text, "        .body(std::fs::File::open({})?)", string(file.name()));
        }
        Task::SendNothing => text.push_str("        .body(\"\")\n"),
        _ => {}
    }
    // Its errors would show the link.
    let read = if matches!(job.task, Task::Download(_)) { "mut answer" } else { "answer" };
    let _ = writeln!(
        text,
        "        .send();\n    let {read} = request.map_err(reqwest::Error::without_url)?;"
    );
    text.push_str(
        "    if !answer.status().is_success() {\n        \
         return Err(format!(\"{} {}\", answer.status(), answer.text()?).into());\n    }\n",
    );
    text.push_str(&outcome(job));
    text.push_str("    Ok(())\n}\n");
    text
}

fn outcome(job: &Job<'_>) -> String {
    match &job.task {
        Task::Download(file) => {
            format!(
                "    std::io::copy(&mut answer, &mut std::fs::File::create({})?)?;\n",
                string(file.name())
            )
        }
        Task::ShowHeaders => "    println!(\"{:#?}\", answer.headers());\n".to_owned(),
        _ => "    println!(\"{}\", answer.text()?);\n".to_owned(),
    }
}

/// A string, all ASCII.
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for char in text.chars() {
        let _ = match char {
            '"' | '\\' => write!(out, "\\{char}"),
            ' '..='~' => write!(out, "{char}"),
            _ => write!(out, "\\u{{{:x}}}", u32::from(char)),
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
        assert_eq!(string(r#"it's "a" \n {b}"#), r#""it's \"a\" \\n {b}""#);
        assert_eq!(string("ü\n😀"), r#""\u{fc}\u{a}\u{1f600}""#);
    }
}

//! Links and answers that are pasted: from standard input, so that they stay out of the shell's history, or
//! from a file.

use std::io::{IsTerminal, Read};
use std::path::Path;

use super::failure::{Failure, note};

/// The link of an argument, or else of standard input.
pub(crate) fn link(argument: Option<&str>) -> Result<String, Failure> {
    let text = match argument {
        Some(link) if link != "-" => link.to_owned(),
        _ => read_stdin("paste the link, then press Ctrl-D")?,
    };
    if text.trim().is_empty() {
        return Err(Failure::Usage("there is no link: give it on standard input".to_owned()));
    }
    Ok(text.trim().to_owned())
}

pub(crate) fn read_stdin(prompt: &str) -> Result<String, Failure> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        note(prompt);
    }
    let mut text = Vec::new();
    stdin.lock().take(LONGEST).read_to_end(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

pub(crate) fn read_file(path: &Path) -> Result<String, Failure> {
    let mut text = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(LONGEST).read_to_end(&mut text));
    read.map_err(|error| Failure::file(path, &error))?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// One line of what is pasted, which may come from anybody: a terminal takes no orders from it.
pub(crate) fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        if char.is_control() {
            out.extend(char.escape_default());
        } else {
            out.push(char);
        }
    }
    out
}

/// More than any link, answer or policy has.
const LONGEST: u64 = 4 << 20;

//! What stands around a link: told by what is right before and behind it, and by how its line begins.

use super::super::link_names::starts_with;
use super::wrapping::Wrapping;

/// What a link stands in; `None` if it stands alone.
pub(super) fn around(before: &str, behind: &str) -> Option<Wrapping> {
    let (before, behind) = (before.trim(), behind.trim());
    let without_marks = before.trim_matches(is_mark);
    if before.is_empty() && behind.trim_matches(is_behind).is_empty() {
        return None;
    }
    if !before.is_empty()
        && before.chars().all(|char| char == '>' || char.is_whitespace())
        && !behind.contains('>')
    {
        return Some(Wrapping::MailQuote);
    }
    if let Some(program) = program(without_marks) {
        return Some(Wrapping::Command { program });
    }
    let is_label = behind.starts_with('|') && behind.contains('>');
    if before.ends_with('<') && is_label {
        return Some(Wrapping::Slack);
    }
    if before.ends_with("](") || before.ends_with("](<") {
        return Some(Wrapping::Markdown);
    }
    if behind.starts_with("](") {
        return Some(Wrapping::Markdown);
    }
    if behind.contains("</") || MARKUP.iter().any(|mark| before.contains(mark)) {
        return Some(Wrapping::Markup);
    }
    let opener = before.chars().next_back();
    if without_marks.is_empty() && behind.chars().all(is_mark) {
        let is_bracket = opener.is_some_and(|char| "<([{（「".contains(char));
        return Some(if is_bracket { Wrapping::Brackets } else { Wrapping::Quotes });
    }
    let is_code = opener.is_some_and(|char| "\"'`=".contains(char))
        && before.contains(['=', ':', '(', '{', '[']);
    Some(if is_code { Wrapping::Code } else { Wrapping::Text })
}

/// The program that a line starts, with what shells put in front.
fn program(before: &str) -> Option<&'static str> {
    let before = ["\\\r\n", "\\\n", "^\r\n", "`\r\n", "`\n"]
        .iter()
        .fold(before.to_owned(), |text, goes_on| text.replace(goes_on, " "));
    let line = before.rsplit(['\n', ';', '|', '&']).find(|line| !line.trim().is_empty())?;
    let mut words = line
        .split_whitespace()
        .map(|word| word.trim_matches(['$', '#', '>', '\\', '"', '\'', '(', '`', '%', '=']));
    let mut words_of_line = words.by_ref().take(8);
    words_of_line.find_map(|word| {
        let name = word.rsplit(['/', '\\', '(']).next().unwrap_or(word);
        let name = if name.len() > 4 && starts_with(name.get(name.len() - 4..)?, ".exe") {
            name.get(..name.len() - 4)?
        } else {
            name
        };
        PROGRAMS.iter().copied().find(|program| program.eq_ignore_ascii_case(name))
    })
}

fn is_mark(char: char) -> bool {
    char.is_whitespace() || is_behind(char) || "\"'`<>()[]{}|*_$“”„‘’‚«»‹›「」（）\\".contains(char)
}

fn is_behind(char: char) -> bool {
    ".,;:!?…。，".contains(char)
}

const MARKUP: [&str; 5] = ["href=", "src=", "<Url>", "<url>", "<loc>"];

const PROGRAMS: [&str; 14] = [
    "curl",
    "wget",
    "wget2",
    "Invoke-WebRequest",
    "Invoke-RestMethod",
    "iwr",
    "irm",
    "Start-BitsTransfer",
    "aria2c",
    "axel",
    "xh",
    "https",
    "http",
    "httpie",
];

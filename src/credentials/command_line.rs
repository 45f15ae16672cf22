//! The command line of a `credential_process`, taken apart without a shell.

use std::str::Chars;

use zeroize::Zeroizing;

/// The words of a line, wiped when they are dropped: an argument may be a secret.
pub(super) type Words = Vec<Zeroizing<String>>;

/// A quote that is not closed, or a backslash with nothing behind it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unended;

/// Splits as AWS's CLI does on this system: by the rules of a POSIX shell, or on Windows by those of its C
/// runtime. Nothing else of a shell holds: no variables, no `~`, no pipes.
pub(super) fn split(line: &str) -> Result<Words, Unended> {
    if cfg!(windows) { split_windows(line) } else { split_posix(line) }
}

/// Quotes of both kinds; within double ones, a backslash stands before `"` and itself only.
fn split_posix(line: &str) -> Result<Words, Unended> {
    let mut words = Words::new();
    let mut word: Option<Zeroizing<String>> = None;
    let mut chars = line.chars();
    while let Some(char) = chars.next() {
        if " \t\r\n".contains(char) {
            words.extend(word.take());
            continue;
        }
        let word = word.get_or_insert_with(|| room(line));
        match char {
            '\\' => word.push(chars.next().ok_or(Unended)?),
            '\'' | '"' => quoted(char, &mut chars, word)?,
            _ => word.push(char),
        }
    }
    words.extend(word);
    Ok(words)
}

fn quoted(quote: char, chars: &mut Chars<'_>, word: &mut String) -> Result<(), Unended> {
    loop {
        let char = chars.next().ok_or(Unended)?;
        if char == quote {
            return Ok(());
        }
        if (quote, char) != ('"', '\\') {
            word.push(char);
            continue;
        }
        let next = chars.next().ok_or(Unended)?;
        if !['"', '\\'].contains(&next) {
            word.push('\\');
        }
        word.push(next);
    }
}

/// Backslashes count only before a double quote, where two stand for one and an odd one takes the quote
/// literally. <https://learn.microsoft.com/en-us/cpp/c-language/parsing-c-command-line-arguments>
fn split_windows(line: &str) -> Result<Words, Unended> {
    let mut words = Words::new();
    let mut word: Option<Zeroizing<String>> = None;
    let (mut is_quoted, mut backslashes) = (false, 0);
    for char in line.chars() {
        if char == '\\' {
            backslashes += 1;
            continue;
        }
        let is_quote = char == '"';
        if backslashes > 0 || is_quote {
            let kept = if is_quote { backslashes / 2 } else { backslashes };
            word.get_or_insert_with(|| room(line)).extend(std::iter::repeat_n('\\', kept));
        }
        let is_literal = !is_quote || backslashes % 2 == 1;
        backslashes = 0;
        if !is_literal {
            is_quoted = !is_quoted;
        } else if " \t".contains(char) && !is_quoted {
            words.extend(word.take());
        } else {
            word.get_or_insert_with(|| room(line)).push(char);
        }
    }
    if backslashes > 0 {
        word.get_or_insert_with(|| room(line)).extend(std::iter::repeat_n('\\', backslashes));
    }
    words.extend(word);
    if is_quoted { Err(Unended) } else { Ok(words) }
}

/// A word that never moves, as no word is longer than the line: what it leaves behind would not be wiped.
fn room(line: &str) -> Zeroizing<String> {
    Zeroizing::new(String::with_capacity(line.len()))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// Lines with what `botocore.compat.compat_shell_split` makes of them on each system.
    const LINES: &str = include_str!("../../tests/vectors/command_lines/lines.jsonl");

    fn shown(words: Result<Words, Unended>) -> Value {
        words.map_or(Value::Null, |words| {
            json!(words.iter().map(|word| word.as_str()).collect::<Vec<_>>())
        })
    }

    #[test]
    fn lines_are_split_as_by_botocore_on_either_system() {
        assert!(LINES.lines().count() > 500);
        for line in LINES.lines() {
            let case: Value = serde_json::from_str(line).unwrap();
            let text = case.get("line").and_then(Value::as_str).unwrap();
            assert_eq!(&shown(split_posix(text)), case.get("posix").unwrap(), "{text:?}");
            assert_eq!(&shown(split_windows(text)), case.get("windows").unwrap(), "{text:?}");
        }
    }
}

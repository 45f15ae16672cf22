//! Finds a name that stands twice in one JSON object, of which readers keep only the last.

use std::collections::BTreeSet;

use serde_json::Value;

/// The first name that stands twice in one object. The text has to be JSON; in other text, it finds
/// anything or nothing.
pub(crate) fn repeated_name(json: &str) -> Option<String> {
    // The names so far in each object and list around the place; a list has none.
    let mut open: Vec<BTreeSet<String>> = Vec::new();
    let mut rest = json;
    while let Some(char) = rest.chars().next() {
        let (token, behind) = rest.split_at_checked(token_length(rest, char))?;
        rest = behind;
        match char {
            '{' | '[' => open.push(BTreeSet::new()),
            '}' | ']' => drop(open.pop()),
            '"' if behind.trim_start().starts_with(':') => {
                let name = text_of(token);
                if !open.last_mut()?.insert(name.clone()) {
                    return Some(name);
                }
            }
            _ => {}
        }
    }
    None
}

/// The bytes of a whole text, with its quotes, or of any other character alone.
fn token_length(rest: &str, first: char) -> usize {
    if first != '"' {
        return first.len_utf8();
    }
    let mut is_escaped = false;
    let end = rest.bytes().skip(1).position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    });
    end.map_or(rest.len(), |end| end + 2)
}

/// Two spellings of a name are one name: `"Sid"` and `"\u0053id"`.
fn text_of(literal: &str) -> String {
    let value: Option<Value> = serde_json::from_str(literal).ok();
    value.as_ref().and_then(Value::as_str).unwrap_or(literal).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_one_object_are_compared() {
        for (json, found) in [
            (r#"{"a": 1, "b": {"a": 2}, "c": [{"a": 3}, {"a": 4}]}"#, None),
            (r#"{"a": "a", "b": ["a", "a", "b"], "c": "\"a\": {"}"#, None),
            (r#"{"a": 1, "b": {"x": 1, "y": {}, "x" : 2}}"#, Some("x")),
            (r#"{"x": "\"", "a": 1, "a": 2}"#, Some("a")),
            (r#"[{"Sid": 1, "\u0053id": 2}]"#, Some("Sid")),
            (r#"{"a": {"b": 1}, "c": [], "a": 1}"#, Some("a")),
            (r#"{"a": 1, "b": "\\\", \"a\": 2", "c": 3}"#, None),
            (r#"{"\\": 1, "é": 2, "\\": 3}"#, Some("\\")),
        ] {
            assert_eq!(repeated_name(json).as_deref(), found, "{json}");
        }
        for odd in ["", "\"", "\"a\":", "}}", "{\"a\":\"", "{\"\\"] {
            assert_eq!(repeated_name(odd), None, "{odd}");
        }
    }
}

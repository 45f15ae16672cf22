//! The escapes that carriers put on a link, each read back; `None` where there are none.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::super::link_names::{find, name_at_start, names, starts_with};
use super::wrapping::Wrapping;

pub(super) type Unescape = fn(&str) -> Option<String>;

/// What escapes ampersands and backslashes, the outermost first.
pub(super) const OF_TEXT: [(Unescape, Wrapping); 3] = [
    (markup, Wrapping::MarkupEscapes),
    (json, Wrapping::JsonEscapes),
    (shell, Wrapping::ShellEscapes),
];

/// What escapes a URL in another.
pub(super) const OF_URLS: [(Unescape, Wrapping); 4] = [
    (encoded_twice, Wrapping::EncodedTwice),
    (encoded_marks, Wrapping::EncodedMarks),
    (semicolons, Wrapping::Semicolons),
    (defanged, Wrapping::Defanged),
];

/// RFC 2045, section 6.7: `=3D` for `=`, and `=` at the end of a line that goes on. Known by the names, each of
/// which has `=3D` behind it.
pub(super) fn quoted_printable(text: &str) -> Option<String> {
    let text = text.replace("=\r\n", "").replace("=\n", "");
    let is_encoded =
        |(_, end): (usize, usize)| text.get(end..).is_some_and(|rest| starts_with(rest, "=3D"));
    let mut names = names(&text).peekable();
    names.peek()?;
    if !names.all(is_encoded) {
        return None;
    }
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, behind)) = rest.split_once('=') {
        out.extend_from_slice(before.as_bytes());
        rest = behind;
        match behind.get(..2).and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => out.push(b'='),
        }
    }
    out.extend_from_slice(rest.as_bytes());
    Some(String::from_utf8_lossy(&out).into_owned())
}

/// `&amp;`, `&#38;`, `&#x26;`.
fn markup(text: &str) -> Option<String> {
    replaced(text, '&', |behind| {
        let (name, _) = behind.split_once(';').filter(|(name, _)| name.len() <= 7)?;
        let code = match name.strip_prefix('#') {
            Some(digits) => match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok(),
                None => digits.parse().ok(),
            },
            None => ENTITIES
                .iter()
                .find(|(entity, _)| *entity == name)
                .map(|(_, char)| u32::from(*char)),
        };
        Some((char::from_u32(code?)?, name.len() + 1))
    })
}

/// Of HTML, those that may stand in a link or end it.
const ENTITIES: [(&str, char); 14] = [
    ("amp", '&'),
    ("AMP", '&'),
    ("apos", '\''),
    ("colon", ':'),
    ("equals", '='),
    ("gt", '>'),
    ("lt", '<'),
    ("nbsp", ' '),
    ("num", '#'),
    ("percnt", '%'),
    ("period", '.'),
    ("quest", '?'),
    ("quot", '"'),
    ("sol", '/'),
];

/// `\u0026`, `\x26`, `\046`, `\/`, `\\`; and `u0026`, of which the backslash got lost.
fn json(text: &str) -> Option<String> {
    let unescaped = replaced(text, '\\', |behind| {
        let digits = |from: usize, to: usize, radix: u32| {
            let code = u32::from_str_radix(behind.get(from..to)?, radix).ok()?;
            Some((char::from_u32(code)?, to))
        };
        match behind.chars().next()? {
            char @ ('/' | '\\') => Some((char, 1)),
            'u' | 'U' if behind.get(1..2) == Some("{") => {
                let end = behind.find('}')?;
                let (char, _) = digits(2, end, 16)?;
                Some((char, end + 1))
            }
            'u' => digits(1, 5, 16),
            'U' => digits(1, 9, 16),
            'x' => digits(1, 3, 16),
            '0' | '1' => digits(0, 3, 8),
            _ => None,
        }
    });
    let text = unescaped.as_deref().unwrap_or(text);
    let lost = text.match_indices("u0026").find(|(at, found)| {
        let is_lost = !text.get(..*at).is_some_and(|before| before.ends_with('\\'));
        is_lost && text.get(at + found.len()..).is_some_and(|rest| name_at_start(rest).is_some())
    });
    match lost {
        Some(_) => Some(text.replace("u0026", "&").replace("u003d", "=")),
        None => unescaped,
    }
}

/// A backslash in front of a mark, cmd's `^&`, and the doubled percent signs of batch files and `crontab`.
fn shell(text: &str) -> Option<String> {
    let unescaped = replaced(text, '\\', |behind| {
        let char = behind.chars().next().filter(char::is_ascii_punctuation)?;
        Some((char, 1))
    });
    let text = unescaped.as_deref().unwrap_or(text);
    let unescaped = replaced(text, '^', |behind| {
        let char = behind.chars().next().filter(|char| matches!(char, '&' | '%' | '^' | '='))?;
        Some((char, 1))
    })
    .or_else(|| unescaped.clone());
    let text = unescaped.as_deref().unwrap_or(text);
    let is_doubled = text.contains("%%") && !text.replace("%%", "").contains('%');
    if is_doubled { Some(text.replace("%%", "%")) } else { unescaped }
}

/// `%252F`: of the scope always, which has slashes. All of the link is encoded then, or else its query.
fn encoded_twice(text: &str) -> Option<String> {
    let credential = text.get(find(text, "-Credential=")?..)?;
    let value = credential.split('&').next()?;
    if !value.contains("%25") {
        return None;
    }
    let at = text.find('?').unwrap_or(0);
    let (path, query) = text.split_at_checked(at)?;
    let is_encoded = |text: &str| !text.replace("%25", "").contains('%');
    let path = if is_encoded(path) { path.replace("%25", "%") } else { path.to_owned() };
    Some(path + &query.replace("%25", "%"))
}

/// A link encoded as a part of another, all of it or from its question mark on; and one of which only the marks are.
fn encoded_marks(text: &str) -> Option<String> {
    // Tencent's links may hold the whole signature in one parameter.
    if text.contains("sign=q-sign-algorithm%3D") {
        return None;
    }
    if starts_with(text, "https%") || starts_with(text, "http%") {
        return decoded_once(text);
    }
    if let Some((front, query)) = encoded_query(text) {
        let is_encoded = find(query, "%252F").is_some();
        if is_encoded {
            return Some(front.to_owned() + &decoded_once(query)?);
        }
    }
    let unescaped = replaced(text, '%', |behind| {
        let (_, mark) = MARKS.iter().find(|(code, _)| starts_with(behind, code))?;
        name_at_start(behind.get(2..)?).map(|_| (*mark, 2))
    });
    equals_behind_names(unescaped.as_deref().unwrap_or(text)).or(unescaped)
}

/// What stands before and from the encoded question mark on, in a link that has no other.
fn encoded_query(text: &str) -> Option<(&str, &str)> {
    let marks = text.match_indices('%').filter(|_| !text.contains('?'));
    let mut queries = marks.filter_map(|(at, _)| text.split_at_checked(at));
    queries.find(|(_, query)| {
        let near: String = query.chars().take(60).collect();
        let near = percent_decode_str(&near).decode_utf8_lossy();
        near.strip_prefix('?').is_some_and(|near| name_at_start(near).is_some())
    })
}

const MARKS: [(&str, char); 2] = [("26", '&'), ("3F", '?')];

/// `X-Amz-Date%3D2026…`.
fn equals_behind_names(text: &str) -> Option<String> {
    let places: Vec<_> = names(text).map(|(_, end)| end).collect();
    let mut out = text.to_owned();
    for at in places.into_iter().rev() {
        if out.get(at..).is_some_and(|rest| starts_with(rest, "%3D")) {
            out.replace_range(at..at + 3, "=");
        }
    }
    (out != text).then_some(out)
}

fn decoded_once(text: &str) -> Option<String> {
    percent_decode_str(text).decode_utf8().ok().map(Cow::into_owned)
}

/// `;X-Amz-Date=`.
fn semicolons(text: &str) -> Option<String> {
    replaced(text, ';', |behind| name_at_start(behind).map(|_| ('&', 0)))
}

/// `hxxps://photos[.]s3…`.
fn defanged(text: &str) -> Option<String> {
    let unescaped = replaced(text, '[', |behind| {
        let (inside, _) = behind.split_once(']')?;
        let mark = if inside == "dot" { "." } else { inside };
        let mark = mark.chars().next().filter(|char| mark.len() == 1 && ".:/".contains(*char))?;
        Some((mark, inside.len() + 1))
    });
    let text = unescaped.as_deref().unwrap_or(text);
    if starts_with(text, "hxxp") {
        return text.get(4..).map(|rest| format!("http{rest}"));
    }
    unescaped
}

/// A text with one char in place of each escape that begins with a mark. `read` gets what is behind the mark, and
/// gives the char and how much of that it stands for.
fn replaced(
    text: &str,
    mark: char,
    read: impl Fn(&str) -> Option<(char, usize)>,
) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut is_changed = false;
    while let Some((before, behind)) = rest.split_once(mark) {
        out.push_str(before);
        rest = behind;
        match read(behind) {
            Some((char, length)) => {
                out.push(char);
                rest = behind.get(length..).unwrap_or_default();
                is_changed = true;
            }
            None => out.push(mark),
        }
    }
    out.push_str(rest);
    is_changed.then_some(out)
}

//! [`Head`]: a status line and headers, as `curl -i` and `curl -v` print them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::utc::seconds_from;

/// The last status line of a text, with the headers under it.
#[derive(Default)]
pub(super) struct Head {
    pub(super) status: Option<u16>,
    /// The header `Date`.
    pub(super) date: Option<SystemTime>,
    headers: Vec<(String, String)>,
}

impl Head {
    /// The head, and what stands behind its empty line. A text without a status line is all body.
    pub(super) fn split(text: &str) -> (Self, &str) {
        let mut head = Self::default();
        let mut rest = text;
        // Answers of redirects and of `100 Continue` stand before the last one.
        while let Some(from) = status_line(rest) {
            rest = head.take(rest.get(from..).unwrap_or_default());
        }
        head.date = head.value("date").and_then(http_date);
        (head, rest)
    }

    /// A header, its name in lower case.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.headers.iter().find_map(|(other, value)| (other == name).then_some(value.as_str()))
    }

    /// Reads one status line and its headers; gives what stands behind.
    fn take<'t>(&mut self, text: &'t str) -> &'t str {
        let mut rest = text;
        self.headers.clear();
        let mut is_first = true;
        while let Some((line, behind)) = next_line(rest) {
            if !is_first && !text.starts_with('<') && plain(line).starts_with(['<', '{']) {
                break;
            }
            rest = behind;
            let line = plain(line);
            if line.is_empty() {
                break;
            }
            if is_first {
                self.status =
                    line.split_ascii_whitespace().nth(1).and_then(|word| word.parse().ok());
            } else if let Some((name, value)) = line.split_once(':') {
                self.headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
            is_first = false;
        }
        rest
    }
}

/// Where the first line begins that is a status line of HTTP.
fn status_line(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if plain(line).starts_with("HTTP/") {
            return Some(at);
        }
        at += line.len();
    }
    None
}

fn next_line(text: &str) -> Option<(&str, &str)> {
    if text.is_empty() {
        return None;
    }
    Some(text.split_once('\n').unwrap_or((text, "")))
}

/// A line without the mark that `curl -v` sets before what came.
fn plain(line: &str) -> &str {
    let line = line.trim();
    line.strip_prefix("< ").unwrap_or(if line == "<" { "" } else { line })
}

/// `Sun, 29 Nov 2026 01:45:26 GMT`, which RFC 9110, section 5.6.7, asks for.
fn http_date(text: &str) -> Option<SystemTime> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (_, rest) = text.split_once(", ")?;
    let mut words = rest.split_ascii_whitespace();
    let day = words.next()?.parse().ok()?;
    let name = words.next()?;
    let month = MONTHS.iter().position(|month| *month == name)?;
    let year = words.next()?.parse().ok()?;
    let mut time = words.next()?.split(':').map(|part| part.parse().ok());
    let time = [time.next()??, time.next()??, time.next()??];
    let seconds = seconds_from([year, u64::try_from(month).ok()? + 1, day], time)?;
    Some(UNIX_EPOCH + Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_head_counts_and_the_rest_is_body() {
        for text in [
            "HTTP/1.1 403 Forbidden\r\nDate: Fri, 24 May 2013 00:00:00 GMT\r\nServer: x\r\n\r\n<Error>",
            "HTTP/1.1 100 Continue\n\nHTTP/2 403\ndate: Fri, 24 May 2013 00:00:00 GMT\nserver: x\n\n<Error>",
            "> GET / HTTP/1.1\n>\n< HTTP/1.1 403 Forbidden\n< Date: Fri, 24 May 2013 00:00:00 GMT\n< Server: x\n<\n<Error>",
        ] {
            let (head, body) = Head::split(text);
            assert_eq!((head.status, head.value("server")), (Some(403), Some("x")), "{text}");
            assert_eq!(head.date, Some(UNIX_EPOCH + Duration::from_secs(1_369_353_600)), "{text}");
            assert_eq!(body, "<Error>", "{text}");
        }
        let (head, body) = Head::split("<Error>\n");
        assert_eq!((head.status, body), (None, "<Error>\n"));
        for odd in ["Fri, 24 Foo 2013 00:00:00 GMT", "Fri, 24 May 2013 00:00", "yesterday", ""] {
            assert_eq!(http_date(odd), None, "{odd}");
        }
    }
}

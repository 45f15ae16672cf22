//! [`CanonicalText`]: a canonical request as text, and the first difference between two.

use percent_encoding::percent_decode_str;

use super::cause::Cause;
use crate::received::RawUrl;

/// The parts of a canonical request. All but the headers are one line each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CanonicalText<'c> {
    method: &'c str,
    path: &'c str,
    query: &'c str,
    /// `name:value` lines.
    headers: &'c str,
    payload_hash: &'c str,
}

impl<'c> CanonicalText<'c> {
    pub(super) fn parse(text: &'c str) -> Option<Self> {
        let mut front = text.splitn(4, '\n');
        let (method, path, query) = (front.next()?, front.next()?, front.next()?);
        let rest = front.next()?;
        let (rest, payload_hash) = rest.rsplit_once('\n')?;
        // The names of the signed headers stand in the query, too.
        let (headers, _) = rest.rsplit_once('\n')?;
        Some(Self { method, path, query, headers, payload_hash })
    }

    pub(super) fn method(&self) -> &'c str {
        self.method
    }

    pub(super) fn headers(&self) -> impl Iterator<Item = (&'c str, &'c str)> {
        self.headers.lines().filter_map(|line| line.split_once(':'))
    }

    /// The first difference to what the server saw, in the order of the lines, as its likely cause.
    pub(super) fn cause_of_difference(&self, seen: &Self) -> Option<Cause> {
        self.in_method(seen)
            .or_else(|| self.in_path(seen))
            .or_else(|| self.in_query(seen))
            .or_else(|| self.in_headers(seen))
            .or_else(|| (self.payload_hash != seen.payload_hash).then_some(Cause::PayloadHash))
    }

    fn in_method(&self, seen: &Self) -> Option<Cause> {
        (self.method != seen.method)
            .then(|| Cause::Method { meant: self.method.to_owned(), seen: seen.method.to_owned() })
    }

    fn in_path(&self, seen: &Self) -> Option<Cause> {
        let (meant, seen) = (self.path.to_owned(), seen.path.to_owned());
        if meant == seen {
            None
        } else if decoded(&meant) == decoded(&seen) || is_encoded_again(&meant, &seen) {
            Some(Cause::PathReencoded { meant, seen })
        } else if folded(&meant) == folded(&seen) {
            Some(Cause::PathNormalised { meant, seen })
        } else if is_prefixed(&meant, &seen) || is_prefixed(&seen, &meant) {
            Some(Cause::PathPrefix { meant, seen })
        } else {
            Some(Cause::Path { meant, seen })
        }
    }

    fn in_query(&self, seen: &Self) -> Option<Cause> {
        let ours = RawUrl::of_query(self.query);
        let theirs = RawUrl::of_query(seen.query);
        let value = |url: &RawUrl<'c>, name: &str| {
            url.params().find(|param| param.decoded_name() == name).map(|param| param.value)
        };
        for param in ours.params() {
            let name = param.decoded_name().into_owned();
            let Some(found) = value(&theirs, &name) else {
                return Some(Cause::ParameterMissing { name });
            };
            if found != param.value {
                let is_same =
                    plain(found) == plain(param.value) || is_encoded_again(param.value, found);
                return Some(if is_same {
                    Cause::ParameterReencoded { name }
                } else {
                    Cause::ParameterChanged { name }
                });
            }
        }
        let added = theirs.params().map(|param| param.decoded_name().into_owned());
        let mut added = added.filter(|name| value(&ours, name).is_none());
        added.next().map(|name| Cause::ParameterAdded { name })
    }

    fn in_headers(&self, seen: &Self) -> Option<Cause> {
        let find = |headers: &Self, name: &str| {
            headers.headers().find_map(|(other, value)| (other == name).then_some(value))
        };
        for (name, meant) in self.headers() {
            let found = find(seen, name).unwrap_or_default();
            if found == meant {
                continue;
            }
            let (meant, seen) = (meant.to_owned(), found.to_owned());
            return Some(match name {
                "host" => Cause::Host { meant, seen },
                "content-type" => Cause::ContentType { meant, seen },
                _ if seen.is_empty() => Cause::HeaderMissing { name: name.to_owned() },
                _ => Cause::HeaderChanged { name: name.to_owned() },
            });
        }
        None
    }
}

fn decoded(text: &str) -> Vec<u8> {
    percent_decode_str(text).collect()
}

/// A value in a query, in which a plus sign may stand for a space.
fn plain(text: &str) -> Vec<u8> {
    decoded(&text.replace('+', "%20"))
}

/// Whether one is the other with its escapes escaped.
fn is_encoded_again(one: &str, other: &str) -> bool {
    one.replace('%', "%25") == other || other.replace('%', "%25") == one
}

/// Without empty and dot segments, as clients and proxies fold them.
fn folded(path: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for segment in path.split('/') {
        match String::from_utf8_lossy(&decoded(segment)).as_ref() {
            "" | "." => {}
            ".." => {
                out.pop();
            }
            _ => out.push(segment.to_owned()),
        }
    }
    out
}

fn is_prefixed(short: &str, long: &str) -> bool {
    short.len() > 1 && long.strip_suffix(short).is_some_and(|prefix| prefix.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "PUT\n/a%20b/c\nX-Amz-Date=1&x=a%2Fb\nhost:h\nrange:0\n\nhost;range\nUNSIGNED-PAYLOAD";

    #[test]
    fn texts_are_taken_apart_and_put_together() {
        let text = CanonicalText::parse(TEXT).unwrap();
        assert_eq!(
            (text.method, text.path, text.query),
            ("PUT", "/a%20b/c", "X-Amz-Date=1&x=a%2Fb")
        );
        assert_eq!(text.headers().collect::<Vec<_>>(), [("host", "h"), ("range", "0")]);
        assert_eq!(text.payload_hash, "UNSIGNED-PAYLOAD");
        for short in ["", "PUT", "PUT\n/\n", "PUT\n/\n\nhost:h"] {
            assert_eq!(CanonicalText::parse(short), None, "{short:?}");
        }
        assert_eq!(text.cause_of_difference(&text), None);
    }

    #[test]
    fn the_first_difference_has_its_cause() {
        let named = |name: &str| name.to_owned();
        for (from, to, cause) in [
            ("PUT", "GET", Cause::Method { meant: "PUT".into(), seen: "GET".into() }),
            ("x=a%2Fb", "x=a/b", Cause::ParameterReencoded { name: named("x") }),
            ("x=a%2Fb", "x=a%252Fb", Cause::ParameterReencoded { name: named("x") }),
            ("x=a%2Fb", "x=c", Cause::ParameterChanged { name: named("x") }),
            ("&x=a%2Fb", "", Cause::ParameterMissing { name: named("x") }),
            ("&x=a%2Fb", "&utm=1&x=a%2Fb", Cause::ParameterAdded { name: named("utm") }),
            ("host:h", "host:h:80", Cause::Host { meant: "h".into(), seen: "h:80".into() }),
            ("range:0", "range:", Cause::HeaderMissing { name: named("range") }),
            ("range:0", "range:1", Cause::HeaderChanged { name: named("range") }),
            ("UNSIGNED-PAYLOAD", "e3b0", Cause::PayloadHash),
        ] {
            let changed = TEXT.replacen(from, to, 1);
            let (meant, seen) =
                (CanonicalText::parse(TEXT).unwrap(), CanonicalText::parse(&changed).unwrap());
            assert_eq!(meant.cause_of_difference(&seen), Some(cause), "{to}");
        }
    }

    #[test]
    fn changes_of_the_path_are_told_apart() {
        let kind = |meant: &str, seen: &str| {
            let text = |path: &str| TEXT.replacen("/a%20b/c", path, 1);
            let (meant, seen) = (text(meant), text(seen));
            let (meant, seen) =
                (CanonicalText::parse(&meant).unwrap(), CanonicalText::parse(&seen).unwrap());
            match meant.cause_of_difference(&seen).unwrap() {
                Cause::PathReencoded { .. } => "spelled",
                Cause::PathNormalised { .. } => "folded",
                Cause::PathPrefix { .. } => "prefix",
                Cause::Path { .. } => "other",
                _ => "none",
            }
        };
        for (meant, seen, expected) in [
            ("/a%20b", "/a%2520b", "spelled"),
            ("/a%2Bb", "/a+b", "spelled"),
            ("/%C3%A9", "/%c3%a9", "spelled"),
            ("/a//b", "/a/b", "folded"),
            ("/a/../b", "/b", "folded"),
            ("/a/%2E%2E/b", "/b", "folded"),
            ("/./b", "/b", "folded"),
            ("/b", "/api/b", "prefix"),
            ("/api/b", "/b", "prefix"),
            ("/a", "/b", "other"),
            ("/%C3%A9", "/e%CC%81", "other"),
        ] {
            assert_eq!(kind(meant, seen), expected, "{meant} {seen}");
        }
    }

    #[test]
    fn a_prefix_stands_before_a_whole_path() {
        assert!(is_prefixed("/k", "/base/k"));
        assert!(!is_prefixed("/", "/base/"));
        assert!(!is_prefixed("k", "base/k"));
    }
}

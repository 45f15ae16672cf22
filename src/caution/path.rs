//! What of a path does not survive the way to the server.

use super::kind::Caution;

/// The cautions of a path in its canonical spelling.
pub(super) fn in_path(path: &str, cautions: &mut Vec<Caution>) {
    // Which is the rule, and seen in one go.
    let (ones, twos) = (path.as_bytes(), path.as_bytes().iter().skip(1));
    let is_odd = |(one, two): (&u8, &u8)| *one == b'/' && matches!(two, b'/' | b'.');
    if !ones.contains(&b'%') && !ones.iter().zip(twos).any(is_odd) {
        return;
    }
    for dots in [".", ".."] {
        if path.split('/').any(|segment| segment == dots) {
            cautions.push(Caution::DotSegment { segment: dots });
        }
    }
    // In a path that begins with two slashes, the second begins the key.
    let rest = path.strip_prefix('/').unwrap_or(path);
    if rest.starts_with('/') {
        cautions.push(Caution::LeadingSlash);
    }
    if rest.contains("//") {
        cautions.push(Caution::EmptySegment);
    }
    let is_there = |(escape, _): &&(&str, char)| path.contains(escape);
    let characters: String =
        RESPELLED.iter().filter(is_there).map(|(_, character)| *character).collect();
    if !characters.is_empty() {
        cautions.push(Caution::Respelled { characters });
    }
}

/// Escapes that some clients and proxies replace by what they stand for.
const RESPELLED: [(&str, char); 13] = [
    ("%21", '!'),
    ("%24", '$'),
    ("%26", '&'),
    ("%27", '\''),
    ("%28", '('),
    ("%29", ')'),
    ("%2A", '*'),
    ("%2B", '+'),
    ("%2C", ','),
    ("%3A", ':'),
    ("%3B", ';'),
    ("%3D", '='),
    ("%40", '@'),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str) -> Vec<Caution> {
        let mut cautions = Vec::new();
        in_path(path, &mut cautions);
        cautions
    }

    #[test]
    fn what_is_folded_is_told_by_its_kind() {
        let dot = |segment| Caution::DotSegment { segment };
        for (path, expected) in [
            ("/a/../b", vec![dot("..")]),
            ("/./b/..", vec![dot("."), dot("..")]),
            ("//a", vec![Caution::LeadingSlash]),
            ("//", vec![Caution::LeadingSlash]),
            ("///a", vec![Caution::LeadingSlash, Caution::EmptySegment]),
            ("//a//b", vec![Caution::LeadingSlash, Caution::EmptySegment]),
            ("/photos//a", vec![Caution::EmptySegment]),
            ("/a//", vec![Caution::EmptySegment]),
            ("/a/", vec![]),
            ("/", vec![]),
            ("", vec![]),
            ("/a/..b/.c/d../...", vec![]),
            ("/a%2F%2Fb", vec![]),
        ] {
            assert_eq!(of(path), expected, "{path}");
        }
    }

    #[test]
    fn what_is_respelled_is_told_once_each() {
        let respelled = |characters: &str| Caution::Respelled { characters: characters.to_owned() };
        assert_eq!(of("/it%27s%28a%29%28b%29"), [respelled("'()")]);
        for escape in ["%20", "%22", "%23", "%25", "%3C", "%3F", "%5B", "%7C", "%C3%A9"] {
            assert_eq!(of(&format!("/a{escape}")), [], "{escape}");
        }
        // A percent sign of the key, which is an escape itself.
        assert_eq!(of("/a%2527"), []);
    }
}

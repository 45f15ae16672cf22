//! What a signature has of the headers: the canonical ones, and the list of their names.

use super::HeaderLines;
use super::place::HOST;
use crate::digest::Sink;
use crate::encode;
use crate::text::parted_near;

impl HeaderLines {
    /// Writes the canonical headers, these and `host` in its place, and the names joined with `;`: all that
    /// stands between the query and the payload hash, with the line ends on both sides.
    #[inline]
    pub(crate) fn write_canonical(&self, host: &str, sink: &mut impl Sink) {
        if self.is_empty() {
            sink.put_str("\nhost:");
            sink.put_str(host);
            return sink.put_str("\n\nhost\n");
        }
        let (before, after) = self.around_host();
        sink.put_str("\n");
        sink.put_str(before);
        sink.put_str("host:");
        sink.put_str(host);
        sink.put_str("\n");
        sink.put_str(after);
        sink.put_str("\n");
        sink.put_str(self.parts().0);
        sink.put_str("\n");
    }

    /// The lines before that of `host`, and those behind it.
    #[inline]
    pub(super) fn around_host(&self) -> (&str, &str) {
        let lines = self.parts().1;
        lines.split_at_checked(self.before_host).unwrap_or((lines, ""))
    }

    /// Writes the names as the value of `X-Amz-SignedHeaders`.
    #[inline]
    pub(crate) fn write_encoded_names(&self, out: &mut String) {
        if self.is_empty() {
            out.push_str(HOST);
        } else {
            self.write_names(out);
        }
    }

    fn write_names(&self, out: &mut String) {
        let mut rest = self.parts().0;
        if self.has_odd_name {
            return encode::query(out, rest);
        }
        while let Some((name, behind)) = parted_near(rest, b';') {
            out.push_str(name);
            out.push_str("%3B");
            rest = behind;
        }
        out.push_str(rest);
    }

    /// At least as much as [`write_encoded_names`](Self::write_encoded_names) writes.
    #[inline]
    pub(crate) fn encoded_names_len(&self) -> usize {
        HOST.len().max(3 * self.names)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::digest::shown;

    proptest! {
        #[test]
        fn names_and_lines_are_those_of_a_sorted_map(
            headers in prop::collection::vec(("[a-z!~-]{1,6}|host[a-z]?|hos", "[!-~]{0,5}"), 0..8),
        ) {
            let (mut lines, mut map) = (HeaderLines::default(), BTreeMap::new());
            for (name, value) in headers.iter().filter(|(name, _)| name != HOST) {
                lines.add_unchecked(name, value);
                map.entry(&**name).and_modify(|all| *all = format!("{all},{value}")).or_insert(value.clone());
            }
            let copy = HeaderLines::of(lines.lines());
            map.insert(HOST, "h".to_owned());
            let names: Vec<_> = map.keys().copied().collect();
            let text = map.iter().flat_map(|(name, value)| [name, ":", value, "\n"]).collect::<String>();
            let expected = format!("\n{text}\n{}\n", names.join(";"));
            for lines in [&lines, &copy] {
                prop_assert_eq!(&shown(0, |out| lines.write_canonical("h", out)), &expected);
                let mut encoded = String::new();
                lines.write_encoded_names(&mut encoded);
                prop_assert_eq!(&encoded, &encode::query_string(&names.join(";")));
                prop_assert!(lines.encoded_names_len() >= encoded.len());
                for (name, value) in map.iter().filter(|(name, _)| **name != HOST) {
                    prop_assert_eq!(lines.get(name), Some(&**value));
                }
            }
        }

        #[test]
        fn whatever_is_received_is_put_somewhere(
            headers in prop::collection::vec(("([a-c:\n é😀]|host){0,4}", "[a-c:\n é😀]{0,4}"), 0..8),
        ) {
            let mut lines = HeaderLines::default();
            for (name, value) in &headers {
                lines.add_received(name, value);
            }
            let text = shown(0, |out| lines.write_canonical("h", out));
            prop_assert!(headers.is_empty() || text.len() > lines.len());
        }
    }
}

//! [`HeaderLines`]: the headers of a request in the form in which they are signed.

use std::borrow::Cow;
use std::fmt;

use zeroize::Zeroize;

use super::checksum_algorithm::ChecksumAlgorithm;
use super::checksum_rules::check_checksums;
use super::header_rules::{
    are_exclusive, check_name, check_value, excludes_others, has_one_value, is_secret,
};
use crate::digest::Sink;
use crate::encode;
use crate::error::Error;

/// Lines `name:value\n`, names in lower case and in order, values folded; all but `host`.
///
/// This one text is what is signed, what the holder of the URL is told to send, and what the
/// signed-headers list is read from.
#[derive(Clone, Default)]
pub(crate) struct HeaderLines {
    text: String,
    has_secret: bool,
    has_folded: bool,
}

impl HeaderLines {
    /// Adds a header. A second value of a list joins the first with a comma, as servers join them.
    pub(crate) fn add(&mut self, name: &str, value: &str) -> Result<(), Error> {
        let has_capitals = name.bytes().any(|byte| byte.is_ascii_uppercase());
        let lower = has_capitals.then(|| name.to_ascii_lowercase());
        let name = lower.as_deref().unwrap_or(name);
        check_name(name)?;
        check_value(name, value)?;
        let is_checksum = |name: &str| ChecksumAlgorithm::of_header(name).is_some();
        let is_second_checksum =
            is_checksum(name) && self.iter().any(|(other, _)| is_checksum(other));
        if is_second_checksum || (has_one_value(name) && self.get(name).is_some()) {
            return Err(Error::DuplicateHeader { name: name.to_owned() });
        }
        if excludes_others(name)
            && let Some((other, _)) = self.iter().find(|(other, _)| are_exclusive(name, other))
        {
            let (name, other) = (name.to_owned(), other.to_owned());
            return Err(Error::ExclusiveHeaders { name, other });
        }
        self.add_unchecked(name, value);
        check_checksums(name, &self.iter())
    }

    /// Adds a header whose name is in lower case and whose value is on one line.
    pub(crate) fn add_unchecked(&mut self, name: &str, value: &str) {
        self.add_folded(name, value, &[' ', '\t']);
    }

    /// Adds a header as it was received. A tab is a byte like any other here, as no signer sends one.
    pub(crate) fn add_received(&mut self, name: &str, value: &str) {
        self.add_folded(name, value, &[' ']);
    }

    fn add_folded(&mut self, name: &str, value: &str, blanks: &[char]) {
        let mut value = folded(value, blanks);
        let (at, is_repeat) = self.place_of(name);
        let front = if is_repeat { ["", ","] } else { [name, ":"] };
        let end = if is_repeat { "" } else { "\n" };
        self.has_secret |= is_secret(name);
        self.has_folded |= matches!(value, Cow::Owned(_));
        self.reserve(name.len() + value.len() + 2);
        for piece in [front[0], front[1], &value, end].into_iter().rev() {
            self.text.insert_str(at, piece);
        }
        if let (true, Cow::Owned(text)) = (self.has_secret, &mut value) {
            text.zeroize();
        }
    }

    /// Where a header goes: behind its own value if it is there already, else before the next name.
    fn place_of(&self, name: &str) -> (usize, bool) {
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            match line.split(':').next().unwrap_or_default().cmp(name) {
                std::cmp::Ordering::Less => at += line.len(),
                std::cmp::Ordering::Equal => return (at + line.len() - 1, true),
                std::cmp::Ordering::Greater => break,
            }
        }
        (at, false)
    }

    /// Makes room, in a new buffer if the old one is too small; then no secret stays behind in the old one.
    fn reserve(&mut self, room: usize) {
        if self.text.capacity() - self.text.len() >= room {
            return;
        }
        let mut grown = String::with_capacity((2 * (self.text.len() + room)).max(ROOM));
        grown.push_str(&self.text);
        self.wipe();
        self.text = grown;
    }

    fn wipe(&mut self) {
        if self.has_secret {
            self.text.zeroize();
        }
    }

    /// A clone; of none, which is the rule, one that costs nothing.
    #[inline]
    pub(crate) fn copied(&self) -> Self {
        if self.is_empty() { Self::default() } else { self.clone() }
    }

    /// The length of all lines.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether a value was given with blanks that are no part of it.
    pub(crate) fn has_folded(&self) -> bool {
        self.has_folded
    }

    /// The headers in the order of their names.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        self.text.split_terminator('\n').filter_map(|line| line.split_once(':'))
    }

    #[inline]
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        if self.is_empty() { None } else { self.find(name) }
    }

    fn find(&self, name: &str) -> Option<&str> {
        self.iter().find_map(|(other, value)| (other == name).then_some(value))
    }

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
        for name in names(before) {
            sink.put_str(name);
            sink.put_str(";");
        }
        sink.put_str("host");
        for name in names(after) {
            sink.put_str(";");
            sink.put_str(name);
        }
        sink.put_str("\n");
    }

    /// Writes the names as the value of `X-Amz-SignedHeaders`.
    #[inline]
    pub(crate) fn write_encoded_names(&self, out: &mut String) {
        if self.is_empty() {
            out.push_str("host");
        } else {
            self.write_names(out);
        }
    }

    fn write_names(&self, out: &mut String) {
        let (before, after) = self.around_host();
        for name in names(before) {
            encode::query(out, name);
            out.push_str("%3B");
        }
        out.push_str("host");
        for name in names(after) {
            out.push_str("%3B");
            encode::query(out, name);
        }
    }

    /// At least as much as [`write_encoded_names`](Self::write_encoded_names) writes.
    #[inline]
    pub(crate) fn encoded_names_len(&self) -> usize {
        if self.is_empty() {
            return "host".len();
        }
        "host".len() + names(&self.text).map(|name| 3 * name.len() + 3).sum::<usize>()
    }

    /// The lines before that of `host`, and those behind it.
    fn around_host(&self) -> (&str, &str) {
        self.text.split_at_checked(self.place_of("host").0).unwrap_or_default()
    }
}

impl Drop for HeaderLines {
    fn drop(&mut self) {
        self.wipe();
    }
}

impl fmt::Debug for HeaderLines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |(name, value)| (name, if is_secret(name) { "redacted" } else { value });
        f.debug_map().entries(self.iter().map(shown)).finish()
    }
}

/// The names of the headers in some of the lines.
fn names(lines: &str) -> impl Iterator<Item = &str> {
    lines.split_terminator('\n').filter_map(|line| line.split(':').next())
}

/// Trims the value and folds every run of blanks, spaces and tabs, into one space, as the canonical request
/// has it. The folded value is also the one to send: some servers hash what they receive.
fn folded<'v>(value: &'v str, blanks: &[char]) -> Cow<'v, str> {
    let is_folded =
        !value.contains('\t') && !value.contains("  ") && value.trim_matches(' ') == value;
    if is_folded {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    for (count, word) in value.split(blanks).filter(|word| !word.is_empty()).enumerate() {
        if count > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
    Cow::Owned(out)
}

/// What is allocated for the first headers: enough for a few, so that most requests allocate once.
const ROOM: usize = 192;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::shown;

    const SSE_C_KEY: &str = "x-amz-server-side-encryption-customer-key";

    fn lines(headers: &[(&str, &str)]) -> HeaderLines {
        let mut lines = HeaderLines::default();
        for (name, value) in headers {
            lines.add(name, value).unwrap();
        }
        lines
    }

    fn refusal(name: &str, value: &str) -> String {
        HeaderLines::default().add(name, value).unwrap_err().to_string()
    }

    #[test]
    fn lines_are_in_the_order_of_names_with_host_in_its_place() {
        let lines = lines(&[
            ("X-Amz-Meta-B", "2"),
            ("Content-Type", "text/plain"),
            ("x-amz-meta", "0"),
            ("x-amz-meta-a", "1"),
        ]);
        let text = shown(0, |out| lines.write_canonical("h", out));
        assert_eq!(
            text,
            "\ncontent-type:text/plain\nhost:h\nx-amz-meta:0\nx-amz-meta-a:1\nx-amz-meta-b:2\n\n\
             content-type;host;x-amz-meta;x-amz-meta-a;x-amz-meta-b\n"
        );
        let text = shown(0, |out| HeaderLines::default().write_canonical("h", out));
        assert_eq!(text, "\nhost:h\n\nhost\n");
    }

    #[test]
    fn a_longer_name_sorts_behind_its_prefix_whatever_follows() {
        // As lines, `x-amz-server-side-encryption-…` would stand before `x-amz-server-side-encryption:`.
        let lines = lines(&[
            ("x-amz-server-side-encryption-aws-kms-key-id", "k"),
            ("x-amz-server-side-encryption", "aws:kms"),
        ]);
        let names: Vec<_> = lines.iter().map(|(name, _)| name).collect();
        assert_eq!(
            names,
            ["x-amz-server-side-encryption", "x-amz-server-side-encryption-aws-kms-key-id"]
        );
    }

    #[test]
    fn values_are_trimmed_and_folded_and_lists_joined() {
        let lines = lines(&[
            ("x-amz-meta-a", " a \t b  c "),
            ("x-amz-meta-dup", "  a  b "),
            ("X-Amz-Meta-Dup", " c "),
            ("x-amz-meta-e", ""),
            ("x-amz-meta-e", "b"),
            ("x-amz-meta-e", ""),
        ]);
        assert_eq!(lines.get("x-amz-meta-a"), Some("a b c"));
        assert_eq!(lines.get("x-amz-meta-dup"), Some("a b,c"));
        assert_eq!(lines.get("x-amz-meta-e"), Some(",b,"));
    }

    #[test]
    fn what_cannot_be_signed_is_refused() {
        assert_eq!(
            refusal("Host", "h"),
            "header \"host\" cannot be signed into a URL: it comes from the endpoint"
        );
        assert_eq!(
            refusal("Transfer-Encoding", "chunked"),
            "header \"transfer-encoding\" cannot be signed into a URL: clients and proxies set and \
             change it on the way; leave it out"
        );
        assert_eq!(
            refusal("X-Amz-Date", "x"),
            "header \"x-amz-date\" cannot be signed into a URL: the query carries it; leave the \
             header out"
        );
        assert_eq!(
            refusal("authorization", "x"),
            "header \"authorization\" cannot be signed into a URL: the query carries the signature; \
             leave the header out"
        );
        for name in ["", "a b", "a:b", "a\r\nb", "é"] {
            assert_eq!(
                refusal(name, "x"),
                format!(
                    "header name {name:?} is not valid: letters, digits and !#$%&'*+-.^_`|~ only"
                )
            );
        }
        for value in ["a\r\nx-evil: 1", "a\0", "\u{7f}", "a\u{85}"] {
            assert_eq!(
                refusal("x-amz-meta-a", value),
                format!(
                    "header value {value:?} is not valid: no line ends and no other control \
                     characters; remove them"
                )
            );
        }
        assert!(!refusal(SSE_C_KEY, "m4rk\n").contains("m4rk"));
    }

    #[test]
    fn a_header_of_one_value_is_refused_a_second_time() {
        for name in ["content-type", "Content-Length", "x-amz-acl", "range"] {
            let mut lines = lines(&[(name, "1")]);
            let error = lines.add(&name.to_uppercase(), "1").unwrap_err();
            let name = name.to_lowercase();
            assert_eq!(
                error.to_string(),
                format!("header {name:?} is given twice but has one value: give it once")
            );
        }
    }

    #[test]
    fn the_sse_c_key_is_not_shown() {
        let shown = format!("{:?}", lines(&[(SSE_C_KEY, "m4rk"), ("content-type", "a/b")]));
        assert_eq!(
            shown,
            "{\"content-type\": \"a/b\", \"x-amz-server-side-encryption-customer-key\": \"redacted\"}"
        );
    }
}

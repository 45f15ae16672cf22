//! [`HeaderLines`]: the headers of a request in the form in which they are signed.

mod folded;
mod place;
mod signed;

use std::borrow::Cow;
use std::fmt;

use zeroize::Zeroize;

use self::folded::folded;
use self::place::{HOST, Place, is_before_host, put};
use super::checksum_algorithm::ChecksumAlgorithm;
use super::checksum_rules::check_checksums;
use super::header_rules::{
    are_exclusive, check_name, check_value, excludes_others, has_one_value, is_plain, is_secret,
    lower_name,
};
use super::lines::Lines;
use crate::error::Error;

/// Lines `name:value\n`, names in lower case and in order, values folded; all but `host`.
///
/// These are what is signed, and what the holder of the URL is told to send. The list of their names stands in front of
/// them, so that signing looks for none.
#[derive(Clone, Default)]
pub(crate) struct HeaderLines {
    /// The names, that of `host` among them, with `;` between them, and the lines; empty where there is no header.
    text: String,
    /// The length of the list of names.
    names: usize,
    /// The length of the lines that stand before that of `host`.
    before_host: usize,
    /// Whether a name may have to be escaped in a URL.
    has_odd_name: bool,
    has_secret: bool,
    has_folded: bool,
}

impl HeaderLines {
    /// Those that stand in a text of another.
    pub(crate) fn of(lines: Lines<'_>) -> Self {
        let mut headers = Self::default();
        headers.reserve(2 * lines.as_str().len());
        for (name, value) in lines.iter() {
            headers.add_unchecked(name, value);
        }
        headers
    }

    /// Adds a header. A second value of a list joins the first with a comma, as servers join them.
    pub(crate) fn add(&mut self, name: &str, value: &str) -> Result<(), Error> {
        let name = &*lower_name(name)?;
        check_name(name)?;
        check_value(name, value)?;
        let place = self.place_of(name);
        if !self.is_empty() {
            self.check_beside(name, place.is_repeat)?;
        }
        self.insert(place, name, folded(value, &[' ', '\t']));
        check_checksums(name, &self.iter())
    }

    /// Whether a header can stand beside those that are here.
    fn check_beside(&self, name: &str, is_repeat: bool) -> Result<(), Error> {
        let is_checksum = |name: &str| ChecksumAlgorithm::of_header(name).is_some();
        let is_second_checksum =
            is_checksum(name) && self.iter().any(|(other, _)| is_checksum(other));
        if is_second_checksum || (is_repeat && has_one_value(name)) {
            return Err(Error::DuplicateHeader { name: name.to_owned() });
        }
        if excludes_others(name)
            && let Some((other, _)) = self.iter().find(|(other, _)| are_exclusive(name, other))
        {
            let (name, other) = (name.to_owned(), other.to_owned());
            return Err(Error::ExclusiveHeaders { name, other });
        }
        Ok(())
    }

    /// Adds a header whose name is in lower case and whose value is on one line.
    pub(crate) fn add_unchecked(&mut self, name: &str, value: &str) {
        self.insert(self.place_of(name), name, folded(value, &[' ', '\t']));
    }

    /// Adds a header as it was received. A tab is a byte like any other here, as no signer sends one.
    pub(crate) fn add_received(&mut self, name: &str, value: &str) {
        self.insert(self.place_of(name), name, folded(value, &[' ']));
    }

    fn insert(&mut self, place: Place, name: &str, mut value: Cow<'_, str>) {
        self.has_secret |= is_secret(name);
        self.has_folded |= matches!(value, Cow::Owned(_));
        self.reserve(HOST.len() + 2 * name.len() + value.len() + 3);
        let [front, colon, end] = if place.is_repeat { ["", ",", ""] } else { [name, ":", "\n"] };
        if !place.is_repeat {
            self.add_name(place.in_names, name);
        }
        let before = self.text.len();
        put(&mut self.text, self.names + place.in_lines, [front, colon, &value, end]);
        if is_before_host(name) {
            self.before_host += self.text.len() - before;
        }
        if let (true, Cow::Owned(text)) = (self.has_secret, &mut value) {
            text.zeroize();
        }
    }

    fn add_name(&mut self, at: usize, name: &str) {
        if self.is_empty() {
            self.text.push_str(HOST);
            self.names = HOST.len();
        }
        match at.min(self.names) {
            end if end < at => put(&mut self.text, end, [";", name]),
            at => put(&mut self.text, at, [name, ";"]),
        }
        self.names += name.len() + 1;
        self.has_odd_name |= !is_plain(name);
    }

    fn place_of(&self, name: &str) -> Place {
        if self.is_empty() {
            return Place::first(name);
        }
        let (names, lines) = self.parts();
        Place::of(name, names, lines)
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

    /// The headers, to be read.
    #[inline]
    pub(crate) fn lines(&self) -> Lines<'_> {
        Lines::new(self.parts().1)
    }

    /// The list of names, and the lines.
    #[inline]
    fn parts(&self) -> (&str, &str) {
        self.text.split_at_checked(self.names).unwrap_or_default()
    }

    /// The length of all lines.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.text.len() - self.names
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether one of them is a key of the customer's.
    #[inline]
    pub(crate) fn has_secret(&self) -> bool {
        self.has_secret
    }

    /// Whether a value was given with blanks that are no part of it.
    #[inline]
    pub(crate) fn has_folded(&self) -> bool {
        self.has_folded
    }

    /// The headers in the order of their names.
    #[inline]
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        self.lines().iter()
    }

    #[inline]
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        if self.is_empty() { None } else { self.find(name) }
    }

    fn find(&self, name: &str) -> Option<&str> {
        let (before, after) = self.around_host();
        let lines = if is_before_host(name) { before } else { after };
        if lines.is_empty() {
            return None;
        }
        Lines::new(lines).iter().find_map(|(other, value)| (other == name).then_some(value))
    }
}

impl Drop for HeaderLines {
    fn drop(&mut self) {
        self.wipe();
    }
}

impl fmt::Debug for HeaderLines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines().fmt(f)
    }
}

/// What is allocated for the first headers: enough for a few, so that most requests allocate once.
const ROOM: usize = 384;

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

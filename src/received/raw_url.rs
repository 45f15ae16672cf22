//! [`RawUrl`]: a URL taken apart as it stands, with nothing decoded and nothing normalised.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::decode::decoded;
use crate::text::{parted, parted_near, pieces};

/// The parts of a URL, or of a request target, as slices of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawUrl<'u> {
    /// Lower case is not enforced; `None` for a request target without one.
    pub(crate) scheme: Option<&'u str>,
    /// Host and port, without user information.
    pub(crate) host: Option<&'u str>,
    pub(crate) has_user_info: bool,
    /// From the first slash on; `/` where there is none.
    pub(crate) path: &'u str,
    /// Behind the question mark; empty where there is none.
    pub(crate) query: &'u str,
    pub(crate) has_fragment: bool,
}

impl<'u> RawUrl<'u> {
    /// Splits `scheme://host/path?query`, or `/path?query`. Anything is split somehow.
    pub(crate) fn split(text: &'u str) -> Self {
        let (text, fragment) =
            parted(text, b'#').map_or((text, None), |(text, rest)| (text, Some(rest)));
        let (front, query) = parted(text, b'?').unwrap_or((text, ""));
        let (scheme, authority, path) = match scheme_and_rest(front) {
            Some((scheme, rest)) => {
                let at = rest.find('/').unwrap_or(rest.len());
                let (authority, path) = rest.split_at(at);
                (Some(scheme), Some(authority), path)
            }
            _ => (None, None, front),
        };
        let host = authority
            .map(|authority| authority.rsplit_once('@').map_or(authority, |(_, host)| host));
        Self {
            scheme,
            host,
            has_user_info: authority != host,
            path: if path.is_empty() { "/" } else { path },
            query,
            has_fragment: fragment.is_some(),
        }
    }

    /// A query without the rest of a URL.
    pub(crate) fn of_query(query: &'u str) -> Self {
        Self { query, ..Self::split("") }
    }

    /// The query's pieces, `name=value` each, in their order; none of a query that is empty.
    pub(crate) fn params(&self) -> impl Iterator<Item = RawParam<'u>> + Clone + use<'u> {
        let has_pieces = !self.query.is_empty();
        pieces(self.query, b'&').filter(move |_| has_pieces).map(RawParam::split)
    }
}

/// The scheme of a URL and what stands behind it; none of a request target, which begins with a slash.
fn scheme_and_rest(text: &str) -> Option<(&str, &str)> {
    if text.starts_with('/') {
        return None;
    }
    // A scheme has no colon in it.
    let (scheme, rest) = parted_near(text, b':')?;
    rest.strip_prefix("//").filter(|_| is_scheme(scheme)).map(|rest| (scheme, rest))
}

/// RFC 3986, section 3.1.
fn is_scheme(text: &str) -> bool {
    let is_rest = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    text.starts_with(|first: char| first.is_ascii_alphabetic()) && text.bytes().all(is_rest)
}

/// One `name=value` of a query, as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RawParam<'u> {
    pub(crate) piece: &'u str,
    pub(crate) name: &'u str,
    pub(crate) value: &'u str,
}

impl<'u> RawParam<'u> {
    fn split(piece: &'u str) -> Self {
        let (name, value) = parted_near(piece, b'=').unwrap_or((piece, ""));
        Self { piece, name, value }
    }

    /// The value without its escapes; `None` where they are no UTF-8.
    pub(crate) fn decoded_value(&self) -> Option<Cow<'u, str>> {
        decoded(self.value)
    }

    /// The name without its escapes, if they are UTF-8.
    pub(crate) fn decoded_name(&self) -> Cow<'u, str> {
        percent_decode_str(self.name).decode_utf8_lossy()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_and_targets_are_split_as_they_stand() {
        let url = RawUrl::split("https://u:p@Host:8443/a%2f/../b//c?x=1&&y&z=%41#frag");
        assert_eq!(
            (url.scheme, url.host, url.path),
            (Some("https"), Some("Host:8443"), "/a%2f/../b//c")
        );
        assert!(url.has_user_info && url.has_fragment);
        let params: Vec<_> = url.params().map(|param| (param.name, param.value)).collect();
        assert_eq!(params, [("x", "1"), ("", ""), ("y", ""), ("z", "%41")]);
        let target = RawUrl::split("/a?b=c://d");
        assert_eq!(
            (target.scheme, target.host, target.path, target.query),
            (None, None, "/a", "b=c://d")
        );
        let bare = RawUrl::split("https://host?x=1");
        assert_eq!((bare.host, bare.path, bare.query), (Some("host"), "/", "x=1"));
        assert_eq!(RawUrl::split("").path, "/");
        for no_scheme in ["e%2://host/a", "://host/a", "/x://host/a", "1a://host/a"] {
            let target = RawUrl::split(no_scheme);
            assert_eq!((target.host, target.path), (None, no_scheme));
        }
    }

    #[test]
    fn a_fragment_is_cut_off_at_its_first_mark() {
        let url = RawUrl::split("/a?b#c#d");
        assert!(url.has_fragment);
        assert_eq!((url.path, url.query), ("/a", "b"));
    }

    #[test]
    fn a_scheme_has_no_slash_in_it() {
        let target = RawUrl::split("/a://b/c");
        assert_eq!((target.scheme, target.host, target.path), (None, None, "/a://b/c"));
    }
}

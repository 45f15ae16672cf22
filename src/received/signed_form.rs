//! [`SignedForm`]: a received request in the form in which it must have been signed.

use std::borrow::Cow;

use super::auth_params::{AuthParams, SIGNATURE};
use super::raw_url::RawUrl;
use super::signed_request::SignedRequest;
use crate::request::{CONTENT_SHA256, HeaderLines};
use crate::respelled;
use crate::sigv4::{CanonicalRequest, UNSIGNED_PAYLOAD};
use crate::text::pieces;

/// The pieces of the canonical request, borrowed from the request where they stand there as they are.
pub(crate) struct SignedForm<'r> {
    method: &'r str,
    uri: Cow<'r, str>,
    query: Cow<'r, str>,
    host: Cow<'r, str>,
    headers: HeaderLines,
    payload_hash: Cow<'r, str>,
}

impl<'r> SignedForm<'r> {
    /// The request as it stands, byte by byte.
    pub(crate) fn new(
        request: &SignedRequest<'r>,
        url: &RawUrl<'r>,
        params: &AuthParams<'r>,
        signed_headers: &str,
    ) -> Self {
        let headers = header_lines(request, signed_headers, HeaderLines::add_received);
        // S3 reads the hash of the body in the query, too, as its parameters of the signature.
        let in_header = headers.get(CONTENT_SHA256).map(|hash| Cow::Owned(hash.to_owned()));
        let bound = in_header.or_else(|| params.content_sha256.clone());
        Self {
            method: request.method,
            uri: Cow::Borrowed(url.path),
            query: canonical_query(url, params),
            host: host(request, url),
            headers,
            payload_hash: bound.unwrap_or(Cow::Borrowed(UNSIGNED_PAYLOAD)),
        }
    }

    /// The same as S3 spells it, whatever stood on the wire, and tabs taken for spaces. Nothing where nobody knows what
    /// S3 reads: see [`respelled::is_readable`].
    pub(crate) fn respelled(
        &self,
        request: &SignedRequest<'r>,
        url: &RawUrl<'r>,
        signed_headers: &str,
    ) -> Option<Self> {
        if !respelled::is_readable(url.path) || !respelled::is_readable(url.query) {
            return None;
        }
        let params = url.params().filter(|param| param.name != SIGNATURE);
        let params = params.map(|param| {
            (respelled::respelled_query(param.name), respelled::respelled_query(param.value))
        });
        let query = Cow::Owned(sorted(params.collect()));
        let headers = header_lines(request, signed_headers, HeaderLines::add_unchecked);
        Some(Self {
            method: self.method,
            uri: Cow::Owned(respelled::respelled_path(url.path)),
            query,
            host: self.host.clone(),
            headers,
            payload_hash: self.payload_hash.clone(),
        })
    }

    pub(crate) fn canonical_request(&self) -> CanonicalRequest<'_> {
        CanonicalRequest {
            method: self.method,
            uri: &self.uri,
            query: &self.query,
            host: &self.host,
            headers: &self.headers,
            payload_hash: &self.payload_hash,
        }
    }

    /// The hash of the body, where the signature binds it.
    pub(crate) fn bound_payload(&self) -> Option<&str> {
        Some(&*self.payload_hash).filter(|hash| *hash != UNSIGNED_PAYLOAD)
    }
}

/// The query without the signature, in order; a slice of it where it is in order already.
fn canonical_query<'r>(url: &RawUrl<'r>, params: &AuthParams<'r>) -> Cow<'r, str> {
    if let Some(query) = params.canonical.and_then(|end| url.query.get(..end)) {
        return Cow::Borrowed(query);
    }
    let params = url.params().filter(|param| param.name != SIGNATURE);
    Cow::Owned(sorted(params.map(|param| (param.name, param.value)).collect()))
}

fn sorted<T: AsRef<str> + Ord>(mut params: Vec<(T, T)>) -> String {
    params.sort();
    let mut query = String::new();
    for (count, (name, value)) in params.iter().enumerate() {
        if count > 0 {
            query.push('&');
        }
        query.push_str(name.as_ref());
        query.push('=');
        query.push_str(value.as_ref());
    }
    query
}

/// A host in the target counts, and the header does not: RFC 9112, section 3.2.2.
fn host<'r>(request: &SignedRequest<'r>, url: &RawUrl<'r>) -> Cow<'r, str> {
    if let Some(host) = url.host {
        return Cow::Borrowed(host);
    }
    let mut given = request.values("host");
    match (given.next(), given.next()) {
        (None, _) => Cow::Borrowed(""),
        (Some(host), None) => Cow::Borrowed(host.trim_matches(' ')),
        (Some(_), Some(_)) => Cow::Owned(request.values("host").collect::<Vec<_>>().join(",")),
    }
}

/// The signed headers with the values that came; an empty one for one that did not come.
fn header_lines(
    request: &SignedRequest<'_>,
    signed: &str,
    add: fn(&mut HeaderLines, &str, &str),
) -> HeaderLines {
    let mut lines = HeaderLines::default();
    // Which is the rule.
    if signed == "host" {
        return lines;
    }
    for name in pieces(signed, b';').filter(|name| *name != "host") {
        let mut values = request.values(name).peekable();
        if values.peek().is_none() {
            add(&mut lines, name, "");
        }
        values.for_each(|value| add(&mut lines, name, value));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(uri: &str) -> (bool, String) {
        let url = RawUrl::split(uri);
        let query = canonical_query(&url, &AuthParams::read(&url));
        (matches!(query, Cow::Borrowed(_)), query.into_owned())
    }

    #[test]
    fn a_query_in_order_is_taken_as_it_stands_and_any_other_is_sorted() {
        for (uri, is_borrowed, query) in [
            ("/?a=1&b=2&X-Amz-Signature=s", false, "a=1&b=2"),
            ("/?X-Amz-A=1&X-Amz-B=2&X-Amz-Signature=s", true, "X-Amz-A=1&X-Amz-B=2"),
            ("/?X-Amz-A=1&X-Amz-Signature=s&a=2", false, "X-Amz-A=1&a=2"),
            ("/?X-Amz-Signature=s&X-Amz-A=1", false, "X-Amz-A=1"),
            ("/?b=2&a=1", false, "a=1&b=2"),
            ("/?uploads&a=1", false, "a=1&uploads="),
            ("/?X-Amz-A=1&uploads&X-Amz-Signature=s", false, "X-Amz-A=1&uploads="),
            ("/?a=2&a=1", false, "a=1&a=2"),
            ("/?attributes=1&versions=2", true, "attributes=1&versions=2"),
            ("/?versions=2&attributes=1", false, "attributes=1&versions=2"),
            ("/?response-a=1&response-b=2", true, "response-a=1&response-b=2"),
            ("/?response-b=2&response-a=1", false, "response-a=1&response-b=2"),
            ("/?a-b=1&a=1", false, "a=1&a-b=1"),
            ("/?a=1&&b=2", false, "=&a=1&b=2"),
            ("/?X-Amz-Signature=s", true, ""),
            ("/", true, ""),
        ] {
            // A `true` says that it must be borrowed, which is what makes verifying fast.
            let (borrowed, text) = canonical(uri);
            assert_eq!(text, query, "{uri}");
            assert!(borrowed || !is_borrowed, "{uri}");
        }
    }
}

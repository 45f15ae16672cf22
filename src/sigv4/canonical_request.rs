//! [`CanonicalRequest`]: the request as both sides spell it before they hash it.

use crate::digest::{Sha256, Sink, shown};
use crate::request::{CONTENT_SHA256, HeaderLines};

/// The pieces of a canonical request. On the signing path they all lie in the URL already, so that
/// nothing is written only to be hashed.
pub(crate) struct CanonicalRequest<'a> {
    pub(crate) method: &'a str,
    /// Encoded once, never normalised.
    pub(crate) uri: &'a str,
    /// Encoded and sorted, without the signature.
    pub(crate) query: &'a str,
    pub(crate) host: &'a str,
    pub(crate) headers: &'a HeaderLines,
    pub(crate) payload_hash: &'a str,
}

impl CanonicalRequest<'_> {
    /// The one way to spell it: into the hash to sign it, into a `String` to read it.
    #[inline]
    pub(crate) fn write(&self, sink: &mut impl Sink) {
        write_method(self.method, sink);
        sink.put_str(self.uri);
        sink.put_str("\n");
        sink.put_str(self.query);
        write_behind_query(self.host, self.headers, self.payload_hash, sink);
    }

    /// To be read.
    pub(crate) fn text(&self) -> String {
        let pieces = [self.method, self.uri, self.query, self.host];
        let fixed = pieces.iter().map(|piece| piece.len()).sum::<usize>() + self.payload_hash.len();
        // The headers, and their names once more, with `host` and the line ends.
        shown(fixed + 2 * self.headers.len() + 32, |out| self.write(out))
    }

    #[inline]
    pub(crate) fn hash(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        self.write(&mut hash);
        hash.finish()
    }
}

/// The first line; what is the rule is written as a text of known length, which takes no call.
#[inline]
pub(super) fn write_method(method: &str, sink: &mut impl Sink) {
    match method {
        "GET" => sink.put_str("GET\n"),
        "PUT" => sink.put_str("PUT\n"),
        method => {
            sink.put_str(method);
            sink.put_str("\n");
        }
    }
}

/// All that stands behind the query.
#[inline]
pub(super) fn write_behind_query(
    host: &str,
    headers: &HeaderLines,
    payload_hash: &str,
    sink: &mut impl Sink,
) {
    headers.write_canonical(host, sink);
    match payload_hash {
        UNSIGNED_PAYLOAD => sink.put_str(UNSIGNED_PAYLOAD),
        hash => sink.put_str(hash),
    }
}

/// What stands for the body of a request with these headers.
#[inline]
pub(super) fn payload_hash(headers: &HeaderLines) -> &str {
    headers.get(CONTENT_SHA256).unwrap_or(UNSIGNED_PAYLOAD)
}

/// The payload hash of a request whose body is not bound.
pub(crate) const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

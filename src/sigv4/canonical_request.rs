//! [`CanonicalRequest`]: the request as both sides spell it before they hash it.

use crate::digest::{Sha256, Sink, shown};
use crate::request::HeaderLines;

/// The pieces of a canonical request. On the signing path they all lie in the URL already, so that
/// nothing is written only to be hashed.
pub(crate) struct CanonicalRequest<'a> {
    pub(crate) method: &'a str,
    /// Encoded once, never normalised.
    pub(crate) uri: &'a [u8],
    /// Encoded and sorted, without the signature.
    pub(crate) query: &'a [u8],
    pub(crate) host: &'a [u8],
    pub(crate) headers: &'a HeaderLines,
    pub(crate) payload_hash: &'a str,
}

impl CanonicalRequest<'_> {
    /// The one way to spell it: into the hash to sign it, into a `String` to read it.
    #[inline]
    pub(crate) fn write(&self, sink: &mut impl Sink) {
        // What is the rule is written as a text of known length, which takes no call.
        match self.method {
            "GET" => sink.put(b"GET\n"),
            "PUT" => sink.put(b"PUT\n"),
            method => {
                sink.put(method.as_bytes());
                sink.put(b"\n");
            }
        }
        sink.put(self.uri);
        sink.put(b"\n");
        sink.put(self.query);
        self.headers.write_canonical(self.host, sink);
        match self.payload_hash {
            UNSIGNED_PAYLOAD => sink.put(UNSIGNED_PAYLOAD.as_bytes()),
            hash => sink.put(hash.as_bytes()),
        }
    }

    /// To be read.
    pub(crate) fn text(&self) -> String {
        let pieces = [self.method.as_bytes(), self.uri, self.query, self.host];
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

/// The payload hash of a request whose body is not bound.
pub(crate) const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

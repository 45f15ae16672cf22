//! [`StringToSign`]: algorithm, time, scope and the hash of the canonical request.

use super::scope::CredentialScope;
use crate::digest::{Hex, Sink, shown};

/// What the signing key signs.
pub(crate) struct StringToSign<'a> {
    algorithm: Algorithm,
    scope: CredentialScope<'a>,
    canonical_request: Hex,
}

impl<'a> StringToSign<'a> {
    #[inline]
    pub(crate) fn new(
        algorithm: Algorithm,
        scope: CredentialScope<'a>,
        canonical_request: [u8; 32],
    ) -> Self {
        Self { algorithm, scope, canonical_request: Hex::new(&canonical_request) }
    }

    /// The one way to spell it: into the hash to sign it, into a `String` to read it.
    pub(crate) fn write(&self, sink: &mut impl Sink) {
        self.write_beginning(sink);
        self.write_request(sink);
    }

    /// Algorithm, time and scope, which are the same for everything that is signed in one second.
    pub(crate) fn write_beginning(&self, sink: &mut impl Sink) {
        sink.put(self.algorithm.line());
        sink.put(self.scope.date.as_bytes());
        sink.put(b"\n");
        self.scope.write(sink);
        sink.put(b"\n");
    }

    /// The hash of the request.
    #[inline]
    pub(crate) fn write_request(&self, sink: &mut impl Sink) {
        sink.put(self.canonical_request.as_bytes());
    }

    /// To be read.
    pub(crate) fn text(&self) -> String {
        shown(self.scope.behind_date.len() + 128, |out| self.write(out))
    }
}

/// `X-Amz-Algorithm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Algorithm {
    /// SigV4.
    HmacSha256,
    /// SigV4A.
    EcdsaP256Sha256,
}

impl Algorithm {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::HmacSha256 => "AWS4-HMAC-SHA256",
            Self::EcdsaP256Sha256 => "AWS4-ECDSA-P256-SHA256",
        }
    }

    /// The first line of a string to sign.
    #[inline]
    fn line(self) -> &'static [u8] {
        match self {
            Self::HmacSha256 => b"AWS4-HMAC-SHA256\n",
            Self::EcdsaP256Sha256 => b"AWS4-ECDSA-P256-SHA256\n",
        }
    }

    /// The most digits that a signature has: those of 32 bytes, and of two integers of 33 bytes in DER.
    pub(crate) fn signature_len(self) -> usize {
        match self {
            Self::HmacSha256 => 64,
            Self::EcdsaP256Sha256 => 144,
        }
    }
}

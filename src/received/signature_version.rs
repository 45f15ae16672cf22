//! [`SignatureVersion`]: which of AWS's ways of signing.

use std::fmt;

/// Which way of signing a link uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureVersion {
    /// Signature Version 2, which this crate does not sign with.
    V2,
    /// Signature Version 4, `AWS4-HMAC-SHA256`.
    V4,
    /// Signature Version 4A, `AWS4-ECDSA-P256-SHA256`.
    V4a,
}

impl fmt::Display for SignatureVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V2 => "SigV2",
            Self::V4 => "SigV4",
            Self::V4a => "SigV4A",
        })
    }
}

//! [`AddedPlace`]: where a parameter stands that was probably added after signing.

use std::fmt;

/// Where a parameter stands that was probably added after signing, and what speaks against it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AddedPlace {
    /// Behind the signature, and S3 does not read it.
    Behind,
    /// Where a signer that sorts all others would not have put it, and S3 does not read it.
    OutOfOrder,
    /// Behind the signature, though S3 reads it and wants it signed along.
    Unsigned,
}

impl fmt::Display for AddedPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Behind => "behind the signature and is none of S3's",
            Self::OutOfOrder => "out of order and is none of S3's",
            Self::Unsigned => "behind the signature, though S3 wants it signed along",
        })
    }
}

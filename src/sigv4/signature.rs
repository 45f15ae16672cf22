//! [`Signature`]: the last step.

use crate::digest::Hex;

/// The HMAC of the string to sign, as 64 lower-case hex digits.
pub(crate) struct Signature(Hex);

impl Signature {
    pub(super) fn new(bytes: [u8; 32]) -> Self {
        Self(Hex::new(&bytes))
    }

    pub(crate) fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

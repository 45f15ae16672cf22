//! [`Signature`]: the last step.

use crate::digest::Hex;

/// A signature as it stands in the URL, in lower-case hex digits.
pub(crate) enum Signature {
    /// The HMAC of the string to sign: 64 digits.
    Hmac(Hex),
    /// The ECDSA signature of the string to sign, in DER: about 142 digits.
    #[cfg(feature = "sigv4a")]
    Ecdsa(String),
}

impl Signature {
    pub(super) fn hmac(bytes: [u8; 32]) -> Self {
        Self::Hmac(Hex::new(&bytes))
    }

    /// As text.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Hmac(hex) => hex.as_str(),
            #[cfg(feature = "sigv4a")]
            Self::Ecdsa(text) => text,
        }
    }
}

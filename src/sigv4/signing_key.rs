//! [`SigningKey`]: the key of one day, region and service, derived from the secret.

use zeroize::Zeroizing;

use super::scope::TERMINATOR;
use super::signature::Signature;
use crate::amz_date::AmzDate;
use crate::credentials::SecretAccessKey;
use crate::digest::{HMAC_WORDS, HmacKey, Sha256, hmac_sha256};

/// The key that signs everything of one credential scope, as HMAC states.
#[derive(Default)]
pub(crate) struct SigningKey(HmacKey);

impl SigningKey {
    /// Becomes the key of a day. Four HMACs: date, region, service, `aws4_request`.
    pub(crate) fn derive(
        &mut self,
        secret: &SecretAccessKey,
        date: AmzDate,
        region: &str,
        service: &str,
    ) {
        let seed = Zeroizing::new(["AWS4", secret.expose()].concat());
        let day = hmac_sha256(seed.as_bytes(), date.stamp_bytes());
        let region = hmac_sha256(&*day, region.as_bytes());
        let service = hmac_sha256(&*region, service.as_bytes());
        self.0.set(&hmac_sha256(&*service, TERMINATOR.as_bytes()));
    }

    /// Makes another the same key for texts that all begin with what is written.
    pub(crate) fn begin(&self, other: &mut Self, write_beginning: impl FnOnce(&mut Sha256)) {
        self.0.begin(&mut other.0, write_beginning);
    }

    /// Signs a text, without the beginning that was given before.
    #[inline]
    pub(crate) fn sign(&self, write_text: impl FnOnce(&mut Sha256)) -> Signature {
        Signature::hmac(self.0.sign(write_text))
    }

    /// The key as words, for a store that keeps it.
    pub(super) fn words(&self) -> &[u64; HMAC_WORDS] {
        self.0.words()
    }

    #[inline]
    pub(super) fn words_mut(&mut self) -> &mut [u64; HMAC_WORDS] {
        self.0.words_mut()
    }
}

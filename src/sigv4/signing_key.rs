//! [`SigningKey`]: what signs everything of one day, region and service.

use zeroize::Zeroizing;

use super::scope::TERMINATOR;
use crate::amz_date::AmzDate;
use crate::credentials::SecretAccessKey;
use crate::digest::{HmacKey, hmac_sha256};

/// The signing key of one credential scope, before it is derived from the secret.
pub(crate) struct SigningKey<'a> {
    pub(crate) secret: &'a SecretAccessKey,
    pub(crate) date: AmzDate,
    pub(crate) region: &'a str,
    pub(crate) service: &'a str,
}

impl SigningKey<'_> {
    /// Derives it where it is to stay, by four HMACs: date, region, service, `aws4_request`.
    pub(crate) fn derive(&self, key: &mut HmacKey) {
        let seed = Zeroizing::new(["AWS4", self.secret.expose()].concat());
        let day = hmac_sha256(seed.as_bytes(), self.date.stamp_bytes());
        let region = hmac_sha256(&*day, self.region.as_bytes());
        let service = hmac_sha256(&*region, self.service.as_bytes());
        key.set(&hmac_sha256(&*service, TERMINATOR.as_bytes()));
    }
}

//! The signing key of one day, region and service, derived from the secret.

use zeroize::Zeroizing;

use super::scope::TERMINATOR;
use crate::amz_date::AmzDate;
use crate::credentials::SecretAccessKey;
use crate::digest::{HmacKey, hmac_sha256};

/// Makes a key the one that signs everything of one credential scope. Four HMACs: date, region, service,
/// `aws4_request`.
pub(crate) fn derive(
    key: &mut HmacKey,
    secret: &SecretAccessKey,
    date: AmzDate,
    region: &str,
    service: &str,
) {
    let seed = Zeroizing::new(["AWS4", secret.expose()].concat());
    let day = hmac_sha256(seed.as_bytes(), date.stamp_bytes());
    let region = hmac_sha256(&*day, region.as_bytes());
    let service = hmac_sha256(&*region, service.as_bytes());
    key.set(&hmac_sha256(&*service, TERMINATOR.as_bytes()));
}

//! [`EcdsaKey`]: the signing key of SigV4A, the same for every day and region.

use p256::ecdsa::signature::hazmat::{PrehashSigner, PrehashVerifier};
use p256::ecdsa::{DerSignature, SigningKey};
use p256::elliptic_curve::PrimeField;
use p256::{NonZeroScalar, Scalar};
use zeroize::Zeroizing;

use super::signature::Signature;
use super::string_to_sign::Algorithm;
use crate::credentials::Credentials;
use crate::digest::{Sha256, hmac_sha256};

/// A P-256 key derived from the secret access key. `p256` overwrites it when it is dropped.
pub(super) struct EcdsaKey(SigningKey);

impl EcdsaKey {
    /// NIST SP 800-108 in counter mode, until a candidate is within the order of the curve. Of 2^32
    /// candidates one is not.
    pub(super) fn derive(credentials: &Credentials) -> Self {
        let mut counter = 1;
        loop {
            if let Some(key) = Self::candidate(credentials, counter) {
                return key;
            }
            counter = counter.wrapping_add(1);
        }
    }

    fn candidate(credentials: &Credentials, counter: u8) -> Option<Self> {
        let secret = credentials.secret_access_key().expose();
        let seed = Zeroizing::new(["AWS4A", secret].concat());
        let id = credentials.access_key_id().as_str().as_bytes();
        let algorithm = Algorithm::EcdsaP256Sha256.as_str().as_bytes();
        let fixed = [&[0, 0, 0, 1], algorithm, &[0], id, &[counter], &[0, 0, 1, 0]].concat();
        let candidate = hmac_sha256(seed.as_bytes(), &fixed);
        let scalar = Option::<Scalar>::from(Scalar::from_repr((*candidate).into()))?;
        // The candidate counts from 0, the key from 1.
        let key = Option::<NonZeroScalar>::from(NonZeroScalar::new(scalar + Scalar::ONE))?;
        Some(Self(SigningKey::from(key)))
    }

    /// RFC 6979 makes the signature depend on nothing but key and text.
    pub(super) fn sign(&self, write_text: impl FnOnce(&mut Sha256)) -> Signature {
        let mut hash = Sha256::new();
        write_text(&mut hash);
        // Fails only for a hash of another length.
        let signature: Result<DerSignature, _> = self.0.sign_prehash(&hash.finish());
        Signature::Ecdsa(
            signature.map(|signature| hex::encode(signature.as_bytes())).unwrap_or_default(),
        )
    }

    /// Whether a signature, DER in hex, is one of this text.
    pub(super) fn verifies(&self, write_text: impl FnOnce(&mut Sha256), signature: &str) -> bool {
        let mut hash = Sha256::new();
        write_text(&mut hash);
        // One spelling of a number is enough; AWS's is lower case.
        let is_lower_case = !signature.bytes().any(|byte| byte.is_ascii_uppercase());
        let der = hex::decode(signature).ok().filter(|_| is_lower_case);
        let signature = der.and_then(|der| DerSignature::from_bytes(&der).ok());
        signature.is_some_and(|signature| {
            self.0.verifying_key().verify_prehash(&hash.finish(), &signature).is_ok()
        })
    }

    #[cfg(test)]
    pub(super) fn verifying_key(&self) -> &p256::ecdsa::VerifyingKey {
        self.0.verifying_key()
    }
}

//! Signature Version 4, one file a step, in AWS's order.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>

mod canonical_request;
#[cfg(feature = "sigv4a")]
mod ecdsa_key;
mod key_ring;
mod query_string_auth;
mod scope;
mod scoped_signer;
mod signature;
mod signer;
mod signing_key;
mod signing_lanes;
mod string_to_sign;
mod verifying_lanes;

#[cfg(test)]
mod test_suite;

pub(crate) use self::canonical_request::{CanonicalRequest, UNSIGNED_PAYLOAD};
pub(crate) use self::query_string_auth::{BehindProxy, Parts, Pen};
pub(crate) use self::scope::CredentialScope;
pub(crate) use self::scoped_signer::ScopedSigner;
pub(crate) use self::signer::Signer;
pub(crate) use self::signing_lanes::{SignedLane, SigningLanes};
pub(crate) use self::string_to_sign::{Algorithm, StringToSign};
pub(crate) use self::verifying_lanes::VerifyingLanes;

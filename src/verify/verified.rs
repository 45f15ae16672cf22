//! [`Verified`]: what a good presigned request says about itself.

use std::time::SystemTime;

/// A request whose signature holds: who signed it, for where, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    pub(super) access_key_id: String,
    pub(super) region: String,
    pub(super) service: &'static str,
    pub(super) signed_at: SystemTime,
    pub(super) expires_at: SystemTime,
    pub(super) payload_hash: Option<String>,
}

impl Verified {
    /// Whose credentials signed it.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// The region that it is signed for; with SigV4A the region set.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.region
    }

    /// The service that it is signed for, such as `s3`.
    #[must_use]
    pub fn service(&self) -> &'static str {
        self.service
    }

    /// When it was signed.
    #[must_use]
    pub fn signed_at(&self) -> SystemTime {
        self.signed_at
    }

    /// When it expires by its own words; its credentials may end before.
    #[must_use]
    pub fn expires_at(&self) -> SystemTime {
        self.expires_at
    }

    /// The SHA-256 that the body must have, in hex, or one of S3's words for a streamed body; `None`
    /// where the body is not bound.
    ///
    /// The verifier does not see the body: whoever reads it has to check this.
    #[must_use]
    pub fn payload_hash(&self) -> Option<&str> {
        self.payload_hash.as_deref()
    }
}

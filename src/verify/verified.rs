//! [`Verified`]: what a good presigned request says about itself.

use std::fmt;
use std::ops::Range;
use std::time::SystemTime;

use crate::amz_date::AmzDate;
use crate::endpoint::AuthScope;
use crate::received::CredentialParam;

/// A request whose signature holds: who signed it, for where, and until when.
#[derive(Clone)]
pub struct Verified {
    /// `X-Amz-Credential`, of which the access key id and the region are parts: one text instead of two.
    pub(super) credential: String,
    pub(super) facts: Facts,
    pub(super) proof: Proof,
}

/// What a link says besides its credential, and where in that the access key id and the region stand.
#[derive(Clone)]
pub(super) struct Facts {
    /// Where the access key id ends in the credential.
    access_key_id: usize,
    /// Where the region stands in the credential.
    region: Range<usize>,
    /// With SigV4A, where the credential has no region.
    region_set: Option<String>,
    service: &'static str,
    signed_at: SystemTime,
    expires_at: SystemTime,
}

impl Facts {
    #[inline]
    pub(super) fn of(
        credential: &CredentialParam<'_>,
        scope: &AuthScope<'_>,
        date: AmzDate,
        expires_at: SystemTime,
    ) -> Self {
        let access_key_id = credential.access_key_id.len();
        let start = access_key_id + "/".len() + credential.date.len() + "/".len();
        let end = start + credential.region.unwrap_or_default().len();
        Self {
            access_key_id,
            region: start..end,
            region_set: credential.region.is_none().then(|| scope.region.clone().into_owned()),
            service: scope.service,
            signed_at: date.system_time(),
            expires_at,
        }
    }
}

/// What is known of a request once its signature holds.
#[derive(Clone)]
pub(super) struct Proof {
    pub(super) payload_hash: Option<String>,
    pub(super) is_respelled: bool,
}

impl Verified {
    /// Whose credentials signed it.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        self.credential.get(..self.facts.access_key_id).unwrap_or_default()
    }

    /// The region that it is signed for; with SigV4A the region set.
    #[must_use]
    pub fn region(&self) -> &str {
        let in_credential = || self.credential.get(self.facts.region.clone()).unwrap_or_default();
        self.facts.region_set.as_deref().unwrap_or_else(in_credential)
    }

    /// The service that it is signed for, such as `s3`.
    #[must_use]
    pub fn service(&self) -> &'static str {
        self.facts.service
    }

    /// When it was signed.
    #[must_use]
    pub fn signed_at(&self) -> SystemTime {
        self.facts.signed_at
    }

    /// When it expires by its own words; its credentials may end before.
    #[must_use]
    pub fn expires_at(&self) -> SystemTime {
        self.facts.expires_at
    }

    /// The SHA-256 that the body must have, in hex, or one of S3's words for a streamed body; `None`
    /// where the body is not bound.
    ///
    /// The verifier does not see the body: whoever reads it has to check this.
    #[must_use]
    pub fn payload_hash(&self) -> Option<&str> {
        self.proof.payload_hash.as_deref()
    }

    /// Whether it came spelled otherwise than it was signed, such as with a raw `'` for a signed `%27`. S3 takes it;
    /// servers that compare byte for byte do not. Which spellings S3 takes, and how sure that is, says
    /// `docs/spelling.md`.
    #[must_use]
    pub fn is_respelled(&self) -> bool {
        self.proof.is_respelled
    }
}

impl Verified {
    /// All that it tells.
    fn told(&self) -> ([&str; 3], [SystemTime; 2], Option<&str>, bool) {
        let who = [self.access_key_id(), self.region(), self.facts.service];
        let times = [self.facts.signed_at, self.facts.expires_at];
        (who, times, self.payload_hash(), self.proof.is_respelled)
    }
}

impl PartialEq for Verified {
    fn eq(&self, other: &Self) -> bool {
        self.told() == other.told()
    }
}

impl Eq for Verified {}

#[expect(clippy::missing_fields_in_debug, reason = "shown as what they tell")]
impl fmt::Debug for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified")
            .field("access_key_id", &self.access_key_id())
            .field("region", &self.region())
            .field("service", &self.facts.service)
            .field("signed_at", &self.facts.signed_at)
            .field("expires_at", &self.facts.expires_at)
            .field("payload_hash", &self.proof.payload_hash)
            .field("is_respelled", &self.proof.is_respelled)
            .finish()
    }
}

//! [`Validity`]: from when to when a URL works; and the [`Grant`] that allows it to be signed.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::amz_date::AmzDate;
use crate::error::Limit;
use crate::expires_in::ExpiresIn;

/// From when to when a presigned URL works, and what ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    /// Seconds since 1970, as every instant here.
    signed_at: u64,
    expires_in: ExpiresIn,
    expires_at: u64,
    limited_by: Limit,
    certainty: Certainty,
}

impl Validity {
    /// The signing time, `X-Amz-Date`; whole seconds. S3 refuses a URL that is used more than 15
    /// minutes before it.
    #[must_use]
    pub fn signed_at(&self) -> SystemTime {
        instant(self.signed_at)
    }

    pub(crate) fn date(&self) -> AmzDate {
        AmzDate::from_seconds(self.signed_at)
    }

    /// The lifetime in the URL, `X-Amz-Expires`. With [`OnExcess::Allow`](crate::OnExcess::Allow)
    /// the URL may die sooner.
    #[must_use]
    pub fn expires_in(&self) -> Duration {
        self.expires_in.duration()
    }

    /// The instant at which the URL really dies, if the [`certainty`](Self::certainty) is exact.
    ///
    /// S3 checks when a request begins: a download that runs goes on, one that is begun again fails.
    #[must_use]
    pub fn expires_at(&self) -> SystemTime {
        instant(self.expires_at)
    }

    /// What ends the URL at [`expires_at`](Self::expires_at).
    #[must_use]
    pub fn limited_by(&self) -> Limit {
        self.limited_by
    }

    /// Whether [`expires_at`](Self::expires_at) is exact or an upper bound.
    #[must_use]
    pub fn certainty(&self) -> Certainty {
        self.certainty
    }
}

/// How sure an end is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Certainty {
    /// The URL works until then, if nobody revokes the credentials.
    Exact,
    /// The URL works until then at the most: the credentials are temporary and nobody told when
    /// they end. [`Credentials::with_expires_at`](crate::Credentials::with_expires_at) mends that.
    AtMost,
}

/// The longest lifetime that can be asked for at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MaxLifetime {
    /// The lifetime. Zero where a stable window leaves nothing to ask for.
    pub lifetime: Duration,
    /// What sets it.
    pub limited_by: Limit,
    /// Whether a URL of this lifetime is sure to live so long.
    pub certainty: Certainty,
}

/// The policy's leave to sign one request. Only [`ExpiryPolicy`](super::ExpiryPolicy) gives it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grant(Validity);

impl Grant {
    /// `lives` counts the seconds from `signed_at` to the true end.
    #[inline]
    pub(super) fn new(
        signed_at: u64,
        expires_in: ExpiresIn,
        lives: u64,
        limited_by: Limit,
        certainty: Certainty,
    ) -> Self {
        let expires_at = signed_at + lives;
        Self(Validity { signed_at, expires_in, expires_at, limited_by, certainty })
    }

    /// Seconds since 1970.
    #[inline]
    pub(crate) fn signed_at(&self) -> u64 {
        self.0.signed_at
    }

    #[inline]
    pub(crate) fn expires_in(&self) -> ExpiresIn {
        self.0.expires_in
    }

    #[inline]
    pub(crate) fn validity(&self) -> Validity {
        self.0
    }
}

fn instant(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

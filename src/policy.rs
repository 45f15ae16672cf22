//! [`ExpiryPolicy`]: how long a URL may live, and what happens when more is asked for.
//!
//! This is the gate: a [`Grant`] comes from here only, and nothing is signed without one.

mod validity;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::credentials::{CredentialKind, Credentials};
use crate::error::{Error, Limit};
use crate::expires_in::ExpiresIn;
use crate::limits::EXPIRES_IN;
use crate::utc::{LAST_SECOND, seconds_of};

pub(crate) use self::validity::Grant;
pub use self::validity::{Certainty, MaxLifetime, Validity};

/// How long a URL may live, and what happens when more is asked for.
///
/// A URL dies at the earliest of: the lifetime asked for, the most that the server takes (7 days on
/// AWS), the cap of the [`CredentialKind`], and the end of the credentials. The default policy
/// refuses a lifetime that goes beyond any of them.
///
/// # Examples
///
/// ```
/// use std::time::{Duration, SystemTime, UNIX_EPOCH};
/// use s3_presigner::{Credentials, ExpiryPolicy, Limit, OnExcess, Presigner, Region};
///
/// let in_40_minutes = SystemTime::now() + Duration::from_secs(40 * 60);
/// let credentials = Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "secret", "token")?
///     .with_expires_at(in_40_minutes);
/// let presigner = Presigner::new(credentials, Region::new("eu-west-1")?);
/// let week = Duration::from_secs(7 * 86_400);
///
/// assert!(presigner.presign_get("photos", "cat.jpg", week).is_err());
///
/// let policy = ExpiryPolicy::new()
///     .with_on_excess(OnExcess::Clamp)
///     .with_min_lifetime(Duration::from_secs(60));
/// let url = presigner.with_expiry_policy(policy).presign_get("photos", "cat.jpg", week)?;
/// assert!(url.expires_at() <= in_40_minutes);
/// assert_eq!(url.limited_by(), Limit::CredentialExpiry);
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpiryPolicy {
    pub(crate) on_excess: OnExcess,
    pub(crate) min_lifetime: Duration,
    pub(crate) max_lifetime: Option<Duration>,
    pub(crate) protocol_max: Duration,
    pub(crate) kind_caps: Vec<(CredentialKind, Duration)>,
    pub(crate) known_expiry_only: bool,
}

/// What happens when a URL is asked to live longer than it could.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OnExcess {
    /// It is an [`Error::LifetimeTooLong`], which says how much is possible. The default.
    #[default]
    Reject,
    /// The URL gets the longest life that it can have, and says so, unless that is less than the
    /// policy's [minimum](ExpiryPolicy::with_min_lifetime). Inside a stable window, that is the longest
    /// for the one URL of the window.
    Clamp,
    /// The URL is signed with the lifetime asked for, though it will die sooner;
    /// [`expires_at`](Validity::expires_at) tells when. The most that the server takes, and the
    /// policy's own [maximum](ExpiryPolicy::with_max_lifetime), still hold.
    Allow,
}

impl ExpiryPolicy {
    /// Refuses every excess, takes credentials of unknown end, and has no limits of its own.
    #[must_use]
    pub fn new() -> Self {
        Self {
            on_excess: OnExcess::Reject,
            min_lifetime: Duration::from_secs(1),
            max_lifetime: None,
            protocol_max: AWS_PROTOCOL_MAX,
            kind_caps: Vec::new(),
            known_expiry_only: false,
        }
    }

    /// Sets what happens when more is asked for than is possible.
    #[must_use]
    pub fn with_on_excess(mut self, on_excess: OnExcess) -> Self {
        self.on_excess = on_excess;
        self
    }

    /// The least that [`OnExcess::Clamp`] may shorten to; below it the URL is refused, unless less was asked
    /// for and it is no less than that. 1 second unless set.
    #[must_use]
    pub fn with_min_lifetime(mut self, min: Duration) -> Self {
        self.min_lifetime = min;
        self
    }

    /// A maximum of one's own, for every kind of credentials.
    #[must_use]
    pub fn with_max_lifetime(mut self, max: Duration) -> Self {
        self.max_lifetime = Some(max);
        self
    }

    /// Lowers the cap of one kind of credentials, on every endpoint; for example for roles whose
    /// maximum session is an hour. A cap above [`CredentialKind::cap`] changes nothing on AWS.
    #[must_use]
    pub fn with_kind_cap(mut self, kind: CredentialKind, cap: Duration) -> Self {
        self.kind_caps.retain(|(other, _)| *other != kind);
        self.kind_caps.push((kind, cap));
        self
    }

    /// The most that the server takes in `X-Amz-Expires`, where it is not AWS's; 7 days unless set.
    #[must_use]
    pub fn with_protocol_max(mut self, max: Duration) -> Self {
        self.protocol_max = max;
        self
    }

    /// Whether temporary credentials whose end nobody told are refused. Otherwise they are taken,
    /// and what they sign is [`Certainty::AtMost`].
    #[must_use]
    pub fn with_known_expiry_only(mut self, on: bool) -> Self {
        self.known_expiry_only = on;
        self
    }

    /// The longest lifetime that can be asked for now.
    pub(crate) fn max_lifetime(&self, facts: &Facts<'_>) -> Result<MaxLifetime, Error> {
        let standing = self.standing(facts)?;
        Ok(MaxLifetime {
            lifetime: Duration::from_secs(standing.cap.seconds.saturating_sub(facts.window)),
            limited_by: standing.cap.limit(facts),
            certainty: standing.certainty,
        })
    }

    /// Decides on one request. Everything that can end a URL early is weighed here.
    #[inline]
    pub(crate) fn grant(&self, facts: &Facts<'_>, requested: Duration) -> Result<Grant, Error> {
        let standing = self.standing(facts)?;
        let Some(lifetime) = ExpiresIn::new(requested) else {
            return Err(Error::LifetimeTooShort { requested });
        };
        let wanted = lifetime.as_secs().saturating_add(facts.window);
        let Standing { cap, hard_cap, .. } = standing;
        let expires_in = match self.on_excess {
            _ if wanted <= cap.seconds => wanted,
            OnExcess::Clamp => self.clamped(&standing, facts, requested, wanted)?,
            OnExcess::Allow if wanted > hard_cap.seconds => {
                return Err(standing.too_long(facts, requested, wanted, hard_cap));
            }
            // The start of a stable window can lie so far back that nothing is left.
            OnExcess::Allow if cap.seconds > standing.age => wanted,
            OnExcess::Allow | OnExcess::Reject => {
                return Err(standing.too_long(facts, requested, wanted, cap));
            }
        };
        let Some(expires_in) = ExpiresIn::from_seconds(expires_in) else {
            return Err(Error::LifetimeTooShort { requested });
        };
        let limited_by = if wanted <= cap.seconds { Limit::Requested } else { cap.limit(facts) };
        let lives = expires_in.as_secs().min(cap.seconds);
        Ok(Grant::new(standing.signed_at, expires_in, lives, limited_by, standing.certainty))
    }

    /// The longest life that the URL can have, unless that is less than the minimum; counted from now, not
    /// from the start of a stable window.
    #[cold]
    fn clamped(
        &self,
        standing: &Standing,
        facts: &Facts<'_>,
        requested: Duration,
        wanted: u64,
    ) -> Result<u64, Error> {
        let cap = standing.cap;
        let (left, min) = (standing.left_of(cap, facts.now), self.least(requested));
        if left >= min {
            return Ok(cap.seconds);
        }
        Err(Error::BelowMinLifetime {
            requested,
            window: Duration::from_secs(facts.window),
            max: left,
            min,
            limited_by: cap.limit(facts),
            max_refreshed: standing.max_refreshed(facts),
            required_until: standing.required_until(wanted),
        })
    }

    /// The least that a lifetime may be shortened to. Whoever asked for less than the minimum is content with that.
    fn least(&self, requested: Duration) -> Duration {
        self.min_lifetime.min(Duration::from_secs(requested.as_secs())).max(SECOND)
    }

    /// Whether the credentials end too soon for the lifetime asked for, or nobody knows when and the policy
    /// wants it known, so that fresh ones of the same kind would carry more of it. What would be refused with
    /// fresh ones too does not fall short.
    pub(crate) fn falls_short(&self, facts: &Facts<'_>, requested: Duration) -> bool {
        if requested < SECOND {
            return false;
        }
        let standing = match self.standing(facts) {
            Ok(standing) => standing,
            Err(Error::CredentialsExpired { .. } | Error::UnknownExpiry { .. }) => return true,
            Err(_) => return false,
        };
        let wanted = requested.as_secs().saturating_add(facts.window);
        let fresh = standing.cap_of_fresh.seconds;
        let is_refused = wanted > fresh
            && match self.on_excess {
                OnExcess::Reject => true,
                OnExcess::Allow => wanted > standing.hard_cap.seconds,
                OnExcess::Clamp => {
                    standing.left_of(standing.cap_of_fresh, facts.now) < self.least(requested)
                }
            };
        !is_refused && standing.cap.seconds < wanted.min(fresh)
    }

    /// What holds for these credentials at this instant, whatever is asked for.
    #[expect(
        clippy::inline_always,
        reason = "signing asks it once; for three callers it would be a call"
    )]
    #[inline(always)]
    fn standing(&self, facts: &Facts<'_>) -> Result<Standing, Error> {
        let credentials = facts.credentials;
        if facts.is_aws {
            credentials.check_for_aws()?;
        }
        let Some(now) = seconds_of(facts.now) else {
            return Err(Error::ClockOutOfRange { time: facts.now });
        };
        let age = now.checked_rem(facts.window).unwrap_or_default();
        let signed_at = now - age;
        let end = self.end_of_credentials(facts, now)?;
        let protocol = if facts.is_aws { AWS_PROTOCOL_MAX } else { self.protocol_max };
        let hard_cap = Cap { seconds: protocol.as_secs().min(LAST_SECOND), by: CapBy::Protocol }
            .or_sooner(self.max_lifetime.unwrap_or(Duration::MAX).as_secs(), CapBy::Policy);
        let cap_of_fresh = hard_cap.or_sooner(self.kind_cap(facts).as_secs(), CapBy::Kind);
        let cap = cap_of_fresh.or_sooner(end - signed_at, CapBy::Expiry);
        let is_guess = credentials.has_unknown_end();
        Ok(Standing {
            signed_at,
            age,
            cap,
            cap_of_fresh,
            hard_cap,
            certainty: if is_guess { Certainty::AtMost } else { Certainty::Exact },
        })
    }

    /// The last whole second of the credentials, which lies ahead; the end of time if they have no
    /// end that anybody told.
    #[inline]
    fn end_of_credentials(&self, facts: &Facts<'_>, now: u64) -> Result<u64, Error> {
        let credentials = facts.credentials;
        if self.known_expiry_only && credentials.has_unknown_end() {
            return Err(Error::UnknownExpiry { kind: credentials.kind().name() });
        }
        match (credentials.last_second(), credentials.expires_at()) {
            (end, Some(expired_at)) if end <= now => {
                Err(Error::CredentialsExpired { expired_at, now: facts.now })
            }
            (end, _) => Ok(end),
        }
    }

    /// AWS's caps hold at AWS. A cap that the caller set holds everywhere.
    #[inline]
    fn kind_cap(&self, facts: &Facts<'_>) -> Duration {
        let kind = facts.credentials.kind();
        let lowered = self.kind_caps.iter().find(|(other, _)| *other == kind);
        let lowered = lowered.map_or(Duration::MAX, |(_, cap)| *cap);
        let is_own = matches!(kind, CredentialKind::Custom { .. });
        if facts.is_aws || is_own { kind.cap().min(lowered) } else { lowered }
    }
}

impl Default for ExpiryPolicy {
    /// [`ExpiryPolicy::new`].
    fn default() -> Self {
        Self::new()
    }
}

/// What an instant has beyond its whole second.
fn fraction_of(time: SystemTime) -> Duration {
    let since_1970 = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    Duration::from_nanos(since_1970.subsec_nanos().into())
}

/// What the policy has to know.
pub(crate) struct Facts<'a> {
    pub(crate) credentials: &'a Credentials,
    pub(crate) is_aws: bool,
    /// The length of the stable window in seconds, or 0.
    pub(crate) window: u64,
    pub(crate) now: SystemTime,
}

/// The limits at one instant, in seconds from `signed_at`, which counts from 1970.
struct Standing {
    /// When the URL is signed: now, or at the start of the stable window.
    signed_at: u64,
    /// How long ago `signed_at` was; not 0 only inside a stable window.
    age: u64,
    cap: Cap,
    /// The same for credentials that have only just been made.
    cap_of_fresh: Cap,
    /// What no mode goes beyond.
    hard_cap: Cap,
    certainty: Certainty,
}

impl Standing {
    /// What is left of a life from now on, fractions of a second and all.
    fn left_of(&self, cap: Cap, now: SystemTime) -> Duration {
        let whole = Duration::from_secs(cap.seconds.saturating_sub(self.age));
        whole.saturating_sub(fraction_of(now))
    }

    #[cold]
    fn too_long(&self, facts: &Facts<'_>, requested: Duration, wanted: u64, cap: Cap) -> Error {
        Error::LifetimeTooLong {
            requested,
            window: Duration::from_secs(facts.window),
            max: Duration::from_secs(cap.seconds.saturating_sub(facts.window)),
            limited_by: cap.limit(facts),
            max_refreshed: self.max_refreshed(facts),
            required_until: self.required_until(wanted),
        }
    }

    /// The most that could be asked for with credentials that have only just been made.
    fn max_refreshed(&self, facts: &Facts<'_>) -> Duration {
        Duration::from_secs(self.cap_of_fresh.seconds.saturating_sub(facts.window))
    }

    /// When such credentials would have to end to carry what they can of a lifetime.
    fn required_until(&self, wanted: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(self.signed_at + wanted.min(self.cap_of_fresh.seconds))
    }
}

/// The most that is possible, and why.
#[derive(Clone, Copy)]
struct Cap {
    seconds: u64,
    by: CapBy,
}

#[derive(Clone, Copy)]
enum CapBy {
    Protocol,
    Policy,
    Kind,
    Expiry,
}

impl Cap {
    fn or_sooner(self, seconds: u64, by: CapBy) -> Self {
        if seconds < self.seconds { Self { seconds, by } } else { self }
    }

    fn limit(self, facts: &Facts<'_>) -> Limit {
        match self.by {
            CapBy::Protocol => Limit::Protocol,
            CapBy::Policy => Limit::Policy,
            CapBy::Kind => Limit::CredentialKind { name: facts.credentials.kind().name() },
            CapBy::Expiry => Limit::CredentialExpiry,
        }
    }
}

const SECOND: Duration = Duration::from_secs(1);

/// The most that AWS takes.
const AWS_PROTOCOL_MAX: Duration = Duration::from_secs(EXPIRES_IN);

//! [`Limit`]: what ends a URL, and what to do about it.

use std::fmt;
use std::time::{Duration, SystemTime};

use crate::spoken::Spoken;
use crate::utc::Iso;

/// What decides when a URL dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limit {
    /// Nothing but the lifetime that was asked for.
    Requested,
    /// The most that the protocol allows in `X-Amz-Expires`: 7 days, or what
    /// [`with_protocol_max`](crate::ExpiryPolicy::with_protocol_max) says of a server that is not AWS's.
    Protocol,
    /// The cap of the kind of credentials.
    CredentialKind {
        /// The kind in words, such as `instance profile`.
        name: &'static str,
    },
    /// The end of the temporary credentials.
    CredentialExpiry,
    /// The maximum that the expiry policy was given.
    Policy,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Requested => f.write_str("the lifetime asked for"),
            Self::Protocol => f.write_str("the protocol of S3 allows no longer lifetime"),
            Self::CredentialKind { name } => write!(f, "the cap of {name} credentials"),
            Self::CredentialExpiry => f.write_str("the credentials end then"),
            Self::Policy => f.write_str("the maximum of the expiry policy"),
        }
    }
}

/// What to do about a [`Limit`].
pub(super) struct Remedy {
    pub(super) max: Duration,
    pub(super) limit: Limit,
    pub(super) requested: Duration,
    pub(super) window: Duration,
    pub(super) max_refreshed: Duration,
    pub(super) required_until: SystemTime,
}

impl Remedy {
    /// What else to do than to ask for less time, with what joins it to that.
    fn last(&self) -> Option<(&'static str, String)> {
        let until = Iso(self.required_until);
        match self.limit {
            // Fresh credentials would carry nothing either.
            Limit::CredentialExpiry if self.max_refreshed < SECOND => None,
            Limit::CredentialExpiry if self.max_refreshed < whole_seconds(self.requested) => {
                let most = Spoken(self.max_refreshed);
                let fresh =
                    format!("fresh ones carry {most} at the most, if they live until {until}");
                Some(("or", format!("refresh the credentials: {fresh}")))
            }
            Limit::CredentialExpiry => Some((
                "or",
                format!("refresh the credentials: they would have to live until {until}"),
            )),
            Limit::CredentialKind { .. } => {
                Some(("or", "sign with credentials of another kind".to_owned()))
            }
            Limit::Policy => Some(("or", "raise the maximum of the policy".to_owned())),
            Limit::Protocol | Limit::Requested => {
                Some(("and", "sign a fresh URL when this one ends".to_owned()))
            }
        }
    }
}

impl fmt::Display for Remedy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let less = (self.max >= SECOND).then_some("ask for less");
        let shorter = (!self.window.is_zero()).then_some("shorten the stable window");
        let first = [less, shorter].into_iter().flatten().collect::<Vec<_>>().join(", ");
        match self.last() {
            Some((join, last)) if !first.is_empty() => write!(f, "{first}, {join} {last}"),
            Some((_, last)) => f.write_str(&last),
            None => f.write_str(&first),
        }
    }
}

/// A lifetime as S3 counts it.
fn whole_seconds(lifetime: Duration) -> Duration {
    Duration::from_secs(lifetime.as_secs())
}

const SECOND: Duration = Duration::from_secs(1);

/// Shows a stable window, if there is one.
pub(super) struct Window(pub(super) Duration);

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_zero() {
            Ok(())
        } else {
            write!(f, " and a stable window of {}", Spoken(self.0))
        }
    }
}

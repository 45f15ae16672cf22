//! [`Fit`]: what credentials can do for a request.

use std::time::{Duration, SystemTime};

use super::Presigner;
use crate::credentials::Credentials;

/// What credentials can do for a lifetime, compared with fresh ones of the same kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// As much as fresh ones could.
    Enough,
    /// Fresh ones could do more, but the policy takes what these can.
    Less,
    /// Nothing that the policy takes, while fresh ones could do something.
    Nothing,
}

impl Presigner {
    /// What these credentials can do for a lifetime.
    pub(super) fn fit(
        &self,
        credentials: &Credentials,
        lifetime: Duration,
        now: SystemTime,
    ) -> Fit {
        let facts = self.facts(credentials, now);
        if !self.policy.falls_short(&facts, lifetime) {
            return Fit::Enough;
        }
        if self.policy.grant(&facts, lifetime).is_ok() { Fit::Less } else { Fit::Nothing }
    }
}

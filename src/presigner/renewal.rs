//! What an async front door asks of the presigners that it makes, one from each set of credentials.

use std::time::{Duration, SystemTime};

use super::fit::Fit;
use super::succession::{if_alive, replaces};
use super::{Presigner, pause};

impl Presigner {
    /// What it can do for a lifetime, if it has been in use for so long.
    pub(crate) fn fit_at(&self, lifetime: Duration, since: SystemTime, now: SystemTime) -> Fit {
        let signer = self.signer.in_use();
        let fit = self.fit(signer.credentials(), lifetime, now);
        if_alive(fit, signer.credentials(), since, now)
    }

    /// Whether it is to be used in place of an older one.
    pub(crate) fn replaces(&self, old: &Self, now: SystemTime) -> bool {
        replaces(self.signer.in_use().credentials(), old.signer.in_use().credentials(), now)
    }

    /// How long the provider is left in peace when its answer left this one in use.
    pub(crate) fn pause_after_answer(&self, fit: Fit, now: SystemTime) -> Duration {
        pause::after_answer(fit, self.signer.in_use().credentials().expires_at(), now)
    }
}

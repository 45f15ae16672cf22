//! What an async front door asks of the presigners that it makes, one from each set of credentials.

use std::time::{Duration, SystemTime};

use super::Presigner;
use crate::rotation::{Fit, after_answer, if_alive, is_same_session, replaces};

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

    /// Whether its credentials are of another session than those of an older one.
    pub(crate) fn is_of_new_session(&self, old: &Self) -> bool {
        !is_same_session(self.signer.in_use().credentials(), old.signer.in_use().credentials())
    }

    /// How long the provider is left in peace when its answer left this one in use, with a new session or the old.
    pub(crate) fn pause_after_answer(&self, fit: Fit, is_new: bool, now: SystemTime) -> Duration {
        let end = self.signer.in_use().credentials().expires_at();
        after_answer((fit, end), is_new, now)
    }
}

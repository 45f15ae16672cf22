//! [`InUse`]: the presigner that an async front door signs with now, made from one set of credentials.

use std::time::{Duration, SystemTime};

use crate::presigner::Presigner;
use crate::rotation::{Coverage, after_answer, is_same_session, replaces};

#[derive(Clone)]
pub(super) struct InUse {
    pub(super) presigner: Presigner,
    /// When its credentials were fetched.
    pub(super) since: SystemTime,
}

impl InUse {
    /// What it can do for a lifetime.
    pub(super) fn coverage(&self, lifetime: Duration, now: SystemTime) -> Coverage {
        let signer = self.presigner.signer_in_use();
        let credentials = signer.credentials();
        self.presigner.coverage(credentials, lifetime, now).if_alive(credentials, self.since, now)
    }

    /// Whether it is to be used in place of an older one.
    pub(super) fn replaces(&self, old: &Self, now: SystemTime) -> bool {
        let (new, old) = (self.presigner.signer_in_use(), old.presigner.signer_in_use());
        replaces(new.credentials(), old.credentials(), now)
    }

    /// Whether its credentials are of another session than those of an older one.
    pub(super) fn is_of_new_session(&self, old: &Self) -> bool {
        let (new, old) = (self.presigner.signer_in_use(), old.presigner.signer_in_use());
        !is_same_session(new.credentials(), old.credentials())
    }

    /// How long the provider is left in peace when its answer left this one in use, with a new session or the old.
    pub(super) fn pause_after_answer(
        &self,
        coverage: Coverage,
        is_new: bool,
        now: SystemTime,
    ) -> Duration {
        let end = self.presigner.signer_in_use().credentials().expires_at();
        after_answer((coverage, end), is_new, now)
    }
}

//! [`Coverage`]: what credentials can do for a request.

use std::time::SystemTime;

use crate::credentials::Credentials;

/// What credentials can do for a lifetime, compared with fresh ones of the same kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coverage {
    /// As much as fresh ones could.
    Enough,
    /// Fresh ones could do more, but the policy takes what these can.
    Less,
    /// Nothing that the policy takes, while fresh ones could do something.
    Nothing,
}

impl Coverage {
    /// The same if these credentials can still live: those that end at an unknown time are no longer enough when
    /// they have been in use for the longest life that their kind can have.
    pub(crate) fn if_alive(
        self,
        credentials: &Credentials,
        since: SystemTime,
        now: SystemTime,
    ) -> Self {
        let age = now.duration_since(since).unwrap_or_default();
        let is_too_old = credentials.has_unknown_end() && age >= credentials.kind().cap();
        if self == Self::Enough && is_too_old { Self::Less } else { self }
    }
}

//! [`Pause`]: how long a source of credentials is left in peace.

use std::time::{Duration, SystemTime};

/// Since when, and so until when, a source is not asked again.
///
/// A metadata service goes on giving the same credentials until it rotates them, some minutes before
/// they end; a request that needs longer ones must not make every thread ask it all that time.
#[derive(Default)]
pub(crate) struct Pause {
    not_before: Option<SystemTime>,
}

impl Pause {
    /// An instant further ahead than any pause comes from a clock that has been set back since.
    pub(crate) fn holds(&self, now: SystemTime) -> bool {
        let is_ahead = |end: SystemTime| now < end && end <= now + IF_SHORT;
        self.not_before.is_some_and(is_ahead)
    }

    /// The source gave credentials, which do or fall short.
    pub(crate) fn after_answer(&mut self, now: SystemTime, is_enough: bool) {
        self.not_before = (!is_enough).then_some(now + IF_SHORT);
    }

    pub(crate) fn after_failure(&mut self, now: SystemTime) {
        self.not_before = Some(now + IF_FAILED);
    }
}

/// Where the source gave nothing better; it rotates every hour or less often.
const IF_SHORT: Duration = Duration::from_secs(60);

/// Where it failed.
const IF_FAILED: Duration = Duration::from_secs(1);

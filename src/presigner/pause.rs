//! [`Pause`]: how long a source of credentials is left in peace.

use std::time::{Duration, SystemTime};

use super::fit::Fit;

/// Since when a source is not asked again, and for how long.
///
/// A metadata service goes on giving the same credentials until it rotates them, some minutes before
/// they end; a request that needs longer ones must not make every thread ask it all that time.
#[derive(Default)]
pub(super) struct Pause {
    since: Option<(SystemTime, Duration)>,
}

impl Pause {
    pub(super) fn new(since: SystemTime, length: Duration) -> Self {
        Self { since: Some((since, length)) }
    }

    /// A time before the pause began was read by another thread a moment ago; one long before it comes from
    /// a clock that has been set back since.
    pub(super) fn holds(&self, now: SystemTime) -> bool {
        self.since.is_some_and(|(since, length)| match now.duration_since(since) {
            Ok(elapsed) => elapsed < length,
            Err(ahead) => ahead.duration() < SKEW && !length.is_zero(),
        })
    }
}

/// The pause after an answer that left these credentials in use: never beyond their end, when fresh ones are
/// needed for every request.
pub(super) fn after_answer(fit: Fit, end: Option<SystemTime>, now: SystemTime) -> Duration {
    let left = match (fit, end) {
        (Fit::Enough, _) => return Duration::ZERO,
        (_, Some(end)) => end.duration_since(now).unwrap_or_default(),
        // The end is unknown: they serve in spite of it, or not at all.
        (Fit::Less, None) => IF_SHORT,
        (Fit::Nothing, None) => Duration::ZERO,
    };
    left.clamp(IF_FAILED, IF_SHORT)
}

/// Where the source gave nothing better; it rotates every hour or less often.
const IF_SHORT: Duration = Duration::from_secs(60);

/// Where it failed.
pub(super) const IF_FAILED: Duration = Duration::from_secs(1);

/// How far apart the clocks of threads and tasks may be that come at the same time.
const SKEW: Duration = Duration::from_secs(5);

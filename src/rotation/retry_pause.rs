//! [`RetryPause`]: how long a source of credentials is left in peace.

use std::time::{Duration, SystemTime};

use super::coverage::Coverage;

/// Since when a source is not asked again, and for how long.
///
/// A metadata service goes on giving the same credentials until it rotates them, some minutes before
/// they end; a request that needs longer ones must not make every thread ask it all that time.
#[derive(Default)]
pub(super) struct RetryPause {
    since: Option<(SystemTime, Duration)>,
}

impl RetryPause {
    pub(super) fn new(since: SystemTime, length: Duration) -> Self {
        Self { since: Some((since, length)) }
    }

    /// Whether somebody whom the credentials in use serve so well is not to ask. The long pause is for those
    /// that get a link meanwhile.
    ///
    /// A time before the pause began was read by another thread a moment ago; one long before it comes from
    /// a clock that has been set back since.
    pub(super) fn holds(&self, coverage: Coverage, now: SystemTime) -> bool {
        self.since.is_some_and(|(since, length)| match now.duration_since(since) {
            Ok(elapsed) if coverage == Coverage::Nothing => elapsed < length.min(IF_SHORT),
            Ok(elapsed) => elapsed < length,
            Err(ahead) => ahead.duration() < SKEW && !length.is_zero(),
        })
    }
}

/// The pause after an answer that left in use credentials with this end: never beyond that, when fresh ones are
/// needed for every request.
///
/// If they are new and still fall short, the sessions of this source are shorter than what is asked for, and
/// the next one will carry only what these have lost since.
pub(crate) fn after_answer(
    (coverage, end): (Coverage, Option<SystemTime>),
    is_new: bool,
    now: SystemTime,
) -> Duration {
    let left = match (coverage, end) {
        (Coverage::Enough, _) => return Duration::ZERO,
        (_, Some(end)) => end.duration_since(now).unwrap_or_default(),
        // The end is unknown: they serve in spite of it, or not at all.
        (Coverage::Less, None) => IF_SHORT,
        (Coverage::Nothing, None) => Duration::ZERO,
    };
    let longest = if is_new { IF_SHORT.max(left / 4) } else { IF_SHORT };
    left.clamp(IF_FAILED, longest)
}

/// Where the source gave nothing better; it rotates every hour or less often.
const IF_SHORT: Duration = Duration::from_secs(60);

/// Where it failed.
pub(super) const IF_FAILED: Duration = Duration::from_secs(1);

/// How far apart the clocks of threads and tasks may be that come at the same time.
const SKEW: Duration = Duration::from_secs(5);

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    #[test]
    fn no_pause_goes_beyond_the_end() {
        for (left, is_new, pause) in [
            (0, true, 1),
            (30, true, 30),
            (30, false, 30),
            (239, true, 60),
            (240, true, 60),
            (400, true, 100),
            (400, false, 60),
        ] {
            let end = Some(UNIX_EPOCH + Duration::from_secs(left));
            for coverage in [Coverage::Less, Coverage::Nothing] {
                let expected = Duration::from_secs(pause);
                assert_eq!(after_answer((coverage, end), is_new, UNIX_EPOCH), expected, "{left} s");
            }
            assert_eq!(after_answer((Coverage::Enough, end), is_new, UNIX_EPOCH), Duration::ZERO);
        }
    }
}

//! [`RefreshAttempts`]: who may ask a source of credentials, and what the others are told.

use std::time::{Duration, SystemTime};

use super::coverage::Coverage;
use super::retry_pause::{IF_FAILED, RetryPause};
use crate::error::Error;

/// The attempts to get new credentials: whether one is going on, and how the last one ended.
///
/// Threads and tasks wait in different ways; what they wait for is the same, and is decided here.
#[derive(Default)]
pub(crate) struct RefreshAttempts {
    is_going_on: bool,
    /// How many have ended. Whoever waits knows by it that the one it waited for has: times do not tell, as
    /// each reads its own before it comes here.
    ended: usize,
    pause: RetryPause,
    failure: Option<Error>,
}

/// What somebody is to do who needs fresher credentials.
pub(crate) enum Step {
    /// Ask the source, and tell how that ended.
    Ask,
    /// Wait until the attempt that is going on has ended.
    Wait,
    /// Do with what there is now; if that is nothing, for this reason.
    Told(Option<Error>),
}

impl RefreshAttempts {
    pub(crate) fn ended(&self) -> usize {
        self.ended
    }

    /// What somebody is to do at whose coming so many attempts `had_ended`, and whom the credentials in use
    /// serve so well.
    pub(crate) fn step(&mut self, had_ended: usize, coverage: Coverage, now: SystemTime) -> Step {
        if self.ended != had_ended || self.pause.holds(coverage, now) {
            return Step::Told(self.failure.clone());
        }
        if self.is_going_on {
            return Step::Wait;
        }
        self.is_going_on = true;
        Step::Ask
    }

    /// The source gave credentials, and is left in peace for so long.
    pub(crate) fn answered(&mut self, now: SystemTime, pause: Duration) {
        self.end(RetryPause::new(now, pause), None);
    }

    pub(crate) fn failed(&mut self, now: SystemTime, error: Error) {
        self.end(RetryPause::new(now, IF_FAILED), Some(error));
    }

    fn end(&mut self, pause: RetryPause, failure: Option<Error>) {
        self.ended = self.ended.wrapping_add(1);
        self.pause = pause;
        self.failure = failure;
    }

    /// Whoever asked has gone, with an answer or, if it panicked or was cancelled, without one: then the next
    /// may ask.
    pub(crate) fn leave(&mut self) {
        self.is_going_on = false;
    }
}

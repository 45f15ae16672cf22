//! [`Turns`]: lets one thread at a time ask a source.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::{Duration, SystemTime};

use super::attempts::{Attempts, Step};
use super::fit::Fit;
use crate::error::Error;

/// One thread asks; those that can do with less go on, and the others wait for what it is told.
///
/// The lock is held for a look, never while the source is asked.
#[derive(Default)]
pub(super) struct Turns {
    state: Mutex<State>,
    has_ended: Condvar,
}

#[derive(Default)]
struct State {
    attempts: Attempts,
    /// The thread that asks, or was the last to ask.
    asking: Option<ThreadId>,
}

pub(super) enum Turn<'t> {
    /// This thread is to ask.
    Mine(Asking<'t>),
    /// It is to do with what there is; if that is nothing, for this reason.
    Told(Option<Error>),
}

/// The turn of the thread that asks. It ends when this is dropped, also where the source panics.
pub(super) struct Asking<'t>(&'t Turns);

impl Turns {
    pub(super) fn take(&self, fit: Fit, now: SystemTime) -> Turn<'_> {
        let mut state = self.state();
        let had_ended = state.attempts.ended();
        loop {
            match state.attempts.step(had_ended, fit, now) {
                Step::Ask => {
                    state.asking = Some(thread::current().id());
                    return Turn::Mine(Asking(self));
                }
                Step::Told(failure) => return Turn::Told(failure),
                Step::Wait if fit == Fit::Less => return Turn::Told(None),
                // It would wait for itself.
                Step::Wait if state.asking == Some(thread::current().id()) => {
                    return Turn::Told(Some(Error::fetch(ASKS_ITSELF)));
                }
                Step::Wait => {
                    state = self.has_ended.wait(state).unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that can panic happens under the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Asking<'_> {
    pub(super) fn answered(self, now: SystemTime, pause: Duration) {
        self.0.state().attempts.answered(now, pause);
    }

    pub(super) fn failed(self, now: SystemTime, error: Error) {
        self.0.state().attempts.failed(now, error);
    }
}

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        self.0.state().attempts.leave();
        self.0.has_ended.notify_all();
    }
}

const ASKS_ITSELF: &str = "the source asked its own presigner, which waits for it: give the source a \
                           presigner of its own";

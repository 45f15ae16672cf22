//! [`ThreadGate`]: lets one thread at a time ask a source.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::{Duration, SystemTime};

use super::coverage::Coverage;
use super::refresh_attempts::{RefreshAttempts, Step};
use crate::error::Error;

/// One thread asks; those that can do with less go on, and the others wait for what it is told.
///
/// The lock is held for a look, never while the source is asked.
#[derive(Default)]
pub(super) struct ThreadGate {
    state: Mutex<State>,
    has_ended: Condvar,
}

#[derive(Default)]
struct State {
    attempts: RefreshAttempts,
    /// The thread that asks, or was the last to ask.
    asking: Option<ThreadId>,
    /// How many threads wait.
    #[cfg(test)]
    waiting: usize,
}

pub(super) enum ThreadEntry<'t> {
    /// This thread is to ask.
    Mine(ThreadPass<'t>),
    /// It is to do with what there is; if that is nothing, for this reason.
    Told(Option<Error>),
}

/// The turn of the thread that asks. It ends when this is dropped, also where the source panics.
pub(super) struct ThreadPass<'t>(&'t ThreadGate);

impl ThreadGate {
    pub(super) fn enter(&self, coverage: Coverage, now: SystemTime) -> ThreadEntry<'_> {
        let mut state = self.state();
        let had_ended = state.attempts.ended();
        loop {
            match state.attempts.step(had_ended, coverage, now) {
                Step::Ask => {
                    state.asking = Some(thread::current().id());
                    return ThreadEntry::Mine(ThreadPass(self));
                }
                Step::Told(failure) => return ThreadEntry::Told(failure),
                Step::Wait if coverage == Coverage::Less => return ThreadEntry::Told(None),
                // It would wait for itself.
                Step::Wait if state.asking == Some(thread::current().id()) => {
                    return ThreadEntry::Told(Some(Error::fetch(ASKS_ITSELF)));
                }
                Step::Wait => state = self.wait(state),
            }
        }
    }

    /// Until the attempt that is going on has ended.
    fn wait<'t>(&self, state: MutexGuard<'t, State>) -> MutexGuard<'t, State> {
        #[cfg(test)]
        let state = counted(state, 1);
        let state = self.has_ended.wait(state).unwrap_or_else(PoisonError::into_inner);
        #[cfg(test)]
        let state = counted(state, -1);
        state
    }

    /// How many threads wait.
    #[cfg(test)]
    pub(super) fn waiting(&self) -> usize {
        self.state().waiting
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that can panic happens under the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ThreadPass<'_> {
    pub(super) fn answered(self, now: SystemTime, pause: Duration) {
        self.0.state().attempts.answered(now, pause);
    }

    pub(super) fn failed(self, now: SystemTime, error: Error) {
        self.0.state().attempts.failed(now, error);
    }
}

impl Drop for ThreadPass<'_> {
    fn drop(&mut self) {
        self.0.state().attempts.leave();
        self.0.has_ended.notify_all();
    }
}

const ASKS_ITSELF: &str = "the source asked its own presigner, which waits for it: give the source a \
                           presigner of its own";

#[cfg(test)]
fn counted(mut state: MutexGuard<'_, State>, change: isize) -> MutexGuard<'_, State> {
    state.waiting = state.waiting.saturating_add_signed(change);
    state
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    /// What eight threads are told that come while another asks, each a minute by its clock after the one
    /// before, so that the pause of the other's attempt is over for all but the first; and one is behind. The
    /// attempt ends when all of them wait.
    fn told(end: impl FnOnce(ThreadPass<'_>)) -> Vec<Option<Error>> {
        let gate = ThreadGate::default();
        let now = UNIX_EPOCH + Duration::from_secs(3_600);
        let ThreadEntry::Mine(pass) = gate.enter(Coverage::Nothing, now) else {
            panic!("nobody asks")
        };
        let clocks = (0..7).map(|minutes| now + Duration::from_secs(60 * minutes));
        let clocks = clocks.chain([now - Duration::from_secs(60)]);
        thread::scope(|scope| {
            let gate = &gate;
            let wait = |clock| {
                scope.spawn(move || match gate.enter(Coverage::Nothing, clock) {
                    ThreadEntry::Told(failure) => failure,
                    ThreadEntry::Mine(_) => panic!("it is to ask for itself"),
                })
            };
            let waiting: Vec<_> = clocks.map(wait).collect();
            while gate.waiting() < waiting.len() {
                thread::yield_now();
            }
            end(pass);
            waiting.into_iter().map(|thread| thread.join().unwrap()).collect()
        })
    }

    #[test]
    fn those_that_wait_share_what_comes_of_one_attempt_whatever_their_clocks_say() {
        let now = UNIX_EPOCH + Duration::from_secs(3_600);
        let down = Error::fetch("the metadata service is down");
        assert_eq!(told(|pass| pass.failed(now, down.clone())), vec![Some(down.clone()); 8]);
        assert_eq!(told(|pass| pass.answered(now, Duration::ZERO)), vec![None; 8]);
    }

    #[test]
    fn where_an_attempt_came_to_nothing_the_next_thread_asks() {
        let gate = ThreadGate::default();
        let asks = || matches!(gate.enter(Coverage::Nothing, UNIX_EPOCH), ThreadEntry::Mine(_));
        let ThreadEntry::Mine(first) = gate.enter(Coverage::Nothing, UNIX_EPOCH) else {
            panic!("nobody asks")
        };
        thread::scope(|scope| {
            let next = scope.spawn(asks);
            while gate.waiting() == 0 {
                thread::yield_now();
            }
            drop(first);
            assert!(next.join().unwrap());
        });
    }
}

//! [`Turns`]: lets one thread at a time ask a source.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::{Duration, SystemTime};

use super::coverage::Fit;
use super::refresh_attempts::{Attempts, Step};
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
    /// How many threads wait.
    #[cfg(test)]
    waiting: usize,
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
    fn told(end: impl FnOnce(Asking<'_>)) -> Vec<Option<Error>> {
        let turns = Turns::default();
        let now = UNIX_EPOCH + Duration::from_secs(3_600);
        let Turn::Mine(asking) = turns.take(Fit::Nothing, now) else { panic!("nobody asks") };
        let clocks = (0..7).map(|minutes| now + Duration::from_secs(60 * minutes));
        let clocks = clocks.chain([now - Duration::from_secs(60)]);
        thread::scope(|scope| {
            let turns = &turns;
            let wait = |clock| {
                scope.spawn(move || match turns.take(Fit::Nothing, clock) {
                    Turn::Told(failure) => failure,
                    Turn::Mine(_) => panic!("it is to ask for itself"),
                })
            };
            let waiting: Vec<_> = clocks.map(wait).collect();
            while turns.waiting() < waiting.len() {
                thread::yield_now();
            }
            end(asking);
            waiting.into_iter().map(|thread| thread.join().unwrap()).collect()
        })
    }

    #[test]
    fn those_that_wait_share_what_comes_of_one_attempt_whatever_their_clocks_say() {
        let now = UNIX_EPOCH + Duration::from_secs(3_600);
        let down = Error::fetch("the metadata service is down");
        assert_eq!(told(|asking| asking.failed(now, down.clone())), vec![Some(down.clone()); 8]);
        assert_eq!(told(|asking| asking.answered(now, Duration::ZERO)), vec![None; 8]);
    }

    #[test]
    fn where_an_attempt_came_to_nothing_the_next_thread_asks() {
        let turns = Turns::default();
        let asks = || matches!(turns.take(Fit::Nothing, UNIX_EPOCH), Turn::Mine(_));
        let Turn::Mine(first) = turns.take(Fit::Nothing, UNIX_EPOCH) else { panic!("nobody asks") };
        thread::scope(|scope| {
            let next = scope.spawn(asks);
            while turns.waiting() == 0 {
                thread::yield_now();
            }
            drop(first);
            assert!(next.join().unwrap());
        });
    }
}

//! [`TaskGate`]: lets one task at a time ask a provider, on any async runtime.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::time::{Duration, SystemTime};

use super::coverage::Coverage;
use super::refresh_attempts::{RefreshAttempts, Step};
use crate::error::Error;

/// One task asks; those that can do with less go on, and the others wait for what it is told. They are all
/// woken when it leaves.
#[derive(Default)]
pub(crate) struct TaskGate(Mutex<State>);

#[derive(Default)]
struct State {
    attempts: RefreshAttempts,
    /// By the number of their ticket.
    waiting: BTreeMap<u64, Waker>,
    tickets: u64,
}

pub(crate) enum TaskEntry<'g> {
    /// This task is to ask.
    Mine(TaskPass<'g>),
    /// It is to do with what there is; if that is nothing, for this reason.
    Told(Option<Error>),
}

/// Opens the gate when it is dropped, also when its task is cancelled.
pub(crate) struct TaskPass<'g>(&'g TaskGate);

/// The place of one that waits. However often it looks, it has one; and none when it goes away.
struct Ticket<'g> {
    gate: &'g TaskGate,
    number: u64,
}

impl TaskGate {
    pub(crate) async fn enter(&self, coverage: Coverage, now: SystemTime) -> TaskEntry<'_> {
        let (ticket, had_ended) = self.arrive();
        poll_fn(|context| {
            let mut state = self.state();
            match state.attempts.step(had_ended, coverage, now) {
                Step::Ask => Poll::Ready(TaskEntry::Mine(TaskPass(self))),
                Step::Told(failure) => Poll::Ready(TaskEntry::Told(failure)),
                Step::Wait if coverage == Coverage::Less => Poll::Ready(TaskEntry::Told(None)),
                Step::Wait => {
                    let old = state.waiting.insert(ticket.number, context.waker().clone());
                    drop(state);
                    drop(old);
                    Poll::Pending
                }
            }
        })
        .await
    }

    /// A ticket, and how many attempts have ended by now.
    fn arrive(&self) -> (Ticket<'_>, usize) {
        let mut state = self.state();
        state.tickets = state.tickets.wrapping_add(1);
        (Ticket { gate: self, number: state.tickets }, state.attempts.ended())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that can panic happens under the lock; and no waker is dropped there, as the last one of a
        // task drops the task, which may have a ticket.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TaskPass<'_> {
    pub(crate) fn answered(self, now: SystemTime, pause: Duration) {
        self.0.state().attempts.answered(now, pause);
    }

    pub(crate) fn failed(self, now: SystemTime, error: Error) {
        self.0.state().attempts.failed(now, error);
    }
}

impl Drop for TaskPass<'_> {
    fn drop(&mut self) {
        let waiting = {
            let mut state = self.0.state();
            state.attempts.leave();
            std::mem::take(&mut state.waiting)
        };
        waiting.into_values().for_each(Waker::wake);
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        let waker = self.gate.state().waiting.remove(&self.number);
        drop(waker);
    }
}

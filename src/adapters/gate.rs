//! [`Gate`]: lets one task through at a time, on any async runtime.

use std::future::poll_fn;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

/// Closed while a task is inside. Those that wait are all woken when it leaves, and one gets in.
#[derive(Default)]
pub(super) struct Gate(Mutex<State>);

#[derive(Default)]
struct State {
    is_taken: bool,
    waiting: Vec<Waker>,
}

/// Opens the gate when it is dropped, also when its task is cancelled.
pub(super) struct Pass<'g>(&'g Gate);

impl Gate {
    pub(super) async fn enter(&self) -> Pass<'_> {
        poll_fn(|context| {
            let mut state = self.state();
            if state.is_taken {
                state.waiting.push(context.waker().clone());
                return Poll::Pending;
            }
            state.is_taken = true;
            Poll::Ready(())
        })
        .await;
        Pass(self)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that can panic happens under the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        let waiting = {
            let mut state = self.0.state();
            state.is_taken = false;
            std::mem::take(&mut state.waiting)
        };
        waiting.into_iter().for_each(Waker::wake);
    }
}

//! [`Refreshing`]: credentials that a source replaces when they end too soon.

use std::sync::{Arc, OnceLock, PoisonError, RwLock, RwLockReadGuard};
use std::time::SystemTime;

use super::coverage::Fit;
use super::replacement::{if_alive, is_same_session, replaces};
use super::retry_pause;
use super::thread_gate::{Asking, Turn, Turns};
use crate::credentials::{Credentials, CredentialsSource};
use crate::error::Error;
use crate::sigv4::Signer;

/// The signer in use, and where the next one comes from.
///
/// Whoever the signer in use can serve takes it and goes; only who needs a fresher one waits for it.
/// One of those fetches, and the others find what it brought.
pub(crate) struct Refreshing {
    in_use: RwLock<InUse>,
    turns: Turns,
    source: Box<dyn CredentialsSource>,
}

struct InUse {
    signer: Arc<Signer>,
    /// When it was fetched, or first looked at.
    since: OnceLock<SystemTime>,
}

impl Refreshing {
    pub(super) fn new(signer: Arc<Signer>, source: Box<dyn CredentialsSource>) -> Self {
        let in_use = RwLock::new(InUse { signer, since: OnceLock::new() });
        Self { in_use, turns: Turns::default(), source }
    }

    /// The signer in use.
    pub(super) fn current(&self) -> Arc<Signer> {
        Arc::clone(&self.read().signer)
    }

    /// A signer whose credentials are enough, as `fit` sees it, if one can be had; else the one in use.
    ///
    /// The source is asked at most once. Where what it gives falls short too, it is left in peace for a
    /// while: a metadata service goes on giving the same credentials until it rotates them.
    ///
    /// # Errors
    ///
    /// Why there are no fresher ones, where those in use can do nothing.
    pub(super) fn signer(
        &self,
        now: SystemTime,
        fit: impl Fn(&Credentials) -> Fit,
    ) -> Result<Arc<Signer>, Error> {
        let (current, its_fit) = self.look(now, &fit);
        if its_fit == Fit::Enough {
            return Ok(current);
        }
        let failure = match self.turns.take(its_fit, now) {
            Turn::Told(failure) => failure,
            // Somebody else may have been faster.
            Turn::Mine(asking) if self.look(now, &fit).1 != Fit::Enough => {
                self.ask(asking, now, &fit)
            }
            Turn::Mine(_) => None,
        };
        match (self.look(now, &fit), failure) {
            ((_, Fit::Nothing), Some(error)) => Err(error),
            ((current, _), _) => Ok(current),
        }
    }

    /// Asks the source, and takes what it gives into use.
    fn ask(
        &self,
        asking: Asking<'_>,
        now: SystemTime,
        fit: impl Fn(&Credentials) -> Fit,
    ) -> Option<Error> {
        match self.source.fetch() {
            Ok(credentials) => {
                let is_new = self.put(credentials, now);
                let (current, its_fit) = self.look(now, fit);
                let in_use = (its_fit, current.credentials().expires_at());
                asking.answered(now, retry_pause::after_answer(in_use, is_new, now));
                None
            }
            Err(error) => {
                asking.failed(now, error.clone());
                Some(error)
            }
        }
    }

    /// The signer in use, and what it can do.
    fn look(&self, now: SystemTime, fit: impl Fn(&Credentials) -> Fit) -> (Arc<Signer>, Fit) {
        let (signer, since) = {
            let in_use = self.read();
            (Arc::clone(&in_use.signer), *in_use.since.get_or_init(|| now))
        };
        let fit = if_alive(fit(signer.credentials()), signer.credentials(), since, now);
        (signer, fit)
    }

    /// Takes new credentials into use, unless they are worse; gives whether they are of a new session. Called
    /// by who asks, and nobody else.
    fn put(&self, credentials: Credentials, now: SystemTime) -> bool {
        let old = self.current();
        if !replaces(&credentials, old.credentials(), now) {
            return false;
        }
        let is_new = !is_same_session(&credentials, old.credentials());
        let fresh = InUse { signer: Arc::new(Signer::new(credentials)), since: now.into() };
        *self.in_use.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        is_new
    }

    fn read(&self) -> RwLockReadGuard<'_, InUse> {
        // The lock is held to read or to replace a pointer, which cannot fail half way.
        self.in_use.read().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::{self, Receiver, Sender};
    use std::thread;
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    fn set(id: &str) -> Credentials {
        Credentials::temporary(id, "secret", "token").unwrap()
    }

    /// Only the new set will do.
    fn fit(credentials: &Credentials) -> Fit {
        match credentials.access_key_id().as_str() {
            "ASIANEW" => Fit::Enough,
            _ => Fit::Nothing,
        }
    }

    /// What eight threads get of a signer, with clocks two seconds apart: the source answers the first when
    /// the others wait for it.
    fn eight_at_once(
        refreshing: &Refreshing,
        asked: &Receiver<()>,
        answer: &Sender<()>,
    ) -> Vec<Result<String, Error>> {
        thread::scope(|scope| {
            let sign = |number: u64| {
                let now = UNIX_EPOCH + Duration::from_secs(2 * number);
                scope.spawn(move || {
                    let signer = refreshing.signer(now, fit)?;
                    Ok(signer.credentials().access_key_id().as_str().to_owned())
                })
            };
            let mut threads = vec![sign(0)];
            asked.recv().unwrap();
            threads.extend((1..8).map(sign));
            while refreshing.turns.waiting() < 7 {
                thread::yield_now();
            }
            answer.send(()).unwrap();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        })
    }

    #[test]
    fn those_that_wait_share_the_answer_or_the_failure_of_one_attempt() {
        let down = Error::fetch("the metadata service is down");
        for (given, expected) in
            [(Err(down.clone()), Err(down)), (Ok("ASIANEW"), Ok("ASIANEW".to_owned()))]
        {
            let ((is_asked, asked), (answer, answered)) = (mpsc::channel(), mpsc::channel());
            let channels = Mutex::new((is_asked, answered));
            let source = move || {
                let channels = channels.lock().unwrap();
                channels.0.send(()).unwrap();
                // Nobody answers a second question.
                channels.1.recv_timeout(Duration::from_secs(20)).unwrap();
                given.clone().map(set)
            };
            let signer = Arc::new(Signer::new(set("ASIAOLD")));
            let refreshing = Refreshing::new(signer, Box::new(source));
            assert_eq!(eight_at_once(&refreshing, &asked, &answer), vec![expected; 8]);
        }
    }

    #[test]
    fn who_looked_before_somebody_elses_answer_came_does_not_ask_again() {
        let calls = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&calls);
        let source = move || {
            counter.fetch_add(1, Ordering::SeqCst);
            Ok(set("ASIANEW"))
        };
        let signer = Arc::new(Signer::new(set("ASIAOLD")));
        let refreshing = Refreshing::new(signer, Box::new(source));
        let is_first = Cell::new(true);
        let fit_while_another_asks = |credentials: &Credentials| {
            let fit_now = fit(credentials);
            // Between the look of this one and its turn, another comes and is served.
            if is_first.replace(false) {
                assert!(refreshing.signer(UNIX_EPOCH, fit).is_ok());
            }
            fit_now
        };
        let signer = refreshing.signer(UNIX_EPOCH, fit_while_another_asks).unwrap();
        assert_eq!(signer.credentials().access_key_id().as_str(), "ASIANEW");
        assert_eq!(calls.load(Ordering::SeqCst), 1);
    }
}

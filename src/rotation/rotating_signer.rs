//! [`RotatingSigner`]: credentials that a source replaces when they end too soon.

use std::sync::{Arc, OnceLock, PoisonError, RwLock, RwLockReadGuard};
use std::time::SystemTime;

use super::coverage::Coverage;
use super::replacement::{is_same_session, replaces};
use super::retry_pause;
use super::thread_gate::{ThreadEntry, ThreadGate, ThreadPass};
use crate::credentials::{Credentials, CredentialsSource};
use crate::error::Error;
use crate::sigv4::Signer;

/// The signer in use, and where the next one comes from.
///
/// Whoever the signer in use can serve takes it and goes; only who needs a fresher one waits for it.
/// One of those fetches, and the others find what it brought.
pub(crate) struct RotatingSigner {
    in_use: RwLock<InUse>,
    gate: ThreadGate,
    source: Box<dyn CredentialsSource>,
}

struct InUse {
    signer: Arc<Signer>,
    /// When it was fetched, or first looked at.
    since: OnceLock<SystemTime>,
}

impl RotatingSigner {
    pub(super) fn new(signer: Arc<Signer>, source: Box<dyn CredentialsSource>) -> Self {
        let in_use = RwLock::new(InUse { signer, since: OnceLock::new() });
        Self { in_use, gate: ThreadGate::default(), source }
    }

    /// The signer in use.
    pub(super) fn current(&self) -> Arc<Signer> {
        Arc::clone(&self.read().signer)
    }

    /// A signer whose credentials are enough, as `coverage` sees it, if one can be had; else the one in use.
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
        coverage: impl Fn(&Credentials) -> Coverage,
    ) -> Result<Arc<Signer>, Error> {
        let (current, its_coverage) = self.look(now, &coverage);
        if its_coverage == Coverage::Enough {
            return Ok(current);
        }
        let failure = match self.gate.enter(its_coverage, now) {
            ThreadEntry::Told(failure) => failure,
            // Somebody else may have been faster.
            ThreadEntry::Mine(pass) if self.look(now, &coverage).1 != Coverage::Enough => {
                self.ask(pass, now, &coverage)
            }
            ThreadEntry::Mine(_) => None,
        };
        match (self.look(now, &coverage), failure) {
            ((_, Coverage::Nothing), Some(error)) => Err(error),
            ((current, _), _) => Ok(current),
        }
    }

    /// Asks the source, and takes what it gives into use.
    fn ask(
        &self,
        pass: ThreadPass<'_>,
        now: SystemTime,
        coverage: impl Fn(&Credentials) -> Coverage,
    ) -> Option<Error> {
        match self.source.fetch() {
            Ok(credentials) => {
                let is_new = self.put(credentials, now);
                let (current, its_coverage) = self.look(now, coverage);
                let in_use = (its_coverage, current.credentials().expires_at());
                pass.answered(now, retry_pause::after_answer(in_use, is_new, now));
                None
            }
            Err(error) => {
                pass.failed(now, error.clone());
                Some(error)
            }
        }
    }

    /// The signer in use, and what it can do.
    fn look(
        &self,
        now: SystemTime,
        coverage: impl Fn(&Credentials) -> Coverage,
    ) -> (Arc<Signer>, Coverage) {
        let (signer, since) = {
            let in_use = self.read();
            (Arc::clone(&in_use.signer), *in_use.since.get_or_init(|| now))
        };
        let credentials = signer.credentials();
        let coverage = coverage(credentials).if_alive(credentials, since, now);
        (signer, coverage)
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
    fn coverage(credentials: &Credentials) -> Coverage {
        match credentials.access_key_id().as_str() {
            "ASIANEW" => Coverage::Enough,
            _ => Coverage::Nothing,
        }
    }

    /// What eight threads get of a signer, with clocks two seconds apart: the source answers the first when
    /// the others wait for it.
    fn eight_at_once(
        rotating: &RotatingSigner,
        asked: &Receiver<()>,
        answer: &Sender<()>,
    ) -> Vec<Result<String, Error>> {
        thread::scope(|scope| {
            let sign = |number: u64| {
                let now = UNIX_EPOCH + Duration::from_secs(2 * number);
                scope.spawn(move || {
                    let signer = rotating.signer(now, coverage)?;
                    Ok(signer.credentials().access_key_id().as_str().to_owned())
                })
            };
            let mut threads = vec![sign(0)];
            asked.recv().unwrap();
            threads.extend((1..8).map(sign));
            while rotating.gate.waiting() < 7 {
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
            let rotating = RotatingSigner::new(signer, Box::new(source));
            assert_eq!(eight_at_once(&rotating, &asked, &answer), vec![expected; 8]);
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
        let rotating = RotatingSigner::new(signer, Box::new(source));
        let is_first = Cell::new(true);
        let coverage_while_another_asks = |credentials: &Credentials| {
            let coverage_now = coverage(credentials);
            // Between the look of this one and its turn, another comes and is served.
            if is_first.replace(false) {
                assert!(rotating.signer(UNIX_EPOCH, coverage).is_ok());
            }
            coverage_now
        };
        let signer = rotating.signer(UNIX_EPOCH, coverage_while_another_asks).unwrap();
        assert_eq!(signer.credentials().access_key_id().as_str(), "ASIANEW");
        assert_eq!(calls.load(Ordering::SeqCst), 1);
    }
}

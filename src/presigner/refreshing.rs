//! [`Refreshing`]: credentials that a source replaces when they end too soon.

use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::SystemTime;

use super::pause::Pause;
use crate::credentials::{Credentials, CredentialsSource};
use crate::error::Error;
use crate::sigv4::Signer;

/// The signer in use, and where the next one comes from.
///
/// Whoever the signer in use can serve takes it and goes; only who needs a fresher one waits for it.
/// One of those fetches, and the others find what it brought.
pub(super) struct Refreshing {
    current: RwLock<Arc<Signer>>,
    fetching: Mutex<Pause>,
    source: Box<dyn CredentialsSource>,
}

impl Refreshing {
    pub(super) fn new(signer: Arc<Signer>, source: Box<dyn CredentialsSource>) -> Self {
        Self { current: RwLock::new(signer), fetching: Mutex::default(), source }
    }

    /// The signer in use.
    pub(super) fn current(&self) -> Arc<Signer> {
        // The lock is held to read or to replace a pointer, which cannot fail half way.
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// A signer whose credentials do, as `falls_short` sees it, if one can be had.
    ///
    /// The source is asked at most once. Where what it gives falls short too, it is left in peace for a
    /// while: a metadata service goes on giving the same credentials until it rotates them.
    pub(super) fn signer(
        &self,
        now: SystemTime,
        falls_short: impl Fn(&Credentials) -> bool,
    ) -> Result<Arc<Signer>, Error> {
        let current = self.current();
        if !falls_short(current.credentials()) {
            return Ok(current);
        }
        let mut fetching = self.fetching.lock().unwrap_or_else(PoisonError::into_inner);
        // Somebody else may have been faster.
        let current = self.current();
        if fetching.holds(now) || !falls_short(current.credentials()) {
            return Ok(current);
        }
        match self.source.fetch() {
            Ok(credentials) => {
                fetching.after_answer(now, !falls_short(&credentials));
                Ok(self.replace(current, credentials))
            }
            Err(error) => {
                fetching.after_failure(now);
                Err(error)
            }
        }
    }

    /// Takes new credentials into use, unless they are the ones in use or end sooner.
    fn replace(&self, current: Arc<Signer>, credentials: Credentials) -> Arc<Signer> {
        let old = current.credentials();
        let is_same = old.access_key_id() == credentials.access_key_id()
            && old.expires_at() == credentials.expires_at();
        let ends_sooner = match (old.expires_at(), credentials.expires_at()) {
            (Some(old), Some(new)) => new < old,
            _ => false,
        };
        if is_same || ends_sooner {
            return current;
        }
        let signer = Arc::new(Signer::new(credentials));
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&signer);
        signer
    }
}

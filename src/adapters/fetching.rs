//! [`Fetching`]: an attempt of a provider, which outlives the task that began it.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};

/// The place where a task that is cancelled leaves the provider's answer to the next, half made.
///
/// Where every caller has less time than the provider needs, one after another gets it done.
#[derive(Default)]
pub(super) struct Fetching(Mutex<Option<Attempt>>);

/// What the provider was asked, and when.
struct Attempt {
    answer: Pin<Box<dyn Future<Output = Answer> + Send>>,
    since: SystemTime,
}

pub(super) type Answer = Result<Credentials, CredentialsError>;

impl Fetching {
    /// What the provider says, and when it was asked. Called by one task at a time.
    pub(super) async fn of(
        &self,
        provider: &SharedCredentialsProvider,
        now: SystemTime,
    ) -> (Answer, SystemTime) {
        let left = self.swap(None).filter(|attempt| attempt.is_alive(now));
        let attempt = left.unwrap_or_else(|| Attempt::new(provider.clone(), now));
        let since = attempt.since;
        (Lent { attempt: Some(attempt), home: self }.await, since)
    }

    fn swap(&self, attempt: Option<Attempt>) -> Option<Attempt> {
        // Nothing that can panic happens under the lock.
        let mut left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut left, attempt)
    }
}

impl Attempt {
    fn new(provider: SharedCredentialsProvider, now: SystemTime) -> Self {
        let answer = Box::pin(async move { provider.provide_credentials().await });
        Self { answer, since: now }
    }

    /// Whether it may still come to something. A connection that hangs never does; and of a clock that has
    /// been set back, nobody knows how long ago it was.
    fn is_alive(&self, now: SystemTime) -> bool {
        match now.duration_since(self.since) {
            Ok(age) => age < GIVEN_UP,
            Err(ahead) => ahead.duration() < GIVEN_UP,
        }
    }
}

/// An attempt while a task works on it.
struct Lent<'f> {
    /// None once it has ended; and while it is polled, so that one that panics is not polled again.
    attempt: Option<Attempt>,
    home: &'f Fetching,
}

impl Future for Lent<'_> {
    type Output = Answer;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Answer> {
        let Some(mut attempt) = self.attempt.take() else { return Poll::Pending };
        let poll = attempt.answer.as_mut().poll(context);
        if poll.is_pending() {
            self.attempt = Some(attempt);
        }
        poll
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        if let Some(attempt) = self.attempt.take() {
            self.home.swap(Some(attempt));
        }
    }
}

/// Longer than the timeouts of the AWS SDK's own providers.
const GIVEN_UP: Duration = Duration::from_secs(60);

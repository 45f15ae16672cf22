//! Tasks that wait for the provider, and give up.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use aws_credential_types::Credentials as AwsCredentials;
use aws_credential_types::provider::{ProvideCredentials, future};
use s3_presigner::{AsyncPresigner, CredentialKind, Error, Presigner, Region};

use super::{HOUR, NOW, ends, id_for, presigner};

/// A waker that does nothing, and of which the clones can be counted.
struct Counted;

impl Wake for Counted {
    fn wake(self: Arc<Self>) {}
}

type Waiting<'p> = Pin<Box<dyn Future<Output = Result<String, Error>> + 'p>>;

fn waits(presigner: &AsyncPresigner) -> Waiting<'_> {
    Box::pin(id_for(presigner, HOUR, NOW))
}

#[test]
fn one_waker_is_kept_of_each_that_waits_and_none_of_those_that_went_away() {
    let (presigner, provider) = presigner(&[ends("ASIAONE", NOW + 6 * HOUR)]);
    provider.hold_back(true);
    let mut asking = waits(&presigner);
    assert!(asking.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());

    let counted = Arc::new(Counted);
    let waker = Waker::from(Arc::clone(&counted));
    let kept = || Arc::strong_count(&counted) - 2;
    for _ in 0..10_000 {
        let mut waiting = waits(&presigner);
        assert!(waiting.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
        assert_eq!(kept(), 1);
    }
    assert_eq!(kept(), 0);
    let mut waiting = pin!(waits(&presigner));
    for _ in 0..10_000 {
        assert!(waiting.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    }
    assert_eq!(kept(), 1);
    assert_eq!(provider.calls(), 1);
}

/// Gives an answer at the fiftieth time of looking; panics at a given one.
#[derive(Clone, Debug, Default)]
struct Slow {
    calls: Arc<AtomicUsize>,
    polls: Arc<AtomicUsize>,
    panics_at: usize,
}

impl ProvideCredentials for Slow {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        self.calls.fetch_add(1, Ordering::SeqCst);
        let mut own_polls = 0;
        future::ProvideCredentials::new(poll_fn(move |_| {
            own_polls += 1;
            assert_ne!(self.polls.fetch_add(1, Ordering::SeqCst) + 1, self.panics_at);
            if own_polls < 50 {
                return Poll::Pending;
            }
            let token = Some("token".to_owned());
            Poll::Ready(Ok(AwsCredentials::new("ASIAONE", "secret", token, None, "test")))
        }))
    }
}

fn presigner_over(slow: &Slow) -> AsyncPresigner {
    let region = Region::new("eu-west-1").unwrap();
    AsyncPresigner::new(slow.clone(), move |credentials| {
        let credentials = credentials.with_kind(CredentialKind::AssumedRole);
        Presigner::new(credentials, region.clone())
    })
}

/// What one gets that looks seven times, and gives up.
fn impatient(presigner: &AsyncPresigner, now: u64) -> Poll<Result<String, Error>> {
    let mut waiting = pin!(id_for(presigner, HOUR, now));
    let mut look = || waiting.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    (0..7).map(|_| look()).find(Poll::is_ready).unwrap_or(Poll::Pending)
}

#[test]
fn a_provider_that_is_slower_than_its_callers_are_patient_serves_them_in_the_end() {
    let slow = Slow::default();
    let presigner = presigner_over(&slow);
    let outcomes: Vec<_> = (0..20).map(|caller| impatient(&presigner, NOW + caller)).collect();
    let (given_up, served) = outcomes.split_at(7);
    assert!(given_up.iter().all(Poll::is_pending), "{given_up:?}");
    assert!(served.iter().all(|one| *one == Poll::Ready(Ok("ASIAONE".to_owned()))), "{served:?}");
    assert_eq!(slow.calls.load(Ordering::SeqCst), 1);
    // Of unknown end, they count from when they were asked for.
    let refetched = impatient(&presigner, NOW + 12 * HOUR);
    assert!(refetched.is_pending() && slow.calls.load(Ordering::SeqCst) == 2);
}

#[test]
fn an_attempt_that_hangs_is_given_up_after_a_minute() {
    for (later, calls) in [(NOW + 59, 1), (NOW + 60, 2), (NOW - 59, 1), (NOW - 60, 2)] {
        let slow = Slow::default();
        let presigner = presigner_over(&slow);
        assert!(impatient(&presigner, NOW).is_pending());
        assert!(impatient(&presigner, later).is_pending());
        assert_eq!(slow.calls.load(Ordering::SeqCst), calls);
    }
}

#[test]
fn an_attempt_that_panics_is_not_gone_on_with() {
    let slow = Slow { panics_at: 10, ..Slow::default() };
    let presigner = presigner_over(&slow);
    assert!(impatient(&presigner, NOW).is_pending());
    let panicked = catch_unwind(AssertUnwindSafe(|| impatient(&presigner, NOW)));
    assert!(panicked.is_err());
    assert!(impatient(&presigner, NOW).is_pending());
    assert_eq!(slow.calls.load(Ordering::SeqCst), 2);
}

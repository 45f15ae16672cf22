//! Tasks that wait for the provider, and give up.

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Wake, Waker};

use s3_presigner::{AsyncPresigner, Error};

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

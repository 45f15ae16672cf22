//! A source whose sessions are shorter than what is asked for.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use s3_presigner::{Credentials, ExpiryPolicy, OnExcess, Presigner};

use super::{HOUR, NOW, at, counted, instance, presigner, secs};

const DAY: u64 = 24 * HOUR;

/// A presigner whose source gives a new session of an hour whenever it is asked, how often that was, and the
/// clock of both.
fn hourly(on_excess: OnExcess) -> (Presigner, Arc<AtomicUsize>, Arc<AtomicU64>) {
    let (calls, clock) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicU64::new(NOW)));
    let (counter, time) = (Arc::clone(&calls), Arc::clone(&clock));
    let source = move || {
        let number = counter.fetch_add(1, Ordering::SeqCst);
        let (id, end) = (format!("ASIASET{number}"), at(time.load(Ordering::SeqCst) + HOUR));
        Ok(Credentials::temporary(&id, "secret", &id)?.with_expires_at(end))
    };
    let presigner = presigner(instance("ASIAOLD", NOW + HOUR))
        .with_credentials_source(source)
        .with_expiry_policy(ExpiryPolicy::new().with_on_excess(on_excess));
    (presigner, calls, clock)
}

/// How many of the links that live so long are refused in a day, one every ten seconds.
fn refused_in_a_day(presigner: &Presigner, clock: &AtomicU64, lifetime: u64) -> usize {
    let refused = |second: &u64| {
        clock.store(NOW + second, Ordering::SeqCst);
        presigner.presign_get_at("photos", "k", secs(lifetime), at(NOW + second)).is_err()
    };
    (0..DAY).step_by(10).filter(refused).count()
}

#[test]
fn it_is_asked_four_times_in_a_session_where_a_shorter_link_does() {
    for on_excess in [OnExcess::Clamp, OnExcess::Allow] {
        let (presigner, calls, clock) = hourly(on_excess);
        assert_eq!(refused_in_a_day(&presigner, &clock, 2 * HOUR), 0);
        assert_eq!(calls.load(Ordering::SeqCst), 96, "{on_excess:?}");
    }
}

#[test]
fn it_is_asked_every_minute_where_nothing_else_does() {
    let (presigner, calls, clock) = hourly(OnExcess::Reject);
    assert_eq!(refused_in_a_day(&presigner, &clock, 2 * HOUR), 8_640);
    assert_eq!(calls.load(Ordering::SeqCst), 1_440);
}

#[test]
fn those_whom_a_new_session_would_serve_are_not_kept_from_it_by_those_whom_none_would() {
    let (clamping, calls, clock) = hourly(OnExcess::Clamp);
    let rejecting = clamping.clone().with_expiry_policy(ExpiryPolicy::new());
    let sign = |presigner: &Presigner, lifetime, second| {
        clock.store(NOW + second, Ordering::SeqCst);
        presigner.presign_get_at("photos", "k", secs(lifetime), at(NOW + second)).is_ok()
    };
    assert!(sign(&clamping, 2 * HOUR, 0));
    assert!(!sign(&rejecting, HOUR, 59), "a minute has not passed");
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    assert!(sign(&rejecting, HOUR, 60));
    assert_eq!(calls.load(Ordering::SeqCst), 2);
}

/// Whether a source that gives credentials with this end, of a new session or of the one in use, is left in
/// peace for so many seconds, and no longer.
fn is_left_in_peace_for(length: u64, id: &'static str, end: u64) -> bool {
    let (presigner, calls) = counted(move || Ok(instance(id, end)));
    let policy = ExpiryPolicy::new().with_on_excess(OnExcess::Clamp);
    let presigner = presigner.with_expiry_policy(policy);
    let calls_after = |second| {
        let _ = presigner.presign_get_at("photos", "k", secs(6 * HOUR), at(NOW + second));
        calls.load(Ordering::SeqCst)
    };
    (calls_after(0), calls_after(length - 1), calls_after(length)) == (1, 1, 2)
}

#[test]
fn it_is_left_in_peace_for_a_quarter_of_a_new_session_and_a_minute_at_the_least() {
    assert!(is_left_in_peace_for(900, "ASIANEW", NOW + HOUR));
    assert!(is_left_in_peace_for(150, "ASIANEW", NOW + 600));
    // Of the session in use it gave an end, and no new life.
    assert!(is_left_in_peace_for(60, "ASIAOLD", NOW + 599));
    assert!(is_left_in_peace_for(60, "ASIAOLD", NOW + 600));
}

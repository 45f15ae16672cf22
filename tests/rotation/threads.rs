//! One asks, the others find what it brought, and nobody waits without need.
//!
//! What those are told that wait for one attempt is tested beside `Turns` and `Refreshing`, which can tell who
//! waits.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier, Mutex, OnceLock, mpsc};
use std::thread;
use std::time::Duration;

use s3_presigner::{Error, ExpiryPolicy, OnExcess, Presigner, SourceError};

use super::{HOUR, NOW, at, counted, id_in, instance, secs};

#[test]
fn many_threads_in_need_ask_once() {
    let (presigner, calls) = counted(|| {
        std::thread::sleep(Duration::from_millis(30));
        Ok(instance("ASIANEW", NOW + 6 * HOUR))
    });
    let start = Barrier::new(8);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                start.wait();
                let url = presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW)).unwrap();
                assert_eq!(id_in(url.as_str()), "ASIANEW");
            });
        }
    });
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

#[test]
fn who_can_do_with_the_old_credentials_does_not_wait_for_the_new() {
    let (signed, all_signed) = mpsc::channel();
    let all_signed = Mutex::new(all_signed);
    let (is_fetching, fetching) = mpsc::channel();
    let is_fetching = Mutex::new(is_fetching);
    // The source gives nothing until others have signed: if they waited for it, nobody would get on.
    let (presigner, _) = counted(move || {
        is_fetching.lock().unwrap().send(()).unwrap();
        let waited = all_signed.lock().unwrap().recv_timeout(secs(20));
        assert!(waited.is_ok(), "the others waited for the refresh");
        Ok(instance("ASIANEW", NOW + 6 * HOUR))
    });
    std::thread::scope(|scope| {
        let needy = scope.spawn(|| presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW)));
        fetching.recv_timeout(secs(20)).unwrap();
        for _ in 0..100 {
            let url = presigner.presign_get_at("photos", "k", secs(60), at(NOW)).unwrap();
            assert_eq!(id_in(url.as_str()), "ASIAOLD", "in use until the new ones are there");
        }
        signed.send(()).unwrap();
        assert_eq!(id_in(needy.join().unwrap().unwrap().as_str()), "ASIANEW");
    });
}

#[test]
fn a_source_that_panics_harms_only_its_caller() {
    let is_first = AtomicBool::new(true);
    let (presigner, _) = counted(move || {
        assert!(!is_first.swap(false, Ordering::SeqCst), "a source that panics");
        Ok(instance("ASIANEW", NOW + 6 * HOUR))
    });
    let clone = presigner.clone();
    let panicked = std::thread::spawn(move || {
        clone.presign_get_at("photos", "k", secs(HOUR), at(NOW)).is_ok()
    });
    assert!(panicked.join().is_err());
    assert!(presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW)).is_ok());
}

#[test]
fn who_can_do_with_a_shorter_link_does_not_wait_for_the_new_credentials() {
    for on_excess in [OnExcess::Clamp, OnExcess::Allow] {
        let ((is_asked, asked), (answer, answered)) = (mpsc::channel(), mpsc::channel());
        let channels = Mutex::new((is_asked, answered));
        // The source answers when the others have signed: if they waited for it, nobody would get on.
        let (presigner, calls) = counted(move || {
            let channels = channels.lock().unwrap();
            channels.0.send(()).unwrap();
            assert!(channels.1.recv_timeout(secs(20)).is_ok(), "the others waited for the refresh");
            Ok(instance("ASIANEW", NOW + 6 * HOUR))
        });
        let policy = ExpiryPolicy::new().with_on_excess(on_excess).with_min_lifetime(secs(60));
        let presigner = presigner.with_expiry_policy(policy);
        let sign = |now| presigner.presign_get_at("photos", "k", secs(HOUR), at(now)).unwrap();
        thread::scope(|scope| {
            let asking = scope.spawn(|| sign(NOW));
            asked.recv_timeout(secs(20)).unwrap();
            for _ in 0..3 {
                let url = sign(NOW);
                assert_eq!((id_in(url.as_str()), url.expires_at()), ("ASIAOLD", at(NOW + 600)));
            }
            answer.send(()).unwrap();
            let url = asking.join().unwrap();
            assert_eq!((id_in(url.as_str()), url.expires_at()), ("ASIANEW", at(NOW + HOUR)));
        });
        assert_eq!(calls.load(Ordering::SeqCst), 1);
    }
}

#[test]
fn a_source_that_asks_its_own_presigner_is_told_so() {
    let itself = Arc::new(OnceLock::<Presigner>::new());
    let own = Arc::clone(&itself);
    let (presigner, calls) = counted(move || {
        own.get().unwrap().presign_get_at("photos", "k", secs(HOUR), at(NOW))?;
        Ok(instance("ASIANEW", NOW + 6 * HOUR))
    });
    itself.set(presigner.clone()).unwrap();
    let (done, outcome) = mpsc::channel();
    thread::spawn(move || {
        let refused = presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW)).unwrap_err();
        // What the old credentials can carry, the source may sign with them.
        let short = presigner.presign_get_at("photos", "k", secs(60), at(NOW));
        done.send((refused, short.is_ok())).unwrap();
    });
    let (refused, is_usable) = outcome.recv_timeout(secs(20)).unwrap();
    assert_eq!(
        refused.to_string(),
        "new credentials could not be had: the source asked its own presigner, which waits for it: \
         give the source a presigner of its own"
    );
    assert!(matches!(refused, Error::Source(SourceError::Fetch { .. })) && is_usable);
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

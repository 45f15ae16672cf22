//! Credentials that rotate: fetched when needed, once, and never waited for without need.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::sync::{Arc, Barrier, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{
    CredentialKind, Credentials, Error, ExpiryPolicy, Limit, OnExcess, Presigner, Region,
    SourceError,
};

const NOW: u64 = 1_795_262_400;
const MINUTE: u64 = 60;
const HOUR: u64 = 3_600;

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn instance(id: &str, end: u64) -> Credentials {
    Credentials::temporary(id, "secret", "token")
        .unwrap()
        .with_kind(CredentialKind::InstanceProfile)
        .with_expires_at(at(end))
}

fn presigner(credentials: Credentials) -> Presigner {
    Presigner::new(credentials, Region::new("eu-west-1").unwrap())
}

/// A presigner whose credentials end in ten minutes, and whose source counts how often it is asked.
fn counted(
    fetch: impl Fn() -> Result<Credentials, Error> + Send + Sync + 'static,
) -> (Presigner, Arc<AtomicUsize>) {
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&calls);
    let source = move || {
        counter.fetch_add(1, Ordering::SeqCst);
        fetch()
    };
    (presigner(instance("ASIAOLD", NOW + 600)).with_credentials_source(source), calls)
}

fn id_in(url: &str) -> &str {
    let (_, rest) = url.split_once("X-Amz-Credential=").unwrap();
    rest.split("%2F").next().unwrap()
}

#[test]
fn the_source_is_asked_when_and_only_when_the_lifetime_needs_it() {
    let (presigner, calls) = counted(|| Ok(instance("ASIANEW", NOW + 6 * HOUR)));
    let sign = |lifetime, now| presigner.presign_get_at("photos", "k", secs(lifetime), at(now));
    let asked = || calls.load(Ordering::SeqCst);
    assert_eq!(id_in(sign(600, NOW).unwrap().as_str()), "ASIAOLD");
    assert_eq!(asked(), 0, "the credentials at hand carry it");
    // The cap of the kind is no reason: fresh ones would have it too.
    assert!(sign(6 * HOUR + 1, NOW).is_err());
    assert!(sign(8 * 86_400, NOW).is_err());
    assert_eq!(asked(), 0);
    assert_eq!(id_in(sign(601, NOW).unwrap().as_str()), "ASIANEW");
    assert_eq!(asked(), 1);
    assert_eq!(id_in(sign(600, NOW).unwrap().as_str()), "ASIANEW");
    assert_eq!(id_in(sign(5 * HOUR, NOW + HOUR).unwrap().as_str()), "ASIANEW");
    assert_eq!(asked(), 1);
    // When they have ended, whatever is asked for.
    let _ = sign(1, NOW + 6 * HOUR);
    assert_eq!(asked(), 2);
}

#[test]
fn all_that_the_kind_allows_is_not_too_much_to_fetch_for() {
    let (presigner, _) = counted(|| Ok(instance("ASIANEW", NOW + 6 * HOUR)));
    let url = presigner.presign_get_at("photos", "k", secs(6 * HOUR), at(NOW)).unwrap();
    assert_eq!(id_in(url.as_str()), "ASIANEW");
}

#[test]
fn all_clones_share_what_the_source_gave() {
    let (presigner, calls) = counted(|| Ok(instance("ASIANEW", NOW + 6 * HOUR)));
    let clone = presigner.clone().with_region(Region::new("us-east-1").unwrap());
    assert!(presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW)).is_ok());
    assert!(clone.presign_get_at("photos", "k", secs(HOUR), at(NOW)).is_ok());
    assert!(clone.batch_at(secs(HOUR), at(NOW)).is_ok());
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

#[test]
fn a_source_that_gives_nothing_better_is_left_in_peace_for_a_minute() {
    let (presigner, calls) = counted(|| Ok(instance("ASIAOLD", NOW + 600)));
    for second in 0..59 {
        let refused =
            presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW + second)).unwrap_err();
        assert!(matches!(
            refused,
            Error::LifetimeTooLong { limited_by: Limit::CredentialExpiry, .. }
        ));
    }
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    let _ = presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW + 60));
    assert_eq!(calls.load(Ordering::SeqCst), 2);
    // A clock that is set back does not stop it for longer.
    let _ = presigner.presign_get_at("photos", "k", secs(2 * HOUR), at(NOW - HOUR));
    assert_eq!(calls.load(Ordering::SeqCst), 3);
}

#[test]
fn a_source_that_fails_says_so_only_to_those_who_need_it() {
    let (presigner, calls) = counted(|| Err(Error::fetch("the metadata service is down")));
    let refused = presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW)).unwrap_err();
    assert_eq!(
        refused,
        Error::Source(SourceError::Fetch { message: "the metadata service is down".to_owned() })
    );
    assert_eq!(
        refused.to_string(),
        "new credentials could not be had: the metadata service is down"
    );
    // Within a second it is not asked again, and the excess is what is told.
    let again = presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW)).unwrap_err();
    assert!(matches!(again, Error::LifetimeTooLong { .. }));
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    assert!(presigner.presign_get_at("photos", "k", secs(600), at(NOW)).is_ok());
    // Where an excess is shortened, the old ones do.
    let clamping = ExpiryPolicy::new().with_on_excess(OnExcess::Clamp);
    let url = presigner
        .with_expiry_policy(clamping)
        .presign_get_at("photos", "k", secs(HOUR), at(NOW + 1))
        .unwrap();
    assert_eq!((url.expires_at(), calls.load(Ordering::SeqCst)), (at(NOW + 600), 2));
}

#[test]
fn credentials_that_end_sooner_do_not_replace_those_in_use() {
    let (presigner, _) = counted(|| Ok(instance("ASIASHORT", NOW + 300)));
    assert!(presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW)).is_err());
    let url = presigner.presign_get_at("photos", "k", secs(600), at(NOW)).unwrap();
    assert_eq!(id_in(url.as_str()), "ASIAOLD");
}

#[test]
fn whatever_differs_makes_new_credentials_that_are_taken_into_use() {
    // Another id with the same end, and the same id with a later end.
    for (id, end) in [("ASIANEW", NOW + 600), ("ASIAOLD", NOW + HOUR)] {
        let (presigner, _) = counted(move || Ok(instance(id, end)));
        let _ = presigner.presign_get_at("photos", "k", secs(2 * HOUR), at(NOW));
        assert_eq!(
            id_in(presigner.presign_get_at("photos", "k", secs(600), at(NOW)).unwrap().as_str()),
            id
        );
        let longest = presigner.max_lifetime_at(at(NOW)).unwrap().lifetime;
        assert_eq!(longest, secs(end - NOW), "{id}");
    }
}

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

/// An instance metadata service through a day: each set of credentials lives about 6.4 hours, and the
/// next is there 5 minutes to 1 hour before its end.
struct Metadata {
    /// The time of the simulation, the latest that any thread has seen.
    clock: AtomicU64,
    calls: AtomicUsize,
    /// `(available from, end)` of each set.
    sets: Vec<(u64, u64)>,
}

impl Metadata {
    fn new() -> Self {
        let mut sets = vec![(0, NOW + 6 * HOUR)];
        for lead in [5, 60, 17, 8, 42] {
            let (_, end) = *sets.last().unwrap();
            sets.push((end - lead * MINUTE, end - lead * MINUTE + 6 * HOUR + 24 * MINUTE));
        }
        Self { clock: AtomicU64::new(NOW), calls: AtomicUsize::new(0), sets }
    }

    fn id(set: usize) -> String {
        format!("ASIASET{set}")
    }

    fn fetch(&self) -> Result<Credentials, Error> {
        let call = self.calls.fetch_add(1, Ordering::SeqCst);
        if call % 4 == 3 {
            return Err(Error::fetch("connection reset"));
        }
        let now = self.clock.load(Ordering::SeqCst);
        let newest = self.sets.iter().rposition(|(from, _)| *from <= now).unwrap();
        Ok(instance(&Self::id(newest), self.sets.get(newest).unwrap().1))
    }
}

#[test]
fn a_day_of_rotating_instance_credentials() {
    const THREADS: u64 = 8;
    const STEP: u64 = 5;
    let metadata = Arc::new(Metadata::new());
    let source = Arc::clone(&metadata);
    let first = instance(&Metadata::id(0), metadata.sets.first().unwrap().1);
    let presigner = presigner(first).with_credentials_source(move || source.fetch());
    let ends: BTreeMap<String, u64> =
        metadata.sets.iter().enumerate().map(|(set, (_, end))| (Metadata::id(set), *end)).collect();
    let (signed, refused) = (AtomicUsize::new(0), AtomicUsize::new(0));

    // All threads go through the day at about the same pace, a few seconds apart.
    let pace = Barrier::new(usize::try_from(THREADS).unwrap());
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let (presigner, metadata, ends, signed, refused, pace) =
                (&presigner, &metadata, &ends, &signed, &refused, &pace);
            scope.spawn(move || {
                for tick in 0..24 * HOUR / STEP {
                    if tick % 720 == 0 {
                        pace.wait();
                    }
                    let now = NOW + tick * STEP + thread % STEP;
                    metadata.clock.fetch_max(now, Ordering::SeqCst);
                    // Most links are short; one thread wants half an hour.
                    let lifetime = if thread == 0 { 30 * MINUTE } else { 3 * MINUTE };
                    match presigner.presign_get_at("photos", "k", secs(lifetime), at(now)) {
                        Ok(url) => {
                            let end = *ends.get(id_in(url.as_str())).unwrap();
                            assert!(url.expires_at() <= at(end), "no URL outlives its token");
                            assert_eq!(url.expires_at(), at(now + lifetime));
                            signed.fetch_add(1, Ordering::Relaxed);
                        }
                        Err(_) => drop(refused.fetch_add(1, Ordering::Relaxed)),
                    }
                }
            });
        }
    });
    let calls = metadata.calls.load(Ordering::SeqCst);
    let rotations =
        metadata.sets.iter().filter(|(from, _)| (NOW + 1..NOW + 24 * HOUR).contains(from)).count();
    let (signed, refused) = (signed.into_inner(), refused.into_inner());
    println!(
        "{signed} URLs, {refused} refused, {rotations} rotations, {calls} calls of the source"
    );
    // A thread that wants half an hour asks from 30 minutes before an end until the next set is there, at
    // most once a minute; a quarter of the calls fail and are made again.
    let asked_in_vain: u64 = metadata
        .sets
        .windows(2)
        .map(|pair| {
            (30 * MINUTE).saturating_sub(pair.first().unwrap().1 - pair.get(1).unwrap().0) / MINUTE
                + 1
        })
        .sum();
    let most = usize::try_from(asked_in_vain).unwrap() + rotations;
    assert!(calls <= most + most / 2, "{calls} calls, {most} would do without failures");
    assert!(calls >= rotations);
    // Short links never fail: the next set is always there in time.
    let half_hours = usize::try_from(24 * HOUR / STEP).unwrap();
    assert!(refused < half_hours / 10, "{refused} refused");
    assert_eq!(signed + refused, 8 * half_hours);
}

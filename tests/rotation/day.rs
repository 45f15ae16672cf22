//! A simulated day with rotating instance credentials.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};

use s3_presigner::{Credentials, Error};

use super::{HOUR, NOW, at, id_in, instance, presigner, secs};

const MINUTE: u64 = 60;

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

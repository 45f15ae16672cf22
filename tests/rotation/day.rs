//! A simulated day with rotating instance credentials and a metadata service that fails every other time.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use s3_presigner::{Credentials, Error, Presigner};

use super::{HOUR, NOW, at, id_in, instance, presigner, secs};

const MINUTE: u64 = 60;
const THREADS: usize = 8;
const SHORT: u64 = 3 * MINUTE;
const LONG: u64 = 30 * MINUTE;

/// How long before an end the next set is there.
const LEADS: [u64; 5] = [5, 60, 17, 8, 42];

/// An instance metadata service through a day: each set of credentials lives about 6.4 hours, and the
/// next is there 5 minutes to 1 hour before its end.
#[derive(Default)]
struct Metadata {
    /// `(available from, end)` of each set.
    sets: Vec<(u64, u64)>,
    /// The time of the simulation, the latest that any thread has seen.
    clock: AtomicU64,
    calls: AtomicUsize,
    failures: AtomicUsize,
    /// Links of threads that need no new credentials, and threads that make none just now.
    short_links: AtomicUsize,
    idle: AtomicUsize,
    has_held_up: AtomicBool,
}

impl Metadata {
    fn new() -> Self {
        let mut sets = vec![(0, NOW + 6 * HOUR)];
        for lead in LEADS {
            let (_, end) = *sets.last().unwrap();
            sets.push((end - lead * MINUTE, end - lead * MINUTE + 6 * HOUR + 24 * MINUTE));
        }
        Self { sets, clock: AtomicU64::new(NOW), ..Self::default() }
    }

    fn set(&self, number: usize) -> Credentials {
        instance(&format!("ASIASET{number}"), self.sets.get(number).unwrap().1)
    }

    fn end_of(&self, id: &str) -> u64 {
        let number: usize = id.strip_prefix("ASIASET").unwrap().parse().unwrap();
        self.sets.get(number).unwrap().1
    }

    fn rotations(&self) -> usize {
        let is_of_the_day = |from| (NOW + 1..NOW + 24 * HOUR).contains(from);
        self.sets.iter().map(|(from, _)| from).filter(|from| is_of_the_day(from)).count()
    }

    fn fetch(&self, lets_others_sign: bool) -> Result<Credentials, Error> {
        let call = self.calls.fetch_add(1, SeqCst);
        thread::sleep(Duration::from_millis(2));
        if lets_others_sign {
            self.wait_for_a_short_link();
        }
        if call.is_multiple_of(2) {
            self.failures.fetch_add(1, SeqCst);
            return Err(Error::fetch("connection reset"));
        }
        let now = self.clock.load(SeqCst);
        Ok(self.set(self.sets.iter().rposition(|(from, _)| *from <= now).unwrap()))
    }

    /// Goes on when some other thread has signed since, or none is about to: a thread that waited for this
    /// would wait until the time is up.
    fn wait_for_a_short_link(&self) {
        let (before, begun) = (self.short_links.load(SeqCst), Instant::now());
        // Those that came before the fetch prove nothing: one of each thread may have been on its way.
        while self.short_links.load(SeqCst) < before + THREADS
            && self.idle.load(SeqCst) < THREADS - 1
            && !self.has_held_up.load(SeqCst)
        {
            self.has_held_up.fetch_or(begun.elapsed() > secs(20), SeqCst);
            thread::yield_now();
        }
    }
}

/// What became of the links of a day.
#[derive(Default)]
struct Outcome {
    signed: usize,
    refused: usize,
    /// The ticks in which some were refused.
    bad_ticks: BTreeSet<u64>,
    longest: Duration,
    faults: Vec<String>,
}

impl Outcome {
    fn sign(&mut self, day: &Day<'_>, tick: u64, now: u64, lifetime: u64) {
        let begun = Instant::now();
        let outcome = day.presigner.presign_get_at("photos", "k", secs(lifetime), at(now));
        self.longest = self.longest.max(begun.elapsed());
        let Ok(url) = outcome else {
            self.refused += 1;
            self.bad_ticks.insert(tick);
            return;
        };
        self.signed += 1;
        let end = day.metadata.end_of(id_in(url.as_str()));
        if url.expires_at() > at(end) || url.expires_at() != at(now + lifetime) {
            // A panic would leave the other threads waiting for this one.
            self.faults.push(format!("{} outlives its token, or is cut short", url.as_str()));
        }
    }

    fn add(&mut self, other: Self) {
        self.signed += other.signed;
        self.refused += other.refused;
        self.bad_ticks.extend(other.bad_ticks);
        self.longest = self.longest.max(other.longest);
        self.faults.extend(other.faults);
    }
}

struct Day<'m> {
    metadata: &'m Metadata,
    presigner: &'m Presigner,
    /// Simulated seconds from one link of a thread to the next, and after how many links the threads wait
    /// for each other.
    step: u64,
    stride: u64,
}

impl Day<'_> {
    /// Eight threads sign through the day, a few seconds apart; what became of the first, and of the others.
    fn run(&self, lifetime_of_first: u64) -> (Outcome, Outcome) {
        let (pace, others) = (Barrier::new(THREADS), Mutex::new(Outcome::default()));
        let through = |thread: usize, lifetime| {
            let mut outcome = Outcome::default();
            for tick in 0..24 * HOUR / self.step {
                if tick % self.stride == 0 {
                    self.metadata.idle.fetch_add(1, SeqCst);
                    pace.wait();
                    self.metadata.idle.fetch_sub(1, SeqCst);
                }
                let now = NOW + tick * self.step + u64::try_from(thread).unwrap() % 5;
                self.metadata.clock.fetch_max(now, SeqCst);
                outcome.sign(self, tick, now, lifetime);
                self.metadata.short_links.fetch_add(usize::from(thread > 0), SeqCst);
            }
            self.metadata.idle.fetch_add(1, SeqCst);
            outcome
        };
        let first = thread::scope(|scope| {
            for thread in 1..THREADS {
                let (through, others) = (&through, &others);
                scope.spawn(move || {
                    let outcome = through(thread, SHORT);
                    others.lock().unwrap().add(outcome);
                });
            }
            through(0, lifetime_of_first)
        });
        (first, others.into_inner().unwrap())
    }
}

/// Past the harness, which keeps to itself what a test that passes prints.
fn show(figures: &str) {
    std::io::stderr().write_all(format!("{figures}\n").as_bytes()).unwrap();
}

#[test]
fn a_day_of_rotating_instance_credentials() {
    let metadata = Arc::new(Metadata::new());
    let source = Arc::clone(&metadata);
    let presigner = presigner(metadata.set(0)).with_credentials_source(move || source.fetch(true));
    let day = Day { metadata: &metadata, presigner: &presigner, step: 5, stride: 6 };
    // Most links are short; one thread wants half an hour.
    let (long, short) = day.run(LONG);
    let (calls, failures) = (metadata.calls.load(SeqCst), metadata.failures.load(SeqCst));
    let rotations = metadata.rotations();
    show(&format!(
        "a day: {} short links, {} refused, the slowest {:?}; {} links of half an hour, {} refused; \
         {rotations} rotations, {calls} calls of the source, {failures} failed",
        short.signed, short.refused, short.longest, long.signed, long.refused
    ));
    assert_eq!((short.faults, long.faults), (vec![], vec![]));
    assert!(!metadata.has_held_up.load(SeqCst), "nobody signed while the source was asked");
    assert_eq!(short.refused, 0, "the next set is always there in time");
    // The thread that wants half an hour asks from 30 minutes before an end until the next set is there, once
    // a minute; what fails is made again.
    let asked_in_vain: u64 = LEADS.iter().map(|lead| 30_u64.saturating_sub(*lead) + 1).sum();
    let asked_in_vain = usize::try_from(asked_in_vain).unwrap();
    assert!(calls - failures <= rotations + asked_in_vain, "{calls} calls, {failures} failed");
    assert!(calls - failures >= rotations);
    assert!(long.refused <= asked_in_vain * 12 + failures, "{} refused", long.refused);
    assert_eq!(short.signed, (THREADS - 1) * 17_280);
}

#[test]
fn a_day_of_short_links_asks_once_for_each_rotation() {
    let metadata = Arc::new(Metadata::new());
    let source = Arc::clone(&metadata);
    let presigner = presigner(metadata.set(0)).with_credentials_source(move || source.fetch(false));
    let day = Day { metadata: &metadata, presigner: &presigner, step: 20, stride: 1 };
    let (mut all, others) = day.run(SHORT);
    all.add(others);
    let (calls, failures) = (metadata.calls.load(SeqCst), metadata.failures.load(SeqCst));
    let rotations = metadata.rotations();
    show(&format!(
        "a day of short links: {} signed, {} refused in {} steps; {rotations} rotations, {calls} calls \
         of the source, {failures} failed",
        all.signed,
        all.refused,
        all.bad_ticks.len()
    ));
    assert_eq!(all.faults, Vec::<String>::new());
    assert_eq!(calls, rotations + failures, "no call was in vain");
    assert!(rotations > 3 && failures >= rotations);
    // In the next step it is asked again, and nobody is refused any more.
    assert!(all.bad_ticks.len() <= failures, "refused in {:?}", all.bad_ticks);
}

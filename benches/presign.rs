//! `cargo bench`: how long a presign takes, as multiples of the hashing that it cannot do without.
//!
//! The floor is the number of SHA-256 compressions that remain when the signing key is at hand: the
//! blocks of the canonical request, those of the string to sign behind the inner pad, and one for the
//! outer hash. Every signer reads the clock anew for each URL, as a web service does, and every one is
//! given bucket, key and parameters as they are, not encoded.
//!
//! A presigner does without one of these compressions from the second URL of a second on, as the first block of
//! the string to sign is the same all that second, and keeps the date as text. "A new second each" shows what a
//! URL takes that finds neither; it is given the time, as with a fixed clock. The verifier looks for neither, as the
//! links that it gets come from many seconds.
//!
//! # Side by side
//!
//! One SHA-256 waits for itself, so that a batch of 64, made or checked at once, hashes several requests at a time; its
//! time here is that of one link. The means were chosen by these times of a compression (AMD Zen 4 with SHA extensions,
//! two cores, medians; a message by itself takes 35 ns):
//!
//! - `sha2`, a block of each of two messages in turn: 25 ns. Three, four or eight messages are no faster, as the
//!   processor looks no further ahead. It needs no other crate and no `unsafe`, and keys may be hashed so. It is what
//!   every build does.
//! - `tape-sha256` 0.2.2, four messages round by round: 17.5 ns, and 15 ns for each message besides. The feature
//!   `lanes` takes it for requests; keys stay with `sha2`. By its lanes of AVX-512 it takes 22 to 24 ns here, of AVX2 39.
//! - The same with the prefix that `hash_many` has: 60 ns more for each message. Its empty slice lies at no address that
//!   is mapped, and glibc's `memcmp` for AVX-512 loads from there under an empty mask, which the processor allows in its
//!   own time. A prefix that is empty and lies somewhere takes none.
//!
//! What else a batch saves: path and query are written once, where they are hashed, and the parameters of the signature
//! are made once for all. Of links of one signer and lifetime, as a manifest holds them, the parameters of the signature
//! are read once, but for the date where it is another: "of 64 seconds" shows links of which each has its own.
//!
//! # What stands between a presign and the floor
//!
//! Of the short request, in multiples of the floor, measured by leaving it out:
//!
//! - 0.06: the clock, and 0.03: its instant made a number of seconds; both are the standard library's.
//! - 0.05: the policy.
//! - 0.08: the request as a type: made, checked and dropped.
//! - 0.08: the allocation of the URL, what the URL tells about itself, and its move to where it is used.
//! - 0.08, by sampling: the hash runs slower here than alone. Each of the three hashes waits until the text that the
//!   one before has made is in memory, and the loads of a block wait for the small stores that wrote its text.
//! - The rest: nine copies of text, and two looks at bytes that are known to be text, because safe code cannot say
//!   so.
//!
//! The typical request pays 0.03 more for its URL, which is longer than what the allocator keeps at hand, and 0.08
//! for its query parameter.
//!
//! `aws-sigv4` is told to encode the path once, as S3 does. With the settings that it has unless told, it encodes an
//! encoded path again, and takes a quarter more for the long request (14.7 instead of 11.5), for a signature that S3
//! refuses.
//!
//! What helped most, besides hashing the URL where it lies: to look at text by sixteens in a way that the compiler
//! turns into a few instructions, and to keep short stores away from long loads, `memcpy` and `memcmp` among them,
//! which wait until all of the text is in the cache.
//!
//! What did not help: to compress each block as soon as it is whole (slower by 0.12, as its loads wait for the
//! stores just before); to begin the string to sign, or the canonical request, while the rest of the text is
//! made (no gain); one unit of code generation (no gain). Link-time optimisation (`lto = "thin"`) takes 0.05
//! off, and as much off the other signers.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a benchmark, not an interface"
)]

#[path = "presign/cases.rs"]
mod cases;
#[path = "presign/peers.rs"]
mod peers;
#[path = "presign/report.rs"]
mod report;

use std::hint::black_box;
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use criterion::{Criterion, SamplingMode};
use s3_presigner::{S3Request, SignedRequest, UrlBuffer};

use self::cases::{Case, LIFETIME};
use self::report::Report;

fn main() {
    let mut criterion = Criterion::default()
        .without_plots()
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(1))
        .configure_from_args();
    let mut report = Report::new();
    for case in Case::all() {
        let floor = case.floor();
        ours(&mut criterion, &case);
        peers(&mut criterion, &case);
        report.add_ratios(case.name, floor.compressions(), &[&OURS[..], &PEERS].concat());
        report.add_peers(case.name, OURS[0], &PEERS);
        report.add_peers(case.name, OURS[7], &PEERS);
    }
    threads(&mut criterion, &mut report);
    report.print();
}

const OURS: [&str; 13] = [
    "presign",
    "presign, fixed clock",
    "presign, a new second each",
    "presign PUT",
    "presign_into",
    "batch presign",
    "batch presign_into",
    "batch presign_all_into, of 64",
    "verify",
    "verify_all, of 64",
    "presign PUT, one header",
    "presign GET of its length",
    "verify_all, of 64 seconds",
];
const PEERS: [&str; 2] = ["rusty-s3", "aws-sigv4"];

/// Every way to a URL, and the way back.
fn ours(criterion: &mut Criterion, case: &Case) {
    let mut group = criterion.benchmark_group(case.name);
    let (presigner, floor, now) = (case.presigner(), case.floor(), SystemTime::now());
    group.bench_function("floor", |bench| bench.iter(|| floor.compress()));
    group.bench_function(OURS[0], |bench| {
        bench.iter(|| presigner.presign(&case.request(), LIFETIME).unwrap());
    });
    group.bench_function(OURS[1], |bench| {
        bench.iter(|| presigner.presign_at(&case.request(), LIFETIME, black_box(now)).unwrap());
    });
    let mut seconds = (0..LIFETIME.as_secs()).cycle();
    group.bench_function(OURS[2], |bench| {
        bench.iter(|| {
            let now = now + Duration::from_secs(seconds.next().unwrap());
            presigner.presign_at(&case.request(), LIFETIME, now).unwrap()
        });
    });
    group.bench_function(OURS[3], |bench| {
        bench.iter(|| presigner.presign_put(case.bucket, case.key.as_str(), LIFETIME).unwrap());
    });
    let mut buffer = String::new();
    group.bench_function(OURS[4], |bench| {
        bench.iter(|| {
            buffer.clear();
            presigner.presign_into(&case.request(), LIFETIME, &mut buffer).unwrap()
        });
    });
    let batch = presigner.batch(LIFETIME).unwrap();
    group.bench_function(OURS[5], |bench| {
        bench.iter(|| batch.presign(&case.request()).unwrap());
    });
    group.bench_function(OURS[6], |bench| {
        bench.iter(|| {
            buffer.clear();
            batch.presign_into(&case.request(), &mut buffer).unwrap();
        });
    });
    let mut urls = UrlBuffer::new();
    group.bench_function(OURS[7], |bench| {
        bench.iter_custom(|times| {
            each_of_64(times, || {
                batch.presign_all_into((0..64).map(|_| case.request()), &mut urls);
                assert!(black_box(&urls).iter().all(|url| url.is_ok()));
            })
        });
    });
    let (url, verifier) = (presigner.presign(&case.request(), LIFETIME).unwrap(), case.verifier());
    let (host, target) = cases::host_and_target(url.as_str());
    let request = || SignedRequest::new("GET", target).header("host", host);
    group.bench_function(OURS[8], |bench| {
        bench.iter(|| verifier.verify(black_box(&request())).unwrap());
    });
    group.bench_function(OURS[9], |bench| {
        bench.iter_custom(|times| {
            each_of_64(times, || {
                let requests: Vec<_> = (0..64).map(|_| request()).collect();
                assert!(verifier.verify_all(black_box(&requests)).iter().all(Result::is_ok));
            })
        });
    });
    let put = || S3Request::put_object(case.bucket, case.key.as_str()).content_type("image/jpeg");
    group.bench_function(OURS[10], |bench| {
        bench.iter(|| presigner.presign(&put(), LIFETIME).unwrap());
    });
    let key = case.key_as_long_as(&presigner.presign(&put(), LIFETIME).unwrap());
    group.bench_function(OURS[11], |bench| {
        bench.iter(|| presigner.presign_get(case.bucket, &key, LIFETIME).unwrap());
    });
    let link = |seconds| {
        let signed_at = now - Duration::from_secs(seconds);
        presigner.presign_at(&case.request(), LIFETIME, signed_at).unwrap().into_string()
    };
    let links: Vec<_> = (0..64).map(link).collect();
    group.bench_function(OURS[12], |bench| {
        bench.iter_custom(|times| {
            each_of_64(times, || {
                let requests = links.iter().map(|link| SignedRequest::new("GET", link));
                let requests: Vec<_> = black_box(requests.collect());
                assert!(verifier.verify_all(&requests).iter().all(Result::is_ok));
            })
        });
    });
    group.finish();
}

/// How long so many links take, of which 64 are made or verified at once.
fn each_of_64(times: u64, mut work: impl FnMut()) -> Duration {
    let turns = times.div_ceil(64);
    let begin = Instant::now();
    (0..turns).for_each(|_| work());
    begin.elapsed().mul_f64(times as f64 / (64 * turns) as f64)
}

fn peers(criterion: &mut Criterion, case: &Case) {
    let mut group = criterion.benchmark_group(case.name);
    let rusty = peers::RustyS3::new(case);
    group.bench_function(PEERS[0], |bench| bench.iter(|| black_box(rusty.presign())));
    let aws = peers::AwsSigV4::new(case);
    group.bench_function(PEERS[1], |bench| bench.iter(|| black_box(aws.presign())));
    group.finish();
}

/// One presigner shared by two threads, and the bare hash beside it, which shows what the machine gives.
fn threads(criterion: &mut Criterion, report: &mut Report) {
    let [case, ..] = Case::all();
    let (presigner, floor) = (case.presigner(), case.floor());
    let presign = || drop(black_box(presigner.presign(&case.request(), LIFETIME).unwrap()));
    let hash = || _ = black_box(floor.compress());
    let works: [(&str, &(dyn Fn() + Sync)); 2] = [("floor", &hash), ("presign", &presign)];
    for (name, work) in works {
        let mut group = criterion.benchmark_group("threads");
        // Few long samples: it takes the system some milliseconds to give each thread a core of its own.
        group.sampling_mode(SamplingMode::Flat).sample_size(10);
        group.measurement_time(Duration::from_secs(2));
        for count in [1, 2] {
            group.bench_function(format!("{name} {count}"), |bench| {
                bench.iter_custom(|times| on_threads(count, times, work));
            });
        }
        group.finish();
    }
    report.add_speedup("threads", &["floor", "presign"]);
}

/// How long it takes until each of some threads has done the work so many times.
fn on_threads(count: usize, times: u64, work: &(dyn Fn() + Sync)) -> Duration {
    let ready = Barrier::new(count + 1);
    thread::scope(|scope| {
        for _ in 0..count {
            scope.spawn(|| {
                ready.wait();
                (0..times).for_each(|_| work());
                ready.wait();
            });
        }
        ready.wait();
        let begin = Instant::now();
        ready.wait();
        begin.elapsed()
    })
}

//! `cargo bench`: how long a presign takes, as multiples of the hashing that it cannot do without.
//!
//! The floor is the number of SHA-256 compressions that remain when the signing key is at hand: the
//! blocks of the canonical request, those of the string to sign behind the inner pad, and one for the
//! outer hash. Every signer reads the clock anew for each URL, as a web service does.

#![allow(
    missing_docs,
    unreachable_pub,
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
use std::time::Duration;

use criterion::Criterion;

use self::cases::Case;
use self::report::Report;

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(1_500))
        .configure_from_args();
    let mut report = Report::new();
    for case in Case::all() {
        let mut group = criterion.benchmark_group(case.name);
        let presigner = case.presigner();
        let floor = case.floor();
        group.bench_function("floor", |bench| bench.iter(|| floor.compress()));
        group.bench_function("presign", |bench| {
            bench.iter(|| presigner.presign(&case.request(), cases::LIFETIME).unwrap());
        });
        let rusty = peers::RustyS3::new(&case);
        group.bench_function("rusty-s3", |bench| bench.iter(|| black_box(rusty.presign())));
        let aws = peers::AwsSigV4::new(&case);
        group.bench_function("aws-sigv4", |bench| bench.iter(|| black_box(aws.presign())));
        group.finish();
        report.add(case.name, floor.compressions(), &["presign", "rusty-s3", "aws-sigv4"]);
    }
    report.print();
}

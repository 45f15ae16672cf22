//! What `benches/instructions` runs under callgrind: one kind of work, so many times.
//!
//! Instructions are counted because they are the same on every run, whatever else the machine does.

#![allow(
    missing_docs,
    unreachable_pub,
    dead_code,
    clippy::unwrap_used,
    reason = "a benchmark, not an interface"
)]

#[path = "presign/cases.rs"]
mod cases;

use std::hint::black_box;
use std::time::SystemTime;

use s3_presigner::SignedRequest;

use self::cases::{Case, LIFETIME};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().unwrap_or_default();
    let (work, name, count) = (next(), next(), next());
    let Some(case) = Case::all().into_iter().find(|case| case.name.starts_with(&name)) else {
        return;
    };
    let Ok(count) = count.parse::<u32>() else { return };
    let (presigner, mut floor) = (case.presigner(), case.floor());
    if work == "presign-floor" {
        // The time never changes, so that every presign but the first does without this block.
        floor.string_to_sign -= 1;
    }
    let now = SystemTime::now();
    // The time is given, as reading the clock is no work of this crate and differs by machine. What is made is looked
    // at where it lies, as a move would be counted too.
    let presign = || presigner.presign_at(&case.request(), LIFETIME, black_box(now));
    let (url, verifier) = (presign().unwrap(), case.verifier());
    let (host, target) = cases::host_and_target(url.as_str());
    let verify = || {
        let request = SignedRequest::new("GET", black_box(target)).header("host", host);
        verifier.verify_at(&request, now)
    };
    let hash = || _ = black_box(floor.compress());
    match work.as_str() {
        "presign-floor" | "verify-floor" => (0..count).for_each(|_| hash()),
        "verify" => (0..count).for_each(|_| assert!(black_box(&verify()).is_ok())),
        _ => (0..count).for_each(|_| assert!(black_box(&presign()).is_ok())),
    }
}

//! Whatever is pasted, reading it gives an answer; and what it says does not hold secrets.
#![no_main]

use std::time::{Duration, UNIX_EPOCH};

use libfuzzer_sys::fuzz_target;
use s3_presigner::Inspection;

fuzz_target!(|link: &str| {
    let inspection = Inspection::of_at(link, UNIX_EPOCH + Duration::from_secs(1_795_262_400));
    let report = inspection.to_string();
    if let Some(signature) = inspection.signature().filter(|text| text.len() == 64) {
        let elsewhere = link.matches(signature).count() > 1;
        assert!(elsewhere || !report.contains(signature));
    }
    // Fatal problems come first.
    assert!(inspection.problems().is_sorted_by_key(|problem| !problem.is_fatal()));
});

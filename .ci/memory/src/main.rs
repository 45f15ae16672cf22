//! Shows that `s3-presigner` leaves no secret behind: see `tests/PROOF.md`.
//!
//! Each scenario makes something of secrets and drops it. A buffer of its own it wipes itself, so every
//! secret in a block that is given back was left there by the library.

mod patterns;
mod process;
mod scenarios;
mod secrets;
mod watch;

use std::process::ExitCode;

use patterns::{Patterns, TOKEN};
use scenarios::{SCENARIOS, Scenario};

#[global_allocator]
static ALLOCATOR: watch::Watching = watch::Watching;

fn main() -> ExitCode {
    // The first one fills a cache of the standard library's with a value moved from the stack, and with what
    // lay between its fields there; so before there is any secret.
    drop(std::backtrace::Backtrace::force_capture().to_string());
    let patterns: &'static Patterns = Box::leak(Box::new(Patterns::new()));
    if !sees_what_is_left(patterns) {
        println!("FAILED: a secret that is left on purpose is not found");
        return ExitCode::FAILURE;
    }
    let is_strict = |scenario: &&Scenario| scenario.with_token;
    let count = |scenario| run(scenario, patterns);
    let mut failures = SCENARIOS.iter().filter(is_strict).map(count).sum::<usize>();
    // What was neither given back nor wiped; before the others, which leave tokens lying about.
    let left = process::scan(patterns).expect("the process can read its own memory");
    failures += SCENARIOS.iter().filter(|scenario| !is_strict(scenario)).map(count).sum::<usize>();
    for (secret, region) in &left.elsewhere {
        println!("FAILED {secret} is left in {region}");
    }
    println!(
        "{} scenarios, {} patterns: {failures} left in blocks given back, {} in {} KiB of other writable memory, \
         {} on the stack, which nobody promises to wipe {:?}",
        SCENARIOS.len(),
        patterns.len(),
        left.elsewhere.len(),
        left.bytes / 1024,
        left.in_stack.len(),
        left.in_stack,
    );
    if failures + left.elsewhere.len() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs one, shows what it left behind, and counts it.
fn run(scenario: &Scenario, patterns: &'static Patterns) -> usize {
    let mut findings = watch::watched(patterns, scenario.run);
    findings.retain(|found| scenario.with_token || found.secret != TOKEN);
    println!("{} {}", if findings.is_empty() { "ok    " } else { "FAILED" }, scenario.name);
    let mut lines: Vec<_> =
        findings.iter().map(|found| format!("    {}\n{}", found.secret, found.trace)).collect();
    lines.sort();
    lines.dedup();
    lines.iter().for_each(|line| println!("{line}"));
    lines.len()
}

/// A check that cannot fail is none.
fn sees_what_is_left(patterns: &'static Patterns) -> bool {
    let held = Box::new(secrets::second_secret());
    let seen_in_use = process::scan(patterns).is_ok_and(|left| !left.elsewhere.is_empty());
    drop(held);
    let left = watch::watched(patterns, || {
        let mut copy = secrets::secret().to_string();
        drop(copy.clone());
        zeroize::Zeroize::zeroize(&mut copy);
    });
    left.len() == 1 && seen_in_use
}

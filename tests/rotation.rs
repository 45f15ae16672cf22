//! Credentials that rotate: fetched when needed, once, and never waited for without need.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "rotation/asking.rs"]
mod asking;
#[path = "rotation/day.rs"]
mod day;
#[path = "rotation/doors.rs"]
mod doors;
#[path = "rotation/failing.rs"]
mod failing;
#[path = "rotation/replacing.rs"]
mod replacing;
#[path = "rotation/short_sessions.rs"]
mod short_sessions;
#[path = "rotation/threads.rs"]
mod threads;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{CredentialKind, Credentials, Error, Presigner, Region};

const NOW: u64 = 1_795_262_400;
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

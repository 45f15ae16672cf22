//! Browser forms: every refusal with its exact text, their fields and conditions, their HTML, and the simulator.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "forms/document.rs"]
mod document;
#[path = "forms/fields.rs"]
mod fields;
#[path = "forms/lifetimes.rs"]
mod lifetimes;
#[path = "forms/refusals.rs"]
mod refusals;
#[path = "forms/simulator.rs"]
mod simulator;

use std::time::{Duration, UNIX_EPOCH};

use s3_presigner::{Credentials, PostPolicy, PresignedPost, Presigner, Region};

const QUARTER: Duration = Duration::from_secs(900);

fn presigner() -> Presigner {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").unwrap();
    Presigner::new(credentials, Region::new("eu-west-1").unwrap())
}

fn post() -> PostPolicy<'static> {
    PostPolicy::new("photos", "user/${filename}")
}

fn signed(policy: &PostPolicy<'_>) -> PresignedPost {
    presigner().presign_post_at(policy, QUARTER, UNIX_EPOCH).unwrap()
}

fn field<'p>(post: &'p PresignedPost, name: &str) -> &'p str {
    post.fields().find(|(other, _)| *other == name).unwrap().1
}

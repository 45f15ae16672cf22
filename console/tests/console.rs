//! The console's server: who may talk to it, what it answers, and how it refuses.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking, and JSON is read by index"
)]

#[allow(dead_code, reason = "the program's own beginning is not used here")]
#[path = "../src/main.rs"]
mod example;

#[path = "console/guard.rs"]
mod guard;
#[path = "console/links.rs"]
mod links;
#[path = "console/lists.rs"]
mod lists;
#[path = "console/options.rs"]
mod options;
#[path = "console/readers.rs"]
mod readers;
#[path = "console/visitor.rs"]
mod visitor;
#[path = "console/words.rs"]
mod words;

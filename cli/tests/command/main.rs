//! The command, run as its users run it, against the embedded server.

#![allow(unreachable_pub, reason = "a test has no public face; `pub` is for the other files")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod account;
mod batch;
mod diagnosed;
mod foreign;
mod help;
mod iam;
mod links;
mod pasted;
mod readme;
mod run;
mod settings;
mod shells;
mod uploads;
mod words;

#[path = "../../../tests/support/world.rs"]
mod world;

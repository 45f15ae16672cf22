//! Policies that restrict links, through the public API: what is written, what is refused, and what
//! they make of a link before it is signed.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "iam/evaluation.rs"]
mod evaluation;
#[path = "iam/inputs.rs"]
mod inputs;
#[path = "iam/laws.rs"]
mod laws;
#[path = "iam/pasted.rs"]
mod pasted;
#[path = "iam/refusals.rs"]
mod refusals;
#[path = "iam/statements.rs"]
mod statements;

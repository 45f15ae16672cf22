//! What the command `presign` shares with the console of this repository: whose credentials sign.
//!
//! No library for other programs: it changes with the command. The library is `s3-presigner`.

#![allow(
    clippy::must_use_candidate,
    clippy::missing_errors_doc,
    reason = "only two programs use it"
)]

pub mod account;

//! Credentials that rotate: which are in use, when new ones are asked for, and by whom.
//!
//! How much of a lifetime the credentials in use cover ([`Coverage`]) decides whether new ones are needed at all.
//! Of those that need them, a gate lets one ask at a time, threads at [`ThreadGate`](thread_gate::ThreadGate) and
//! tasks at `TaskGate`; both decide by the same [`RefreshAttempts`](refresh_attempts::RefreshAttempts).

mod coverage;
mod current_signer;
mod refresh_attempts;
mod replacement;
mod retry_pause;
mod rotating_signer;
#[cfg(feature = "aws-credential-types")]
mod task_gate;
mod thread_gate;

pub(crate) use self::coverage::Coverage;
pub(crate) use self::current_signer::{CurrentSigner, LentSigner};
#[cfg(feature = "aws-credential-types")]
pub(crate) use self::replacement::{is_same_session, replaces};
#[cfg(feature = "aws-credential-types")]
pub(crate) use self::retry_pause::after_answer;
#[cfg(feature = "aws-credential-types")]
pub(crate) use self::task_gate::{TaskEntry, TaskGate, TaskPass};

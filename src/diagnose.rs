//! Tells why a server refused a link, from its answer, and what to do about it.

mod answer;
mod canonical_text;
mod cause;
mod diagnosis;
mod remedy;

pub use self::cause::Cause;
pub use self::diagnosis::{Diagnosis, FailedRequest};

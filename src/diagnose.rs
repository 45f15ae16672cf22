//! Tells why a server refused a link, from its answer, and what to do about it.
//!
//! [`FailedRequest`] holds what is known; `answer` reads whatever somebody has of the answer, `told` says what
//! it is about, `evidence` lays it beside link and request, and `weighing` picks the cause: what is certain
//! before what is likely, and the secret last.

mod answer;
mod beside;
mod canonical_text;
mod cause;
mod cause_text;
mod codes;
mod denial;
mod diagnosis;
mod differences;
mod evidence;
mod failed_request;
mod meaning;
mod obstacle;
mod quoted;
mod region;
mod remedy;
mod shown;
mod suspicion;
mod times;
mod told;
mod trials;
mod weighing;
mod words;

pub use self::cause::Cause;
pub use self::diagnosis::Diagnosis;
pub use self::failed_request::FailedRequest;

//! The other side of the wire: checks a presigned request, reads a link, explains why it fails.

mod answer;
mod auth_params;
mod canonical_text;
mod cause;
mod checks;
mod diagnosis;
mod error;
mod host;
mod inspection;
mod known_credentials;
mod operation;
mod post;
mod problem;
mod raw_url;
mod remedy;
mod report;
mod request;
mod signature_version;
mod signed;
mod survey;
mod verified;
mod verifier;

#[cfg(test)]
mod test_suite;

pub use self::cause::Cause;
pub use self::diagnosis::{Diagnosis, FailedRequest};
pub use self::error::{SignatureMismatch, VerifyError};
pub use self::inspection::Inspection;
pub use self::known_credentials::KnownCredentials;
pub use self::operation::Operation;
pub use self::problem::Problem;
pub use self::request::SignedRequest;
pub use self::signature_version::SignatureVersion;
pub use self::verified::Verified;
pub use self::verifier::Verifier;

//! The other side of the wire: checks a presigned request, reads a link, explains why it fails.

mod auth_params;
mod checks;
mod error;
mod known_credentials;
mod post;
mod raw_url;
mod request;
mod signed;
mod verified;
mod verifier;

#[cfg(test)]
mod test_suite;

pub use self::error::{SignatureMismatch, VerifyError};
pub use self::known_credentials::KnownCredentials;
pub use self::request::SignedRequest;
pub use self::verified::Verified;
pub use self::verifier::Verifier;

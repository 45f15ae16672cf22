//! Checks a received request as S3 does, with the secrets at hand.

mod checks;
mod known_credentials;
mod post_form;
mod verified;
mod verifier;

pub(crate) use self::checks::check_time;
pub use self::known_credentials::KnownCredentials;
pub use self::verified::Verified;
pub use self::verifier::Verifier;

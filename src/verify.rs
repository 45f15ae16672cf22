//! Checks a received request as S3 does, with the secrets at hand.

mod checks;
mod claim;
mod fit;
mod known_credentials;
mod likely_values;
mod post_form;
mod said;
mod side_by_side;
mod verified;
mod verifier;
mod what_fits;

pub(crate) use self::checks::check_time;
pub use self::fit::Fit;
pub use self::known_credentials::KnownCredentials;
pub use self::verified::Verified;
pub use self::verifier::Verifier;

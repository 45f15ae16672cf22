//! Fits the types of other crates, each behind a feature of its own; and other programs, as text.

#[cfg(feature = "aws-credential-types")]
mod async_presigner;
#[cfg(feature = "aws-credential-types")]
mod aws_credential_types;
#[cfg(feature = "aws-credential-types")]
mod fetching;
#[cfg(feature = "http")]
mod http;
#[cfg(feature = "aws-credential-types")]
mod in_use;
#[cfg(feature = "serde")]
mod serde;
mod tools;
#[cfg(feature = "url")]
mod url;

#[cfg(feature = "aws-credential-types")]
pub use self::async_presigner::AsyncPresigner;

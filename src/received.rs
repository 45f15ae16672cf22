//! A presigned request as it came, and what S3 refuses it with: the ground of the reading side.
//!
//! A link is taken apart as it stands ([`RawUrl`]), its parameters are read ([`AuthParams`]), and the form in which
//! it must have been signed is made of them ([`SignedForm`]). Nothing is judged here.

mod auth_params;
mod foreign_link;
mod foreign_marks;
mod foreign_signer;
mod foreign_times;
mod hidden;
mod link_end;
mod link_names;
mod pasted_link;
mod raw_url;
mod signature_version;
mod signed_form;
mod signed_request;
mod verify_error;
mod verify_error_shown;

#[cfg(test)]
mod test_suite;

pub(crate) use self::auth_params::{
    AuthParams, CredentialParam, DATE, Required, SIGNATURE, parse_date, parse_expires,
};
pub use self::foreign_link::ForeignLink;
pub use self::foreign_signer::ForeignSigner;
pub(crate) use self::hidden::Hidden;
pub use self::link_end::LinkEnd;
pub(crate) use self::link_end::epoch;
pub use self::pasted_link::{Doubt, PastedLink, Wrapping};
pub(crate) use self::raw_url::{RawParam, RawUrl};
pub use self::signature_version::SignatureVersion;
pub(crate) use self::signed_form::SignedForm;
pub use self::signed_request::SignedRequest;
pub use self::verify_error::{SignatureMismatch, VerifyError};

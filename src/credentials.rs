//! Credentials: an access key id, its secret, perhaps a session token, and when they end.

mod access_key_id;
mod command_line;
mod credentials_type;
mod document;
mod end_text;
mod environment;
mod expiration;
mod kind;
mod process;
mod profile;
mod profile_end;
mod profile_file;
mod profile_keys;
mod profile_location;
mod profile_variables;
mod secret;
mod source;
mod variable;

pub use self::access_key_id::AccessKeyId;
pub(crate) use self::access_key_id::{account_id_hint, is_long_term, is_unique_id};
pub use self::credentials_type::Credentials;
pub use self::kind::CredentialKind;
pub use self::profile::Profile;
pub(crate) use self::secret::{SecretAccessKey, SessionToken};
pub use self::source::CredentialsSource;
pub(crate) use self::variable::{unless_blank, variable};

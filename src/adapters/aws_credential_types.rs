//! The AWS SDK's credentials as ours.

use crate::credentials::Credentials;
use crate::error::Error;

impl TryFrom<&aws_credential_types::Credentials> for Credentials {
    type Error = Error;

    /// Takes over id, secret, token and expiry. The kind is told by the shape, as the SDK has no public way
    /// to tell where its credentials come from; say more with [`Credentials::with_kind`].
    ///
    /// The expiry may not be the true one, see [`AsyncPresigner`](crate::AsyncPresigner).
    fn try_from(other: &aws_credential_types::Credentials) -> Result<Self, Error> {
        let (id, secret) = (other.access_key_id(), other.secret_access_key());
        let credentials = match other.session_token() {
            Some(token) => Self::temporary(id, secret, token),
            None => Self::new(id, secret),
        }?;
        Ok(match other.expiry() {
            Some(end) => credentials.with_expires_at(end),
            None => credentials,
        })
    }
}

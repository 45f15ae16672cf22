//! [`Credentials`]: an access key, perhaps a token, and when they end.

use std::time::SystemTime;

use zeroize::Zeroizing;

use super::access_key_id::{AccessKeyId, is_long_term};
use super::expiration::Expiration;
use super::kind::CredentialKind;
use super::secret::{SecretAccessKey, SessionToken};
use crate::error::Error;

/// AWS credentials, with what is known about their end.
///
/// A URL dies with the credentials that signed it, so tell [`with_expires_at`](Self::with_expires_at)
/// the `Expiration` that came with temporary ones: then the presigner can keep its promise to the
/// second. Without it, all it can promise is an upper bound.
///
/// Secrets are overwritten in memory when the credentials are dropped, and never shown:
///
/// ```
/// # use s3_presigner::{Credentials, Error};
/// let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI")?;
/// assert!(!format!("{credentials:?}").contains("wJalr"));
/// # Ok::<(), Error>(())
/// ```
///
/// The terms are those of
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/security-creds-programmatic-access.html>.
#[derive(Clone, Debug)]
pub struct Credentials {
    access_key_id: AccessKeyId,
    secret_access_key: SecretAccessKey,
    session_token: Option<SessionToken>,
    expires_at: Option<Expiration>,
    kind: CredentialKind,
    /// Whether the id is of AWS's long-term ones, with which no token goes.
    is_contradictory: bool,
}

impl Credentials {
    /// Long-term credentials: the access key of an IAM user (or of the root user), or of a user of
    /// an S3-compatible server.
    ///
    /// # Errors
    ///
    /// [`Error::MissingSessionToken`] for an `ASIA…` id, which is a temporary one;
    /// [`Error::Invalid`] and [`Error::InvalidSecret`] for text that cannot be an access key.
    pub fn new(
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<String>,
    ) -> Result<Self, Error> {
        Self::long_term(
            Zeroizing::new(access_key_id.into()),
            Zeroizing::new(secret_access_key.into()),
        )
    }

    fn long_term(id: Zeroizing<String>, secret: Zeroizing<String>) -> Result<Self, Error> {
        let secret_access_key = SecretAccessKey::new(secret)?;
        let access_key_id = AccessKeyId::new(id)?;
        if access_key_id.is_temporary() {
            return Err(Error::MissingSessionToken { access_key_id: access_key_id.into() });
        }
        Ok(Self {
            access_key_id,
            secret_access_key,
            session_token: None,
            expires_at: None,
            kind: CredentialKind::IamUser,
            is_contradictory: false,
        })
    }

    /// Temporary credentials, from STS or anything that stands on it.
    ///
    /// The token is given here and not added later, so that an `ASIA…` id is never without it: hence there is no
    /// `with_session_token`.
    ///
    /// Their kind is [`CredentialKind::Sts`] until [`with_kind`](Self::with_kind) says more.
    ///
    /// A long-term id (`AKIA…`) never has a token at AWS: one of the two is left over from other credentials. For
    /// AWS's endpoints, a presigner refuses such a pair with [`Error::UnexpectedSessionToken`]; other servers give
    /// them.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] and [`Error::InvalidSecret`] for text that cannot be credentials; an
    /// empty session token is such text.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    /// use s3_presigner::{CredentialKind, Credentials};
    ///
    /// let credentials = Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "secret", "token")?
    ///     .with_kind(CredentialKind::AssumedRole)
    ///     .with_expires_at(SystemTime::now() + Duration::from_secs(3_600));
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[doc(alias = "with_session_token")]
    #[doc(alias = "session_token")]
    pub fn temporary(
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<String>,
        session_token: impl Into<String>,
    ) -> Result<Self, Error> {
        let token = Some(Zeroizing::new(session_token.into()));
        let (id, secret) = (access_key_id.into(), secret_access_key.into());
        Self::from_parts(Zeroizing::new(id), Zeroizing::new(secret), token)
    }

    /// Long-term or temporary ones, as the source has them. What comes in is wiped even where another part
    /// of it is refused.
    pub(super) fn from_parts(
        id: Zeroizing<String>,
        secret: Zeroizing<String>,
        token: Option<Zeroizing<String>>,
    ) -> Result<Self, Error> {
        let Some(token) = token else { return Self::long_term(id, secret) };
        let secret_access_key = SecretAccessKey::new(secret)?;
        let session_token = Some(SessionToken::new(token)?);
        let access_key_id = AccessKeyId::new(id)?;
        Ok(Self {
            is_contradictory: is_long_term(access_key_id.as_str()),
            access_key_id,
            secret_access_key,
            session_token,
            expires_at: None,
            kind: CredentialKind::Sts,
        })
    }

    /// Says when the credentials end: the `Expiration` that came with them.
    ///
    /// Whole seconds count; a fraction is cut off.
    #[must_use]
    pub fn with_expires_at(mut self, expires_at: SystemTime) -> Self {
        self.expires_at = Some(Expiration::new(expires_at));
        self
    }

    /// Says where the credentials come from, when their shape does not tell.
    #[must_use]
    pub fn with_kind(mut self, kind: CredentialKind) -> Self {
        self.kind = kind;
        self
    }

    /// The access key id. It is not a secret: every URL shows it.
    #[must_use]
    pub fn access_key_id(&self) -> &AccessKeyId {
        &self.access_key_id
    }

    /// When the credentials end, if anybody said so.
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.expires_at.map(|expiration| expiration.at)
    }

    /// The same in whole seconds since 1970; the end of time if nobody told.
    #[inline]
    pub(crate) fn last_second(&self) -> u64 {
        self.expires_at.map_or(u64::MAX, |expiration| expiration.seconds)
    }

    /// What kind of credentials these are, which decides their cap.
    #[must_use]
    pub fn kind(&self) -> CredentialKind {
        self.kind
    }

    /// Whether a session token belongs to them.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        self.session_token.is_some()
    }

    /// Whether they end some time, and nobody told when. A key without a token lasts, unless its kind says
    /// that it is lent.
    #[inline]
    pub(crate) fn has_unknown_end(&self) -> bool {
        let is_lasting =
            matches!(self.kind, CredentialKind::IamUser | CredentialKind::Custom { .. });
        self.expires_at.is_none() && (self.is_temporary() || !is_lasting)
    }

    /// Refuses a session token beside a long-term access key id, which AWS never gives out together.
    #[inline]
    pub(crate) fn check_for_aws(&self) -> Result<(), Error> {
        if self.is_contradictory {
            return Err(Error::UnexpectedSessionToken {
                access_key_id: self.access_key_id.to_string(),
            });
        }
        Ok(())
    }

    pub(crate) fn secret_access_key(&self) -> &SecretAccessKey {
        &self.secret_access_key
    }

    pub(crate) fn session_token(&self) -> Option<&SessionToken> {
        self.session_token.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    #[test]
    fn the_shape_tells_the_kind() {
        let user = Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret").unwrap();
        assert_eq!((user.kind(), user.is_temporary()), (CredentialKind::IamUser, false));
        for id in ["ASIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE", "minioadmin"] {
            let temporary = Credentials::temporary(id, "secret", "token").unwrap();
            assert_eq!((temporary.kind(), temporary.is_temporary()), (CredentialKind::Sts, true));
        }
    }

    #[test]
    fn a_temporary_id_without_its_token_is_refused() {
        let refused = Credentials::new("ASIAIOSFODNN7EXAMPLE", "secret").unwrap_err();
        assert_eq!(
            refused.to_string(),
            "access key id \"ASIAIOSFODNN7EXAMPLE\" is a temporary one and works only with its \
             session token: make the credentials with Credentials::temporary"
        );
        let empty = Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "secret", "").unwrap_err();
        assert_eq!(
            empty.to_string(),
            "session token is not valid: it is empty; leave it out, or give the whole token"
        );
    }

    #[test]
    fn the_caller_has_the_last_word_on_kind_and_end() {
        let end = UNIX_EPOCH + Duration::from_secs(1_800_000_000);
        let credentials = Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "secret", "token")
            .unwrap()
            .with_kind(CredentialKind::ChainedRole)
            .with_expires_at(end);
        assert_eq!(credentials.kind(), CredentialKind::ChainedRole);
        assert_eq!(credentials.expires_at(), Some(end));
    }

    #[test]
    fn debug_shows_no_secret() {
        let credentials =
            Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "s3cr3t-m4rk", "t0k3n-m4rk").unwrap();
        let shown = format!("{credentials:?}");
        assert!(shown.contains("ASIAIOSFODNN7EXAMPLE"), "{shown}");
        assert!(!shown.contains("m4rk"), "{shown}");
    }
}

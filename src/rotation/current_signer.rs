//! [`CurrentSigner`]: the credentials of a presigner, made ready.

use std::ops::Deref;
use std::sync::Arc;
use std::time::SystemTime;

use super::coverage::Coverage;
use super::rotating_signer::RotatingSigner;
use crate::credentials::{Credentials, CredentialsSource};
use crate::error::Error;
use crate::sigv4::Signer;

/// Credentials that stay, or that a source replaces.
#[derive(Clone)]
pub(crate) enum CurrentSigner {
    Fixed(Arc<Signer>),
    Rotating(Arc<RotatingSigner>),
}

impl CurrentSigner {
    pub(crate) fn new(credentials: Credentials) -> Self {
        Self::Fixed(Arc::new(Signer::new(credentials)))
    }

    pub(crate) fn with_source(&self, source: Box<dyn CredentialsSource>) -> Self {
        Self::Rotating(Arc::new(RotatingSigner::new(self.in_use().into_shared(), source)))
    }

    /// The signer where there is only one.
    #[inline]
    pub(crate) fn fixed(&self) -> Option<LentSigner<'_>> {
        match self {
            Self::Fixed(signer) => Some(LentSigner::Borrowed(signer)),
            Self::Rotating(_) => None,
        }
    }

    /// The signer in use, whatever it can carry.
    pub(crate) fn in_use(&self) -> LentSigner<'_> {
        match self {
            Self::Fixed(signer) => LentSigner::Borrowed(signer),
            Self::Rotating(rotating) => LentSigner::Shared(rotating.current()),
        }
    }

    /// The signer in use, or a fresher one where it is not enough and a source has one.
    pub(crate) fn fresh(
        &self,
        now: SystemTime,
        coverage: impl Fn(&Credentials) -> Coverage,
    ) -> Result<LentSigner<'_>, Error> {
        match self {
            Self::Fixed(signer) => Ok(LentSigner::Borrowed(signer)),
            Self::Rotating(rotating) => rotating.signer(now, coverage).map(LentSigner::Shared),
        }
    }
}

/// A signer for the length of one call; borrowed where nothing can replace it, so that the signing path
/// touches no count that other threads touch.
pub(crate) enum LentSigner<'h> {
    Borrowed(&'h Arc<Signer>),
    Shared(Arc<Signer>),
}

impl LentSigner<'_> {
    pub(crate) fn into_shared(self) -> Arc<Signer> {
        match self {
            Self::Borrowed(signer) => Arc::clone(signer),
            Self::Shared(signer) => signer,
        }
    }
}

impl Deref for LentSigner<'_> {
    type Target = Signer;

    fn deref(&self) -> &Signer {
        match self {
            Self::Borrowed(signer) => signer,
            Self::Shared(signer) => signer,
        }
    }
}

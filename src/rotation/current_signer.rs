//! [`Held`]: the credentials of a presigner, made ready.

use std::ops::Deref;
use std::sync::Arc;
use std::time::SystemTime;

use super::coverage::Fit;
use super::rotating_signer::Refreshing;
use crate::credentials::{Credentials, CredentialsSource};
use crate::error::Error;
use crate::sigv4::Signer;

/// Credentials that stay, or that a source replaces.
#[derive(Clone)]
pub(crate) enum Held {
    Fixed(Arc<Signer>),
    Refreshing(Arc<Refreshing>),
}

impl Held {
    pub(crate) fn new(credentials: Credentials) -> Self {
        Self::Fixed(Arc::new(Signer::new(credentials)))
    }

    pub(crate) fn with_source(&self, source: Box<dyn CredentialsSource>) -> Self {
        Self::Refreshing(Arc::new(Refreshing::new(self.in_use().into_shared(), source)))
    }

    /// The signer where there is only one.
    #[inline]
    pub(crate) fn fixed(&self) -> Option<Lent<'_>> {
        match self {
            Self::Fixed(signer) => Some(Lent::Borrowed(signer)),
            Self::Refreshing(_) => None,
        }
    }

    /// The signer in use, whatever it can carry.
    pub(crate) fn in_use(&self) -> Lent<'_> {
        match self {
            Self::Fixed(signer) => Lent::Borrowed(signer),
            Self::Refreshing(refreshing) => Lent::Shared(refreshing.current()),
        }
    }

    /// The signer in use, or a fresher one where it is not enough and a source has one.
    pub(crate) fn fresh(
        &self,
        now: SystemTime,
        fit: impl Fn(&Credentials) -> Fit,
    ) -> Result<Lent<'_>, Error> {
        match self {
            Self::Fixed(signer) => Ok(Lent::Borrowed(signer)),
            Self::Refreshing(refreshing) => refreshing.signer(now, fit).map(Lent::Shared),
        }
    }
}

/// A signer for the length of one call; borrowed where nothing can replace it, so that the signing path
/// touches no count that other threads touch.
pub(crate) enum Lent<'h> {
    Borrowed(&'h Arc<Signer>),
    Shared(Arc<Signer>),
}

impl Lent<'_> {
    pub(crate) fn into_shared(self) -> Arc<Signer> {
        match self {
            Self::Borrowed(signer) => Arc::clone(signer),
            Self::Shared(signer) => signer,
        }
    }
}

impl Deref for Lent<'_> {
    type Target = Signer;

    fn deref(&self) -> &Signer {
        match self {
            Self::Borrowed(signer) => signer,
            Self::Shared(signer) => signer,
        }
    }
}

//! [`KnownCredentials`]: credentials that a verifier checks signatures of.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::credentials::Credentials;
use crate::sigv4::Signer;

/// Credentials with everything that verifying needs made ready; keep and share it.
///
/// It holds the signing keys of a few days, so that none has to be derived for each link.
pub struct KnownCredentials(Signer);

impl KnownCredentials {
    /// Makes these credentials ready.
    #[must_use]
    pub fn new(credentials: Credentials) -> Self {
        Self(Signer::new(credentials))
    }

    pub(crate) fn credentials(&self) -> &Credentials {
        self.0.credentials()
    }

    pub(crate) fn signer(&self) -> &Signer {
        &self.0
    }
}

impl fmt::Debug for KnownCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("KnownCredentials").field(self.credentials()).finish()
    }
}

/// Where a verifier finds the credentials of an access key id.
pub(super) type Lookup = dyn Fn(&str) -> Option<Arc<KnownCredentials>> + Send + Sync;

/// A lookup in a fixed set.
pub(super) fn fixed(credentials: impl IntoIterator<Item = Credentials>) -> Box<Lookup> {
    let known = credentials.into_iter().map(|credentials| {
        let id = credentials.access_key_id().as_str().to_owned();
        (id, Arc::new(KnownCredentials::new(credentials)))
    });
    let known: BTreeMap<_, _> = known.collect();
    Box::new(move |id| known.get(id).cloned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_the_id_and_not_the_secret() {
        let known = KnownCredentials::new(Credentials::new("AKIDEXAMPLE", "s3cret").unwrap());
        let shown = format!("{known:?}");
        assert!(shown.contains("AKIDEXAMPLE") && !shown.contains("s3cret"), "{shown}");
    }
}

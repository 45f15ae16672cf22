//! [`Signer`]: credentials with everything that they fix, made ready once.

use std::sync::OnceLock;

use super::scoped_signer::ScopedSigner;
use crate::credentials::Credentials;
use crate::endpoint::AuthScope;

/// Credentials, and a [`ScopedSigner`] for each region and service that they signed for.
pub(crate) struct Signer {
    credentials: Credentials,
    /// In boxes, as unused places would keep what the stack held before.
    scopes: [OnceLock<Box<ScopedSigner>>; SCOPES],
}

impl Signer {
    pub(crate) fn new(credentials: Credentials) -> Self {
        Self { credentials, scopes: std::array::from_fn(|_| OnceLock::new()) }
    }

    pub(crate) fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// Does something with the signer for a scope, which is kept for the next time.
    ///
    /// All but a presigner for many access point ARNs get by with one scope. Those beyond the last
    /// place are made anew each time, so that no stranger's ARNs make this grow.
    #[inline]
    pub(crate) fn with_scope<T>(
        &self,
        scope: &AuthScope<'_>,
        act: impl FnOnce(&ScopedSigner) -> T,
    ) -> T {
        for place in &self.scopes {
            let kept = place.get_or_init(|| Box::new(ScopedSigner::new(&self.credentials, scope)));
            if kept.is_for(scope) {
                return act(kept);
            }
        }
        act(&ScopedSigner::new(&self.credentials, scope))
    }

    /// The signer for a scope, if it is kept.
    #[inline]
    pub(crate) fn kept(&self, scope: &AuthScope<'_>) -> Option<&ScopedSigner> {
        let mut kept = self.scopes.iter().map_while(OnceLock::get);
        kept.find(|kept| kept.is_for(scope)).map(|kept| &**kept)
    }

    /// As [`with_scope`](Self::with_scope), for a scope that a stranger names: it is kept only once
    /// something signed for it has been proved.
    pub(crate) fn with_proven_scope<T, E>(
        &self,
        scope: &AuthScope<'_>,
        act: impl FnOnce(&ScopedSigner) -> Result<T, E>,
    ) -> Result<T, E> {
        if let Some(kept) = self.kept(scope) {
            return act(kept);
        }
        let found = act(&ScopedSigner::new(&self.credentials, scope))?;
        self.with_scope(scope, |_| ());
        Ok(found)
    }
}

/// How many scopes are kept ready.
const SCOPES: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    fn signer(secret: &str) -> Signer {
        Signer::new(Credentials::new("AKIDEXAMPLE", secret).unwrap())
    }

    /// Where the signer for a region is kept, after a look whether it is for it.
    fn place_of(signer: &Signer, service: &'static str, region: &str) -> usize {
        let scope = AuthScope::sigv4(service, region.to_owned());
        signer.with_scope(&scope, |scoped| {
            assert!(scoped.is_for(&scope));
            std::ptr::from_ref(scoped).addr()
        })
    }

    #[test]
    fn a_scope_is_made_once_and_found_again() {
        let signer = signer("secret");
        let places = [
            place_of(&signer, "s3", "eu-west-1"),
            place_of(&signer, "s3", "us-east-1"),
            place_of(&signer, "s3-object-lambda", "eu-west-1"),
        ];
        assert_eq!(place_of(&signer, "s3", "us-east-1"), places[1]);
        assert_eq!(place_of(&signer, "s3", "eu-west-1"), places[0]);
        assert_eq!(place_of(&signer, "s3-object-lambda", "eu-west-1"), places[2]);
    }

    #[test]
    fn scopes_beyond_the_last_place_still_sign() {
        let signer = signer("secret");
        for turn in 0..2 * SCOPES {
            place_of(&signer, "s3", &format!("region-{turn}"));
        }
    }
}

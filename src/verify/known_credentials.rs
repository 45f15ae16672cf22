//! [`KnownCredentials`]: credentials that a verifier checks signatures of.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::credentials::Credentials;
use crate::decode::decoded;
use crate::digest::is_same;
use crate::encode;
use crate::sigv4::Signer;

/// Credentials with everything that verifying needs made ready; keep and share it.
///
/// It holds the signing keys of a few days, so that none has to be derived for each link.
pub struct KnownCredentials {
    signer: Signer,
    /// The session token as it stands in a link.
    encoded_token: Option<Zeroizing<String>>,
}

impl KnownCredentials {
    /// Makes these credentials ready.
    #[must_use]
    pub fn new(credentials: Credentials) -> Self {
        let encoded_token = credentials.session_token().map(|token| {
            // As long as it can get, since a text that grows leaves a copy behind.
            let mut text = Zeroizing::new(String::with_capacity(3 * token.expose().len()));
            encode::query(&mut text, token.expose());
            text
        });
        Self { signer: Signer::new(credentials), encoded_token }
    }

    /// Whether this is the session token.
    pub(super) fn is_token(&self, given: Token<'_>) -> bool {
        let is = |text: &str| {
            self.credentials().session_token().is_some_and(|token| is_same(token.expose(), text))
        };
        match given {
            Token::Plain(text) => is(text),
            // Most often it has the escapes that this crate would give it, so that it takes no decoding.
            Token::InLink(text) => {
                self.encoded_token.as_ref().is_some_and(|token| is_same(token, text))
                    || is(&decoded(text).unwrap_or(Cow::Borrowed(text)))
            }
        }
    }

    pub(crate) fn credentials(&self) -> &Credentials {
        self.signer.credentials()
    }

    pub(crate) fn signer(&self) -> &Signer {
        &self.signer
    }
}

impl fmt::Debug for KnownCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("KnownCredentials").field(self.credentials()).finish()
    }
}

/// A session token as it came.
#[derive(Clone, Copy)]
pub(super) enum Token<'t> {
    /// With the escapes of a link.
    InLink(&'t str),
    /// As it is.
    Plain(&'t str),
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

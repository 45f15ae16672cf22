//! [`Said`]: what a link says of its signature.

use std::time::SystemTime;

use super::verified::Facts;
use crate::amz_date::AmzDate;
use crate::endpoint::AuthScope;
use crate::received::{AuthParams, CredentialParam, RawUrl, SIGNATURE};
use crate::text::all;

/// What a query says of its signature, which is in order as far as the query shows.
pub(super) struct Said<'p, 'r> {
    pub(super) params: &'p AuthParams<'r>,
    pub(super) credential: CredentialParam<'p>,
    pub(super) scope: AuthScope<'p>,
    pub(super) date: AmzDate,
    pub(super) expires_at: SystemTime,
    pub(super) signed_headers: &'p str,
    pub(super) signature: &'p str,
}

impl Said<'_, '_> {
    #[inline]
    pub(super) fn facts(&self) -> Facts {
        Facts::of(&self.credential, &self.scope, self.date, self.expires_at)
    }

    /// What the query that says this begins with, up to the signature, if that stands last.
    pub(super) fn start<'u>(&self, url: &RawUrl<'u>) -> Option<&'u str> {
        let signature = self.params.canonical? + "&".len() + SIGNATURE.len() + "=".len();
        url.query.get(..signature)
    }
}

/// The signature in a query that is the same as another in all else, so that all else need not be read again.
pub(super) fn signature_behind<'u>(start: &str, url: &RawUrl<'u>) -> Option<&'u str> {
    let signature = url.query.strip_prefix(start)?;
    // No further parameter, and no escape.
    all(signature.as_bytes(), |byte| byte.is_ascii_alphanumeric()).then_some(signature)
}

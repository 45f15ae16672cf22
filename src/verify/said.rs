//! [`Said`]: what a link says of its signature, and what alike links say each for itself.

use std::time::SystemTime;

use super::verified::Facts;
use crate::amz_date::AmzDate;
use crate::endpoint::AuthScope;
use crate::received::{AuthParams, CredentialParam, DATE, RawUrl, SIGNATURE};
use crate::text::all;

/// What a query says of its signature, which is in order as far as the query shows.
pub(super) struct Said<'p, 'r> {
    pub(super) params: &'p AuthParams<'r>,
    pub(super) credential: CredentialParam<'p>,
    pub(super) scope: AuthScope<'p>,
    pub(super) expires_in: u64,
    pub(super) signed_headers: &'p str,
}

/// What a link has for itself, though its query is alike to others in all else.
#[derive(Clone, Copy)]
pub(super) struct Own<'u> {
    pub(super) date: AmzDate,
    /// As it came: what was only just read is slow to compare.
    pub(super) date_text: &'u str,
    pub(super) expires_at: SystemTime,
    pub(super) signature: &'u str,
}

impl Said<'_, '_> {
    #[inline]
    pub(super) fn facts(&self, own: &Own<'_>) -> Facts {
        Facts::of(&self.credential, &self.scope, own.date, own.expires_at)
    }
}

/// The query of links that differ in their date and their signature only, so that all else need not be read again.
pub(super) struct Alike<'u> {
    before_date: &'u str,
    /// Up to the signature, which stands last.
    behind_date: &'u str,
}

impl<'u> Alike<'u> {
    /// The query that says this, if another may be alike.
    pub(super) fn of(said: &Said<'_, '_>, url: &RawUrl<'u>, other: &RawUrl<'_>) -> Option<Self> {
        if url.query.len() != other.query.len() {
            return None;
        }
        let signature = said.params.canonical? + "&".len() + SIGNATURE.len() + "=".len();
        let query = url.query.get(..signature)?;
        let mut date = 0;
        for param in url.params() {
            date += param.piece.len();
            if param.name == DATE {
                let (before_date, _) = query.split_at_checked(date - param.value.len())?;
                let (_, behind_date) = query.split_at_checked(date)?;
                let is_plain = param.value.len() == AmzDate::LENGTH;
                return is_plain.then_some(Self { before_date, behind_date });
            }
            date += "&".len();
        }
        None
    }

    /// The date and the signature of another that is alike.
    #[inline]
    pub(super) fn own<'o>(&self, url: &RawUrl<'o>) -> Option<(&'o str, &'o str)> {
        let rest = url.query.strip_prefix(self.before_date)?;
        let (date, rest) = rest.split_at_checked(AmzDate::LENGTH)?;
        let signature = rest.strip_prefix(self.behind_date)?;
        // No further parameter, and no escape.
        let is_plain = |text: &str| all(text.as_bytes(), |byte| byte.is_ascii_alphanumeric());
        (is_plain(date) && is_plain(signature)).then_some((date, signature))
    }
}

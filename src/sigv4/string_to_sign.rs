//! [`StringToSign`]: algorithm, time, scope and the hash of the canonical request.

use super::scope::CredentialScope;
use crate::amz_date::AmzDate;
use crate::digest::{Hex, Sink};

/// What the signing key signs.
pub(crate) struct StringToSign<'a> {
    date: AmzDate,
    scope: CredentialScope<'a>,
    canonical_request: Hex,
}

impl<'a> StringToSign<'a> {
    pub(crate) fn new(
        date: AmzDate,
        scope: CredentialScope<'a>,
        canonical_request: [u8; 32],
    ) -> Self {
        Self { date, scope, canonical_request: Hex::new(&canonical_request) }
    }

    /// The one way to spell it: into the hash to sign it, into a `String` to read it.
    pub(crate) fn write(&self, sink: &mut impl Sink) {
        sink.put(ALGORITHM);
        sink.put("\n");
        sink.put(self.date.as_str());
        sink.put("\n");
        self.scope.write(sink);
        sink.put("\n");
        sink.put(self.canonical_request.as_str());
    }
}

/// `X-Amz-Algorithm`.
pub(crate) const ALGORITHM: &str = "AWS4-HMAC-SHA256";

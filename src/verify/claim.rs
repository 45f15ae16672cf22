//! [`Claim`]: what a request says about its signature, which is still to be proved.

use std::sync::Arc;

use super::known_credentials::KnownCredentials;
use super::said::{Own, Said};
use crate::received::{RawUrl, SignatureMismatch, SignedForm, SignedRequest, VerifyError};
use crate::sigv4::ScopedSigner;

/// A request of which all is in order but perhaps its signature.
pub(super) struct Claim<'c, 'r> {
    pub(super) known: &'c Arc<KnownCredentials>,
    pub(super) said: &'c Said<'c, 'r>,
    pub(super) own: &'c Own<'c>,
    pub(super) request: &'c SignedRequest<'r>,
    pub(super) url: &'c RawUrl<'r>,
    pub(super) signed: &'c SignedForm<'r>,
}

impl Claim<'_, '_> {
    /// Whether the signature holds only as S3 spells the request.
    pub(super) fn is_respelled(&self, is_exact: bool) -> Result<bool, VerifyError> {
        self.known.signer().with_proven_scope(&self.said.scope, |signer| {
            if self.holds(signer, self.signed) {
                return Ok(false);
            }
            if is_exact {
                return Err(self.mismatch(signer, self.signed));
            }
            let names = self.said.signed_headers;
            let as_read = self.signed.respelled(self.request, self.url, names);
            let as_read = as_read.ok_or(VerifyError::InvalidUri)?;
            if self.holds(signer, &as_read) {
                Ok(true)
            } else {
                Err(self.mismatch(signer, &as_read))
            }
        })
    }

    fn holds(&self, signer: &ScopedSigner, form: &SignedForm<'_>) -> bool {
        let secret = self.known.credentials().secret_access_key();
        let hash = form.canonical_request().hash();
        signer.verifies(secret, self.own.date, hash, self.own.signature)
    }

    fn mismatch(&self, signer: &ScopedSigner, form: &SignedForm<'_>) -> VerifyError {
        let canonical = form.canonical_request();
        VerifyError::SignatureDoesNotMatch(Box::new(SignatureMismatch {
            access_key_id: self.known.credentials().access_key_id().to_string(),
            string_to_sign: signer.string_to_sign(self.own.date, canonical.hash()),
            signature_provided: self.own.signature.to_owned(),
            canonical_request: canonical.text(),
        }))
    }
}

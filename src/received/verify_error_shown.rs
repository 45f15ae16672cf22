//! What a [`VerifyError`] keeps of received text: nothing in it that a link or a form must not disclose.

use super::hidden::Hidden;
use super::signed_request::SignedRequest;
use super::verify_error::VerifyError;
use crate::post_policy::PostRefusal;

impl VerifyError {
    /// The same without what must not be shown of this request.
    pub(crate) fn shown_of(self, request: &SignedRequest<'_>) -> Self {
        self.shown(|| Hidden::of(request.uri))
    }

    /// The same without what must not be shown of the request.
    #[cold]
    pub(crate) fn shown(mut self, hidden: impl FnOnce() -> Hidden) -> Self {
        match &mut self {
            Self::WrongRegion { found: text, .. }
            | Self::WrongService { found: text, .. }
            | Self::InvalidAccessKeyId { access_key_id: text }
            | Self::Post(PostRefusal::InvalidPolicyDocument { reason: text }) => {
                *text = hidden().show(text);
            }
            Self::CredentialDate { found, date } => {
                let hidden = hidden();
                for text in [found, date] {
                    *text = hidden.show(text);
                }
            }
            Self::HeadersNotSigned { names } | Self::Post(PostRefusal::ExtraFields { names }) => {
                let hidden = hidden();
                for name in names {
                    *name = hidden.show_name(name);
                }
            }
            _ => {}
        }
        self
    }
}

//! What a [`VerifyError`] keeps of received text: nothing in it that a link must not disclose.

use super::hidden::Hidden;
use super::verify_error::VerifyError;

impl VerifyError {
    /// The same without what must not be shown of the request's target.
    #[cold]
    pub(crate) fn shown(mut self, uri: &str) -> Self {
        match &mut self {
            Self::WrongRegion { found: text, .. }
            | Self::WrongService { found: text, .. }
            | Self::InvalidAccessKeyId { access_key_id: text } => {
                *text = Hidden::of(uri).show(text);
            }
            Self::CredentialDate { found, date } => {
                let hidden = Hidden::of(uri);
                for text in [found, date] {
                    *text = hidden.show(text);
                }
            }
            Self::HeadersNotSigned { names } => {
                let hidden = Hidden::of(uri);
                for name in names {
                    *name = hidden.show_name(name);
                }
            }
            _ => {}
        }
        self
    }
}

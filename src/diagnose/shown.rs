//! What a [`Cause`] keeps of received text: nothing in it that a link must not disclose.

use super::cause::Cause;
use crate::received::Hidden;

impl Cause {
    /// The same without what must not be shown. Each cause with received text in it stands here.
    pub(super) fn shown(mut self, hidden: &Hidden) -> Self {
        let words = |text: &mut String| *text = hidden.show_words(text);
        let place = |text: &mut String| *text = hidden.show_place(text);
        let name = |text: &mut String| *text = hidden.show_name(text);
        match &mut self {
            Self::Host { meant, seen }
            | Self::PathNormalised { meant, seen }
            | Self::PathReencoded { meant, seen }
            | Self::PathPrefix { meant, seen }
            | Self::Path { meant, seen } => [meant, seen].into_iter().for_each(place),
            Self::Method { meant, seen }
            | Self::ContentType { meant, seen }
            | Self::Region { signed: meant, expected: seen }
            | Self::Service { signed: meant, expected: seen } => {
                [meant, seen].into_iter().for_each(words);
            }
            Self::ParameterReencoded { name: text }
            | Self::ParameterAdded { name: text }
            | Self::ParameterMissing { name: text }
            | Self::ParameterChanged { name: text }
            | Self::ForeignParameter { name: text }
            | Self::HeaderMissing { name: text }
            | Self::HeaderChanged { name: text } => name(text),
            Self::NotInLink { method, headers } | Self::NotShown { method, headers } => {
                words(method);
                headers.iter_mut().for_each(words);
            }
            Self::NotAllowed { action, resource, policy, is_denied: _ } => {
                [action, resource, policy].into_iter().for_each(words);
            }
            Self::Other { code, message: _ } => words(code),
            Self::OwnContentType { seen: text }
            | Self::HeadersNotSigned { names: text }
            | Self::Redirect { endpoint: text } => words(text),
            // The text of a problem shows nothing from the beginning on, and the words of an answer are read without
            // secrets; the rest has no text of others. Each stands here, so that a new one cannot be forgotten.
            Self::Suspected { problem: _ }
            | Self::Parameters { message: _ }
            | Self::Denied { message: _ }
            | Self::PostPolicy { message: _ }
            | Self::Body
            | Self::PayloadHash
            | Self::Signature
            | Self::Secret
            | Self::ProbablySecret
            | Self::BesideFile { ending: _ }
            | Self::Mangled { how: _ }
            | Self::Expired { expired_at: _ }
            | Self::NotYetValid { by: _ }
            | Self::SignedTooLongAgo { by: _ }
            | Self::ClocksDiffer
            | Self::TokenMissing
            | Self::UnknownAccessKeyId
            | Self::UnknownSession
            | Self::InvalidToken
            | Self::ExpiredToken
            | Self::SignedTwice
            | Self::SigV2
            | Self::NoReason { is_session: _ }
            | Self::HeadHasNoBody
            | Self::NoAnswer
            | Self::Unanswered { what: _, remedy: _ }
            | Self::NoRefusal { status: _ }
            | Self::Code { code: _, what: _, remedy: _ }
            | Self::NotFound { what: _ }
            | Self::Condition
            | Self::Checksum
            | Self::Chunked
            | Self::Cors
            | Self::NoS3Error { maker: _ } => {}
        }
        self
    }
}

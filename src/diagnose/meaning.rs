//! [`Meaning`]: what an answer is about, by its code and its words.

use super::codes::KnownCode;
use super::obstacle::Obstacle;

/// What an answer is about. Servers that imitate S3 give the same reason under other codes, so the words count
/// wherever the code is a general one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The signature is not the expected one.
    Mismatch,
    /// It is not allowed, or nobody says why not.
    Denied,
    /// The link is over.
    Expired,
    /// The link begins later.
    Early,
    /// The clocks differ.
    Skewed,
    /// Headers came that are not signed, or signed ones did not come.
    HeadersNotSigned,
    /// The request is signed twice.
    SignedTwice,
    UnknownKey,
    /// The session token is wrong.
    Token,
    /// The session is over.
    Ended,
    /// The scope is of another region or service.
    Scope,
    SigV2,
    Redirect,
    /// The parameters of the signature cannot be read.
    Parameters,
    PostPolicy,
    Chunked,
    Condition,
    Checksum,
    Body,
    /// There is no such object, bucket or upload.
    Missing(&'static str),
    /// A code that tells enough by itself.
    Known(&'static KnownCode),
    /// A code that nobody knows.
    Unknown,
    /// A status of HTTP alone.
    Status(u16),
    /// It comes from something that is no server of S3.
    Foreign,
    /// A browser does not show it to the page.
    Cors,
    /// The client could not reach the server, or may not show its answer.
    Unanswered(&'static Obstacle),
    /// It is no refusal.
    Taken(u16),
    /// There is no answer.
    Silence,
}

impl Meaning {
    /// Whether the server has looked at the link's times already, and taken them.
    pub(super) fn is_past_time(self) -> bool {
        let is_of_method =
            |known: &KnownCode| matches!(known.code, "MethodNotAllowed" | "NotImplemented");
        match self {
            Self::Mismatch | Self::Ended => true,
            Self::Known(known) if is_of_method(known) => true,
            _ => self.is_past_signature(),
        }
    }

    /// Whether the server looks at this only after it has taken the signature, by S3's order.
    pub(super) fn is_past_signature(self) -> bool {
        match self {
            Self::Missing(_) | Self::Condition | Self::Checksum | Self::Body => true,
            Self::Known(known) => known.is_past_signature(),
            _ => false,
        }
    }
}

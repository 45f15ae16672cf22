//! [`Cause`]: why a server refused a presigned request.

use std::time::{Duration, SystemTime};

use super::cause_text::{
    HEAD_HAS_NO_BODY, PROBABLY_SECRET, SIGNED_TWICE, UNKNOWN_SESSION, ahead, at, beside,
    content_types, folded, no_reason, not_allowed, not_in_link, not_shown, other_host, page, place,
    prefixed, region, spelled_anew, too_long_ago,
};
use crate::inspect::Problem;
use crate::received::Wrapping;

/// Why a server refused a presigned request: one kind for each cause that there is.
///
/// The text says what happened; [`remedy`](Self::remedy) says what to do. Neither holds a signature, a token
/// or the value of a header that is secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Cause {
    /// The request came with another method.
    #[error("the link is for {meant} but was used with {seen}")]
    Method {
        /// The method that was signed.
        meant: String,
        /// The method that the server saw.
        seen: String,
    },

    /// The server saw another host.
    #[error("{}", other_host(meant, seen))]
    Host {
        /// The host that was signed.
        meant: String,
        /// The host that the server saw.
        seen: String,
    },

    /// Something folded the path: `..`, `.` or `//`.
    #[error("{}", folded(meant, seen))]
    PathNormalised {
        /// The path that was signed.
        meant: String,
        /// The path that the server saw.
        seen: String,
    },

    /// The path has the same key in another spelling.
    #[error("{}", spelled_anew(meant, seen))]
    PathReencoded {
        /// The path that was signed.
        meant: String,
        /// The path that the server saw.
        seen: String,
    },

    /// Something put a prefix in front of the path, or took it away.
    #[error("{}", prefixed(meant, seen))]
    PathPrefix {
        /// The path that was signed.
        meant: String,
        /// The path that the server saw.
        seen: String,
    },

    /// The path is another one.
    #[error("the link is for the path {meant:?} but was used for {seen:?}")]
    Path {
        /// The path that was signed.
        meant: String,
        /// The path that the server saw.
        seen: String,
    },

    /// A parameter has the same value in another spelling.
    #[error("the value of the parameter {name} was decoded or encoded again on the way")]
    ParameterReencoded {
        /// Its name.
        name: String,
    },

    /// A parameter is there that was not signed.
    #[error("the parameter {name} was added after signing")]
    ParameterAdded {
        /// Its name.
        name: String,
    },

    /// A parameter is missing that was signed.
    #[error("the parameter {name} was signed but did not arrive")]
    ParameterMissing {
        /// Its name.
        name: String,
    },

    /// A parameter has another value.
    #[error("the parameter {name} was changed after signing")]
    ParameterChanged {
        /// Its name.
        name: String,
    },

    /// The client sent a `Content-Type` of its own.
    #[error("{}", content_types(meant, seen))]
    ContentType {
        /// The value that was signed; empty for none.
        meant: String,
        /// The value that the server saw; empty for none.
        seen: String,
    },

    /// The client set a `Content-Type` by itself, and the link is signed with one that it does not show.
    #[error(
        "the link is signed with a Content-Type, and the client sent {seen:?}, which clients set by themselves"
    )]
    OwnContentType {
        /// The value that was sent.
        seen: String,
    },

    /// A signed header did not arrive.
    #[error("the header {name} is signed but the client did not send it")]
    HeaderMissing {
        /// Its name.
        name: String,
    },

    /// A signed header arrived with another value.
    #[error("the header {name} is signed with another value than the client sent")]
    HeaderChanged {
        /// Its name.
        name: String,
    },

    /// The body is another than the one that was bound.
    #[error("the link binds the body to one SHA-256, and another came")]
    Body,

    /// The server hashed the body in another way than the link says.
    #[error("the server does not take the hash of the body that the link is signed with")]
    PayloadHash,

    /// The signature is for another region.
    #[error("the link is signed for the region {signed:?} but the server {}", region(expected))]
    Region {
        /// The region of the scope; empty if the link does not tell.
        signed: String,
        /// The region that the server expects.
        expected: String,
    },

    /// The signature is for another service.
    #[error("the link is signed for the service {signed:?} but the server is {expected:?}")]
    Service {
        /// The service of the scope.
        signed: String,
        /// The service that the server expects.
        expected: String,
    },

    /// The signature itself was cut off or changed.
    #[error("the signature was changed after signing")]
    Signature,

    /// Everything that both sides signed is the same, so the secret is not.
    #[error("the server signed the same text as the link, so the secret access keys differ")]
    Secret,

    /// Both sides signed what was sent, so it is the secret, or something that no link holds. What the link
    /// was made for tells, with [`FailedRequest::with_meant`](crate::FailedRequest::with_meant).
    #[error("{}", not_in_link(method, headers))]
    NotInLink {
        /// The method that was used.
        method: String,
        /// The names of the signed headers other than `host`.
        headers: Vec<String>,
    },

    /// The server does not show what it signed, and nothing that can be seen differs.
    #[error("{}", not_shown(method, headers))]
    NotShown {
        /// The method that was used; empty where nobody knows it.
        method: String,
        /// The names of the signed headers other than `host`.
        headers: Vec<String>,
    },

    /// The path is of a file beside another, for which a tool may have used the link of the other.
    #[error("{}", beside(ending))]
    BesideFile {
        /// How the path ends, such as `.bai`.
        ending: &'static str,
    },

    /// Nothing differs from the link as made, and the server does not show what it signed.
    #[error("{PROBABLY_SECRET}")]
    ProbablySecret,

    /// Nothing is seen to differ, but the link has a trap that some servers and clients fall into.
    #[error("nothing else differs that can be seen, and this may be it: {problem}")]
    Suspected {
        /// What the link has.
        problem: Problem,
    },

    /// Something changed the link while it was carried.
    #[error("the link was changed by what carried it: it has {how}")]
    Mangled {
        /// What it has that no link has.
        how: Wrapping,
    },

    /// A parameter that S3 does not know, which somebody may have added after signing.
    #[error("the parameter {name} is none of S3's: it was probably added after signing")]
    ForeignParameter {
        /// Its name.
        name: String,
    },

    /// The link expired.
    #[error("the link expired{}", at(*expired_at))]
    Expired {
        /// When, if server or link tell.
        expired_at: Option<SystemTime>,
    },

    /// The link is signed for a time too far ahead of the server's.
    #[error("the link is signed for a time that is still to come{}", ahead(*by))]
    NotYetValid {
        /// How far ahead, if server and link tell.
        by: Option<Duration>,
    },

    /// The server takes no link that was signed so long ago, although its lifetime is not over.
    #[error("{}", too_long_ago(*by))]
    SignedTooLongAgo {
        /// How far behind the server's clock, if server and link tell.
        by: Option<Duration>,
    },

    /// The clocks differ, and the answer does not tell which way.
    #[error("the clocks of the signer and the server differ by more than the server allows")]
    ClocksDiffer,

    /// Headers came that must be signed and are not.
    #[error("the client sent {names}, which must be signed and {} not", if names.contains(',') { "are" } else { "is" })]
    HeadersNotSigned {
        /// Their names.
        names: String,
    },

    /// The link was signed with temporary credentials and does not hold their token.
    #[error("the link is signed with a temporary key, and its session token is missing")]
    TokenMissing,

    /// The server does not know the access key id.
    #[error("the server does not know the access key id")]
    UnknownAccessKeyId,

    /// The server does not know the access key id of a session.
    #[error("{UNKNOWN_SESSION}")]
    UnknownSession,

    /// The session token is not of the access key, or was changed.
    #[error("the session token does not belong to the access key, or was changed")]
    InvalidToken,

    /// The credentials that signed the link have ended.
    #[error("the temporary credentials that signed the link ended before the link did")]
    ExpiredToken,

    /// The parameters of the signature are wrong.
    #[error("the parameters of the signature are wrong: {message}")]
    Parameters {
        /// In the server's words.
        message: String,
    },

    /// The request carries two ways of signing.
    #[error("{SIGNED_TWICE}")]
    SignedTwice,

    /// The server takes no such signature.
    #[error("the link is signed with SigV2, which the server does not take")]
    SigV2,

    /// The request came to the wrong place.
    #[error("the bucket is elsewhere{}", place(endpoint))]
    Redirect {
        /// The host that the server names; empty if it does not.
        endpoint: String,
    },

    /// The signer's permissions or a policy do not allow it. What the server does not tell is empty.
    #[error("{}", not_allowed(action, resource, policy, *is_denied))]
    NotAllowed {
        /// Such as `s3:GetObject`.
        action: String,
        /// The ARN of the object, bucket or key.
        resource: String,
        /// The kind of policy: `identity-based`, `resource-based`, `service control`, ….
        policy: String,
        /// Whether a policy denies it; else none allows it.
        is_denied: bool,
    },

    /// The server denies access in words that are none of a policy's.
    #[error("the server denies access: {message}")]
    Denied {
        /// In the server's words.
        message: String,
    },

    /// The server refused and does not say why.
    #[error("{}", no_reason(*is_session))]
    NoReason {
        /// Whether temporary credentials signed the link.
        is_session: bool,
    },

    /// The answer to `HEAD` has no body that could say why.
    #[error("{HEAD_HAS_NO_BODY}")]
    HeadHasNoBody,

    /// There is no answer to read.
    #[error("there is no answer to read, and nothing that is wrong with the link itself")]
    NoAnswer,

    /// The client has no answer of the server.
    #[error("no answer of the server reached the client: {what}")]
    Unanswered {
        /// What stood in the way.
        what: &'static str,
        /// What to do about it.
        remedy: &'static str,
    },

    /// The server did what was asked.
    #[error("the server answered {status}, which is no refusal")]
    NoRefusal {
        /// The status of HTTP.
        status: u16,
    },

    /// A code that tells enough by itself.
    #[error("the server answered {code}: {what}")]
    Code {
        /// The code.
        code: &'static str,
        /// What it means.
        what: &'static str,
        /// What to do about it.
        remedy: &'static str,
    },

    /// There is no such object or bucket.
    #[error("there is no such {what}")]
    NotFound {
        /// `object`, `bucket` or `upload`.
        what: &'static str,
    },

    /// The object exists already, or is not the expected one.
    #[error("a condition of the request is not met: If-Match or If-None-Match")]
    Condition,

    /// The body does not have the checksum of its header.
    #[error("the body does not have the checksum that the link asks for")]
    Checksum,

    /// The client did not say how long the body is.
    #[error("the client sent the body in chunks, without its length")]
    Chunked,

    /// The form does not meet its policy.
    #[error("the form does not meet its policy: {message}")]
    PostPolicy {
        /// In the server's words.
        message: String,
    },

    /// The answer came without CORS headers, so the browser hides it from the page.
    #[error("the browser hides the answer from the page, because it came without CORS headers")]
    Cors,

    /// The answer is none of S3's.
    #[error("the answer is not an error of S3: {}", page(maker))]
    NoS3Error {
        /// What gave it, by its marks; empty where it has none.
        maker: &'static str,
    },

    /// Another error of S3.
    #[error("the server answered {code}: {message}")]
    Other {
        /// Its code.
        code: String,
        /// Its message.
        message: String,
    },
}

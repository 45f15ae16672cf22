//! [`Error`]: everything that can be wrong with an input, or with what is asked of the policy.

mod cors;
mod endpoint;
mod iam;
mod instead;
mod kind;
mod limit;
mod multipart;
mod post_policy;
mod source;
mod tool;

use std::convert::Infallible;
use std::fmt;
use std::time::{Duration, SystemTime};

use self::limit::{Remedy, Window};
use crate::spoken::Spoken;
use crate::utc::Iso;

pub use self::cors::CorsError;
pub use self::endpoint::EndpointError;
pub use self::iam::IamError;
pub use self::instead::Instead;
pub use self::limit::Limit;
pub use self::multipart::MultipartError;
pub use self::post_policy::PostPolicyError;
pub use self::source::SourceError;
pub use self::tool::ToolError;

/// Why nothing was signed.
///
/// Every text says the rule, the value and the way out. No text and no field holds a secret.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
/// use s3_presigner::{Credentials, Error, Presigner, Region};
///
/// let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret")?;
/// let presigner = Presigner::new(credentials, Region::new("eu-west-1")?);
/// let month = Duration::from_secs(30 * 86_400);
///
/// let refused = presigner.presign_get("photos", "cat.jpg", month);
/// let Err(Error::LifetimeTooLong { max, .. }) = refused else { panic!("S3 allows 7 days") };
/// assert_eq!(max, Duration::from_secs(604_800));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A text breaks the rule for its field.
    #[error("{field} {value:?} is not valid: {rule}")]
    Invalid {
        /// What the text was given for.
        field: Field,
        /// The text, shortened to 80 characters.
        value: String,
        /// The rule, and what to do.
        rule: &'static str,
    },

    /// A secret breaks the rule for its field; the secret itself is not repeated.
    #[error("{field} is not valid: {rule}")]
    InvalidSecret {
        /// What the text was given for.
        field: Field,
        /// The rule, and what to do.
        rule: &'static str,
    },

    /// A text is longer than S3 takes.
    #[error("{field} of {length} bytes is too long: the most is {max}")]
    TooLong {
        /// What the text was given for.
        field: Field,
        /// Its length in bytes.
        length: usize,
        /// The most bytes that S3 takes.
        max: usize,
    },

    /// An `ASIA…` access key id came without the session token that belongs to it.
    #[error(
        "access key id {access_key_id:?} is a temporary one and works only with its session token: \
         make the credentials with Credentials::temporary"
    )]
    MissingSessionToken {
        /// The access key id.
        access_key_id: String,
    },

    /// A session token came with an `AKIA…` access key id, which AWS never gives out together, so that AWS would
    /// refuse every link with `InvalidToken`.
    #[error(
        "access key id {access_key_id:?} is a long-term one, but a session token stands beside it: one of the two \
         is left over from other credentials; take the token away (AWS_SESSION_TOKEN, aws_session_token), or give \
         the ASIA… id and the secret that it belongs to"
    )]
    UnexpectedSessionToken {
        /// The access key id.
        access_key_id: String,
    },

    /// A key has a path segment `.` or `..`, which browsers and most HTTP clients rewrite, so that
    /// the link would fail or name another object.
    #[error(
        "object key {key:?} has a segment `.` or `..`, which browsers and most HTTP clients rewrite, \
         even when it is escaped: rename the object, or sign it as it is with allow_dot_segments() \
         for a client that sends the path untouched"
    )]
    DotSegment {
        /// The key, shortened to 80 characters.
        key: String,
    },

    /// A query parameter was given that the signature itself needs.
    #[error("query parameter {name:?} belongs to the signature and cannot be given by the caller")]
    ReservedQuery {
        /// The name as it was given.
        name: String,
    },

    /// A query parameter was given that S3 does not read, and that is the name of a header or close to one that S3
    /// reads: it would do nothing. Where another server reads it, it is a
    /// [`custom_query`](crate::S3Request::custom_query).
    #[error("S3 does not read {name:?} from the query, where it would do nothing: {instead}")]
    UnreadQuery {
        /// The name as it was given, shortened to 80 characters.
        name: String,
        /// What was meant.
        instead: Instead,
    },

    /// A header was given that cannot be part of a presigned request.
    #[error("header {name:?} cannot be signed into a URL: {reason}")]
    ReservedHeader {
        /// The name in lower case.
        name: String,
        /// Why not, and what to do.
        reason: &'static str,
    },

    /// A query parameter was given twice.
    #[error("query parameter {name:?} is given twice: many servers refuse that, so give it once")]
    DuplicateQuery {
        /// The name.
        name: String,
    },

    /// A header that has one value was given twice.
    #[error("header {name:?} is given twice but has one value: give it once")]
    DuplicateHeader {
        /// The name in lower case.
        name: String,
    },

    /// No endpoint serves the bucket with these settings.
    #[error(transparent)]
    Endpoint(#[from] EndpointError),

    /// A policy about links cannot be written, read or evaluated.
    #[error(transparent)]
    Iam(#[from] IamError),

    /// An upload in parts is beyond S3's limits, or not complete.
    #[error(transparent)]
    Multipart(#[from] MultipartError),

    /// S3 would refuse the browser form from everybody.
    #[error(transparent)]
    PostPolicy(#[from] PostPolicyError),

    /// No credentials came from where they were looked for.
    #[error(transparent)]
    Source(#[from] SourceError),

    /// The signing time cannot be written in `X-Amz-Date`.
    #[error("the signing time is {}: X-Amz-Date needs a year from 1970 to 9999, so set the clock", Iso(*.time))]
    ClockOutOfRange {
        /// The signing time.
        time: SystemTime,
    },

    /// The credentials have ended: S3 would refuse every URL signed with them.
    #[error("the credentials expired at {}, it is {}: refresh them", Iso(*.expired_at), Iso(*.now))]
    CredentialsExpired {
        /// When they ended.
        expired_at: SystemTime,
        /// The signing time.
        now: SystemTime,
    },

    /// The policy wants to know when temporary credentials end, and nobody told it.
    #[error(
        "nobody said when these {kind} credentials expire, and the expiry policy refuses to guess: \
         set Credentials::with_expires_at"
    )]
    UnknownExpiry {
        /// The kind of the credentials, in words.
        kind: &'static str,
    },

    /// Less than a second was asked for; S3 counts whole seconds, from 1.
    #[error(
        "a lifetime of {} was asked for: S3 counts whole seconds, so ask for 1 second or more",
        Spoken(*.requested)
    )]
    LifetimeTooShort {
        /// What was asked for.
        requested: Duration,
    },

    /// More was asked for than the URL could live, and the policy is to refuse.
    #[error(
        "a lifetime of {}{} was asked for, but no more than {} is possible: {limited_by}; {}",
        Spoken(*.requested), Window(*.window), Spoken(*.max), Remedy {
            max: *.max,
            limit: *.limited_by,
            requested: *.requested,
            window: *.window,
            max_refreshed: *.max_refreshed,
            required_until: *.required_until,
        }
    )]
    LifetimeTooLong {
        /// What was asked for.
        requested: Duration,
        /// The length of the stable window, by which the URL has to live longer; zero without one.
        window: Duration,
        /// The most that could be asked for now.
        max: Duration,
        /// What sets that limit.
        limited_by: Limit,
        /// The most that could be asked for with fresh credentials of the same kind.
        max_refreshed: Duration,
        /// Until when fresh credentials of the same kind would have to live to carry the lifetime asked for,
        /// or as much of it as they can.
        required_until: SystemTime,
    },

    /// The URL could be shortened to fit, but would live less than the policy's minimum.
    #[error(
        "a lifetime of {}{} was asked for, {} is possible ({limited_by}) and the expiry policy shortens to \
         no less than {}; {}",
        Spoken(*.requested), Window(*.window), Spoken(*.max), Spoken(*.min), Remedy {
            max: *.max,
            limit: *.limited_by,
            requested: *.requested,
            window: *.window,
            max_refreshed: *.max_refreshed,
            required_until: *.required_until,
        }
    )]
    BelowMinLifetime {
        /// What was asked for.
        requested: Duration,
        /// The length of the stable window, by which the URL has to live longer; zero without one.
        window: Duration,
        /// The most that the URL could live from now.
        max: Duration,
        /// The least that the policy shortens to.
        min: Duration,
        /// What sets the limit.
        limited_by: Limit,
        /// The most that could be asked for with fresh credentials of the same kind.
        max_refreshed: Duration,
        /// Until when fresh credentials of the same kind would have to live to carry the lifetime asked for,
        /// or as much of it as they can.
        required_until: SystemTime,
    },

    /// Two headers were given of which S3 takes one.
    #[error(
        "headers {name:?} and {other:?} exclude each other: S3 takes one of them, so leave the other out"
    )]
    ExclusiveHeaders {
        /// The one that was given last, in lower case.
        name: String,
        /// The one that was there already, in lower case.
        other: String,
    },

    /// No CORS rule lets a page use the links.
    #[error(transparent)]
    Cors(#[from] CorsError),

    /// A tool cannot use the link.
    #[error(transparent)]
    Tool(#[from] ToolError),
}

impl Error {
    /// An [`Error::Invalid`] with the value shortened to what a log line can bear.
    pub(crate) fn invalid(field: Field, value: &str, rule: &'static str) -> Self {
        Self::Invalid { field, value: shortened(value), rule }
    }
}

/// For arguments that may be text, and here are not.
impl From<Infallible> for Error {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

/// The first 80 characters of a text.
pub(crate) fn shortened(value: &str) -> String {
    value.chars().take(80).collect()
}

/// The input that an [`Error`] speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Field {
    /// The access key id.
    AccessKeyId,
    /// The secret access key.
    SecretAccessKey,
    /// The session token.
    SessionToken,
    /// The AWS Region.
    Region,
    /// The bucket name.
    BucketName,
    /// The object key.
    ObjectKey,
    /// The URL of a custom endpoint.
    EndpointUrl,
    /// The HTTP method.
    Method,
    /// The name of a query parameter.
    QueryName,
    /// The value of a query parameter.
    QueryValue,
    /// The name of a header.
    HeaderName,
    /// The value of a header.
    HeaderValue,
    /// An object tag.
    Tag,
    /// A byte range.
    Range,
    /// The number of a part.
    PartNumber,
    /// The id of an AWS account.
    AccountId,
    /// The window of stable URLs.
    StableWindow,
    /// The origin of a web page.
    Origin,
    /// The name of a local file.
    FileName,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AccessKeyId => "access key id",
            Self::SecretAccessKey => "secret access key",
            Self::SessionToken => "session token",
            Self::Region => "region",
            Self::BucketName => "bucket name",
            Self::ObjectKey => "object key",
            Self::EndpointUrl => "endpoint URL",
            Self::Method => "method",
            Self::QueryName => "query parameter name",
            Self::QueryValue => "query parameter value",
            Self::HeaderName => "header name",
            Self::HeaderValue => "header value",
            Self::Tag => "tag",
            Self::Range => "range",
            Self::PartNumber => "part number",
            Self::AccountId => "account id",
            Self::StableWindow => "stable window",
            Self::Origin => "origin",
            Self::FileName => "file name",
        })
    }
}

//! [`Problem`]: what is wrong, or may be, with a link.

use std::time::SystemTime;

use crate::utc::Iso;

/// What is wrong with a link, or may be; one kind for each mistake that is made with links.
///
/// The text says what was found, what it does, and what to do. It holds no signature and no token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// It has no host.
    #[error("the link has no host: paste all of it, from https:// on")]
    NoHost,

    /// It has no signature in its query.
    #[error("the link is not signed: it works only for objects that everybody may read")]
    NotSigned,

    /// It is signed with SigV2.
    #[error(
        "the link is signed with SigV2, which S3 refuses in all regions opened after 2014 and wherever a policy \
         says so: sign with SigV4"
    )]
    SigV2,

    /// It has parameters of SigV2 and of SigV4.
    #[error(
        "the link has parameters of both SigV2 and SigV4, and S3 takes one way of signing only: sign it anew"
    )]
    MixedVersions,

    /// A parameter of the signature is missing.
    #[error(
        "the parameter {name} is missing: copy the whole link, all parameters belong to the signature"
    )]
    MissingParameter {
        /// Its name.
        name: &'static str,
    },

    /// A parameter stands there twice.
    #[error(
        "the parameter {name} stands there twice: servers take one or the other, or refuse the link"
    )]
    RepeatedParameter {
        /// Its name.
        name: String,
    },

    /// The algorithm is none of AWS's.
    #[error(
        "the algorithm {found:?} is unknown: S3 takes AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"
    )]
    UnknownAlgorithm {
        /// `X-Amz-Algorithm`.
        found: String,
    },

    /// `X-Amz-Credential` cannot be read.
    #[error(
        "the credential {found:?} is no access key id with its scope: expected ID/YYYYMMDD/REGION/SERVICE/aws4_request"
    )]
    MalformedCredential {
        /// `X-Amz-Credential`.
        found: String,
    },

    /// What should be an access key id is the unique id of a user or role.
    #[error(
        "{id} is the unique id of a user or role, not an access key id: use the id that begins with AKIA or ASIA"
    )]
    UniqueId {
        /// The id.
        id: String,
    },

    /// `X-Amz-Date` cannot be read.
    #[error("the date {found:?} is not of the form YYYYMMDDThhmmssZ")]
    MalformedDate {
        /// `X-Amz-Date`.
        found: String,
    },

    /// The scope is of another day than the date.
    #[error(
        "the credential is of the day {found} but X-Amz-Date is {date}: both come from one clock reading"
    )]
    CredentialDate {
        /// The date of the scope.
        found: String,
        /// `X-Amz-Date`.
        date: String,
    },

    /// `X-Amz-Expires` is no number of seconds.
    #[error("the lifetime {found:?} is no whole number of seconds")]
    MalformedExpires {
        /// `X-Amz-Expires`.
        found: String,
    },

    /// `X-Amz-Expires` is out of range.
    #[error("the lifetime of {seconds} s is out of range: S3 takes 1 to 604800 (7 days)")]
    LifetimeOutOfRange {
        /// `X-Amz-Expires`.
        seconds: u64,
    },

    /// It has expired.
    #[error("the link expired at {}: ask whoever made it for a new one", Iso(*at))]
    Expired {
        /// When it expired.
        at: SystemTime,
    },

    /// It is signed for a time more than 15 minutes ahead.
    #[error("the link is signed for {}, more than 15 minutes ahead: set the clock of the signer right", Iso(*signed_at))]
    NotYetValid {
        /// Its signing time.
        signed_at: SystemTime,
    },

    /// The signature has another form than its algorithm gives.
    #[error("the signature is not {expected}: the end of the link is cut off or changed")]
    MalformedSignature {
        /// What it should be.
        expected: &'static str,
    },

    /// `host` is not signed.
    #[error("the header host is not signed, which S3 asks for")]
    HostNotSigned,

    /// The signed headers are not in lower case and in order.
    #[error(
        "the signed headers {found:?} are not in lower case and in alphabetical order, joined by semicolons"
    )]
    SignedHeadersOrder {
        /// `X-Amz-SignedHeaders`.
        found: String,
    },

    /// The host is of another region than the scope.
    #[error(
        "the host is in {host} but the signature is for {scope}: sign for the region of the bucket"
    )]
    RegionMismatch {
        /// The region of the host.
        host: String,
        /// The region of the scope.
        scope: String,
    },

    /// The host is of another service than the scope.
    #[error("the host belongs to {host} but the signature is for the service {scope:?}")]
    ServiceMismatch {
        /// The service of the host.
        host: &'static str,
        /// The service of the scope.
        scope: String,
    },

    /// It leads to S3's global host, and is signed for another region than its own.
    #[error(
        "the link leads to S3's global host but is signed for {region}: S3 answers with a redirect for a new bucket, \
         which browsers do not follow across origins; use the host of the region"
    )]
    GlobalHost {
        /// The region of the scope.
        region: String,
    },

    /// It leads to a website endpoint.
    #[error(
        "the link leads to a website endpoint, which knows no signatures: use the bucket's own host"
    )]
    WebsiteHost,

    /// A dotted bucket in front of a TLS host.
    #[error(
        "the bucket {bucket} has dots, so that the certificate of the host does not fit: use path style"
    )]
    DottedBucket {
        /// The bucket.
        bucket: String,
    },

    /// It is sent in the clear.
    #[error("the link is plain http: everybody on the way can read it and use it")]
    PlainHttp,

    /// A temporary key without its token.
    #[error(
        "{id} is a temporary key but X-Amz-Security-Token is missing: S3 answers InvalidAccessKeyId; sign with the \
         token of the session"
    )]
    TokenMissing {
        /// The access key id.
        id: String,
    },

    /// A long-term key with a token.
    #[error(
        "{id} is a long-term key but there is a session token: key and token are of different credentials"
    )]
    TokenOfAnotherKey {
        /// The access key id.
        id: String,
    },

    /// An `x-amz-*` parameter that S3 does not read from a query.
    #[error(
        "S3 does not read {name} from the query: make it a signed header that the holder sends"
    )]
    IgnoredParameter {
        /// Its name.
        name: String,
    },

    /// The checksum of an empty body, which some SDKs sign along.
    #[error(
        "{name} is the checksum of an empty body, so every other upload is refused: turn the SDK's default checksums \
         off when presigning"
    )]
    EmptyBodyChecksum {
        /// The parameter.
        name: String,
    },

    /// The path was encoded twice.
    #[error(
        "the path holds {found:?}, as if it was encoded twice: the key then has the escape itself in its name"
    )]
    DoubleEncodedPath {
        /// The first such place.
        found: String,
    },

    /// A plus sign as it stands.
    #[error(
        "there is a plus sign in the {place}: servers read it as a plus or as a space; write %2B or %20"
    )]
    PlusSign {
        /// `path` or `query`.
        place: &'static str,
    },

    /// A segment `.` or `..`.
    #[error(
        "the path has the segment {segment:?}, which browsers and most clients fold before they send it"
    )]
    DotSegment {
        /// The segment.
        segment: String,
    },

    /// The default port of the scheme.
    #[error(
        "the host names its default port {port}, which clients leave out of the header they send: sign without it"
    )]
    DefaultPort {
        /// The port.
        port: u16,
    },

    /// Escapes that AWS spells otherwise.
    #[error(
        "the {place} has {found:?}, which AWS's canonical form spells otherwise: some servers hash it as it stands"
    )]
    NotCanonical {
        /// `path` or `query`.
        place: &'static str,
        /// The first such place.
        found: String,
    },

    /// Parameters out of order.
    #[error(
        "the parameter {name} does not stand in the order of the canonical query with the signature last: S3 sorts \
         them itself, other servers may not"
    )]
    ParameterOrder {
        /// The first that is out of order.
        name: String,
    },

    /// User information in front of the host.
    #[error(
        "there is user information in front of the host: clients send it as an Authorization header, and S3 refuses two ways of signing"
    )]
    UserInformation,

    /// A fragment.
    #[error("there is a # in the link: what is behind it is never sent; write %23 in a key")]
    Fragment,
}

impl Problem {
    /// Whether S3 refuses the link for it; else it is a trap that some clients or servers fall into.
    #[must_use]
    pub fn is_fatal(&self) -> bool {
        match self {
            Self::NoHost
            | Self::NotSigned
            | Self::MixedVersions
            | Self::MissingParameter { .. }
            | Self::RepeatedParameter { .. }
            | Self::UnknownAlgorithm { .. }
            | Self::MalformedCredential { .. }
            | Self::UniqueId { .. }
            | Self::MalformedDate { .. }
            | Self::CredentialDate { .. }
            | Self::MalformedExpires { .. }
            | Self::LifetimeOutOfRange { .. }
            | Self::Expired { .. }
            | Self::NotYetValid { .. }
            | Self::MalformedSignature { .. }
            | Self::HostNotSigned
            | Self::RegionMismatch { .. }
            | Self::ServiceMismatch { .. }
            | Self::WebsiteHost
            | Self::TokenMissing { .. }
            | Self::TokenOfAnotherKey { .. }
            | Self::UserInformation => true,
            Self::SigV2
            | Self::SignedHeadersOrder { .. }
            | Self::GlobalHost { .. }
            | Self::DottedBucket { .. }
            | Self::PlainHttp
            | Self::IgnoredParameter { .. }
            | Self::EmptyBodyChecksum { .. }
            | Self::DoubleEncodedPath { .. }
            | Self::PlusSign { .. }
            | Self::DotSegment { .. }
            | Self::DefaultPort { .. }
            | Self::NotCanonical { .. }
            | Self::ParameterOrder { .. }
            | Self::Fragment => false,
        }
    }
}

//! [`Problem`]: what is wrong, or may be, with a link.

use std::time::SystemTime;

use super::added_place::AddedPlace;
use super::end_problem::EndProblem;
use super::spelling_seen::at_s3;
use crate::received::{Doubt, ForeignSigner, Wrapping};
use crate::utc::Iso;

/// What is wrong with a link, or may be; one kind for each mistake that is made with links.
///
/// The text says what was found, what it does, and what to do. It holds no signature and no token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// What carried the link changed it, so that it fails as it was pasted. All else is told of the link as meant.
    #[error("the link was changed on its way here and fails as it was pasted: take off {}", Wrapping::listed(.0))]
    Mangled(Vec<Wrapping>),

    /// Nobody can tell which link was meant.
    #[error("{0}")]
    Unclear(Doubt),

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

    /// It is signed with SigV2 for a region that never took it.
    #[error("the link is signed with SigV2, which S3 does not take in {region}: sign with SigV4")]
    SigV2Refused {
        /// The region of the host.
        region: String,
    },

    /// It is a link of another service. At a host of S3's it cannot work.
    #[error("this is {}", signer.stated(*is_at_s3))]
    Foreign {
        /// Whose it is.
        signer: ForeignSigner,
        /// Whether the host is S3's, which does not take it.
        is_at_s3: bool,
    },

    /// The end that the link tells is none, or far off; or its beginning is to come.
    #[error(transparent)]
    End(#[from] EndProblem),

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

    /// `X-Amz-Expires` is more than AWS takes, at a host that is none of AWS's.
    #[error(
        "the lifetime of {seconds} s ({} days) is more than the 604800 (7 days) that AWS takes: the server behind this \
         host, which is none of AWS's, may take it or not",
        seconds / 86_400
    )]
    LongLifetime {
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

    /// Something stands behind the last value of the link, which is whole without it.
    #[error(
        "{found:?} was put behind {whole}: tools that look for a file beside this one do that (GDAL, samtools and the \
         like); take it off"
    )]
    BehindLink {
        /// What stands there.
        found: String,
        /// What is whole without it, such as `the 64 digits of the signature`.
        whole: &'static str,
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

    /// It leads to a host that only one machine or one network knows.
    #[error(
        "only this machine or its network knows the host {host}, and the link leads nowhere for others: sign for the \
         public one, with Endpoint::custom, or with Endpoint::with_public_url behind a proxy that replaces the host"
    )]
    LocalHost {
        /// The host with its port.
        host: String,
    },

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

    /// A header in the place of a parameter, which S3 does not read from a query.
    #[error(
        "S3 does not read {name} from the query: it limits nothing; make it a signed header that the holder sends"
    )]
    IgnoredParameter {
        /// Its name.
        name: String,
    },

    /// A name close to one that S3 reads.
    #[error(
        "S3 passes over the parameter {name}, which it does not know: {meant} was probably meant"
    )]
    MisspelledParameter {
        /// Its name.
        name: String,
        /// The name that S3 reads.
        meant: &'static str,
    },

    /// A parameter that was probably added to a link that was signed without it.
    #[error("{name} stands {place}: it was probably added after signing; take it off")]
    AddedParameter {
        /// Its name.
        name: String,
        /// Where it stands.
        place: AddedPlace,
    },

    /// A response override that no header can hold.
    #[error(
        "{name} has {found:?}, and headers have no letter beyond ISO-8859-1: S3 answers 400 InvalidArgument, \"Header value \
         cannot be represented using ISO-8859-1\"; for a file name use filename*=UTF-8''…"
    )]
    UnsendableOverride {
        /// The parameter.
        name: &'static str,
        /// The first such letter.
        found: char,
        /// Whether the host is AWS's, so that it is certain; other servers may send what they got.
        is_at_aws: bool,
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
        "the {place} has {found:?}, which AWS's canonical form spells otherwise: {}; some servers hash it as it stands",
        at_s3(place, found)
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

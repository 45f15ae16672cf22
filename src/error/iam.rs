//! [`IamError`]: a policy statement that IAM would refuse, or that would not do what it says.

use std::time::Duration;

use crate::spoken::Spoken;

/// Why a policy about links cannot be written, read or evaluated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IamError {
    /// A text is no range of IP addresses.
    #[error(
        "{range:?} is no range of IP addresses: write an address and a prefix length, such as \
         203.0.113.0/24 or 2001:db8::/32"
    )]
    IpRange {
        /// The text, shortened to 80 characters.
        range: String,
    },

    /// A prefix is longer than an address of its kind, or no number.
    #[error("the prefix length of {range:?} is not valid: a number from 0 to {max}")]
    PrefixLength {
        /// The range as it was given, shortened to 80 characters.
        range: String,
        /// The most bits that a prefix can have.
        max: u8,
    },

    /// An address has bits set behind its prefix, so that it is unclear which network is meant.
    #[error(
        "{range:?} has bits set behind its prefix: write {network} for the network, or {host} for the \
         one address"
    )]
    HostBits {
        /// The range as it was given.
        range: String,
        /// The network that it probably means.
        network: String,
        /// The range of the address alone.
        host: String,
    },

    /// No caller has an address of this range at S3's public endpoint.
    #[error(
        "{range} is no public range, so it never matches aws:SourceIp, the address of the caller at S3's \
         public endpoint: name the VPC or its endpoint with NetworkPath::source_vpc or \
         NetworkPath::source_vpce"
    )]
    NotPublic {
        /// The range.
        range: String,
    },

    /// A text is no id of a VPC or of a VPC endpoint.
    #[error("{id:?} is no {what} id: {prefix} and 8 or 17 lower-case hexadecimal digits")]
    NetworkId {
        /// The text, shortened to 80 characters.
        id: String,
        /// What it should name, in words.
        what: &'static str,
        /// What such ids begin with.
        prefix: &'static str,
    },

    /// A network path without a network, which nobody could take.
    #[error("no value is given for {key}: that would deny every request, so give at least one")]
    NoNetwork {
        /// The condition key.
        key: &'static str,
    },

    /// A signature age that is none, or one that no signature reaches.
    #[error(
        "a signature age of {} is not valid: whole milliseconds, from 1 millisecond to 7 days, the life of a signature",
        Spoken(*.age)
    )]
    SignatureAge {
        /// The age.
        age: Duration,
    },

    /// A text that `aws:PrincipalArn` never is.
    #[error("{arn:?} is no ARN that aws:PrincipalArn can be: {rule}")]
    PrincipalArn {
        /// The text, shortened to 80 characters.
        arn: String,
        /// The rule, and what to do.
        rule: &'static str,
    },

    /// A tag that no principal can have.
    #[error(
        "principal tag {key:?} with value {value:?} is not valid: a key of 1 to 128 and a value of up to \
         256 letters, digits, spaces and _.:/=+-@"
    )]
    PrincipalTag {
        /// The key of the tag, shortened to 80 characters.
        key: String,
        /// Its value, shortened to 80 characters.
        value: String,
    },

    /// A text is no ARN of a bucket.
    #[error("{arn:?} is no bucket ARN: {rule}")]
    BucketArn {
        /// The text, shortened to 80 characters.
        arn: String,
        /// The rule, and what to do.
        rule: &'static str,
    },

    /// A Sid has characters that IAM does not take.
    #[error("Sid {sid:?} is not valid: letters A to Z, a to z and digits only, and not empty")]
    Sid {
        /// The Sid, shortened to 80 characters.
        sid: String,
    },

    /// Two statements of one policy have the same Sid.
    #[error("Sid {sid:?} is given twice: name one of the statements with DenyStatement::with_sid")]
    RepeatedSid {
        /// The Sid.
        sid: String,
    },

    /// A policy has no statements.
    #[error("a policy has at least one statement: add one")]
    NoStatement,

    /// A statement in a bucket policy is about another bucket.
    #[error(
        "statement {sid:?} is about {bucket}, and the policy that of {policy_of}: a bucket policy speaks \
         of its own bucket only"
    )]
    OtherBucket {
        /// The statement.
        sid: String,
        /// The bucket that it is about.
        bucket: String,
        /// The bucket that the policy belongs to.
        policy_of: String,
    },

    /// Two statements ask for network paths that no request can take both.
    #[error(
        "no request takes the network paths of both {first:?} and {second:?}: put the paths into one \
         statement with NetworkPath::or, where each of them is a way in"
    )]
    Contradiction {
        /// One statement.
        first: String,
        /// The other.
        second: String,
    },

    /// A policy cannot be read.
    #[error("the policy cannot be read: {reason}")]
    Document {
        /// What is wrong with it.
        reason: String,
    },

    /// The name of an action is none.
    #[error("{action:?} is no action: SERVICE:NAME without wildcards, such as s3:GetObject")]
    Action {
        /// The text, shortened to 80 characters.
        action: String,
    },

    /// The ARN of a resource is none.
    #[error(
        "{arn:?} is no ARN of a resource: arn:PARTITION:SERVICE:REGION:ACCOUNT:NAME, such as \
         arn:aws:s3:::photos/cat.jpg"
    )]
    Resource {
        /// The text, shortened to 80 characters.
        arn: String,
    },
}

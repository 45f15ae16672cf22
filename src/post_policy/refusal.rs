//! [`PostRefusal`]: what S3 answers to a form that it does not take.

use super::condition::Condition;

/// What S3 answers to a form that it does not take, in its own words.
///
/// They are from answers that S3 has been seen to give. Two are not: the reasons why a policy cannot be read are in
/// part this crate's own; and that a field of the signature is missing is said as S3 says it of the key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PostRefusal {
    /// A field is missing that every form has.
    #[error(
        "Bucket POST must contain a field named '{name}'.  If it is specified, please check the order of the fields."
    )]
    MissingField {
        /// The name of the field.
        name: &'static str,
    },

    /// The key is empty, once the name of the file is in it.
    #[error("User key must have a length greater than 0.")]
    EmptyKey,

    /// The key is too long, once the name of the file is in it.
    #[error("Your key is too long")]
    KeyTooLong {
        /// Its length in bytes.
        size: usize,
        /// The most bytes that S3 takes.
        max: usize,
    },

    /// The policy cannot be read.
    #[error("Invalid Policy: {reason}")]
    InvalidPolicyDocument {
        /// What is wrong with it; the words are this crate's own, but for those about `expiration`, `conditions`,
        /// simple conditions and JSON as such.
        reason: String,
    },

    /// The policy has expired.
    #[error("Invalid according to Policy: Policy expired.")]
    Expired,

    /// A condition is not met.
    #[error("Invalid according to Policy: Policy Condition failed: {condition}")]
    ConditionFailed {
        /// The condition.
        condition: Condition,
    },

    /// There are fields that no condition covers.
    #[error("Invalid according to Policy: Extra input fields: {}", names.join(", "))]
    ExtraFields {
        /// Their names in lower case.
        names: Vec<String>,
    },

    /// The file is too large.
    #[error("Your proposed upload exceeds the maximum allowed size")]
    TooLarge {
        /// Its size in bytes.
        size: u64,
        /// The most that the policy allows, or S3's own 5 GiB.
        max: u64,
    },

    /// The file is too small.
    #[error("Your proposed upload is smaller than the minimum allowed size")]
    TooSmall {
        /// Its size in bytes.
        size: u64,
        /// The least that the policy allows.
        min: u64,
    },
}

impl PostRefusal {
    /// S3's code for it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::MissingField { .. } | Self::EmptyKey => "InvalidArgument",
            Self::KeyTooLong { .. } => "KeyTooLongError",
            Self::InvalidPolicyDocument { .. } => "InvalidPolicyDocument",
            Self::Expired | Self::ConditionFailed { .. } | Self::ExtraFields { .. } => {
                "AccessDenied"
            }
            Self::TooLarge { .. } => "EntityTooLarge",
            Self::TooSmall { .. } => "EntityTooSmall",
        }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        if self.code() == "AccessDenied" { 403 } else { 400 }
    }
}

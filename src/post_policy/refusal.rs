//! [`PostRefusal`]: what S3 answers to a form that it does not take.

use super::condition::Condition;

/// What S3 answers to a form that it does not take, in its own words.
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

    /// The policy cannot be read.
    #[error("Invalid Policy: {reason}")]
    InvalidPolicyDocument {
        /// What is wrong with it.
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
        /// The most that the policy allows.
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
            Self::MissingField { .. } => "InvalidArgument",
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

//! [`Rule`]: what a statement denies.

use std::time::Duration;

use super::attachment::Attachment;
use super::bucket_arn::BucketArn;
use super::key_condition::KeyCondition;
use super::network_path::NetworkPath;
use crate::error::IamError;

/// What a statement denies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    OutsideNetwork(NetworkPath),
    /// Signatures older than so many milliseconds.
    SignatureAge(u64),
    SignatureVersion2,
    QueryStringAuth,
    PostAuth,
}

impl Rule {
    pub(super) fn signature_age(age: Duration) -> Result<Self, IamError> {
        let is_whole = age.subsec_nanos().is_multiple_of(1_000_000);
        let milliseconds = u64::try_from(age.as_millis()).unwrap_or(u64::MAX);
        if is_whole && (1..=LIFE_OF_SIGNATURE).contains(&milliseconds) {
            return Ok(Self::SignatureAge(milliseconds));
        }
        Err(IamError::SignatureAge { age })
    }

    /// The Sid of a statement that nobody named.
    pub(super) fn sid(&self, to: Attachment<'_>) -> &'static str {
        match self {
            Self::OutsideNetwork(_) if to.is_of_resource() => "NetworkRestrictionForBucket",
            Self::OutsideNetwork(_) => "NetworkRestrictionForIAMPrincipal",
            Self::SignatureAge(_) => "MaximumSignatureAge",
            Self::SignatureVersion2 => "DenySignatureVersion2",
            Self::QueryStringAuth => "DenyQueryStringAuthentication",
            Self::PostAuth => "DenyPostAuthentication",
        }
    }

    pub(super) fn action(&self, to: Attachment<'_>) -> &'static str {
        match (self, to) {
            // Organizations takes no `*` as the action of a resource control policy.
            (_, Attachment::ResourceControl) => "s3:*",
            (Self::OutsideNetwork(_), _) => "*",
            _ => "s3:*",
        }
    }

    /// The ARNs that a statement about a bucket names.
    pub(super) fn resources(&self, bucket: &BucketArn) -> Vec<String> {
        match self {
            // As in the user guide's example.
            Self::SignatureAge(_) => vec![bucket.object("*")],
            // Links that list the bucket, too.
            _ => vec![bucket.to_string(), bucket.object("*")],
        }
    }

    pub(super) fn conditions(&self) -> Vec<KeyCondition> {
        match self {
            Self::OutsideNetwork(path) => {
                let mut conditions = path.conditions_outside();
                conditions.push(not_via_aws_service());
                conditions
            }
            Self::SignatureAge(milliseconds) => {
                let age = milliseconds.to_string();
                vec![KeyCondition::one("NumericGreaterThan", KeyCondition::SIGNATURE_AGE, &age)]
            }
            Self::SignatureVersion2 => {
                vec![KeyCondition::one("StringEquals", "s3:signatureversion", "AWS")]
            }
            Self::QueryStringAuth => vec![auth_type("REST-QUERY-STRING")],
            Self::PostAuth => vec![auth_type("POST")],
        }
    }
}

/// Holds for requests that no AWS service makes for the principal.
pub(super) fn not_via_aws_service() -> KeyCondition {
    KeyCondition::one("BoolIfExists", "aws:ViaAWSService", "false")
}

fn auth_type(name: &str) -> KeyCondition {
    KeyCondition::one("StringEquals", "s3:authType", name)
}

/// 7 days, in milliseconds.
const LIFE_OF_SIGNATURE: u64 = 604_800_000;

//! How much a problem weighs.

use super::problem::Problem;

impl Problem {
    /// Whether S3 refuses the link for it; else it is a trap that some clients or servers fall into.
    #[must_use]
    pub fn is_fatal(&self) -> bool {
        match self {
            Self::Foreign { is_at_s3, .. } => *is_at_s3,
            Self::End(problem) => problem.is_fatal(),
            Self::UnsendableOverride { is_at_aws, .. } => *is_at_aws,
            Self::Mangled(_)
            | Self::Unclear(_)
            | Self::NoHost
            | Self::NotSigned
            | Self::SigV2Refused { .. }
            | Self::BehindLink { .. }
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
            | Self::LongLifetime { .. }
            | Self::MisspelledParameter { .. }
            | Self::AddedParameter { .. }
            | Self::SignedHeadersOrder { .. }
            | Self::GlobalHost { .. }
            | Self::DottedBucket { .. }
            | Self::LocalHost { .. }
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

//! [`CannedAcl`]: the predefined access control lists.

use super::s3_request::S3Request;

/// A predefined access control list.
///
/// Buckets made since April 2023 have ACLs turned off and refuse all but
/// [`BucketOwnerFullControl`](Self::BucketOwnerFullControl).
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CannedAcl {
    /// `private`
    Private,
    /// `public-read`
    PublicRead,
    /// `public-read-write`
    PublicReadWrite,
    /// `authenticated-read`
    AuthenticatedRead,
    /// `aws-exec-read`
    AwsExecRead,
    /// `bucket-owner-read`
    BucketOwnerRead,
    /// `bucket-owner-full-control`
    BucketOwnerFullControl,
}

impl CannedAcl {
    /// The name in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::PublicRead => "public-read",
            Self::PublicReadWrite => "public-read-write",
            Self::AuthenticatedRead => "authenticated-read",
            Self::AwsExecRead => "aws-exec-read",
            Self::BucketOwnerRead => "bucket-owner-read",
            Self::BucketOwnerFullControl => "bucket-owner-full-control",
        }
    }
}

impl S3Request<'_> {
    /// `x-amz-acl`; not beside [`grant`](Self::grant), as S3 takes either.
    #[must_use]
    pub fn acl(self, acl: CannedAcl) -> Self {
        self.header("x-amz-acl", acl.as_str())
    }
}

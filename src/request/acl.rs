//! [`CannedAcl`]: the predefined access control lists.

use super::s3_request::S3Request;
use crate::error::{Error, Field};

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
    const ALL: [Self; 7] = [
        Self::Private,
        Self::PublicRead,
        Self::PublicReadWrite,
        Self::AuthenticatedRead,
        Self::AwsExecRead,
        Self::BucketOwnerRead,
        Self::BucketOwnerFullControl,
    ];

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

/// By its name in the API.
///
/// # Errors
///
/// [`Error::Invalid`] for any other text, other case included.
impl TryFrom<&str> for CannedAcl {
    type Error = Error;

    fn try_from(name: &str) -> Result<Self, Error> {
        let rule = "one of S3's canned ACLs, such as private or public-read; give another with header(\"x-amz-acl\", …)";
        let found = Self::ALL.into_iter().find(|known| known.as_str() == name);
        found.ok_or_else(|| Error::invalid(Field::HeaderValue, name, rule))
    }
}

impl std::str::FromStr for CannedAcl {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::try_from(name)
    }
}

impl S3Request<'_> {
    /// `x-amz-acl`; not beside [`grant`](Self::grant), as S3 takes either. Also by its name; one that S3 does not know
    /// is a fault, which signing and [`validate`](Self::validate) tell.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::S3Request;
    ///
    /// assert!(S3Request::put_object("photos", "cat.jpg").acl("private").validate().is_ok());
    /// assert!(S3Request::put_object("photos", "cat.jpg").acl("Private").validate().is_err());
    /// ```
    #[must_use]
    pub fn acl(self, acl: impl TryInto<CannedAcl, Error: Into<Error>>) -> Self {
        match acl.try_into() {
            Ok(acl) => self.header("x-amz-acl", acl.as_str()),
            Err(error) => self.fault(error.into()),
        }
    }
}

//! [`StorageClass`]: where S3 keeps an object.

use super::s3_request::S3Request;
use crate::error::{Error, Field};

/// The storage class of an object.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StorageClass {
    /// `STANDARD`
    Standard,
    /// `REDUCED_REDUNDANCY`
    ReducedRedundancy,
    /// `STANDARD_IA`
    StandardIa,
    /// `ONEZONE_IA`
    OneZoneIa,
    /// `INTELLIGENT_TIERING`
    IntelligentTiering,
    /// `GLACIER`, S3 Glacier Flexible Retrieval
    Glacier,
    /// `GLACIER_IR`, S3 Glacier Instant Retrieval
    GlacierIr,
    /// `DEEP_ARCHIVE`
    DeepArchive,
    /// `OUTPOSTS`
    Outposts,
    /// `SNOW`
    Snow,
    /// `EXPRESS_ONEZONE`
    ExpressOneZone,
    /// `FSX_OPENZFS`, an access point on Amazon `FSx` for `OpenZFS`
    FsxOpenZfs,
    /// `FSX_ONTAP`, an access point on Amazon `FSx` for `NetApp` ONTAP
    FsxOntap,
    /// `AWS_BACKUP_WARM`, an object that AWS Backup keeps
    AwsBackupWarm,
    /// `AWS_BACKUP_LOW_COST_WARM`, an object that AWS Backup keeps at a lower price
    AwsBackupLowCostWarm,
}

impl StorageClass {
    const ALL: [Self; 15] = [
        Self::Standard,
        Self::ReducedRedundancy,
        Self::StandardIa,
        Self::OneZoneIa,
        Self::IntelligentTiering,
        Self::Glacier,
        Self::GlacierIr,
        Self::DeepArchive,
        Self::Outposts,
        Self::Snow,
        Self::ExpressOneZone,
        Self::FsxOpenZfs,
        Self::FsxOntap,
        Self::AwsBackupWarm,
        Self::AwsBackupLowCostWarm,
    ];

    /// The name in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "STANDARD",
            Self::ReducedRedundancy => "REDUCED_REDUNDANCY",
            Self::StandardIa => "STANDARD_IA",
            Self::OneZoneIa => "ONEZONE_IA",
            Self::IntelligentTiering => "INTELLIGENT_TIERING",
            Self::Glacier => "GLACIER",
            Self::GlacierIr => "GLACIER_IR",
            Self::DeepArchive => "DEEP_ARCHIVE",
            Self::Outposts => "OUTPOSTS",
            Self::Snow => "SNOW",
            Self::ExpressOneZone => "EXPRESS_ONEZONE",
            Self::FsxOpenZfs => "FSX_OPENZFS",
            Self::FsxOntap => "FSX_ONTAP",
            Self::AwsBackupWarm => "AWS_BACKUP_WARM",
            Self::AwsBackupLowCostWarm => "AWS_BACKUP_LOW_COST_WARM",
        }
    }
}

/// By its name in the API.
///
/// # Errors
///
/// [`Error::Invalid`] for any other text, other case included.
impl TryFrom<&str> for StorageClass {
    type Error = Error;

    fn try_from(name: &str) -> Result<Self, Error> {
        let rule = "one of S3's storage classes, such as STANDARD_IA; give another with header(\"x-amz-storage-class\", …)";
        let found = Self::ALL.into_iter().find(|known| known.as_str() == name);
        found.ok_or_else(|| Error::invalid(Field::HeaderValue, name, rule))
    }
}

impl std::str::FromStr for StorageClass {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::try_from(name)
    }
}

impl S3Request<'_> {
    /// `x-amz-storage-class`. Also by its name, such as `STANDARD_IA`; one that S3 does not know is a fault, which
    /// signing and [`validate`](Self::validate) tell.
    #[must_use]
    pub fn storage_class(self, class: impl TryInto<StorageClass, Error: Into<Error>>) -> Self {
        match class.try_into() {
            Ok(class) => self.header("x-amz-storage-class", class.as_str()),
            Err(error) => self.fault(error.into()),
        }
    }
}

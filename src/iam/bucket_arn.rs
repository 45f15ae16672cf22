//! [`BucketArn`]: the name of a bucket in policies.

use std::fmt;
use std::str::FromStr;

use crate::endpoint::Partition;
use crate::error::{Error, IamError, shortened};
use crate::object::{BucketName, Region, is_arn};

/// The ARN of a general purpose bucket: `arn:PARTITION:s3:::BUCKET`.
///
/// It has neither region nor account, but the partition: `aws`, `aws-cn`, `aws-us-gov` and so on. A
/// policy with the wrong one is about nothing at all.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html>
///
/// # Examples
///
/// ```
/// use s3_presigner::{BucketArn, Region};
///
/// let bucket = BucketArn::new(&Region::new("cn-north-1")?, "photos")?;
/// assert_eq!(bucket.as_str(), "arn:aws-cn:s3:::photos");
/// assert_eq!(bucket.object("2026/cat.jpg"), "arn:aws-cn:s3:::photos/2026/cat.jpg");
/// assert_eq!(bucket, "arn:aws-cn:s3:::photos".parse()?);
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BucketArn(String);

impl BucketArn {
    /// The ARN of a bucket by its name and the region it lies in, which decides on the partition.
    ///
    /// # Errors
    ///
    /// - [`Error::Invalid`] and [`Error::TooLong`] for a name that no bucket has;
    /// - [`Error::Iam`] for an ARN in its place, and for a directory bucket, whose links are made with
    ///   sessions and whose policies speak of `s3express`.
    pub fn new(region: &Region, bucket: &str) -> Result<Self, Error> {
        Self::of(Partition::of_region(region.as_str()).name, bucket)
    }

    /// The ARN as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The ARN of an object in the bucket.
    #[must_use]
    pub fn object(&self, key: &str) -> String {
        format!("{self}/{key}")
    }

    fn of(partition: &str, bucket: &str) -> Result<Self, Error> {
        if is_arn(bucket) {
            return Err(
                not_bucket(bucket, "give the name of the bucket alone, or parse the ARN").into()
            );
        }
        BucketName::new(bucket.into()).map_err(|error| *error)?;
        let arn = Self(format!("arn:{partition}:s3:::{bucket}"));
        if bucket.ends_with("--x-s3") {
            let rule = "a directory bucket's policies speak of s3express, and its links end with their \
                        session in 5 minutes";
            return Err(not_bucket(&arn.0, rule).into());
        }
        Ok(arn)
    }
}

impl FromStr for BucketArn {
    type Err = Error;

    /// Reads an ARN.
    ///
    /// # Errors
    ///
    /// As for [`new`](Self::new), and [`Error::Iam`] for the ARN of something else, such as objects.
    fn from_str(arn: &str) -> Result<Self, Error> {
        let parts: Vec<_> = arn.splitn(6, ':').collect();
        let ["arn", partition, "s3", "", "", bucket] = parts.as_slice() else {
            return Err(not_bucket(arn, "it is arn:PARTITION:s3:::BUCKET").into());
        };
        if !Partition::exists(partition) {
            let rule = "the partition is aws, aws-cn, aws-us-gov or another that AWS has";
            return Err(not_bucket(arn, rule).into());
        }
        if bucket.contains('/') {
            let rule = "it names objects: give the ARN of the bucket, statements add the objects";
            return Err(not_bucket(arn, rule).into());
        }
        Self::of(partition, bucket)
    }
}

impl fmt::Display for BucketArn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn not_bucket(arn: &str, rule: &'static str) -> IamError {
    IamError::BucketArn { arn: shortened(arn), rule }
}

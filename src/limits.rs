//! The limits of S3 in one table, each with the page of AWS that states it.
//!
//! Whoever needs a limit of these takes it from here.

/// Of an object: 48.8 TiB, as many of the largest parts as there can be.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html>
pub(crate) const OBJECT_SIZE: u64 = PARTS * PART_SIZE;

/// How many parts an upload has at the most, and the number of the last one.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html>
pub(crate) const PARTS: u64 = 10_000;

/// The largest part.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html>
pub(crate) const PART_SIZE: u64 = 5 * GIB;

/// The smallest part that is not the last.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html>
pub(crate) const LEAST_PART_SIZE: u64 = 5 * MIB;

/// The body of one PUT, and the file of one form.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html>
pub(crate) const ONE_UPLOAD: u64 = 5 * GIB;

/// The key of an object, in bytes of UTF-8.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html>
pub(crate) const KEY: usize = 1_024;

/// The name of a bucket, in characters.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>
pub(crate) const BUCKET_NAME: usize = 63;

/// The name of a bucket of US East that was made before March 2018, in characters.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>
pub(crate) const OLD_BUCKET_NAME: usize = 255;

/// `X-Amz-Expires`, in seconds: 7 days.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html>
pub(crate) const EXPIRES_IN: u64 = 604_800;

/// The name of an annotation, in bytes of UTF-8.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAnnotation.html>
pub(crate) const ANNOTATION_NAME: usize = 512;

/// The characters of the token by which S3 knows a renaming again.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_RenameObject.html>
pub(crate) const CLIENT_TOKEN: usize = 64;

const MIB: u64 = 1024 * 1024;
const GIB: u64 = 1024 * MIB;

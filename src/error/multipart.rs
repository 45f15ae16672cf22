//! [`MultipartError`]: a plan for an upload in parts that S3 would not take.

/// Why an object cannot be uploaded in these parts.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html>
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MultipartError {
    /// There is nothing to upload.
    #[error("an object of 0 bytes has no parts: upload it with S3Request::put_object")]
    Empty,

    /// The object is larger than any that S3 holds.
    #[error("an object of {size} bytes is too large: the most is 53687091200000 (48.8 TiB)")]
    ObjectTooLarge {
        /// The size in bytes.
        size: u64,
    },

    /// The parts are smaller or larger than S3 takes them.
    #[error(
        "parts of {part_size} bytes are out of range: from 5242880 (5 MiB) to 5368709120 (5 GiB)"
    )]
    PartSize {
        /// The part size in bytes.
        part_size: u64,
    },

    /// There would be more parts than S3 takes.
    #[error(
        "parts of {part_size} bytes make {count} of them, and the most is 10000: use parts of {least} bytes or more"
    )]
    TooManyParts {
        /// The part size in bytes.
        part_size: u64,
        /// How many parts it makes.
        count: u64,
        /// The least part size that does.
        least: u64,
    },

    /// A part has no `ETag`, so it was not uploaded.
    #[error(
        "part {number} of {count} has no ETag: upload it, and give the ETag header of the answer"
    )]
    MissingPart {
        /// The number of the part.
        number: u32,
        /// How many parts the plan has.
        count: u32,
    },

    /// An `ETag` was given for a part that is not in the plan.
    #[error("there is no part {number}: the plan has parts 1 to {count}")]
    UnknownPart {
        /// The number of the part.
        number: u32,
        /// How many parts the plan has.
        count: u32,
    },

    /// A part was given two `ETag`s.
    #[error("part {number} has two ETags: give the one of the last upload of it")]
    RepeatedPart {
        /// The number of the part.
        number: u32,
    },

    /// Parts have checksums of several algorithms, or some have none.
    #[error(
        "part {number} and part 1 differ in the algorithm of their checksums, or one has none: give \
         each part one of the algorithm that the upload was begun with"
    )]
    UnlikeChecksum {
        /// The number of the first part that differs from part 1.
        number: u32,
    },

    /// There are more or fewer checksums of parts than parts.
    #[error(
        "{given} checksums are given for {count} parts: give each part its own, in their order, or none"
    )]
    ChecksumCount {
        /// How many checksums were given.
        given: usize,
        /// How many parts the plan has.
        count: u32,
    },

    /// The text given as an `ETag` is none.
    #[error(
        "the ETag {etag:?} of part {number} is blank or has a control character: give the ETag header of \
         the answer, without the end of its line"
    )]
    InvalidETag {
        /// The number of the part.
        number: u32,
        /// The text, shortened to 80 characters.
        etag: String,
    },
}

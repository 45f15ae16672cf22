//! Which headers about checksums go together.

use super::checksum_algorithm::ChecksumAlgorithm;
use crate::error::{Error, Field};

/// Whether the checksum and the headers that name an algorithm mean the same one, and the type is one of it.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html>, "Full object
/// and composite checksum types".
///
/// Looked at when one of them has been added, so that signing does not.
pub(super) fn check_checksums<'h>(
    added: &str,
    headers: &(impl Iterator<Item = (&'h str, &'h str)> + Clone),
) -> Result<(), Error> {
    if !added.starts_with("x-amz-checksum-") && added != SDK_ALGORITHM {
        return Ok(());
    }
    let get =
        |name: &str| headers.clone().find_map(|(other, value)| (other == name).then_some(value));
    let mut algorithm = headers.clone().find_map(|(name, _)| ChecksumAlgorithm::of_header(name));
    for (name, rule) in [(ALGORITHM, ANOTHER), (SDK_ALGORITHM, ANOTHER_OF_SDK)] {
        let Some(value) = get(name) else { continue };
        // What is new to us, S3 may know.
        let Some(named) = ChecksumAlgorithm::of_name(value) else { continue };
        if algorithm.is_some_and(|algorithm| algorithm != named) {
            return Err(Error::invalid(Field::HeaderValue, value, rule));
        }
        algorithm = Some(named);
    }
    match (get(TYPE), algorithm) {
        (Some(kind), Some(algorithm)) => check_type(kind, algorithm),
        _ => Ok(()),
    }
}

fn check_type(kind: &str, algorithm: ChecksumAlgorithm) -> Result<(), Error> {
    let is_crc = matches!(
        algorithm,
        ChecksumAlgorithm::Crc32 | ChecksumAlgorithm::Crc32c | ChecksumAlgorithm::Crc64Nvme
    );
    let rule = match kind {
        FULL_OBJECT if !is_crc => NO_CRC,
        COMPOSITE if algorithm == ChecksumAlgorithm::Crc64Nvme => NEVER_COMPOSITE,
        _ => return Ok(()),
    };
    Err(Error::invalid(Field::HeaderValue, kind, rule))
}

pub(super) const ALGORITHM: &str = "x-amz-checksum-algorithm";
pub(super) const SDK_ALGORITHM: &str = "x-amz-sdk-checksum-algorithm";
pub(super) const TYPE: &str = "x-amz-checksum-type";
pub(super) const COMPOSITE: &str = "COMPOSITE";
pub(super) const FULL_OBJECT: &str = "FULL_OBJECT";

const ANOTHER: &str = "x-amz-checksum-algorithm and another header name two algorithms of one checksum; name \
                       the same in both, or leave one out";
const ANOTHER_OF_SDK: &str = "x-amz-sdk-checksum-algorithm and another header name two algorithms of one \
                              checksum; name the same in both, or leave one out";
const NO_CRC: &str = "in x-amz-checksum-type it goes with CRC32, CRC32C and CRC64NVME only; use one \
                      of these, or COMPOSITE";
const NEVER_COMPOSITE: &str = "in x-amz-checksum-type it does not go with CRC64NVME; use FULL_OBJECT, or another \
                               algorithm";

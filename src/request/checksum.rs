//! [`Checksum`]: a checksum of the body that S3 verifies and keeps.

use base64ct::{Base64, Encoding};

use super::s3_request::S3Request;

/// A checksum of an uploaded body.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Checksum {
    /// CRC-32.
    Crc32(u32),
    /// CRC-32C (Castagnoli).
    Crc32c(u32),
    /// CRC-64/NVME.
    Crc64Nvme(u64),
    /// SHA-1.
    Sha1([u8; 20]),
    /// SHA-256.
    Sha256([u8; 32]),
}

impl Checksum {
    /// Its algorithm.
    #[must_use]
    pub fn algorithm(self) -> ChecksumAlgorithm {
        match self {
            Self::Crc32(_) => ChecksumAlgorithm::Crc32,
            Self::Crc32c(_) => ChecksumAlgorithm::Crc32c,
            Self::Crc64Nvme(_) => ChecksumAlgorithm::Crc64Nvme,
            Self::Sha1(_) => ChecksumAlgorithm::Sha1,
            Self::Sha256(_) => ChecksumAlgorithm::Sha256,
        }
    }

    /// The header that carries it, and its value.
    pub(crate) fn header(self) -> (&'static str, String) {
        match self {
            Self::Crc32(sum) => ("x-amz-checksum-crc32", Base64::encode_string(&sum.to_be_bytes())),
            Self::Crc32c(sum) => {
                ("x-amz-checksum-crc32c", Base64::encode_string(&sum.to_be_bytes()))
            }
            Self::Crc64Nvme(sum) => {
                ("x-amz-checksum-crc64nvme", Base64::encode_string(&sum.to_be_bytes()))
            }
            Self::Sha1(digest) => ("x-amz-checksum-sha1", Base64::encode_string(&digest)),
            Self::Sha256(digest) => ("x-amz-checksum-sha256", Base64::encode_string(&digest)),
        }
    }
}

/// The algorithm of a checksum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChecksumAlgorithm {
    /// CRC-32.
    Crc32,
    /// CRC-32C (Castagnoli).
    Crc32c,
    /// CRC-64/NVME.
    Crc64Nvme,
    /// SHA-1.
    Sha1,
    /// SHA-256.
    Sha256,
}

impl ChecksumAlgorithm {
    /// The name in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Crc32 => "CRC32",
            Self::Crc32c => "CRC32C",
            Self::Crc64Nvme => "CRC64NVME",
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
        }
    }
}

/// What the checksum of an object uploaded in parts is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChecksumType {
    /// `COMPOSITE`: of the checksums of the parts.
    Composite,
    /// `FULL_OBJECT`: of the whole object.
    FullObject,
}

impl S3Request<'_> {
    /// `x-amz-checksum-…`: a checksum of the body, which S3 checks and keeps.
    #[must_use]
    pub fn checksum(self, checksum: Checksum) -> Self {
        let (name, value) = checksum.header();
        self.header(name, &value)
    }

    /// `x-amz-checksum-algorithm`, for copies and uploads in parts: S3 makes the checksum.
    #[must_use]
    pub fn checksum_algorithm(self, algorithm: ChecksumAlgorithm) -> Self {
        self.header("x-amz-checksum-algorithm", algorithm.as_str())
    }

    /// `x-amz-sdk-checksum-algorithm`, beside a [`checksum`](Self::checksum) of the body, where an API
    /// page asks for it.
    #[must_use]
    pub fn sdk_checksum_algorithm(self, algorithm: ChecksumAlgorithm) -> Self {
        self.header("x-amz-sdk-checksum-algorithm", algorithm.as_str())
    }

    /// `x-amz-checksum-type`, for uploads in parts.
    #[must_use]
    pub fn checksum_type(self, kind: ChecksumType) -> Self {
        let value = match kind {
            ChecksumType::Composite => "COMPOSITE",
            ChecksumType::FullObject => "FULL_OBJECT",
        };
        self.header("x-amz-checksum-type", value)
    }

    /// `x-amz-checksum-mode: ENABLED`, for downloads: the answer has the checksum that S3 keeps.
    #[must_use]
    pub fn checksum_mode_enabled(self) -> Self {
        self.header("x-amz-checksum-mode", "ENABLED")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_its_header_and_is_written_big_endian() {
        for (checksum, name, value) in [
            // The check values of the catalogue of parametrised CRC algorithms, for "123456789".
            (Checksum::Crc32(0xcbf4_3926), "x-amz-checksum-crc32", "y/Q5Jg=="),
            (Checksum::Crc32c(0xe306_9283), "x-amz-checksum-crc32c", "4waSgw=="),
            (
                Checksum::Crc64Nvme(0xae8b_1486_0a79_9888),
                "x-amz-checksum-crc64nvme",
                "rosUhgp5mIg=",
            ),
            (Checksum::Sha1([0; 20]), "x-amz-checksum-sha1", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
            (
                Checksum::Sha256([0; 32]),
                "x-amz-checksum-sha256",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            ),
        ] {
            assert_eq!(checksum.header(), (name, value.to_owned()));
        }
    }
}

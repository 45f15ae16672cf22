//! [`Checksum`]: a checksum of the body that S3 verifies and keeps.

use base64ct::{Base64, Encoding};

use super::checksum_algorithm::ChecksumAlgorithm;
use super::checksum_rules::{ALGORITHM, COMPOSITE, FULL_OBJECT, SDK_ALGORITHM, TYPE};
use super::s3_request::S3Request;
use crate::error::{Error, Field};

/// A checksum of an uploaded body.
///
/// Numbers are given as their algorithm defines them; S3 reads their bytes with the highest first.
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
    /// SHA-512.
    Sha512([u8; 64]),
    /// MD5, kept with the object, which [`content_md5`](S3Request::content_md5) is not.
    Md5([u8; 16]),
    /// XXH64.
    XxHash64(u64),
    /// XXH3 with 64 bits.
    XxHash3(u64),
    /// XXH3 with 128 bits.
    XxHash128(u128),
}

impl Checksum {
    /// Reads a checksum as S3 writes it: in Base64, such as in the header `x-amz-checksum-crc32` of the
    /// answer to a part.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] for text that is no Base64, or of another length than the algorithm's.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::{Checksum, ChecksumAlgorithm};
    ///
    /// let checksum = Checksum::parse(ChecksumAlgorithm::Crc32, "y/Q5Jg==")?;
    /// assert_eq!(checksum, Checksum::Crc32(0xcbf4_3926));
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn parse(algorithm: ChecksumAlgorithm, base64: &str) -> Result<Self, Error> {
        let parsed = match algorithm {
            ChecksumAlgorithm::Crc32 => bytes(base64).map(u32::from_be_bytes).map(Self::Crc32),
            ChecksumAlgorithm::Crc32c => bytes(base64).map(u32::from_be_bytes).map(Self::Crc32c),
            ChecksumAlgorithm::Crc64Nvme => {
                bytes(base64).map(u64::from_be_bytes).map(Self::Crc64Nvme)
            }
            ChecksumAlgorithm::Sha1 => bytes(base64).map(Self::Sha1),
            ChecksumAlgorithm::Sha256 => bytes(base64).map(Self::Sha256),
            ChecksumAlgorithm::Sha512 => bytes(base64).map(Self::Sha512),
            ChecksumAlgorithm::Md5 => bytes(base64).map(Self::Md5),
            ChecksumAlgorithm::XxHash64 => {
                bytes(base64).map(u64::from_be_bytes).map(Self::XxHash64)
            }
            ChecksumAlgorithm::XxHash3 => bytes(base64).map(u64::from_be_bytes).map(Self::XxHash3),
            ChecksumAlgorithm::XxHash128 => {
                bytes(base64).map(u128::from_be_bytes).map(Self::XxHash128)
            }
        };
        let rule = "a checksum of this algorithm in Base64, as S3 gives it in x-amz-checksum-…";
        parsed.ok_or_else(|| Error::invalid(Field::HeaderValue, base64, rule))
    }

    /// Its algorithm.
    #[must_use]
    pub fn algorithm(self) -> ChecksumAlgorithm {
        match self {
            Self::Crc32(_) => ChecksumAlgorithm::Crc32,
            Self::Crc32c(_) => ChecksumAlgorithm::Crc32c,
            Self::Crc64Nvme(_) => ChecksumAlgorithm::Crc64Nvme,
            Self::Sha1(_) => ChecksumAlgorithm::Sha1,
            Self::Sha256(_) => ChecksumAlgorithm::Sha256,
            Self::Sha512(_) => ChecksumAlgorithm::Sha512,
            Self::Md5(_) => ChecksumAlgorithm::Md5,
            Self::XxHash64(_) => ChecksumAlgorithm::XxHash64,
            Self::XxHash3(_) => ChecksumAlgorithm::XxHash3,
            Self::XxHash128(_) => ChecksumAlgorithm::XxHash128,
        }
    }

    /// The header that carries it, and its value.
    pub(crate) fn header(self) -> (&'static str, String) {
        (self.algorithm().header_name(), self.to_base64())
    }

    /// The checksum as S3 writes it.
    pub(crate) fn to_base64(self) -> String {
        match self {
            Self::Crc32(sum) | Self::Crc32c(sum) => Base64::encode_string(&sum.to_be_bytes()),
            Self::Crc64Nvme(sum) | Self::XxHash64(sum) | Self::XxHash3(sum) => {
                Base64::encode_string(&sum.to_be_bytes())
            }
            Self::XxHash128(sum) => Base64::encode_string(&sum.to_be_bytes()),
            Self::Md5(digest) => Base64::encode_string(&digest),
            Self::Sha1(digest) => Base64::encode_string(&digest),
            Self::Sha256(digest) => Base64::encode_string(&digest),
            Self::Sha512(digest) => Base64::encode_string(&digest),
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
    #[doc(alias = "checksum_crc32")]
    #[doc(alias = "checksum_crc32c")]
    #[doc(alias = "checksum_crc64nvme")]
    #[doc(alias = "checksum_sha1")]
    #[must_use]
    pub fn checksum(self, checksum: Checksum) -> Self {
        let (name, value) = checksum.header();
        self.header(name, &value)
    }

    /// `x-amz-checksum-sha256`: the SHA-256 of the body, as its 32 bytes; short for
    /// [`checksum`](Self::checksum) with [`Checksum::Sha256`]. For one in Base64 there is [`Checksum::parse`].
    #[must_use]
    pub fn checksum_sha256(self, digest: [u8; 32]) -> Self {
        self.checksum(Checksum::Sha256(digest))
    }

    /// `x-amz-checksum-algorithm`, for copies, whose checksum S3 makes, and for the beginning of an upload in
    /// parts. Of the type [`Composite`](ChecksumType::Composite), which is the default but for CRC-64/NVME, each
    /// part then needs its checksum, as
    /// [`with_part_checksums`](crate::MultipartUpload::with_part_checksums) signs it.
    #[must_use]
    pub fn checksum_algorithm(self, algorithm: ChecksumAlgorithm) -> Self {
        self.header(ALGORITHM, algorithm.as_str())
    }

    /// `x-amz-sdk-checksum-algorithm`, beside a [`checksum`](Self::checksum) of the body, where an API
    /// page asks for it.
    #[must_use]
    pub fn sdk_checksum_algorithm(self, algorithm: ChecksumAlgorithm) -> Self {
        self.header(SDK_ALGORITHM, algorithm.as_str())
    }

    /// `x-amz-checksum-type`, for uploads in parts: [`FullObject`](ChecksumType::FullObject) with CRCs only,
    /// and never [`Composite`](ChecksumType::Composite) with CRC-64/NVME.
    #[must_use]
    pub fn checksum_type(self, kind: ChecksumType) -> Self {
        let value = match kind {
            ChecksumType::Composite => COMPOSITE,
            ChecksumType::FullObject => FULL_OBJECT,
        };
        self.header(TYPE, value)
    }

    /// `x-amz-checksum-mode: ENABLED`, for downloads: the answer has the checksum that S3 keeps.
    #[must_use]
    pub fn checksum_mode_enabled(self) -> Self {
        self.header("x-amz-checksum-mode", "ENABLED")
    }
}

fn bytes<const N: usize>(base64: &str) -> Option<[u8; N]> {
    Base64::decode_vec(base64).ok()?.try_into().ok()
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
            (
                Checksum::Sha512([0; 64]),
                "x-amz-checksum-sha512",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
            ),
            (Checksum::Md5([0; 16]), "x-amz-checksum-md5", "AAAAAAAAAAAAAAAAAAAAAA=="),
            // What the authors of xxHash give for nothing, seed 0.
            (Checksum::XxHash64(0xef46_db37_51d8_e999), "x-amz-checksum-xxhash64", "70bbN1HY6Zk="),
            (Checksum::XxHash3(0x2d06_8005_38d3_94c2), "x-amz-checksum-xxhash3", "LQaABTjTlMI="),
            (
                Checksum::XxHash128(0x99aa_06d3_0147_98d8_6001_c324_468d_497f),
                "x-amz-checksum-xxhash128",
                "maoG0wFHmNhgAcMkRo1Jfw==",
            ),
        ] {
            assert_eq!(checksum.header(), (name, value.to_owned()));
            assert_eq!(ChecksumAlgorithm::of_header(name), Some(checksum.algorithm()));
            let algorithm = checksum.algorithm();
            assert_eq!(ChecksumAlgorithm::of_name(algorithm.as_str()), Some(algorithm));
            assert_eq!(Checksum::parse(checksum.algorithm(), value), Ok(checksum));
            for wrong in ["", "AAAA", "y/Q5Jg", "no", "y/Q5Jg==-2"] {
                assert_eq!(
                    Checksum::parse(checksum.algorithm(), wrong).unwrap_err().to_string(),
                    format!(
                        "header value {wrong:?} is not valid: a checksum of this algorithm in Base64, as \
                         S3 gives it in x-amz-checksum-…"
                    )
                );
            }
        }
    }
}

//! [`Checksum`]: a checksum of the body that S3 verifies and keeps.

use base64ct::{Base64, Encoding};

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

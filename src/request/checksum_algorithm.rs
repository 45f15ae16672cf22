//! [`ChecksumAlgorithm`], and the one list of the headers that carry checksums.

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
    /// SHA-512.
    Sha512,
    /// MD5.
    Md5,
    /// XXH64.
    XxHash64,
    /// XXH3 with 64 bits.
    XxHash3,
    /// XXH3 with 128 bits.
    XxHash128,
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
            Self::Sha512 => "SHA512",
            Self::Md5 => "MD5",
            Self::XxHash64 => "XXHASH64",
            Self::XxHash3 => "XXHASH3",
            Self::XxHash128 => "XXHASH128",
        }
    }

    /// The algorithm of a checksum's header, by its name in lower case; none of headers about checksums.
    pub(crate) fn of_header(name: &str) -> Option<Self> {
        // Most headers are of other names, so that one look is enough.
        if !name.starts_with("x-amz-checksum-") {
            return None;
        }
        Self::ALL.into_iter().find(|algorithm| algorithm.header_name() == name)
    }

    /// The algorithm of this name in the API.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.as_str() == name)
    }

    const ALL: [Self; 10] = [
        Self::Crc32,
        Self::Crc32c,
        Self::Crc64Nvme,
        Self::Sha1,
        Self::Sha256,
        Self::Sha512,
        Self::Md5,
        Self::XxHash64,
        Self::XxHash3,
        Self::XxHash128,
    ];

    /// The header of a checksum of this algorithm.
    pub(super) fn header_name(self) -> &'static str {
        match self {
            Self::Crc32 => "x-amz-checksum-crc32",
            Self::Crc32c => "x-amz-checksum-crc32c",
            Self::Crc64Nvme => "x-amz-checksum-crc64nvme",
            Self::Sha1 => "x-amz-checksum-sha1",
            Self::Sha256 => "x-amz-checksum-sha256",
            Self::Sha512 => "x-amz-checksum-sha512",
            Self::Md5 => "x-amz-checksum-md5",
            Self::XxHash64 => "x-amz-checksum-xxhash64",
            Self::XxHash3 => "x-amz-checksum-xxhash3",
            Self::XxHash128 => "x-amz-checksum-xxhash128",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_about_checksums_are_of_no_algorithm() {
        for name in ["algorithm", "type", "mode", "crc", "CRC32", "crc32x", ""] {
            assert_eq!(ChecksumAlgorithm::of_header(&format!("x-amz-checksum-{name}")), None);
        }
        for name in ["content-md5", "x-amz-sdk-checksum-algorithm", "crc32", ""] {
            assert_eq!(ChecksumAlgorithm::of_header(name), None, "{name}");
        }
    }
}

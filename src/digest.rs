//! SHA-256, HMAC-SHA-256 and MD5; the only files that name `hmac`, `sha2`, `md5` and `tape-sha256`.

mod hex;
mod hmac_key;
mod lanes;
mod mac_lanes;
mod sha256;
mod sink;
#[cfg(feature = "lanes")]
mod wide;

pub(crate) use self::hex::Hex;
pub(crate) use self::hmac_key::{HMAC_WORDS, HmacKey, Mac, hmac_sha256};
pub(crate) use self::lanes::{LANES, hash_all};
pub(crate) use self::mac_lanes::MacLanes;
pub(crate) use self::sha256::Sha256;
pub(crate) use self::sink::{Sink, shown};

/// MD5, which S3 wants of an SSE-C key. It protects nothing there; it finds a key mangled on its way.
pub(crate) fn md5(data: &[u8]) -> [u8; 16] {
    use md5::Digest;
    md5::Md5::digest(data).into()
}

/// Whether two texts are the same, in a time that depends on nothing but the length.
pub(crate) fn is_same(left: &str, right: &str) -> bool {
    let differing = left.bytes().zip(right.bytes()).fold(0, |bits, (one, two)| bits | (one ^ two));
    left.len() == right.len() && std::hint::black_box(differing) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_compared_whole() {
        assert!(is_same("", "") && is_same("abc", "abc"));
        assert!(!is_same("abc", "abd") && !is_same("abc", "ab") && !is_same("ab", "abc"));
    }
}

//! [`HmacKey`]: HMAC-SHA-256 with as much of it done before as can be; and [`Mac`], one under way.

use hmac::{Hmac, KeyInit, Mac as _};
use sha2::block_api::compress256;
use zeroize::{Zeroize, Zeroizing};

use super::sha256::{BLOCK, INITIAL, Sha256, bytes_of};

/// An HMAC-SHA-256 key as the two hash states behind its inner and outer pad, and the beginning of the
/// messages that it signs, if they all begin alike.
///
/// Signing with it costs the blocks of the message that are new and one more, instead of three more. It is made
/// where it stays until it is wiped, as whatever moves leaves a copy behind.
#[derive(Default)]
pub(crate) struct HmacKey([u64; HMAC_WORDS]);

/// Two states of 32 bytes, a block, and a length.
pub(crate) const HMAC_WORDS: usize = 17;

impl HmacKey {
    /// Becomes this key.
    pub(crate) fn set(&mut self, key: &[u8; 32]) {
        let mut mac = Mac::new();
        compress_pad(key, 0x36, &mut mac.hash.state);
        mac.hash.compressed = BLOCK;
        compress_pad(key, 0x5c, &mut mac.outer);
        self.take(&mut mac);
    }

    /// Becomes the key for all messages that begin as the one under way, which ends here.
    pub(crate) fn take(&mut self, mac: &mut Mac) {
        mac.hash.compress_whole();
        let states = mac.hash.state.as_chunks().0.iter().chain(mac.outer.as_chunks().0);
        let waiting = mac.hash.buffer.as_chunks().0.iter().take(BLOCK / 8);
        let length = u64::try_from(mac.hash.compressed + mac.hash.filled).unwrap_or_default();
        let words = states.map(|pair| joined(*pair));
        let words = words.chain(waiting.map(|eight| u64::from_ne_bytes(*eight))).chain([length]);
        for (place, word) in self.0.iter_mut().zip(words) {
            *place = word;
        }
        mac.wipe();
    }

    /// The key for a store that keeps it, and for [`Mac::start`].
    pub(crate) fn words(&self) -> &[u64; HMAC_WORDS] {
        &self.0
    }
}

impl Drop for HmacKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// An HMAC-SHA-256 under way. Its key is gone when it ends, as each state is overwritten.
pub(crate) struct Mac {
    pub(super) outer: [u32; 8],
    pub(super) hash: Sha256,
}

impl Mac {
    /// One without a key.
    const NEW: Self = Self { hash: Sha256::NEW, outer: INITIAL };

    #[inline]
    pub(crate) fn new() -> Self {
        Self::NEW
    }

    /// Begins with a key, which is given word by word, before there is any message. Whoever was given half a key
    /// may begin once more.
    #[inline]
    pub(crate) fn start(&mut self, mut words: impl Iterator<Item = u64>) {
        for (pair, word) in self.hash.state.as_chunks_mut().0.iter_mut().zip(&mut words) {
            *pair = parted(word);
        }
        for (pair, word) in self.outer.as_chunks_mut().0.iter_mut().zip(&mut words) {
            *pair = parted(word);
        }
        let waiting = self.hash.buffer.as_chunks_mut().0.iter_mut().take(BLOCK / 8);
        for (eight, word) in waiting.zip(&mut words) {
            *eight = word.to_ne_bytes();
        }
        let length = words.next().and_then(|length| usize::try_from(length).ok());
        let length = length.unwrap_or_default();
        self.hash.filled = length % BLOCK;
        self.hash.compressed = length - self.hash.filled;
    }

    /// Where the message goes, without the beginning that the key knows.
    #[inline]
    pub(crate) fn message(&mut self) -> &mut Sha256 {
        &mut self.hash
    }

    /// Takes in all of the message so far but less than a block.
    pub(crate) fn settle(&mut self) {
        self.hash.compress_whole();
    }

    /// Forgets its key, where it does not end.
    pub(crate) fn wipe(&mut self) {
        self.hash.state.zeroize();
        self.outer.zeroize();
    }

    /// Ends the computation; what comes after is no hash of anything.
    #[inline]
    pub(crate) fn finish(&mut self) -> [u8; 32] {
        let block = outer_block(self.hash.finish());
        compress256(&mut self.outer, &[block]);
        bytes_of(self.outer)
    }
}

/// One HMAC over a short message, for the steps of a key derivation.
pub(crate) fn hmac_sha256(key: &[u8], message: &[u8]) -> Zeroizing<[u8; 32]> {
    // A key of any length is a key, so the error of this constructor cannot come up.
    let Ok(mut mac) = Hmac::<sha2::Sha256>::new_from_slice(key) else {
        return Zeroizing::default();
    };
    mac.update(message);
    Zeroizing::new(mac.finalize().into_bytes().into())
}

/// Takes a key with a pad into a new state.
fn compress_pad(key: &[u8; 32], pad: u8, state: &mut [u32; 8]) {
    let mut block = Zeroizing::new([pad; BLOCK]);
    for (place, byte) in block.iter_mut().zip(key) {
        *place ^= byte;
    }
    compress256(state, std::slice::from_ref(&*block));
}

/// Two words of a state in one number, to be kept with fewer instructions.
fn joined([low, high]: [u32; 2]) -> u64 {
    u64::from(low) | u64::from(high) << 32
}

/// The two words that were joined.
#[inline]
fn parted(number: u64) -> [u32; 2] {
    [number & u64::from(u32::MAX), number >> 32].map(|word| u32::try_from(word).unwrap_or_default())
}

/// The one block that the outer hash takes, of which only the inner digest is ever another.
#[inline]
pub(super) fn outer_block(inner: [u8; 32]) -> [u8; BLOCK] {
    let mut block = OUTER_BLOCK;
    if let Some(front) = block.first_chunk_mut() {
        *front = inner;
    }
    block
}

/// What stands behind the inner digest in the outer hash: padding, and the length of a block and a digest.
const OUTER_BLOCK: [u8; BLOCK] = {
    let mut block = [0; BLOCK];
    block[32] = 0x80;
    // 96 bytes are 0x300 bits.
    block[BLOCK - 2] = 3;
    block
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key_of(bytes: &[u8; 32]) -> HmacKey {
        let mut key = HmacKey::default();
        key.set(bytes);
        key
    }

    fn started(key: &HmacKey) -> Mac {
        let mut mac = Mac::new();
        // What was begun with half of another key keeps nothing of that.
        mac.start(std::iter::repeat_n(u64::MAX, HMAC_WORDS / 2));
        mac.start(key.words().iter().copied());
        mac
    }

    proptest! {
        #[test]
        fn a_prepared_key_signs_as_the_library_does(
            key in any::<[u8; 32]>(), message in prop::collection::vec(any::<u8>(), 0..200),
        ) {
            let mut mac = started(&key_of(&key));
            mac.message().update(&message);
            prop_assert_eq!(mac.finish(), *hmac_sha256(&key, &message));
        }

        #[test]
        fn a_key_that_knows_the_beginning_signs_as_the_library_signs_the_whole(
            key in any::<[u8; 32]>(),
            beginning in prop::collection::vec(any::<u8>(), 0..200),
            more in prop::collection::vec(any::<u8>(), 0..100),
            rest in prop::collection::vec(any::<u8>(), 0..400),
        ) {
            let [mut first, mut begun] = [HmacKey::default(), HmacKey::default()];
            let mut mac = started(&key_of(&key));
            mac.message().update(&beginning);
            first.take(&mut mac);
            let mut mac = started(&first);
            mac.message().update(&more);
            begun.take(&mut mac);
            let mut mac = started(&begun);
            mac.message().update(&rest);
            prop_assert_eq!(mac.finish(), *hmac_sha256(&key, &[beginning, more, rest].concat()));
        }
    }
}

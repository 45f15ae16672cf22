//! [`HmacKey`]: HMAC-SHA-256 with as much of it done before as can be.

use hmac::{Hmac, KeyInit, Mac};
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
        let (mut inner, mut outer) = (Sha256::new(), Zeroizing::new(INITIAL));
        compress_pad(key, 0x36, &mut inner.state);
        inner.compressed = BLOCK;
        compress_pad(key, 0x5c, &mut outer);
        self.set_inner(&mut inner);
        for (word, pair) in self.outer_mut().iter_mut().zip(outer.as_chunks().0) {
            *word = joined(*pair);
        }
    }

    /// Takes over the inner hash, in which less than a block waits, and wipes it there.
    fn set_inner(&mut self, inner: &mut Sha256) {
        let [i1, i2, i3, i4, _, _, _, _, waiting @ .., length] = &mut self.0;
        for (word, pair) in [i1, i2, i3, i4].into_iter().zip(inner.state.as_chunks().0) {
            *word = joined(*pair);
        }
        for (word, eight) in waiting.iter_mut().zip(inner.buffer.as_chunks().0) {
            *word = u64::from_ne_bytes(*eight);
        }
        *length = u64::try_from(inner.compressed + inner.filled).unwrap_or_default();
        inner.state.zeroize();
    }

    #[inline]
    fn outer(&self) -> &[u64] {
        self.0.get(4..8).unwrap_or_default()
    }

    fn outer_mut(&mut self) -> &mut [u64] {
        self.0.get_mut(4..8).unwrap_or_default()
    }

    /// Brings a new hash to where the inner one is.
    #[inline]
    fn take_in(&self, hash: &mut Sha256) {
        let [i1, i2, i3, i4, _, _, _, _, waiting @ .., length] = &self.0;
        let length = usize::try_from(*length).unwrap_or_default();
        let mut block = [0; BLOCK];
        for (place, word) in block.as_chunks_mut().0.iter_mut().zip(waiting) {
            *place = word.to_ne_bytes();
        }
        part([i1, i2, i3, i4], &mut hash.state);
        hash.filled = length % BLOCK;
        hash.compressed = length - hash.filled;
        if let Some(front) = hash.buffer.first_chunk_mut() {
            *front = block;
        }
    }

    /// Makes another the same key for messages that all begin with what is written.
    pub(crate) fn begin(&self, other: &mut Self, write_beginning: impl FnOnce(&mut Sha256)) {
        let mut hash = Sha256::new();
        self.take_in(&mut hash);
        write_beginning(&mut hash);
        hash.compress_whole();
        other.set_inner(&mut hash);
        other.outer_mut().copy_from_slice(self.outer());
    }

    /// The words of the states, for a store that keeps them.
    pub(crate) fn words(&self) -> &[u64; HMAC_WORDS] {
        &self.0
    }

    /// The same, to become the key that was kept.
    #[inline]
    pub(crate) fn words_mut(&mut self) -> &mut [u64; HMAC_WORDS] {
        &mut self.0
    }

    /// Signs a message, without the beginning that was given before.
    #[inline]
    pub(crate) fn sign(&self, write_message: impl FnOnce(&mut Sha256)) -> [u8; 32] {
        let mut hash = Sha256::new();
        self.take_in(&mut hash);
        write_message(&mut hash);
        // One block, of which only the digest is ever another.
        let mut block = OUTER_BLOCK;
        if let Some(front) = block.first_chunk_mut() {
            *front = hash.finish();
        }
        let mut state = INITIAL;
        part(self.outer(), &mut state);
        compress256(&mut state, &[block]);
        bytes_of(state)
    }
}

impl Drop for HmacKey {
    fn drop(&mut self) {
        self.0.zeroize();
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

/// The words of a state, out of four numbers.
#[inline]
fn part<'n>(numbers: impl IntoIterator<Item = &'n u64>, state: &mut [u32; 8]) {
    for (pair, number) in state.as_chunks_mut().0.iter_mut().zip(numbers) {
        let [low, high] = [number & u64::from(u32::MAX), number >> 32];
        *pair = [low, high].map(|word| u32::try_from(word).unwrap_or_default());
    }
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

    proptest! {
        #[test]
        fn a_prepared_key_signs_as_the_library_does(
            key in any::<[u8; 32]>(), message in prop::collection::vec(any::<u8>(), 0..200),
        ) {
            let prepared = key_of(&key);
            let expected = *hmac_sha256(&key, &message);
            prop_assert_eq!(prepared.sign(|hash| hash.update(&message)), expected);
            let mut kept = HmacKey::default();
            *kept.words_mut() = *prepared.words();
            prop_assert_eq!(kept.sign(|hash| hash.update(&message)), expected);
        }

        #[test]
        fn a_key_that_knows_the_beginning_signs_as_the_library_signs_the_whole(
            key in any::<[u8; 32]>(),
            beginning in prop::collection::vec(any::<u8>(), 0..200),
            more in prop::collection::vec(any::<u8>(), 0..100),
            rest in prop::collection::vec(any::<u8>(), 0..400),
        ) {
            let [mut first, mut begun] = [HmacKey::default(), HmacKey::default()];
            key_of(&key).begin(&mut first, |hash| hash.update(&beginning));
            first.begin(&mut begun, |hash| hash.update(&more));
            let expected = *hmac_sha256(&key, &[beginning, more, rest.clone()].concat());
            prop_assert_eq!(begun.sign(|hash| hash.update(&rest)), expected);
        }
    }
}

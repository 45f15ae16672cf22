//! [`HmacKey`]: HMAC-SHA-256 with as much of it done before as can be.

use hmac::{Hmac, KeyInit, Mac};
use sha2::block_api::compress256;
use zeroize::{Zeroize, Zeroizing};

use super::sha256::{BLOCK, INITIAL, Sha256, bytes_of};

/// An HMAC-SHA-256 key as the two hash states behind its inner and outer pad, and the beginning of the
/// messages that it signs, if they all begin alike.
///
/// Signing with it costs the blocks of the message that are new and one more, instead of three more.
#[derive(Clone)]
pub(crate) struct HmacKey([u64; HMAC_WORDS]);

/// Two states of 32 bytes, a block, and a length.
pub(crate) const HMAC_WORDS: usize = 17;

impl HmacKey {
    pub(crate) fn new(key: &[u8; 32]) -> Self {
        let mut inner = Sha256::resume(padded_state(key, 0x36), BLOCK);
        Self::of(&mut inner, padded_state(key, 0x5c))
    }

    /// Of the inner hash, in which less than a block waits and whose state it wipes, and the outer state.
    fn of(inner: &mut Sha256, outer: [u32; 8]) -> Self {
        let mut words = [0; HMAC_WORDS];
        let (waiting, _) = inner.buffer.as_chunks();
        let length = u64::try_from(inner.compressed + inner.filled);
        let states =
            inner.state.as_chunks().0.iter().chain(outer.as_chunks().0).copied().map(joined);
        let waiting = waiting.iter().take(BLOCK / 8).map(|eight| u64::from_ne_bytes(*eight));
        let all = states.chain(waiting).chain(length);
        words.iter_mut().zip(all).for_each(|(place, word)| *place = word);
        inner.state.zeroize();
        Self(words)
    }

    /// Brings a new hash to where the inner one is; in place, as a hash is large to move.
    #[inline]
    fn take_in(&self, hash: &mut Sha256) {
        let [i1, i2, i3, i4, _, _, _, _, waiting @ .., length] = self.0;
        let length = usize::try_from(length).unwrap_or_default();
        let mut block = [0; BLOCK];
        let places = block.as_chunks_mut().0.iter_mut();
        places.zip(waiting).for_each(|(place, word): (_, u64)| *place = word.to_ne_bytes());
        hash.state = apart([i1, i2, i3, i4]);
        hash.filled = length % BLOCK;
        hash.compressed = length - hash.filled;
        if let Some(front) = hash.buffer.first_chunk_mut() {
            *front = block;
        }
    }

    /// The outer state.
    #[inline]
    fn outer(&self) -> [u32; 8] {
        let [_, _, _, _, o1, o2, o3, o4, ..] = self.0;
        apart([o1, o2, o3, o4])
    }

    /// The same key for messages that all begin with what is written.
    pub(crate) fn begin(&self, write_beginning: impl FnOnce(&mut Sha256)) -> Self {
        let mut hash = Sha256::new();
        self.take_in(&mut hash);
        write_beginning(&mut hash);
        hash.compress_whole();
        Self::of(&mut hash, self.outer())
    }

    /// The words of the states, for a store that keeps them.
    pub(crate) fn words(&self) -> &[u64; HMAC_WORDS] {
        &self.0
    }

    /// The key that has these words.
    #[inline]
    pub(crate) fn from_words(words: [u64; HMAC_WORDS]) -> Self {
        Self(words)
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
        let mut state = self.outer();
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

fn padded_state(key: &[u8; 32], pad: u8) -> [u32; 8] {
    let mut block = Zeroizing::new([pad; BLOCK]);
    for (place, byte) in block.iter_mut().zip(key) {
        *place ^= byte;
    }
    let mut state = INITIAL;
    compress256(&mut state, &[*block]);
    state
}

/// Two words of a state in one number, to be kept with fewer instructions.
fn joined([low, high]: [u32; 2]) -> u64 {
    u64::from(low) | u64::from(high) << 32
}

/// The words of a state, out of four numbers.
#[inline]
fn apart(numbers: [u64; 4]) -> [u32; 8] {
    let mut state = [0; 8];
    for (pair, number) in state.as_chunks_mut().0.iter_mut().zip(numbers) {
        let [low, high] = [number & u64::from(u32::MAX), number >> 32];
        *pair = [low, high].map(|word| u32::try_from(word).unwrap_or_default());
    }
    state
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

    proptest! {
        #[test]
        fn a_prepared_key_signs_as_the_library_does(
            key in any::<[u8; 32]>(), message in prop::collection::vec(any::<u8>(), 0..200),
        ) {
            let prepared = HmacKey::new(&key);
            let expected = *hmac_sha256(&key, &message);
            prop_assert_eq!(prepared.sign(|hash| hash.update(&message)), expected);
            prop_assert_eq!(
                HmacKey::from_words(*prepared.words()).sign(|hash| hash.update(&message)),
                expected
            );
        }

        #[test]
        fn a_key_that_knows_the_beginning_signs_as_the_library_signs_the_whole(
            key in any::<[u8; 32]>(),
            beginning in prop::collection::vec(any::<u8>(), 0..200),
            more in prop::collection::vec(any::<u8>(), 0..100),
            rest in prop::collection::vec(any::<u8>(), 0..400),
        ) {
            let begun = HmacKey::new(&key).begin(|hash| hash.update(&beginning));
            let begun = begun.begin(|hash| hash.update(&more));
            let expected = *hmac_sha256(&key, &[beginning, more, rest.clone()].concat());
            prop_assert_eq!(begun.sign(|hash| hash.update(&rest)), expected);
        }
    }
}

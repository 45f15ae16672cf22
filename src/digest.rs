//! SHA-256, HMAC-SHA-256 and MD5; the only file that names `hmac`, `sha2` and `md5`.
//!
//! The signing path hashes pieces of text that already lie in the URL. [`Sha256`] gathers the short ones, to
//! compress many blocks at a time, and compresses the blocks of long ones where they lie.

use hmac::{Hmac, KeyInit, Mac};
use sha2::block_api::compress256;
use zeroize::{Zeroize, Zeroizing};

/// Takes text piece by piece: to hash it, or to show it.
pub(crate) trait Sink {
    fn put(&mut self, piece: &[u8]);
}

impl Sink for Vec<u8> {
    fn put(&mut self, piece: &[u8]) {
        self.extend_from_slice(piece);
    }
}

impl Sink for Sha256 {
    #[inline]
    fn put(&mut self, piece: &[u8]) {
        self.update(piece);
    }
}

/// What is put into a sink, to be read. It may hold a secret, so the length is at least that of the text: a
/// buffer that grows leaves a copy behind.
pub(crate) fn shown(length: usize, write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut bytes = Vec::with_capacity(length);
    write(&mut bytes);
    // Every piece was text.
    String::from_utf8(bytes).unwrap_or_default()
}

/// A SHA-256 computation under way.
#[derive(Clone)]
#[repr(align(64))]
pub(crate) struct Sha256 {
    state: [u32; 8],
    /// Text that waits to be compressed, up to `filled`, and zeros behind. Most pieces are short, so they
    /// are gathered.
    buffer: [u8; BUFFER],
    filled: usize,
    /// How many bytes have been compressed.
    compressed: usize,
}

impl Sha256 {
    pub(crate) fn new() -> Self {
        Self::resume(INITIAL, 0)
    }

    /// Goes on from a state reached after so many bytes, a multiple of the block size.
    fn resume(state: [u32; 8], compressed: usize) -> Self {
        Self { state, buffer: [0; BUFFER], filled: 0, compressed }
    }

    #[inline]
    pub(crate) fn update(&mut self, piece: &[u8]) {
        let room = self.buffer.get_mut(self.filled..).and_then(|rest| rest.get_mut(..piece.len()));
        match room {
            Some(room) => {
                room.copy_from_slice(piece);
                self.filled += piece.len();
            }
            None => self.overflow(piece),
        }
    }

    /// Takes a piece that the buffer has no room for: fills the block under way, and compresses what is whole,
    /// the rest of the piece where it lies. Apart, so that the common case is short.
    #[inline(never)]
    fn overflow(&mut self, piece: &[u8]) {
        let room = self.filled.next_multiple_of(BLOCK) - self.filled;
        let (head, rest) = piece.split_at(room.min(piece.len()));
        self.update(head);
        self.compress_whole();
        let (blocks, tail) = rest.as_chunks();
        compress256(&mut self.state, blocks);
        self.compressed += BLOCK * blocks.len();
        self.update(tail);
    }

    /// Compresses the whole blocks of the buffer, so that less than one waits.
    fn compress_whole(&mut self) {
        let filled = self.buffer.get_mut(..self.filled).unwrap_or_default();
        let tail = filled.len() % BLOCK;
        let whole = filled.len() - tail;
        compress256(&mut self.state, filled.as_chunks().0);
        filled.copy_within(whole.., 0);
        filled.get_mut(tail..).unwrap_or_default().fill(0);
        (self.filled, self.compressed) = (tail, self.compressed + whole);
    }

    /// Ends the computation; what comes after is no hash of anything.
    #[inline]
    pub(crate) fn finish(&mut self) -> [u8; 32] {
        let bits = u64::try_from(self.compressed + self.filled).unwrap_or_default() * 8;
        self.update(&[0x80]);
        if self.filled + LENGTH > BUFFER {
            self.filled = BUFFER;
            self.compress_whole();
        }
        let end = (self.filled + LENGTH).next_multiple_of(BLOCK);
        if let Some(blocks) = self.buffer.get_mut(..end) {
            if let Some((_, length)) = blocks.split_last_chunk_mut() {
                *length = bits.to_be_bytes();
            }
            compress256(&mut self.state, blocks.as_chunks().0);
        }
        bytes_of(self.state)
    }
}

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
        let states = inner.state.as_chunks().0.iter().chain(outer.as_chunks().0).map(joined);
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

/// 32 bytes as lower-case hexadecimal text.
pub(crate) struct Hex([u8; 64]);

impl Hex {
    #[inline]
    pub(crate) fn new(bytes: &[u8; 32]) -> Self {
        let (mut high, mut low, mut text) = ([0; 32], [0; 32], [0; 64]);
        for ((high, low), byte) in high.iter_mut().zip(&mut low).zip(bytes) {
            (*high, *low) = (hex_digit(byte >> 4), hex_digit(byte & 15));
        }
        for (pair, digits) in text.as_chunks_mut().0.iter_mut().zip(high.iter().zip(&low)) {
            *pair = [*digits.0, *digits.1];
        }
        Self(text)
    }

    #[inline]
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub(crate) fn as_str(&self) -> &str {
        // Hex digits are ASCII.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Without a table, so that the compiler does many at once.
#[inline]
fn hex_digit(nibble: u8) -> u8 {
    b'0' + nibble + u8::from(nibble > 9) * (b'a' - b'0' - 10)
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

#[inline]
fn bytes_of(state: [u32; 8]) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (place, word) in bytes.as_chunks_mut().0.iter_mut().zip(state) {
        *place = word.to_be_bytes();
    }
    bytes
}

/// Two words of a state in one number, to be kept with fewer instructions.
fn joined([low, high]: &[u32; 2]) -> u64 {
    u64::from(*low) | u64::from(*high) << 32
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

const BLOCK: usize = 64;

/// The length of the text, in bits, ends the last block.
const LENGTH: usize = 8;

/// What stands behind the inner digest in the outer hash: padding, and the length of a block and a digest.
const OUTER_BLOCK: [u8; BLOCK] = {
    let mut block = [0; BLOCK];
    block[32] = 0x80;
    // 96 bytes are 0x300 bits.
    block[BLOCK - 2] = 3;
    block
};

/// Six blocks: a string to sign fits whole, and a short canonical request.
const BUFFER: usize = 6 * BLOCK;

/// FIPS 180-4, section 5.3.3.
const INITIAL: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use sha2::Digest;

    use super::*;

    #[test]
    fn the_hash_of_nothing_is_the_published_one() {
        let digest = Hex::new(&Sha256::new().finish());
        assert_eq!(
            digest.as_str(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn texts_are_compared_whole() {
        assert!(is_same("", "") && is_same("abc", "abc"));
        assert!(!is_same("abc", "abd") && !is_same("abc", "ab") && !is_same("ab", "abc"));
    }

    #[test]
    fn texts_of_every_length_around_the_buffer_hash_as_the_library_hashes_them() {
        let text: Vec<u8> = (0..=255).cycle().take(3 * BUFFER).collect();
        for length in 0..text.len() {
            let text = &text[..length];
            let expected: [u8; 32] = sha2::Sha256::digest(text).into();
            for first in [0, 1, BLOCK - 1, BLOCK, BUFFER - 9, BUFFER - 8, BUFFER, length] {
                let mut hash = Sha256::new();
                let (first, rest) = text.split_at(first.min(length));
                hash.update(first);
                hash.update(rest);
                assert_eq!(hash.finish(), expected, "{} and {} bytes", first.len(), rest.len());
            }
        }
    }

    proptest! {
        #[test]
        fn pieces_of_any_size_hash_as_the_library_hashes_the_whole(
            pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 0..8),
        ) {
            let mut hash = Sha256::new();
            for piece in &pieces {
                hash.update(piece);
            }
            let expected: [u8; 32] = sha2::Sha256::digest(pieces.concat()).into();
            prop_assert_eq!(hash.finish(), expected);
        }

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

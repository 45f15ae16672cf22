//! [`Sha256`]: a hash of text that comes in pieces.
//!
//! The signing path hashes pieces of text that already lie in the URL. The short ones are gathered, to compress
//! many blocks at a time, and the blocks of long ones are compressed where they lie.

use sha2::block_api::compress256;

use super::sink::Sink;

/// A SHA-256 computation under way. It begins where a cache line does, so that no load of a block straddles two.
#[repr(align(64))]
pub(crate) struct Sha256 {
    pub(super) state: [u32; 8],
    /// Text that waits to be compressed, up to `filled`, and zeros behind. Most pieces are short, so they
    /// are gathered.
    pub(super) buffer: [u8; BUFFER],
    pub(super) filled: usize,
    /// How many bytes have been compressed.
    pub(super) compressed: usize,
}

impl Sha256 {
    /// One that has taken in nothing; a constant, as one that is made within another value is moved there.
    pub(super) const NEW: Self =
        Self { state: INITIAL, buffer: [0; BUFFER], filled: 0, compressed: 0 };

    #[inline]
    pub(crate) fn new() -> Self {
        Self::NEW
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
    pub(super) fn compress_whole(&mut self) {
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

impl Sink for Sha256 {
    #[inline]
    fn put(&mut self, piece: &[u8]) {
        self.update(piece);
    }
}

#[inline]
pub(super) fn bytes_of(state: [u32; 8]) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (place, word) in bytes.as_chunks_mut().0.iter_mut().zip(state) {
        *place = word.to_be_bytes();
    }
    bytes
}

pub(super) const BLOCK: usize = 64;

/// The length of the text, in bits, ends the last block.
pub(super) const LENGTH: usize = 8;

/// Six blocks: a string to sign fits whole, and a short canonical request.
const BUFFER: usize = 6 * BLOCK;

/// FIPS 180-4, section 5.3.3.
pub(super) const INITIAL: [u32; 8] = [
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
    use crate::digest::hex::Hex;

    #[test]
    fn the_hash_of_nothing_is_the_published_one() {
        let digest = Hex::new(&Sha256::new().finish());
        assert_eq!(
            digest.as_str(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
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
    }
}

//! Several messages hashed side by side.
//!
//! One SHA-256 waits for itself: each round needs the one before. So two messages are compressed a block of each in
//! turn, and the processor works on the second while it waits for the first.

use sha2::block_api::compress256;

use super::sha256::{BLOCK, INITIAL, LENGTH, bytes_of};

/// How many messages are hashed at a time.
pub(crate) const LANES: usize = 32;

/// Hashes each of up to [`LANES`] messages, by what is fastest.
#[inline]
pub(crate) fn hash_all(messages: &[&[u8]], hashes: &mut [[u8; 32]]) {
    #[cfg(feature = "lanes")]
    super::wide::hash_all(messages, hashes);
    #[cfg(not(feature = "lanes"))]
    hash_by_twos(messages, hashes);
}

/// Hashes each of some messages with nothing but `sha2`.
pub(super) fn hash_by_twos(messages: &[&[u8]], hashes: &mut [[u8; 32]]) {
    for (pair, hashes) in messages.chunks(2).zip(hashes.chunks_mut(2)) {
        let [one, other] = [pair.first(), pair.get(1)].map(|one| one.copied().unwrap_or_default());
        for (place, hash) in hashes.iter_mut().zip(hash_two(one, other)) {
            *place = hash;
        }
    }
}

fn hash_two(one: &[u8], other: &[u8]) -> [[u8; 32]; 2] {
    let mut states = [INITIAL; 2];
    let ((blocks, rest), (other_blocks, other_rest)) = (one.as_chunks(), other.as_chunks());
    compress_two(&mut states, [blocks, other_blocks]);
    let (tail, other_tail) = (Tail::new(rest, one.len()), Tail::new(other_rest, other.len()));
    compress_two(&mut states, [tail.blocks(), other_tail.blocks()]);
    states.map(bytes_of)
}

/// A block of each in turn, and then what is left of the longer one.
#[inline]
pub(super) fn compress_two([one, other]: &mut [[u32; 8]; 2], blocks: [&[[u8; BLOCK]]; 2]) {
    let [ones, others] = blocks;
    let both = ones.len().min(others.len());
    let ((ones, rest), (others, other_rest)) = (ones.split_at(both), others.split_at(both));
    for (block, other_block) in ones.chunks(1).zip(others.chunks(1)) {
        compress256(one, block);
        compress256(other, other_block);
    }
    for (state, rest) in [(one, rest), (other, other_rest)] {
        if !rest.is_empty() {
            compress256(state, rest);
        }
    }
}

/// The end of a message that fills no block, with its padding.
struct Tail {
    padded: [[u8; BLOCK]; 2],
    count: usize,
}

impl Tail {
    #[inline]
    fn new(rest: &[u8], length: usize) -> Self {
        let mut padded = [[0; BLOCK]; 2];
        let count = (rest.len() + 1 + LENGTH).div_ceil(BLOCK);
        let bytes = padded.as_flattened_mut();
        if let Some((place, behind)) = bytes.split_at_mut_checked(rest.len()) {
            place.copy_from_slice(rest);
            behind.iter_mut().take(1).for_each(|mark| *mark = 0x80);
        }
        let bits = 8 * u64::try_from(length).unwrap_or_default();
        if let Some(end) = bytes.get_mut(..BLOCK * count).and_then(<[u8]>::last_chunk_mut) {
            *end = bits.to_be_bytes();
        }
        Self { padded, count }
    }

    fn blocks(&self) -> &[[u8; BLOCK]] {
        self.padded.get(..self.count).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use sha2::{Digest, Sha256};

    use super::*;

    /// Hashes them in both ways, and compares each with the library.
    fn check(messages: &[Vec<u8>]) {
        let slices: Vec<&[u8]> = messages.iter().map(Vec::as_slice).collect();
        let expected: Vec<[u8; 32]> =
            messages.iter().map(|message| Sha256::digest(message).into()).collect();
        for hash in [hash_all, hash_by_twos] {
            let mut hashes = vec![[0; 32]; messages.len()];
            hash(&slices, &mut hashes);
            assert_eq!(
                hashes,
                expected,
                "{:?}",
                slices.iter().map(|m| m.len()).collect::<Vec<_>>()
            );
        }
    }

    fn message(length: usize, first: u8) -> Vec<u8> {
        (first..=255).chain(0..first).cycle().take(length).collect()
    }

    #[test]
    fn messages_of_every_length_hash_in_every_lane_as_the_library_hashes_them() {
        for length in 0..4 * BLOCK {
            let lane = u8::try_from(length % LANES).unwrap();
            check(&(0..32).map(|first| message(length, first)).collect::<Vec<_>>());
            // One that is longer, in each lane in turn.
            let longer = |first| message(length + 70 * usize::from(first == lane), first);
            check(&(0..32).map(longer).collect::<Vec<_>>());
        }
    }

    #[test]
    fn any_number_of_messages_is_hashed() {
        for count in 0..=32 {
            check(&(0..count).map(|first| message(300, first)).collect::<Vec<_>>());
            check(
                &(0..count)
                    .map(|first| message(40 * usize::from(first), first))
                    .collect::<Vec<_>>(),
            );
        }
    }

    proptest! {
        #[test]
        fn messages_of_any_lengths_hash_as_the_library_hashes_them(
            messages in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..700), 0..=LANES),
        ) {
            check(&messages);
        }
    }
}

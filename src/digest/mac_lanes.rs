//! [`MacLanes`]: several HMACs that are made side by side.

use std::ops::Range;

use zeroize::Zeroize;

use super::hex::Hex;
use super::hmac_key::{Mac, outer_block};
use super::lanes::{LANES, compress_two};
use super::sha256::{BLOCK, LENGTH, bytes_of};

/// Up to [`LANES`] HMACs, whose keys are gone when they are made, as each state is overwritten.
///
/// They never leave this crate and `sha2`, in whatever way requests are hashed.
pub(crate) struct MacLanes {
    /// The rests of the messages, each padded to whole blocks.
    text: Vec<u8>,
    lanes: Vec<Two>,
    count: usize,
}

/// Two HMACs, of which the second may be none.
#[derive(Default)]
struct Two {
    inner: [[u32; 8]; 2],
    outer: [[u32; 8]; 2],
    /// Where the blocks of each begin, and where those of the second end.
    blocks: [usize; 3],
}

impl MacLanes {
    /// There is room for all from the beginning, as a key that moves leaves a copy behind.
    pub(crate) fn new() -> Self {
        let lanes = (0..LANES.div_ceil(2)).map(|_| Two::default()).collect();
        Self { text: Vec::with_capacity(4 * BLOCK * LANES), lanes, count: 0 }
    }

    /// Adds the message that one begun is to end with, and says where that ends.
    #[inline]
    pub(crate) fn add(&mut self, begun: &Mac, write: impl FnOnce(&mut Vec<u8>)) -> usize {
        let waiting = begun.hash.buffer.get(..begun.hash.filled).unwrap_or_default();
        let start = self.text.len();
        self.text.extend_from_slice(waiting);
        write(&mut self.text);
        let end = self.text.len();
        let length = begun.hash.compressed + end - start;
        self.text.push(0x80);
        self.text.resize((self.text.len() + LENGTH).next_multiple_of(BLOCK), 0);
        if let Some(place) = self.text.last_chunk_mut() {
            *place = (8 * u64::try_from(length).unwrap_or_default()).to_be_bytes();
        }
        let blocks = start / BLOCK..self.text.len() / BLOCK;
        if let Some(lane) = self.lanes.get_mut(self.count / 2) {
            lane.set(self.count % 2, begun, blocks);
            self.count += 1;
        }
        end
    }

    /// Writes the last digits of a message that ends here.
    #[inline]
    pub(crate) fn put_hex(&mut self, end: usize, hex: &Hex) {
        let message = self.text.get_mut(..end).unwrap_or_default();
        if let (Some(place), Some(digits)) =
            (message.last_chunk_mut(), hex.as_bytes().first_chunk::<64>())
        {
            *place = *digits;
        }
    }

    /// Makes all of them, in order, and forgets them.
    pub(crate) fn finish(&mut self, mut take: impl FnMut([u8; 32])) {
        let blocks = self.text.as_chunks().0;
        let macs = self.lanes.iter_mut().flat_map(|lane| lane.finish(blocks));
        macs.take(self.count).for_each(&mut take);
        self.clear();
    }

    /// Forgets all messages.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.count = 0;
    }
}

impl Two {
    fn set(&mut self, which: usize, begun: &Mac, blocks: Range<usize>) {
        let keys = (self.inner.get_mut(which), self.outer.get_mut(which));
        if let (Some(inner), Some(outer)) = keys {
            inner.copy_from_slice(&begun.hash.state);
            outer.copy_from_slice(&begun.outer);
        }
        let [first, second, behind] = &mut self.blocks;
        if which == 0 {
            (*first, *second) = (blocks.start, blocks.end);
        }
        *behind = blocks.end;
    }

    fn finish(&mut self, blocks: &[[u8; BLOCK]]) -> [[u8; 32]; 2] {
        let [first, second, behind] = self.blocks;
        let of = |range| blocks.get(range).unwrap_or_default();
        compress_two(&mut self.inner, [of(first..second), of(second..behind)]);
        let [one, other] = self.inner.map(|state| [outer_block(bytes_of(state))]);
        compress_two(&mut self.outer, [&one, &other]);
        self.outer.map(bytes_of)
    }
}

impl Drop for MacLanes {
    fn drop(&mut self) {
        for lane in &mut self.lanes {
            lane.inner.zeroize();
            lane.outer.zeroize();
        }
    }
}

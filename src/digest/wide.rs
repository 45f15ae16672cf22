//! Messages hashed side by side by `tape-sha256`, round by round: the feature `lanes`.
//!
//! It is given requests without a secret header, and never a key or a state made of one: what it copies to the stack
//! it does not wipe.

use super::lanes::{LANES, hash_by_twos};
use super::sha256::{BLOCK, LENGTH};

/// Hashes each of up to [`LANES`] messages: as many as there are lanes in one go, and the rest by twos.
///
/// Where the processor has a unit for SHA-256, those of one go have to have as many blocks. So they are taken in the
/// order of their lengths.
pub(super) fn hash_all(messages: &[&[u8]], hashes: &mut [[u8; 32]]) {
    let width = tape_sha256::lane_width();
    if width == 1 || width > messages.len() {
        return hash_by_twos(messages, hashes);
    }
    let mut order: [usize; LANES] = std::array::from_fn(|index| index);
    let order = order.get_mut(..messages.len()).unwrap_or_default();
    let blocks = |index: &usize| messages.get(*index).map_or(0, |text| blocks(text.len()));
    order.sort_unstable_by_key(blocks);
    let mut left = Gathered::default();
    let mut rest = &*order;
    while let Some(first) = rest.first() {
        let group = rest.get(..width).unwrap_or_default();
        let is_even = group.last().is_some_and(|last| blocks(last) == blocks(first));
        if is_even || (width > UNIT && !group.is_empty()) {
            let mut gathered = Gathered::default();
            for index in group {
                gathered.add(messages, *index);
            }
            gathered.hash(hash_in_lanes, hashes);
            rest = rest.get(width..).unwrap_or_default();
        } else {
            left.add(messages, *first);
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    left.hash(hash_by_twos, hashes);
}

/// How many lanes a unit for SHA-256 is given; of vectors there are more.
const UNIT: usize = 4;

fn blocks(length: usize) -> usize {
    (length + 1 + LENGTH).div_ceil(BLOCK)
}

fn hash_in_lanes(messages: &[&[u8]], hashes: &mut [[u8; 32]]) {
    // The prefix is empty, and lies somewhere. An empty slice that lies nowhere is compared with itself, and to read
    // at such an address, be it no byte, takes glibc's `memcmp` longer than a block takes to hash.
    let (prefix, _) = messages.first().copied().unwrap_or_default().split_at(0);
    tape_sha256::hash_many_prefixed(prefix, messages, hashes);
}

/// Some of the messages, each with its place among all.
#[derive(Default)]
struct Gathered<'m> {
    messages: [&'m [u8]; LANES],
    places: [usize; LANES],
    count: usize,
}

impl<'m> Gathered<'m> {
    fn add(&mut self, messages: &[&'m [u8]], index: usize) {
        let places = (self.messages.get_mut(self.count), self.places.get_mut(self.count));
        if let (Some(message), Some(place)) = places {
            *message = messages.get(index).copied().unwrap_or_default();
            *place = index;
            self.count += 1;
        }
    }

    fn hash(&self, hash: fn(&[&[u8]], &mut [[u8; 32]]), hashes: &mut [[u8; 32]]) {
        let mut made = [[0; 32]; LANES];
        let made = made.get_mut(..self.count).unwrap_or_default();
        hash(self.messages.get(..self.count).unwrap_or_default(), made);
        for (place, made) in self.places.iter().zip(made) {
            if let Some(hash) = hashes.get_mut(*place) {
                *hash = *made;
            }
        }
    }
}

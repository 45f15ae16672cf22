//! [`KeyRing`]: the signing keys of a few days, read by every thread without a lock.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering, fence};

use zeroize::Zeroize;

use super::signing_key::SigningKey;

/// Keeps the signing keys of one scope, by day.
///
/// A key is 64 bytes of hash state, kept in atomics under a sequence lock: a reader copies them and
/// then looks whether a writer came in between, in which case it does without. So readers write
/// nothing that another reader has to fetch, wait for nobody, and never see half a key.
pub(crate) struct KeyRing {
    slots: [Slot; DAYS],
}

impl KeyRing {
    pub(crate) fn new() -> Self {
        Self { slots: std::array::from_fn(|_| Slot::new()) }
    }

    /// The key of this day, made by `derive` if it is not at hand.
    pub(crate) fn key(&self, day: u64, derive: impl FnOnce() -> SigningKey) -> SigningKey {
        let [even, odd] = &self.slots;
        let slot = if day.is_multiple_of(2) { even } else { odd };
        slot.read(day).unwrap_or_else(|| {
            let key = derive();
            slot.write(day, &key);
            key
        })
    }
}

/// Today's key and one neighbour's: around midnight, threads with clocks a little apart need both,
/// and a stable window looks back to yesterday.
const DAYS: usize = 2;

/// One key with its day.
struct Slot {
    /// Odd while a writer is at work; 0 when nothing was ever written.
    version: AtomicU32,
    day: AtomicU64,
    words: [AtomicU32; 16],
}

impl Slot {
    fn new() -> Self {
        Self {
            version: AtomicU32::new(0),
            day: AtomicU64::new(0),
            words: std::array::from_fn(|_| AtomicU32::new(0)),
        }
    }

    fn read(&self, day: u64) -> Option<SigningKey> {
        let version = self.version.load(Ordering::Acquire);
        if version == 0 || version % 2 == 1 || self.day.load(Ordering::Relaxed) != day {
            return None;
        }
        let mut words = self.words.each_ref().map(|word| word.load(Ordering::Relaxed));
        fence(Ordering::Acquire);
        let is_whole = self.version.load(Ordering::Relaxed) == version;
        let key = is_whole.then(|| SigningKey::from_words(&words));
        words.zeroize();
        key
    }

    /// Keeps the key, unless another writer is at work: then that one keeps its own.
    fn write(&self, day: u64, key: &SigningKey) {
        let version = self.version.load(Ordering::Relaxed);
        let taken = version.wrapping_add(1);
        if version % 2 == 1
            || self
                .version
                .compare_exchange(version, taken, Ordering::Acquire, Ordering::Relaxed)
                .is_err()
        {
            return;
        }
        fence(Ordering::Release);
        self.day.store(day, Ordering::Relaxed);
        for (place, word) in self.words.iter().zip(key.words()) {
            place.store(word, Ordering::Relaxed);
        }
        // Past the last version comes 2, not 0, which means empty.
        self.version.store(taken.wrapping_add(1).max(2), Ordering::Release);
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        for word in &mut self.words {
            word.get_mut().zeroize();
        }
    }
}

//! [`KeyRing`]: the signing keys of a few days or seconds, read by every thread without a lock.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering, fence};

use zeroize::Zeroize;

use crate::amz_date::AmzDate;
use crate::digest::{HMAC_WORDS, HmacKey, Mac};

/// Keeps the signing keys of one scope, by day or by second.
///
/// The key of a second knows what every string to sign of that second begins with. A key is some words of hash
/// state, kept in atomics under a sequence lock: a reader starts with them and then looks whether a writer came in
/// between, in which case it starts again with a key of its own. So readers write nothing that another reader has
/// to fetch, wait for nobody, and never use half a key.
pub(crate) struct KeyRing {
    slots: [Slot; SLOTS],
}

impl KeyRing {
    pub(crate) fn new() -> Self {
        Self { slots: std::array::from_fn(|_| Slot::new()) }
    }

    /// Starts an HMAC with the key of this day or second, in which a date lies; `derive` makes it if it is not at
    /// hand.
    #[inline]
    pub(crate) fn start(
        &self,
        mac: &mut Mac,
        time: u64,
        date: AmzDate,
        derive: impl FnOnce(&mut HmacKey),
    ) {
        let slot = self.slot(time);
        if slot.is_some_and(|slot| slot.start(mac, time)) {
            return;
        }
        let mut key = HmacKey::default();
        derive(&mut key);
        if let Some(slot) = slot {
            slot.write(time, date, &key);
        }
        mac.start(key.words().iter().copied());
    }

    /// The date of the key of this second, if that is at hand: to read it takes less than to make it.
    #[inline]
    pub(crate) fn date(&self, second: u64) -> Option<AmzDate> {
        self.slot(second)?.read_date(second)
    }

    #[inline]
    fn slot(&self, time: u64) -> Option<&Slot> {
        self.slots.get(usize::try_from(time).unwrap_or_default() % SLOTS)
    }
}

/// Today's key and those of the seven days before: a verifier sees links that were signed so long ago, a
/// stable window looks back as far, and around midnight threads with clocks a little apart need two. As many
/// seconds, for stable windows and batches beside what is signed now.
const SLOTS: usize = 8;

/// One key with its day or second, and a date in that, which is asked for of seconds only.
struct Slot {
    /// Odd while a writer is at work; 0 when nothing was ever written.
    version: AtomicU32,
    time: AtomicU64,
    date: [AtomicU64; 2],
    words: [AtomicU64; HMAC_WORDS],
}

impl Slot {
    fn new() -> Self {
        Self {
            version: AtomicU32::new(0),
            time: AtomicU64::new(0),
            date: [AtomicU64::new(0), AtomicU64::new(0)],
            words: std::array::from_fn(|_| AtomicU64::new(0)),
        }
    }

    /// Whether the key was there; if not, the HMAC has none.
    #[inline]
    fn start(&self, mac: &mut Mac, time: u64) -> bool {
        let load = || mac.start(self.words.iter().map(|word| word.load(Ordering::Relaxed)));
        self.read(time, load).is_some()
    }

    #[inline]
    fn read_date(&self, second: u64) -> Option<AmzDate> {
        self.read(second, || {
            let [first, last] = &self.date;
            let halves = [first, last].map(|half| half.load(Ordering::Relaxed));
            AmzDate::from_halves(second, halves)
        })
    }

    /// What is loaded, if it is of this time and no writer came in between.
    #[inline]
    fn read<T>(&self, time: u64, load: impl FnOnce() -> T) -> Option<T> {
        let version = self.version.load(Ordering::Acquire);
        if version == 0 || version % 2 == 1 || self.time.load(Ordering::Relaxed) != time {
            return None;
        }
        let loaded = load();
        fence(Ordering::Acquire);
        (self.version.load(Ordering::Relaxed) == version).then_some(loaded)
    }

    /// Keeps the key, unless another writer is at work: then that one keeps its own.
    fn write(&self, time: u64, date: AmzDate, key: &HmacKey) {
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
        self.time.store(time, Ordering::Relaxed);
        for (place, half) in self.date.iter().zip(date.to_halves()) {
            place.store(half, Ordering::Relaxed);
        }
        for (place, word) in self.words.iter().zip(key.words()) {
            place.store(*word, Ordering::Relaxed);
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;
    use std::thread;

    use super::*;

    fn date(seconds: u64) -> AmzDate {
        AmzDate::from_seconds(seconds)
    }

    /// Becomes a key that tells which day it is for.
    fn derive(key: &mut HmacKey, day: u64) {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&day.to_be_bytes());
        key.set(&bytes);
    }

    fn key_of(day: u64) -> HmacKey {
        let mut key = HmacKey::default();
        derive(&mut key, day);
        key
    }

    /// What a key signs tells which it is.
    fn is_of(mut mac: Mac, day: u64) -> bool {
        let mut expected = Mac::new();
        expected.start(key_of(day).words().iter().copied());
        mac.finish() == expected.finish()
    }

    fn read(slot: &Slot, time: u64) -> Option<Mac> {
        let mut mac = Mac::new();
        slot.start(&mut mac, time).then_some(mac)
    }

    #[test]
    fn a_key_is_derived_once_a_day_and_eight_days_are_kept() {
        let (ring, derived) = (KeyRing::new(), AtomicUsize::new(0));
        let get = |day| {
            let mut mac = Mac::new();
            ring.start(&mut mac, day, date(day), |key| {
                derived.fetch_add(1, Ordering::Relaxed);
                derive(key, day);
            });
            assert!(is_of(mac, day));
            derived.load(Ordering::Relaxed)
        };
        assert_eq!([get(7), get(7), get(8), get(7), get(8)], [1, 1, 2, 2, 2]);
        assert_eq!([get(14), get(7), get(15), get(8), get(7)], [3, 3, 4, 4, 5]);
        // The day of an empty slot is 0, and so is a real one.
        assert!(read(&KeyRing::new().slots[0], 0).is_none());
    }

    #[test]
    fn no_reader_sees_half_a_key_while_writers_replace_it() {
        let ring = KeyRing::new();
        thread::scope(|scope| {
            for first in 0..4 {
                let ring = &ring;
                scope.spawn(move || {
                    for turn in 0..20_000 {
                        // All in one slot.
                        let day = 8 * ((first + turn) % 5);
                        let mut mac = Mac::new();
                        ring.start(&mut mac, day, date(day), |key| derive(key, day));
                        assert!(is_of(mac, day));
                        assert!(ring.date(day).is_none_or(|kept| kept == date(day)));
                    }
                });
            }
        });
    }

    #[test]
    fn a_date_is_at_hand_as_long_as_its_key() {
        let ring = KeyRing::new();
        assert_eq!(ring.date(0), None);
        for second in [1_369_353_600, 1_369_353_601, 1_369_353_608] {
            ring.start(&mut Mac::new(), second, date(second), |key| derive(key, second));
            assert_eq!(ring.date(second), Some(date(second)));
        }
        assert_eq!(ring.date(1_369_353_600), None);
        assert_eq!(ring.date(1_369_353_601), Some(date(1_369_353_601)));
    }

    #[test]
    fn the_version_never_comes_back_to_empty() {
        let slot = Slot::new();
        slot.version.store(u32::MAX - 1, Ordering::Relaxed);
        slot.write(4, date(4), &key_of(4));
        assert_eq!(slot.version.load(Ordering::Relaxed), 2);
        assert!(is_of(read(&slot, 4).unwrap(), 4));
    }

    #[test]
    fn a_slot_in_the_hands_of_a_writer_is_passed_over() {
        let slot = Slot::new();
        slot.write(4, date(4), &key_of(4));
        slot.version.store(3, Ordering::Relaxed);
        assert!(read(&slot, 4).is_none());
        slot.write(6, date(6), &key_of(6));
        slot.version.store(4, Ordering::Relaxed);
        assert!(is_of(read(&slot, 4).unwrap(), 4));
    }
}

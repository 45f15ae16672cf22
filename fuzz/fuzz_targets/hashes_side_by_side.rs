//! Messages that `tape-sha256` hashes side by side, in each way that this machine can, hash as `sha2` hashes them.
//!
//! Each message lies in an allocation of just its length, so that the sanitizer sees a read beyond its end.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha256};

/// As many as the crate hands over at a time.
const LANES: usize = 32;

#[derive(Arbitrary, Debug)]
enum Message<'a> {
    Bytes(&'a [u8]),
    /// As long as those before and after it may be, so that lists of one length come up.
    Even(u8),
    Long { length: u16, first: u8 },
}

impl Message<'_> {
    fn bytes(&self, even: u16) -> Box<[u8]> {
        let counted = |first: u8, length: u16| {
            (0..length).map(|at| first.wrapping_add(at.to_le_bytes()[0])).collect()
        };
        match self {
            Self::Bytes(bytes) => (*bytes).into(),
            Self::Even(first) => counted(*first, even % 4_096),
            Self::Long { length, first } => counted(*first, length % 4_096),
        }
    }
}

type Hash = unsafe fn(&[u8], &[&[u8]], &mut [[u8; 32]]);

/// Each with whether this machine has what it asks for.
fn ways() -> Vec<(&'static str, Hash)> {
    use tape_sha256::backends as ways;
    let mut all: Vec<(_, Hash)> = vec![
        ("dispatched", tape_sha256::hash_many_prefixed),
        ("serial", ways::serial_slices),
        ("portable", ways::portable8_slices),
    ];
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::is_x86_feature_detected as has;
        if has!("sha") && has!("ssse3") && has!("sse4.1") {
            all.push(("sha", ways::shani_x4_slices));
        }
        if has!("avx2") {
            all.push(("avx2", ways::avx2_8_slices));
        }
        if has!("avx512f") && has!("avx512bw") {
            all.push(("avx512", ways::avx512_16_slices));
            all.push(("avx512, twice", ways::avx512_16x2_slices));
        }
    }
    #[cfg(target_arch = "aarch64")]
    {
        all.push(("neon", ways::neon4_slices));
        if std::arch::is_aarch64_feature_detected!("sha2") {
            all.push(("sha2", ways::neon_sha2x4_slices));
        }
    }
    all
}

fuzz_target!(|input: (u16, Vec<Message<'_>>)| {
    let (even, messages) = input;
    let messages: Vec<_> = messages.iter().take(LANES).map(|message| message.bytes(even)).collect();
    let slices: Vec<&[u8]> = messages.iter().map(|message| &**message).collect();
    let expected: Vec<[u8; 32]> =
        messages.iter().map(|message| Sha256::digest(message).into()).collect();
    // The empty prefix lies where the first message does, as the crate has it.
    let prefix = slices.first().map_or(&[][..], |first| &first[..0]);
    for (name, hash) in ways() {
        let mut hashes = vec![[0; 32]; slices.len()];
        // SAFETY: only those ways are there that this machine has.
        unsafe { hash(prefix, &slices, &mut hashes) };
        assert_eq!(hashes, expected, "{name}");
    }
});

//! What is looked for: the secrets and all that is derived from them, masked, so that the list does not
//! find itself.

use base64ct::{Base64, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use p256::NonZeroScalar;
use p256::elliptic_curve::PrimeField;
use sha2::Sha256;
use sha2::block_api::compress256;
use zeroize::{Zeroize, Zeroizing};

use crate::secrets::{customer_key, second_secret, secret, token};

/// The day, regions and services that the scenarios sign for.
pub const DAY: &str = "20261121";
pub const REGIONS: [&str; 2] = ["eu-west-1", "us-east-1"];
pub const TOKEN: &str = "the session token";
pub const ID: &str = "AKIAIOSFODNN7EXAMPLE";

#[derive(Default)]
pub struct Patterns(Vec<Pattern>);

struct Pattern {
    name: &'static str,
    masked: Vec<u8>,
}

impl Patterns {
    pub fn new() -> Self {
        let mut all = Self::default();
        all.add_text("the secret", secret().as_bytes());
        all.add_text("the rotated secret", second_secret().as_bytes());
        all.add_text(TOKEN, token().as_bytes());
        all.add_text("the SSE-C key", &*customer_key());
        let encoded = Zeroizing::new(Base64::encode_string(&*customer_key()));
        all.add_text("the SSE-C key in Base64", encoded.as_bytes());
        for secret in [secret(), second_secret()] {
            for region in REGIONS {
                all.add_keys(&secret, region);
            }
            all.add_ecdsa(&secret);
        }
        all
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The names of those that stand somewhere in some bytes.
    pub fn found_in(&self, bytes: &[u8]) -> Vec<&'static str> {
        let mut found: Vec<_> = self
            .0
            .iter()
            .filter(|pattern| pattern.is_in(bytes))
            .map(|pattern| pattern.name)
            .collect();
        found.dedup();
        found
    }

    /// Pieces of it, as some of it may have been overwritten.
    fn add_text(&mut self, name: &'static str, text: &[u8]) {
        for at in [0, (text.len() - PIECE) / 2, text.len() - PIECE] {
            self.add(name, &text[at..at + PIECE]);
        }
    }

    fn add(&mut self, name: &'static str, bytes: &[u8]) {
        let masked = bytes.iter().map(|byte| byte ^ MASK).collect();
        self.0.push(Pattern { name, masked });
    }

    /// The four keys of a derivation, the two hash states that the last one signs with, and the one with which it
    /// goes on in the second of the scenarios.
    fn add_keys(&mut self, secret: &str, region: &str) {
        let seed = Zeroizing::new(["AWS4", secret].concat());
        let mut key = Zeroizing::new(seed.as_bytes().to_vec());
        let steps = [
            (DAY, "the key of the day"),
            (region, "the key of the region"),
            ("s3", "the key of the service"),
            ("aws4_request", "the signing key"),
        ];
        for (part, name) in steps {
            key = hmac(&key, part.as_bytes());
            self.add_text(name, &key);
        }
        for (pad, name) in [(0x36, "the inner HMAC state"), (0x5c, "the outer HMAC state")] {
            self.add_state(name, padded_state(&key, pad));
        }
        let text = format!("AWS4-HMAC-SHA256\n{DAY}T120000Z\n{DAY}/{region}/s3/aws4_request\n");
        let mut state = padded_state(&key, 0x36);
        compress256(&mut state, text.as_bytes().as_chunks().0);
        self.add_state("the HMAC state of a second", state);
        state.zeroize();
    }

    fn add_state(&mut self, name: &'static str, mut state: [u32; 8]) {
        let words = state.iter().flat_map(|word| word.to_ne_bytes());
        self.add_text(name, &Zeroizing::new(words.collect::<Vec<_>>()));
        state.zeroize();
    }

    /// The scalar of SigV4A, as it comes from its derivation and as `p256` keeps it.
    fn add_ecdsa(&mut self, secret: &str) {
        let seed = Zeroizing::new(["AWS4A", secret].concat());
        let fixed = [
            &[0, 0, 0, 1],
            "AWS4-ECDSA-P256-SHA256".as_bytes(),
            &[0],
            ID.as_bytes(),
            &[1],
            &[0, 0, 1, 0],
        ];
        let candidate = hmac(seed.as_bytes(), &fixed.concat());
        self.add_text("the SigV4A candidate", &candidate);
        let mut bytes = [0; 32];
        bytes.copy_from_slice(&candidate);
        let scalar = p256::Scalar::from_repr(bytes.into()).unwrap() + p256::Scalar::ONE;
        let mut bytes = NonZeroScalar::new(scalar).unwrap().to_bytes();
        self.add_text("the SigV4A key", &bytes);
        bytes.reverse();
        self.add_text("the SigV4A key in words", &bytes);
        bytes.zeroize();
    }
}

impl Pattern {
    fn is_in(&self, bytes: &[u8]) -> bool {
        bytes.windows(self.masked.len()).any(|window| {
            window.iter().zip(&self.masked).all(|(byte, masked)| byte ^ MASK == *masked)
        })
    }
}

fn hmac(key: &[u8], message: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(message);
    let mut bytes = mac.finalize().into_bytes();
    let key = Zeroizing::new(bytes.to_vec());
    bytes.zeroize();
    key
}

fn padded_state(key: &[u8], pad: u8) -> [u32; 8] {
    let mut block = Zeroizing::new([pad; 64]);
    for (place, byte) in block.iter_mut().zip(key) {
        *place ^= byte;
    }
    // FIPS 180-4, section 5.3.3.
    let mut state = [
        0x6a09_e667,
        0xbb67_ae85,
        0x3c6e_f372,
        0xa54f_f53a,
        0x510e_527f,
        0x9b05_688c,
        0x1f83_d9ab,
        0x5be0_cd19,
    ];
    compress256(&mut state, &[*block]);
    state
}

/// Sixteen bytes do not come up by chance.
const PIECE: usize = 16;
const MASK: u8 = 0xa5;

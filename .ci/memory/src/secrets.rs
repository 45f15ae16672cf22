//! The secrets of the scenarios. They stand nowhere in the program: each is reckoned when it is needed,
//! into memory that is wiped.

use zeroize::Zeroizing;

/// Forty characters, as AWS makes them.
pub fn secret() -> Zeroizing<String> {
    text(1, 40)
}

/// A secret that comes with a rotation.
pub fn second_secret() -> Zeroizing<String> {
    text(2, 40)
}

/// A session token, with characters that a query has to escape.
pub fn token() -> Zeroizing<String> {
    let mut token = text(3, 300);
    token.push_str("/+==");
    token
}

/// A key of SSE-C.
pub fn customer_key() -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    let text = text(4, 32);
    for (place, byte) in key.iter_mut().zip(text.bytes()) {
        *place = byte ^ 0xc3;
    }
    key
}

fn text(seed: u32, length: usize) -> Zeroizing<String> {
    // Or the compiler reckons the text itself, and keeps it in the program.
    let mut state = std::hint::black_box(seed).wrapping_mul(0x9e37_79b9);
    // As long as it gets, so that it does not grow.
    let mut text = Zeroizing::new(String::with_capacity(length + 8));
    for _ in 0..length {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        text.push(char::from(digits[(state >> 16) as usize % digits.len()]));
    }
    text
}

//! [`Hex`]: a hash as text.

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

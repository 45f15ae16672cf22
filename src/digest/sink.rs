//! [`Sink`]: where text is put, to hash it or to show it.

/// Takes text piece by piece: to hash it, or to show it.
pub(crate) trait Sink {
    fn put(&mut self, piece: &[u8]);

    #[inline]
    fn put_str(&mut self, piece: &str) {
        self.put(piece.as_bytes());
    }
}

impl Sink for Vec<u8> {
    #[inline]
    fn put(&mut self, piece: &[u8]) {
        self.extend_from_slice(piece);
    }
}

impl Sink for String {
    /// Every piece is text.
    #[inline]
    fn put(&mut self, piece: &[u8]) {
        self.push_str(str::from_utf8(piece).unwrap_or_default());
    }

    #[inline]
    fn put_str(&mut self, piece: &str) {
        self.push_str(piece);
    }
}

/// What is put into a sink, to be read. It may hold a secret, so the length is at least that of the text: a
/// buffer that grows leaves a copy behind.
pub(crate) fn shown(length: usize, write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut bytes = Vec::with_capacity(length);
    write(&mut bytes);
    // Every piece was text.
    String::from_utf8(bytes).unwrap_or_default()
}

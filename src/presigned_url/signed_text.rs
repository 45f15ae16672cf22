//! [`SignedText`]: a URL and the headers to send with it, in one allocation.

use zeroize::Zeroize;

use crate::request::{HeaderLines, Lines};

/// A URL, and behind it the lines of the headers.
#[derive(Clone)]
pub(super) struct SignedText {
    text: String,
    /// Where the URL ends.
    end: usize,
    has_secret: bool,
    pub(super) has_folded: bool,
}

impl SignedText {
    /// Writes the URL, and the headers behind it.
    #[inline]
    pub(super) fn new(
        headers: &HeaderLines,
        capacity: usize,
        write: impl FnOnce(&mut String),
    ) -> Self {
        let mut text = String::with_capacity(capacity + headers.len());
        write(&mut text);
        let end = text.len();
        if !headers.is_empty() {
            text.push_str(headers.lines().as_str());
        }
        Self { text, end, has_secret: headers.has_secret(), has_folded: headers.has_folded() }
    }

    /// The headers, before there is a URL.
    pub(super) fn without_url(headers: &HeaderLines) -> Self {
        Self::new(headers, 0, |_| ())
    }

    /// The same with a URL, of at most so many bytes, in front of the headers.
    pub(super) fn with_url(&self, capacity: usize, write: impl FnOnce(&mut String)) -> Self {
        let headers = self.headers().as_str();
        let mut text = String::with_capacity(capacity + headers.len());
        write(&mut text);
        let end = text.len();
        text.push_str(headers);
        Self { text, end, has_secret: self.has_secret, has_folded: self.has_folded }
    }

    #[inline]
    pub(super) fn url(&self) -> &str {
        self.text.get(..self.end).unwrap_or_default()
    }

    /// The URL without the headers; a copy where they hold a secret, as that is wiped with the text.
    pub(super) fn into_url(mut self) -> String {
        if self.has_secret {
            return self.url().to_owned();
        }
        self.text.truncate(self.end);
        std::mem::take(&mut self.text)
    }

    #[inline]
    pub(super) fn headers(&self) -> Lines<'_> {
        Lines::new(self.text.get(self.end..).unwrap_or_default())
    }
}

impl Drop for SignedText {
    #[inline]
    fn drop(&mut self) {
        if self.has_secret {
            self.text.zeroize();
        }
    }
}

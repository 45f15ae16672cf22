//! [`Lines`]: headers to be read.

use std::fmt;

use super::header_rules::is_secret;
use crate::text::{parted, parted_near};

/// Lines `name:value\n`, names in lower case and in order.
#[derive(Clone, Copy)]
pub(crate) struct Lines<'t>(&'t str);

impl<'t> Lines<'t> {
    /// Those of a text that [`HeaderLines`](super::HeaderLines) wrote.
    #[inline]
    pub(crate) fn new(text: &'t str) -> Self {
        Self(text)
    }

    #[inline]
    pub(crate) fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn as_str(self) -> &'t str {
        self.0
    }

    /// The headers in the order of their names.
    #[inline]
    pub(crate) fn iter(self) -> impl Iterator<Item = (&'t str, &'t str)> + Clone {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let (name, behind) = parted_near(rest, b':')?;
            let (value, behind) = parted(behind, b'\n')?;
            rest = behind;
            Some((name, value))
        })
    }
}

impl fmt::Debug for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |(name, value)| (name, if is_secret(name) { "redacted" } else { value });
        f.debug_map().entries(self.iter().map(shown)).finish()
    }
}

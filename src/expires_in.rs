//! `X-Amz-Expires`: how long a URL is asked to live.

use std::time::Duration;

use crate::text::write_number;

/// A lifetime as S3 counts it: whole seconds, at least one.
///
/// The upper end is the policy's to keep: 604 800 on AWS, more where another server allows more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ExpiresIn(u64);

impl ExpiresIn {
    /// Cuts fractions of a second off; `None` where nothing is left.
    pub(crate) fn new(lifetime: Duration) -> Option<Self> {
        Self::from_seconds(lifetime.as_secs())
    }

    pub(crate) fn from_seconds(seconds: u64) -> Option<Self> {
        (seconds > 0).then_some(Self(seconds))
    }

    pub(crate) fn as_secs(self) -> u64 {
        self.0
    }

    pub(crate) fn duration(self) -> Duration {
        Duration::from_secs(self.0)
    }

    /// Appends the decimal digits.
    #[inline]
    pub(crate) fn write(self, out: &mut String) {
        write_number(self.0, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_cut_off_and_less_than_a_second_is_nothing() {
        assert_eq!(ExpiresIn::new(Duration::from_millis(999)), None);
        assert_eq!(ExpiresIn::new(Duration::ZERO), None);
        assert_eq!(ExpiresIn::new(Duration::from_millis(1_999)).map(ExpiresIn::as_secs), Some(1));
        assert_eq!(ExpiresIn::new(Duration::MAX).map(ExpiresIn::as_secs), Some(u64::MAX));
    }

    #[test]
    fn digits_are_written_as_the_library_writes_them() {
        for seconds in [1, 9, 10, 604_800, 1_000_000, u64::MAX] {
            let mut text = "=".to_owned();
            ExpiresIn(seconds).write(&mut text);
            assert_eq!(text, format!("={seconds}"));
        }
    }
}

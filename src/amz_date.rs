//! `X-Amz-Date`: the instant at which a URL is signed. The only file that reads the clock.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::text::{are, two_digits};
use crate::utc::{SECONDS_PER_DAY, seconds_from, two_digit_fields};

/// An instant in whole seconds, with its text `20130524T000000Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AmzDate {
    seconds: u64,
    text: [u8; Self::LENGTH],
}

impl AmzDate {
    /// Of its text.
    pub(crate) const LENGTH: usize = 16;

    /// The clock, for the front door. Everything below takes the time as an argument.
    pub(crate) fn now() -> SystemTime {
        SystemTime::now()
    }

    /// Reads `20130524T000000Z`, exactly so.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let bytes: &[u8; Self::LENGTH] = text.as_bytes().try_into().ok()?;
        let [y1, y2, y3, y4, m1, m2, d1, d2, b'T', h1, h2, n1, n2, s1, s2, b'Z'] = *bytes else {
            return None;
        };
        let digits = [y1, y2, y3, y4, m1, m2, d1, d2, h1, h2, n1, n2, s1, s2];
        let number = |tens: u8, ones: u8| 10 * u64::from(tens - b'0') + u64::from(ones - b'0');
        if !are(&digits, |byte| byte.is_ascii_digit()) {
            return None;
        }
        let date = [100 * number(y1, y2) + number(y3, y4), number(m1, m2), number(d1, d2)];
        let time = [number(h1, h2), number(n1, n2), number(s1, s2)];
        seconds_from(date, time).map(|seconds| Self { seconds, text: *bytes })
    }

    /// So many seconds since 1970, to the end of the year 9999.
    #[expect(
        clippy::inline_always,
        reason = "else the text goes over memory, which takes longer than making it"
    )]
    #[inline(always)]
    pub(crate) fn from_seconds(seconds: u64) -> Self {
        let [century, year, month, day, hour, minute, second] = two_digit_fields(seconds);
        let digits = |number: u8, place: u32| {
            u128::from(u16::from_le_bytes(two_digits(number))) << (8 * place)
        };
        let date = digits(century, 0) | digits(year, 2) | digits(month, 4) | digits(day, 6);
        let time = digits(hour, 9) | digits(minute, 11) | digits(second, 13);
        // Made in a register and written at once, as it is read at once.
        let text = date | time | u128::from(b'T') << 64 | u128::from(b'Z') << 120;
        Self { seconds, text: text.to_le_bytes() }
    }

    /// The date of these seconds, from the halves of its text.
    #[inline]
    pub(crate) fn from_halves(seconds: u64, halves: [u64; 2]) -> Self {
        let mut text = [0; Self::LENGTH];
        for (place, half) in text.as_chunks_mut().0.iter_mut().zip(halves) {
            *place = half.to_ne_bytes();
        }
        Self { seconds, text }
    }

    /// The halves of the text, for a store that keeps them.
    pub(crate) fn to_halves(self) -> [u64; 2] {
        let [date, time @ ..] = self.text.as_chunks().0 else { return [0; 2] };
        [*date, time.first().copied().unwrap_or_default()].map(u64::from_ne_bytes)
    }

    pub(crate) fn system_time(self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(self.seconds)
    }

    pub(crate) fn seconds(self) -> u64 {
        self.seconds
    }

    /// Days since 1970-01-01, the number of the day that a signing key is made for.
    pub(crate) fn day(self) -> u64 {
        self.seconds / SECONDS_PER_DAY
    }

    /// `20130524T000000Z`.
    #[inline]
    pub(crate) fn as_bytes(&self) -> &[u8; Self::LENGTH] {
        &self.text
    }

    /// `20130524`, the date of the credential scope.
    #[inline]
    pub(crate) fn stamp_bytes(&self) -> &[u8; 8] {
        self.text.first_chunk().unwrap_or(&[0; 8])
    }

    /// [`as_bytes`](Self::as_bytes) as text.
    pub(crate) fn as_str(&self) -> &str {
        // Digits, `T` and `Z` are ASCII.
        std::str::from_utf8(&self.text).unwrap_or_default()
    }

    /// `20130524` and `T000000Z`.
    #[inline]
    pub(crate) fn halves(&self) -> (&str, &str) {
        let text = self.as_str();
        (text.get(..8).unwrap_or_default(), text.get(8..16).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> AmzDate {
        AmzDate::from_seconds(seconds)
    }

    #[test]
    fn text_and_date_stamp_are_those_of_the_specification() {
        let date = at(1_369_353_600);
        assert_eq!(date.as_str(), "20130524T000000Z");
        assert_eq!(date.halves(), ("20130524", "T000000Z"));
        assert_eq!(at(253_402_300_799).as_str(), "99991231T235959Z");
    }

    #[test]
    fn a_date_is_read_back_and_nothing_else_is() {
        for seconds in [0, 1_369_353_600, 951_782_399, 4_107_542_400, 253_402_300_799] {
            assert_eq!(AmzDate::parse(at(seconds).as_str()), Some(at(seconds)));
        }
        for text in [
            "",
            "20130524",
            "20130524T000000",
            "2013-05-24T00:00:00Z",
            "20130524T000000Zx",
            "20130524t000000Z",
            "20131324T000000Z",
            "20130230T000000Z",
            "20130524T240000Z",
            "+0130524T000000Z",
            "2013052 T000000Z",
            "é0130524T00000Z",
        ] {
            assert_eq!(AmzDate::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_day_turns_at_midnight() {
        assert_eq!((at(86_399).day(), at(86_400).day()), (0, 1));
    }
}

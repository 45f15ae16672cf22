//! `X-Amz-Date`: the instant at which a URL is signed. The only file that reads the clock.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::utc::{SECONDS_PER_DAY, seconds_from, two_digit_fields};

/// An instant in whole seconds, with its text `20130524T000000Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AmzDate {
    seconds: u64,
    text: [u8; 16],
}

impl AmzDate {
    /// The clock, for the front door. Everything below takes the time as an argument.
    pub(crate) fn now() -> SystemTime {
        SystemTime::now()
    }

    /// Reads `20130524T000000Z`, exactly so.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let bytes: &[u8; 16] = text.as_bytes().try_into().ok()?;
        let [_, _, _, _, _, _, _, _, b'T', _, _, _, _, _, _, b'Z'] = bytes else { return None };
        let number = |from: usize, to: usize| {
            let digits = text.get(from..to)?;
            let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse().ok().filter(|_| is_number)
        };
        let date = [number(0, 4)?, number(4, 6)?, number(6, 8)?];
        let time = [number(9, 11)?, number(11, 13)?, number(13, 15)?];
        seconds_from(date, time).map(Self::from_seconds)
    }

    /// So many seconds since 1970, to the end of the year 9999.
    #[inline]
    pub(crate) fn from_seconds(seconds: u64) -> Self {
        let digits = |number: u8| PAIRS.get(usize::from(number)).copied().unwrap_or_default();
        let [century, year, month, day, hour, minute, second] =
            two_digit_fields(seconds).map(|number| u128::from(digits(number)));
        let date = century | year << 16 | month << 32 | day << 48;
        let time = hour << 72 | minute << 88 | second << 104;
        // Made in a register and written at once, as it is read at once.
        let text = (date | time | u128::from(b'T') << 64 | u128::from(b'Z') << 120).to_le_bytes();
        Self { seconds, text }
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
    pub(crate) fn as_bytes(&self) -> &[u8; 16] {
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

    /// [`stamp_bytes`](Self::stamp_bytes) as text.
    pub(crate) fn date_stamp(&self) -> &str {
        self.as_str().get(..8).unwrap_or_default()
    }
}

/// The two digits of each number below 100, the first in the lower byte.
static PAIRS: [u16; 100] = {
    let mut pairs = [0; 100];
    let mut number = 0_u8;
    while number < 100 {
        #[expect(
            clippy::indexing_slicing,
            clippy::as_conversions,
            reason = "the index is below 100, and there is no other way in a constant"
        )]
        {
            pairs[number as usize] = u16::from_le_bytes([b'0' + number / 10, b'0' + number % 10]);
        }
        number += 1;
    }
    pairs
};

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
        assert_eq!(date.date_stamp(), "20130524");
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

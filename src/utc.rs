//! Seconds since 1970 as a date and a time of day, by arithmetic; dates of others read by `time`,
//! which no other file names.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// 9999-12-31T23:59:59Z, the last second that four digits of a year can name.
pub(crate) const LAST_SECOND: u64 = 253_402_300_799;

pub(crate) const SECONDS_PER_DAY: u64 = 86_400;

/// The whole seconds of an instant, if it lies in the years 1970 to 9999.
pub(crate) fn seconds_of(instant: SystemTime) -> Option<u64> {
    let seconds = instant.duration_since(UNIX_EPOCH).ok()?.as_secs();
    (seconds <= LAST_SECOND).then_some(seconds)
}

/// Seven numbers of two digits: century, year of the century, month, day, hour, minute, second.
///
/// Years begin in March here, so that the leap day is the last. A multiplication and the two halves of its
/// product stand for a division and its remainder: C. Neri and L. Schneider, "Euclidean affine functions and
/// their application to calendar algorithms", figure 12.
#[inline]
pub(crate) fn two_digit_fields(seconds: u64) -> [u8; 7] {
    let small = |number: u64| u32::try_from(number).unwrap_or_default();
    let quarter_days = 4 * (small(seconds / SECONDS_PER_DAY) + DAYS_BEFORE_1970) + 3;
    let (century, rest) = (quarter_days / 146_097, (quarter_days % 146_097) | 3);
    let product = 2_939_745 * u64::from(rest);
    let (year_of_century, rest) = (small(product >> 32), small(product & u64::from(u32::MAX)));
    let day_of_year = rest / 2_939_745 / 4;
    let month_and_day = 2_141 * day_of_year + 197_913;
    let (month, day) = (month_and_day >> 16, (month_and_day & 0xffff) / 2_141 + 1);
    let is_next_year = day_of_year >= DAYS_FROM_MARCH_TO_DECEMBER;
    let year = 100 * century + year_of_century + u32::from(is_next_year);
    let month = if is_next_year { month - 12 } else { month };
    let time = small(seconds % SECONDS_PER_DAY);
    // Each is below 100.
    let byte = |field: u32| field.to_le_bytes()[0];
    [
        byte(year / 100),
        byte(year % 100),
        byte(month),
        byte(day),
        byte(time / 3_600),
        byte(time / 60 % 60),
        byte(time % 60),
    ]
}

/// From 1 March of the year 0.
const DAYS_BEFORE_1970: u32 = 719_468;

const DAYS_FROM_MARCH_TO_DECEMBER: u32 = 306;

/// The seconds since 1970 of a date and a time of day, if there is such a date.
pub(crate) fn seconds_from(date: [u64; 3], time: [u64; 3]) -> Option<u64> {
    let ([year, month, day], [hour, minute, second]) = (date, time);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days_in_month = match month {
        2 => 28 + u64::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let is_time = hour < 24 && minute < 60 && second < 60;
    if !is_time || day == 0 || day > days_in_month || year < 1970 {
        return None;
    }
    // Years begin in March, so that the leap day is the last.
    let shifted = if month > 2 { year } else { year - 1 };
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let days = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + day_of_year - 719_468;
    Some(days * SECONDS_PER_DAY + hour * 3_600 + minute * 60 + second)
}

/// Shows an instant as `2026-11-21T23:06:51Z`, fractions cut off.
pub(crate) struct Iso(pub(crate) SystemTime);

impl fmt::Display for Iso {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(seconds) = seconds_of(self.0) else {
            return f.write_str("an instant outside the years 1970 to 9999");
        };
        let [century, year, month, day, hour, minute, second] = two_digit_fields(seconds);
        write!(f, "{century:02}{year:02}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

/// Reads an instant in ISO 8601 / RFC 3339, with or without a fraction, in UTC or with an offset; whole
/// seconds since 1970, fractions cut off.
pub(crate) fn parse_iso(text: &str) -> Option<u64> {
    let instant = OffsetDateTime::parse(text.trim(), &Rfc3339).ok()?;
    u64::try_from(instant.unix_timestamp()).ok()
}

/// Shows an instant as HTTP does: `Wed, 29 Feb 2012 23:59:59 GMT`.
///
/// RFC 9110, section 5.6.7, `IMF-fixdate`.
pub(crate) struct HttpDate(pub(crate) u64);

impl fmt::Display for HttpDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [century, year, month, day, hour, minute, second] = two_digit_fields(self.0);
        let pick = |names: &'static str, at: u64| {
            names.split(' ').nth(usize::try_from(at).unwrap_or_default()).unwrap_or_default()
        };
        // 1970-01-01 was a Thursday.
        let weekday = pick("Thu Fri Sat Sun Mon Tue Wed", self.0 / SECONDS_PER_DAY % 7);
        let month = pick("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", u64::from(month) - 1);
        write!(
            f,
            "{weekday}, {day:02} {month} {century:02}{year:02} {hour:02}:{minute:02}:{second:02} GMT"
        )
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn known_instants_have_their_known_names() {
        for (seconds, name) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_369_353_600, "2013-05-24T00:00:00Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
            (LAST_SECOND, "9999-12-31T23:59:59Z"),
            (LAST_SECOND + 1, "an instant outside the years 1970 to 9999"),
        ] {
            let instant = UNIX_EPOCH + Duration::from_secs(seconds);
            assert_eq!(Iso(instant).to_string(), name);
        }
        assert_eq!(HttpDate(0).to_string(), "Thu, 01 Jan 1970 00:00:00 GMT");
        assert_eq!(HttpDate(1_330_559_999).to_string(), "Wed, 29 Feb 2012 23:59:59 GMT");
        assert_eq!(HttpDate(1_388_534_399).to_string(), "Tue, 31 Dec 2013 23:59:59 GMT");
        for (text, seconds) in [
            ("2013-05-24T00:00:00Z", Some(1_369_353_600)),
            ("2013-05-24T00:00:00.999Z", Some(1_369_353_600)),
            ("2013-05-24T02:00:00+02:00", Some(1_369_353_600)),
            ("9999-12-31T23:59:59Z", Some(LAST_SECOND)),
            ("1969-12-31T23:59:59Z", None),
            ("2013-02-30T00:00:00Z", None),
            ("2013-05-24", None),
            ("", None),
        ] {
            assert_eq!(parse_iso(text), seconds, "{text}");
        }
        for (date, time, seconds) in [
            ([1970, 1, 1], [0, 0, 0], Some(0)),
            ([2000, 2, 29], [0, 0, 0], Some(951_782_400)),
            ([2100, 3, 1], [0, 0, 0], Some(4_107_542_400)),
            ([9999, 12, 31], [23, 59, 59], Some(LAST_SECOND)),
            ([2100, 2, 29], [0, 0, 0], None),
            ([2023, 13, 1], [0, 0, 0], None),
            ([2023, 4, 31], [0, 0, 0], None),
            ([2023, 4, 0], [0, 0, 0], None),
            ([2023, 4, 1], [24, 0, 0], None),
            ([2023, 4, 1], [0, 60, 0], None),
            ([2023, 4, 1], [0, 0, 60], None),
            ([1969, 12, 31], [23, 59, 59], None),
        ] {
            assert_eq!(seconds_from(date, time), seconds, "{date:?}");
        }
        let before = UNIX_EPOCH - Duration::from_nanos(1);
        assert_eq!(Iso(before).to_string(), "an instant outside the years 1970 to 9999");
    }

    #[test]
    fn every_day_is_told_as_the_calendar_has_it() {
        let mut date = time::Date::from_calendar_date(1970, time::Month::January, 1).ok();
        let mut seconds = 0;
        while let Some(day) = date.filter(|day| day.year() < 10_000) {
            let [century, year, month, day_of_month, ..] = two_digit_fields(seconds + 86_399);
            let found = (i32::from(century) * 100 + i32::from(year), month, day_of_month);
            assert_eq!(found, (day.year(), u8::from(day.month()), day.day()));
            (date, seconds) = (day.next_day(), seconds + SECONDS_PER_DAY);
        }
        assert_eq!(seconds, LAST_SECOND + 1);
    }
}

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
/// Days become a date by counting from 1 March of year 0 in eras of 400 years, so that the leap
/// day is the last of its year.
pub(crate) fn two_digit_fields(seconds: u64) -> [u8; 7] {
    let days = seconds / SECONDS_PER_DAY + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    let time = seconds % SECONDS_PER_DAY;
    [year / 100, year % 100, month, day, time / 3_600, time / 60 % 60, time % 60]
        .map(|field| u8::try_from(field).unwrap_or_default())
}

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
}

//! What a text says of the end of credentials, in the many spellings of tools.
//!
//! Only what can be read in one way is an instant. A date without a zone is told apart: the same text is UTC
//! from one tool and local time from another.

use crate::utc::{LAST_SECOND, seconds_from};

/// What a text says of an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EndText {
    /// An instant, in seconds since 1970.
    At(u64),
    /// Go's zero time, which its tools write where there is no end.
    Never,
    /// A date in an unknown zone; in UTC it is this many seconds since 1970.
    WithoutZone(u64),
    /// Neither.
    Unreadable,
}

/// Reads a date with its zone, or a number of seconds or milliseconds since 1970.
///
/// Fractions of a second are cut off.
pub(super) fn read(text: &str) -> EndText {
    let text = text.trim();
    if text.starts_with("0001-01-01") {
        return EndText::Never;
    }
    let number = text.parse().ok().filter(|_| text.bytes().all(is_of_a_number));
    if let Some(number) = number {
        return of_number(number);
    }
    if let Some(milliseconds) = microsoft(text) {
        return milliseconds.checked_div(1_000).map_or(EndText::Unreadable, at);
    }
    date(text).unwrap_or(EndText::Unreadable)
}

/// A number of seconds since 1970, or of milliseconds. Smaller ones count from something else: `3600` is how long
/// a session lasts, not when it ends.
pub(super) fn of_number(number: f64) -> EndText {
    if !(SECONDS..MILLISECONDS * 1e4).contains(&number) {
        return EndText::Unreadable;
    }
    let seconds = if number > MILLISECONDS { number / 1e3 } else { number };
    let whole = std::time::Duration::try_from_secs_f64(seconds);
    whole.map_or(EndText::Unreadable, |whole| at(whole.as_secs()))
}

fn is_of_a_number(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == b'.'
}

/// `/Date(1795914037000)/`, as `ConvertTo-Json` of Windows PowerShell 5.1 writes an instant.
fn microsoft(text: &str) -> Option<u64> {
    text.strip_prefix("/Date(")?.strip_suffix(")/")?.parse().ok()
}

fn date(text: &str) -> Option<EndText> {
    let (date, clock, zone) = iso(text).or_else(|| in_words(text))?;
    let as_utc = seconds_from(date, clock)?;
    Some(match zone_of(zone.trim())? {
        Zone::Unknown => EndText::WithoutZone(as_utc),
        Zone::East(offset) => at(as_utc.checked_add_signed(offset.checked_neg()?)?),
    })
}

fn at(seconds: u64) -> EndText {
    if seconds <= LAST_SECOND { EndText::At(seconds) } else { EndText::Unreadable }
}

/// Year, month and day; hour, minute and second; what stands behind them.
type Parts<'t> = ([u64; 3], [u64; 3], std::borrow::Cow<'t, str>);

/// ISO 8601, extended or basic, with slashes too, and a space for the `T`.
fn iso(text: &str) -> Option<Parts<'_>> {
    let (day, rest) = text.split_once([' ', 'T', 't'])?;
    let date = match day.len() {
        8 => [day.get(..4)?, day.get(4..6)?, day.get(6..)?],
        10 => {
            let mut fields = day.split(['-', '/']);
            [fields.next()?, fields.next()?, fields.next()?]
        }
        _ => return None,
    };
    let [year, month, day] = date;
    if [year.len(), month.len(), day.len()] != [4, 2, 2] {
        return None;
    }
    let (clock, zone) = clock(rest)?;
    Some(([digits(year)?, digits(month)?, digits(day)?], clock, zone.into()))
}

/// The time of day, and what is behind it.
fn clock(text: &str) -> Option<([u64; 3], &str)> {
    let end = text.find(|char: char| !char.is_ascii_digit() && char != ':').unwrap_or(text.len());
    let (time, rest) = text.split_at_checked(end)?;
    let fields: Vec<&str> = match time.len() {
        6 if !time.contains(':') => vec![time.get(..2)?, time.get(2..4)?, time.get(4..)?],
        _ => time.split(':').collect(),
    };
    let (hour, minute, second) = match fields.as_slice() {
        [hour, minute, second] => (hour, minute, *second),
        // Java leaves out seconds that are none.
        [hour, minute] => (hour, minute, "00"),
        _ => return None,
    };
    if minute.len() != 2 || second.len() != 2 || !(1..=2).contains(&hour.len()) {
        return None;
    }
    let rest = match rest.strip_prefix(['.', ',']) {
        Some(fraction) => {
            let behind = fraction.trim_start_matches(|char: char| char.is_ascii_digit());
            (behind.len() < fraction.len()).then_some(behind)?
        }
        None => rest,
    };
    Some(([digits(hour)?, digits(minute)?, digits(second)?], rest))
}

/// `Sun, 29 Nov 2026 01:00:37 GMT` and `Sun Nov 29 01:00:37 UTC 2026`: the month by name, in any order.
fn in_words(text: &str) -> Option<Parts<'_>> {
    let (mut year, mut month, mut day, mut time) = (None, None, None, None);
    let mut zone = String::new();
    for word in text.split([' ', ',']).filter(|word| !word.is_empty()) {
        let place = match word.len() {
            _ if zone.contains('(') => None,
            4 if digits(word).is_some() => Some(&mut year),
            1 | 2 if digits(word).is_some() => Some(&mut day),
            3.. if month.is_none() && month_of(word).is_some() => {
                month = month_of(word);
                continue;
            }
            _ => None,
        };
        match place {
            Some(place) if place.is_none() => *place = digits(word),
            Some(_) => return None,
            None if time.is_none() && word.contains(':') => {
                let (found, behind) = clock(word)?;
                time = Some(found);
                zone.push_str(behind);
            }
            None if is_weekday(word) => {}
            None => zone.extend([" ", word]),
        }
    }
    Some(([year?, month?, day?], time?, zone.into()))
}

fn month_of(word: &str) -> Option<u64> {
    let names = "jan feb mar apr may jun jul aug sep oct nov dec";
    let at = names.split(' ').position(|name| begins_with(word, name))?;
    u64::try_from(at + 1).ok()
}

fn is_weekday(word: &str) -> bool {
    "mon tue wed thu fri sat sun".split(' ').any(|name| begins_with(word, name))
}

/// Whether a word is a name or its first three letters.
fn begins_with(word: &str, name: &str) -> bool {
    word.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// How far east of Greenwich a clock is.
enum Zone {
    /// By so many seconds.
    East(i64),
    /// Nothing tells.
    Unknown,
}

/// The zone that a text names, if it is one. Offsets that agree may stand there more than
/// once: `+00:00+0000`, Go's `+0530 IST`, JavaScript's `GMT+0530 (India Standard Time)`.
fn zone_of(mut rest: &str) -> Option<Zone> {
    let mut found = None;
    while let Some(first) = rest.chars().next() {
        let (this, behind) = match first {
            '(' => (None, rest.split_once(')')?.1),
            '[' => (None, rest.split_once(']')?.1),
            '+' | '-' => numeric(rest)?,
            // How far a clock of Go's had run.
            'm' if rest.starts_with("m=") => (None, ""),
            _ => named(rest)?,
        };
        if this.is_some() && found.is_some() && this != found {
            return None;
        }
        found = found.or(this);
        rest = behind.trim_start();
    }
    Some(found.map_or(Zone::Unknown, Zone::East))
}

/// `+05:30`, `+0530` or `+05`.
fn numeric(text: &str) -> Option<(Option<i64>, &str)> {
    let (sign, rest) = text.split_at_checked(1)?;
    let end = rest.find(|char: char| !char.is_ascii_digit() && char != ':').unwrap_or(rest.len());
    let (offset, behind) = rest.split_at_checked(end)?;
    let (hours, minutes) = match (offset.len(), offset.split_once(':')) {
        (5, Some(fields)) => fields,
        (4, None) => offset.split_at_checked(2)?,
        (2, None) => (offset, "0"),
        _ => return None,
    };
    let (hours, minutes) = (digits(hours)?, digits(minutes)?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    let seconds = i64::try_from(hours * 3_600 + minutes * 60).ok()?;
    Some((Some(if sign == "-" { -seconds } else { seconds }), behind))
}

/// A zone by name. Only the names of UTC tell the offset: `IST` is three zones.
fn named(text: &str) -> Option<(Option<i64>, &str)> {
    let end = text.find(|char: char| !char.is_ascii_alphabetic()).unwrap_or(text.len());
    let (name, behind) = text.split_at_checked(end)?;
    if !(1..=5).contains(&name.len()) {
        return None;
    }
    let is_utc = ["Z", "UTC", "GMT", "UT"].iter().any(|utc| name.eq_ignore_ascii_case(utc));
    // `GMT+0530` is 5:30 ahead.
    let is_base = behind.starts_with(['+', '-']) && !name.eq_ignore_ascii_case("Z");
    if !is_utc && is_base
        || name.len() == 2 && matches!(name.as_bytes(), b"AM" | b"PM" | b"am" | b"pm")
    {
        return None;
    }
    Some(((is_utc && !is_base).then_some(0), behind))
}

/// A number of digits alone.
fn digits(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

/// As seconds, 9 September 2001.
const SECONDS: f64 = 1e9;

/// As seconds, a date in the year 5138; as milliseconds, one in 1973.
const MILLISECONDS: f64 = 1e11;

#[cfg(test)]
mod tests {
    use super::EndText::{At, Never, Unreadable, WithoutZone};
    use super::*;

    #[test]
    fn what_can_be_read_in_one_way_is_an_instant() {
        for text in [
            "2013-05-24T00:00:00Z",
            "2013-05-24t00:00:00z",
            "2013-05-24T02:00:00+02:00",
            "2013-05-24 00:00:00+00:00",
            "2013-05-24T00:00:00.123456789Z",
            "2013-05-24T00:00:00,5Z",
            "2013-05-24T00:00:00.0000000Z",
            "2013-05-24T00:00:00+0000",
            "2013-05-24T00:00:00-00:00",
            "2013-05-23T16:30:00-0730",
            "2013-05-24T05:30:00+05:30",
            "2013-05-24 00:00:00 +0000",
            "2013-05-24T00:00:00 +00:00",
            "2013-05-24 00:00:00+00",
            "2013/05/24 00:00:00 Z",
            "20130524T000000Z",
            "2013-05-24T00:00Z",
            "2013-05-24T02:00+02:00[Europe/Berlin]",
            "2013-05-24 00:00:00 UTC",
            "2013-05-24 00:00:00 GMT",
            "2013-05-24T00:00:00UTC",
            // Twice, but not in contradiction.
            "2013-05-24T00:00:00+00:00+0000",
            "2013-05-24T00:00:00.000+00:00+0000",
            "2013-05-24T05:30:00+05:30+0530",
            "2013-05-24T00:00:00Z+00:00",
            // Go's.
            "2013-05-24 00:00:00 +0000 UTC",
            "2013-05-24 05:30:00.5 +0530 IST",
            "2013-05-24 00:00:00 +0000 UTC m=+0.002",
            // HTTP's and mail's, a Unix date, JavaScript's.
            "Fri, 24 May 2013 00:00:00 GMT",
            "Thu, 23 May 2013 17:00:00 -0700",
            "Fri May 24 00:00:00 UTC 2013",
            "Fri May 24 2013 05:30:00 GMT+0530 (India Standard Time)",
            "24 May 2013 00:00:00 UTC",
            // Numbers, and Windows PowerShell's.
            " 1369353600 ",
            "1369353600.75",
            "1369353600999",
            "/Date(1369353600000)/",
        ] {
            assert_eq!(read(text), At(1_369_353_600), "{text}");
        }
    }

    #[test]
    fn a_date_without_a_zone_is_told_apart() {
        for text in [
            "2013-05-24 00:00:00",
            "2013-05-24T00:00:00",
            " 2013-05-24T00:00:00.5 ",
            "2013-05-24T00:00",
            "20130524T000000",
            "2013-05-24 00:00:00 IST",
            "2013-05-24 00:00:00 PST",
            "Fri May 24 00:00:00 2013",
            "Fri May 24 00:00:00 PDT 2013",
            "2013-05-24T00:00:00[Asia/Kolkata]",
        ] {
            assert_eq!(read(text), WithoutZone(1_369_353_600), "{text}");
        }
    }

    #[test]
    fn the_zero_time_of_go_is_no_end() {
        for text in ["0001-01-01T00:00:00Z", "0001-01-01 00:00:00 +0000 UTC", "0001-01-01T00:00:00"]
        {
            assert_eq!(read(text), Never, "{text}");
        }
    }

    #[test]
    fn anything_else_is_not_read() {
        for text in [
            "",
            "unknown",
            "soon",
            "2013-05-24",
            "2013-05-24T",
            "2013-05-24 00:00:00+0",
            "2013-05-24 00:00:00+00é",
            "2013-05-24T00:00:00+00:00+0100",
            "2013-05-24 05:30:00 +0530 UTC",
            "2013-05-24T00:00:00+24:00",
            "2013-05-24T00:00:00.Z",
            "2013-05-24T00:00:60Z",
            "2013-02-30T00:00:00Z",
            "2013-5-24T00:00:00Z",
            "24-05-2013 00:00:00Z",
            "05/24/2013 00:00:00 UTC",
            "Fri, 24 May 2013 12:00:00 AM UTC",
            "2013-05-24 12:00:00 AM UTC",
            "2013-05-24T00:00:00Zs3cr3t",
            "2013-05-24T00:00:00IST-5",
            "1969-12-31T23:59:59Z",
            "1970-01-01T00:00:00+00:01",
            // How long, not when.
            "0",
            "900",
            "3600",
            "43200.0",
            "-1",
            "-0001",
            "+1369353600",
            "1369353600Z",
            "1e9",
            "inf",
            "NaN",
            "99999999999999999",
            "/Date(1369353600000)",
            "/Date(-1)/",
            "/Date(99999999999999999)/",
        ] {
            assert_eq!(read(text), Unreadable, "{text}");
        }
    }
}

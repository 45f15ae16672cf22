//! [`Spoken`]: a duration as people say it.

use std::fmt;
use std::time::Duration;

/// Shows a duration in words: `8 days`, `36 hours`, `1 h 30 min`; in seconds where it is not whole minutes,
/// and as `900ms` where it is not whole seconds.
pub(crate) struct Spoken(pub(crate) Duration);

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// Up to here, hours are counted where there are no whole days: `36 hours`, `90 hours`.
const MOST_HOURS: u64 = 4 * DAY;

impl fmt::Display for Spoken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs();
        if self.0.subsec_nanos() > 0 {
            return write!(f, "{:?}", self.0);
        }
        if seconds == 0 || !seconds.is_multiple_of(MINUTE) {
            count(f, seconds, "second")
        } else if seconds < HOUR {
            count(f, seconds / MINUTE, "minute")
        } else if seconds.is_multiple_of(DAY) {
            count(f, seconds / DAY, "day")
        } else if seconds.is_multiple_of(HOUR) && seconds < MOST_HOURS {
            count(f, seconds / HOUR, "hour")
        } else {
            parts(f, seconds)
        }
    }
}

fn count(f: &mut fmt::Formatter<'_>, number: u64, unit: &str) -> fmt::Result {
    write!(f, "{number} {unit}{}", if number == 1 { "" } else { "s" })
}

/// What takes more than one unit.
fn parts(f: &mut fmt::Formatter<'_>, seconds: u64) -> fmt::Result {
    let (days, hours, minutes) = (seconds / DAY, seconds % DAY / HOUR, seconds % HOUR / MINUTE);
    let day = if days == 1 { "day" } else { "days" };
    let mut gap = "";
    for (number, unit) in [(days, day), (hours, "h"), (minutes, "min")] {
        if number > 0 {
            write!(f, "{gap}{number} {unit}")?;
            gap = " ";
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_said_as_people_say_it() {
        for (seconds, text) in [
            (0, "0 seconds"),
            (1, "1 second"),
            (59, "59 seconds"),
            (60, "1 minute"),
            (90, "90 seconds"),
            (900, "15 minutes"),
            (3_600, "1 hour"),
            (3_601, "3601 seconds"),
            (5_400, "1 h 30 min"),
            (21_600, "6 hours"),
            (86_400, "1 day"),
            (88_200, "1 day 30 min"),
            (129_600, "36 hours"),
            (324_000, "90 hours"),
            (349_200, "4 days 1 h"),
            (604_800, "7 days"),
            (604_801, "604801 seconds"),
            (691_200, "8 days"),
        ] {
            assert_eq!(Spoken(Duration::from_secs(seconds)).to_string(), text);
        }
        assert_eq!(Spoken(Duration::from_millis(1_500)).to_string(), "1.5s");
    }
}

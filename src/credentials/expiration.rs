//! The end of credentials, in the spellings that tools use.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::error::{Error, SourceError};
use crate::utc::{LAST_SECOND, parse_iso, seconds_of};

/// When credentials end, in seconds too, as it is looked at for each URL.
#[derive(Clone, Copy)]
pub(super) struct Expiration {
    pub(super) at: SystemTime,
    pub(super) seconds: u64,
}

impl Expiration {
    pub(super) fn new(at: SystemTime) -> Self {
        // Beyond the year 9999 is never, and before 1970 is over.
        let out_of_range = if at > UNIX_EPOCH { u64::MAX } else { 0 };
        Self { at, seconds: seconds_of(at).unwrap_or(out_of_range) }
    }
}

impl fmt::Debug for Expiration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.at.fmt(f)
    }
}

/// Reads RFC 3339, with a space for the `T` and an offset without its colon too, or seconds since 1970.
pub(super) fn parse_expiration(name: &str, text: &str) -> Result<SystemTime, Error> {
    let rule = "a date such as 2026-11-21T12:00:00Z, with an offset or Z";
    instant(text).ok_or_else(|| SourceError::setting(name, text.trim(), rule).into())
}

/// The same for the keys of a profile, where a date without an offset is in UTC: so `aws-mfa` writes it.
pub(super) fn parse_profile_expiration(name: &str, text: &str) -> Result<SystemTime, Error> {
    let rule = "a date such as 2026-11-21T12:00:00Z; in UTC where it has no offset";
    let in_utc = || instant(&format!("{}Z", text.trim()));
    let end = instant(text).or_else(in_utc);
    end.ok_or_else(|| SourceError::setting(name, text.trim(), rule).into())
}

fn instant(text: &str) -> Option<SystemTime> {
    let text = text.trim();
    let seconds = parse_iso(&in_rfc_3339(text)).or_else(|| text.parse().ok());
    let seconds = seconds.filter(|seconds| *seconds <= LAST_SECOND)?;
    Some(UNIX_EPOCH + Duration::from_secs(seconds))
}

/// `2026-11-21 12:00:00 +0000` as `2026-11-21T12:00:00+00:00`.
fn in_rfc_3339(text: &str) -> String {
    let Some((day, time)) = text.split_once([' ', 'T', 't']) else { return text.to_owned() };
    let mut date = format!("{day}T{}", time.replacen(' ', "", 1));
    let offset = date.rfind(['+', '-']).filter(|at| date.len() == at + 5);
    if let Some(at) = offset.filter(|at| date.is_char_boundary(at + 3)) {
        date.insert(at + 3, ':');
    }
    date
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_that_no_date_names_is_never_or_over() {
        let seconds = |at| Expiration::new(at).seconds;
        let last = UNIX_EPOCH + Duration::from_secs(253_402_300_799);
        assert_eq!(seconds(UNIX_EPOCH - Duration::from_secs(1)), 0);
        assert_eq!(seconds(UNIX_EPOCH + Duration::from_millis(7_999)), 7);
        assert_eq!(seconds(last), 253_402_300_799);
        assert_eq!(seconds(last + Duration::from_secs(1)), u64::MAX);
        assert_eq!(format!("{:?}", Expiration::new(last)), format!("{last:?}"));
    }

    #[test]
    fn the_spellings_of_tools_are_read() {
        let second = |end: SystemTime| end.duration_since(UNIX_EPOCH).unwrap().as_secs();
        for text in [
            "2013-05-24T00:00:00Z",
            "2013-05-24T02:00:00+02:00",
            "2013-05-24 00:00:00+00:00",
            "2013-05-24T00:00:00.123456Z",
            "2013-05-24T00:00:00+0000",
            "2013-05-23T16:30:00-0730",
            "2013-05-24 00:00:00 +0000",
            "2013-05-24T00:00:00 +00:00",
            " 1369353600 ",
        ] {
            assert_eq!(parse_expiration("x", text).map(second), Ok(1_369_353_600), "{text}");
            assert_eq!(
                parse_profile_expiration("x", text).map(second),
                Ok(1_369_353_600),
                "{text}"
            );
        }
        for text in ["2013-05-24 00:00:00", "2013-05-24T00:00:00", " 2013-05-24T00:00:00.5 "] {
            assert!(parse_expiration("x", text).is_err(), "{text}");
            assert_eq!(
                parse_profile_expiration("x", text).map(second),
                Ok(1_369_353_600),
                "{text}"
            );
        }
        for text in [
            "",
            "2013-05-24",
            "2013-05-24T00:00",
            "2013-05-24 00:00:00+0",
            "2013-05-24 00:00:00+00é",
            "-1",
            "-0001",
            "1369353600Z",
            "99999999999999",
            "soon",
        ] {
            assert!(parse_expiration("x", text).is_err(), "{text}");
            assert!(parse_profile_expiration("x", text).is_err(), "{text}");
        }
    }
}

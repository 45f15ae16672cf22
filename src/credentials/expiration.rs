//! The end of credentials, in the spellings that tools use.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::error::{Error, SourceError};
use crate::utc::{parse_iso, seconds_of};

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

/// Reads RFC 3339, with a space for the `T` too, or seconds since 1970.
pub(super) fn parse_expiration(name: &str, text: &str) -> Result<SystemTime, Error> {
    let text = text.trim();
    let seconds = parse_iso(text)
        .or_else(|| parse_iso(&text.replacen(' ', "T", 1)))
        .or_else(|| text.parse().ok().filter(|seconds| *seconds <= crate::utc::LAST_SECOND));
    match seconds {
        Some(seconds) => Ok(UNIX_EPOCH + Duration::from_secs(seconds)),
        None => Err(SourceError::setting(
            name,
            text,
            "a date such as 2026-11-21T12:00:00Z, with an offset or Z",
        )
        .into()),
    }
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
        for text in [
            "2013-05-24T00:00:00Z",
            "2013-05-24T02:00:00+02:00",
            "2013-05-24 00:00:00+00:00",
            "2013-05-24T00:00:00.123456Z",
            " 1369353600 ",
        ] {
            let seconds = parse_expiration("x", text).unwrap().duration_since(UNIX_EPOCH).unwrap();
            assert_eq!(seconds.as_secs(), 1_369_353_600, "{text}");
        }
        for text in ["", "2013-05-24", "2013-05-24T00:00:00", "-1", "99999999999999", "soon"] {
            assert!(parse_expiration("x", text).is_err(), "{text}");
        }
    }
}

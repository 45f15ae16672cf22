//! The end of credentials.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::end_text::{self, EndText};
use crate::error::{Error, SourceError};
use crate::utc::seconds_of;

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

/// The end that a text tells; none for Go's zero time. A date without a zone is refused, as nobody can tell when it
/// is.
pub(super) fn read_end(name: &str, text: &str) -> Result<Option<SystemTime>, Error> {
    let rule = "a date such as 2026-11-21T12:00:00Z, with an offset or Z";
    match end_text::read(text) {
        EndText::At(seconds) => Ok(Some(instant(seconds))),
        EndText::Never => Ok(None),
        EndText::WithoutZone(_) | EndText::Unreadable => {
            Err(SourceError::setting(name, text.trim(), rule).into())
        }
    }
}

/// An instant by its seconds since 1970.
pub(super) fn instant(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
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
    fn only_a_date_with_its_zone_is_an_end() {
        let second = |end: SystemTime| end.duration_since(UNIX_EPOCH).unwrap().as_secs();
        let read = |text: &str| read_end("x", text).map(|end| end.map(second));
        assert_eq!(read(" 2013-05-24T02:00:00+02:00"), Ok(Some(1_369_353_600)));
        assert_eq!(read("0001-01-01T00:00:00Z"), Ok(None));
        for text in ["2013-05-24T00:00:00", "3600", "soon"] {
            let refused = read_end("x", text).unwrap_err().to_string();
            assert_eq!(
                refused,
                format!(
                    "x is {text:?}, which is not valid: a date such as 2026-11-21T12:00:00Z, with an offset or Z"
                )
            );
        }
    }
}

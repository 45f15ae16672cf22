//! The end of credentials, in the spellings that tools use.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::error::{Error, SourceError, shortened};
use crate::utc::parse_iso;

/// Reads RFC 3339, with a space for the `T` too, or seconds since 1970.
pub(super) fn parse_expiration(name: &str, text: &str) -> Result<SystemTime, Error> {
    let text = text.trim();
    let seconds = parse_iso(text)
        .or_else(|| parse_iso(&text.replacen(' ', "T", 1)))
        .or_else(|| text.parse().ok().filter(|seconds| *seconds <= crate::utc::LAST_SECOND));
    match seconds {
        Some(seconds) => Ok(UNIX_EPOCH + Duration::from_secs(seconds)),
        None => Err(Error::Source(SourceError::Setting {
            name: name.to_owned(),
            value: shortened(text),
            rule: "a date such as 2026-11-21T12:00:00Z, with an offset or Z",
        })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

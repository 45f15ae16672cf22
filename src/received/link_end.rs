//! [`LinkEnd`]: when a link ends, as far as it tells.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::utc::LAST_SECOND;

/// When a link begins to work and when it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LinkTimes {
    pub(crate) starts_at: Option<SystemTime>,
    pub(crate) end: LinkEnd,
}

/// When a link ends, as far as it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LinkEnd {
    /// At this time.
    At(SystemTime),
    /// Never, which some services allow.
    Never,
    /// The link does not tell: where the end is kept.
    NotTold(&'static str),
    /// What should be the end is none, so that the service refuses the link.
    Unreadable {
        /// The parameter.
        parameter: &'static str,
        /// What it should be.
        expected: &'static str,
    },
    /// Beyond the year 9999: most of the time milliseconds where seconds are counted.
    Beyond {
        /// The parameter.
        parameter: &'static str,
    },
}

/// An instant in seconds since 1970, as most services write the end.
pub(crate) fn epoch(text: &str, parameter: &'static str) -> LinkEnd {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse::<u64>() {
        Ok(seconds) if is_number && seconds <= LAST_SECOND => LinkEnd::At(at(seconds)),
        _ if is_number => LinkEnd::Beyond { parameter },
        _ => LinkEnd::Unreadable { parameter, expected: "seconds since 1970" },
    }
}

pub(super) fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

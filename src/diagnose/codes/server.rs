//! Codes by which the server speaks of itself.

use super::{KnownCode, row};

pub(super) const CODES: &[KnownCode] = &[
    row("InternalError", "the server failed", "try again, a little later each time"),
    row(
        "ServiceUnavailable",
        "the server is not available for now",
        "try again with growing pauses",
    ),
    row("Busy", "the server is busy", "try again in a moment"),
    row(
        "SlowDown",
        "there are too many requests at once",
        "send fewer requests at a time; spread keys over prefixes",
    ),
];

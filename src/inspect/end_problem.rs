//! [`EndProblem`]: what is wrong with the end of a link that names it itself.

use std::time::SystemTime;

use crate::utc::Iso;

/// What is wrong with the span in which a link works, where the link names its end itself: with SigV2 and at
/// other services than S3.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EndProblem {
    /// It does not work yet, by its own words.
    #[error("the link works from {} on, not before: wait, or ask whoever made it for another", Iso(*at))]
    NotYetStarted {
        /// When it begins to work.
        at: SystemTime,
    },

    /// What should be the end is none.
    #[error(
        "the end of the link cannot be read: {parameter} should be {expected}; ask whoever made it for a new one"
    )]
    Unreadable {
        /// The parameter.
        parameter: &'static str,
        /// What it should be.
        expected: &'static str,
    },

    /// The end lies beyond the year 9999.
    #[error(
        "the end of the link lies beyond the year 9999: {parameter} counts seconds, and milliseconds were probably \
         written; divide by 1000"
    )]
    TooFar {
        /// The parameter.
        parameter: &'static str,
    },
}

impl EndProblem {
    pub(super) fn is_fatal(&self) -> bool {
        !matches!(self, Self::TooFar { .. })
    }
}

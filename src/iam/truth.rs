//! [`Truth`]: yes, no, or not to be told.

/// Whether something holds, as far as the facts tell. Ordered, so that the greatest of some is
/// whether any holds, and the least whether all do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Truth {
    No,
    Maybe,
    Yes,
}

impl Truth {
    pub(super) fn any(truths: impl Iterator<Item = Self>) -> Self {
        truths.max().unwrap_or(Self::No)
    }

    pub(super) fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Maybe => Self::Maybe,
            Self::Yes => Self::No,
        }
    }

    /// The answer to an optional question; without one, it cannot be told.
    pub(super) fn known(answer: Option<bool>) -> Self {
        answer.map_or(Self::Maybe, Self::from)
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

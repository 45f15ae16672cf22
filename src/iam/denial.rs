//! [`IamDenial`]: a statement that denies a link, and why.

use std::fmt;
use std::time::Duration;

use crate::error::shortened;
use crate::spoken::Spoken;

/// What a policy makes of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum IamDecision {
    /// No statement denies it. Whether one allows it is another question.
    NotDenied,
    /// A statement denies it under conditions that were not given, or that are not judged.
    MaybeDenied,
    /// A statement denies it, now or within its lifetime.
    Denied,
}

/// A statement that denies a link, or may.
///
/// `Display` says it in words: which statement, from when on, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IamDenial {
    pub(super) sid: Option<String>,
    pub(super) position: usize,
    pub(super) decision: IamDecision,
    pub(super) works_for: Duration,
    pub(super) asked: Asked,
    pub(super) reasons: Vec<String>,
}

/// What was asked for the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Lifetime(Duration),
    Age(Duration),
}

impl IamDenial {
    /// The Sid of the statement.
    #[must_use]
    pub fn sid(&self) -> Option<&str> {
        self.sid.as_deref()
    }

    /// The place of the statement in its policy, from 1.
    #[must_use]
    pub fn position(&self) -> usize {
        self.position
    }

    /// `Denied`, or `MaybeDenied`.
    #[must_use]
    pub fn decision(&self) -> IamDecision {
        self.decision
    }

    /// How long after signing the link works, in whole milliseconds, before the statement denies it;
    /// zero if it never does.
    #[must_use]
    pub fn works_for(&self) -> Duration {
        self.works_for
    }

    /// The conditions that deny it; or those that may, if the decision is `MaybeDenied`.
    pub fn reasons(&self) -> impl Iterator<Item = &str> {
        self.reasons.iter().map(String::as_str)
    }
}

impl fmt::Display for IamDenial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sid {
            Some(sid) => write!(f, "statement {:?}", shortened(sid))?,
            None => write!(f, "statement {}", self.position)?,
        }
        let is_certain = self.decision == IamDecision::Denied;
        if self.works_for.is_zero() {
            f.write_str(if is_certain { " denies the link" } else { " may deny the link" })?;
        } else {
            let verb = if is_certain { "ends" } else { "may end" };
            write!(f, " {verb} the link {} after signing, {}", Spoken(self.works_for), self.asked)?;
        }
        let reasons = self.reasons.join(", and ");
        write!(f, ": {}", if reasons.is_empty() { "it has no condition" } else { &reasons })
    }
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lifetime(lifetime) => write!(f, "though it asks for {}", Spoken(*lifetime)),
            Self::Age(age) => write!(f, "and it is used after {}", Spoken(*age)),
        }
    }
}

//! [`IamEvaluation`]: what a whole policy makes of a link.

use std::fmt;
use std::time::Duration;

use super::denial::{IamDecision, IamDenial};

/// What the `Deny` statements of a policy make of a link.
///
/// `Display` lists the statements that deny it, or may, one a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IamEvaluation {
    denials: Vec<IamDenial>,
    asked: Duration,
}

impl IamEvaluation {
    /// Certain denials come first, and then those that end the link first.
    pub(super) fn new(mut denials: Vec<IamDenial>, asked: Duration) -> Self {
        denials.sort_by_key(|denial| {
            (denial.decision() != IamDecision::Denied, denial.works_for(), denial.position())
        });
        Self { denials, asked }
    }

    /// The strictest decision of all statements.
    #[must_use]
    pub fn decision(&self) -> IamDecision {
        self.denials.first().map_or(IamDecision::NotDenied, IamDenial::decision)
    }

    /// The statements that deny the link, or may: the certain ones first, and of these the one that
    /// ends it first.
    pub fn denials(&self) -> impl Iterator<Item = &IamDenial> {
        self.denials.iter()
    }

    /// How long after signing no statement certainly denies the link: its lifetime, or less.
    #[must_use]
    pub fn works_for(&self) -> Duration {
        let certain = self.denials.iter().filter(|denial| denial.decision() == IamDecision::Denied);
        certain.map(IamDenial::works_for).min().unwrap_or(self.asked)
    }
}

impl fmt::Display for IamEvaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.denials.is_empty() {
            return f.write_str("no statement denies the link");
        }
        for (index, denial) in self.denials.iter().enumerate() {
            write!(f, "{}{denial}", if index == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

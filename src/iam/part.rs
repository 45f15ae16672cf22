//! [`Part`]: the parts of a statement, which all have to hold for it to deny.

use super::key_condition::KeyCondition;
use super::operator::{Fact, Operator};
use super::request_context::RequestContext;
use super::signer::is_about;
use super::statement::{IamStatement, Negatable, Principals};
use super::truth::Truth;
use super::wildcards::matches_filled_in;
use crate::error::shortened;

/// A part of a statement.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'s> {
    Action(&'s Negatable<Vec<String>>),
    Resource(&'s Negatable<Vec<String>>),
    Principal(Option<&'s Negatable<Principals>>),
    Condition(&'s KeyCondition),
}

impl<'s> Part<'s> {
    pub(super) fn all(statement: &'s IamStatement) -> Vec<Self> {
        let scope = [
            Self::Action(&statement.action),
            Self::Resource(&statement.resource),
            Self::Principal(statement.principal.as_ref()),
        ];
        scope.into_iter().chain(statement.conditions.iter().map(Self::Condition)).collect()
    }

    /// Whether it holds for a request at an age, in milliseconds.
    pub(super) fn holds(self, context: &RequestContext, age: u64) -> Truth {
        match self {
            // The names of actions are the same in upper and lower case; ARNs are not.
            Self::Action(patterns) => names(patterns, &context.action, str::to_ascii_lowercase),
            Self::Resource(patterns) => names(patterns, &context.resource, str::to_owned),
            Self::Principal(principal) => is_about(principal, context.principal_arn()),
            Self::Condition(condition) => is_met(condition, &context.fact(&condition.key, age)),
        }
    }

    /// Why it holds or may hold, in words.
    pub(super) fn reason(self, context: &RequestContext, age: u64) -> String {
        match self {
            Self::Action(_) => "its action has policy variables".to_owned(),
            Self::Resource(_) => "its resource has policy variables".to_owned(),
            Self::Principal(_) => {
                "it is about some principals, and the signer may be one".to_owned()
            }
            Self::Condition(condition) => reason(condition, &context.fact(&condition.key, age)),
        }
    }

    pub(super) fn is_condition(self) -> bool {
        matches!(self, Self::Condition(_))
    }
}

fn names(patterns: &Negatable<Vec<String>>, name: &str, folded: impl Fn(&str) -> String) -> Truth {
    let is_any = |patterns: &[String]| {
        let name = folded(name);
        Truth::any(patterns.iter().map(|pattern| matches_filled_in(&folded(pattern), &name)))
    };
    match patterns {
        Negatable::Is(patterns) => is_any(patterns),
        Negatable::Not(patterns) => is_any(patterns).not(),
    }
}

fn is_met(condition: &KeyCondition, fact: &Fact) -> Truth {
    let Some(operator) = Operator::parse(&condition.operator) else { return Truth::Maybe };
    // As a text, an age changes with every millisecond; no policy means to compare it so.
    if condition.is_on(KeyCondition::SIGNATURE_AGE) && !operator.is_numeric() {
        return Truth::Maybe;
    }
    let truth = operator.holds(fact, &condition.values);
    if condition.is_on("s3:authType") {
        // An example of AWS's has it as `REST-query-string`, with `StringEquals`.
        let upper: Vec<_> = condition.values.iter().map(|value| value.to_uppercase()).collect();
        if operator.holds(fact, &upper) != truth {
            return Truth::Maybe;
        }
    }
    truth
}

fn reason(condition: &KeyCondition, fact: &Fact) -> String {
    let KeyCondition { operator, key, values } = condition;
    let key = shortened(key);
    let comparison = shortened(&format!("{operator} {}", values.join(", ")));
    match fact {
        Fact::NotJudged => format!("{key} is not judged ({comparison})"),
        Fact::NotGiven => format!("{key} is not given ({comparison})"),
        _ if is_met(condition, fact) == Truth::Maybe => {
            format!("{key} cannot be compared ({comparison})")
        }
        Fact::Absent => format!("{key} is absent ({comparison})"),
        Fact::Is(fact) => format!("{key} is {fact} ({comparison})"),
    }
}

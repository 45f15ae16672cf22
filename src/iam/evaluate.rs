//! Evaluates a statement over the lifetime of a link.

use std::time::Duration;

use super::decimal::Decimal;
use super::denial::{Asked, IamDecision, IamDenial};
use super::key_condition::KeyCondition;
use super::part::Part;
use super::request_context::RequestContext;
use super::statement::{Effect, IamStatement};
use super::truth::Truth;

/// Why a statement denies a link, if it does or may; its position counts from 1.
pub(super) fn evaluate(
    statement: &IamStatement,
    position: usize,
    context: &RequestContext,
) -> Option<IamDenial> {
    if statement.effect == Effect::Allow {
        return None;
    }
    let parts = Part::all(statement);
    let (decision, age) = decide(statement, &parts, context)?;
    let (truth, is_certain) = match decision {
        IamDecision::Denied => (Truth::Yes, true),
        _ => (Truth::Maybe, false),
    };
    let reasons = parts
        .iter()
        // That a statement is about the action and the object goes without saying.
        .filter(|part| part.is_condition() || !is_certain)
        .filter(|part| part.holds(context, age) == truth)
        .map(|part| part.reason(context, age));
    Some(IamDenial {
        sid: statement.sid.clone(),
        position,
        decision,
        works_for: Duration::from_millis(age.saturating_sub(1)),
        asked: context.asked(),
        reasons: reasons.collect(),
    })
}

/// Whether it denies or may deny the link, and the first age at which.
fn decide(
    statement: &IamStatement,
    parts: &[Part<'_>],
    context: &RequestContext,
) -> Option<(IamDecision, u64)> {
    let asked = context.asked();
    let moments = moments(statement, asked);
    let truth_at = |age: u64| {
        let truths = parts.iter().map(|part| part.holds(context, age));
        truths.min().unwrap_or(Truth::Yes)
    };
    let truths: Vec<_> = moments.into_iter().map(|age| (age, truth_at(age))).collect();
    let last = truths.last().map_or(Truth::No, |(_, truth)| *truth);
    let first = |least: Truth| {
        let is_asked = last >= least || matches!(asked, Asked::Lifetime(_));
        truths.iter().find(|(_, truth)| is_asked && *truth >= least).map(|(age, _)| *age)
    };
    let denied = first(Truth::Yes).map(|age| (IamDecision::Denied, age));
    denied.or_else(|| first(Truth::Maybe).map(|age| (IamDecision::MaybeDenied, age)))
}

/// The ages, in milliseconds, at which a statement can begin or cease to deny, up to what was asked.
/// Between two of them, nothing that it compares with an age changes.
fn moments(statement: &IamStatement, asked: Asked) -> Vec<u64> {
    let (Asked::Lifetime(end) | Asked::Age(end)) = asked;
    let end = u64::try_from(end.as_millis()).unwrap_or(u64::MAX);
    let conditions = statement.conditions.iter();
    let values = conditions
        .filter(|condition| condition.is_on(KeyCondition::SIGNATURE_AGE))
        .flat_map(|condition| &condition.values);
    let bounds = values.filter_map(|value| Decimal::parse(value)?.floor());
    let mut moments: Vec<_> = bounds
        .flat_map(|bound| [bound, bound.saturating_add(1)])
        .filter(|age| *age < end)
        .chain([0, end])
        .collect();
    moments.sort_unstable();
    moments.dedup();
    moments
}

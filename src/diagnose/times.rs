//! Which way, and how far, the times of a link are from the server's.

use std::time::Duration;

use super::cause::Cause;
use super::evidence::Evidence;

/// The link is over: when, the server knows best.
pub(super) fn expired(evidence: &Evidence<'_, '_>) -> Cause {
    let told = evidence.answer.instant("Expires");
    Cause::Expired { expired_at: told.or_else(|| evidence.inspection.expires_at()) }
}

/// The link begins later.
pub(super) fn early(evidence: &Evidence<'_, '_>) -> Cause {
    let by = evidence.inspection.signed_at().zip(evidence.answer.server_time());
    Cause::NotYetValid { by: by.and_then(|(signed, server)| signed.duration_since(server).ok()) }
}

/// The clocks differ, by the server's words. Which way, the times tell: those of the server, or else of now.
pub(super) fn skewed(evidence: &Evidence<'_, '_>) -> Cause {
    let (link, at) = (&evidence.inspection, evidence.refused_at);
    let Some(signed_at) = link.signed_at() else { return Cause::SignedTooLongAgo { by: None } };
    if signed_at > at {
        return early(evidence);
    }
    if link.expires_at().is_some_and(|end| end < at) {
        return expired(evidence);
    }
    let by = at.duration_since(signed_at).ok().filter(|by| is_long(*by));
    // Nobody waits less than this for a refusal: then it is not the link's age, but one of the clocks.
    if by.is_none_or(|by| by < ALLOWED) {
        return Cause::ClocksDiffer;
    }
    Cause::SignedTooLongAgo { by }
}

/// What S3 allows.
const ALLOWED: Duration = Duration::from_secs(900);

fn is_long(by: Duration) -> bool {
    by > Duration::from_secs(60)
}

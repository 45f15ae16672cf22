//! What is wrong with the link itself: for certain, or perhaps.

use super::cause::Cause;
use super::evidence::Evidence;
use super::meaning::Meaning;
use super::region::other_service;
use super::times::early;
use crate::inspect::{AddedPlace, Problem};
use crate::received::PastedLink;

/// What no server takes.
pub(super) fn certain_problem(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    let link = &evidence.inspection;
    if let Some(cause) = mangled(evidence) {
        return Some(cause);
    }
    if let Some(name) = parameter_encoded_twice(evidence) {
        return Some(Cause::ParameterReencoded { name: name.to_owned() });
    }
    let mut problems = link.problems().iter().filter(|problem| problem.is_fatal());
    if link.signature_version().is_none() && link.foreign().is_none() {
        let told = problems.find(|problem| !matches!(problem, Problem::NotSigned));
        let message = told.map_or_else(|| "the link is not signed".to_owned(), Problem::to_string);
        let is_link = link.host().is_some() || evidence.failed.request.uri.starts_with('/');
        return is_link.then_some(Cause::Parameters { message });
    }
    problems.find_map(|problem| of_fatal(problem, evidence))
}

/// What a mail, a page or a shell left in the link.
fn mangled(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    let pasted = PastedLink::read(evidence.failed.request.uri);
    let how = pasted.taken_off().iter().find(|wrapping| wrapping.breaks_the_link())?;
    Some(Cause::Mangled { how: *how })
}

/// The separators of these two values are still escaped once they have been decoded.
fn parameter_encoded_twice(evidence: &Evidence<'_, '_>) -> Option<&'static str> {
    let has = |value: Option<&str>, escape: &str| {
        value.is_some_and(|text| text.to_ascii_uppercase().contains(escape))
    };
    if has(evidence.params.credential.as_deref(), "%2F") {
        return Some("X-Amz-Credential");
    }
    has(evidence.params.signed_headers.as_deref(), "%3B").then_some("X-Amz-SignedHeaders")
}

/// A path that was encoded twice finds another object.
pub(super) fn path_encoded_twice(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    let mut problems = evidence.inspection.problems().iter();
    let problem = problems.find(|problem| matches!(problem, Problem::DoubleEncodedPath { .. }))?;
    Some(Cause::Suspected { problem: problem.clone() })
}

fn of_fatal(problem: &Problem, evidence: &Evidence<'_, '_>) -> Option<Cause> {
    let link = &evidence.inspection;
    Some(match problem {
        // Only the server's clock counts, and it looks at the time before anything else.
        Problem::Expired { .. } | Problem::NotYetValid { .. }
            if evidence.meaning.is_past_time() =>
        {
            return None;
        }
        // A target of a request line has none.
        Problem::NoHost if evidence.failed.request.uri.starts_with('/') => return None,
        Problem::Expired { .. } => Cause::Expired { expired_at: link.expires_at() },
        Problem::NotYetValid { .. } => early(evidence),
        Problem::TokenMissing { .. } => Cause::TokenMissing,
        Problem::MalformedSignature { .. } => Cause::Signature,
        Problem::RegionMismatch { host, scope } => {
            Cause::Region { signed: scope.clone(), expected: host.clone() }
        }
        Problem::ServiceMismatch { host, scope } => {
            Cause::Service { signed: scope.clone(), expected: (*host).to_owned() }
        }
        Problem::UserInformation => Cause::SignedTwice,
        problem => Cause::Parameters { message: problem.to_string() },
    })
}

/// What some servers and clients stumble over: where nothing else differs, it may be that.
pub(super) fn possible_trap(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    other_service(evidence)
        .or_else(|| foreign_parameter(evidence))
        .or_else(|| default_port(evidence))
        .or_else(|| body_hash(evidence))
        .or_else(|| {
            let mut problems = evidence.inspection.problems().iter();
            let is_trap = |problem: &&Problem| is_trap(problem, evidence.meaning);
            let problem = problems.find(is_trap)?.clone();
            Some(Cause::Suspected { problem })
        })
}

fn default_port(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    if !evidence.has_problem(|problem| matches!(problem, Problem::DefaultPort { .. })) {
        return None;
    }
    let meant = evidence.inspection.host()?;
    let seen = meant.rsplit_once(':')?.0;
    Some(Cause::Host { meant: meant.to_owned(), seen: seen.to_owned() })
}

/// Many servers know `UNSIGNED-PAYLOAD` alone.
fn body_hash(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    let in_header = evidence.signed_headers().any(|name| name == "x-amz-content-sha256");
    let in_query = evidence.params.content_sha256.as_deref();
    let is_hash = in_query.is_some_and(|hash| hash.len() == 64);
    (in_header || is_hash).then_some(Cause::PayloadHash)
}

fn is_trap(problem: &Problem, meaning: Meaning) -> bool {
    // Ceph answers a long life with a bare `AccessDenied`; no server calls it a wrong signature.
    let is_long = matches!(problem, Problem::LongLifetime { .. }) && meaning != Meaning::Mismatch;
    is_long
        || matches!(
            problem,
            Problem::DoubleEncodedPath { .. }
                | Problem::NotCanonical { .. }
                | Problem::PlusSign { .. }
                | Problem::DotSegment { .. }
                | Problem::EmptyBodyChecksum { .. }
                | Problem::MisspelledParameter { .. }
                | Problem::TokenOfAnotherKey { .. }
                | Problem::SignedHeadersOrder { .. }
                | Problem::Fragment
        )
}

/// A parameter that was probably added after signing.
fn foreign_parameter(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    evidence.inspection.problems().iter().find_map(|problem| match problem {
        Problem::AddedParameter { place: AddedPlace::Unsigned, .. } => {
            Some(Cause::Suspected { problem: problem.clone() })
        }
        Problem::AddedParameter { name, .. } => {
            Some(Cause::ForeignParameter { name: name.clone() })
        }
        _ => None,
    })
}

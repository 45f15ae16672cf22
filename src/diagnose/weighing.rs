//! Picks the cause: what is certain before what is likely, and the secret last.

use super::beside::beside_file;
use super::cause::Cause;
use super::codes::{self, KnownCode};
use super::denial::denial;
use super::differences::{
    impossible_method, own_content_type, place_difference, request_difference, scope_difference,
    signature_difference, signed_twice, text_difference, unsigned_headers,
};
use super::evidence::Evidence;
use super::meaning::Meaning;
use super::quoted::quoted;
use super::region::told_scope;
use super::suspicion::{certain_problem, path_encoded_twice, possible_trap};
use super::times::{early, expired, skewed};
use super::trials::by_secret;
use crate::inspect::Problem;
use crate::received::{RawUrl, SignatureVersion};

/// The likeliest cause by everything at hand.
pub(super) fn weighed(evidence: &Evidence<'_, '_>) -> Cause {
    let rules = [settled, certain_problem, signed_twice, told, differs, suspected];
    rules.iter().find_map(|rule| rule(evidence)).unwrap_or_else(|| rest(evidence))
}

/// What the server says and could not say if anything else were the matter.
fn settled(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    let lifetime_is_wrong = || evidence.has_problem(is_of_lifetime);
    match evidence.meaning {
        Meaning::Expired | Meaning::Skewed if lives_too_long(evidence).is_some() => {
            lives_too_long(evidence)
        }
        Meaning::Expired if !lifetime_is_wrong() => Some(expired(evidence)),
        Meaning::Skewed if !lifetime_is_wrong() => Some(skewed(evidence)),
        Meaning::Early if !lifetime_is_wrong() => Some(early(evidence)),
        Meaning::Scope => told_scope(evidence),
        Meaning::PostPolicy => Some(Cause::PostPolicy { message: message(evidence) }),
        Meaning::Redirect => {
            let endpoint = evidence.answer.element("Endpoint").unwrap_or_default();
            Some(Cause::Redirect { endpoint })
        }
        Meaning::Chunked => Some(Cause::Chunked),
        Meaning::Denied if evidence.answer.message().contains("not authorized to perform") => {
            Some(denial(evidence.answer.message()))
        }
        meaning if meaning.is_past_signature() => {
            let is_missing = meaning == Meaning::Missing("object");
            let elsewhere = place_difference(evidence);
            let twice = || is_missing.then(|| path_encoded_twice(evidence)).flatten();
            elsewhere.or_else(twice).or_else(|| behind_signature(meaning))
        }
        _ => None,
    }
}

/// A server that takes no such lifetime may say that the link is over, although it is not.
fn lives_too_long(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    let mut problems = evidence.inspection.problems().iter();
    let is_going = evidence.inspection.expires_at().is_some_and(|end| end > evidence.refused_at);
    let problem = problems.find(|problem| matches!(problem, Problem::LongLifetime { .. }))?;
    is_going.then(|| Cause::Suspected { problem: problem.clone() })
}

/// Whether the link has no session that could have ended, but an end of its own.
fn is_over(evidence: &Evidence<'_, '_>) -> bool {
    let link = &evidence.inspection;
    let has_ended = link.expires_at().is_some_and(|end| end <= evidence.refused_at);
    evidence.params.token.is_none() && has_ended
}

fn is_of_lifetime(problem: &Problem) -> bool {
    matches!(problem, Problem::LifetimeOutOfRange { .. } | Problem::MalformedExpires { .. })
}

fn behind_signature(meaning: Meaning) -> Option<Cause> {
    Some(match meaning {
        Meaning::Missing(what) => Cause::NotFound { what },
        Meaning::Condition => Cause::Condition,
        Meaning::Checksum => Cause::Checksum,
        Meaning::Body => Cause::Body,
        Meaning::Known(known) => of_known(known),
        _ => return None,
    })
}

/// What the server says, where the link has nothing that speaks against it.
fn told(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    Some(match evidence.meaning {
        // Google says it of the link itself.
        Meaning::Ended if is_over(evidence) => expired(evidence),
        Meaning::Ended => Cause::ExpiredToken,
        Meaning::Token if evidence.params.token.is_none() => Cause::TokenMissing,
        Meaning::Token => Cause::InvalidToken,
        Meaning::UnknownKey if evidence.params.token.is_some() => Cause::UnknownSession,
        Meaning::UnknownKey => Cause::UnknownAccessKeyId,
        Meaning::SignedTwice => Cause::SignedTwice,
        Meaning::HeadersNotSigned => headers_not_signed(evidence),
        Meaning::SigV2 if evidence.inspection.signature_version() != Some(SignatureVersion::V4) => {
            Cause::SigV2
        }
        _ => return None,
    })
}

/// Some servers say this of a signed header that did not come.
fn headers_not_signed(evidence: &Evidence<'_, '_>) -> Cause {
    if let Some(name) = evidence.answer.element("ParameterName") {
        return Cause::HeaderMissing { name };
    }
    let named = evidence.answer.element("HeadersNotSigned");
    let named = named.map(|names| Cause::HeadersNotSigned { names });
    named
        .or_else(|| signed_twice(evidence))
        .or_else(|| unsigned_headers(evidence))
        .or_else(|| request_difference(evidence))
        .unwrap_or_else(|| Cause::HeadersNotSigned { names: "a header".to_owned() })
}

/// What is seen to differ, where the server's words are about the signature or say nothing.
fn differs(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    if matches!(
        evidence.meaning,
        Meaning::Foreign | Meaning::Cors | Meaning::Unanswered(_) | Meaning::Taken(_)
    ) {
        return None;
    }
    text_difference(evidence)
        .or_else(|| request_difference(evidence))
        .or_else(|| scope_difference(evidence))
        .or_else(|| signature_difference(evidence))
        .or_else(|| impossible_method(evidence))
}

/// What may differ, where it is the signature or nobody says what it is.
fn suspected(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    let is_open = match evidence.meaning {
        Meaning::Mismatch => true,
        Meaning::Denied => evidence.is_without_reason(),
        Meaning::Status(status) => matches!(status, 400 | 401 | 403),
        _ => false,
    };
    if !is_open {
        // Without an answer nothing but the secret proves anything.
        return by_secret(evidence).filter(|_| evidence.meaning == Meaning::Silence);
    }
    let by_secret = by_secret(evidence);
    if by_secret.as_ref().is_some_and(|cause| *cause != Cause::Secret) {
        return by_secret;
    }
    unsigned_headers(evidence)
        .or_else(|| own_content_type(evidence))
        .or_else(|| possible_trap(evidence))
        .or_else(|| beside_file(evidence))
        .or(by_secret)
}

/// What is left: the answer's own words, or that nobody can tell.
fn rest(evidence: &Evidence<'_, '_>) -> Cause {
    // What text there is, is the client's: no answer to HEAD has a body.
    let is_head = evidence.method() == "HEAD";
    match evidence.meaning {
        Meaning::Mismatch => mismatch(evidence),
        Meaning::Denied if is_head && evidence.is_without_reason() => Cause::HeadHasNoBody,
        Meaning::Denied if evidence.is_without_reason() => {
            Cause::NoReason { is_session: evidence.is_session() }
        }
        Meaning::Denied if evidence.is_in_other_words() => {
            Cause::Denied { message: message(evidence) }
        }
        Meaning::Denied => denial(evidence.answer.message()),
        Meaning::Expired => expired(evidence),
        Meaning::Early => early(evidence),
        Meaning::Skewed => skewed(evidence),
        Meaning::Unanswered(obstacle) => {
            Cause::Unanswered { what: obstacle.what, remedy: obstacle.remedy }
        }
        Meaning::Taken(status) => Cause::NoRefusal { status },
        Meaning::Parameters | Meaning::SigV2 | Meaning::Scope => {
            Cause::Parameters { message: message(evidence) }
        }
        Meaning::Cors => Cause::Cors,
        Meaning::Silence if is_head => Cause::HeadHasNoBody,
        Meaning::Silence => Cause::NoAnswer,
        Meaning::Status(status) => of_status(status, evidence, is_head),
        Meaning::Known(known) => of_known(known),
        Meaning::Unknown => Cause::Other {
            code: evidence.answer.code().unwrap_or_default().to_owned(),
            message: message(evidence),
        },
        _ => Cause::NoS3Error { maker: evidence.answer.maker() },
    }
}

/// Both sides signed the same, as far as it can be seen.
fn mismatch(evidence: &Evidence<'_, '_>) -> Cause {
    let method = evidence.method().to_owned();
    let headers = evidence.signed_headers().map(str::to_owned).collect();
    match (evidence.seen(), &evidence.failed.meant) {
        (Some(_), Some(_)) => Cause::Secret,
        (Some(_), None) => Cause::NotInLink { method, headers },
        (None, Some(_)) if evidence.knows_meant() => Cause::ProbablySecret,
        (None, _) => Cause::NotShown { method, headers },
    }
}

/// A status without a body.
fn of_status(status: u16, evidence: &Evidence<'_, '_>, is_head: bool) -> Cause {
    match status {
        404 => Cause::NotFound { what: "object" },
        412 => Cause::Condition,
        411 => Cause::Chunked,
        301 | 302 | 307 | 308 => {
            let endpoint = evidence.answer.header("location").unwrap_or_default();
            let host = RawUrl::split(endpoint).host.unwrap_or_default();
            Cause::Redirect { endpoint: host.to_owned() }
        }
        304 | 405 | 413 | 416 | 429 | 500 | 501 | 503 => of_code(status),
        _ if is_head => Cause::HeadHasNoBody,
        _ => Cause::NoReason { is_session: evidence.is_session() },
    }
}

fn of_code(status: u16) -> Cause {
    let code = match status {
        304 => "NotModified",
        405 => "MethodNotAllowed",
        413 => "EntityTooLarge",
        416 => "InvalidRange",
        429 => "SlowDown",
        501 => "NotImplemented",
        503 => "ServiceUnavailable",
        _ => "InternalError",
    };
    codes::find(code, "").map_or(Cause::NoS3Error { maker: "" }, of_known)
}

fn of_known(known: &KnownCode) -> Cause {
    Cause::Code { code: known.code, what: known.what, remedy: known.remedy }
}

/// The server's words, without what is secret in them.
fn message(evidence: &Evidence<'_, '_>) -> String {
    evidence.failed.hidden().show_words(&quoted(evidence.answer.message(), evidence))
}

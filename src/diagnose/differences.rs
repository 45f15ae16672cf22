//! What differs: between the link as made and as sent, between what was sent and what the server saw, between the
//! link and the request around it.

use super::canonical_text::CanonicalText;
use super::cause::Cause;
use super::evidence::Evidence;
use super::failed_request::Meant;
use super::region::{other_service, shown_region};
use crate::inspect::Inspection;

/// What was signed is as it was made, or else as the link has it; the server shows what it saw, or else what was
/// sent is the best that can be compared.
pub(super) fn text_difference(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    let (sent, meant) = (evidence.sent(), evidence.meant());
    let sent = CanonicalText::parse(&sent)?;
    let meant = match &meant {
        Some(text) => CanonicalText::parse(text)?,
        None => sent,
    };
    meant.cause_of_difference(&evidence.seen().unwrap_or(sent))
}

/// The same, of that alone which finds another object: the path and the query.
pub(super) fn place_difference(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    text_difference(evidence).filter(|cause| {
        matches!(
            cause,
            Cause::Path { .. }
                | Cause::PathPrefix { .. }
                | Cause::PathNormalised { .. }
                | Cause::PathReencoded { .. }
        )
    })
}

/// Signed twice, another host than the link's, a signed header that was not sent: what the request itself shows.
pub(super) fn request_difference(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    if !evidence.failed.knows_headers {
        return None;
    }
    let request = &evidence.failed.request;
    signed_twice(evidence).or_else(|| other_host(evidence)).or_else(|| {
        // The client counts the body itself.
        let mut names = evidence.signed_headers().filter(|name| *name != "content-length");
        let seen = evidence.seen();
        let has_come = |name: &str| {
            seen.is_some_and(|text| {
                text.headers().any(|(other, value)| other == name && !value.is_empty())
            })
        };
        let missing =
            names.find(|name| request.values(name).next().is_none() && !has_come(name))?;
        Some(Cause::HeaderMissing { name: missing.to_owned() })
    })
}

/// A signed link needs no signature in a header.
pub(super) fn signed_twice(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    let is_signed = evidence.inspection.signature_version().is_some();
    let has_header = evidence.failed.request.values("authorization").next().is_some();
    (is_signed && has_header).then_some(Cause::SignedTwice)
}

fn other_host(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    let meant = evidence.inspection.host()?;
    let seen = evidence.failed.request.values("host").next()?.trim();
    let differs = !seen.eq_ignore_ascii_case(meant);
    differs.then(|| Cause::Host { meant: meant.to_owned(), seen: seen.to_owned() })
}

/// Headers of S3's that were sent and are not signed, which S3 and many servers refuse.
pub(super) fn unsigned_headers(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    let headers = evidence.failed.request.headers.iter().map(|(name, _)| name.to_ascii_lowercase());
    let is_signed = |name: &String| evidence.signed_headers().any(|signed| signed == name);
    let names: Vec<_> =
        headers.filter(|name| name.starts_with("x-amz-") && !is_signed(name)).collect();
    (!names.is_empty()).then(|| Cause::HeadersNotSigned { names: names.join(", ") })
}

/// A type that clients set where nobody asked them to; which one was signed, the link does not tell.
pub(super) fn own_content_type(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    if evidence.knows_meant() || !evidence.signed_headers().any(|name| name == "content-type") {
        return None;
    }
    let sent = evidence.failed.request.values("content-type").next();
    let shown = || evidence.seen()?.headers().find(|(name, _)| *name == "content-type");
    let seen = sent.or_else(|| shown().map(|(_, value)| value))?;
    let is_own = OWN_TYPES.contains(&seen.to_ascii_lowercase().replace(' ', "").as_str());
    is_own.then(|| Cause::OwnContentType { seen: seen.to_owned() })
}

/// Of `curl -d`, of `fetch` and `XMLHttpRequest` with a text or a form.
const OWN_TYPES: [&str; 3] = [
    "application/x-www-form-urlencoded",
    "text/plain;charset=utf-8",
    "application/x-www-form-urlencoded;charset=utf-8",
];

/// A method that nothing has which the link can be for.
pub(super) fn impossible_method(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    let used = evidence.failed.request.method;
    let mut methods: Vec<_> = Vec::new();
    for operation in evidence.inspection.operations() {
        if !methods.contains(&operation.method) {
            methods.push(operation.method);
        }
    }
    let is_other = !used.is_empty() && !methods.is_empty() && !methods.contains(&used);
    is_other.then(|| Cause::Method { meant: methods.join(" or "), seen: used.to_owned() })
}

/// The signature is another than that of the link as made, or the server got another than was sent.
pub(super) fn signature_difference(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    let own = evidence.inspection.signature().map(str::to_owned);
    let link = match &evidence.failed.meant {
        Some(meant) => {
            let link = match meant {
                Meant::Url(url) => url.as_str(),
                Meant::Request(request) => request.uri,
            };
            Inspection::of_at(link, evidence.refused_at).signature().map(str::to_owned)
        }
        None => own.clone(),
    };
    let provided = evidence.answer.element("SignatureProvided").or(own);
    (link.is_some() && link != provided).then_some(Cause::Signature)
}

/// Where the server shows its own scope.
pub(super) fn scope_difference(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    shown_region(evidence).or_else(|| other_service(evidence))
}

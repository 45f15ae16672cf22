//! [`Evidence`]: the answer, the link, what was sent and what was meant, side by side.

use std::time::SystemTime;

use super::answer::Answer;
use super::canonical_text::CanonicalText;
use super::failed_request::{FailedRequest, Meant};
use super::meaning::Meaning;
use super::told::told_by;
use crate::inspect::{Inspection, Problem};
use crate::received::{AuthParams, RawUrl, SignedForm, SignedRequest};

/// Everything at hand.
pub(super) struct Evidence<'e, 'f> {
    pub(super) failed: &'e FailedRequest<'f>,
    pub(super) answer: &'e Answer<'f>,
    pub(super) meaning: Meaning,
    /// When the server refused, as far as it tells; else now.
    pub(super) refused_at: SystemTime,
    pub(super) inspection: Inspection,
    pub(super) url: RawUrl<'f>,
    pub(super) params: AuthParams<'f>,
    /// The canonical request that the server shows.
    shown: Option<String>,
}

impl<'e, 'f> Evidence<'e, 'f> {
    pub(super) fn of(
        failed: &'e FailedRequest<'f>,
        answer: &'e Answer<'f>,
        refused_at: SystemTime,
    ) -> Self {
        let url = RawUrl::split(failed.request.uri);
        Self {
            failed,
            answer,
            meaning: told_by(answer),
            refused_at,
            inspection: Inspection::of_at(failed.request.uri, refused_at),
            params: AuthParams::read(&url),
            url,
            shown: answer.element("CanonicalRequest"),
        }
    }

    /// What the server signed, if it shows it.
    pub(super) fn seen(&self) -> Option<CanonicalText<'_>> {
        CanonicalText::parse(self.shown.as_deref()?)
    }

    /// The method that was used; empty where nobody knows it.
    pub(super) fn method(&self) -> &str {
        match self.failed.request.method {
            "" => self.seen().map(|seen| seen.method()).unwrap_or_default(),
            method => method,
        }
    }

    /// The names of the signed headers that do not come from the link.
    pub(super) fn signed_headers(&self) -> impl Iterator<Item = &str> {
        let names = self.params.signed_headers.as_deref().unwrap_or_default();
        names.split(';').filter(|name| !matches!(*name, "host" | ""))
    }

    pub(super) fn has_problem(&self, is: impl Fn(&Problem) -> bool) -> bool {
        self.inspection.problems().iter().any(is)
    }

    /// Whether temporary credentials signed the link.
    pub(super) fn is_session(&self) -> bool {
        self.inspection.is_temporary()
    }

    /// Whether a server of AWS answered, which says so of a wrong signature or key.
    fn is_at_aws(&self) -> bool {
        let host = self.inspection.host().or_else(|| self.failed.request.values("host").next());
        host.is_some_and(|host| host.contains(".amazonaws."))
    }

    /// Whether access is denied in words that tell no reason. Of AWS they mean that it is not allowed.
    pub(super) fn is_without_reason(&self) -> bool {
        let message = self.answer.message().to_ascii_lowercase();
        let is_open = message.is_empty() || is_bare(&message) && !self.is_at_aws();
        self.meaning == Meaning::Denied && is_open
    }

    /// Whether access is denied in words that are none of a policy's: they may be about anything.
    pub(super) fn is_in_other_words(&self) -> bool {
        let message = self.answer.message().to_ascii_lowercase();
        let is_of_policy = ["not authorized to perform", "explicit deny"]
            .iter()
            .any(|words| message.contains(words));
        !is_of_policy && !is_bare(&message)
    }

    /// The canonical request of what was sent. What nobody knows is taken from what the server saw, or else from
    /// what was meant.
    pub(super) fn sent(&self) -> String {
        let (seen, meant) = (self.seen(), self.meant());
        let likely = seen.or_else(|| CanonicalText::parse(meant.as_deref()?));
        let mut request = self.failed.request.clone();
        if request.method.is_empty() {
            request.method = likely.map(|text| text.method()).unwrap_or_default();
        }
        if !self.failed.knows_headers {
            request.headers = likely.map(|text| text.headers().collect()).unwrap_or_default();
            // But the host stands in the link.
            request.headers.retain(|(name, _)| *name != "host");
        } else if request.headers.is_empty() && self.failed.meant.is_none() {
            // None was told of, but the server saw some: clients set a few by themselves.
            request.headers = seen.map(|text| text.headers().collect()).unwrap_or_default();
            request.headers.retain(|(name, _)| *name != "host");
        }
        canonical(&request, &self.url, &self.params)
    }

    /// The canonical request of what was meant. Values that nobody knows are taken from what was sent.
    pub(super) fn meant(&self) -> Option<String> {
        let request = match self.failed.meant.as_ref()? {
            Meant::Url(url) => return Some(url.canonical_request()),
            Meant::Request(request) => request,
        };
        let mut meant = request.clone();
        if meant.method.is_empty() {
            meant.method = self.method();
        }
        let sent = self.failed.request.headers.iter();
        let unknown = sent.filter(|(name, _)| {
            !name.eq_ignore_ascii_case("host") && meant.values(name).next().is_none()
        });
        let unknown: Vec<_> = unknown.copied().collect();
        meant.headers.extend(unknown);
        let url = RawUrl::split(meant.uri);
        let text = canonical(&meant, &url, &AuthParams::read(&url));
        // The hash of the body is signed, whether its header is or not.
        let hash = request.values("x-amz-content-sha256").next();
        let front = text.rsplit_once('\n').map(|(front, _)| front);
        Some(match (hash, front) {
            (Some(hash), Some(front)) => format!("{front}\n{hash}"),
            _ => text,
        })
    }

    /// Whether all is known that the link was made for: its method, and the values of its signed headers.
    pub(super) fn knows_meant(&self) -> bool {
        match &self.failed.meant {
            Some(Meant::Url(_)) => true,
            Some(Meant::Request(request)) => {
                let mut names = self.signed_headers();
                !request.method.is_empty()
                    && names.all(|name| request.values(name).next().is_some())
            }
            None => false,
        }
    }
}

/// Words that tell nothing beyond the code.
fn is_bare(message: &str) -> bool {
    let message = message.trim_end_matches('.');
    matches!(message, "" | "access denied" | "accessdenied" | "forbidden" | "denied")
}

fn canonical(request: &SignedRequest<'_>, url: &RawUrl<'_>, params: &AuthParams<'_>) -> String {
    let names = params.signed_headers.as_deref().unwrap_or_default();
    SignedForm::new(request, url, params, names).canonical_request().text()
}

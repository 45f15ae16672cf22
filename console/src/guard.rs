//! Who may talk to the console: only the pages that it served, under its own address.
//!
//! A page of another site can send requests to 127.0.0.1, and by DNS rebinding it can even make the
//! browser take them for its own. Its `Origin` and the `Host` give it away.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderName, HeaderValue, InvalidHeaderValue,
    ORIGIN, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::answer::Refusal;
use super::console::Console;

/// What every request is held to, and what every answer carries.
pub(crate) struct Guard {
    hosts: [String; 2],
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Guard {
    pub(crate) fn new(port: u16, console: &Console) -> Result<Self, Box<dyn std::error::Error>> {
        let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
        Ok(Self { hosts, headers: headers(&console.sources()?.join(" "))? })
    }

    fn refusal(&self, request: &Request) -> Option<Refusal> {
        let headers = request.headers();
        let host = only(headers, &HOST);
        let authority = request.uri().authority().map(axum::http::uri::Authority::as_str);
        if !self
            .hosts
            .iter()
            .any(|own| host == Some(own) && authority.is_none_or(|name| name == own))
        {
            return Some(Refusal::new(
                StatusCode::FORBIDDEN,
                "host",
                format!(
                    "this console answers only to http://{}/: open that address",
                    self.hosts[0]
                ),
            ));
        }
        let is_own = match (only(headers, &ORIGIN), headers.contains_key(ORIGIN)) {
            (Some(origin), _) => origin.strip_prefix("http://") == host,
            // Browsers leave it out where they only fetch from the page's own origin.
            (None, is_there) => !is_there && is_reading(request.method()) && !is_foreign(headers),
        };
        (!is_own).then(|| {
            let text = "only the console's own page may use it: send its address as Origin";
            Refusal::new(StatusCode::FORBIDDEN, "origin", text.to_owned())
        })
    }
}

/// Refuses strangers, and puts the headers on every answer.
pub(crate) async fn check(
    State(guard): State<Arc<Guard>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = match guard.refusal(&request) {
        Some(refusal) => refusal.into_response(),
        None => next.run(request).await,
    };
    response.headers_mut().extend(guard.headers.iter().cloned());
    response
}

/// The value of a header that stands there once.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

fn is_reading(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// Whether the browser says that a page of another site asks, other than by following a link.
fn is_foreign(headers: &HeaderMap) -> bool {
    let value = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let is_own = matches!(value("sec-fetch-site"), None | Some("same-origin" | "none"));
    !is_own && value("sec-fetch-mode") != Some("navigate")
}

fn headers(sources: &str) -> Result<Vec<(HeaderName, HeaderValue)>, InvalidHeaderValue> {
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
         connect-src 'self' {sources}; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    );
    let fixed = [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    let mut headers = vec![(CONTENT_SECURITY_POLICY, HeaderValue::try_from(policy)?)];
    headers.extend(fixed.map(|(name, value)| (name, HeaderValue::from_static(value))));
    Ok(headers)
}

//! Parts of the texts of [`Cause`](super::cause::Cause).

use std::time::{Duration, SystemTime};

use crate::utc::Iso;

/// What no link shows, and may be another than the link was made for.
pub(super) fn or_else_made(method: &str, headers: &[String]) -> String {
    let mut out = match method {
        "" => "the link was made for another method than was used".to_owned(),
        method => format!("the link was made for another method than {method}"),
    };
    if !headers.is_empty() {
        out.push_str(", or for another value of ");
        out.push_str(&headers.join(", "));
    }
    out.push_str(", or was changed since,");
    out
}

pub(super) fn content_type(value: &str) -> String {
    if value.is_empty() {
        "no Content-Type".to_owned()
    } else {
        format!("the Content-Type {value:?}")
    }
}

pub(super) fn at(instant: Option<SystemTime>) -> String {
    instant.map(|instant| format!(" at {}", Iso(instant))).unwrap_or_default()
}

pub(super) fn ahead(by: Option<Duration>) -> String {
    by.map(|by| format!(", {} ahead of the server's clock", span(by))).unwrap_or_default()
}

pub(super) fn place(endpoint: &str) -> String {
    if endpoint.is_empty() { String::new() } else { format!(": the server names {endpoint}") }
}

pub(super) fn behind(by: Option<Duration>) -> String {
    by.map(|by| format!(", {} before its clock", span(by))).unwrap_or_default()
}

/// What the server said about permissions.
pub(super) fn not_allowed(action: &str, resource: &str, policy: &str, is_denied: bool) -> String {
    let what = if action.is_empty() { "this" } else { action };
    let on = if resource.is_empty() { String::new() } else { format!(" on {resource}") };
    match (policy, is_denied) {
        ("", false) => format!("the signer may not do {what}{on}"),
        ("", true) => format!("the signer may not do {what}{on}: a policy denies it explicitly"),
        (policy, true) => {
            format!("the signer may not do {what}{on}: a {policy} policy denies it explicitly")
        }
        (policy, false) => {
            format!("the signer may not do {what}{on}: no {policy} policy allows it")
        }
    }
}

/// All that it can be where nobody says which it is.
pub(super) fn no_reason(is_session: bool) -> String {
    let session = if is_session { ", or the session has ended" } else { "" };
    format!(
        "the server refused the request without saying why, and nothing that can be seen from here differs: the \
         secret or the access key id is wrong{session}, or the signer may not do this"
    )
}

/// The region of a server; empty where it does not name it.
pub(super) fn region(expected: &str) -> String {
    match expected {
        "" => "is in another one".to_owned(),
        expected => format!("is in {expected:?}"),
    }
}

pub(super) fn page(maker: &str) -> String {
    match maker {
        "" => "something in front of the server gave it".to_owned(),
        maker => format!("{maker} gave it, not the server behind"),
    }
}

/// A span of time in its largest whole unit and the next.
fn span(by: Duration) -> String {
    match by.as_secs() {
        seconds @ 0..120 => format!("{seconds} s"),
        seconds @ 120..7_200 => format!("{} min", seconds / 60),
        seconds @ 7_200..172_800 => format!("{} h {} min", seconds / 3_600, seconds % 3_600 / 60),
        seconds => format!("{} days", seconds / 86_400),
    }
}

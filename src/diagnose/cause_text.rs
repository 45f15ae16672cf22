//! Parts of the texts of [`Cause`](super::cause::Cause).

use std::time::{Duration, SystemTime};

use crate::utc::Iso;

pub(super) const HEAD_HAS_NO_BODY: &str = "the answer to HEAD has no body to say why, and nothing is wrong with the \
    link itself: it was probably made for another method, such as GET";

pub(super) const UNKNOWN_SESSION: &str = "the server does not know the temporary access key id: its session has ended, \
    or the session token belongs to another session";

pub(super) const SIGNED_TWICE: &str =
    "the request is signed twice: by the link, and by an Authorization header or another signature";

pub(super) const PROBABLY_SECRET: &str = "nothing that can be seen differs from the link as it was made: the secret \
    access keys differ, or something changed the request on the way";

pub(super) fn other_host(meant: &str, seen: &str) -> String {
    format!(
        "the host was signed as {meant:?} but the server saw {seen:?}: a proxy, a port or another name stands between"
    )
}

pub(super) fn folded(meant: &str, seen: &str) -> String {
    format!(
        "the path {meant:?} was folded to {seen:?}: the client or a proxy normalises paths, S3 does not"
    )
}

pub(super) fn spelled_anew(meant: &str, seen: &str) -> String {
    format!(
        "the path {meant:?} was spelled {seen:?} on the way: its escapes were decoded or encoded again"
    )
}

pub(super) fn beside(ending: &str) -> String {
    format!(
        "nothing else differs that can be seen, and this may be it: the path ends with {ending:?}, and tools that open a \
         file ask for such a file beside it with the query of the first, which is signed for the first alone"
    )
}

pub(super) fn prefixed(meant: &str, seen: &str) -> String {
    format!(
        "the path was signed as {meant:?} but the server saw {seen:?}: a proxy adds or removes a prefix"
    )
}

/// What no link shows, and may be another than the link was made for.
fn or_else_made(method: &str, headers: &[String]) -> String {
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

pub(super) fn not_in_link(method: &str, headers: &[String]) -> String {
    let or_else = or_else_made(method, headers);
    format!(
        "the server signed the same text as was sent, so {or_else} or the secret access keys differ"
    )
}

pub(super) fn not_shown(method: &str, headers: &[String]) -> String {
    let or_else = or_else_made(method, headers);
    format!(
        "the server does not show what it signed, and nothing that can be seen from here differs: {or_else} or the \
         secret access keys differ"
    )
}

pub(super) fn content_types(meant: &str, seen: &str) -> String {
    let (meant, seen) = (content_type(meant), content_type(seen));
    format!("the link is signed with {meant}, but the client sent {seen}")
}

pub(super) fn too_long_ago(by: Option<Duration>) -> String {
    let behind = behind(by);
    format!(
        "the link is not over, but the server takes it to be signed too long ago{behind}: it measures links by the 15 \
         minutes of signed headers, or the signer's clock is slow"
    )
}

fn content_type(value: &str) -> String {
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

fn behind(by: Option<Duration>) -> String {
    by.map(|by| format!(", {} before its clock", span(by))).unwrap_or_default()
}

/// What the server said about permissions.
pub(super) fn not_allowed(action: &str, resource: &str, policy: &str, is_denied: bool) -> String {
    let what = if action.is_empty() { "this" } else { action };
    let on = if resource.is_empty() { String::new() } else { format!(" on {resource}") };
    match (policy, is_denied) {
        (BLOCKED, _) => format!("the signer may not do {what}{on}: {BLOCKED} prevents it"),
        ("", false) => format!("the signer may not do {what}{on}"),
        ("", true) => format!("the signer may not do {what}{on}: a policy denies it explicitly"),
        (policy, true) => {
            let kind = kind(policy);
            let a = if kind.starts_with("identity") { "an" } else { "a" };
            format!("the signer may not do {what}{on}: {a} {kind} denies it explicitly")
        }
        (policy, false) => {
            format!("the signer may not do {what}{on}: no {} allows it", kind(policy))
        }
    }
}

/// No policy, but a setting of the bucket or the account.
pub(super) const BLOCKED: &str = "S3 Block Public Access";

/// A boundary is no kind of policy, but one itself.
fn kind(policy: &str) -> String {
    if policy.ends_with("boundary") { policy.to_owned() } else { format!("{policy} policy") }
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

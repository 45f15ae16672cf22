//! Which credentials replace which.

use std::time::SystemTime;

use crate::credentials::Credentials;

/// Whether new credentials are to be used in place of the old: never worse ones while the old serve.
pub(crate) fn replaces(new: &Credentials, old: &Credentials, now: SystemTime) -> bool {
    if is_same_session(new, old) {
        // Its end does not move. A later one than was told is a stretch, as the AWS SDK makes when a metadata
        // service gives expired credentials; of two, the sooner is the one that can be relied on.
        return match (old.expires_at(), new.expires_at()) {
            (Some(old), Some(new)) => new < old,
            (None, Some(_)) => true,
            (_, None) => false,
        };
    }
    match (old.expires_at(), new.expires_at()) {
        (Some(old), Some(new)) => new >= old,
        (Some(old), None) => !new.has_unknown_end() || old <= now,
        (None, Some(new)) => new > now,
        (None, None) => true,
    }
}

/// A key without a token is no session, and may be lent anew.
pub(crate) fn is_same_session(one: &Credentials, other: &Credentials) -> bool {
    let is_same_token = match (one.session_token(), other.session_token()) {
        (Some(one), Some(other)) => one.expose() == other.expose(),
        _ => false,
    };
    is_same_token && one.access_key_id() == other.access_key_id()
}

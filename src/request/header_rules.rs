//! Which headers can be signed into a URL, with which values, and how often.

use std::borrow::Cow;

use crate::error::{Error, Field};
use crate::text::{all, has_control_but_tab, is_printable_ascii, is_token};

/// The name of a header in lower case.
#[inline]
pub(super) fn lower_name(name: &str) -> Result<Cow<'_, str>, Error> {
    if is_plain(name) && !name.is_empty() {
        return Ok(Cow::Borrowed(name));
    }
    lowered(name).map(Cow::Owned)
}

/// Whether a name has lower-case letters, digits and `-` alone, as most have: nothing to put in lower case or to escape.
#[inline]
pub(super) fn is_plain(name: &str) -> bool {
    all(name.as_bytes(), |byte| {
        let is_letter = u8::from(byte.wrapping_sub(b'a') < 26);
        let is_digit = u8::from(byte.wrapping_sub(b'0') < 10);
        is_letter | is_digit | u8::from(byte == b'-') == 1
    })
}

/// Apart, so that the common case is short.
#[inline(never)]
fn lowered(name: &str) -> Result<String, Error> {
    let name = name.to_ascii_lowercase();
    if is_token(&name) {
        return Ok(name);
    }
    let rule = "letters, digits and !#$%&'*+-.^_`|~ only";
    Err(Error::invalid(Field::HeaderName, &name, rule))
}

/// Whether a header can be signed into a URL.
pub(super) fn check_name(name: &str) -> Result<(), Error> {
    match reserved(name) {
        Some(reason) => Err(Error::ReservedHeader { name: name.to_owned(), reason }),
        None => Ok(()),
    }
}

pub(super) fn check_value(name: &str, value: &str) -> Result<(), Error> {
    let Some(rule) = broken_rule(value, '\x7f', BEYOND_ASCII) else { return Ok(()) };
    if is_secret(name) {
        return Err(Error::InvalidSecret { field: Field::HeaderValue, rule });
    }
    Err(Error::invalid(Field::HeaderValue, value, rule))
}

/// Whether S3 can answer with a header of this value.
#[inline]
pub(super) fn check_answered(value: &str) -> Result<(), Error> {
    match broken_rule(value, '\u{ff}', BEYOND_LATIN1) {
        None => Ok(()),
        Some(rule) => Err(Error::invalid(Field::QueryValue, value, rule)),
    }
}

/// What is wrong with the value of a header, the last character that it can have given.
#[inline]
fn broken_rule(value: &str, last: char, beyond: &'static str) -> Option<&'static str> {
    if is_printable_ascii(value.as_bytes()) {
        None
    } else if has_control_but_tab(value) {
        Some("no line ends and no other control characters; remove them")
    } else {
        value.chars().any(|char| char > last).then_some(beyond)
    }
}

/// S3 shows the UTF-8 of such a header in its string to sign as if it were Latin-1, and clients send Latin-1 or refuse.
const BEYOND_ASCII: &str = "ASCII only, as S3 and clients read other bytes of a header otherwise than they are signed, and the \
    answer is 403 SignatureDoesNotMatch; write them percent-encoded or by RFC 2047, and a file name as filename*=UTF-8''…";

const BEYOND_LATIN1: &str = "no characters beyond U+00FF, to which S3 answers 400 \"Header value cannot be represented using \
    ISO-8859-1.\"; give a file name by response_attachment(), which writes it in a form that S3 takes";

/// Why a header cannot be signed into a URL.
fn reserved(name: &str) -> Option<&'static str> {
    match name {
        "host" => Some("it comes from the endpoint"),
        "authorization" => Some("the query carries the signature; leave the header out"),
        "x-amz-date" | "x-amz-security-token" | "x-amz-s3session-token" => {
            Some("the query carries it; leave the header out")
        }
        "connection"
        | "expect"
        | "keep-alive"
        | "proxy-authorization"
        | "proxy-connection"
        | "te"
        | "trailer"
        | "transfer-encoding"
        | "upgrade" => Some("clients and proxies set and change it on the way; leave it out"),
        _ => None,
    }
}

/// Whether a second value is a mistake rather than one more item of a list.
pub(super) fn has_one_value(name: &str) -> bool {
    match name.strip_prefix("x-amz-") {
        Some(rest) => {
            !(rest.starts_with("meta-")
                || rest.starts_with("grant-")
                || rest.ends_with("object-attributes"))
        }
        None => ONE_VALUE.contains(&name),
    }
}

/// Whether there are headers that the header cannot be given with.
pub(super) fn excludes_others(name: &str) -> bool {
    name == ACL
        || name == SSE
        || name.starts_with(EVENT_HOLD)
        || name.starts_with(GRANT)
        || name.starts_with(SSE_CUSTOMER)
}

/// Whether S3 takes only one of two headers: a canned ACL or grants, its own keys or the customer's, a hold in
/// days or in years.
pub(super) fn are_exclusive(one: &str, other: &str) -> bool {
    let are = |one: &str, other: &str| {
        (one == ACL && other.starts_with(GRANT))
            || (one == SSE && other.starts_with(SSE_CUSTOMER))
            || (one == EVENT_HOLD_DAYS && other == EVENT_HOLD_YEARS)
    };
    are(one, other) || are(other, one)
}

const ACL: &str = "x-amz-acl";
const GRANT: &str = "x-amz-grant-";
const SSE: &str = "x-amz-server-side-encryption";
const EVENT_HOLD: &str = "x-amz-object-lock-event-hold-duration-";
const EVENT_HOLD_DAYS: &str = "x-amz-object-lock-event-hold-duration-days";
const EVENT_HOLD_YEARS: &str = "x-amz-object-lock-event-hold-duration-years";
const SSE_CUSTOMER: &str = "x-amz-server-side-encryption-customer-";

const ONE_VALUE: [&str; 16] = [
    "content-disposition",
    "content-length",
    "content-md5",
    "content-range",
    "content-type",
    "date",
    "expires",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-range",
    "if-unmodified-since",
    "origin",
    "range",
    "referer",
    "user-agent",
];

/// Whether the value is a key of SSE-C, of the object or of the source of a copy.
pub(super) fn is_secret(name: &str) -> bool {
    name.ends_with("server-side-encryption-customer-key")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_may_be_given_item_by_item_and_the_rest_once() {
        for name in ["x-amz-meta-a", "x-amz-grant-read", "x-amz-object-attributes", "x-own"] {
            assert!(!has_one_value(name), "{name}");
        }
        for name in ["x-amz-acl", "x-amz-tagging", "content-type"] {
            assert!(has_one_value(name), "{name}");
        }
    }
}

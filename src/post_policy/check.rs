//! What a form may say: names and values of fields, keys, conditions.

use super::condition::{Condition, FILENAME};
use crate::error::{Error, Field, PostPolicyError, shortened};
use crate::limits;
use crate::request::{ChecksumAlgorithm, S3Request};
use crate::text::has_control_but_tab;
use crate::web_url::{Unread, WebUrl};

/// A key as for any object, but with the variable in it. Dot segments are no trouble here, as the key
/// is no part of a URL.
pub(super) fn check_key(key: &str) -> Result<(), Error> {
    // Another variable, S3 would take literally.
    if key.replace(FILENAME, "").contains("${") {
        return Err(PostPolicyError::UnknownVariable { key: shortened(key) }.into());
    }
    if key.is_empty() || key.contains('\0') {
        let rule = "a key is not empty and has no NUL";
        return Err(Error::invalid(Field::ObjectKey, key, rule));
    }
    let length = key.replace(FILENAME, "").len();
    if length > limits::KEY {
        return Err(Error::TooLong { field: Field::ObjectKey, length, max: limits::KEY });
    }
    Ok(())
}

pub(super) fn check_name(name: &str) -> Result<(), PostPolicyError> {
    let is_visible = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'$');
    if name.is_empty() || !name.bytes().all(is_visible) {
        return Err(PostPolicyError::FieldName { name: name.to_owned() });
    }
    if RESERVED.iter().any(|reserved| name.eq_ignore_ascii_case(reserved)) {
        return Err(PostPolicyError::ReservedField { name: name.to_owned() });
    }
    Ok(())
}

/// What S3 makes of a value, as far as one form is like another.
pub(super) fn check_value(name: &str, value: &str) -> Result<(), PostPolicyError> {
    let lower = name.to_ascii_lowercase();
    if lower.starts_with("x-ignore-") {
        return Ok(());
    }
    match &*lower {
        // What S3 reads neither as a status nor as a URL, it passes over; so AWS documents both fields.
        STATUS if value.parse::<u64>().is_ok() => check_status(value)?,
        // The second is AWS's old name of the same.
        REDIRECT | "redirect" if is_url(value) => check_redirect(&lower, value)?,
        METADATA => return Err(PostPolicyError::UnnamedMetadata),
        _ => {}
    }
    let has_control = match &*lower {
        // A key may have any character but NUL, which is looked for apart.
        KEY => false,
        // XML has lines.
        "tagging" => has_control_but_tab(&value.replace(['\r', '\n'], "")),
        _ => has_control_but_tab(value),
    };
    if has_control {
        return Err(PostPolicyError::FieldValue { name: name.to_owned() });
    }
    check_variable(&lower, value)
}

/// A condition can only hold what stands before the variable. Of tags and of where a browser is sent, that is
/// not enough: whoever posts the form could write what follows.
fn check_variable(name: &str, value: &str) -> Result<(), PostPolicyError> {
    let Some((before, _)) = value.split_once(FILENAME) else { return Ok(()) };
    let is_held = match name {
        "tagging" => false,
        REDIRECT | "redirect" => {
            before.split_once("://").is_none_or(|(_, behind)| behind.contains('/'))
        }
        _ => true,
    };
    if is_held { Ok(()) } else { Err(PostPolicyError::FreeVariable { name: name.to_owned() }) }
}

fn check_status(status: &str) -> Result<(), PostPolicyError> {
    if matches!(status, "200" | "201" | "204") {
        return Ok(());
    }
    Err(PostPolicyError::Status { status: status.to_owned() })
}

pub(super) fn check_redirect(name: &str, url: &str) -> Result<(), PostPolicyError> {
    // S3 puts the name of the file in first.
    let filled = url.replace(FILENAME, "filename");
    let (name, url) = (name.to_owned(), url.to_owned());
    match WebUrl::read(&filled) {
        Ok(_) if is_uri(&filled) => Ok(()),
        Err(Unread::Host) if is_uri(&filled) => Err(PostPolicyError::RedirectHost { name, url }),
        _ => Err(PostPolicyError::Redirect { name, url }),
    }
}

/// Whether a value is read as a URL at all: a browser passes over blanks around it and line ends in it.
fn is_url(value: &str) -> bool {
    let text = value.trim_matches(|end| end <= ' ').replace(['\t', '\n', '\r'], "");
    WebUrl::read(&text).err() != Some(Unread::NoUrl)
}

/// Whether a text begins with an http or https scheme and `://`, and has the characters of RFC 3986 alone.
fn is_uri(url: &str) -> bool {
    let is_uri = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte);
    let is_hex = |two: &[u8; 2]| two.iter().all(u8::is_ascii_hexdigit);
    let mut escapes = url.split('%').skip(1);
    let scheme = url.split_once("://").unwrap_or_default().0;
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
        && url.bytes().all(is_uri)
        && escapes.all(|rest| rest.as_bytes().first_chunk().is_some_and(is_hex))
}

/// Whether the field is a checksum of the file.
pub(super) fn is_checksum(name: &str) -> bool {
    ChecksumAlgorithm::of_header(&name.to_ascii_lowercase()).is_some()
}

pub(super) fn check_condition(condition: &Condition) -> Result<(), Error> {
    let (field, text) = match condition {
        Condition::ContentLengthRange { min, max } if min > max => {
            return Err(PostPolicyError::EmptyRange { min: *min, max: *max }.into());
        }
        Condition::ContentLengthRange { .. } => return Ok(()),
        Condition::Equals { field, value: text }
        | Condition::StartsWith { field, prefix: text } => (field, text),
    };
    // The key is the constructor's as a field, but may be widened like any other.
    if !field.eq_ignore_ascii_case(KEY) {
        check_name(field)?;
    }
    if text.contains(FILENAME) {
        return Err(
            PostPolicyError::VariableInCondition { condition: condition.to_string() }.into()
        );
    }
    // An exact one is the value of the field.
    match (condition.is_exact(), field.eq_ignore_ascii_case(KEY)) {
        (true, true) => check_key(text),
        (true, false) => Ok(check_value(field, text)?),
        (false, true) if text.len() > limits::KEY => {
            Err(Error::TooLong { field: Field::ObjectKey, length: text.len(), max: limits::KEY })
        }
        (false, false) if has_control_but_tab(text) => {
            Err(PostPolicyError::FieldValue { name: field.clone() }.into())
        }
        (false, _) => Ok(()),
    }
}

/// An upload by link, of which only the headers are of interest.
pub(super) fn put() -> S3Request<'static> {
    S3Request::put_object("any", "any")
}

pub(super) const KEY: &str = "key";

pub(super) const STATUS: &str = "success_action_status";
pub(super) const REDIRECT: &str = "success_action_redirect";
pub(super) const METADATA: &str = "x-amz-meta-";

const RESERVED: [&str; 12] = [
    "awsaccesskeyid",
    "bucket",
    "file",
    KEY,
    "policy",
    "signature",
    "x-amz-algorithm",
    "x-amz-credential",
    "x-amz-date",
    "x-amz-s3session-token",
    "x-amz-security-token",
    "x-amz-signature",
];

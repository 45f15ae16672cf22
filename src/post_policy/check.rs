//! What a form may say: names and values of fields, keys, conditions.

use super::condition::Condition;
use super::shown::shown;
use crate::error::{Error, Field, PostPolicyError, shortened};

/// A key as for any object, but with the variable in it. Dot segments are no trouble here, as the key
/// is no part of a URL.
pub(super) fn check_key(key: &str) -> Result<(), Error> {
    check_variables(KEY, key)?;
    if key.is_empty() || key.contains('\0') {
        let rule = "a key is not empty and has no NUL";
        return Err(Error::invalid(Field::ObjectKey, key, rule));
    }
    let length = key.replace(FILENAME, "").len();
    if length > MAX_KEY {
        return Err(Error::TooLong { field: Field::ObjectKey, length, max: MAX_KEY });
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

pub(super) fn check_condition(condition: &Condition) -> Result<(), PostPolicyError> {
    let (field, text) = match condition {
        Condition::ContentLengthRange { min, max } if min > max => {
            return Err(PostPolicyError::EmptyRange { min: *min, max: *max });
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
        return Err(PostPolicyError::VariableInCondition { condition: condition.to_string() });
    }
    Ok(())
}

/// A variable that S3 does not know, it would take literally.
fn check_variables(name: &str, value: &str) -> Result<(), PostPolicyError> {
    if !value.replace(FILENAME, "").contains("${") {
        return Ok(());
    }
    let value = shortened(shown(name, value));
    Err(PostPolicyError::UnknownVariable { name: name.to_owned(), value })
}

pub(super) const KEY: &str = "key";

/// The variable that S3 replaces by the name of the file that the user picked.
pub(super) const FILENAME: &str = "${filename}";

/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html>: "1,024 bytes".
pub(super) const MAX_KEY: usize = 1024;

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

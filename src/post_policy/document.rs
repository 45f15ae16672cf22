//! [`PostPolicyDocument`]: the JSON of a policy, written and read.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64ct::{Base64, Encoding};
use serde_json::{Value, json};

use super::condition::Condition;
use super::refusal::PostRefusal;
use crate::utc::{Iso, parse_iso};

/// A policy as it is signed: when it expires, and its conditions.
///
/// [`PostForm::check`](super::PostForm::check) holds a form against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostPolicyDocument {
    expiration: SystemTime,
    conditions: Vec<Condition>,
}

impl PostPolicyDocument {
    pub(super) fn new(expiration: SystemTime, conditions: Vec<Condition>) -> Self {
        Self { expiration, conditions }
    }

    /// Reads the `policy` field of a form: JSON in Base64.
    ///
    /// # Errors
    ///
    /// [`PostRefusal::InvalidPolicyDocument`] with the fault in words.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::PostPolicyDocument;
    ///
    /// // {"expiration": "2026-11-21T12:00:00Z", "conditions": [["starts-with", "$key", "a/"]]}
    /// let field = "eyJleHBpcmF0aW9uIjogIjIwMjYtMTEtMjFUMTI6MDA6MDBaIiwgImNvbmRpdGlvbnMiOiBbWyJzdGFy\
    ///              dHMtd2l0aCIsICIka2V5IiwgImEvIl1dfQ==";
    /// let policy = PostPolicyDocument::from_base64(field)?;
    /// assert_eq!(policy.conditions().len(), 1);
    /// # Ok::<(), s3_presigner::PostRefusal>(())
    /// ```
    pub fn from_base64(field: &str) -> Result<Self, PostRefusal> {
        let json = Base64::decode_vec(field).map_err(|_| invalid("it is no Base64"))?;
        Self::from_json(&json)
    }

    /// Reads the JSON of a policy; `\$` and `\v` in texts too, which AWS documents and JSON does not have.
    ///
    /// # Errors
    ///
    /// As for [`from_base64`](Self::from_base64).
    pub fn from_json(json: &[u8]) -> Result<Self, PostRefusal> {
        let value = serde_json::from_slice(&standard(json));
        let value: Value = value.map_err(|_| invalid("Invalid JSON."))?;
        let expiration = value.get("expiration").and_then(Value::as_str).and_then(parse_iso);
        let expiration = expiration.ok_or_else(|| invalid("Invalid 'expiration' value."))?;
        let conditions = value.get("conditions").and_then(Value::as_array);
        let conditions =
            conditions.ok_or_else(|| invalid("Invalid 'conditions' value: must be a List."))?;
        Ok(Self {
            expiration: UNIX_EPOCH + Duration::from_secs(expiration),
            conditions: conditions.iter().map(condition).collect::<Result<_, _>>()?,
        })
    }

    /// When it expires.
    #[must_use]
    pub fn expiration(&self) -> SystemTime {
        self.expiration
    }

    /// Its conditions.
    #[must_use]
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// The `policy` field of a form, which is also the string to sign.
    pub(super) fn to_base64(&self) -> String {
        let conditions: Vec<_> = self.conditions.iter().map(Condition::to_json).collect();
        let expiration = Iso(self.expiration).to_string();
        let json = json!({ "expiration": expiration, "conditions": conditions });
        Base64::encode_string(ascii(&json.to_string()).as_bytes())
    }
}

/// Escapes what is beyond ASCII, which stands in texts only.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html>, "Character Escaping":
/// `\uxxxx` for "all Unicode characters".
fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for char in json.chars() {
        if char.is_ascii() {
            out.push(char);
        } else {
            let mut units = [0; 2];
            let units = char.encode_utf16(&mut units).iter();
            out.extend(units.map(|unit| format!("\\u{unit:04x}")));
        }
    }
    out
}

/// Writes the two escapes that AWS adds to those of JSON as JSON has them; the same page.
fn standard(json: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(json.len());
    let mut bytes = json.iter().copied();
    while let Some(byte) = bytes.next() {
        let escaped = if byte == b'\\' { bytes.next() } else { None };
        match (byte, escaped) {
            (b'\\', Some(b'$')) => out.push(b'$'),
            (b'\\', Some(b'v')) => out.extend_from_slice(b"\\u000b"),
            _ => out.extend(std::iter::once(byte).chain(escaped)),
        }
    }
    out
}

fn condition(value: &Value) -> Result<Condition, PostRefusal> {
    match value {
        Value::Object(pair) => {
            let mut pairs = pair.iter();
            match (pairs.next(), pairs.next()) {
                (Some((field, Value::String(value))), None) => {
                    Ok(Condition::Equals { field: field.clone(), value: value.clone() })
                }
                _ => Err(invalid(
                    "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.",
                )),
            }
        }
        Value::Array(items) => match items.as_slice() {
            [Value::String(operation), first, second] => operator(operation, first, second),
            _ => Err(invalid("a condition list has three items, the first a text")),
        },
        _ => Err(invalid("a condition is an object or a list")),
    }
}

fn operator(operation: &str, first: &Value, second: &Value) -> Result<Condition, PostRefusal> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let name =
        |value: &Value| value.as_str().and_then(|name| name.strip_prefix('$')).map(str::to_owned);
    let bytes = |value: &Value| value.as_u64().or_else(|| value.as_str()?.parse().ok());
    let condition = match operation.to_ascii_lowercase().as_str() {
        "eq" => {
            name(first).zip(text(second)).map(|(field, value)| Condition::Equals { field, value })
        }
        "starts-with" => name(first)
            .zip(text(second))
            .map(|(field, prefix)| Condition::StartsWith { field, prefix }),
        "content-length-range" => {
            let range = bytes(first).zip(bytes(second));
            range.map(|(min, max)| Condition::ContentLengthRange { min, max })
        }
        _ => return Err(invalid("a condition is eq, starts-with or content-length-range")),
    };
    condition.ok_or_else(|| invalid("a condition has a field with $ and a text, or two numbers"))
}

fn invalid(reason: &str) -> PostRefusal {
    PostRefusal::InvalidPolicyDocument { reason: reason.to_owned() }
}

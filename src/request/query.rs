//! [`Query`]: the query parameters of a request, in the order in which they are signed.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use super::header_rules::check_answered;
use super::query_names::meant_by;
use crate::encode;
use crate::error::{Error, Field, Instead, shortened};
use crate::text::has_control;

/// Parameters sorted by the encoded name, none twice, none that belongs to the signature.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query<'a> {
    /// Apart, as most requests have one parameter or none; those cost no allocation.
    first: Option<Param<'a>>,
    others: Vec<Param<'a>>,
}

/// A name and a value, not encoded.
#[derive(Clone)]
struct Param<'a> {
    name: Name<'a>,
    value: Cow<'a, str>,
}

#[derive(Clone)]
enum Name<'a> {
    /// One of S3's own: it begins with a lower-case letter, and needs no escape.
    Own(&'static str),
    Given(Cow<'a, str>),
}

impl<'a> Query<'a> {
    /// Adds a parameter under a name that S3 reads, or that is like none of those.
    pub(crate) fn add(&mut self, name: Cow<'a, str>, value: Cow<'a, str>) -> Result<(), Error> {
        if name.starts_with("response-") {
            check_answered(&value)?;
        }
        match meant_by(&name) {
            Some(Instead::Parameter { name: meant }) if is_reserved(meant) => {
                Err(Error::ReservedQuery { name: shortened(&name) })
            }
            Some(instead) if !is_reserved(&name) => {
                Err(Error::UnreadQuery { name: shortened(&name), instead })
            }
            _ => self.add_custom(name, value),
        }
    }

    /// Adds a parameter under any name that a caller may give.
    pub(crate) fn add_custom(
        &mut self,
        name: Cow<'a, str>,
        value: Cow<'a, str>,
    ) -> Result<(), Error> {
        if name.is_empty() || has_control(&name) {
            let rule = "not empty, and no control characters";
            return Err(Error::invalid(Field::QueryName, &name, rule));
        }
        if is_reserved(&name) {
            return Err(Error::ReservedQuery { name: name.into_owned() });
        }
        self.insert(Param { name: Name::Given(name), value })
    }

    /// Adds a parameter under a name of S3's own.
    #[inline]
    pub(crate) fn add_own(&mut self, name: &'static str, value: Cow<'a, str>) -> Result<(), Error> {
        debug_assert!(name.starts_with(|first: char| first.is_ascii_lowercase()), "{name}");
        debug_assert!(name.bytes().all(encode::is_unreserved), "{name}");
        self.insert(Param { name: Name::Own(name), value })
    }

    fn insert(&mut self, param: Param<'a>) -> Result<(), Error> {
        let order =
            |other: &Param<'_>| encode::cmp_encoded(other.name.as_str(), param.name.as_str());
        match self.first.as_ref().map(order) {
            None => self.first = Some(param),
            Some(Ordering::Equal) => return Err(param.twice()),
            Some(Ordering::Greater) => {
                let second = self.first.replace(param);
                self.others.splice(..0, second);
            }
            Some(Ordering::Less) => match self.others.binary_search_by(order) {
                Ok(_) => return Err(param.twice()),
                Err(at) => self.others.insert(at, param),
            },
        }
        Ok(())
    }

    /// The length of all parameters with what stands between them, not encoded.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        if self.first.is_none() {
            return 0;
        }
        self.iter().map(|param| param.name.as_str().len() + param.value.len() + 2).sum()
    }

    /// The names, as they were given.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|param| param.name.as_str())
    }

    /// Appends the parameters that stand before the `X-Amz-…` of the signature, `&` behind each.
    #[inline]
    pub(crate) fn write_before_signature(&self, out: &mut String) {
        // Most often there is none, which is seen at once.
        if self.first.as_ref().is_some_and(Param::is_before_signature) {
            for param in self.iter().take_while(|param| param.is_before_signature()) {
                param.write(out);
                out.push('&');
            }
        }
    }

    /// Appends those that stand behind, `&` before each.
    #[inline]
    pub(crate) fn write_behind_signature(&self, out: &mut String) {
        for param in self.iter() {
            if !param.is_before_signature() {
                out.push('&');
                param.write(out);
            }
        }
    }

    /// All of them around what stands for the signature.
    #[cfg(test)]
    pub(crate) fn text_around(&self, signature: &str) -> String {
        let mut text = String::new();
        self.write_before_signature(&mut text);
        text.push_str(signature);
        self.write_behind_signature(&mut text);
        text
    }

    fn iter(&self) -> impl Iterator<Item = &Param<'a>> {
        self.first.iter().chain(&self.others)
    }
}

impl Param<'_> {
    #[cold]
    fn twice(&self) -> Error {
        Error::DuplicateQuery { name: self.name.as_str().to_owned() }
    }

    #[inline]
    fn is_before_signature(&self) -> bool {
        match &self.name {
            Name::Own(_) => false,
            Name::Given(name) => encode::cmp_encoded(name, AUTH_PREFIX) == Ordering::Less,
        }
    }

    /// Appends the parameter as it stands in a URL.
    fn write(&self, out: &mut String) {
        match &self.name {
            Name::Own(name) => out.push_str(name),
            Name::Given(name) => encode::query(out, name),
        }
        out.push('=');
        encode::query(out, &self.value);
    }
}

impl fmt::Debug for Param<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.name.as_str(), &self.value).fmt(f)
    }
}

impl Name<'_> {
    #[inline]
    fn as_str(&self) -> &str {
        match self {
            Self::Own(name) => name,
            Self::Given(name) => name,
        }
    }
}

/// Parameters that a caller could use to change what the signature says, in any case; S3 reads
/// `X-Amz-Content-Sha256` in the query as the payload hash. `Signature` and `AWSAccessKeyId` make
/// S3 refuse the URL as signed twice.
///
/// What begins with `X-Amz-` exactly is reserved whole: new parameters of the signature come there.
fn is_reserved(name: &str) -> bool {
    match name.split_at_checked(AUTH_PREFIX.len()) {
        Some((prefix, rest)) if prefix.eq_ignore_ascii_case(AUTH_PREFIX) => {
            prefix == AUTH_PREFIX
                || RESERVED.iter().any(|reserved| rest.eq_ignore_ascii_case(reserved))
        }
        _ => name == "Signature" || name == "AWSAccessKeyId",
    }
}

const AUTH_PREFIX: &str = "X-Amz-";

/// Each behind `X-Amz-`.
const RESERVED: [&str; 10] = [
    "Algorithm",
    "Content-Sha256",
    "Credential",
    "Date",
    "Expires",
    "Region-Set",
    "S3session-Token",
    "Security-Token",
    "Signature",
    "SignedHeaders",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(name: &str) -> String {
        Query::default().add(name.to_owned().into(), "".into()).unwrap_err().to_string()
    }

    #[test]
    fn parameters_are_sorted_by_their_encoded_name_and_part_around_the_signature() {
        let mut query = Query::default();
        for name in ["x-id", "uploads", "a-b", "a", "a b", "Z", "X-AMZ-x", "é", "partNumber", "0"]
        {
            query.add_custom(name.into(), "".into()).unwrap();
        }
        query.add_own("versionId", "7".into()).unwrap();
        assert_eq!(
            query.text_around("X-Amz-…"),
            "%C3%A9=&0=&X-AMZ-x=&X-Amz-…&Z=&a=&a%20b=&a-b=&partNumber=&uploads=&versionId=7&x-id="
        );
    }

    #[test]
    fn what_belongs_to_the_signature_is_refused_in_any_case() {
        for name in [
            "X-Amz-Expires",
            "x-amz-expires",
            "X-AMZ-DATE",
            "x-amz-signature",
            "X-Amz-Foo",
            "Signature",
            "AWSAccessKeyId",
            "x-amz-content-sha256",
            "x-amz-s3session-token",
            "x-amz-region-set",
        ] {
            assert_eq!(
                refusal(name),
                format!(
                    "query parameter {name:?} belongs to the signature and cannot be given by the caller"
                )
            );
        }
    }

    #[test]
    fn names_with_control_characters_and_repeats_are_refused() {
        for name in ["", "a\r\nb", "a\0"] {
            assert_eq!(
                refusal(name),
                format!(
                    "query parameter name {name:?} is not valid: not empty, and no control characters"
                )
            );
        }
        let mut query = Query::default();
        query.add("versionId".into(), "1".into()).unwrap();
        assert_eq!(
            query.add("versionId".into(), "2".into()).unwrap_err().to_string(),
            "query parameter \"versionId\" is given twice: many servers refuse that, so give it once"
        );
    }
}

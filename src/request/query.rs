//! [`Query`]: the query parameters of a request, in the order in which they are signed.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::encode;
use crate::error::{Error, Field};
use crate::text::has_control;

/// Parameters sorted by the encoded name, none twice, none that belongs to the signature.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query<'a> {
    /// Apart, as most requests have one parameter or none; those cost no allocation.
    first: Option<Param<'a>>,
    others: Vec<Param<'a>>,
    /// How many stand before the `X-Amz-…` of the signature.
    before: usize,
}

/// A name and a value, not encoded.
#[derive(Clone, Debug)]
pub(crate) struct Param<'a> {
    name: Cow<'a, str>,
    value: Cow<'a, str>,
    /// Whether the name is one of S3's own, which need no escape.
    has_own_name: bool,
}

impl<'a> Query<'a> {
    /// Adds a parameter under any name that a caller may give.
    pub(crate) fn add(&mut self, name: Cow<'a, str>, value: Cow<'a, str>) -> Result<(), Error> {
        if name.is_empty() || has_control(&name) {
            let rule = "not empty, and no control characters";
            return Err(Error::invalid(Field::QueryName, &name, rule));
        }
        if is_reserved(&name) {
            return Err(Error::ReservedQuery { name: name.into_owned() });
        }
        let is_before = encode::cmp_encoded(&name, AUTH_PREFIX) == Ordering::Less;
        self.insert(Param { name, value, has_own_name: false })?;
        self.before += usize::from(is_before);
        Ok(())
    }

    /// Adds a parameter under a name of S3's own; those are unreserved characters, and begin with a lower-case
    /// letter.
    pub(crate) fn add_own(&mut self, name: &'static str, value: Cow<'a, str>) -> Result<(), Error> {
        let is_own = name.starts_with(|first: char| first.is_ascii_lowercase());
        debug_assert!(is_own && encode::query_string(name) == name, "{name}");
        self.insert(Param { name: name.into(), value, has_own_name: true })
    }

    fn insert(&mut self, param: Param<'a>) -> Result<(), Error> {
        let order = |other: &Param<'_>| encode::cmp_encoded(&other.name, &param.name);
        match self.first.as_ref().map(order) {
            None => self.first = Some(param),
            Some(Ordering::Equal) => {
                return Err(Error::DuplicateQuery { name: param.name.into_owned() });
            }
            Some(Ordering::Greater) => {
                let second = self.first.replace(param);
                self.others.splice(..0, second);
            }
            Some(Ordering::Less) => match self.others.binary_search_by(order) {
                Ok(_) => return Err(Error::DuplicateQuery { name: param.name.into_owned() }),
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
        self.iter().map(|param| param.name.len() + param.value.len() + 2).sum()
    }

    /// The parameters that stand before the `X-Amz-…` of the signature.
    pub(crate) fn before_signature(&self) -> impl Iterator<Item = &Param<'a>> {
        self.iter().take(self.before)
    }

    /// Those that stand behind.
    pub(crate) fn behind_signature(&self) -> impl Iterator<Item = &Param<'a>> {
        self.iter().skip(self.before)
    }

    fn iter(&self) -> impl Iterator<Item = &Param<'a>> {
        self.first.iter().chain(&self.others)
    }
}

impl Param<'_> {
    /// Appends the parameter as it stands in a URL.
    pub(crate) fn write(&self, out: &mut String) {
        if self.has_own_name {
            out.push_str(&self.name);
        } else {
            encode::query(out, &self.name);
        }
        out.push('=');
        encode::query(out, &self.value);
    }

    /// Name and value, not encoded.
    #[cfg(test)]
    pub(crate) fn pair(&self) -> (&str, &str) {
        (&self.name, &self.value)
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
            query.add(name.into(), "".into()).unwrap();
        }
        let before: Vec<_> = query.before_signature().map(|param| &*param.name).collect();
        let behind: Vec<_> = query.behind_signature().map(|param| &*param.name).collect();
        assert_eq!(before, ["é", "0", "X-AMZ-x"]);
        assert_eq!(behind, ["Z", "a", "a b", "a-b", "partNumber", "uploads", "x-id"]);
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

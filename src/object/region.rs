//! [`Region`]: the region that a signature is made for.

use std::borrow::Cow;
use std::fmt;

use crate::error::{Error, Field};

/// The AWS Region of the bucket, such as `eu-west-1`, or what an S3-compatible server calls its own
/// (`auto`, `us-east-1`, `RegionOne`).
///
/// 1 to 63 letters, digits, `-` and `_`. Unknown regions are taken: AWS opens one or two a year.
///
/// <https://docs.aws.amazon.com/general/latest/gr/s3.html>
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Region(Cow<'static, str>);

impl Region {
    /// Checks the name of a region. Those that are known have constants, such as [`Region::EU_WEST_1`].
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] for an empty name and for characters that no region has;
    /// [`Error::TooLong`] beyond 63 characters.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::Region;
    ///
    /// assert_eq!(Region::new("eu-west-1")?.as_str(), "eu-west-1");
    /// assert!(Region::new("eu west 1").is_err());
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn new(name: impl Into<String>) -> Result<Self, Error> {
        let name = name.into();
        if name.is_empty() {
            return Err(Error::invalid(
                Field::Region,
                &name,
                "it is empty; set it, for example eu-west-1",
            ));
        }
        if name.len() > MAX_LENGTH {
            return Err(Error::TooLong {
                field: Field::Region,
                length: name.len(),
                max: MAX_LENGTH,
            });
        }
        let odd = |byte: u8| !(byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        if name.bytes().any(odd) {
            let rule = "letters, digits, `-` and `_` only, for example eu-west-1";
            return Err(Error::invalid(Field::Region, &name, rule));
        }
        Ok(Self(Cow::Owned(name)))
    }

    /// A name that is known to be one.
    pub(super) const fn known(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// The region as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Region {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for Region {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::new(name)
    }
}

/// A region is a label of AWS's host names.
const MAX_LENGTH: usize = 63;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_exist_are_taken() {
        for name in
            ["us-east-1", "us-gov-west-1", "us-west-004", "auto", "RegionOne", "mars-north-7"]
        {
            assert_eq!(Region::new(name).unwrap().to_string(), name);
        }
    }

    #[test]
    fn names_that_cannot_exist_are_refused() {
        let refusal = |name: &str| Region::new(name).unwrap_err().to_string();
        assert_eq!(
            refusal(""),
            "region \"\" is not valid: it is empty; set it, for example eu-west-1"
        );
        assert_eq!(refusal(&"a".repeat(64)), "region of 64 bytes is too long: the most is 63");
        for odd in ["eu west 1", "eu/west", "eu-west-1\n", "eu.west", "e%75", "é", "a/../b", "a\0"]
        {
            assert_eq!(
                refusal(odd),
                format!(
                    "region {odd:?} is not valid: letters, digits, `-` and `_` only, for example eu-west-1"
                )
            );
        }
    }

    #[test]
    fn a_region_is_its_text() {
        assert_eq!(Region::new("eu-west-1").unwrap().as_ref(), "eu-west-1");
    }
}

//! Credentials from environment variables.

use zeroize::Zeroizing;

use super::credentials_type::Credentials;
use super::end_text::{self, EndText};
use super::expiration::{instant, read_end};
use super::kind::CredentialKind;
use super::variable::variable;
use crate::error::{Error, SourceError};

impl Credentials {
    /// Credentials from `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN` and
    /// `AWS_CREDENTIAL_EXPIRATION`, which is a date with its zone, or seconds or milliseconds since 1970. A blank
    /// variable counts as unset.
    ///
    /// Beside that one, the names under which other tools export the end are read:
    /// `AWS_CREDENTIALS_EXPIRATION` (aws-sso-util), `AWS_SESSION_EXPIRATION` (onelogin-aws-assume-role, maws, older
    /// aws-vault), `AWS_SSO_SESSION_EXPIRATION`, `AWS_SESSION_TOKEN_EXPIRATION`, `AWS_EXPIRATION`,
    /// `AWS_TOKEN_EXPIRATION`, `AWS_CREDENTIAL_EXPIRY` and `AWSUME_EXPIRATION`. The earliest holds, as one of two may
    /// be left over from other keys. These count only beside a token, and what cannot be read beyond doubt under
    /// them, such as a date without a zone, is passed over.
    ///
    /// In a Lambda function, known by `AWS_LAMBDA_FUNCTION_NAME`, the kind is
    /// [`CredentialKind::LambdaRole`].
    ///
    /// # Errors
    ///
    /// [`Error::Source`] where a variable is missing or no text in UTF-8 or the expiration is no date, and
    /// what [`Credentials::new`] refuses.
    pub fn from_env() -> Result<Self, Error> {
        Self::from_variables(variable)
    }

    /// The same from anything that knows variables by name.
    ///
    /// # Errors
    ///
    /// As for [`from_env`](Self::from_env).
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::Credentials;
    ///
    /// let credentials = Credentials::from_lookup(|name| match name {
    ///     "AWS_ACCESS_KEY_ID" => Some("AKIAIOSFODNN7EXAMPLE".to_owned()),
    ///     "AWS_SECRET_ACCESS_KEY" => Some("secret".to_owned()),
    ///     _ => None,
    /// })?;
    /// assert_eq!(credentials.access_key_id().as_str(), "AKIAIOSFODNN7EXAMPLE");
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        Self::from_variables(|name| Ok(lookup(name)))
    }

    pub(crate) fn from_variables(
        lookup: impl Fn(&str) -> Result<Option<String>, Error>,
    ) -> Result<Self, Error> {
        let get = |name: &str| -> Result<_, Error> {
            let value = lookup(name)?.map(Zeroizing::new);
            Ok(value.filter(|value| !value.trim().is_empty()))
        };
        let (id, secret) = keys(get(ID)?, get(SECRET)?)?;
        let token = get("AWS_SESSION_TOKEN")?;
        let is_lambda = token.is_some() && get("AWS_LAMBDA_FUNCTION_NAME")?.is_some();
        let mut credentials = Self::from_parts(id, secret, token)?;
        if is_lambda {
            credentials = credentials.with_kind(CredentialKind::LambdaRole);
        }
        let end = match get(EXPIRATION)? {
            Some(text) => read_end(EXPIRATION, &text)?,
            None => None,
        };
        let mut ends = Vec::from_iter(end);
        // Keys without a token have no end that a tool would export.
        for name in OTHER_EXPIRATIONS.into_iter().filter(|_| credentials.is_temporary()) {
            if let Some(EndText::At(seconds)) = get(name)?.map(|text| end_text::read(&text)) {
                ends.push(instant(seconds));
            }
        }
        Ok(match ends.into_iter().min() {
            Some(end) => credentials.with_expires_at(end),
            None => credentials,
        })
    }
}

/// Both keys, or what is missing.
fn keys<T>(id: Option<T>, secret: Option<T>) -> Result<(T, T), SourceError> {
    let place = "the environment".to_owned();
    match (id, secret) {
        (Some(id), Some(secret)) => Ok((id, secret)),
        (Some(_), None) => Err(SourceError::Incomplete { place, missing: SECRET }),
        (None, Some(_)) => Err(SourceError::Incomplete { place, missing: ID }),
        (None, None) => {
            let keys = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
            Err(SourceError::Missing { place, keys })
        }
    }
}

const ID: &str = "AWS_ACCESS_KEY_ID";
const SECRET: &str = "AWS_SECRET_ACCESS_KEY";
const EXPIRATION: &str = "AWS_CREDENTIAL_EXPIRATION";

/// What tools export in its place.
const OTHER_EXPIRATIONS: [&str; 8] = [
    "AWS_CREDENTIALS_EXPIRATION",
    "AWS_SESSION_EXPIRATION",
    "AWS_SSO_SESSION_EXPIRATION",
    "AWS_SESSION_TOKEN_EXPIRATION",
    "AWS_TOKEN_EXPIRATION",
    "AWS_EXPIRATION",
    "AWS_CREDENTIAL_EXPIRY",
    "AWSUME_EXPIRATION",
];

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    fn from(variables: &[(&str, &str)]) -> Result<Credentials, Error> {
        Credentials::from_lookup(|name| {
            let found = variables.iter().find(|(other, _)| *other == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    const USER: [(&str, &str); 2] =
        [("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"), ("AWS_SECRET_ACCESS_KEY", "m4rk")];

    #[test]
    fn variables_tell_kind_and_end() {
        let user = from(&USER).unwrap();
        assert_eq!((user.kind(), user.expires_at()), (CredentialKind::IamUser, None));
        let token = ("AWS_SESSION_TOKEN", "t");
        let sts = from(&[USER[0], USER[1], token]).unwrap();
        assert_eq!(sts.kind(), CredentialKind::Sts);
        let lambda = ("AWS_LAMBDA_FUNCTION_NAME", "f");
        let role = from(&[USER[0], USER[1], token, lambda]).unwrap();
        assert_eq!((role.kind(), role.expires_at()), (CredentialKind::LambdaRole, None));
        // Keys of a user in a function's own configuration are still a user's.
        assert_eq!(from(&[USER[0], USER[1], lambda]).unwrap().kind(), CredentialKind::IamUser);
        let end = ("AWS_CREDENTIAL_EXPIRATION", "2013-05-24T00:00:00Z");
        let ending = from(&[USER[0], USER[1], token, end]).unwrap();
        assert_eq!(ending.expires_at(), Some(UNIX_EPOCH + Duration::from_secs(1_369_353_600)));
    }

    #[test]
    fn the_names_that_tools_export_an_end_under_are_read() {
        let end_under = |name, text| {
            let token = ("AWS_SESSION_TOKEN", "t");
            from(&[USER[0], USER[1], token, (name, text)]).map(|read| read.expires_at())
        };
        let end = Some(UNIX_EPOCH + Duration::from_secs(1_369_353_600));
        for name in OTHER_EXPIRATIONS.into_iter().chain([EXPIRATION]) {
            for text in
                ["2013-05-24T00:00:00Z", "2013-05-24T05:30:00+0530", "1369353600", " 1369353600999"]
            {
                assert_eq!(end_under(name, text), Ok(end), "{name} {text}");
            }
            assert_eq!(end_under(name, "0001-01-01T00:00:00Z"), Ok(None), "{name}");
        }
        for text in ["2013-05-24T00:00:00", "3600", "soon"] {
            for name in OTHER_EXPIRATIONS {
                assert_eq!(end_under(name, text), Ok(None), "{name} {text}");
            }
            assert!(end_under(EXPIRATION, text).is_err(), "{text}");
        }
    }

    #[test]
    fn of_two_ends_the_earlier_holds() {
        let [sooner, later] = ["2013-05-24T00:00:00Z", "2013-05-24T00:00:01Z"];
        for [one, other] in [[sooner, later], [later, sooner]] {
            let token = ("AWS_SESSION_TOKEN", "t");
            let ends = [(EXPIRATION, one), ("AWS_SESSION_EXPIRATION", other)];
            let read = from(&[USER[0], USER[1], token, ends[0], ends[1]]).unwrap();
            assert_eq!(read.expires_at(), Some(UNIX_EPOCH + Duration::from_secs(1_369_353_600)));
        }
    }

    #[test]
    fn blank_is_unset() {
        let blank =
            [USER[0], USER[1], ("AWS_SESSION_TOKEN", " "), ("AWS_CREDENTIAL_EXPIRATION", "")];
        let user = from(&blank).unwrap();
        assert_eq!((user.is_temporary(), user.expires_at()), (false, None));
    }

    #[test]
    fn what_is_missing_or_malformed_is_named_and_no_secret_is() {
        let refusal = |variables: &[(&str, &str)]| from(variables).unwrap_err().to_string();
        assert_eq!(
            refusal(&[]),
            "the environment has no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY there"
        );
        assert_eq!(
            refusal(&USER[..1]),
            "the environment has credentials without AWS_SECRET_ACCESS_KEY: set it too"
        );
        assert_eq!(
            refusal(&[USER[1], ("AWS_ACCESS_KEY_ID", "")]),
            "the environment has credentials without AWS_ACCESS_KEY_ID: set it too"
        );
        assert_eq!(
            refusal(&[USER[0], USER[1], ("AWS_CREDENTIAL_EXPIRATION", "tomorrow")]),
            "AWS_CREDENTIAL_EXPIRATION is \"tomorrow\", which is not valid: a date such as \
             2026-11-21T12:00:00Z, with an offset or Z"
        );
        assert!(matches!(
            from(&[("AWS_ACCESS_KEY_ID", "ASIAIOSFODNN7EXAMPLE"), USER[1]]),
            Err(Error::MissingSessionToken { .. })
        ));
    }
}

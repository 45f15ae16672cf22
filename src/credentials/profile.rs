//! [`Profile`]: one profile of AWS's two files.

use std::time::SystemTime;

use zeroize::Zeroizing;

use super::credentials_type::Credentials;
use super::profile_end::{SectionEnd, end_of};
use super::profile_file::{CONFIG, CREDENTIALS, Section, Sections, parse};
use super::profile_keys::{self as keys, Origin, holds_a_setting, is_secret};
use crate::error::{Error, SourceError};

/// A profile of AWS's `credentials` and `config` files, with what a presigner takes from it.
///
/// The files are parsed in AWS's dialect: comments, `[name]` in the credentials file, `[profile name]`
/// and `[default]` in the config file, nested blocks. A setting in the credentials file wins over one in
/// the config file.
///
/// <https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html>
///
/// # Examples
///
/// ```
/// use s3_presigner::Profile;
///
/// let credentials = "[work]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = s3cr3t\n";
/// let config = "[profile work]\nregion = eu-west-1\ns3 =\n  addressing_style = path\n";
/// let profile = Profile::parse("work", credentials, config)?;
/// assert_eq!(profile.credentials()?.access_key_id().as_str(), "AKIAIOSFODNN7EXAMPLE");
/// assert_eq!(profile.setting("region"), Some("eu-west-1"));
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Profile {
    name: String,
    /// What the credentials file says.
    in_credentials: Section,
    in_config: Section,
    /// What both say, the credentials file first.
    merged: Section,
    /// The `services` section that the profile names, if it is there.
    services: Option<Section>,
}

impl Profile {
    /// Reads a profile from the texts of the two files; either may be empty.
    ///
    /// # Errors
    ///
    /// [`Error::Source`] for a line that cannot be read, for one of the profile that is indented below a
    /// value and would spoil it or be lost, and for a profile that is in neither.
    pub fn parse(name: &str, credentials: &str, config: &str) -> Result<Self, Error> {
        let in_credentials = parse(CREDENTIALS, credentials)?.remove(name);
        let mut config = parse(CONFIG, config)?;
        let in_config = profile_section(&mut config, name);
        if in_credentials.is_none() && in_config.is_none() {
            return Err(SourceError::NoProfile { profile: name.to_owned() }.into());
        }
        let in_credentials = in_credentials.unwrap_or_default();
        let in_config = in_config.unwrap_or_default();
        let mut merged = in_config.clone();
        merged.overlay(&in_credentials);
        let services = merged.get("services").map(|name| format!("services {name}"));
        let services = services.and_then(|header| config.remove(&header));
        // Of the other sections, nothing is used.
        for section in [&in_credentials, &in_config].into_iter().chain(&services) {
            section.check()?;
        }
        Ok(Self { name: name.to_owned(), in_credentials, in_config, merged, services })
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A setting that is no secret, such as `region`; blank counts as unset. Of a value that goes on in
    /// indented lines, this is the first line. The case of keys does not matter, here and in the files.
    #[must_use]
    pub fn setting(&self, key: &str) -> Option<&str> {
        let key = key.to_ascii_lowercase();
        self.merged.get(&key).filter(|_| !is_secret(&key))
    }

    /// Sets a setting in place of what the files say, in the `s3` block too, as a variable or an argument of a
    /// command does; an `endpoint_url` also in place of the `services` section's. Credentials are not settings.
    #[must_use]
    pub fn with_setting(mut self, key: &str, value: &str) -> Self {
        let key = key.to_ascii_lowercase();
        if key == "endpoint_url" {
            self.services = None;
            self.merged.set("services", "");
        }
        self.merged.remove_nested(keys::BLOCK, &key);
        self.merged.set(&key, value);
        self
    }

    /// A setting of the `s3` block, such as `addressing_style`.
    #[must_use]
    pub fn s3_setting(&self, key: &str) -> Option<&str> {
        let key = key.to_ascii_lowercase();
        self.merged.nested(keys::BLOCK, &key).filter(|_| !is_secret(&key))
    }

    /// The `endpoint_url` for S3 of the `services` section that the profile names, else its own.
    ///
    /// # Errors
    ///
    /// [`Error::Source`] for a `services` section that is not in the config file.
    pub fn endpoint_url(&self) -> Result<Option<&str>, Error> {
        let own = self.setting("endpoint_url");
        match (&self.services, self.setting("services")) {
            (Some(services), _) => Ok(services.nested(keys::BLOCK, "endpoint_url").or(own)),
            (None, None) => Ok(own),
            (None, Some(name)) => {
                let rule = "the config file has no such [services …] section";
                Err(SourceError::setting("services", name, rule).into())
            }
        }
    }

    /// The credentials that the files hold, with the end that stands beside them, or, where they have a token
    /// and no end stands there, in the other file.
    ///
    /// A key whose name speaks of an end (`…expiration`, `…expiry…`, `…expires…`) tells it, whoever wrote it: as a date
    /// with `Z` or an offset, or in seconds or milliseconds since 1970. Of several, the earliest holds. A date
    /// without a zone is UTC from one tool and local time from another (`aws-mfa` and `awsume` write it under the
    /// same key). It is taken where it is known to be UTC: under `expiration`, beside the same token under both of
    /// its names, and without `awsume`'s marks. Elsewhere the end stays unknown, and links are
    /// [`AtMost`](crate::Certainty::AtMost). So it does under a name that is not well known and with a value that
    /// cannot be read.
    ///
    /// # Errors
    ///
    /// [`Error::Source`] for a profile whose credentials come from the network or a process, which it
    /// names, with what to use instead; for one without credentials; for an `aws_expiration`,
    /// `aws_session_expiration`, `aws_credential_expiration`, `expiration` or `x_security_token_expires` that is no
    /// date; and what [`Credentials::new`] refuses.
    pub fn credentials(&self) -> Result<Credentials, Error> {
        // The order in which AWS's CLI and SDKs ask.
        if let Some(not_static) = self.not_static(keys::FIRST) {
            return Err(not_static.into());
        }
        if let Some(credentials) = self.static_keys(&self.in_credentials)? {
            return Ok(credentials);
        }
        if let Some(not_static) = self.not_static(keys::SECOND) {
            return Err(not_static.into());
        }
        if let Some(credentials) = self.static_keys(&self.in_config)? {
            return Ok(credentials);
        }
        if let Some(not_static) = self.not_static(keys::LAST) {
            return Err(not_static.into());
        }
        if self.merged.get(keys::SECRET).is_some() {
            return Err(self.incomplete(keys::ID));
        }
        let keys = "aws_access_key_id and aws_secret_access_key";
        Err(SourceError::Missing { place: self.place(), keys }.into())
    }

    /// Whether the line end before another setting was lost, which made that a part of this value.
    pub(crate) fn is_run_together(value: &str) -> bool {
        holds_a_setting(value)
    }

    /// Whether only the first line of its process is known.
    pub(super) fn process_goes_on(&self) -> bool {
        self.merged.process_goes_on()
    }

    fn not_static(&self, origins: &[Origin]) -> Option<SourceError> {
        let (key, origin) = origins.iter().find(|(key, _)| self.merged.get(key).is_some())?;
        let run = if *key == keys::PROCESS {
            "run it with Profile::run_credential_process"
        } else {
            "use the feature aws-credential-types with aws-config"
        };
        let instead = format!(
            "{run}, or with AWS CLI 2 run `aws configure export-credentials --profile {}`, read its output with \
             Credentials::from_document, and sign with Presigner::from_profile_with, which keeps the profile's \
             region",
            in_a_shell(&self.name)
        );
        Some(SourceError::NotStatic { profile: self.name.clone(), origin, instead })
    }

    /// Keys that stand in a file. A secret without its id is passed over, as AWS's tools do.
    fn static_keys(&self, section: &Section) -> Result<Option<Credentials>, Error> {
        let Some(id) = section.get(keys::ID) else { return Ok(None) };
        let secret = section.get(keys::SECRET);
        let secret = secret.ok_or_else(|| self.incomplete(keys::SECRET))?;
        let token = keys::TOKENS.into_iter().find_map(|key| section.get(key));
        let wiped = |text: &str| Zeroizing::new(text.to_owned());
        let credentials = Credentials::from_parts(wiped(id), wiped(secret), token.map(wiped))?;
        Ok(Some(match self.end(section, token.is_some())? {
            Some(end) => credentials.with_expires_at(end),
            None => credentials,
        }))
    }

    /// The end beside the keys. Some tools write the keys to one file and their end to the other, where keys
    /// without a token have none: what stands there is left over from others.
    fn end(&self, beside: &Section, has_token: bool) -> Result<Option<SystemTime>, Error> {
        let elsewhere = [&self.in_credentials, &self.in_config].into_iter().filter(|_| has_token);
        for section in [beside].into_iter().chain(elsewhere) {
            match end_of(section)? {
                SectionEnd::Untold => {}
                // Doubt beside the keys is not settled by what is left over elsewhere.
                SectionEnd::Unknown => return Ok(None),
                SectionEnd::At(end) => return Ok(Some(end)),
            }
        }
        Ok(None)
    }

    fn incomplete(&self, missing: &'static str) -> Error {
        SourceError::Incomplete { place: self.place(), missing }.into()
    }

    fn place(&self) -> String {
        format!("profile {:?}", self.name)
    }
}

/// `[profile x]`; `[default]` may go without the word.
fn profile_section(config: &mut Sections, name: &str) -> Option<Section> {
    let own = config.remove(&format!("profile {name}"));
    own.or_else(|| (name == "default").then(|| config.remove(name))?)
}

/// An argument as it can be pasted, quoted where a shell would take it apart.
fn in_a_shell(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./@:+".contains(&byte);
    if !text.is_empty() && text.bytes().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

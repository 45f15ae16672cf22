//! Presigners from the environment and from profiles: credentials, region and endpoint at once.

use super::Presigner;
use crate::credentials::{Credentials, Profile, unless_blank};
use crate::endpoint::{AddressingStyle, Endpoint};
use crate::error::{Error, Field, SourceError};
use crate::object::Region;

impl Presigner {
    /// [`from_env`](Self::from_env) from anything that knows variables by name.
    ///
    /// # Errors
    ///
    /// As for [`from_env`](Self::from_env).
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::Presigner;
    ///
    /// let presigner = Presigner::from_lookup(|name| {
    ///     let value = match name {
    ///         "AWS_ACCESS_KEY_ID" => "AKIAIOSFODNN7EXAMPLE",
    ///         "AWS_SECRET_ACCESS_KEY" => "secret",
    ///         "AWS_REGION" => "eu-west-1",
    ///         _ => return None,
    ///     };
    ///     Some(value.to_owned())
    /// })?;
    /// assert_eq!(presigner.region().as_str(), "eu-west-1");
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        Self::from_variables(|name| Ok(lookup(name)))
    }

    pub(super) fn from_variables(
        lookup: impl Fn(&str) -> Result<Option<String>, Error>,
    ) -> Result<Self, Error> {
        let credentials = Credentials::from_variables(&lookup)?;
        let settings = Settings {
            get: |name: &str| lookup(name).map(unless_blank),
            names: &VARIABLES,
            place: "the environment",
        };
        Self::new(credentials, settings.region()?).with_endpoint(settings.endpoint()?).checked()
    }

    /// A presigner from a profile, given as a [`Profile`] or by its name in AWS's files: its credentials, its region,
    /// its endpoint and its `s3` block.
    ///
    /// The `s3` block may also say `addressing_style = host_is_bucket` and `public_url`, which AWS's tools do not know.
    ///
    /// No variables are read: where `AWS_REGION` or `AWS_ENDPOINT_URL_S3` is to win, as in AWS's own tools,
    /// say so with [`Profile::with_variables`].
    ///
    /// # Errors
    ///
    /// As for [`Profile::credentials`]; [`Error::Source`] for a region that is missing and for settings
    /// that are malformed; [`Error::UnexpectedSessionToken`] as for [`from_env`](Self::from_env).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use s3_presigner::{Presigner, Profile};
    ///
    /// let presigner = Presigner::from_profile("work")?;
    ///
    /// // The one that AWS_PROFILE names, with AWS_REGION and its kin before its settings, as AWS's tools do.
    /// let profile = Profile::load(None)?.with_variables(|name| std::env::var(name).ok());
    /// let presigner = Presigner::from_profile(&profile)?;
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn from_profile(profile: impl TryInto<Profile, Error: Into<Error>>) -> Result<Self, Error> {
        let profile = profile.try_into().map_err(Into::into)?;
        Self::from_profile_with(&profile, profile.credentials()?)
    }

    /// The region, the endpoint and the `s3` block of a profile, with credentials from elsewhere: for a profile
    /// that gets its own from Identity Center, a role or a process.
    ///
    /// # Errors
    ///
    /// As for [`from_profile`](Self::from_profile), but for the profile's credentials, which are not looked at.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::{Credentials, Presigner, Profile};
    ///
    /// let profile = Profile::parse("work", "", "[profile work]\nregion = eu-west-1\nsso_session = s\n")?;
    /// // From `aws configure export-credentials --profile work`, of AWS CLI 2.
    /// let document = r#"{"Version": 1, "AccessKeyId": "ASIAIOSFODNN7EXAMPLE", "SecretAccessKey": "secret",
    ///     "SessionToken": "token", "Expiration": "2026-11-21T18:27:00Z"}"#;
    /// let credentials = Credentials::from_document(document)?;
    /// let presigner = Presigner::from_profile_with(&profile, credentials)?;
    /// assert_eq!(presigner.region().as_str(), "eu-west-1");
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn from_profile_with(profile: &Profile, credentials: Credentials) -> Result<Self, Error> {
        let place = format!("profile {:?}", profile.name());
        let endpoint_url = profile.endpoint_url()?;
        let get = |name: &str| {
            let value = match name {
                "endpoint_url" => endpoint_url,
                _ => profile.s3_setting(name).or_else(|| profile.setting(name)),
            };
            Ok(value.map(str::to_owned))
        };
        let settings = Settings { get, names: &KEYS, place: &place };
        Self::new(credentials, settings.region()?).with_endpoint(settings.endpoint()?).checked()
    }

    /// Refuses at the door what no link could be signed with.
    fn checked(self) -> Result<Self, Error> {
        if self.resolver.is_aws() {
            self.signer.in_use().credentials().check_for_aws()?;
        }
        Ok(self)
    }
}

/// Settings under the names that their place has for them.
struct Settings<'s, G> {
    get: G,
    names: &'s Names,
    place: &'s str,
}

/// What each setting is called; more than one name where the first set one counts.
struct Names {
    region: &'static [&'static str],
    endpoint_url: &'static [&'static str],
    ignore_endpoint_urls: &'static str,
    addressing_style: &'static str,
    public_url: &'static str,
    dual_stack: &'static str,
    fips: &'static str,
    accelerate: &'static str,
    arn_region: &'static str,
    disable_multi_region: &'static str,
    /// Whether they stand in lines, of which two can run together.
    have_lines: bool,
}

const VARIABLES: Names = Names {
    region: &["AWS_REGION", "AWS_DEFAULT_REGION"],
    endpoint_url: &["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"],
    ignore_endpoint_urls: "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    addressing_style: "AWS_S3_ADDRESSING_STYLE",
    public_url: "AWS_S3_PUBLIC_URL",
    // No variable has this.
    accelerate: "",
    dual_stack: "AWS_USE_DUALSTACK_ENDPOINT",
    fips: "AWS_USE_FIPS_ENDPOINT",
    arn_region: "AWS_S3_USE_ARN_REGION",
    disable_multi_region: "AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS",
    have_lines: false,
};

const KEYS: Names = Names {
    region: &["region"],
    endpoint_url: &["endpoint_url"],
    ignore_endpoint_urls: "ignore_configured_endpoint_urls",
    addressing_style: "addressing_style",
    public_url: "public_url",
    dual_stack: "use_dualstack_endpoint",
    fips: "use_fips_endpoint",
    accelerate: "use_accelerate_endpoint",
    arn_region: "s3_use_arn_region",
    disable_multi_region: "s3_disable_multiregion_access_points",
    have_lines: true,
};

impl<G: Fn(&str) -> Result<Option<String>, Error>> Settings<'_, G> {
    fn region(&self) -> Result<Region, Error> {
        match self.first(self.names.region)? {
            Some(name) => Region::new(name.trim()).map_err(unrepeated),
            None => Err(SourceError::NoRegion { place: self.place.to_owned() }.into()),
        }
    }

    fn endpoint(&self) -> Result<Endpoint, Error> {
        let url = self.first(self.names.endpoint_url)?;
        let url = if self.flag(self.names.ignore_endpoint_urls, false)? { None } else { url };
        let endpoint = match url {
            Some(url) if self.names.have_lines && Profile::is_run_together(&url) => {
                let rule = "it holds the name of another setting and an equals sign; look for a line end that was \
                            lost";
                return Err(Error::InvalidSecret { field: Field::EndpointUrl, rule });
            }
            Some(url) => Endpoint::custom(url.trim()).map_err(unrepeated)?,
            None => Endpoint::aws(),
        };
        let endpoint = match (self.get)(self.names.public_url)? {
            Some(url) => endpoint.with_public_url(url.trim()).map_err(unrepeated)?,
            None => endpoint,
        };
        Ok(endpoint
            .with_style(self.style()?)
            .with_dual_stack(self.flag(self.names.dual_stack, false)?)
            .with_fips(self.flag(self.names.fips, false)?)
            .with_accelerate(self.flag(self.names.accelerate, false)?)
            .with_arn_region(self.flag(self.names.arn_region, true)?)
            .with_multi_region_access_points(!self.flag(self.names.disable_multi_region, false)?))
    }

    fn style(&self) -> Result<AddressingStyle, Error> {
        let name = self.names.addressing_style;
        match (self.get)(name)?.as_deref() {
            None | Some("auto") => Ok(AddressingStyle::Auto),
            Some("virtual") => Ok(AddressingStyle::VirtualHosted),
            Some("path") => Ok(AddressingStyle::Path),
            Some("host_is_bucket") => Ok(AddressingStyle::HostIsBucket),
            Some(other) => Err(malformed(name, other, "auto, virtual, path or host_is_bucket")),
        }
    }

    fn flag(&self, name: &str, unless_set: bool) -> Result<bool, Error> {
        match (self.get)(name)? {
            None => Ok(unless_set),
            Some(value) if value.eq_ignore_ascii_case("true") => Ok(true),
            Some(value) if value.eq_ignore_ascii_case("false") => Ok(false),
            Some(value) => Err(malformed(name, &value, "true or false")),
        }
    }

    fn first(&self, names: &[&str]) -> Result<Option<String>, Error> {
        names.iter().find_map(|name| (self.get)(name).transpose()).transpose()
    }
}

fn malformed(name: &str, value: &str, rule: &'static str) -> Error {
    SourceError::setting(name, value, rule).into()
}

/// An error without the value that it speaks of, where a secret may have become a part of that.
fn unrepeated(error: Error) -> Error {
    match error {
        Error::Invalid { field, value, rule } if !SourceError::repeats(&value) => {
            Error::InvalidSecret { field, rule }
        }
        other => other,
    }
}

//! The variables that win over a profile's settings.

use super::profile::Profile;
use super::variable::unless_blank;

impl Profile {
    /// Lays the variables of AWS's tools over the settings, as these do: `AWS_REGION`, then
    /// `AWS_DEFAULT_REGION`; `AWS_ENDPOINT_URL_S3`, then `AWS_ENDPOINT_URL`;
    /// `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS`, `AWS_USE_DUALSTACK_ENDPOINT`, `AWS_USE_FIPS_ENDPOINT`,
    /// `AWS_S3_USE_ARN_REGION` and `AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS`; and this crate's own,
    /// `AWS_S3_ADDRESSING_STYLE` and `AWS_S3_PUBLIC_URL`. Blank counts as unset.
    /// Credentials are not settings, and stay the profile's.
    ///
    /// <https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html>
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::Profile;
    ///
    /// let profile = Profile::parse("work", "", "[profile work]\nregion = eu-west-1\n")?;
    /// let profile = profile.with_variables(|name| (name == "AWS_REGION").then(|| "eu-west-2".to_owned()));
    /// assert_eq!(profile.setting("region"), Some("eu-west-2"));
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn with_variables(self, lookup: impl Fn(&str) -> Option<String>) -> Self {
        SETTINGS.iter().fold(self, |profile, (key, variables)| {
            let value = variables.iter().find_map(|name| unless_blank(lookup(name)));
            match value {
                Some(value) => profile.with_setting(key, value.trim()),
                None => profile,
            }
        })
    }
}

/// Each setting with its variables, of which the first one set counts.
const SETTINGS: [(&str, &[&str]); 9] = [
    ("region", &["AWS_REGION", "AWS_DEFAULT_REGION"]),
    ("endpoint_url", &["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"]),
    ("ignore_configured_endpoint_urls", &["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"]),
    ("use_dualstack_endpoint", &["AWS_USE_DUALSTACK_ENDPOINT"]),
    ("use_fips_endpoint", &["AWS_USE_FIPS_ENDPOINT"]),
    ("s3_use_arn_region", &["AWS_S3_USE_ARN_REGION"]),
    ("s3_disable_multiregion_access_points", &["AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS"]),
    ("addressing_style", &["AWS_S3_ADDRESSING_STYLE"]),
    ("public_url", &["AWS_S3_PUBLIC_URL"]),
];

//! The keys of a profile that this crate knows.

use zeroize::Zeroizing;

/// Whether a key is known to hold one value, and so no block of settings indented below it.
pub(super) fn is_plain(key: &str) -> bool {
    plain().any(|other| other == key) || names_an_end(key)
}

/// Whether a key says by its name that it holds the end of something, such as `awsmfa_expiration`,
/// `token_expiry` or `x_security_token_expires`.
pub(super) fn names_an_end(key: &str) -> bool {
    key.to_ascii_lowercase().contains("expir")
}

/// Whether a setting ran into this value: a key that is known stands at its beginning or behind something
/// else, and an equals sign behind the key.
pub(super) fn holds_a_setting(value: &str) -> bool {
    let value = Zeroizing::new(value.to_ascii_lowercase());
    let mut ends = value.match_indices('=').filter_map(|(at, _)| value.get(..at));
    ends.any(|before| plain().any(|key| before.trim_end().ends_with(key)))
}

fn plain() -> impl Iterator<Item = &'static str> {
    let origins = [FIRST, SECOND, LAST].into_iter().flatten().map(|(key, _)| *key);
    [SECRET].into_iter().chain(TOKENS).chain(SETTINGS).chain(EXPIRATIONS).chain(origins)
}

/// Whether a key is one that this crate or AWS's tools know.
pub(super) fn is_known(key: &str) -> bool {
    is_plain(key) || BLOCK == key
}

/// Whether a key holds what is never shown.
pub(super) fn is_secret(key: &str) -> bool {
    SECRET == key || TOKENS.contains(&key)
}

pub(super) const ID: &str = "aws_access_key_id";

pub(super) const SECRET: &str = "aws_secret_access_key";

/// The names of a session token, of which the first one set counts.
pub(super) const TOKENS: [&str; 2] = ["aws_security_token", "aws_session_token"];

/// The keys that well-known tools write the end of credentials under, in which nothing but a date makes sense.
pub(super) const EXPIRATIONS: [&str; 5] = [
    "aws_expiration",
    "aws_session_expiration",
    "aws_credential_expiration",
    "expiration",
    "x_security_token_expires",
];

/// The block of settings for S3.
pub(super) const BLOCK: &str = "s3";

const SETTINGS: [&str; 12] = [
    ID,
    "region",
    "addressing_style",
    "public_url",
    "use_accelerate_endpoint",
    "endpoint_url",
    "services",
    "ignore_configured_endpoint_urls",
    "use_dualstack_endpoint",
    "use_fips_endpoint",
    "s3_use_arn_region",
    "s3_disable_multiregion_access_points",
];

/// A key that means that the credentials are elsewhere, and where.
pub(super) type Origin = (&'static str, &'static str);

/// Asked before any keys.
pub(super) const FIRST: &[Origin] = &[
    ("web_identity_token_file", "a web identity"),
    ("role_arn", "a role that is assumed"),
    ("sso_account_id", "IAM Identity Center"),
    ("sso_role_name", "IAM Identity Center"),
];

/// Asked between the keys of the credentials file and those of the config file.
pub(super) const SECOND: &[Origin] = &[("login_session", "`aws login`"), (PROCESS, "a process")];

/// Asked when there are no keys.
pub(super) const LAST: &[Origin] = &[
    ("sso_session", "IAM Identity Center"),
    ("sso_start_url", "IAM Identity Center"),
    ("credential_source", "the machine's own role"),
];

pub(super) const PROCESS: &str = "credential_process";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_that_ran_into_a_value_is_seen_by_its_key() {
        for value in [
            "http://haws_session_token=m4rk",
            "http://h:9000/xaws_secret_access_key = m4rk",
            "http://h/x AWS_Security_Token\u{a0}=m4rk",
            "http://hregion=eu-west-1",
            "http://h/a=b/expiration=x",
            "http://hcredential_process=x",
        ] {
            assert!(holds_a_setting(value), "{value}");
        }
        for value in [
            "",
            "=",
            "http://h/tenant=acme",
            "http://h/region",
            "http://h/region/=x",
            "http://h/aws_session_token",
            "http://h/x=é=aws_session_token",
        ] {
            assert!(!holds_a_setting(value), "{value}");
        }
    }
}

//! How a form is shown: without what lets whoever reads it use the form, or read the object.

use std::fmt;

/// The value of a field as `Debug` and messages show it.
///
/// The token, the policy and the signature make a form a bearer token, and the policy holds all the others
/// again. The key of SSE-C decrypts the object.
pub(super) fn shown<'v>(name: &str, value: &'v str) -> &'v str {
    if is_secret(name) && !value.is_empty() { "redacted" } else { value }
}

/// Shows fields in order, as [`shown`] shows each.
pub(super) struct Shown<'f>(pub(super) &'f [(String, String)]);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields = self.0.iter().map(|(name, value)| (name, shown(name, value)));
        f.debug_list().entries(fields).finish()
    }
}

/// Names of fields are the same in upper and lower case.
fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    // Of the object, or of the source of a copy.
    name.ends_with("server-side-encryption-customer-key") || SECRET.contains(&&*name)
}

const SECRET: [&str; 5] =
    ["policy", "signature", "x-amz-s3session-token", "x-amz-security-token", "x-amz-signature"];

//! [`Signer`]: credentials with everything that they fix, made ready once.

use std::sync::OnceLock;

use zeroize::Zeroizing;

use super::key_ring::KeyRing;
use super::scope::{CredentialScope, TERMINATOR};
use super::signature::Signature;
use super::signing_key::SigningKey;
use super::string_to_sign::{ALGORITHM, StringToSign};
use crate::amz_date::AmzDate;
use crate::credentials::{CredentialKind, Credentials, SecretAccessKey, SessionToken};
use crate::encode;
use crate::endpoint::AuthScope;
use crate::policy::Grant;
use crate::request::HeaderLines;

/// Credentials, and a [`ScopedSigner`] for each region and service that they signed for.
pub(crate) struct Signer {
    credentials: Credentials,
    scopes: [OnceLock<ScopedSigner>; SCOPES],
}

impl Signer {
    pub(crate) fn new(credentials: Credentials) -> Self {
        Self { credentials, scopes: std::array::from_fn(|_| OnceLock::new()) }
    }

    pub(crate) fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// Does something with the signer for a scope, which is kept for the next time.
    ///
    /// All but a presigner for many access point ARNs get by with one scope. Those beyond the last
    /// place are made anew each time, so that no stranger's ARNs make this grow.
    pub(crate) fn with_scope<T>(
        &self,
        scope: &AuthScope<'_>,
        act: impl FnOnce(&ScopedSigner) -> T,
    ) -> T {
        for place in &self.scopes {
            let kept = place.get_or_init(|| ScopedSigner::new(&self.credentials, scope));
            if kept.service == scope.service && kept.region == scope.region {
                return act(kept);
            }
        }
        act(&ScopedSigner::new(&self.credentials, scope))
    }
}

/// How many scopes are kept ready.
const SCOPES: usize = 16;

/// The text and the keys of one region and service.
pub(crate) struct ScopedSigner {
    region: String,
    service: &'static str,
    keys: KeyRing,
    /// `X-Amz-Algorithm=…&X-Amz-Credential=AKID%2F`, before the date stamp.
    before_date_stamp: String,
    /// `%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=`, between the date stamp and the date.
    before_date: String,
    /// `&X-Amz-Security-Token=…&X-Amz-SignedHeaders=`, behind `X-Amz-Expires`.
    before_signed_headers: Zeroizing<String>,
}

impl ScopedSigner {
    fn new(credentials: &Credentials, scope: &AuthScope<'_>) -> Self {
        let id = encode::query_string(credentials.access_key_id().as_str());
        let (region, service) = (scope.region.as_ref().to_owned(), scope.service);
        Self {
            keys: KeyRing::new(),
            before_date_stamp: format!("X-Amz-Algorithm={ALGORITHM}&X-Amz-Credential={id}%2F"),
            before_date: format!("%2F{region}%2F{service}%2F{TERMINATOR}&X-Amz-Date="),
            before_signed_headers: token_and_signed_headers(credentials),
            region,
            service,
        }
    }

    /// The length of what [`write_auth_params`](Self::write_auth_params) writes, with some to spare.
    pub(crate) fn auth_params_len(&self) -> usize {
        let fixed = self.before_date_stamp.len()
            + self.before_date.len()
            + self.before_signed_headers.len();
        fixed + "20130524".len() + "20130524T000000Z".len() + "&X-Amz-Expires=".len() + 20
    }

    /// Writes the parameters of the signature in their order, all but the signature itself.
    pub(crate) fn write_auth_params(&self, grant: &Grant, headers: &HeaderLines, out: &mut String) {
        let date = grant.date();
        out.push_str(&self.before_date_stamp);
        out.push_str(date.date_stamp());
        out.push_str(&self.before_date);
        out.push_str(date.as_str());
        out.push_str("&X-Amz-Expires=");
        grant.expires_in().write(out);
        out.push_str(&self.before_signed_headers);
        headers.write_encoded_names(out);
    }

    /// Signs the hash of a canonical request with the key of the day.
    pub(crate) fn sign(
        &self,
        secret: &SecretAccessKey,
        date: AmzDate,
        request: [u8; 32],
    ) -> Signature {
        let scope = CredentialScope { date, region: &self.region, service: self.service };
        let key = self.keys.key(date.day(), || SigningKey::derive(secret, &scope));
        key.sign(&StringToSign::new(date, scope, request))
    }
}

/// The encoded token, made once: it is most of the text of a URL signed with temporary credentials.
///
/// The buffer is as long as the token can get, so that growing it leaves no copy behind.
fn token_and_signed_headers(credentials: &Credentials) -> Zeroizing<String> {
    let token = credentials.session_token().map_or("", SessionToken::expose);
    let mut text = Zeroizing::new(String::with_capacity(3 * token.len() + 64));
    if credentials.is_temporary() {
        text.push_str(match credentials.kind() {
            CredentialKind::S3ExpressSession => "&X-Amz-S3session-Token=",
            _ => "&X-Amz-Security-Token=",
        });
        encode::query(&mut text, token);
    }
    text.push_str("&X-Amz-SignedHeaders=");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer(secret: &str) -> Signer {
        Signer::new(Credentials::new("AKIDEXAMPLE", secret).unwrap())
    }

    fn region_of(signer: &Signer, region: &str) -> (String, usize) {
        let scope = AuthScope::sigv4("s3", region.to_owned());
        signer
            .with_scope(&scope, |scoped| (scoped.region.clone(), std::ptr::from_ref(scoped).addr()))
    }

    #[test]
    fn a_scope_is_made_once_and_found_again() {
        let signer = signer("secret");
        let (one, two) = (region_of(&signer, "eu-west-1"), region_of(&signer, "us-east-1"));
        assert_eq!((one.0.as_str(), two.0.as_str()), ("eu-west-1", "us-east-1"));
        assert_eq!(region_of(&signer, "eu-west-1"), one);
        let lambda = AuthScope::sigv4("s3-object-lambda", "eu-west-1");
        signer.with_scope(&lambda, |scoped| assert_eq!(scoped.service, "s3-object-lambda"));
    }

    #[test]
    fn scopes_beyond_the_last_place_still_sign() {
        let signer = signer("secret");
        for turn in 0..2 * SCOPES {
            let region = format!("region-{turn}");
            assert_eq!(region_of(&signer, &region).0, region);
        }
    }
}

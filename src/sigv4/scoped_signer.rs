//! [`ScopedSigner`]: the text and the keys of one region and service.

use zeroize::Zeroizing;

#[cfg(feature = "sigv4a")]
use super::ecdsa_key::EcdsaKey;
use super::key_ring::KeyRing;
use super::scope::{CredentialScope, behind_date};
use super::signature::Signature;
use super::signing_key::SigningKey;
use super::string_to_sign::{Algorithm, StringToSign};
use crate::amz_date::AmzDate;
use crate::credentials::{CredentialKind, Credentials, SecretAccessKey, SessionToken};
use crate::digest::{Mac, MacLanes, Sha256, is_same};
use crate::encode;
use crate::endpoint::{AuthScope, SigV4a};
use crate::expires_in::ExpiresIn;
use crate::request::HeaderLines;
use crate::text::is_same_name;

/// What credentials and scope fix, made ready for every URL.
pub(crate) struct ScopedSigner {
    service: &'static str,
    /// With SigV4A, the region set.
    region: String,
    /// `/us-east-1/s3/aws4_request`, the scope behind its date.
    scope_behind_date: String,
    algorithm: Algorithm,
    keys: Keys,
    /// `X-Amz-Algorithm=…&X-Amz-Credential=AKID%2F`, before the date stamp.
    before_date_stamp: String,
    /// `%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=`, between the date stamp and the date.
    before_date: String,
    /// `&X-Amz-Security-Token=…&X-Amz-SignedHeaders=`, behind `X-Amz-Expires`.
    before_signed_headers: Zeroizing<String>,
}

/// SigV4 has a key for each day, and for each second that with what every text of it begins with; SigV4A has one
/// for all. They are in places of their own, so that no unused bytes of one can hold what the stack held of another.
enum Keys {
    Hmac {
        days: Box<KeyRing>,
        seconds: Box<KeyRing>,
    },
    #[cfg(feature = "sigv4a")]
    Ecdsa(Box<EcdsaKey>),
}

impl ScopedSigner {
    pub(super) fn new(credentials: &Credentials, scope: &AuthScope<'_>) -> Self {
        let id = encode::query_string(credentials.access_key_id().as_str());
        let (region, service) = (scope.region.as_ref().to_owned(), scope.service);
        let algorithm = algorithm_for(scope);
        let (in_scope, region_set) = match algorithm {
            Algorithm::HmacSha256 => (format!("%2F{region}"), String::new()),
            Algorithm::EcdsaP256Sha256 => {
                (String::new(), format!("&X-Amz-Region-Set={}", encode::query_string(&region)))
            }
        };
        Self {
            algorithm,
            keys: Keys::new(credentials, algorithm),
            before_date_stamp: format!(
                "X-Amz-Algorithm={}&X-Amz-Credential={id}%2F",
                algorithm.as_str()
            ),
            before_date: format!("{in_scope}%2F{service}%2Faws4_request&X-Amz-Date="),
            before_signed_headers: before_signed_headers(credentials, &region_set),
            scope_behind_date: behind_date(
                (algorithm == Algorithm::HmacSha256).then_some(region.as_str()),
                service,
            ),
            region,
            service,
        }
    }

    #[inline]
    pub(super) fn is_for(&self, scope: &AuthScope<'_>) -> bool {
        // Most often both names of the service are the same place in memory.
        (std::ptr::eq(self.service, scope.service) || self.service == scope.service)
            && self.algorithm == algorithm_for(scope)
            && is_same_name(&self.region, &scope.region)
    }

    /// The length of what [`write_auth_params`](Self::write_auth_params) writes and of the signature, with some
    /// to spare.
    pub(crate) fn auth_params_len(&self) -> usize {
        let fixed = self.before_date_stamp.len()
            + self.before_date.len()
            + self.before_signed_headers.len();
        fixed
            + self.algorithm.signature_len()
            + "20130524".len()
            + "20130524T000000Z".len()
            + "&X-Amz-Expires=".len()
            + 20
    }

    /// Writes the parameters of the signature in their order, all but the signature itself.
    #[inline]
    pub(crate) fn write_auth_params(
        &self,
        date: AmzDate,
        expires_in: ExpiresIn,
        headers: &HeaderLines,
        out: &mut String,
    ) {
        // In halves of a length that the compiler knows, so that it writes each at once.
        let (stamp, time) = date.halves();
        out.push_str(&self.before_date_stamp);
        out.push_str(stamp);
        out.push_str(&self.before_date);
        out.push_str(stamp);
        out.push_str(time);
        out.push_str("&X-Amz-Expires=");
        expires_in.write(out);
        out.push_str(&self.before_signed_headers);
        headers.write_encoded_names(out);
    }

    /// The date of a second; most often it is at hand with the key of that second.
    #[inline]
    pub(crate) fn date(&self, second: u64) -> AmzDate {
        let kept = match &self.keys {
            Keys::Hmac { seconds, .. } => seconds.date(second),
            #[cfg(feature = "sigv4a")]
            Keys::Ecdsa(_) => None,
        };
        kept.unwrap_or_else(|| AmzDate::from_seconds(second))
    }

    /// Signs the hash of a canonical request.
    #[inline]
    pub(crate) fn sign(
        &self,
        secret: &SecretAccessKey,
        date: AmzDate,
        request: [u8; 32],
    ) -> Signature {
        match &self.keys {
            Keys::Hmac { days, seconds } => {
                let mut mac = Mac::new();
                self.start_with_key_of_second(&mut mac, [days, seconds], secret, date);
                self.text(date, request).write_request(mac.message());
                Signature::hmac(mac.finish())
            }
            #[cfg(feature = "sigv4a")]
            Keys::Ecdsa(key) => key.sign(|hash| self.text(date, request).write(hash)),
        }
    }

    /// Signs the hashes of several canonical requests as of one instant, side by side.
    pub(super) fn sign_all(
        &self,
        secret: &SecretAccessKey,
        date: AmzDate,
        requests: &[[u8; 32]],
        macs: &mut MacLanes,
        mut take: impl FnMut(Signature),
    ) {
        match &self.keys {
            Keys::Hmac { days, seconds } => {
                let mut begun = Mac::new();
                self.start_with_key_of_second(&mut begun, [days, seconds], secret, date);
                for request in requests {
                    macs.add(&begun, |out| self.text(date, *request).write_request(out));
                }
                begun.wipe();
                macs.finish(|mac| take(Signature::hmac(mac)));
            }
            #[cfg(feature = "sigv4a")]
            Keys::Ecdsa(key) => {
                let sign = |request: &_| key.sign(|hash| self.text(date, *request).write(hash));
                requests.iter().map(sign).for_each(take);
            }
        }
    }

    /// Whether a signature is one of this request.
    pub(crate) fn verifies(
        &self,
        secret: &SecretAccessKey,
        date: AmzDate,
        request: [u8; 32],
        signature: &str,
    ) -> bool {
        // With the key of the day alone: links come from many seconds, and to keep a key for each would have the
        // threads write where others read.
        let text = self.text(date, request);
        self.verifies_text(secret, date, |hash| text.write(hash), signature)
    }

    /// Begins what signatures of this second are compared with, up to the hash of the request. ECDSA has many
    /// signatures for one text, so that nothing can be begun.
    pub(super) fn begin(&self, secret: &SecretAccessKey, date: AmzDate, begun: &mut Mac) -> bool {
        match &self.keys {
            Keys::Hmac { days, .. } => {
                self.start_with_key_of_day(begun, days, secret, date);
                self.text(date, [0; 32]).write_beginning(begun.message());
                begun.settle();
                true
            }
            #[cfg(feature = "sigv4a")]
            Keys::Ecdsa(_) => false,
        }
    }

    /// Whether a signature is one of this text.
    pub(crate) fn verifies_text(
        &self,
        secret: &SecretAccessKey,
        date: AmzDate,
        write_text: impl FnOnce(&mut Sha256),
        signature: &str,
    ) -> bool {
        match &self.keys {
            Keys::Hmac { .. } => {
                is_same(self.sign_text(secret, date, write_text).as_str(), signature)
            }
            // ECDSA has many signatures for one text.
            #[cfg(feature = "sigv4a")]
            Keys::Ecdsa(key) => key.verifies(write_text, signature),
        }
    }

    /// The text that is signed, for an error that shows it.
    pub(crate) fn string_to_sign(&self, date: AmzDate, request: [u8; 32]) -> String {
        self.text(date, request).text()
    }

    /// Signs any text; a POST policy is its own string to sign.
    #[inline]
    pub(crate) fn sign_text(
        &self,
        secret: &SecretAccessKey,
        date: AmzDate,
        write_text: impl FnOnce(&mut Sha256),
    ) -> Signature {
        match &self.keys {
            Keys::Hmac { days, .. } => {
                let mut mac = Mac::new();
                self.start_with_key_of_day(&mut mac, days, secret, date);
                write_text(mac.message());
                Signature::hmac(mac.finish())
            }
            #[cfg(feature = "sigv4a")]
            Keys::Ecdsa(key) => key.sign(write_text),
        }
    }

    /// `X-Amz-Credential`, not encoded.
    pub(crate) fn credential(&self, credentials: &Credentials, date: AmzDate) -> String {
        let scope = self.scope(date);
        format!("{}/{}", credentials.access_key_id(), scope.text())
    }

    #[inline]
    fn start_with_key_of_day(
        &self,
        mac: &mut Mac,
        days: &KeyRing,
        secret: &SecretAccessKey,
        date: AmzDate,
    ) {
        days.start(mac, date.day(), date, |key| {
            SigningKey { secret, date, region: &self.region, service: self.service }.derive(key);
        });
    }

    /// Within a second only the hash of the request is another.
    #[inline]
    fn start_with_key_of_second(
        &self,
        mac: &mut Mac,
        [days, seconds]: [&KeyRing; 2],
        secret: &SecretAccessKey,
        date: AmzDate,
    ) {
        seconds.start(mac, date.seconds(), date, |key| {
            let mut begun = Mac::new();
            self.start_with_key_of_day(&mut begun, days, secret, date);
            self.text(date, [0; 32]).write_beginning(begun.message());
            key.take(&mut begun);
        });
    }

    #[inline]
    fn text(&self, date: AmzDate, request: [u8; 32]) -> StringToSign<'_> {
        StringToSign::new(self.algorithm, self.scope(date), request)
    }

    fn scope(&self, date: AmzDate) -> CredentialScope<'_> {
        CredentialScope { date, behind_date: &self.scope_behind_date }
    }
}

impl Keys {
    #[cfg(feature = "sigv4a")]
    fn new(credentials: &Credentials, algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::HmacSha256 => Self::hmac(),
            Algorithm::EcdsaP256Sha256 => Self::Ecdsa(Box::new(EcdsaKey::derive(credentials))),
        }
    }

    #[cfg(not(feature = "sigv4a"))]
    fn new(_: &Credentials, _: Algorithm) -> Self {
        Self::hmac()
    }

    fn hmac() -> Self {
        Self::Hmac { days: Box::new(KeyRing::new()), seconds: Box::new(KeyRing::new()) }
    }
}

#[inline]
fn algorithm_for(scope: &AuthScope<'_>) -> Algorithm {
    match scope.sigv4a {
        SigV4a::No | SigV4a::Offered => Algorithm::HmacSha256,
        SigV4a::Required => Algorithm::EcdsaP256Sha256,
    }
}

/// The encoded token, made once: it is most of the text of a URL signed with temporary credentials.
///
/// The buffer is as long as the text can get, so that growing it leaves no copy of the token behind.
fn before_signed_headers(credentials: &Credentials, region_set: &str) -> Zeroizing<String> {
    let token = credentials.session_token().map_or("", SessionToken::expose);
    let mut text = Zeroizing::new(String::with_capacity(region_set.len() + 3 * token.len() + 64));
    text.push_str(region_set);
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

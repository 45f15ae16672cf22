//! [`Verifier`]: checks presigned requests as S3 does.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::checks::{
    algorithm, check_headers_signed, check_signed_once, check_size, check_time, serves,
};
use super::claim::Claim;
use super::known_credentials::{KnownCredentials, Lookup, Token, fixed};
use super::said::{Own, Said};
use super::verified::{Proof, Verified};
use crate::amz_date::AmzDate;
use crate::credentials::Credentials;
use crate::endpoint::{AuthScope, EXPRESS, OBJECT_LAMBDA, OUTPOSTS, S3, SigV4a};
use crate::limits::EXPIRES_IN;
use crate::received::{
    AuthParams, CredentialParam, RawUrl, Required, SignedForm, SignedRequest, VerifyError,
    parse_date, parse_expires,
};
use crate::utc::LAST_SECOND;

/// Checks presigned requests, for servers, gateways and tests.
///
/// It answers as S3 does, with S3's code, status and message: signature, scope, lifetime, the 15 minutes
/// that a signing time may lie ahead, headers that are not signed, session tokens. It spells path and query as S3
/// does before it checks the signature, unless [asked not to](Self::with_exact_spelling). It compares in constant
/// time, and takes no memory beyond a fixed multiple of the request, which it limits.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
/// use s3_presigner::{Credentials, Presigner, Region, SignedRequest, Verifier};
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "secret")?;
/// let presigner = Presigner::new(credentials.clone(), Region::new("eu-west-1")?);
/// let url = presigner.presign_get("photos", "cat.jpg", Duration::from_secs(900))?;
///
/// let verifier = Verifier::new([credentials]).with_region("eu-west-1");
/// let verified = verifier.verify(&SignedRequest::new("GET", url.as_str())).expect("it is a good link");
/// assert_eq!(verified.access_key_id(), "AKIDEXAMPLE");
///
/// let refused = verifier.verify(&SignedRequest::new("DELETE", url.as_str())).unwrap_err();
/// assert_eq!((refused.status(), refused.code()), (403, "SignatureDoesNotMatch"));
/// # Ok::<(), s3_presigner::Error>(())
/// ```
pub struct Verifier {
    lookup: Box<Lookup>,
    region: Option<String>,
    services: &'static [&'static str],
    max_expires: u64,
    asks_for_exact_spelling: bool,
}

impl Verifier {
    /// Checks signatures of these credentials.
    #[must_use]
    pub fn new(credentials: impl IntoIterator<Item = Credentials>) -> Self {
        Self::with_boxed_lookup(fixed(credentials))
    }

    /// Checks signatures of the credentials that a lookup finds by access key id. Keep each
    /// [`KnownCredentials`] and give it again, as it holds the keys of the day.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    /// use s3_presigner::{Credentials, KnownCredentials, Verifier};
    ///
    /// let user = Arc::new(KnownCredentials::new(Credentials::new("AKIDEXAMPLE", "secret")?));
    /// let verifier = Verifier::with_lookup(move |id| (id == "AKIDEXAMPLE").then(|| Arc::clone(&user)));
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn with_lookup(
        lookup: impl Fn(&str) -> Option<Arc<KnownCredentials>> + Send + Sync + 'static,
    ) -> Self {
        Self::with_boxed_lookup(Box::new(lookup))
    }

    fn with_boxed_lookup(lookup: Box<Lookup>) -> Self {
        Self {
            lookup,
            region: None,
            services: SERVICES,
            max_expires: EXPIRES_IN,
            asks_for_exact_spelling: false,
        }
    }

    /// Takes only signatures for this region; any region unless set.
    #[must_use]
    pub fn with_region(mut self, region: &str) -> Self {
        self.region = Some(region.to_owned());
        self
    }

    /// Takes only signatures for S3 Express, instead of those for S3.
    #[must_use]
    pub fn for_express(mut self) -> Self {
        self.services = &[EXPRESS];
        self
    }

    /// The most that `X-Amz-Expires` may say; 7 days unless set.
    #[must_use]
    pub fn with_protocol_max(mut self, max: Duration) -> Self {
        self.max_expires = max.as_secs().min(LAST_SECOND);
        self
    }

    /// Takes a request only as it was signed, byte for byte, as some servers do.
    ///
    /// Unless set, a verifier does as S3 does, which spells path and query anew before it checks the signature: a raw
    /// `'` is taken for a signed `%27`, `/` for `%2F` in the query. Which spellings those are, and how sure that is, says
    /// `docs/spelling.md`; [`Verified::is_respelled`] tells that one came. What is signed byte for byte is taken in any
    /// case; S3 refuses it unless it is [in S3's spelling](SignedRequest::is_in_s3_spelling).
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use s3_presigner::{Credentials, Presigner, Region, SignedRequest, Verifier};
    /// # let credentials = Credentials::new("AKIDEXAMPLE", "secret")?;
    /// # let presigner = Presigner::new(credentials.clone(), Region::new("eu-west-1")?);
    /// let url = presigner.presign_get("photos", "cat's.jpg", Duration::from_secs(900))?;
    /// let sent = url.as_str().replace("%27", "'");
    /// let request = SignedRequest::new("GET", &sent);
    ///
    /// let verifier = Verifier::new([credentials]);
    /// assert!(verifier.verify(&request).expect("S3 takes it").is_respelled());
    /// assert!(verifier.with_exact_spelling(true).verify(&request).is_err());
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn with_exact_spelling(mut self, on: bool) -> Self {
        self.asks_for_exact_spelling = on;
        self
    }

    /// Checks a request as of now.
    ///
    /// # Errors
    ///
    /// What S3 would answer.
    pub fn verify(&self, request: &SignedRequest<'_>) -> Result<Verified, VerifyError> {
        self.verify_at(request, AmzDate::now())
    }

    /// Checks a request as of a given time.
    ///
    /// # Errors
    ///
    /// What S3 would answer.
    pub fn verify_at(
        &self,
        request: &SignedRequest<'_>,
        now: SystemTime,
    ) -> Result<Verified, VerifyError> {
        self.verify_spelled(request, now, self.is_exact())
    }

    /// Checks a link for GET that is used as it is, without a header of its own, as of now.
    ///
    /// # Errors
    ///
    /// What S3 would answer; a link for another method is `SignatureDoesNotMatch`, so give that to
    /// [`verify`](Self::verify).
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use s3_presigner::{Credentials, Presigner, Region, Verifier};
    /// # let credentials = Credentials::new("AKIDEXAMPLE", "secret")?;
    /// # let presigner = Presigner::new(credentials.clone(), Region::EU_WEST_1);
    /// let url = presigner.presign_get("photos", "cat.jpg", Duration::from_secs(900))?;
    /// assert!(Verifier::new([credentials]).verify_url(url.as_str()).is_ok());
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn verify_url(&self, url: &str) -> Result<Verified, VerifyError> {
        self.verify_url_at(url, AmzDate::now())
    }

    /// [`verify_url`](Self::verify_url) as of a given time.
    ///
    /// # Errors
    ///
    /// As for [`verify_url`](Self::verify_url).
    pub fn verify_url_at(&self, url: &str, now: SystemTime) -> Result<Verified, VerifyError> {
        self.verify_at(&SignedRequest::new("GET", url), now)
    }

    /// Whether it asks for the exact spelling.
    pub(super) fn is_exact(&self) -> bool {
        self.asks_for_exact_spelling
    }

    /// Checks a request, as S3 does or byte for byte.
    pub(super) fn verify_spelled(
        &self,
        request: &SignedRequest<'_>,
        now: SystemTime,
        is_exact: bool,
    ) -> Result<Verified, VerifyError> {
        let checked = self.checked(request, now, |claim| claim.is_respelled(is_exact));
        checked.map_err(|error| error.shown_of(request))
    }

    /// Checks all but the signature, and leaves that to another, who says whether the request was respelled.
    #[inline]
    fn checked(
        &self,
        request: &SignedRequest<'_>,
        now: SystemTime,
        prove: impl FnOnce(&Claim<'_, '_>) -> Result<bool, VerifyError>,
    ) -> Result<Verified, VerifyError> {
        let url = RawUrl::split(request.uri);
        let mut params = AuthParams::default();
        let (said, own) = self.said(request, &url, &mut params, now)?;
        let proof = self.proof(request, &url, &said, &own, now, prove)?;
        let facts = said.facts(&own);
        let credential = params.credential.unwrap_or_default().into_owned();
        Ok(Verified { credential, facts, proof })
    }

    /// Checks what can be checked without the credentials and the signature.
    #[expect(clippy::inline_always, reason = "else what it reads goes over memory twice")]
    #[inline(always)]
    pub(super) fn said<'p, 'r>(
        &self,
        request: &SignedRequest<'r>,
        url: &RawUrl<'r>,
        params: &'p mut AuthParams<'r>,
        now: SystemTime,
    ) -> Result<(Said<'p, 'r>, Own<'p>), VerifyError> {
        check_size(request)?;
        params.take_all(url);
        let params = &*params;
        let required = required(params)?;
        if params.has_sigv2 {
            return Err(VerifyError::SignedTwice);
        }
        check_signed_once(request)?;
        let sigv4a = algorithm(required.algorithm)?;
        let has_region = sigv4a == SigV4a::No;
        let credential = CredentialParam::parse(required.credential, has_region)?;
        let scope = self.scope(&credential, params.region_set.as_deref(), sigv4a)?;
        let date = parse_date(required.date, credential.date)?;
        let expires_in = parse_expires(required.expires, self.max_expires)?;
        let expires_at = check_time(date, expires_in, now)?;
        let Required { signed_headers, signature, date: date_text, .. } = required;
        let said = Said { params, credential, scope, expires_in, signed_headers };
        Ok((said, Own { date, date_text, expires_at, signature }))
    }

    /// The same of a request whose link is alike to the last one, of which only date and signature are read.
    #[inline]
    pub(super) fn own<'u>(
        request: &SignedRequest<'_>,
        said: &Said<'_, '_>,
        last: &Own<'_>,
        (date_text, signature): (&'u str, &'u str),
        now: SystemTime,
    ) -> Result<Own<'u>, VerifyError> {
        check_size(request)?;
        check_signed_once(request)?;
        if date_text == last.date_text {
            return Ok(Own { date_text, signature, ..*last });
        }
        let date = parse_date(date_text, said.credential.date)?;
        let expires_at = check_time(date, said.expires_in, now)?;
        Ok(Own { date, date_text, expires_at, signature })
    }

    /// Checks what a request has besides what its query says of the signature, and has the signature proved.
    #[inline]
    pub(super) fn proof<'r>(
        &self,
        request: &SignedRequest<'r>,
        url: &RawUrl<'r>,
        said: &Said<'_, 'r>,
        own: &Own<'_>,
        now: SystemTime,
        prove: impl FnOnce(&Claim<'_, 'r>) -> Result<bool, VerifyError>,
    ) -> Result<Proof, VerifyError> {
        check_headers_signed(request, said.signed_headers)?;
        let token = said.params.token.map(Token::InLink);
        let known = self.known(said.credential.access_key_id, token, now)?;
        let signed = SignedForm::new(request, url, said.params, said.signed_headers);
        let payload_hash = signed.bound_payload().map(str::to_owned);
        let claim = Claim { known: &known, said, own, request, url, signed: &signed };
        Ok(Proof { payload_hash, is_respelled: prove(&claim)? })
    }

    /// The scope that the signature is for, if this server serves it.
    pub(super) fn scope<'p>(
        &self,
        credential: &CredentialParam<'p>,
        region_set: Option<&'p str>,
        sigv4a: SigV4a,
    ) -> Result<AuthScope<'p>, VerifyError> {
        let Some(service) = self.services.iter().find(|service| **service == credential.service)
        else {
            let found = credential.service.to_owned();
            let expected = self.services.first().copied().unwrap_or_default();
            return Err(VerifyError::WrongService { found, expected });
        };
        let Some(region) = credential.region.or(region_set) else {
            return Err(VerifyError::MissingParameters);
        };
        match &self.region {
            Some(expected) if !serves(region, expected, sigv4a) => Err(VerifyError::WrongRegion {
                found: region.to_owned(),
                expected: expected.clone(),
            }),
            _ => Ok(AuthScope { service, region: Cow::Borrowed(region), sigv4a }),
        }
    }

    /// The credentials of the access key id, if the token that came with it is theirs.
    pub(super) fn known(
        &self,
        id: &str,
        token: Option<Token<'_>>,
        now: SystemTime,
    ) -> Result<Arc<KnownCredentials>, VerifyError> {
        let unknown = || VerifyError::InvalidAccessKeyId { access_key_id: id.to_owned() };
        let known = (self.lookup)(id).ok_or_else(unknown)?;
        let credentials = known.credentials();
        match (credentials.session_token(), token) {
            (None, None) => {}
            (Some(_), None) => return Err(unknown()),
            (Some(_), Some(given)) if known.is_token(given) => {}
            _ => return Err(VerifyError::InvalidToken),
        }
        match credentials.expires_at() {
            Some(end) if end <= now => Err(VerifyError::ExpiredToken),
            _ => Ok(known),
        }
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("region", &self.region)
            .field("services", &self.services)
            .finish_non_exhaustive()
    }
}

/// The parameters that every signature has, each of them once.
fn required<'p>(params: &'p AuthParams<'_>) -> Result<Required<'p>, VerifyError> {
    if params.is_unsigned() {
        return Err(if params.has_sigv2 { VerifyError::SigV2 } else { VerifyError::NotPresigned });
    }
    match (params.repeated, params.required()) {
        (Some(name), _) => Err(VerifyError::RepeatedParameter { name }),
        (None, Some(required)) => Ok(required),
        (None, None) => Err(VerifyError::MissingParameters),
    }
}

/// The services whose requests come to the ordinary hosts of S3.
const SERVICES: &[&str] = &[S3, OBJECT_LAMBDA, OUTPOSTS];

//! [`AuthParams`]: the parameters of a signature, read from a query.

use std::borrow::Cow;

use super::raw_url::{RawParam, RawUrl};
use super::verify_error::VerifyError;
use crate::amz_date::AmzDate;
use crate::decode::decoded;
use crate::text::are;

/// What a presigned URL says about its own signature, as texts.
#[derive(Clone, Debug, Default)]
pub(crate) struct AuthParams<'u> {
    pub(crate) algorithm: Option<Cow<'u, str>>,
    pub(crate) credential: Option<Cow<'u, str>>,
    pub(crate) date: Option<Cow<'u, str>>,
    pub(crate) expires: Option<Cow<'u, str>>,
    pub(crate) signed_headers: Option<Cow<'u, str>>,
    pub(crate) signature: Option<Cow<'u, str>>,
    /// With its escapes: it is long, and whoever knows it knows it with them too.
    pub(crate) token: Option<&'u str>,
    pub(crate) region_set: Option<Cow<'u, str>>,
    pub(crate) content_sha256: Option<Cow<'u, str>>,
    /// The first of these parameters that stands there twice.
    pub(crate) repeated: Option<&'static str>,
    /// Whether there are parameters of SigV2.
    pub(crate) has_sigv2: bool,
    /// How much of the query, from its beginning, is the canonical one, if that stands there as it is: in
    /// order, each with its `=`, the signature behind.
    pub(crate) canonical: Option<usize>,
}

impl<'u> AuthParams<'u> {
    #[inline]
    pub(crate) fn read(url: &RawUrl<'u>) -> Self {
        let mut params = Self::default();
        params.take_all(url);
        params
    }

    /// Reads them in place, as all of them are large to move; they are empty before.
    pub(crate) fn take_all(&mut self, url: &RawUrl<'u>) {
        let (mut at, mut end, mut is_canonical) = (0, 0, true);
        let mut last = None;
        for param in url.params() {
            self.take(&param);
            let start = at;
            at += param.piece.len() + 1;
            if param.name == SIGNATURE {
                continue;
            }
            let has_equals_sign = param.piece.len() > param.name.len();
            let is_next = last.is_none_or(|last| is_in_order(last, param));
            is_canonical &= self.signature.is_none() && has_equals_sign && is_next;
            (end, last) = (start + param.piece.len(), Some(param));
        }
        self.canonical = is_canonical.then_some(end);
    }

    fn take(&mut self, param: &RawParam<'u>) {
        let (name, slot) = match param.name {
            "X-Amz-Algorithm" => (ALGORITHM, &mut self.algorithm),
            "X-Amz-Credential" => ("X-Amz-Credential", &mut self.credential),
            DATE => (DATE, &mut self.date),
            "X-Amz-Expires" => ("X-Amz-Expires", &mut self.expires),
            "X-Amz-SignedHeaders" => ("X-Amz-SignedHeaders", &mut self.signed_headers),
            SIGNATURE => (SIGNATURE, &mut self.signature),
            "X-Amz-Security-Token" => return self.take_token("X-Amz-Security-Token", param),
            "X-Amz-S3session-Token" => return self.take_token("X-Amz-S3session-Token", param),
            "X-Amz-Region-Set" => ("X-Amz-Region-Set", &mut self.region_set),
            "X-Amz-Content-Sha256" => ("X-Amz-Content-Sha256", &mut self.content_sha256),
            "AWSAccessKeyId" | "Signature" => {
                self.has_sigv2 = true;
                return;
            }
            _ => return,
        };
        // A value that is no text is kept as it stands, and refused where it is read.
        let value = param.decoded_value().unwrap_or(Cow::Borrowed(param.value));
        if slot.replace(value).is_some() {
            self.repeated.get_or_insert(name);
        }
    }

    fn take_token(&mut self, name: &'static str, param: &RawParam<'u>) {
        if self.token.replace(param.value).is_some() {
            self.repeated.get_or_insert(name);
        }
    }

    /// The session token without its escapes.
    pub(crate) fn session_token(&self) -> Option<Cow<'u, str>> {
        self.token.map(|token| decoded(token).unwrap_or(Cow::Borrowed(token)))
    }

    /// The six that every signature has.
    pub(crate) fn required(&self) -> Option<Required<'_>> {
        Some(Required {
            algorithm: self.algorithm.as_deref()?,
            credential: self.credential.as_deref()?,
            date: self.date.as_deref()?,
            expires: self.expires.as_deref()?,
            signed_headers: self.signed_headers.as_deref()?,
            signature: self.signature.as_deref()?,
        })
    }

    /// Whether there is none of them.
    pub(crate) fn is_unsigned(&self) -> bool {
        self.algorithm.is_none() && self.credential.is_none() && self.signature.is_none()
    }
}

/// Whether two parameters stand in the order in which they are signed. Most names of a signature differ within
/// eight bytes, and those are compared at once.
fn is_in_order(left: RawParam<'_>, right: RawParam<'_>) -> bool {
    match (left.name.as_bytes().first_chunk::<8>(), right.name.as_bytes().first_chunk()) {
        (Some(start), Some(other)) if start != other => start < other,
        _ => (left.name, left.value) <= (right.name, right.value),
    }
}

/// The six parameters that every signature has.
#[derive(Clone, Copy)]
pub(crate) struct Required<'p> {
    pub(crate) algorithm: &'p str,
    pub(crate) credential: &'p str,
    pub(crate) date: &'p str,
    pub(crate) expires: &'p str,
    pub(crate) signed_headers: &'p str,
    pub(crate) signature: &'p str,
}

/// `X-Amz-Credential`, taken apart from the right, as an access key id may hold a slash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CredentialParam<'p> {
    pub(crate) access_key_id: &'p str,
    pub(crate) date: &'p str,
    /// `None` with SigV4A, whose scope has none.
    pub(crate) region: Option<&'p str>,
    pub(crate) service: &'p str,
}

impl<'p> CredentialParam<'p> {
    pub(crate) fn parse(text: &'p str, has_region: bool) -> Result<Self, VerifyError> {
        let malformed = || VerifyError::MalformedCredential;
        let mut rest = Some(text.strip_suffix("/aws4_request").ok_or_else(malformed)?);
        let mut part = || {
            let text = rest.unwrap_or_default();
            // Each part is short.
            let slash = text.bytes().rposition(|byte| byte == b'/');
            rest = slash.and_then(|slash| text.get(..slash));
            let part = slash.map_or(Some(text), |slash| text.get(slash + 1..));
            part.filter(|part| !part.is_empty()).ok_or_else(malformed)
        };
        let service = part()?;
        let region = if has_region { Some(part()?) } else { None };
        let date = part()?;
        let id = rest;
        let access_key_id = id.filter(|id| !id.is_empty()).ok_or_else(malformed)?;
        let digits = date.as_bytes().first_chunk::<8>().filter(|_| date.len() == 8);
        if !digits.is_some_and(|digits| are(digits, |byte| byte.is_ascii_digit())) {
            return Err(malformed());
        }
        Ok(Self { access_key_id, date, region, service })
    }
}

/// `X-Amz-Expires` as S3 reads it; zero is well-formed.
pub(crate) fn parse_expires(text: &str, max: u64) -> Result<u64, VerifyError> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    // More digits than fit are too many seconds.
    let seconds = digits.bytes().try_fold(0_u64, |seconds, byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit < 10).then(|| seconds.saturating_mul(10).saturating_add(digit.into()))
    });
    match seconds {
        Some(seconds) if !digits.is_empty() => match seconds {
            _ if digits.len() < text.len() => Err(VerifyError::ExpiresNegative),
            _ if seconds <= max => Ok(seconds),
            _ => Err(VerifyError::ExpiresTooLong),
        },
        _ => Err(VerifyError::ExpiresNotANumber),
    }
}

/// `X-Amz-Date`, which begins with the date of the scope.
pub(crate) fn parse_date(text: &str, scope_date: &str) -> Result<AmzDate, VerifyError> {
    let Some(date) = AmzDate::parse(text) else { return Err(VerifyError::MalformedDate) };
    // Both as they came: the date was only just written, and reading it would wait for that.
    if text.as_bytes().first_chunk::<8>() != scope_date.as_bytes().first_chunk() {
        return Err(VerifyError::CredentialDate {
            found: scope_date.to_owned(),
            date: text.to_owned(),
        });
    }
    Ok(date)
}

pub(crate) const ALGORITHM: &str = "X-Amz-Algorithm";
pub(crate) const DATE: &str = "X-Amz-Date";
pub(crate) const SIGNATURE: &str = "X-Amz-Signature";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credential_is_read_from_the_right() {
        let read = |text| CredentialParam::parse(text, true);
        let credential = read("a/b+c/20130524/us-east-1/s3/aws4_request").unwrap();
        assert_eq!(
            (credential.access_key_id, credential.date, credential.region, credential.service),
            ("a/b+c", "20130524", Some("us-east-1"), "s3")
        );
        for text in [
            "",
            "/20130524/us-east-1/s3/aws4_request",
            "a/20130524/us-east-1/s3/aws4_requests",
            "a/20130524/us-east-1/s3",
            "a/2013052/us-east-1/s3/aws4_request",
            "a/20130524//s3/aws4_request",
            "20130524/us-east-1/s3/aws4_request",
        ] {
            assert_eq!(read(text), Err(VerifyError::MalformedCredential), "{text}");
        }
        let without = CredentialParam::parse("a/20130524/s3/aws4_request", false).unwrap();
        assert_eq!((without.access_key_id, without.region), ("a", None));
    }

    #[test]
    fn a_lifetime_is_read_as_s3_reads_it() {
        assert_eq!(parse_expires("0", 604_800), Ok(0));
        assert_eq!(parse_expires("604800", 604_800), Ok(604_800));
        for (text, error) in [
            ("604801", VerifyError::ExpiresTooLong),
            ("99999999999999999999999", VerifyError::ExpiresTooLong),
            ("-1", VerifyError::ExpiresNegative),
            ("", VerifyError::ExpiresNotANumber),
            ("-", VerifyError::ExpiresNotANumber),
            ("1.5", VerifyError::ExpiresNotANumber),
            ("+1", VerifyError::ExpiresNotANumber),
            ("1:", VerifyError::ExpiresNotANumber),
            ("१", VerifyError::ExpiresNotANumber),
        ] {
            assert_eq!(parse_expires(text, 604_800), Err(error), "{text}");
        }
    }

    #[test]
    fn a_link_is_unsigned_if_it_has_none_of_the_three() {
        let is_unsigned = |uri: &str| AuthParams::read(&RawUrl::split(uri)).is_unsigned();
        assert!(is_unsigned("/?X-Amz-Date=d&X-Amz-Expires=1"));
        for name in ["Algorithm", "Credential", "Signature"] {
            assert!(!is_unsigned(&format!("/?X-Amz-{name}=x")), "{name}");
        }
    }

    #[test]
    fn the_hash_of_the_body_may_stand_in_the_link() {
        let url = RawUrl::split("/?X-Amz-Content-Sha256=abc");
        assert_eq!(AuthParams::read(&url).content_sha256.as_deref(), Some("abc"));
    }
}

//! [`Diagnosis`]: from what was sent and what the server said to the likely cause.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::answer::Answer;
use super::canonical_text::CanonicalText;
use super::cause::Cause;
use crate::amz_date::AmzDate;
use crate::credentials::Credentials;
use crate::inspect::{Inspection, Problem};
use crate::presigned_url::PresignedUrl;
use crate::received::{
    AuthParams, RawUrl, SignatureVersion, SignedForm, SignedRequest, VerifyError,
};
use crate::utc::parse_iso;
use crate::verify::Verifier;

/// Why a server refused a presigned request, as far as its answer and the request tell.
///
/// # Examples
///
/// ```
/// # use std::time::Duration;
/// # use s3_presigner::{Credentials, Presigner, Region, S3Request, Verifier};
/// use s3_presigner::{Cause, FailedRequest, SignedRequest};
///
/// # let credentials = Credentials::new("AKIDEXAMPLE", "secret")?;
/// # let presigner = Presigner::new(credentials.clone(), Region::new("eu-west-1")?);
/// let request = S3Request::put_object("photos", "cat.jpg").content_type("image/jpeg");
/// let url = presigner.presign(&request, Duration::from_secs(900))?;
///
/// // A client sends a type of its own, and S3 answers with XML.
/// let sent = SignedRequest::new("PUT", url.as_str()).header("content-type", "text/plain");
/// # let answer = Verifier::new([credentials]).verify(&sent).unwrap_err().to_xml();
/// let diagnosis = FailedRequest::new(sent, &answer).with_meant(&url).diagnose();
/// assert_eq!(
///     diagnosis.to_string(),
///     "the link is signed with the Content-Type \"image/jpeg\", but the client sent the Content-Type \
///      \"text/plain\": send exactly the Content-Type that is signed; curl -d and fetch with a Blob set one by \
///      themselves"
/// );
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    cause: Cause,
    problems: Vec<Problem>,
}

impl Diagnosis {
    /// The likely cause.
    #[must_use]
    pub fn cause(&self) -> &Cause {
        &self.cause
    }

    /// What is wrong with the link itself, or may be: see [`Inspection::problems`].
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl fmt::Display for Diagnosis {
    /// The cause, and what to do about it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.cause, self.cause.remedy())
    }
}

/// A request that was refused, with the answer and everything else that is known about it.
#[derive(Clone, Debug)]
pub struct FailedRequest<'f> {
    request: SignedRequest<'f>,
    knows_headers: bool,
    answer: &'f str,
    meant: Option<&'f PresignedUrl>,
    credentials: Option<&'f Credentials>,
}

impl<'f> FailedRequest<'f> {
    /// A request as it was sent, and the body of the answer.
    #[must_use]
    pub fn new(request: SignedRequest<'f>, answer: &'f str) -> Self {
        Self { request, knows_headers: true, answer, meant: None, credentials: None }
    }

    /// A link of which nobody knows how it was sent, and the body of the answer.
    #[must_use]
    pub fn of_link(link: &'f str, answer: &'f str) -> Self {
        let request = SignedRequest::new("", link.trim());
        Self { request, knows_headers: false, answer, meant: None, credentials: None }
    }

    /// Also compares with the URL as it was made, so that a change of the link itself is found.
    #[must_use]
    pub fn with_meant(mut self, url: &'f PresignedUrl) -> Self {
        self.meant = Some(url);
        self
    }

    /// Also checks the signature with the credentials that the server should know.
    #[must_use]
    pub fn with_credentials(mut self, credentials: &'f Credentials) -> Self {
        self.credentials = Some(credentials);
        self
    }

    /// Finds the cause, as of now.
    #[must_use]
    pub fn diagnose(&self) -> Diagnosis {
        self.diagnose_at(AmzDate::now())
    }

    /// Finds the cause, as of a given time.
    #[must_use]
    pub fn diagnose_at(&self, now: SystemTime) -> Diagnosis {
        let answer = Answer::parse(self.answer);
        let inspection = Inspection::of_at(self.request.uri, now);
        let cause = match answer.code.as_deref() {
            None => Cause::NoS3Error,
            Some("SignatureDoesNotMatch") => self.mismatch(&answer, &inspection),
            Some(code) => refusal(code, &answer, &inspection),
        };
        Diagnosis { cause, problems: inspection.problems().to_vec() }
    }

    fn mismatch(&self, answer: &Answer<'_>, inspection: &Inspection) -> Cause {
        let url = RawUrl::split(self.request.uri);
        let params = AuthParams::read(&url);
        let shown = answer.element("CanonicalRequest");
        let seen = shown.as_deref().and_then(CanonicalText::parse);
        // What was signed: as it was made, or else as the link has it.
        let sent = self.sent(&url, &params, seen.as_ref());
        let meant = self.meant.map_or_else(|| sent.clone(), PresignedUrl::canonical_request);
        let difference = match (CanonicalText::parse(&meant), seen) {
            (Some(meant), Some(seen)) => meant.cause_of_difference(&seen),
            // The server leaves it out: what was sent is the best that can be compared.
            (Some(meant), None) => CanonicalText::parse(&sent)
                .and_then(|sent| meant.cause_of_difference(&sent))
                .or_else(|| suspicion(inspection)),
            _ => None,
        };
        difference
            .or_else(|| region_difference(answer, inspection))
            .or_else(|| self.signature_difference(answer, inspection))
            .or_else(|| self.secret_difference(inspection, &params, seen.as_ref()))
            .unwrap_or_else(|| match (seen, self.meant) {
                (Some(_), Some(_)) => Cause::Secret,
                (Some(seen), None) => not_in_link(seen.method(), &params),
                (None, _) => Cause::NotShown,
            })
    }

    /// Whether the link is not signed with the secret that it should be, or for another method.
    fn secret_difference(
        &self,
        inspection: &Inspection,
        params: &AuthParams<'_>,
        seen: Option<&CanonicalText<'_>>,
    ) -> Option<Cause> {
        let verifier = Verifier::new([self.credentials?.clone()]);
        let signed_at = inspection.signed_at()?;
        let verify = |method| {
            let request = SignedRequest { method, ..self.request.clone() };
            verifier.verify_at(&request, signed_at)
        };
        let used = match self.request.method {
            "" => seen?.method(),
            method => method,
        };
        if !matches!(verify(used), Err(VerifyError::SignatureDoesNotMatch(_))) {
            return None;
        }
        if let Some(meant) = METHODS.into_iter().find(|method| verify(method).is_ok()) {
            return Some(Cause::Method { meant: meant.to_owned(), seen: used.to_owned() });
        }
        match (self.meant, seen) {
            (Some(_), _) => Some(Cause::Secret),
            (None, Some(_)) => Some(not_in_link(used, params)),
            // The link itself may be another than the one that was made.
            (None, None) => None,
        }
    }

    /// The canonical request of what was sent. What nobody knows is taken from what the server saw.
    fn sent(
        &self,
        url: &RawUrl<'_>,
        params: &AuthParams<'_>,
        seen: Option<&CanonicalText<'_>>,
    ) -> String {
        let names = params.signed_headers.as_deref().unwrap_or_default();
        let mut request = self.request.clone();
        if request.method.is_empty() {
            request.method = seen.map(CanonicalText::method).unwrap_or_default();
        }
        if !self.knows_headers {
            request.headers = seen.map(|seen| seen.headers().collect()).unwrap_or_default();
            // But the host stands in the link.
            request.headers.retain(|(name, _)| *name != "host");
        }
        let signed = SignedForm::new(&request, url, params, names);
        signed.canonical_request().text()
    }

    fn signature_difference(&self, answer: &Answer<'_>, inspection: &Inspection) -> Option<Cause> {
        let link = match self.meant {
            Some(meant) => {
                Inspection::of_at(meant.as_str(), UNIX_EPOCH).signature().map(str::to_owned)
            }
            None => inspection.signature().map(str::to_owned),
        };
        let provided = answer.element("SignatureProvided");
        let provided = provided.as_deref().or(inspection.signature());
        let is_malformed = inspection
            .problems()
            .iter()
            .any(|problem| matches!(problem, Problem::MalformedSignature { .. }));
        let differs = link.is_some() && link.as_deref() != provided;
        (differs || is_malformed).then_some(Cause::Signature)
    }
}

/// The method and the values of headers stand in no link.
fn not_in_link(method: &str, params: &AuthParams<'_>) -> Cause {
    let headers = signed_headers(params).map(str::to_owned).collect();
    Cause::NotInLink { method: method.to_owned(), headers }
}

/// The signed headers that do not come from the link.
fn signed_headers<'p>(params: &'p AuthParams<'_>) -> impl Iterator<Item = &'p str> {
    let names = params.signed_headers.as_deref().unwrap_or_default();
    names.split(';').filter(|name| !matches!(*name, "host" | ""))
}

const METHODS: [&str; 5] = ["GET", "PUT", "HEAD", "DELETE", "POST"];

/// What the link itself gives reason to suspect, where the server shows nothing.
fn suspicion(inspection: &Inspection) -> Option<Cause> {
    inspection.problems().iter().find_map(|problem| match problem {
        Problem::RegionMismatch { host, scope } => {
            Some(Cause::Region { signed: scope.clone(), expected: host.clone() })
        }
        Problem::DefaultPort { .. } => {
            let meant = inspection.host()?;
            let seen = meant.rsplit_once(':')?.0;
            Some(Cause::Host { meant: meant.to_owned(), seen: seen.to_owned() })
        }
        _ => None,
    })
}

/// The third line of the string to sign is the scope. Some servers put their own region there.
fn region_difference(answer: &Answer<'_>, inspection: &Inspection) -> Option<Cause> {
    let text = answer.element("StringToSign")?;
    let expected = text.lines().nth(2)?.split('/').nth(1)?.to_owned();
    let is_sigv4 = inspection.signature_version() == Some(SignatureVersion::V4);
    let signed = inspection.region().filter(|region| is_sigv4 && *region != expected)?.to_owned();
    Some(Cause::Region { signed, expected })
}

fn refusal(code: &str, answer: &Answer<'_>, inspection: &Inspection) -> Cause {
    let message = answer.message();
    match code {
        "AccessDenied" => access_denied(&message, answer, inspection),
        "RequestTimeTooSkewed" => skewed(answer, inspection),
        "ExpiredToken" | "TokenRefreshRequired" => Cause::ExpiredToken,
        "InvalidToken" | "InvalidSecurityToken" | "InvalidTokenId" => Cause::InvalidToken,
        "InvalidAccessKeyId" | "NotSignedUp" => {
            let is_missing = |problem: &Problem| matches!(problem, Problem::TokenMissing { .. });
            let is_missing = inspection.problems().iter().any(is_missing);
            if is_missing { Cause::TokenMissing } else { Cause::UnknownAccessKeyId }
        }
        "PermanentRedirect" | "TemporaryRedirect" | "Redirect" => {
            Cause::Redirect { endpoint: answer.element("Endpoint").unwrap_or_default() }
        }
        "NoSuchKey" | "NoSuchVersion" => Cause::NotFound { what: "object" },
        "NoSuchBucket" => Cause::NotFound { what: "bucket" },
        "NoSuchUpload" => Cause::NotFound { what: "upload" },
        "PreconditionFailed" | "ConditionalRequestConflict" => Cause::Condition,
        "BadDigest" | "InvalidDigest" | "XAmzContentChecksumMismatch" => Cause::Checksum,
        "XAmzContentSHA256Mismatch" => Cause::Body,
        "MissingContentLength" => Cause::Chunked,
        "NotImplemented" if is_about_chunks(&message, answer) => Cause::Chunked,
        "EntityTooLarge" | "EntityTooSmall" | "InvalidPolicyDocument" => {
            Cause::PostPolicy { message }
        }
        _ => of_parameters(code, message, answer, inspection),
    }
}

/// Which header it is about, some servers leave out; it is this one but for headers that nobody sends.
fn is_about_chunks(message: &str, answer: &Answer<'_>) -> bool {
    let header = answer.element("Header");
    message.starts_with("A header you provided implies functionality")
        && header.is_none_or(|name| name.eq_ignore_ascii_case("transfer-encoding"))
}

fn access_denied(message: &str, answer: &Answer<'_>, inspection: &Inspection) -> Cause {
    if message.contains("has expired") || message.contains("Expired") && !message.contains("Policy")
    {
        let told = answer.element("Expires").and_then(|text| parse_iso(&text));
        let told = told.map(|seconds| UNIX_EPOCH + Duration::from_secs(seconds));
        return Cause::Expired { expired_at: told.or_else(|| inspection.expires_at()) };
    }
    if message.contains("not yet valid") {
        return skewed(answer, inspection);
    }
    if message.contains("not signed") {
        let names = answer.element("HeadersNotSigned");
        return Cause::HeadersNotSigned { names: names.unwrap_or_else(|| "headers".to_owned()) };
    }
    if message.contains("Invalid according to Policy") {
        return Cause::PostPolicy { message: message.to_owned() };
    }
    match inspection.signature_version() {
        None if inspection.host().is_some() => {
            Cause::Parameters { message: "the link is not signed".to_owned() }
        }
        _ => fatal(answer, inspection).unwrap_or(Cause::NotAllowed),
    }
}

/// What is wrong with the link itself, whatever the server says; of what is no signed link, nobody can tell.
fn fatal(answer: &Answer<'_>, inspection: &Inspection) -> Option<Cause> {
    inspection.signature_version()?;
    let problem = inspection.problems().iter().find(|problem| problem.is_fatal())?;
    Some(match problem {
        Problem::Expired { .. } => Cause::Expired { expired_at: inspection.expires_at() },
        Problem::NotYetValid { .. } => skewed(answer, inspection),
        problem => Cause::Parameters { message: problem.to_string() },
    })
}

fn skewed(answer: &Answer<'_>, inspection: &Inspection) -> Cause {
    let server = answer.element("ServerTime").and_then(|text| parse_iso(&text));
    let server = server.map(|seconds| UNIX_EPOCH + Duration::from_secs(seconds));
    let by = inspection.signed_at().zip(server);
    Cause::NotYetValid { by: by.and_then(|(signed, server)| signed.duration_since(server).ok()) }
}

/// Errors of the parameters, and those that servers give in their place.
fn of_parameters(
    code: &str,
    message: String,
    answer: &Answer<'_>,
    inspection: &Inspection,
) -> Cause {
    if message.contains("the region '") || message.contains("region is wrong") {
        let quoted = message.split('\'').nth(3).map(str::to_owned);
        let expected = answer.element("Region").or(quoted).unwrap_or_default();
        let signed = inspection.region().unwrap_or_default().to_owned();
        return Cause::Region { signed, expected };
    }
    if message.contains("Only one auth mechanism") {
        return Cause::SignedTwice;
    }
    if message.contains("Please use AWS4-HMAC-SHA256") {
        return Cause::SigV2;
    }
    match code {
        "AuthorizationQueryParametersError" | "AuthorizationHeaderMalformed" => {
            Cause::Parameters { message }
        }
        _ => match inspection.problems().iter().find(|problem| problem.is_fatal()) {
            // Some servers answer with a general error where the link itself tells more.
            Some(problem) if code.starts_with("Invalid") || code == "BadRequest" => {
                Cause::Parameters { message: problem.to_string() }
            }
            _ => Cause::Other { code: code.to_owned(), message },
        },
    }
}

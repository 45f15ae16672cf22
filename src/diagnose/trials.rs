//! With the secret at hand, each likely change is undone until the signature fits.

use super::beside::files_beside;
use super::cause::Cause;
use super::denial::denial;
use super::evidence::Evidence;
use super::meaning::Meaning;
use crate::received::{RawUrl, SignedRequest, VerifyError};
use crate::verify::Verifier;

/// Whether the link is signed with another secret, or what was changed after it was signed with this one.
pub(super) fn by_secret(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    let trial = Trial::of(evidence)?;
    let request = &evidence.failed.request;
    let used = Some(evidence.method()).filter(|method| !method.is_empty())?;
    match trial.verify(used, request.uri, &request.headers) {
        Err(VerifyError::SignatureDoesNotMatch(_)) => {}
        Err(VerifyError::InvalidAccessKeyId { .. }) => return Some(Cause::UnknownAccessKeyId),
        // The signature is right, so it is no more than the permissions.
        Ok(()) if matches!(evidence.meaning, Meaning::Denied) && !evidence.is_session() => {
            return Some(denial(""));
        }
        _ => return None,
    }
    let undone = trial
        .other_method(used, request)
        .or_else(|| trial.without_parameter(used, request))
        .or_else(|| trial.other_path(used, request))
        .or_else(|| trial.file_beside(used, request))
        .or_else(|| trial.other_lifetime(used, request))
        .or_else(|| trial.other_type(used, request));
    // Without the link as made, the link itself may be another; and S3 takes what is spelled otherwise.
    let is_known = evidence.failed.meant.is_some() && !trial.fits_respelled(used, request);
    undone.or_else(|| is_known.then_some(Cause::Secret))
}

/// Verifiers as of the time of signing, so that the signature alone counts.
struct Trial {
    exact: Verifier,
    as_s3: Verifier,
    signed_at: std::time::SystemTime,
}

impl Trial {
    fn of(evidence: &Evidence<'_, '_>) -> Option<Self> {
        let credentials = evidence.failed.credentials?;
        let [exact, as_s3] = [true, false]
            .map(|is_exact| Verifier::new([credentials.clone()]).with_exact_spelling(is_exact));
        Some(Self { exact, as_s3, signed_at: evidence.inspection.signed_at()? })
    }

    fn verify(&self, method: &str, uri: &str, headers: &[(&str, &str)]) -> Result<(), VerifyError> {
        let request = SignedRequest::new(method, uri).headers(headers.iter().copied());
        self.exact.verify_at(&request, self.signed_at).map(|_| ())
    }

    fn fits_respelled(&self, method: &str, request: &SignedRequest<'_>) -> bool {
        let request = SignedRequest { method, ..request.clone() };
        self.as_s3.verify_at(&request, self.signed_at).is_ok()
    }

    fn fits(&self, method: &str, uri: &str, headers: &[(&str, &str)]) -> bool {
        self.verify(method, uri, headers).is_ok()
    }

    fn other_method(&self, used: &str, request: &SignedRequest<'_>) -> Option<Cause> {
        let mut methods = METHODS.into_iter();
        let meant = methods.find(|method| self.fits(method, request.uri, &request.headers))?;
        Some(Cause::Method { meant: meant.to_owned(), seen: used.to_owned() })
    }

    /// Takes away each parameter that is none of the signature's.
    fn without_parameter(&self, used: &str, request: &SignedRequest<'_>) -> Option<Cause> {
        let url = RawUrl::split(request.uri);
        let own = |name: &str| name.starts_with("X-Amz-");
        let mut added = url.params().filter(|param| !own(param.name)).take(LOOKS);
        let found = added.find(|param| {
            let rest = url.params().filter(|other| other.piece != param.piece);
            let query: Vec<_> = rest.map(|other| other.piece).collect();
            let uri = request.uri.replacen(url.query, &query.join("&"), 1);
            self.fits(used, &uri, &request.headers)
        })?;
        Some(Cause::ParameterAdded { name: found.decoded_name().into_owned() })
    }

    /// Undoes what is done to paths: encoded once more, and a plus sign for a space.
    fn other_path(&self, used: &str, request: &SignedRequest<'_>) -> Option<Cause> {
        let seen = RawUrl::split(request.uri).path;
        let likely = [seen.replace("%25", "%"), seen.replace('+', "%20"), seen.replace('+', "%2B")];
        let mut likely = likely.into_iter().filter(|path| path != seen);
        let meant = likely
            .find(|path| self.fits(used, &request.uri.replacen(seen, path, 1), &request.headers))?;
        Some(Cause::PathReencoded { meant, seen: seen.to_owned() })
    }

    /// Tries the files beside which this one may lie.
    fn file_beside(&self, used: &str, request: &SignedRequest<'_>) -> Option<Cause> {
        let seen = RawUrl::split(request.uri).path;
        let meant = files_beside(seen)
            .find(|path| self.fits(used, &request.uri.replacen(seen, path, 1), &request.headers))?;
        Some(Cause::Path { meant, seen: seen.to_owned() })
    }

    /// Tries the lifetimes that people ask for.
    fn other_lifetime(&self, used: &str, request: &SignedRequest<'_>) -> Option<Cause> {
        const NAME: &str = "X-Amz-Expires";
        let url = RawUrl::split(request.uri);
        let piece = url.params().find(|param| param.name == NAME)?.piece;
        let is_one = LIFETIMES.into_iter().any(|seconds| {
            let uri = request.uri.replacen(piece, &format!("{NAME}={seconds}"), 1);
            self.fits(used, &uri, &request.headers)
        });
        is_one.then(|| Cause::ParameterChanged { name: NAME.to_owned() })
    }

    /// Tries the types that people sign, and the type without what clients put behind it.
    fn other_type(&self, used: &str, request: &SignedRequest<'_>) -> Option<Cause> {
        let seen = request.values("content-type").next().unwrap_or_default();
        let bare = seen.split(';').next().unwrap_or_default().trim();
        let meant = TYPES.into_iter().chain([bare]).find(|meant| {
            let others = request
                .headers
                .iter()
                .filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
            let headers: Vec<_> = others.copied().chain([("content-type", *meant)]).collect();
            self.fits(used, request.uri, &headers)
        })?;
        Some(Cause::ContentType { meant: meant.to_owned(), seen: seen.to_owned() })
    }
}

const METHODS: [&str; 5] = ["GET", "PUT", "HEAD", "DELETE", "POST"];

const LIFETIMES: [u32; 12] =
    [60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 43_200, 86_400, 172_800, 604_800];

const TYPES: [&str; 14] = [
    "",
    "application/json",
    "application/octet-stream",
    "application/pdf",
    "application/x-www-form-urlencoded",
    "application/zip",
    "binary/octet-stream",
    "image/gif",
    "image/jpeg",
    "image/png",
    "image/webp",
    "text/csv",
    "text/plain",
    "video/mp4",
];

/// How many parameters are taken away, one at a time.
const LOOKS: usize = 16;

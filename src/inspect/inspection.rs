//! [`Inspection`]: everything that a link says, and what is wrong with it.

use std::fmt;
use std::time::{Duration, SystemTime};

use super::operation::{Clues, Operation};
use super::problem::Problem;
use super::server_name::server_name;
use super::survey::Survey;
use crate::amz_date::AmzDate;
use crate::credentials::account_id_hint;
use crate::endpoint::S3Host;
use crate::received::{
    AuthParams, CredentialParam, ForeignLink, LinkEnd, PastedLink, RawUrl, SignatureVersion,
    Wrapping, parse_expires,
};
use crate::utc::LAST_SECOND;

/// What a presigned URL says, read without any secret; and what is wrong with it.
///
/// Nothing that is pasted makes it fail: what carried the link is taken off, as [`PastedLink`] does, and what
/// cannot be read is a [`Problem`]. Signature and session token stand in [`signature`](Self::signature),
/// [`session_token`](Self::session_token) and [`report_with_secrets`](Self::report_with_secrets), and nowhere
/// else: not in the report that `Display` writes, not in `Debug`, not in the fields and problems, however the
/// link was mangled. What may be a part of them is shown as `(hidden)`.
///
/// # Examples
///
/// ```
/// use std::time::{Duration, UNIX_EPOCH};
/// use s3_presigner::{Inspection, Problem};
///
/// let link = "https://photos.s3.eu-west-1.amazonaws.com/2026/cat%20photo.jpg\
///     ?X-Amz-Algorithm=AWS4-HMAC-SHA256\
///     &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request\
///     &X-Amz-Date=20130524T000000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host\
///     &X-Amz-Signature=762f4fcbacec730d460b0e337f554e569e4fe98643baefad7af1276fe3084e7f";
/// let inspection = Inspection::of_at(link, UNIX_EPOCH + Duration::from_secs(1_369_353_600));
///
/// assert_eq!(inspection.bucket(), Some("photos"));
/// assert_eq!(inspection.key(), Some("2026/cat photo.jpg"));
/// assert_eq!(
///     inspection.problems(),
///     [Problem::RegionMismatch { host: "eu-west-1".into(), scope: "us-east-1".into() }],
/// );
/// ```
#[derive(Clone)]
pub struct Inspection {
    pub(super) version: Option<SignatureVersion>,
    pub(super) access_key_id: Option<String>,
    pub(super) has_token: bool,
    pub(super) region: Option<String>,
    pub(super) service: Option<String>,
    pub(super) signed_at: Option<SystemTime>,
    pub(super) expires_in: Option<Duration>,
    pub(super) end: Option<LinkEnd>,
    pub(super) foreign: Option<ForeignLink>,
    pub(super) signed_headers: Vec<String>,
    pub(super) host: Option<String>,
    pub(super) host_region: Option<String>,
    pub(super) bucket: Option<String>,
    pub(super) key: Option<String>,
    pub(super) operations: Vec<Operation>,
    pub(super) problems: Vec<Problem>,
    pub(super) signature: Option<String>,
    pub(super) session_token: Option<String>,
    pub(super) link: String,
    pub(super) taken_off: Vec<Wrapping>,
}

impl Inspection {
    /// Reads a link, as of now.
    #[must_use]
    pub fn of(link: &str) -> Self {
        Self::of_at(link, AmzDate::now())
    }

    /// Reads a link, as of a given time: the one that was meant, if it came with what carried it.
    /// See [`PastedLink`].
    #[must_use]
    pub fn of_at(link: &str, now: SystemTime) -> Self {
        let pasted = PastedLink::read(link);
        Self::of_link(pasted.link(), now).shown(link, &pasted)
    }

    /// Reads a link as it stands, secrets and all.
    fn of_link(link: &str, now: SystemTime) -> Self {
        let url = RawUrl::split(link);
        let params = AuthParams::read(&url);
        let host = url.host.map(str::to_ascii_lowercase);
        let place = S3Host::read(host.as_deref().unwrap_or_default());
        let foreign = ForeignLink::read(&url);
        let is_of_s3 = foreign.is_none() || !params.is_unsigned();
        let (bucket, key) = if is_of_s3 { bucket_and_key(&place, url.path) } else { (None, None) };
        let survey = Survey {
            url: &url,
            params: &params,
            place: &place,
            bucket: bucket.as_deref(),
            foreign: foreign.as_ref(),
        };
        let version = survey.version();
        let has_region = version != Some(SignatureVersion::V4a);
        let credential = params.credential.as_deref();
        let credential = credential.and_then(|text| CredentialParam::parse(text, has_region).ok());
        let region = credential.and_then(|credential| credential.region);
        let id = credential.map(|credential| credential.access_key_id);
        let token = params.session_token();
        let session_token = survey.or_of_sigv2(token.as_deref(), "x-amz-security-token");
        let expires = params.expires.as_deref();
        let expires = expires.and_then(|text| parse_expires(text, LAST_SECOND).ok());
        let signed_headers: Vec<_> = survey.signed_headers().map(str::to_owned).collect();
        Self {
            version,
            access_key_id: survey.or_of_sigv2(id, "AWSAccessKeyId"),
            has_token: session_token.is_some(),
            region: region.or(params.region_set.as_deref()).map(str::to_owned),
            service: credential.map(|credential| credential.service.to_owned()),
            signed_at: params.date.as_deref().and_then(AmzDate::parse).map(AmzDate::system_time),
            expires_in: expires.map(Duration::from_secs),
            end: survey.sigv2_end(),
            operations: operations(&url, &signed_headers, bucket.is_some(), key.is_some()),
            signed_headers,
            host_region: place.region.map(str::to_owned),
            problems: survey.problems(now),
            signature: survey.or_of_sigv2(params.signature.as_deref(), "Signature"),
            session_token,
            foreign,
            link: String::new(),
            taken_off: Vec::new(),
            bucket,
            key,
            host,
        }
    }

    /// What was taken off to get at the link; nothing of a link that was pasted as it is. What broke the link
    /// is among the [`problems`](Self::problems) too.
    #[must_use]
    pub fn taken_off(&self) -> &[Wrapping] {
        &self.taken_off
    }

    /// The link as it was meant, without its signature and session token; it does not work.
    #[must_use]
    pub fn redacted_link(&self) -> &str {
        &self.link
    }

    /// Which way of signing it uses; `None` if it is not signed.
    #[must_use]
    pub fn signature_version(&self) -> Option<SignatureVersion> {
        self.version
    }

    /// Whose credentials signed it.
    #[must_use]
    pub fn access_key_id(&self) -> Option<&str> {
        self.access_key_id.as_deref()
    }

    /// The account that the access key id discloses: see
    /// [`AccessKeyId::account_id_hint`](crate::AccessKeyId::account_id_hint).
    #[must_use]
    pub fn account_id_hint(&self) -> Option<String> {
        account_id_hint(self.access_key_id()?)
    }

    /// Whether temporary credentials signed it, which may end before the link does; when, the link does
    /// not say.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        self.has_token || self.access_key_id().is_some_and(|id| id.starts_with("ASIA"))
    }

    /// The region of the credential scope; with SigV4A the region set.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// The service of the credential scope, such as `s3`.
    #[must_use]
    pub fn service(&self) -> Option<&str> {
        self.service.as_deref()
    }

    /// When it was signed.
    #[must_use]
    pub fn signed_at(&self) -> Option<SystemTime> {
        self.signed_at
    }

    /// Its lifetime, `X-Amz-Expires`.
    #[must_use]
    pub fn expires_in(&self) -> Option<Duration> {
        self.expires_in
    }

    /// When it expires by its own words, however and by whomever it is signed; see
    /// [`is_temporary`](Self::is_temporary). A link signed twice ends with the earlier.
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        let of_sigv4 = self.signed_at.zip(self.expires_in);
        let of_sigv4 = of_sigv4.and_then(|(from, lifetime)| from.checked_add(lifetime));
        let of_foreign = self.foreign.as_ref().map(ForeignLink::end);
        let told = [self.end, of_foreign].into_iter().flatten().filter_map(|end| match end {
            LinkEnd::At(instant) => Some(instant),
            _ => None,
        });
        told.chain(of_sigv4).min()
    }

    /// Whose link it is, if another service than S3 made it and checks it.
    #[must_use]
    pub fn foreign(&self) -> Option<&ForeignLink> {
        self.foreign.as_ref()
    }

    /// Whose servers the host names, where they are none of S3's: `Cloudflare R2`.
    #[must_use]
    pub fn server(&self) -> Option<&'static str> {
        server_name(self.host()?)
    }

    /// The names of the signed headers, which the holder has to send.
    pub fn signed_headers(&self) -> impl Iterator<Item = &str> {
        self.signed_headers.iter().map(String::as_str)
    }

    /// Its host with its port, in lower case.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }

    /// The region that the host names.
    #[must_use]
    pub fn host_region(&self) -> Option<&str> {
        self.host_region.as_deref()
    }

    /// The bucket, or the access point with its account, as far as the host tells.
    #[must_use]
    pub fn bucket(&self) -> Option<&str> {
        self.bucket.as_deref()
    }

    /// The key, as far as the host tells where it begins.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// The operations that it may be for, likeliest first. A link does not say its method.
    #[must_use]
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// Whether a browser can open it as a plain link: it may be a GET and nothing has to be sent.
    #[must_use]
    pub fn is_browser_navigable(&self) -> bool {
        let may_get = self.operations.iter().any(|operation| operation.method == "GET");
        let only_host = self.signed_headers.iter().all(|name| name == "host");
        self.version.is_some() && may_get && only_host
    }

    /// Everything that is wrong with it, the fatal first.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Its signature: with the rest of the link, a bearer's right.
    #[must_use]
    pub fn signature(&self) -> Option<&str> {
        self.signature.as_deref()
    }

    /// Its session token, which belongs to the signer's credentials.
    #[must_use]
    pub fn session_token(&self) -> Option<&str> {
        self.session_token.as_deref()
    }
}

impl fmt::Debug for Inspection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inspection")
            .field("signature_version", &self.version)
            .field("access_key_id", &self.access_key_id)
            .field("host", &self.host)
            .field("bucket", &self.bucket)
            .field("key", &self.key)
            .field("problems", &self.problems)
            .finish_non_exhaustive()
    }
}

fn operations(
    url: &RawUrl<'_>,
    signed_headers: &[String],
    has_bucket: bool,
    has_key: bool,
) -> Vec<Operation> {
    let names: Vec<_> = url.params().map(|param| param.decoded_name()).collect();
    let names: Vec<_> = names.iter().map(AsRef::as_ref).collect();
    let headers: Vec<_> = signed_headers.iter().map(String::as_str).collect();
    let x_id = url.params().find(|param| param.name == "x-id").map(|param| param.value);
    // Where the host does not tell, most links are for a key.
    let has_key = has_key || (!has_bucket && url.path.len() > 1);
    Clues { has_bucket, has_key, params: &names, x_id, signed_headers: &headers }.operations()
}

/// What the path and the host say, decoded.
fn bucket_and_key(place: &S3Host<'_>, path: &str) -> (Option<String>, Option<String>) {
    let decoded = |text: &str| {
        let text = percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
        (!text.is_empty()).then_some(text)
    };
    let path = path.strip_prefix('/').unwrap_or(path);
    match place.bucket {
        Some(bucket) => (Some(bucket.to_owned()), decoded(path)),
        None if place.is_path_style() => {
            let (bucket, key) = path.split_once('/').unwrap_or((path, ""));
            (decoded(bucket), decoded(key))
        }
        None => (None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(host_and_path: &str, id: &str, signed_headers: &str, rest: &str) -> Inspection {
        Inspection::of(&format!(
            "https://{host_and_path}?X-Amz-Algorithm=AWS4-HMAC-SHA256\
             &X-Amz-Credential={id}%2F20261121%2Feu-west-1%2Fs3%2Faws4_request\
             &X-Amz-Date=20261121T120000Z&X-Amz-Expires=900\
             &X-Amz-SignedHeaders={signed_headers}&X-Amz-Signature=5167{rest}"
        ))
    }

    const HOST: &str = "photos.s3.eu-west-1.amazonaws.com";

    #[test]
    fn a_token_or_the_shape_of_the_id_tells_temporary_credentials() {
        let is_temporary = |id, rest| link(HOST, id, "host", rest).is_temporary();
        assert!(!is_temporary("AKIAIOSFODNN7EXAMPLE", ""));
        assert!(is_temporary("ASIAIOSFODNN7EXAMPLE", ""));
        assert!(is_temporary("AKIAIOSFODNN7EXAMPLE", "&X-Amz-Security-Token=t0k3n"));
    }

    #[test]
    fn a_browser_opens_what_is_signed_and_a_get_and_needs_no_header() {
        let key = format!("{HOST}/k");
        assert!(link(&key, "AKID", "host", "").is_browser_navigable());
        assert!(link(&key, "AKID", "host", "&x-id=GetObject").is_browser_navigable());
        assert!(!link(&key, "AKID", "host", "&x-id=PutObject").is_browser_navigable());
        assert!(!link(&key, "AKID", "host%3Brange", "").is_browser_navigable());
        assert!(!link(&key, "AKID", "content-type%3Bhost", "").is_browser_navigable());
        assert!(!Inspection::of(&format!("https://{key}")).is_browser_navigable());
    }

    #[test]
    fn the_path_tells_whether_it_is_about_an_object() {
        let names = |place: &str, rest: &str| {
            let link = link(place, "AKID", "host", rest);
            link.operations().iter().map(|operation| operation.name).collect::<Vec<_>>()
        };
        assert!(names(&format!("{HOST}/k"), "").contains(&"GetObject"));
        assert!(names("files.example.com/k", "").contains(&"GetObject"), "nobody knows the host");
        for bucket in
            [&format!("{HOST}/"), "s3.eu-west-1.amazonaws.com/photos", "files.example.com/"]
        {
            let names = names(bucket, "");
            assert!(!names.contains(&"GetObject") && !names.is_empty(), "{bucket}: {names:?}");
        }
        assert_eq!(names(&format!("{HOST}/k"), "&x-id=PutObject"), ["PutObject"]);
        assert_ne!(names(&format!("{HOST}/k"), "&x-other=PutObject"), ["PutObject"]);
    }

    #[test]
    fn debug_shows_where_it_goes_and_no_secret() {
        let shown = format!("{:?}", link(HOST, "AKID", "host", "&X-Amz-Security-Token=t0k3n"));
        assert!(shown.contains(HOST) && shown.contains("AKID"), "{shown}");
        assert!(!shown.contains("5167") && !shown.contains("t0k3n"), "{shown}");
    }
}

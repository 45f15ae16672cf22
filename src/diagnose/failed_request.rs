//! [`FailedRequest`]: everything that is known of a refusal.

use std::fmt;

use crate::credentials::Credentials;
use crate::presigned_url::PresignedUrl;
use crate::received::{Hidden, SignedRequest};

/// A request that was refused, with the answer and everything else that is known about it.
///
/// The answer is whatever somebody has of it: S3's XML, the JSON of some servers, a status line with headers as
/// `curl -i` prints them, or the line that an SDK, a command or a browser's console shows. It may be empty: a
/// refused `HEAD` has no body.
#[derive(Clone)]
pub struct FailedRequest<'f> {
    pub(super) request: SignedRequest<'f>,
    pub(super) knows_headers: bool,
    pub(super) answer: &'f str,
    pub(super) meant: Option<Meant<'f>>,
    pub(super) credentials: Option<&'f Credentials>,
}

/// What the link was made for.
#[derive(Clone)]
pub(super) enum Meant<'f> {
    Url(&'f PresignedUrl),
    Request(SignedRequest<'f>),
}

/// What was sent, without its secrets; not the answer, which may quote them.
impl fmt::Debug for FailedRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FailedRequest").field("request", &self.request).finish_non_exhaustive()
    }
}

impl FailedRequest<'_> {
    /// What of the link, and of the link as it was made, must not be shown.
    pub(super) fn hidden(&self) -> Hidden {
        let hidden = Hidden::of(self.request.uri);
        match &self.meant {
            Some(Meant::Url(url)) => hidden.and(url.as_str()),
            Some(Meant::Request(request)) => hidden.and(request.uri),
            None => hidden,
        }
    }
}

impl<'f> FailedRequest<'f> {
    /// A request as it was sent, and the answer.
    #[must_use]
    pub fn new(request: SignedRequest<'f>, answer: &'f str) -> Self {
        Self { request, knows_headers: true, answer, meant: None, credentials: None }
    }

    /// A link of which nobody knows how it was sent, and the answer.
    #[must_use]
    pub fn of_link(link: &'f str, answer: &'f str) -> Self {
        let request = SignedRequest::new("", link.trim());
        Self { knows_headers: false, ..Self::new(request, answer) }
    }

    /// Also compares with the URL as it was made, so that a change of the link itself is found.
    #[must_use]
    pub fn with_meant(mut self, url: &'f PresignedUrl) -> Self {
        self.meant = Some(Meant::Url(url));
        self
    }

    /// The same for a link of another signer: its method, the link as it was made, and the headers that it
    /// was signed with, as far as they are known. An empty method is one that nobody knows.
    ///
    /// ```
    /// use s3_presigner::{FailedRequest, SignedRequest};
    ///
    /// # use std::time::Duration;
    /// # use s3_presigner::{Credentials, Presigner, Region};
    /// # let credentials = Credentials::new("AKIDEXAMPLE", "secret")?;
    /// # let presigner = Presigner::new(credentials, Region::new("eu-west-1")?);
    /// # let url = presigner.presign_get("photos", "k", Duration::from_secs(900))?;
    /// # let link = url.as_str();
    /// let sent = SignedRequest::new("HEAD", link);
    /// let failed = FailedRequest::new(sent, "").with_meant_request(SignedRequest::new("GET", link));
    /// assert_eq!(failed.diagnose().cause().to_string(), "the link is for GET but was used with HEAD");
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn with_meant_request(mut self, request: SignedRequest<'f>) -> Self {
        self.meant = Some(Meant::Request(request));
        self
    }

    /// Also checks the signature with the credentials that the server should know.
    #[must_use]
    pub fn with_credentials(mut self, credentials: &'f Credentials) -> Self {
        self.credentials = Some(credentials);
        self
    }
}

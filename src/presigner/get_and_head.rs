//! [`GetAndHead`]: two links to one object, for clients that ask HEAD first.

use super::batch::{Batch, with_pen};
use crate::endpoint::Resolver;
use crate::error::Error;
use crate::policy::{Grant, Validity};
use crate::presigned_url::PresignedUrl;
use crate::request::S3Request;
use crate::sigv4::Signer;

/// A link for GET and a link for HEAD to one object, signed as of one instant and with one end.
///
/// The method is a part of what is signed, so S3 answers a HEAD with a link for GET by 403, and without a body that
/// says why. Some clients ask HEAD for the size before they read: give such a client both, or let a service
/// [redirect](crate::_cookbook#tools-that-ask-head-first) each method to its own.
///
/// # Examples
///
/// ```
/// # use std::time::Duration;
/// # use s3_presigner::{Credentials, Presigner, Region};
/// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
/// let links = presigner.presign_get_and_head("data", "2026/rain.parquet", Duration::from_secs(900))?;
/// assert_eq!((links.get().method(), links.head().method()), ("GET", "HEAD"));
/// assert_eq!(links.get().expires_at(), links.head().expires_at());
/// assert!(links.for_method("PUT").is_none());
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct GetAndHead {
    get: PresignedUrl,
    head: PresignedUrl,
}

impl GetAndHead {
    /// The link that downloads.
    #[must_use]
    pub fn get(&self) -> &PresignedUrl {
        &self.get
    }

    /// The link that asks for the headers of the download.
    #[must_use]
    pub fn head(&self) -> &PresignedUrl {
        &self.head
    }

    /// The link for this method, which is `GET` or `HEAD` in capitals, as HTTP has it; none for others.
    #[must_use]
    pub fn for_method(&self, method: &str) -> Option<&PresignedUrl> {
        [&self.get, &self.head].into_iter().find(|link| link.method() == method)
    }

    /// From when to when both work.
    #[must_use]
    pub fn validity(&self) -> Validity {
        self.get.validity()
    }

    pub(super) fn sign(
        signer: &Signer,
        resolver: &Resolver,
        request: &S3Request<'_>,
        grant: &Grant,
    ) -> Result<Self, Error> {
        let head = request.as_head()?;
        with_pen(signer, resolver, request, |pen| {
            let [get, head] =
                [request, &head].map(|request| PresignedUrl::sign(pen, request, grant));
            Ok(Self { get, head })
        })
    }
}

impl Batch {
    /// A link for a download and one for HEAD beside it, as
    /// [`Presigner::presign_with_head`](crate::Presigner::presign_with_head) makes them.
    ///
    /// # Errors
    ///
    /// As for [`presign`](Self::presign), and [`Error::Invalid`] for a request that is no `GetObject`.
    pub fn presign_with_head(&self, request: &S3Request<'_>) -> Result<GetAndHead, Error> {
        self.act(|signer, resolver, grant| GetAndHead::sign(signer, resolver, request, grant))
    }
}

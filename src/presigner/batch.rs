//! [`Batch`]: one clock reading and one decision of the policy, for many URLs.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use crate::credentials::CredentialKind;
use crate::endpoint::{AuthScope, EXPRESS, Resolver, SigV4a};
use crate::error::{EndpointError, Error};
use crate::object::BucketName;
use crate::policy::{Grant, Validity};
use crate::presigned_url::PresignedUrl;
use crate::request::S3Request;
use crate::sigv4::{Pen, Signer};

/// Signs many requests as of one instant, with one lifetime that was checked once.
///
/// Made by [`Presigner::batch`](crate::Presigner::batch). It is `Sync`, so that several threads, or
/// `rayon`, can draw on one batch; each URL costs one allocation, and each
/// request with headers one.
///
/// # Examples
///
/// ```
/// # use std::time::Duration;
/// # use s3_presigner::{Credentials, Presigner, Region, S3Request};
/// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
/// let keys = ["a.jpg", "b.jpg", "c.jpg"];
/// let batch = presigner.batch(Duration::from_secs(900))?;
/// let requests = keys.map(|key| S3Request::get_object("photos", key));
/// for url in batch.presign_all(requests) {
///     println!("{}", url?.as_str());
/// }
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone)]
pub struct Batch {
    pub(super) signer: Arc<Signer>,
    pub(super) resolver: Arc<Resolver>,
    pub(super) grant: Grant,
}

impl Batch {
    pub(super) fn new(signer: Arc<Signer>, resolver: Arc<Resolver>, grant: Grant) -> Self {
        Self { signer, resolver, grant }
    }

    /// From when to when every URL of this batch works.
    #[must_use]
    pub fn validity(&self) -> Validity {
        self.grant.validity()
    }

    /// A URL for one request.
    ///
    /// # Errors
    ///
    /// What is wrong with the request, see [`S3Request::validate`], and [`Error::Endpoint`] for a
    /// bucket that the endpoint cannot serve.
    pub fn presign(&self, request: &S3Request<'_>) -> Result<PresignedUrl, Error> {
        with_pen(&self.signer, &self.resolver, request, |pen| {
            Ok(PresignedUrl::sign(pen, request, &self.grant))
        })
    }

    /// [`presign`](Self::presign) into a buffer of the caller's, without an allocation once the buffer is
    /// long enough.
    ///
    /// The URL is appended. The headers to send are those of the request; they are not given back.
    ///
    /// # Errors
    ///
    /// As for [`presign`](Self::presign); then the buffer is as it was.
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use s3_presigner::{Credentials, Presigner, Region, S3Request};
    /// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
    /// let batch = presigner.batch(Duration::from_secs(900))?;
    /// let mut list = String::new();
    /// for number in 1..=3 {
    ///     batch.presign_into(&S3Request::get_object("photos", format!("{number}.jpg")), &mut list)?;
    ///     list.push('\n');
    /// }
    /// assert_eq!(list.lines().count(), 3);
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn presign_into(&self, request: &S3Request<'_>, out: &mut String) -> Result<(), Error> {
        with_pen(&self.signer, &self.resolver, request, |pen| {
            out.reserve(pen.capacity(request));
            let behind_proxy = pen.behind_proxy(request);
            pen.write_url(request, &self.grant, behind_proxy.as_deref(), out);
            Ok(())
        })
    }

    /// Signs with what the batch was made of.
    pub(super) fn act<T>(
        &self,
        act: impl FnOnce(&Signer, &Resolver, &Grant) -> Result<T, Error>,
    ) -> Result<T, Error> {
        act(&self.signer, &self.resolver, &self.grant)
    }

    /// A URL for each request of an iterator, made when it is asked for. Where all are wanted,
    /// [`presign_all`](Self::presign_all) is faster.
    pub fn urls<'r, R>(
        &self,
        requests: impl IntoIterator<Item = R>,
    ) -> impl Iterator<Item = Result<PresignedUrl, Error>>
    where
        R: Borrow<S3Request<'r>>,
    {
        requests.into_iter().map(|request| self.presign(request.borrow()))
    }
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch").field("validity", &self.validity()).finish_non_exhaustive()
    }
}

/// What is left to do when the policy has given its grant: to find out where the request goes, and to act
/// with the pen for that place.
#[inline]
pub(super) fn with_pen<T>(
    signer: &Signer,
    resolver: &Resolver,
    request: &S3Request<'_>,
    act: impl FnOnce(&Pen<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    request.validate()?;
    let address = resolver.address(request.bucket_name())?;
    check_scope(signer, request.bucket_name(), &address.site.scope)?;
    check_session(signer, request)?;
    signer.with_scope(&address.site.scope, |scoped| {
        let secret = signer.credentials().secret_access_key();
        act(&Pen { signer: scoped, secret, address: &address })
    })
}

/// Copying within and into directory buckets is for the credentials of the identity itself, not for a session's.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html>, "Directory bucket permissions"
#[inline]
fn check_session(signer: &Signer, request: &S3Request<'_>) -> Result<(), EndpointError> {
    let is_session = matches!(signer.credentials().kind(), CredentialKind::S3ExpressSession);
    if is_session && request.header_lines().get("x-amz-copy-source").is_some() {
        return Err(EndpointError::SessionForCopy);
    }
    Ok(())
}

/// Whether this build and these credentials can sign for a place at all: asked for links and forms alike.
#[inline]
pub(crate) fn check_scope(
    signer: &Signer,
    bucket: Option<&BucketName<'_>>,
    scope: &AuthScope<'_>,
) -> Result<(), EndpointError> {
    if cfg!(not(feature = "sigv4a")) && scope.sigv4a == SigV4a::Required {
        return Err(EndpointError::SigV4aNeeded);
    }
    let is_session = matches!(signer.credentials().kind(), CredentialKind::S3ExpressSession);
    if is_session && scope.service != EXPRESS {
        let bucket = bucket.map_or("", BucketName::as_str).to_owned();
        return Err(EndpointError::SessionOutsideDirectoryBucket { bucket });
    }
    Ok(())
}

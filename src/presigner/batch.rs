//! [`Batch`]: one clock reading and one decision of the policy, for many URLs.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use crate::credentials::CredentialKind;
use crate::endpoint::{EXPRESS, Resolver, SigV4a};
use crate::error::{EndpointError, Error};
use crate::policy::{Grant, Validity};
use crate::presigned_url::{Pen, PresignedUrl};
use crate::request::S3Request;
use crate::sigv4::Signer;

/// Signs many requests as of one instant, with one lifetime that was checked once.
///
/// Made by [`Presigner::batch`](crate::Presigner::batch). It is `Sync`, so that several threads, or
/// `rayon`, can draw on one batch; each URL costs one allocation.
///
/// # Examples
///
/// ```
/// # use std::time::Duration;
/// # use s3_presigner::{Credentials, Presigner, Region, S3Request};
/// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
/// let keys = ["a.jpg", "b.jpg", "c.jpg"];
/// let batch = presigner.batch(Duration::from_secs(900))?;
/// let urls = batch.urls(keys.iter().map(|key| S3Request::get_object("photos", *key)));
/// for url in urls {
///     println!("{}", url?.as_str());
/// }
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone)]
pub struct Batch {
    signer: Arc<Signer>,
    resolver: Arc<Resolver>,
    grant: Grant,
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
        sign(&self.signer, &self.resolver, &self.grant, request)
    }

    /// A URL for each request of an iterator, made when it is asked for.
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

/// What is left to do when the policy has given its grant.
pub(super) fn sign(
    signer: &Signer,
    resolver: &Resolver,
    grant: &Grant,
    request: &S3Request<'_>,
) -> Result<PresignedUrl, Error> {
    request.validate()?;
    let address = resolver.address(request.bucket_name())?;
    if cfg!(not(feature = "sigv4a")) && address.scope.sigv4a == SigV4a::Required {
        return Err(EndpointError::SigV4aNeeded.into());
    }
    let is_session = signer.credentials().kind() == CredentialKind::S3ExpressSession;
    if is_session && address.scope.service != EXPRESS {
        let bucket = request.bucket_name().unwrap_or_default().to_owned();
        return Err(EndpointError::SessionOutsideDirectoryBucket { bucket }.into());
    }
    Ok(signer.with_scope(&address.scope, |scoped| {
        let secret = signer.credentials().secret_access_key();
        PresignedUrl::sign(&Pen { signer: scoped, secret, address: &address }, request, grant)
    }))
}

//! The AWS SDK's credentials: conversion, and an async front door over its providers.

use std::fmt;
use std::sync::{Mutex, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};

use super::gate::Gate;
use crate::amz_date::AmzDate;
use crate::credentials::Credentials;
use crate::error::Error;
use crate::presigned_url::PresignedUrl;
use crate::presigner::{Pause, Presigner};
use crate::request::S3Request;

impl TryFrom<&aws_credential_types::Credentials> for Credentials {
    type Error = Error;

    /// Takes over id, secret, token and expiry. The kind is told by the shape, as the SDK does not tell
    /// where its credentials come from; say more with [`Credentials::with_kind`].
    fn try_from(other: &aws_credential_types::Credentials) -> Result<Self, Error> {
        let (id, secret) = (other.access_key_id(), other.secret_access_key());
        let credentials = match other.session_token() {
            Some(token) => Self::temporary(id, secret, token),
            None => Self::new(id, secret),
        }?;
        Ok(match other.expiry() {
            Some(end) => credentials.with_expires_at(end),
            None => credentials,
        })
    }
}

/// A presigner over any of the AWS SDK's credentials providers.
///
/// It asks the provider for the first URL, and again when, and only when, the credentials at hand end too
/// soon for the lifetime asked for: once for each URL, and once however many tasks wait. A provider that
/// gave nothing better is left in peace for a minute. It runs on any async runtime.
///
/// # Examples
///
/// With `aws-config` as a dependency of the application:
///
/// ```text
/// let config = aws_config::load_defaults(BehaviorVersion::latest()).await;
/// let provider = config.credentials_provider().expect("no credentials are configured");
/// let region = Region::new(config.region().expect("no region is configured").as_ref())?;
/// let presigner = AsyncPresigner::new(provider, move |credentials| {
///     Presigner::new(credentials, region.clone())
/// });
/// let request = S3Request::get_object("photos", "cat.jpg");
/// let url = presigner.presign(&request, Duration::from_secs(900)).await?;
/// ```
pub struct AsyncPresigner {
    provider: SharedCredentialsProvider,
    make: Box<dyn Fn(Credentials) -> Presigner + Send + Sync>,
    current: RwLock<Option<Presigner>>,
    pause: Mutex<Pause>,
    gate: Gate,
}

impl AsyncPresigner {
    /// Asks this provider, and signs with what `make` makes of its credentials. That is the place to say
    /// region, endpoint, policy, and the kind of the credentials.
    #[must_use]
    pub fn new(
        provider: impl ProvideCredentials + 'static,
        make: impl Fn(Credentials) -> Presigner + Send + Sync + 'static,
    ) -> Self {
        Self {
            provider: SharedCredentialsProvider::new(provider),
            make: Box::new(make),
            current: RwLock::default(),
            pause: Mutex::default(),
            gate: Gate::default(),
        }
    }

    /// A URL for any request, as [`Presigner::presign`] makes it.
    ///
    /// # Errors
    ///
    /// As for [`Presigner::presign`]; [`Error::Source`] where the provider fails.
    pub async fn presign(
        &self,
        request: &S3Request<'_>,
        lifetime: Duration,
    ) -> Result<PresignedUrl, Error> {
        self.presign_at(request, lifetime, AmzDate::now()).await
    }

    /// [`presign`](Self::presign) at a given time.
    ///
    /// # Errors
    ///
    /// As for [`presign`](Self::presign).
    pub async fn presign_at(
        &self,
        request: &S3Request<'_>,
        lifetime: Duration,
        now: SystemTime,
    ) -> Result<PresignedUrl, Error> {
        self.presigner_for_at(lifetime, now).await?.presign_at(request, lifetime, now)
    }

    /// The presigner that signs now, with credentials for this lifetime if any can be had; for forms,
    /// uploads in parts and batches.
    ///
    /// # Errors
    ///
    /// [`Error::Source`] where the provider fails and there are no credentials yet, or they fall short.
    pub async fn presigner_for(&self, lifetime: Duration) -> Result<Presigner, Error> {
        self.presigner_for_at(lifetime, AmzDate::now()).await
    }

    async fn presigner_for_at(
        &self,
        lifetime: Duration,
        now: SystemTime,
    ) -> Result<Presigner, Error> {
        if let Some(current) = self.in_use(lifetime, now) {
            return Ok(current);
        }
        let _pass = self.gate.enter().await;
        // Somebody else may have been faster.
        if let Some(current) = self.in_use(lifetime, now) {
            return Ok(current);
        }
        match self.fetch().await {
            Ok(fresh) => {
                let is_enough = !fresh.falls_short_at(lifetime, now);
                self.pause().after_answer(now, is_enough);
                *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(fresh.clone());
                Ok(fresh)
            }
            Err(error) => {
                self.pause().after_failure(now);
                let current = self.current();
                current.filter(|old| old.batch_at(lifetime, now).is_ok()).ok_or(error)
            }
        }
    }

    /// The presigner at hand, if it does, or if its successor is not to be asked for yet.
    fn in_use(&self, lifetime: Duration, now: SystemTime) -> Option<Presigner> {
        let current = self.current();
        current.filter(|current| !current.falls_short_at(lifetime, now) || self.pause().holds(now))
    }

    fn current(&self) -> Option<Presigner> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn pause(&self) -> std::sync::MutexGuard<'_, Pause> {
        self.pause.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn fetch(&self) -> Result<Presigner, Error> {
        let credentials = self.provider.provide_credentials().await.map_err(Error::fetch)?;
        Ok((self.make)(Credentials::try_from(&credentials)?))
    }
}

impl fmt::Debug for AsyncPresigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncPresigner").field("current", &self.current()).finish_non_exhaustive()
    }
}

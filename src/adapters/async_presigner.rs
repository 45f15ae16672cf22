//! [`AsyncPresigner`]: an async front door over the AWS SDK's providers of credentials.

use std::fmt;
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};

use super::fetching::{Answer, Fetching};
use super::in_use::InUse;
use crate::amz_date::AmzDate;
use crate::credentials::Credentials;
use crate::error::Error;
use crate::presigned_url::PresignedUrl;
use crate::presigner::Presigner;
use crate::request::S3Request;
use crate::rotation::{Coverage, TaskEntry, TaskGate, TaskPass};

/// A presigner over any of the AWS SDK's credentials providers.
///
/// It asks the provider for the first URL, and again when, and only when, the credentials at hand end too
/// soon for the lifetime asked for: once for each URL, and once however many tasks wait. What is taken into
/// use, how long the provider is left in peace, and who waits, is as with
/// [`Presigner::with_credentials_source`]. It runs on any async runtime.
///
/// A task that is cancelled while the provider is asked leaves what has been done so far to the next that needs
/// it, for up to a minute by the signing time; so a provider that is slower than its callers are patient is not
/// asked in vain. They are all to be of one runtime.
///
/// The provider must not ask the presigner that it serves: it would wait for itself.
///
/// # Ends that the SDK moves
///
/// When the instance metadata service gives credentials that have ended, `aws-config` says that they end 10
/// to 15 minutes from now, so that clients go on trying. A link signed with them is refused. Here the first end
/// that was told for a session holds, so that what was fetched while it lived is not stretched; but a
/// process that starts while the metadata service is behind cannot tell, and its links say
/// [`Certainty::Exact`](crate::Certainty) of an end that has passed. Where that matters, read the document of
/// the metadata service with [`Credentials::from_document`], which keeps its end, in a
/// [source](Presigner::with_credentials_source).
///
/// # Examples
///
/// With `aws-config` as a dependency of the application:
///
/// ```no_run
/// # use std::time::Duration;
/// # use aws_config::BehaviorVersion;
/// # use s3_presigner::{AsyncPresigner, Presigner, Region, S3Request};
/// # async fn example() -> Result<(), s3_presigner::Error> {
/// let config = aws_config::load_defaults(BehaviorVersion::latest()).await;
/// let provider = config.credentials_provider().expect("no credentials are configured");
/// let region = Region::new(config.region().expect("no region is configured").as_ref())?;
/// let presigner = AsyncPresigner::new(provider, move |credentials| {
///     Presigner::new(credentials, region.clone())
/// });
/// let request = S3Request::get_object("photos", "cat.jpg");
/// let url = presigner.presign(&request, Duration::from_secs(900)).await?;
/// # Ok(())
/// # }
/// ```
pub struct AsyncPresigner {
    provider: SharedCredentialsProvider,
    make: Box<dyn Fn(Credentials) -> Presigner + Send + Sync>,
    in_use: RwLock<Option<InUse>>,
    gate: TaskGate,
    fetching: Fetching,
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
            in_use: RwLock::default(),
            gate: TaskGate::default(),
            fetching: Fetching::default(),
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
    /// uploads in parts, batches, and links for GET and HEAD together.
    ///
    /// # Errors
    ///
    /// [`Error::Source`] where the provider fails and there are no credentials yet, or they fall short.
    pub async fn presigner_for(&self, lifetime: Duration) -> Result<Presigner, Error> {
        self.presigner_for_at(lifetime, AmzDate::now()).await
    }

    /// [`presigner_for`](Self::presigner_for) at a given time.
    ///
    /// # Errors
    ///
    /// As for [`presigner_for`](Self::presigner_for).
    pub async fn presigner_for_at(
        &self,
        lifetime: Duration,
        now: SystemTime,
    ) -> Result<Presigner, Error> {
        let (current, coverage) = self.look(lifetime, now);
        if let (Some(current), Coverage::Enough) = (current, coverage) {
            return Ok(current);
        }
        let failure = match self.gate.enter(coverage, now).await {
            TaskEntry::Told(failure) => failure,
            // Somebody else may have been faster.
            TaskEntry::Mine(pass) if self.look(lifetime, now).1 != Coverage::Enough => {
                self.ask(pass, lifetime, now).await
            }
            TaskEntry::Mine(_) => None,
        };
        match (self.look(lifetime, now), failure) {
            ((_, Coverage::Nothing), Some(error)) => Err(error),
            ((Some(current), _), _) => Ok(current),
            // Nobody is told to do with what there is before the provider gave some.
            ((None, _), _) => Err(Error::fetch("the provider has not been asked yet: try again")),
        }
    }

    /// Asks the provider, and takes what it gives into use.
    async fn ask(&self, pass: TaskPass<'_>, lifetime: Duration, now: SystemTime) -> Option<Error> {
        // A task that is cancelled here leaves the attempt behind, and only then the gate.
        let (answer, since) = self.fetching.of(&self.provider, now).await;
        match self.made_of(answer) {
            Ok(fresh) => {
                let (current, is_new) = self.put(InUse { presigner: fresh, since }, now);
                let coverage = current.coverage(lifetime, now);
                pass.answered(now, current.pause_after_answer(coverage, is_new, now));
                None
            }
            Err(error) => {
                pass.failed(now, error.clone());
                Some(error)
            }
        }
    }

    /// Takes a new presigner into use, unless it is worse; gives the one that is in use then, and whether that
    /// has a new session.
    fn put(&self, fresh: InUse, now: SystemTime) -> (InUse, bool) {
        let mut in_use = self.in_use.write().unwrap_or_else(PoisonError::into_inner);
        match &*in_use {
            Some(old) if !fresh.replaces(old, now) => (old.clone(), false),
            old => {
                let is_new = old.as_ref().is_some_and(|old| fresh.is_of_new_session(old));
                (in_use.insert(fresh).clone(), is_new)
            }
        }
    }

    /// The presigner in use, and what it can do.
    fn look(&self, lifetime: Duration, now: SystemTime) -> (Option<Presigner>, Coverage) {
        let in_use = self.in_use.read().unwrap_or_else(PoisonError::into_inner).clone();
        match in_use {
            Some(in_use) => {
                let coverage = in_use.coverage(lifetime, now);
                (Some(in_use.presigner), coverage)
            }
            None => (None, Coverage::Nothing),
        }
    }

    fn made_of(&self, answer: Answer) -> Result<Presigner, Error> {
        let credentials = answer.map_err(Error::fetch)?;
        Ok((self.make)(Credentials::try_from(&credentials)?))
    }
}

impl fmt::Debug for AsyncPresigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let in_use = self.in_use.read().unwrap_or_else(PoisonError::into_inner);
        let presigner = in_use.as_ref().map(|in_use| &in_use.presigner);
        f.debug_struct("AsyncPresigner").field("current", &presigner).finish_non_exhaustive()
    }
}

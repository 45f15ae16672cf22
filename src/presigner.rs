//! [`Presigner`]: the front door.

// First, as rustdoc shows the methods in the order of their files.
mod front;

mod batch;
mod configured;
mod get_and_head;
mod presign;
mod shortcuts;
mod side_by_side;
mod url_buffer;
mod urls;
mod with_head;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::amz_date::AmzDate;
use crate::credentials::{Credentials, CredentialsSource};
use crate::endpoint::{AddressingStyle, Endpoint, Resolver};
use crate::error::{Error, Field};
use crate::object::Region;
use crate::policy::{ExpiryPolicy, Facts, Grant, MaxLifetime};
use crate::rotation::{Coverage, CurrentSigner, LentSigner};
use crate::sigv4::Signer;

pub use self::batch::Batch;
pub(crate) use self::batch::check_scope;
pub use self::get_and_head::GetAndHead;
pub use self::url_buffer::UrlBuffer;

/// Makes presigned URLs with one set of credentials, for one region.
///
/// Make one and share it: cloning it costs a few reference counts, all clones share what has been
/// made ready, and every method takes `&self`. It never changes; the `with_*` methods turn it, or a
/// clone of it, into another one. New credentials make a new presigner from the old:
///
/// ```
/// # use std::time::Duration;
/// # use s3_presigner::{Credentials, Presigner, Region};
/// # let old = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
/// # let fresh = Credentials::new("AKIDEXAMPLE2", "secret2")?;
/// let presigner = old.clone().with_credentials(fresh);
/// # Ok::<(), s3_presigner::Error>(())
/// ```
///
/// Every method that reads the clock has a twin, named `…_at`, that takes the time instead.
#[derive(Clone)]
pub struct Presigner {
    signer: CurrentSigner,
    resolver: Arc<Resolver>,
    policy: Arc<ExpiryPolicy>,
    /// Seconds; 0 without a window.
    window: u64,
}

impl Presigner {
    /// Signs with other credentials, and asks no source for more.
    #[must_use]
    pub fn with_credentials(mut self, credentials: Credentials) -> Self {
        self.signer = CurrentSigner::new(credentials);
        self
    }

    /// Gets new credentials from a source when, and only when, those at hand end too soon to carry the
    /// lifetime asked for.
    ///
    /// The source is asked by the thread that needs it, once however many threads do, and all of these get
    /// what came of it, credentials or the error. Threads that the credentials at hand can serve do not wait;
    /// nor do those that [`OnExcess::Clamp`](crate::OnExcess) or `Allow` lets have a shorter link meanwhile. A
    /// limit that new credentials would not move, such as the cap of their kind, is no reason to ask. All
    /// clones share what the source gave.
    ///
    /// A source that gave nothing better is left in peace for a minute, but not beyond the end of the
    /// credentials. One that gave a new set which falls short too has shorter sessions than was asked for: it is
    /// left in peace for a quarter of what is left of that set, if that is more, by those that get a shorter
    /// link meanwhile; those that get none may ask it every minute. One that failed is left in peace for a second,
    /// in which its error is told again. All count by the signing time, from when it was asked, so that a
    /// failure that took a second itself has no pause behind it.
    ///
    /// What it gives is taken into use unless it is worse: credentials that end sooner than those at hand, or
    /// at an unknown time, replace them only when these have ended. The end of a session does not move: if the
    /// same one is given with another end, the sooner holds. Credentials of unknown end are fetched again when
    /// they have been in use for as long as their [kind](crate::CredentialKind::cap) can live.
    ///
    /// A source that asks its own presigner for fresher credentials gets an error. It must not wait for
    /// another thread that does: that thread waits for the source.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::{Credentials, Error, Presigner, Region};
    ///
    /// # fn read_metadata_service() -> Result<String, std::io::Error> {
    /// #     Ok(r#"{"AccessKeyId":"ASIAEXAMPLE","SecretAccessKey":"s","Token":"t","Expiration":""}"#.to_owned())
    /// # }
    /// let fetch = || {
    ///     let document = read_metadata_service().map_err(Error::fetch)?;
    ///     Credentials::from_document(&document)
    /// };
    /// let presigner =
    ///     Presigner::new(fetch()?, Region::new("eu-west-1")?).with_credentials_source(fetch);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn with_credentials_source(mut self, source: impl CredentialsSource + 'static) -> Self {
        self.signer = self.signer.with_source(Box::new(source));
        self
    }

    /// Leads to another server, or to another address of AWS's. For an address alone there is
    /// [`with_endpoint_url`](Self::with_endpoint_url).
    #[must_use]
    pub fn with_endpoint(mut self, endpoint: Endpoint) -> Self {
        self.resolver = Arc::new(Resolver::new(endpoint, self.region().clone()));
        self
    }

    /// Leads to a server at this address, with the other settings of the endpoint as in
    /// [`Endpoint::custom`]; short for [`with_endpoint`](Self::with_endpoint) of that.
    ///
    /// # Errors
    ///
    /// As for [`Endpoint::custom`].
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use s3_presigner::{Credentials, Presigner, Region};
    /// let presigner = Presigner::new(Credentials::new("minioadmin", "minioadmin")?, Region::US_EAST_1)
    ///     .with_endpoint_url("http://localhost:9000")?;
    /// let url = presigner.presign_get("photos", "cat.jpg", Duration::from_secs(900))?;
    /// assert!(url.as_str().starts_with("http://localhost:9000/photos/cat.jpg?"));
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn with_endpoint_url(self, url: &str) -> Result<Self, Error> {
        Ok(self.with_endpoint(Endpoint::custom(url)?))
    }

    /// Writes the bucket into the path, as in `https://host/bucket/key`; short for
    /// [`with_addressing_style`](Self::with_addressing_style) of [`AddressingStyle::Path`]. A custom endpoint has this
    /// by itself.
    #[doc(alias = "force_path_style")]
    #[must_use]
    pub fn with_path_style(self) -> Self {
        self.with_addressing_style(AddressingStyle::Path)
    }

    /// Sets how the bucket is written into the URL; short for
    /// [`Endpoint::with_style`].
    #[must_use]
    pub fn with_addressing_style(self, style: AddressingStyle) -> Self {
        let endpoint = self.endpoint().clone().with_style(style);
        self.with_endpoint(endpoint)
    }

    /// Sets how long URLs may live, and what happens when more is asked for.
    #[must_use]
    pub fn with_expiry_policy(mut self, policy: ExpiryPolicy) -> Self {
        self.policy = Arc::new(policy);
        self
    }

    /// Gives the identical URL for the identical request inside a window of this length, so that
    /// browsers and CDNs can cache what it leads to.
    ///
    /// The URL is signed as of the start of the window and lives as much longer, so that every
    /// caller gets at least the lifetime it asked for; with [`OnExcess::Clamp`](crate::OnExcess) and
    /// [`Allow`](crate::OnExcess), unless an excess shortens it. Windows count from 1970: one of an hour
    /// begins on the hour.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] for a window that is no whole number of seconds, from 1 s to a second less than
    /// 7 days.
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::{Duration, SystemTime, UNIX_EPOCH};
    /// # use s3_presigner::{Credentials, Presigner, Region};
    /// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
    /// let presigner = presigner.with_stable_window(Duration::from_secs(3_600))?;
    /// let quarter = Duration::from_secs(900);
    /// let noon = UNIX_EPOCH + Duration::from_secs(43_200);
    ///
    /// let at_noon = presigner.presign_get_at("photos", "cat.jpg", quarter, noon)?;
    /// let later = presigner.presign_get_at("photos", "cat.jpg", quarter, noon + quarter)?;
    /// assert_eq!(at_noon.as_str(), later.as_str());
    /// assert_eq!(later.expires_in(), Duration::from_secs(3_600 + 900));
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn with_stable_window(mut self, window: Duration) -> Result<Self, Error> {
        let is_whole = window.subsec_nanos() == 0;
        if !is_whole || !(1..=LONGEST_WINDOW).contains(&window.as_secs()) {
            let rule = "whole seconds, from 1 s to 604799 s";
            return Err(Error::invalid(Field::StableWindow, &format!("{window:?}"), rule));
        }
        self.window = window.as_secs();
        Ok(self)
    }

    /// Gives every URL its own signing time again.
    #[must_use]
    pub fn without_stable_window(mut self) -> Self {
        self.window = 0;
        self
    }

    /// Signs for another region.
    #[must_use]
    pub fn with_region(mut self, region: Region) -> Self {
        self.resolver = Arc::new(Resolver::new(self.endpoint().clone(), region));
        self
    }

    /// The endpoint that URLs lead to.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        self.resolver.endpoint()
    }

    /// How long URLs may live.
    #[must_use]
    pub fn expiry_policy(&self) -> &ExpiryPolicy {
        &self.policy
    }

    /// The region that is signed for.
    #[must_use]
    pub fn region(&self) -> &Region {
        self.resolver.region()
    }

    /// Asks the policy, and does what it grants.
    pub(crate) fn grant_at<T>(
        &self,
        lifetime: Duration,
        now: SystemTime,
        act: impl FnOnce(&Signer, &Resolver, &Grant) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let signer = self.signer_for(lifetime, now)?;
        // Borrowed where it is: to move it, it would have to be whole first.
        match &self.policy.grant(&self.facts(signer.credentials(), now), lifetime) {
            Ok(grant) => act(&signer, &self.resolver, grant),
            Err(error) => Err(error.clone()),
        }
    }

    /// The signer in use, whatever it can carry.
    pub(crate) fn signer_in_use(&self) -> LentSigner<'_> {
        self.signer.in_use()
    }

    /// The signer in use, or a fresher one where a source has one and the lifetime needs it.
    #[inline]
    fn signer_for(&self, lifetime: Duration, now: SystemTime) -> Result<LentSigner<'_>, Error> {
        match self.signer.fixed() {
            Some(signer) => Ok(signer),
            None => self.fresh_signer_for(lifetime, now),
        }
    }

    /// The same where there is a source.
    fn fresh_signer_for(
        &self,
        lifetime: Duration,
        now: SystemTime,
    ) -> Result<LentSigner<'_>, Error> {
        self.signer.fresh(now, |credentials| self.coverage(credentials, lifetime, now))
    }

    /// What these credentials can do for a lifetime.
    pub(crate) fn coverage(
        &self,
        credentials: &Credentials,
        lifetime: Duration,
        now: SystemTime,
    ) -> Coverage {
        let facts = self.facts(credentials, now);
        if !self.policy.falls_short(&facts, lifetime) {
            return Coverage::Enough;
        }
        if self.policy.grant(&facts, lifetime).is_ok() { Coverage::Less } else { Coverage::Nothing }
    }

    /// Checks a lifetime once, to sign any number of requests with it as of now.
    ///
    /// # Errors
    ///
    /// What the [`ExpiryPolicy`] refuses; see [`presign`](Self::presign).
    pub fn batch(&self, lifetime: Duration) -> Result<Batch, Error> {
        self.batch_at(lifetime, AmzDate::now())
    }

    /// [`batch`](Self::batch) at a given time.
    ///
    /// # Errors
    ///
    /// As for [`batch`](Self::batch).
    pub fn batch_at(&self, lifetime: Duration, now: SystemTime) -> Result<Batch, Error> {
        let signer = self.signer_for(lifetime, now)?.into_shared();
        let grant = self.policy.grant(&self.facts(signer.credentials(), now), lifetime)?;
        Ok(Batch::new(signer, Arc::clone(&self.resolver), grant))
    }

    /// How long a lifetime could be asked for now, and what limits it.
    ///
    /// # Errors
    ///
    /// As for [`max_lifetime_at`](Self::max_lifetime_at).
    pub fn max_lifetime(&self) -> Result<MaxLifetime, Error> {
        self.max_lifetime_at(AmzDate::now())
    }

    /// How long a lifetime could be asked for at a given time, and what limits it.
    ///
    /// With a [source](Self::with_credentials_source) this is of the credentials at hand, or of new ones
    /// where those can carry nothing; to ask for more makes [`presign`](Self::presign) get new ones.
    ///
    /// # Errors
    ///
    /// [`Error::CredentialsExpired`], [`Error::UnknownExpiry`] and [`Error::ClockOutOfRange`], and what the
    /// source says if it is asked.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    /// use s3_presigner::{CredentialKind, Credentials, Limit, Presigner, Region};
    ///
    /// let now = SystemTime::now();
    /// let credentials = Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "secret", "token")?
    ///     .with_kind(CredentialKind::InstanceProfile)
    ///     .with_expires_at(now + Duration::from_secs(7 * 3_600));
    /// let presigner = Presigner::new(credentials, Region::new("eu-west-1")?);
    ///
    /// let max = presigner.max_lifetime_at(now)?;
    /// assert_eq!(max.lifetime, Duration::from_secs(6 * 3_600));
    /// assert_eq!(max.limited_by, Limit::CredentialKind { name: "instance profile" });
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn max_lifetime_at(&self, now: SystemTime) -> Result<MaxLifetime, Error> {
        let max_of =
            |signer: &Signer| self.policy.max_lifetime(&self.facts(signer.credentials(), now));
        match self.signer_for(Duration::from_secs(1), now) {
            Ok(signer) => max_of(&signer),
            Err(error) => max_of(&self.signer_in_use()).map_err(|_| error),
        }
    }

    fn facts<'c>(&self, credentials: &'c Credentials, now: SystemTime) -> Facts<'c> {
        Facts { credentials, is_aws: self.resolver.is_aws(), window: self.window, now }
    }
}

#[expect(clippy::missing_fields_in_debug, reason = "what the fields hold is shown, not how")]
impl fmt::Debug for Presigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Presigner")
            .field("credentials", self.signer_in_use().credentials())
            .field("region", self.region())
            .field("endpoint", self.endpoint())
            .field("policy", &self.policy)
            .field("window", &Duration::from_secs(self.window))
            .finish()
    }
}

/// A window as long as the longest life of a URL leaves nothing to ask for.
const LONGEST_WINDOW: u64 = 604_799;

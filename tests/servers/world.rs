//! [`World`]: a server, a presigner for it, and the holder of the links.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use s3_presigner::{AddressingStyle, Endpoint, PresignedUrl, Presigner, Region, S3Request};
use tokio::runtime::Handle;

use crate::answer::Answer;
use crate::official::assume_role;
use crate::outcome::{Failure, Outcome};
use crate::settings::{AccessKey, Session, Settings};
use crate::wire::Wire;

/// A server, a presigner for it, and the holder of the links.
pub struct World {
    pub settings: Settings,
    /// Signs with the long-term keys, path style.
    pub presigner: Presigner,
    wire: Wire,
    runtime: Handle,
    session: OnceLock<Result<AccessKey, Failure>>,
}

impl World {
    pub fn new(settings: Settings, runtime: Handle) -> Result<Self, Failure> {
        let credentials = settings.access_key.credentials()?;
        let endpoint = Endpoint::custom(&settings.endpoint)?.with_style(AddressingStyle::Path);
        let presigner =
            Presigner::new(credentials, Region::new(&*settings.region)?).with_endpoint(endpoint);
        let wire = Wire::to(&settings.endpoint, runtime.clone())?;
        Ok(Self { settings, presigner, wire, runtime, session: OnceLock::new() })
    }

    /// The same server, as if it refused nothing.
    pub fn hiding_refusals(mut self) -> Self {
        self.wire = self.wire.hiding_refusals();
        self
    }

    /// The same server, with a presigner that has the wrong secret.
    pub fn with_another_secret(mut self) -> Result<Self, Failure> {
        let access_key = &mut self.settings.access_key;
        access_key.secret.push('x');
        if let Session::Fixed(access_key) = &mut self.settings.session {
            access_key.secret.push('x');
        }
        self.presigner = self.presigner.with_credentials(self.settings.access_key.credentials()?);
        Ok(self)
    }

    /// Makes the two buckets, and waits for a server that has only just been started.
    pub fn prepare(&self) -> Outcome {
        let deadline = Instant::now() + STARTUP;
        for bucket in [self.bucket(), &self.other_bucket()] {
            while let Err(failure) = self.make(bucket) {
                if Instant::now() > deadline {
                    return Err(failure);
                }
                std::thread::sleep(Duration::from_millis(200));
            }
        }
        Ok(())
    }

    fn make(&self, bucket: &str) -> Outcome {
        let answer = self.follow(&self.sign(&S3Request::new_on_bucket("PUT", bucket))?, b"")?;
        match answer.seen().as_str() {
            "409 BucketAlreadyOwnedByYou" | "409 BucketAlreadyExists" => Ok(()),
            _ => answer.ok().map(drop),
        }
    }

    pub fn bucket(&self) -> &str {
        &self.settings.bucket
    }

    pub fn other_bucket(&self) -> String {
        format!("{}-other", self.settings.bucket)
    }

    pub fn sign(&self, request: &S3Request<'_>) -> Result<PresignedUrl, Failure> {
        Ok(self.presigner.presign(request, QUARTER)?)
    }

    /// The same presigner with other keys.
    pub fn presigner_with(&self, access_key: &AccessKey) -> Result<Presigner, Failure> {
        Ok(self.presigner.clone().with_credentials(access_key.credentials()?))
    }

    /// Temporary credentials, the same for all cases.
    pub fn session(&self) -> Result<&AccessKey, Failure> {
        let session = self.session.get_or_init(|| match &self.settings.session {
            Session::Nowhere => Err(Failure::new("no STS endpoint was given")),
            Session::Fixed(access_key) => Ok(access_key.clone()),
            Session::Sts { endpoint, role_arn } => {
                assume_role(&self.settings, endpoint, role_arn.as_deref(), self.runtime.clone())
            }
        });
        session.as_ref().map_err(Clone::clone)
    }

    /// Uses a URL as its holder would: its method, its headers, a body.
    pub fn follow(&self, url: &PresignedUrl, body: &[u8]) -> Result<Answer, Failure> {
        let headers: Vec<_> = url.headers().collect();
        self.send(url.method(), url.as_str(), &headers, body)
    }

    /// Sends what no presigner told to send.
    pub fn send(
        &self,
        method: &str,
        url: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Answer, Failure> {
        self.wire.send(method, url, headers, body)
    }

    pub fn put(&self, key: &str, body: &[u8]) -> Outcome {
        let url = self.sign(&S3Request::put_object(self.bucket(), key))?;
        self.follow(&url, body)?.ok().map(drop)
    }

    pub fn get(&self, key: &str) -> Result<Answer, Failure> {
        self.follow(&self.sign(&S3Request::get_object(self.bucket(), key))?, b"")
    }

    /// The key of a new object with this body.
    pub fn stored(&self, body: &[u8]) -> Result<String, Failure> {
        let key = fresh("stored");
        self.put(&key, body)?;
        Ok(key)
    }

    /// Holds if there is no object: what was refused did not happen all the same.
    pub fn lacks(&self, key: &str) -> Outcome {
        self.get(key)?.refused(&["404 NoSuchKey"])
    }

    /// Holds if the object is there, with this body.
    pub fn holds(&self, key: &str, body: &[u8]) -> Outcome {
        self.get(key)?.ok()?.has_body(body)
    }
}

/// A key that no other case and no other run uses.
pub fn fresh(what: &str) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let nanos = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    format!("{what}-{nanos}-{}", COUNT.fetch_add(1, Ordering::Relaxed))
}

pub const QUARTER: Duration = Duration::from_secs(900);
const STARTUP: Duration = Duration::from_secs(40);

//! The front door for a link for GET with one for HEAD beside it.

use std::time::{Duration, SystemTime};

use super::Presigner;
use super::get_and_head::GetAndHead;
use crate::amz_date::AmzDate;
use crate::error::Error;
use crate::request::S3Request;

impl Presigner {
    /// A link that downloads an object, and one that asks for its headers.
    ///
    /// # Errors
    ///
    /// As for [`presign`](Self::presign).
    pub fn presign_get_and_head(
        &self,
        bucket: &str,
        key: &str,
        lifetime: Duration,
    ) -> Result<GetAndHead, Error> {
        self.presign_get_and_head_at(bucket, key, lifetime, AmzDate::now())
    }

    /// [`presign_get_and_head`](Self::presign_get_and_head) at a given time.
    ///
    /// # Errors
    ///
    /// As for [`presign`](Self::presign).
    pub fn presign_get_and_head_at(
        &self,
        bucket: &str,
        key: &str,
        lifetime: Duration,
        now: SystemTime,
    ) -> Result<GetAndHead, Error> {
        self.presign_with_head_at(&S3Request::get_object(bucket, key), lifetime, now)
    }

    /// A link for a download as this request has it, and a link for HEAD beside it, with the same parameters and
    /// headers: a version, a part, overrides of the answer, the customer's key.
    ///
    /// # Errors
    ///
    /// As for [`presign`](Self::presign), and [`Error::Invalid`] for a request that is no `GetObject`: HEAD asks for
    /// the headers of an object, and of nothing else that a GET gives.
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use s3_presigner::{Credentials, Presigner, Region, S3Request};
    /// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
    /// let request = S3Request::get_object("data", "rain.parquet").version_id("3/L4kqtJ");
    /// let links = presigner.presign_with_head(&request, Duration::from_secs(900))?;
    /// assert!(links.head().as_str().contains("&versionId=3%2FL4kqtJ&"));
    ///
    /// let upload = S3Request::put_object("data", "rain.parquet");
    /// assert!(presigner.presign_with_head(&upload, Duration::from_secs(900)).is_err());
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn presign_with_head(
        &self,
        request: &S3Request<'_>,
        lifetime: Duration,
    ) -> Result<GetAndHead, Error> {
        self.presign_with_head_at(request, lifetime, AmzDate::now())
    }

    /// [`presign_with_head`](Self::presign_with_head) at a given time.
    ///
    /// # Errors
    ///
    /// As for [`presign_with_head`](Self::presign_with_head).
    pub fn presign_with_head_at(
        &self,
        request: &S3Request<'_>,
        lifetime: Duration,
        now: SystemTime,
    ) -> Result<GetAndHead, Error> {
        self.grant_at(lifetime, now, |signer, resolver, grant| {
            GetAndHead::sign(signer, resolver, request, grant)
        })
    }
}

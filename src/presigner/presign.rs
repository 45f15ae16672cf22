//! The front door for any request: as a [`PresignedUrl`], or into a buffer.

use std::time::{Duration, SystemTime};

use super::Presigner;
use super::batch::with_pen;
use crate::amz_date::AmzDate;
use crate::error::Error;
use crate::policy::Validity;
use crate::presigned_url::PresignedUrl;
use crate::request::S3Request;

impl Presigner {
    /// A URL for any request.
    ///
    /// The lifetime counts in whole seconds, from 1 s to 7 days on AWS; a fraction of a second is
    /// cut off, and less than a second is an error.
    ///
    /// # Errors
    ///
    /// - what is wrong with the request: see [`S3Request::validate`];
    /// - [`Error::Endpoint`] for a bucket that the endpoint cannot serve;
    /// - [`Error::CredentialsExpired`], [`Error::UnknownExpiry`], [`Error::LifetimeTooShort`],
    ///   [`Error::LifetimeTooLong`] and [`Error::BelowMinLifetime`] from the [`ExpiryPolicy`](crate::ExpiryPolicy);
    /// - [`Error::UnexpectedSessionToken`] for a long-term key with a session token, at AWS's endpoints;
    /// - [`Error::ClockOutOfRange`] for a signing time outside the years 1970 to 9999.
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use s3_presigner::{Credentials, Presigner, Region, S3Request};
    /// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
    /// let request = S3Request::put_object("photos", "2026/cat.jpg")
    ///     .content_type("image/jpeg")
    ///     .content_length(48_213);
    /// let url = presigner.presign(&request, Duration::from_secs(900))?;
    /// for (name, value) in url.headers() {
    ///     println!("{name}: {value}"); // what the uploader has to send
    /// }
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn presign(
        &self,
        request: &S3Request<'_>,
        lifetime: Duration,
    ) -> Result<PresignedUrl, Error> {
        self.presign_at(request, lifetime, AmzDate::now())
    }

    /// [`presign`](Self::presign) at a given time.
    ///
    /// # Errors
    ///
    /// As for [`presign`](Self::presign).
    pub fn presign_at(
        &self,
        request: &S3Request<'_>,
        lifetime: Duration,
        now: SystemTime,
    ) -> Result<PresignedUrl, Error> {
        self.grant_at(lifetime, now, |signer, resolver, grant| {
            with_pen(signer, resolver, request, |pen| Ok(PresignedUrl::sign(pen, request, grant)))
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
    /// let request = S3Request::get_object("photos", "cat.jpg");
    /// let mut url = String::new();
    /// let validity = presigner.presign_into(&request, Duration::from_secs(900), &mut url)?;
    /// assert!(url.starts_with("https://photos.s3.eu-west-1.amazonaws.com/cat.jpg?"));
    /// assert_eq!(validity.expires_in(), Duration::from_secs(900));
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn presign_into(
        &self,
        request: &S3Request<'_>,
        lifetime: Duration,
        out: &mut String,
    ) -> Result<Validity, Error> {
        self.presign_into_at(request, lifetime, AmzDate::now(), out)
    }

    /// [`presign_into`](Self::presign_into) at a given time.
    ///
    /// # Errors
    ///
    /// As for [`presign_into`](Self::presign_into).
    pub fn presign_into_at(
        &self,
        request: &S3Request<'_>,
        lifetime: Duration,
        now: SystemTime,
        out: &mut String,
    ) -> Result<Validity, Error> {
        self.grant_at(lifetime, now, |signer, resolver, grant| {
            with_pen(signer, resolver, request, |pen| {
                out.reserve(pen.capacity(request));
                let behind_proxy = pen.behind_proxy(request);
                pen.write_url(request, grant, behind_proxy.as_deref(), out);
                Ok(grant.validity())
            })
        })
    }
}

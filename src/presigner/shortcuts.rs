//! The one-line calls: a method, a bucket, a key, a lifetime.

use std::time::{Duration, SystemTime};

use super::Presigner;
use crate::amz_date::AmzDate;
use crate::error::Error;
use crate::presigned_url::PresignedUrl;
use crate::request::S3Request;

impl Presigner {
    /// [`presign_get`](Self::presign_get) at a given time.
    ///
    /// # Errors
    ///
    /// As for [`presign`](Self::presign).
    pub fn presign_get_at(
        &self,
        bucket: &str,
        key: &str,
        lifetime: Duration,
        now: SystemTime,
    ) -> Result<PresignedUrl, Error> {
        self.presign_at(&S3Request::get_object(bucket, key), lifetime, now)
    }

    /// [`presign_put`](Self::presign_put) at a given time.
    ///
    /// # Errors
    ///
    /// As for [`presign`](Self::presign).
    pub fn presign_put_at(
        &self,
        bucket: &str,
        key: &str,
        lifetime: Duration,
        now: SystemTime,
    ) -> Result<PresignedUrl, Error> {
        self.presign_at(&S3Request::put_object(bucket, key), lifetime, now)
    }

    /// A URL that asks for the headers of an object.
    ///
    /// # Errors
    ///
    /// As for [`presign`](Self::presign).
    pub fn presign_head(
        &self,
        bucket: &str,
        key: &str,
        lifetime: Duration,
    ) -> Result<PresignedUrl, Error> {
        self.presign_head_at(bucket, key, lifetime, AmzDate::now())
    }

    /// [`presign_head`](Self::presign_head) at a given time.
    ///
    /// # Errors
    ///
    /// As for [`presign`](Self::presign).
    pub fn presign_head_at(
        &self,
        bucket: &str,
        key: &str,
        lifetime: Duration,
        now: SystemTime,
    ) -> Result<PresignedUrl, Error> {
        self.presign_at(&S3Request::head_object(bucket, key), lifetime, now)
    }

    /// A URL that deletes an object.
    ///
    /// # Errors
    ///
    /// As for [`presign`](Self::presign).
    pub fn presign_delete(
        &self,
        bucket: &str,
        key: &str,
        lifetime: Duration,
    ) -> Result<PresignedUrl, Error> {
        self.presign_delete_at(bucket, key, lifetime, AmzDate::now())
    }

    /// [`presign_delete`](Self::presign_delete) at a given time.
    ///
    /// # Errors
    ///
    /// As for [`presign`](Self::presign).
    pub fn presign_delete_at(
        &self,
        bucket: &str,
        key: &str,
        lifetime: Duration,
        now: SystemTime,
    ) -> Result<PresignedUrl, Error> {
        self.presign_at(&S3Request::delete_object(bucket, key), lifetime, now)
    }
}

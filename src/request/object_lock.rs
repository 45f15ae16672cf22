//! Object Lock: how long an uploaded object may not be deleted.

use std::time::SystemTime;

use super::body::{Dated, dated};
use super::s3_request::S3Request;
use crate::error::Field;
use crate::utc::{Iso, seconds_of};

/// Who may lift a retention.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ObjectLockMode {
    /// `GOVERNANCE`: users with a special permission.
    Governance,
    /// `COMPLIANCE`: nobody, not even the root user.
    Compliance,
}

impl ObjectLockMode {
    /// The name in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Governance => "GOVERNANCE",
            Self::Compliance => "COMPLIANCE",
        }
    }
}

impl S3Request<'_> {
    /// `x-amz-object-lock-mode` and `x-amz-object-lock-retain-until-date`, which go together; whole
    /// seconds. S3 asks for `Content-MD5` or a checksum beside them.
    #[must_use]
    pub fn object_lock(self, mode: ObjectLockMode, retain_until: SystemTime) -> Self {
        if seconds_of(retain_until).is_none() {
            return self.fault(RETAIN_UNTIL.no_date(Field::HeaderValue, retain_until));
        }
        self.header("x-amz-object-lock-mode", mode.as_str())
            .header(RETAIN_UNTIL.name, &Iso(retain_until).to_string())
    }

    /// `x-amz-object-lock-legal-hold`.
    #[must_use]
    pub fn object_lock_legal_hold(self, on: bool) -> Self {
        self.header("x-amz-object-lock-legal-hold", if on { "ON" } else { "OFF" })
    }

    /// `x-amz-object-lock-event-hold`.
    #[must_use]
    pub fn object_lock_event_hold(self, on: bool) -> Self {
        self.header("x-amz-object-lock-event-hold", if on { "ON" } else { "OFF" })
    }

    /// `x-amz-object-lock-event-hold-duration-days`. Not beside the years, as S3 takes one.
    #[must_use]
    pub fn event_hold_days(self, days: u32) -> Self {
        self.header("x-amz-object-lock-event-hold-duration-days", &days.to_string())
    }

    /// `x-amz-object-lock-event-hold-duration-years`. Not beside the days, as S3 takes one.
    #[must_use]
    pub fn event_hold_years(self, years: u32) -> Self {
        self.header("x-amz-object-lock-event-hold-duration-years", &years.to_string())
    }
}

const RETAIN_UNTIL: Dated = dated!("x-amz-object-lock-retain-until-date");

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;
    use crate::request::{CannedAcl, StorageClass};

    #[test]
    fn retention_hold_class_and_acl_have_their_headers() {
        let request = S3Request::put_object("bucket", "key")
            .object_lock(
                ObjectLockMode::Compliance,
                UNIX_EPOCH + Duration::from_secs(1_369_353_600),
            )
            .object_lock_legal_hold(true)
            .storage_class(StorageClass::GlacierIr)
            .acl(CannedAcl::BucketOwnerFullControl);
        request.validate().unwrap();
        let lines: Vec<_> = request.header_lines().iter().collect();
        assert_eq!(
            lines,
            [
                ("x-amz-acl", "bucket-owner-full-control"),
                ("x-amz-object-lock-legal-hold", "ON"),
                ("x-amz-object-lock-mode", "COMPLIANCE"),
                (RETAIN_UNTIL.name, "2013-05-24T00:00:00Z"),
                ("x-amz-storage-class", "GLACIER_IR"),
            ]
        );
    }
}

//! [`CredentialScope`]: the day, region and service that a signature holds for.

use crate::amz_date::AmzDate;
use crate::digest::{Sink, shown};

/// `20130524/us-east-1/s3/aws4_request`; with SigV4A, which names regions apart, without the region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CredentialScope<'a> {
    pub(crate) date: AmzDate,
    /// `/us-east-1/s3/aws4_request`, which is the same every day.
    pub(crate) behind_date: &'a str,
}

impl CredentialScope<'_> {
    #[inline]
    pub(crate) fn write(&self, sink: &mut impl Sink) {
        sink.put(self.date.stamp_bytes());
        sink.put(self.behind_date.as_bytes());
    }

    /// To be read.
    pub(crate) fn text(&self) -> String {
        shown(self.behind_date.len() + 8, |out| self.write(out))
    }
}

/// What stands behind the date in every scope of this region and service.
pub(crate) fn behind_date(region: Option<&str>, service: &str) -> String {
    let slash = if region.is_some() { "/" } else { "" };
    format!("{slash}{}/{service}/{TERMINATOR}", region.unwrap_or_default())
}

/// What every scope ends with.
pub(crate) const TERMINATOR: &str = "aws4_request";

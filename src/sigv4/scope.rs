//! [`CredentialScope`]: the day, region and service that a signature holds for.

use crate::amz_date::AmzDate;
use crate::digest::Sink;

/// `20130524/us-east-1/s3/aws4_request`; with SigV4A, which names regions apart, without the region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CredentialScope<'a> {
    pub(crate) date: AmzDate,
    pub(crate) region: Option<&'a str>,
    pub(crate) service: &'a str,
}

impl CredentialScope<'_> {
    pub(crate) fn write(&self, sink: &mut impl Sink) {
        sink.put(self.date.date_stamp());
        if let Some(region) = self.region {
            sink.put("/");
            sink.put(region);
        }
        sink.put("/");
        sink.put(self.service);
        sink.put("/aws4_request");
    }
}

/// What every scope ends with.
pub(crate) const TERMINATOR: &str = "aws4_request";

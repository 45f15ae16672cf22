//! [`CredentialScope`]: the day, region and service that a signature holds for.

use crate::amz_date::AmzDate;
use crate::digest::Sink;

/// `20130524/us-east-1/s3/aws4_request`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CredentialScope<'a> {
    pub(crate) date: AmzDate,
    pub(crate) region: &'a str,
    pub(crate) service: &'a str,
}

impl CredentialScope<'_> {
    pub(crate) fn write(&self, sink: &mut impl Sink) {
        for piece in [self.date.date_stamp(), "/", self.region, "/", self.service, "/", TERMINATOR]
        {
            sink.put(piece);
        }
    }
}

/// What every scope ends with.
pub(crate) const TERMINATOR: &str = "aws4_request";

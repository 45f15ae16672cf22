//! What the library refuses, for somebody who has the page and writes no code: the way out is one that the page or
//! the program's own arguments have.

use s3_presign_cli::account::in_flags;
use s3_presigner::{EndpointError, Error, MultipartError};

/// The text of an error, without names of the library.
pub(crate) fn of(error: &Error) -> String {
    match error {
        Error::DotSegment { key } => format!(
            "object key {key:?} has a segment `.` or `..`, which browsers and most HTTP clients rewrite, even when it \
             is escaped: rename the object"
        ),
        Error::Multipart(MultipartError::Empty) => {
            "an object of 0 bytes has no parts: upload it in one request".to_owned()
        }
        Error::Endpoint(error) => of_endpoint(error),
        other => in_flags(&other.to_string()),
    }
}

fn of_endpoint(error: &EndpointError) -> String {
    match error {
        EndpointError::BucketInEndpoint { endpoint, .. } => format!(
            "the endpoint {endpoint:?} names a bucket already, which the page asks for: start the console with an \
             endpoint that has no bucket in it"
        ),
        EndpointError::ArnPartition { region_partition, arn_partition } => format!(
            "the console signs for the partition {region_partition}, and the ARN is in {arn_partition:?}: start it with \
             the --region of that partition"
        ),
        EndpointError::ArnRegion { region, arn_region } => format!(
            "the console signs for {region:?}, the ARN is in {arn_region:?}, and the settings forbid to use the region \
             of an ARN: start the console with --region {arn_region}"
        ),
        EndpointError::SigV4aNeeded => {
            "a Multi-Region Access Point takes only SigV4A signatures, which this console does not make: give a \
             bucket behind it"
                .to_owned()
        }
        other => in_flags(&other.to_string()),
    }
}

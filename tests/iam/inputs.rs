//! What the tests are about: an object, links to it, and statements.

use std::time::Duration;

use s3_presigner::{BucketArn, DenyStatement, NetworkPath, RequestContext};

pub(crate) const ROLE: &str = "arn:aws:iam::123456789012:role/web";
pub(crate) const CAT: &str = "arn:aws:s3:::photos/2026/cat.jpg";
pub(crate) const TEN_MINUTES: Duration = Duration::from_secs(600);
pub(crate) const HOUR: Duration = Duration::from_secs(3600);

pub(crate) fn photos() -> BucketArn {
    "arn:aws:s3:::photos".parse().unwrap()
}

pub(crate) fn office() -> NetworkPath {
    NetworkPath::source_ip(["203.0.113.0/24"]).unwrap()
}

pub(crate) fn old() -> DenyStatement {
    DenyStatement::signature_age_over(TEN_MINUTES).unwrap()
}

pub(crate) fn link() -> RequestContext {
    RequestContext::presigned_url("s3:GetObject", CAT, HOUR).unwrap()
}

pub(crate) fn form() -> RequestContext {
    RequestContext::presigned_post(CAT, HOUR).unwrap()
}

pub(crate) fn from(address: &str) -> RequestContext {
    link().with_source_ip(address.parse().unwrap())
}

pub(crate) fn by(arn: &str) -> RequestContext {
    link().with_principal_arn(arn).unwrap()
}

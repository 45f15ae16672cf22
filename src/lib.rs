//! Amazon S3 presigned URLs that live exactly as long as they say.

mod amz_date;
mod credentials;
mod digest;
mod encode;
mod endpoint;
mod error;
mod expires_in;
mod object;
mod policy;
mod presigned_url;
mod presigner;
mod request;
mod sigv4;
mod utc;

pub use crate::credentials::{
    AccessKeyId, CredentialKind, Credentials, SecretAccessKey, SessionToken,
};
pub use crate::endpoint::{AddressingStyle, Endpoint, ResolvedEndpoint};
pub use crate::error::{EndpointError, Error, Field, Limit};
pub use crate::object::Region;
pub use crate::policy::{Certainty, ExpiryPolicy, MaxLifetime, OnExcess, Validity};
pub use crate::presigned_url::PresignedUrl;
pub use crate::presigner::Presigner;
pub use crate::request::{
    CannedAcl, Checksum, ObjectLockMode, S3Request, SseCustomerKey, StorageClass,
};

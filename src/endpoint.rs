//! [`Endpoint`]: which server a URL leads to, and how the bucket is written into it.

mod access_point;
mod address;
mod arn;
mod custom;
mod host_check;
mod local_host;
mod partition;
mod resolve;
mod s3_host;
mod services;
mod settings;

pub use self::address::ResolvedEndpoint;
pub(crate) use self::address::{
    Address, AuthScope, BucketPlace, EXPRESS, Front, OBJECT_LAMBDA, OUTPOSTS, S3, SigV4a,
};
pub(crate) use self::arn::{AccessPointArn, ArnKind};
#[cfg(feature = "serde")]
pub(crate) use self::custom::CustomEndpoint;
pub(crate) use self::local_host::is_local;
pub(crate) use self::partition::Partition;
pub(crate) use self::resolve::Resolver;
pub(crate) use self::s3_host::{HostSite, S3Host};
pub use self::settings::{AddressingStyle, Endpoint};

//! Where an object lies: region, bucket, key.

mod account_regional;
mod bucket_name;
mod object_key;
mod region;
mod regions;

pub(crate) use self::account_regional::region_of;
pub(crate) use self::bucket_name::{BucketName, is_arn, is_host_label, is_host_labels};
pub(crate) use self::object_key::ObjectKey;
pub use self::region::Region;

//! [`S3Request`]: what the holder of a URL may do, and what has to be sent for it.

mod acl;
mod body;
mod checksum;
mod checksum_algorithm;
mod checksum_rules;
mod conditions;
mod copy_source;
mod encryption;
mod grants;
mod head;
mod header_lines;
mod header_rules;
mod lines;
mod method;
mod near_miss;
mod object_lock;
mod operations;
mod query;
mod query_names;
mod response;
mod s3_request;
mod storage;
mod tagging;

pub use self::acl::CannedAcl;
pub(crate) use self::body::CONTENT_SHA256;
pub use self::checksum::{Checksum, ChecksumType};
pub use self::checksum_algorithm::ChecksumAlgorithm;
pub use self::copy_source::CopySource;
pub use self::encryption::SseCustomerKey;
pub use self::grants::{AclPermission, Grantee};
pub(crate) use self::header_lines::HeaderLines;
pub(crate) use self::lines::Lines;
pub(crate) use self::method::Method;
pub use self::object_lock::ObjectLockMode;
pub use self::operations::ObjectAttribute;
#[cfg(test)]
pub(crate) use self::query::Query;
pub(crate) use self::query_names::{
    OVERRIDES, ignored_header, is_api_parameter, is_checksum, is_read, meant,
};
pub use self::s3_request::S3Request;
pub use self::storage::StorageClass;

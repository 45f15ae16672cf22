//! [`Operation`]: what a link allows, and the function that makes it.

use s3_presigner::S3Request;

/// What a link allows. One function each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Operation {
    Get,
    Put,
    Head,
    Delete,
}

impl Operation {
    pub(crate) const ALL: [Self; 4] = [Self::Get, Self::Put, Self::Head, Self::Delete];

    /// The name of the function.
    pub(crate) fn function(self) -> &'static str {
        match self {
            Self::Get => "presign_get",
            Self::Put => "presign_put",
            Self::Head => "presign_head",
            Self::Delete => "presign_delete",
        }
    }

    pub(crate) fn request<'a>(self, bucket: &'a str, key: &'a str) -> S3Request<'a> {
        match self {
            Self::Get => S3Request::get_object(bucket, key),
            Self::Put => S3Request::put_object(bucket, key),
            Self::Head => S3Request::head_object(bucket, key),
            Self::Delete => S3Request::delete_object(bucket, key),
        }
    }
}

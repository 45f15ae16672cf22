//! What the server keeps.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hyper::body::Bytes;
use s3s::S3Result;
use s3s::crypto::{Checksum as _, Md5};
use s3s::dto::{Checksum, ETag, Metadata, Owner, StorageClass, Timestamp};

use super::errors;

/// All buckets. Clones share them.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
}

struct Shared {
    buckets: Mutex<BTreeMap<String, Bucket>>,
    limits: Limits,
    uploads_begun: AtomicU64,
}

/// The configured sizes.
#[derive(Clone, Copy)]
pub struct Limits {
    /// The most bytes of an object or a part.
    pub object: usize,
    /// The fewest bytes of a part that is not the last.
    pub part: usize,
}

/// A bucket.
pub struct Bucket {
    pub created: Timestamp,
    /// By key, byte for byte as the client sent it.
    pub objects: BTreeMap<String, Object>,
    /// By key and upload id, the order in which they are listed.
    pub uploads: BTreeMap<(String, String), Upload>,
}

/// An object. Cloning it does not copy the body.
#[derive(Clone)]
pub struct Object {
    pub body: Bytes,
    pub etag: ETag,
    pub modified: Timestamp,
    pub attributes: Attributes,
    pub tags: Vec<(String, String)>,
    /// Those that the client gave and the server verified.
    pub checksum: Checksum,
}

/// A multipart upload in progress.
#[derive(Clone)]
pub struct Upload {
    pub begun: Timestamp,
    pub attributes: Attributes,
    pub tags: Vec<(String, String)>,
    pub parts: BTreeMap<i32, Part>,
}

/// An uploaded part.
#[derive(Clone)]
pub struct Part {
    pub body: Bytes,
    pub etag: ETag,
    pub modified: Timestamp,
    pub checksum: Checksum,
}

/// The headers that are kept with an object and come back with it.
#[derive(Clone, Default)]
pub struct Attributes {
    pub cache_control: Option<String>,
    pub content_disposition: Option<String>,
    pub content_encoding: Option<String>,
    pub content_language: Option<String>,
    pub content_type: Option<String>,
    pub expires: Option<Timestamp>,
    pub metadata: Option<Metadata>,
    pub storage_class: Option<StorageClass>,
    pub website_redirect_location: Option<String>,
}

impl Store {
    pub fn new(limits: Limits, buckets: &[String]) -> Self {
        let buckets = buckets.iter().map(|name| (name.clone(), Bucket::new())).collect();
        let shared =
            Shared { buckets: Mutex::new(buckets), limits, uploads_begun: AtomicU64::new(0) };
        Self { shared: Arc::new(shared) }
    }

    pub fn limits(&self) -> Limits {
        self.shared.limits
    }

    /// Does something with all buckets. The closure keeps others out, so it must be short.
    pub fn buckets<T>(&self, f: impl FnOnce(&mut BTreeMap<String, Bucket>) -> T) -> T {
        f(&mut self.shared.buckets.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Does something with one bucket.
    pub fn bucket<T>(&self, name: &str, f: impl FnOnce(&mut Bucket) -> S3Result<T>) -> S3Result<T> {
        self.buckets(|buckets| f(buckets.get_mut(name).ok_or_else(errors::no_such_bucket)?))
    }

    /// Looks an object up.
    pub fn object(&self, bucket: &str, key: &str) -> S3Result<Object> {
        self.bucket(bucket, |bucket| {
            bucket.objects.get(key).cloned().ok_or_else(errors::no_such_key)
        })
    }

    /// Does something with one upload.
    pub fn upload<T>(
        &self,
        bucket: &str,
        id: (&str, &str),
        f: impl FnOnce(&mut Upload) -> S3Result<T>,
    ) -> S3Result<T> {
        let id = (id.0.to_owned(), id.1.to_owned());
        self.bucket(bucket, |bucket| {
            f(bucket.uploads.get_mut(&id).ok_or_else(errors::no_such_upload)?)
        })
    }

    /// An upload id that was never given before. Later ones sort after earlier ones.
    pub fn new_upload_id(&self) -> String {
        let number = self.shared.uploads_begun.fetch_add(1, Ordering::Relaxed);
        let noise = hex(&Md5::checksum(&number.to_be_bytes()));
        format!("{number:08}.{noise}")
    }
}

impl Bucket {
    pub fn new() -> Self {
        Self { created: now(), objects: BTreeMap::new(), uploads: BTreeMap::new() }
    }
}

impl Object {
    pub fn size(&self) -> i64 {
        length(self.body.len())
    }

    /// The storage class as S3 shows it in headers, where the standard one is not shown.
    pub fn shown_storage_class(&self) -> Option<StorageClass> {
        self.attributes
            .storage_class
            .clone()
            .filter(|class| class.as_str() != StorageClass::STANDARD)
    }

    pub fn storage_class(&self) -> String {
        let class = self.attributes.storage_class.as_ref();
        class.map_or(StorageClass::STANDARD, StorageClass::as_str).to_owned()
    }
}

/// The one owner of everything.
pub fn owner() -> Owner {
    Owner { display_name: Some("owner".to_owned()), id: Some("0".repeat(64)) }
}

/// The `ETag` of bytes that came in one piece.
pub fn etag(bytes: &[u8]) -> ETag {
    ETag::Strong(hex(&Md5::checksum(bytes)))
}

/// Now, to the second, as S3 keeps it and as HTTP dates can say it.
pub fn now() -> Timestamp {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    Timestamp::from(UNIX_EPOCH + Duration::from_secs(seconds))
}

/// A length as the protocol's types want it.
pub fn length(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

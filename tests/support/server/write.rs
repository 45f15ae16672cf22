//! Storing an object, by PUT or by a browser's form.

use hyper::HeaderMap;
use hyper::header::{CONTENT_LENGTH, ETAG, HOST, HeaderValue, LOCATION, TRANSFER_ENCODING};
use s3s::dto::{
    Checksum, ETag, ETagCondition, PostObjectInput, PostObjectOutput, PutObjectInput,
    PutObjectOutput, StreamingBlob,
};
use s3s::{S3Request, S3Response, S3Result, s3_error};

use super::body::{Claims, claims, receive};
use super::store::{self, Attributes, Object, Store};
use super::{conditions, errors, listing, tagging};

/// Takes the kept headers out of an operation's input. The inputs share the names of these fields,
/// and no trait.
macro_rules! attributes {
    ($input:expr) => {
        super::store::Attributes {
            cache_control: $input.cache_control.take(),
            content_disposition: $input.content_disposition.take(),
            content_encoding: $input.content_encoding.take(),
            content_language: $input.content_language.take(),
            content_type: $input.content_type.take(),
            expires: $input.expires.take(),
            metadata: $input.metadata.take(),
            storage_class: $input.storage_class.take(),
            website_redirect_location: $input.website_redirect_location.take(),
        }
        .normalized()
    };
}
pub(super) use attributes;

/// Takes a write out of the input of a PUT or a POST.
macro_rules! write_of {
    ($input:expr, $trailers:expr) => {
        Write {
            claims: claims!($input, $trailers),
            attributes: attributes!($input),
            tagging: $input.tagging.take(),
            body: $input.body.take(),
            if_match: $input.if_match.take(),
            if_none_match: $input.if_none_match.take(),
            bucket: $input.bucket,
            key: $input.key,
        }
    };
}

struct Write {
    bucket: String,
    key: String,
    body: Option<StreamingBlob>,
    claims: Claims,
    attributes: Attributes,
    tagging: Option<String>,
    if_match: Option<ETagCondition>,
    if_none_match: Option<ETagCondition>,
}

pub async fn put(
    store: &Store,
    mut req: S3Request<PutObjectInput>,
) -> S3Result<S3Response<PutObjectOutput>> {
    require_length(&req.headers)?;
    let (e_tag, checksum) = write(store, write_of!(req.input, req.trailing_headers.take())).await?;
    Ok(S3Response::new(PutObjectOutput {
        e_tag: Some(e_tag),
        checksum_crc32: checksum.checksum_crc32,
        checksum_crc32c: checksum.checksum_crc32c,
        checksum_crc64nvme: checksum.checksum_crc64nvme,
        checksum_sha1: checksum.checksum_sha1,
        checksum_sha256: checksum.checksum_sha256,
        ..Default::default()
    }))
}

/// s3s has checked the policy, and writes the answer that the form asked for, without the headers
/// that S3 sends along.
pub async fn post(
    store: &Store,
    mut req: S3Request<PostObjectInput>,
) -> S3Result<S3Response<PostObjectOutput>> {
    let location = match req.input.success_action_redirect {
        Some(_) => None,
        None => object_url(&req.headers, req.uri.path(), &req.input.key),
    };
    let (e_tag, _) = write(store, write_of!(req.input, None)).await?;
    let mut headers = HeaderMap::new();
    headers.extend(e_tag.to_http_header().ok().map(|value| (ETAG, value)));
    headers.extend(location.map(|value| (LOCATION, value)));
    let output = PostObjectOutput { e_tag: Some(e_tag), ..Default::default() };
    Ok(S3Response::with_headers(output, headers))
}

/// S3 refuses bodies of unknown length, unless they are signed chunk by chunk.
pub fn require_length(headers: &HeaderMap) -> S3Result<()> {
    if headers.contains_key("x-amz-decoded-content-length") || headers.contains_key(CONTENT_LENGTH)
    {
        return Ok(());
    }
    if headers.contains_key(TRANSFER_ENCODING) {
        return Err(errors::not_implemented());
    }
    Err(s3_error!(MissingContentLength, "You must provide the Content-Length HTTP header."))
}

async fn write(store: &Store, write: Write) -> S3Result<(ETag, Checksum)> {
    let tags = tagging::of_header(write.tagging.as_deref())?;
    check_key(&write.key)?;
    // So that a hopeless upload is not read first.
    store.bucket(&write.bucket, |_| Ok(()))?;
    let received = receive(write.body, store.limits().object, write.claims).await?;
    let etag = store::etag(&received.bytes);
    let object = Object {
        body: received.bytes,
        etag: etag.clone(),
        modified: store::now(),
        attributes: write.attributes,
        tags,
        checksum: received.checksum.clone(),
    };
    store.bucket(&write.bucket, |bucket| {
        let existing = bucket.objects.get(&write.key);
        conditions::of_write(existing, write.if_match.as_ref(), write.if_none_match.as_ref())?;
        bucket.objects.insert(write.key, object);
        Ok(())
    })?;
    Ok((etag, received.checksum))
}

/// s3s checks the keys in paths, not those in forms.
fn check_key(key: &str) -> S3Result<()> {
    match key.len() {
        0 => Err(errors::invalid_argument("User key must have a length greater than 0.")),
        1..=1024 => Ok(()),
        _ => Err(s3_error!(KeyTooLongError, "Your key is too long")),
    }
}

fn object_url(headers: &HeaderMap, bucket_path: &str, key: &str) -> Option<HeaderValue> {
    let host = headers.get(HOST)?.to_str().ok()?;
    let path = bucket_path.trim_end_matches('/');
    HeaderValue::try_from(format!("http://{host}{path}/{}", listing::encode_path(key))).ok()
}

impl Attributes {
    /// What S3 makes of the headers of an upload.
    pub fn normalized(mut self) -> Self {
        self.content_type.get_or_insert_with(|| "binary/octet-stream".to_owned());
        self.content_encoding =
            self.content_encoding.and_then(|encodings| without_chunking(&encodings));
        self
    }
}

/// `aws-chunked` is about the transfer, and S3 does not keep it.
fn without_chunking(encodings: &str) -> Option<String> {
    let kept: Vec<_> =
        encodings.split(',').map(str::trim).filter(|encoding| *encoding != "aws-chunked").collect();
    (!kept.is_empty()).then(|| kept.join(","))
}

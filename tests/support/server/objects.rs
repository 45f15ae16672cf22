//! Reading and deleting objects.

use std::ops;

use hyper::body::Bytes;
use s3s::dto::{
    Checksum, DeleteObjectInput, DeleteObjectOutput, DeleteObjectsInput, DeleteObjectsOutput,
    DeletedObject, GetObjectAttributesInput, GetObjectAttributesOutput, GetObjectInput,
    GetObjectOutput, HeadObjectInput, HeadObjectOutput, ObjectAttributes, ObjectIdentifier, Range,
    StorageClass, StreamingBlob,
};
use s3s::{Body, S3Error, S3Response, S3Result, s3_error};

use super::conditions::Conditions;
use super::errors;
use super::store::{self, Bucket, Object, Store};

/// Moves the conditions, which the inputs of GET and HEAD name alike, into one type.
macro_rules! conditions_of {
    ($input:expr) => {
        Conditions {
            matching: $input.if_match.take(),
            none_matching: $input.if_none_match.take(),
            modified_since: $input.if_modified_since.take(),
            unmodified_since: $input.if_unmodified_since.take(),
        }
    };
}

/// The headers that GET and HEAD have in common.
macro_rules! described {
    ($output:ident, $object:expr) => {{
        let object: Object = $object;
        $output {
            accept_ranges: Some("bytes".to_owned()),
            e_tag: Some(object.etag.clone()),
            last_modified: Some(object.modified.clone()),
            storage_class: object.shown_storage_class(),
            cache_control: object.attributes.cache_control,
            content_disposition: object.attributes.content_disposition,
            content_encoding: object.attributes.content_encoding,
            content_language: object.attributes.content_language,
            content_type: object.attributes.content_type,
            expires: object.attributes.expires,
            metadata: object.attributes.metadata,
            website_redirect_location: object.attributes.website_redirect_location,
            checksum_crc32: object.checksum.checksum_crc32,
            checksum_crc32c: object.checksum.checksum_crc32c,
            checksum_crc64nvme: object.checksum.checksum_crc64nvme,
            checksum_sha1: object.checksum.checksum_sha1,
            checksum_sha256: object.checksum.checksum_sha256,
            ..Default::default()
        }
    }};
}

/// s3s itself lays the `response-*` parameters over the headers of a GET.
pub fn get(store: &Store, mut input: GetObjectInput) -> S3Result<S3Response<GetObjectOutput>> {
    check_unsupported(input.version_id.as_deref(), input.part_number)?;
    let mut object = store.object(&input.bucket, &input.key)?;
    conditions_of!(input).of_read(&object)?;
    let size = object.size();
    let span = input.range.map(|range| span(range, &object.body)).transpose()?;
    let (body, content_range) = match &span {
        Some(span) => (object.body.slice(span.clone()), Some(content_range(span, size))),
        None => (object.body.clone(), None),
    };
    if input.checksum_mode.is_none() || span.is_some() {
        object.checksum = Checksum::default();
    }
    let tag_count = i32::try_from(object.tags.len()).ok().filter(|count| *count > 0);
    let output = described!(GetObjectOutput, object);
    Ok(S3Response::new(GetObjectOutput {
        content_length: Some(store::length(body.len())),
        content_range,
        tag_count,
        body: Some(StreamingBlob::from(Body::from(body))),
        ..output
    }))
}

/// Here the `response-*` parameters are left to us.
pub fn head(store: &Store, mut input: HeadObjectInput) -> S3Result<S3Response<HeadObjectOutput>> {
    check_unsupported(input.version_id.as_deref(), input.part_number)?;
    let mut object = store.object(&input.bucket, &input.key)?;
    conditions_of!(input).of_read(&object)?;
    if input.checksum_mode.is_none() {
        object.checksum = Checksum::default();
    }
    let content_length = Some(object.size());
    let output = described!(HeadObjectOutput, object);
    Ok(S3Response::new(HeadObjectOutput {
        content_length,
        cache_control: input.response_cache_control.or(output.cache_control),
        content_disposition: input.response_content_disposition.or(output.content_disposition),
        content_encoding: input.response_content_encoding.or(output.content_encoding),
        content_language: input.response_content_language.or(output.content_language),
        content_type: input.response_content_type.or(output.content_type),
        expires: input.response_expires.or(output.expires),
        ..output
    }))
}

pub fn attributes(
    store: &Store,
    input: &GetObjectAttributesInput,
) -> S3Result<S3Response<GetObjectAttributesOutput>> {
    check_unsupported(input.version_id.as_deref(), None)?;
    let object = store.object(&input.bucket, &input.key)?;
    // s3s splits only repeated headers, not the list in one header that clients send.
    let lists = input.object_attributes.iter().map(ObjectAttributes::as_str);
    let wanted: Vec<_> = lists.flat_map(|list| list.split(',')).map(str::trim).collect();
    let wants = |name| wanted.contains(&name);
    Ok(S3Response::new(GetObjectAttributesOutput {
        e_tag: wants(ObjectAttributes::ETAG).then(|| object.etag.clone()),
        object_size: wants(ObjectAttributes::OBJECT_SIZE).then(|| object.size()),
        storage_class: wants(ObjectAttributes::STORAGE_CLASS)
            .then(|| StorageClass::from(object.storage_class())),
        checksum: wants(ObjectAttributes::CHECKSUM).then_some(object.checksum),
        last_modified: Some(object.modified),
        ..Default::default()
    }))
}

pub fn delete(
    store: &Store,
    input: &DeleteObjectInput,
) -> S3Result<S3Response<DeleteObjectOutput>> {
    check_unsupported(input.version_id.as_deref(), None)?;
    store.bucket(&input.bucket, |bucket| {
        bucket.objects.remove(&input.key);
        Ok(S3Response::new(DeleteObjectOutput::default()))
    })
}

pub fn delete_many(
    store: &Store,
    input: DeleteObjectsInput,
) -> S3Result<S3Response<DeleteObjectsOutput>> {
    let identifiers = input.delete.objects;
    if identifiers.is_empty() || identifiers.len() > 1000 {
        return Err(errors::malformed_xml());
    }
    let quiet = input.delete.quiet.unwrap_or_default();
    store.bucket(&input.bucket, |bucket| {
        let (deleted, failed): (Vec<_>, Vec<_>) =
            identifiers.into_iter().map(|one| remove(bucket, one)).partition(Result::is_ok);
        Ok(S3Response::new(DeleteObjectsOutput {
            deleted: (!quiet).then(|| deleted.into_iter().filter_map(Result::ok).collect()),
            errors: Some(failed.into_iter().filter_map(Result::err).collect()),
            ..Default::default()
        }))
    })
}

fn remove(
    bucket: &mut Bucket,
    identifier: ObjectIdentifier,
) -> Result<DeletedObject, s3s::dto::Error> {
    if identifier.version_id.as_deref().is_some_and(|id| id != "null") {
        return Err(s3s::dto::Error {
            code: Some("NoSuchVersion".to_owned()),
            key: Some(identifier.key),
            message: Some("The specified version does not exist.".to_owned()),
            version_id: identifier.version_id,
        });
    }
    bucket.objects.remove(&identifier.key);
    Ok(DeletedObject { key: Some(identifier.key), ..Default::default() })
}

/// Refuses what would otherwise be ignored.
pub fn check_unsupported(version: Option<&str>, part: Option<i32>) -> S3Result<()> {
    if version.is_some_and(|id| id != "null") {
        return Err(s3_error!(NoSuchVersion, "The specified version does not exist."));
    }
    if part.is_some() {
        return Err(s3_error!(NotImplemented, "partNumber is not implemented"));
    }
    Ok(())
}

/// The bytes that a range selects.
pub fn span(range: Range, body: &Bytes) -> S3Result<ops::Range<usize>> {
    // An empty object satisfies no range, though s3s finds that a suffix fits.
    let size = u64::try_from(body.len()).ok().filter(|size| *size > 0).ok_or_else(invalid_range)?;
    let span = range.check(size).map_err(|_| invalid_range())?;
    let at = |position: u64| usize::try_from(position).map_err(|_| invalid_range());
    Ok(at(span.start)?..at(span.end)?)
}

fn content_range(span: &ops::Range<usize>, size: i64) -> String {
    format!("bytes {}-{}/{size}", span.start, span.end.saturating_sub(1))
}

fn invalid_range() -> S3Error {
    s3_error!(InvalidRange, "The requested range is not satisfiable")
}

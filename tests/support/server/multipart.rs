//! Multipart uploads, from their creation to their end.

use std::collections::BTreeMap;

use hyper::HeaderMap;
use hyper::body::Bytes;
use hyper::header::HOST;
use s3s::crypto::{Checksum as _, Md5};
use s3s::dto::{
    AbortMultipartUploadInput, AbortMultipartUploadOutput, Checksum, CompleteMultipartUploadInput,
    CompleteMultipartUploadOutput, CompletedPart, CopyPartResult, CreateMultipartUploadInput,
    CreateMultipartUploadOutput, ETag, Range, UploadPartCopyInput, UploadPartCopyOutput,
    UploadPartInput, UploadPartOutput,
};
use s3s::{S3Request, S3Response, S3Result, s3_error};

use super::body::{claims, receive};
use super::copy::source_of;
use super::objects::span;
use super::store::{self, Object, Part, Store, Upload};
use super::write::{attributes, require_length};
use super::{conditions, errors, tagging};

pub fn create(
    store: &Store,
    mut input: CreateMultipartUploadInput,
) -> S3Result<S3Response<CreateMultipartUploadOutput>> {
    let upload = Upload {
        begun: store::now(),
        attributes: attributes!(input),
        tags: tagging::of_header(input.tagging.as_deref())?,
        parts: BTreeMap::new(),
    };
    let upload_id = store.new_upload_id();
    store.bucket(&input.bucket, |bucket| {
        bucket.uploads.insert((input.key.clone(), upload_id.clone()), upload);
        Ok(())
    })?;
    Ok(S3Response::new(CreateMultipartUploadOutput {
        bucket: Some(input.bucket),
        key: Some(input.key),
        upload_id: Some(upload_id),
        ..Default::default()
    }))
}

pub async fn part(
    store: &Store,
    mut req: S3Request<UploadPartInput>,
) -> S3Result<S3Response<UploadPartOutput>> {
    require_length(&req.headers)?;
    let claims = claims!(req.input, req.trailing_headers.take());
    let input = req.input;
    check_part_number(input.part_number)?;
    let id = (input.key.as_str(), input.upload_id.as_str());
    // So that a hopeless part is not read first.
    store.upload(&input.bucket, id, |_| Ok(()))?;
    let received = receive(input.body, store.limits().object, claims).await?;
    let part = Part {
        etag: store::etag(&received.bytes),
        body: received.bytes,
        modified: store::now(),
        checksum: received.checksum,
    };
    let (etag, checksum) = (part.etag.clone(), part.checksum.clone());
    store.upload(&input.bucket, id, |upload| {
        upload.parts.insert(input.part_number, part);
        Ok(())
    })?;
    Ok(S3Response::new(UploadPartOutput {
        e_tag: Some(etag),
        checksum_crc32: checksum.checksum_crc32,
        checksum_crc32c: checksum.checksum_crc32c,
        checksum_crc64nvme: checksum.checksum_crc64nvme,
        checksum_sha1: checksum.checksum_sha1,
        checksum_sha256: checksum.checksum_sha256,
        ..Default::default()
    }))
}

pub fn part_copy(
    store: &Store,
    mut input: UploadPartCopyInput,
) -> S3Result<S3Response<UploadPartCopyOutput>> {
    check_part_number(input.part_number)?;
    let source = source_of!(store, input)?;
    let body = match input.copy_source_range.as_deref() {
        Some(range) => source.body.slice(span(whole_range(range)?, &source.body)?),
        None => source.body,
    };
    let part = Part {
        etag: store::etag(&body),
        body,
        modified: store::now(),
        checksum: Checksum::default(),
    };
    let result = CopyPartResult {
        e_tag: Some(part.etag.clone()),
        last_modified: Some(part.modified.clone()),
        ..Default::default()
    };
    store.upload(&input.bucket, (&input.key, &input.upload_id), |upload| {
        upload.parts.insert(input.part_number, part);
        Ok(())
    })?;
    Ok(S3Response::new(UploadPartCopyOutput {
        copy_part_result: Some(result),
        ..Default::default()
    }))
}

pub fn complete(
    store: &Store,
    req: S3Request<CompleteMultipartUploadInput>,
) -> S3Result<S3Response<CompleteMultipartUploadOutput>> {
    let location = location(&req.headers, req.uri.path());
    let input = req.input;
    let listed = input.multipart_upload.and_then(|upload| upload.parts).unwrap_or_default();
    let id = (input.key.clone(), input.upload_id);
    let least = store.limits().part;
    let etag = store.bucket(&input.bucket, |bucket| {
        let upload = bucket.uploads.get(&id).ok_or_else(errors::no_such_upload)?;
        let object = assembled(upload, &listed, least)?;
        conditions::of_write(
            bucket.objects.get(&id.0),
            input.if_match.as_ref(),
            input.if_none_match.as_ref(),
        )?;
        let etag = object.etag.clone();
        bucket.uploads.remove(&id);
        bucket.objects.insert(id.0, object);
        Ok(etag)
    })?;
    Ok(S3Response::new(CompleteMultipartUploadOutput {
        bucket: Some(input.bucket),
        key: Some(input.key),
        e_tag: Some(etag),
        location,
        ..Default::default()
    }))
}

pub fn abort(
    store: &Store,
    input: AbortMultipartUploadInput,
) -> S3Result<S3Response<AbortMultipartUploadOutput>> {
    store.bucket(&input.bucket, |bucket| {
        bucket.uploads.remove(&(input.key, input.upload_id)).ok_or_else(errors::no_such_upload)?;
        Ok(S3Response::new(AbortMultipartUploadOutput::default()))
    })
}

fn assembled(upload: &Upload, listed: &[CompletedPart], least: usize) -> S3Result<Object> {
    let parts = chosen(upload, listed)?;
    let (_, all_but_last) = parts.split_last().ok_or_else(errors::malformed_xml)?;
    if all_but_last.iter().any(|part| part.body.len() < least) {
        return Err(s3_error!(
            EntityTooSmall,
            "Your proposed upload is smaller than the minimum allowed size"
        ));
    }
    let bodies: Vec<&[u8]> = parts.iter().map(|part| part.body.as_ref()).collect();
    Ok(Object {
        etag: etag_of_parts(&parts),
        body: Bytes::from(bodies.concat()),
        modified: store::now(),
        attributes: upload.attributes.clone(),
        tags: upload.tags.clone(),
        checksum: Checksum::default(),
    })
}

/// The parts that a client lists, which must be in order and as they were uploaded.
fn chosen<'u>(upload: &'u Upload, listed: &[CompletedPart]) -> S3Result<Vec<&'u Part>> {
    let numbers: Vec<i32> =
        listed.iter().map(|part| part.part_number.unwrap_or_default()).collect();
    if !numbers.is_sorted_by(|a, b| a < b) {
        return Err(s3_error!(
            InvalidPartOrder,
            "The list of parts was not in ascending order. The parts list must be specified in order by part number."
        ));
    }
    let part = |(number, listed): (&i32, &CompletedPart)| {
        let part = upload.parts.get(number)?;
        (listed.e_tag.as_ref().map(ETag::value) == Some(part.etag.value())).then_some(part)
    };
    let parts: Option<Vec<_>> = numbers.iter().zip(listed).map(part).collect();
    parts.ok_or_else(|| {
        s3_error!(
            InvalidPart,
            "One or more of the specified parts could not be found. The part may not have been uploaded, or the \
             specified entity tag may not match the part's entity tag."
        )
    })
}

/// The MD5 of the parts' MD5s, and their number.
fn etag_of_parts(parts: &[&Part]) -> ETag {
    let digests: Vec<u8> = parts.iter().flat_map(|part| Md5::checksum(&part.body)).collect();
    let digest = store::hex(&Md5::checksum(&digests));
    ETag::Strong(format!("{digest}-{}", parts.len()))
}

fn check_part_number(number: i32) -> S3Result<()> {
    if (1..=10_000).contains(&number) {
        return Ok(());
    }
    Err(errors::invalid_argument("Part number must be an integer between 1 and 10000, inclusive"))
}

/// A copied range must name both ends.
fn whole_range(range: &str) -> S3Result<Range> {
    match Range::parse(range) {
        Ok(range @ Range::Int { last: Some(_), .. }) => Ok(range),
        _ => Err(errors::invalid_argument(
            "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the \
             zero-based offsets of the first and last bytes to copy",
        )),
    }
}

fn location(headers: &HeaderMap, path: &str) -> Option<String> {
    let host = headers.get(HOST)?.to_str().ok()?;
    Some(format!("http://{host}{path}"))
}

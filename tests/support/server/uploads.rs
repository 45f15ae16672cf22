//! Lists of multipart uploads in progress and of their parts.

use std::ops::Bound;

use s3s::dto::{
    self, Initiator, ListMultipartUploadsInput, ListMultipartUploadsOutput, ListPartsInput,
    ListPartsOutput, MultipartUpload, StorageClass,
};
use s3s::{S3Response, S3Result};

use super::listing::{Encoding, Window, limit, page};
use super::store::{self, Bucket, Part, Store, Upload};

pub fn parts(store: &Store, input: ListPartsInput) -> S3Result<S3Response<ListPartsOutput>> {
    let (max_parts, limit) = limit(input.max_parts)?;
    let marker = input.part_number_marker.unwrap_or_default();
    let upload =
        store.upload(&input.bucket, (&input.key, &input.upload_id), |upload| Ok(upload.clone()))?;
    let mut rest = upload.parts.range((Bound::Excluded(marker), Bound::Unbounded));
    let parts: Vec<_> =
        rest.by_ref().take(limit).map(|(number, part)| described(*number, part)).collect();
    let truncated = limit > 0 && rest.next().is_some();
    Ok(S3Response::new(ListPartsOutput {
        bucket: Some(input.bucket),
        key: Some(input.key),
        upload_id: Some(input.upload_id),
        is_truncated: Some(truncated),
        max_parts: Some(max_parts),
        part_number_marker: Some(marker),
        next_part_number_marker: parts
            .last()
            .filter(|_| truncated)
            .and_then(|part| part.part_number),
        parts: Some(parts),
        initiator: Some(initiator()),
        owner: Some(store::owner()),
        storage_class: Some(storage_class(&upload)),
        ..Default::default()
    }))
}

pub fn list(
    store: &Store,
    input: ListMultipartUploadsInput,
) -> S3Result<S3Response<ListMultipartUploadsOutput>> {
    let (max_uploads, limit) = limit(input.max_uploads)?;
    let prefix = input.prefix.unwrap_or_default();
    let delimiter = input.delimiter.filter(|delimiter| !delimiter.is_empty());
    let key_marker = input.key_marker.unwrap_or_default();
    let id_marker = input.upload_id_marker.unwrap_or_default();
    let window = Window {
        prefix: &prefix,
        delimiter: delimiter.as_deref(),
        after: Some(&key_marker),
        limit,
    };
    let encoding = Encoding::new(input.encoding_type)?;
    let page = store.bucket(&input.bucket, |bucket| {
        let entries =
            after(bucket, &key_marker, &id_marker).filter(|((key, _), _)| key.starts_with(&prefix));
        let described = |(id, upload): (&_, &_)| described_upload(id, upload, &encoding);
        Ok(page(entries.map(|(id, upload)| (id.0.as_str(), described((id, upload)))), &window))
    })?;
    let last = page.last.filter(|_| page.truncated);
    let ends_in_prefix = page.prefixes.last() == last.as_ref();
    let last_id = page.items.last().filter(|_| last.is_some() && !ends_in_prefix);
    Ok(S3Response::new(ListMultipartUploadsOutput {
        bucket: Some(input.bucket),
        next_upload_id_marker: last_id.and_then(|upload| upload.upload_id.clone()),
        next_key_marker: last.map(|key| encoding.of(&key)),
        is_truncated: Some(page.truncated),
        common_prefixes: Some(encoding.prefixes(&page.prefixes)),
        uploads: Some(page.items),
        max_uploads: Some(max_uploads),
        prefix: Some(encoding.of(&prefix)),
        key_marker: Some(encoding.of(&key_marker)),
        upload_id_marker: Some(id_marker),
        delimiter: delimiter.map(|delimiter| encoding.of(&delimiter)),
        encoding_type: encoding.0,
        request_charged: None,
    }))
}

/// The uploads after the markers. An upload id counts only together with its key.
fn after<'b>(
    bucket: &'b Bucket,
    key_marker: &'b str,
    id_marker: &'b str,
) -> impl Iterator<Item = (&'b (String, String), &'b Upload)> {
    bucket.uploads.iter().filter(move |((key, id), _)| {
        key.as_str() > key_marker
            || (key == key_marker && !id_marker.is_empty() && id.as_str() > id_marker)
    })
}

fn described(number: i32, part: &Part) -> dto::Part {
    dto::Part {
        part_number: Some(number),
        e_tag: Some(part.etag.clone()),
        last_modified: Some(part.modified.clone()),
        size: Some(store::length(part.body.len())),
        checksum_crc32: part.checksum.checksum_crc32.clone(),
        checksum_crc32c: part.checksum.checksum_crc32c.clone(),
        checksum_crc64nvme: part.checksum.checksum_crc64nvme.clone(),
        checksum_sha1: part.checksum.checksum_sha1.clone(),
        checksum_sha256: part.checksum.checksum_sha256.clone(),
    }
}

fn described_upload(
    (key, id): &(String, String),
    upload: &Upload,
    encoding: &Encoding,
) -> MultipartUpload {
    MultipartUpload {
        key: Some(encoding.of(key)),
        upload_id: Some(id.clone()),
        initiated: Some(upload.begun.clone()),
        initiator: Some(initiator()),
        owner: Some(store::owner()),
        storage_class: Some(storage_class(upload)),
        ..Default::default()
    }
}

fn storage_class(upload: &Upload) -> StorageClass {
    let class = upload.attributes.storage_class.clone();
    class.unwrap_or_else(|| StorageClass::from_static(StorageClass::STANDARD))
}

fn initiator() -> Initiator {
    let owner = store::owner();
    Initiator { display_name: owner.display_name, id: owner.id }
}

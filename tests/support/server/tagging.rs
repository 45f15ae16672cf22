//! Object tags.

use std::collections::BTreeSet;

use s3s::dto::{
    DeleteObjectTaggingInput, DeleteObjectTaggingOutput, GetObjectTaggingInput,
    GetObjectTaggingOutput, PutObjectTaggingInput, PutObjectTaggingOutput, Tag,
};
use s3s::{S3Error, S3Response, S3Result, s3_error};

use super::errors;
use super::store::Store;

/// Names and values, in the order given.
pub type Tags = Vec<(String, String)>;

/// The tags of an `x-amz-tagging` header, which is written like a query string.
pub fn of_header(header: Option<&str>) -> S3Result<Tags> {
    let pairs = form_urlencoded::parse(header.unwrap_or_default().as_bytes());
    checked(pairs.into_owned().collect())
}

pub fn get(
    store: &Store,
    input: &GetObjectTaggingInput,
) -> S3Result<S3Response<GetObjectTaggingOutput>> {
    let object = store.object(&input.bucket, &input.key)?;
    let tag = |(name, value)| Tag { key: Some(name), value: Some(value) };
    let tag_set = object.tags.into_iter().map(tag).collect();
    Ok(S3Response::new(GetObjectTaggingOutput { tag_set, version_id: None }))
}

pub fn put(
    store: &Store,
    input: PutObjectTaggingInput,
) -> S3Result<S3Response<PutObjectTaggingOutput>> {
    let pair = |tag: Tag| (tag.key.unwrap_or_default(), tag.value.unwrap_or_default());
    let tags = checked(input.tagging.tag_set.into_iter().map(pair).collect())?;
    replace(store, &input.bucket, &input.key, tags)?;
    Ok(S3Response::new(PutObjectTaggingOutput::default()))
}

pub fn delete(
    store: &Store,
    input: &DeleteObjectTaggingInput,
) -> S3Result<S3Response<DeleteObjectTaggingOutput>> {
    replace(store, &input.bucket, &input.key, Tags::new())?;
    Ok(S3Response::new(DeleteObjectTaggingOutput::default()))
}

fn replace(store: &Store, bucket: &str, key: &str, tags: Tags) -> S3Result<()> {
    store.bucket(bucket, |bucket| {
        bucket.objects.get_mut(key).ok_or_else(errors::no_such_key)?.tags = tags;
        Ok(())
    })
}

fn checked(tags: Tags) -> S3Result<Tags> {
    if tags.len() > 10 {
        return Err(errors::custom(
            "BadRequest",
            "Object tags cannot be greater than 10",
            hyper::StatusCode::BAD_REQUEST,
        ));
    }
    let mut names = BTreeSet::new();
    for (name, value) in &tags {
        if name.is_empty() || name.chars().count() > 128 {
            return Err(invalid_tag("The TagKey you have provided is invalid"));
        }
        if value.chars().count() > 256 {
            return Err(invalid_tag("The TagValue you have provided is invalid"));
        }
        if !names.insert(name) {
            return Err(invalid_tag("Cannot provide multiple Tags with the same key"));
        }
    }
    Ok(tags)
}

fn invalid_tag(message: &'static str) -> S3Error {
    let mut error = s3_error!(InvalidTag);
    error.set_message(message);
    error
}

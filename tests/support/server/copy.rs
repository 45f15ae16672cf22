//! Copies within the server.

use s3s::dto::{
    CopyObjectInput, CopyObjectOutput, CopyObjectResult, CopySource, MetadataDirective,
    TaggingDirective,
};
use s3s::{S3Response, S3Result, s3_error};

use super::conditions::Conditions;
use super::objects::check_unsupported;
use super::store::{self, Object, Store};
use super::tagging;
use super::write::attributes;

/// Looks the source of a copy up, and checks the conditions upon it.
macro_rules! source_of {
    ($store:expr, $input:expr) => {
        super::copy::source(
            $store,
            &$input.copy_source,
            &super::conditions::Conditions {
                matching: $input.copy_source_if_match.take(),
                none_matching: $input.copy_source_if_none_match.take(),
                modified_since: $input.copy_source_if_modified_since.take(),
                unmodified_since: $input.copy_source_if_unmodified_since.take(),
            },
        )
    };
}
pub(super) use source_of;

pub fn source(store: &Store, source: &CopySource, conditions: &Conditions) -> S3Result<Object> {
    let CopySource::Bucket { bucket, key, version_id } = source else {
        return Err(s3_error!(NotImplemented, "only a bucket can be copied from"));
    };
    check_unsupported(version_id.as_deref(), None)?;
    let object = store.object(bucket, key)?;
    conditions.of_copy_source(&object)?;
    Ok(object)
}

pub fn object(store: &Store, mut input: CopyObjectInput) -> S3Result<S3Response<CopyObjectOutput>> {
    let mut object = source_of!(store, input)?;
    check_change(&input)?;
    let given = attributes!(input);
    if is_replace(input.metadata_directive.as_ref().map(MetadataDirective::as_str)) {
        object.attributes = given;
    } else {
        // These two are never copied along.
        object.attributes.storage_class = given.storage_class;
        object.attributes.website_redirect_location = given.website_redirect_location;
    }
    if is_replace(input.tagging_directive.as_ref().map(TaggingDirective::as_str)) {
        object.tags = tagging::of_header(input.tagging.as_deref())?;
    }
    // The copy is written in one piece, also that of an object that came in parts.
    object.etag = store::etag(&object.body);
    object.modified = store::now();
    let result = CopyObjectResult {
        e_tag: Some(object.etag.clone()),
        last_modified: Some(object.modified.clone()),
        ..Default::default()
    };
    store.bucket(&input.bucket, |bucket| {
        bucket.objects.insert(input.key, object);
        Ok(())
    })?;
    Ok(S3Response::new(CopyObjectOutput { copy_object_result: Some(result), ..Default::default() }))
}

fn check_change(input: &CopyObjectInput) -> S3Result<()> {
    let onto_itself = matches!(
        &input.copy_source,
        CopySource::Bucket { bucket, key, .. } if **bucket == *input.bucket && **key == *input.key
    );
    let changes = is_replace(input.metadata_directive.as_ref().map(MetadataDirective::as_str))
        || input.storage_class.is_some()
        || input.website_redirect_location.is_some();
    if !onto_itself || changes {
        return Ok(());
    }
    Err(s3_error!(
        InvalidRequest,
        "This copy request is illegal because it is trying to copy an object to itself without changing the \
         object's metadata, storage class, website redirect location or encryption attributes."
    ))
}

fn is_replace(directive: Option<&str>) -> bool {
    directive == Some(MetadataDirective::REPLACE)
}

//! The buckets themselves.

use s3s::dto::{
    self, CreateBucketInput, CreateBucketOutput, DeleteBucketInput, DeleteBucketOutput,
    HeadBucketInput, HeadBucketOutput, ListBucketsInput, ListBucketsOutput,
};
use s3s::{S3Response, S3Result, s3_error};

use super::errors;
use super::store::{self, Bucket, Store};

pub fn create(store: &Store, input: CreateBucketInput) -> S3Result<S3Response<CreateBucketOutput>> {
    store.buckets(|buckets| {
        if buckets.contains_key(&input.bucket) {
            return Err(s3_error!(
                BucketAlreadyOwnedByYou,
                "Your previous request to create the named bucket succeeded and you already own it."
            ));
        }
        let location = Some(format!("/{}", input.bucket));
        buckets.insert(input.bucket, Bucket::new());
        Ok(S3Response::new(CreateBucketOutput { location }))
    })
}

pub fn delete(
    store: &Store,
    input: &DeleteBucketInput,
) -> S3Result<S3Response<DeleteBucketOutput>> {
    store.buckets(|buckets| {
        let bucket = buckets.get(&input.bucket).ok_or_else(errors::no_such_bucket)?;
        if !bucket.objects.is_empty() {
            return Err(s3_error!(BucketNotEmpty, "The bucket you tried to delete is not empty"));
        }
        buckets.remove(&input.bucket);
        Ok(S3Response::new(DeleteBucketOutput::default()))
    })
}

pub fn head(store: &Store, input: &HeadBucketInput) -> S3Result<S3Response<HeadBucketOutput>> {
    store.bucket(&input.bucket, |_| Ok(S3Response::new(HeadBucketOutput::default())))
}

pub fn list(store: &Store, input: &ListBucketsInput) -> S3Response<ListBucketsOutput> {
    let prefix = input.prefix.as_deref().unwrap_or_default();
    let buckets = store.buckets(|buckets| {
        let wanted = buckets.iter().filter(|(name, _)| name.starts_with(prefix));
        wanted.map(|(name, bucket)| described(name, bucket)).collect()
    });
    S3Response::new(ListBucketsOutput {
        buckets: Some(buckets),
        owner: Some(store::owner()),
        prefix: input.prefix.clone(),
        ..Default::default()
    })
}

fn described(name: &str, bucket: &Bucket) -> dto::Bucket {
    dto::Bucket {
        name: Some(name.to_owned()),
        creation_date: Some(bucket.created.clone()),
        ..Default::default()
    }
}

//! `s3-presigner`'s URL for a case, and its verdict on that of another.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{
    AddressingStyle, CannedAcl, Credentials, Endpoint, Error, PresignedUrl, Presigner, Region,
    S3Request, SignedRequest, Verifier,
};
use serde_json::{Value, json};

use crate::cases::TIME;
use crate::text;

pub fn url(case: &Value) -> Result<Value, String> {
    let url = presigned(case).map_err(|error| error.to_string())?;
    let headers: serde_json::Map<_, _> =
        url.headers().map(|(name, value)| (name.to_owned(), value.into())).collect();
    Ok(json!({ "method": url.method(), "url": url.as_str(), "headers": headers }))
}

/// Whether the verifier takes another's URL when what ours signs is sent with it; what it says if not.
pub fn verdict(case: &Value, theirs: &str) -> String {
    let (Ok(ours), Ok(credentials)) = (presigned(case), credentials(case)) else {
        return "nothing of ours to compare with".to_owned();
    };
    let (_, signed) = theirs.split_once("X-Amz-SignedHeaders=").unwrap_or_default();
    let signed = signed.split('&').next().unwrap_or_default().replace("%3B", ";");
    // Without those that it moved into the query, which must not be sent twice.
    let headers = ours.headers().filter(|(name, _)| signed.split(';').any(|other| other == *name));
    let request = SignedRequest::new(ours.method(), theirs).headers(headers);
    match Verifier::new([credentials]).verify_at(&request, now()) {
        Ok(_) => "ok".to_owned(),
        Err(refused) => refused.to_string(),
    }
}

fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(TIME)
}

fn presigned(case: &Value) -> Result<PresignedUrl, Error> {
    let presigner = Presigner::new(credentials(case)?, Region::new(text(case, "region"))?);
    let presigner = presigner.with_endpoint(endpoint(case)?);
    let lifetime = Duration::from_secs(case["expires"].as_u64().unwrap_or_default());
    presigner.presign_at(&request(text(case, "operation"), &case["input"]), lifetime, now())
}

fn credentials(case: &Value) -> Result<Credentials, Error> {
    let of = &case["credentials"];
    match of["token"].as_str() {
        Some(token) => Credentials::temporary(text(of, "id"), text(of, "secret"), token),
        None => Credentials::new(text(of, "id"), text(of, "secret")),
    }
}

fn endpoint(case: &Value) -> Result<Endpoint, Error> {
    let is_on = |name: &str| case[name].as_bool().unwrap_or_default();
    let endpoint = match case["endpoint"].as_str() {
        Some(url) => Endpoint::custom(url)?,
        None => Endpoint::aws(),
    };
    let style = match text(case, "style") {
        "path" => AddressingStyle::Path,
        _ => AddressingStyle::VirtualHosted,
    };
    Ok(endpoint
        .with_style(style)
        .with_dual_stack(is_on("dual_stack"))
        .with_accelerate(is_on("accelerate"))
        .with_fips(is_on("fips")))
}

fn request<'c>(operation: &str, input: &'c Value) -> S3Request<'c> {
    let (bucket, key, upload) =
        (text(input, "Bucket"), text(input, "Key"), text(input, "UploadId"));
    let part = input["PartNumber"].as_u64().and_then(|number| u32::try_from(number).ok());
    let request = match operation {
        "GetObject" => S3Request::get_object(bucket, key),
        "PutObject" => S3Request::put_object(bucket, key),
        "HeadObject" => S3Request::head_object(bucket, key),
        "DeleteObject" => S3Request::delete_object(bucket, key),
        "HeadBucket" => S3Request::head_bucket(bucket),
        "ListObjectsV2" => S3Request::list_objects_v2(bucket),
        "CreateMultipartUpload" => S3Request::create_multipart_upload(bucket, key),
        "UploadPart" => S3Request::upload_part(bucket, key, upload, part.unwrap_or_default()),
        "CompleteMultipartUpload" => S3Request::complete_multipart_upload(bucket, key, upload),
        "AbortMultipartUpload" => S3Request::abort_multipart_upload(bucket, key, upload),
        "ListParts" => S3Request::list_parts(bucket, key, upload),
        // The source is given encoded, as the SDKs take it.
        "CopyObject" => S3Request::put_object(bucket, key)
            .header("x-amz-copy-source", text(input, "CopySource")),
        other => panic!("no operation {other}"),
    };
    let request = match part.filter(|_| operation == "GetObject") {
        Some(number) => request.part_number(number),
        None => request,
    };
    let request = if key.split('/').any(|segment| matches!(segment, "." | "..")) {
        request.allow_dot_segments()
    } else {
        request
    };
    input
        .as_object()
        .into_iter()
        .flatten()
        .fold(request, |request, (name, value)| with(request, name, value))
}

/// The typed setters where the value has their type, the plain ones for the rest.
fn with<'c>(request: S3Request<'c>, name: &str, value: &'c Value) -> S3Request<'c> {
    let text = value.as_str().unwrap_or_default();
    match name {
        "VersionId" => request.version_id(text),
        "ResponseContentType" => request.response_content_type(text),
        "ResponseContentDisposition" => request.response_content_disposition(text),
        "ResponseCacheControl" => request.response_cache_control(text),
        "ResponseContentLanguage" => request.response_content_language(text),
        "ResponseContentEncoding" => request.response_content_encoding(text),
        "IfMatch" => request.if_match(text),
        "IfNoneMatch" if text == "*" => request.if_none_match_any(),
        "IfNoneMatch" => request.if_none_match(text),
        "RequestPayer" => request.requester_pays(),
        "ExpectedBucketOwner" => request.expected_bucket_owner(text),
        "ChecksumMode" => request.checksum_mode_enabled(),
        "ContentType" => request.content_type(text),
        "ContentDisposition" => request.content_disposition(text),
        "CacheControl" => request.cache_control(text),
        "ContentLanguage" => request.content_language(text),
        "Prefix" => request.prefix(text),
        "Delimiter" => request.delimiter(text),
        "MaxKeys" => request.max_keys(5),
        "ACL" => request.acl(CannedAcl::PublicRead),
        "BucketKeyEnabled" => request.bucket_key_enabled(true),
        "Metadata" => {
            value.as_object().into_iter().flatten().fold(request, |request, (name, value)| {
                request.metadata(name, value.as_str().unwrap_or_default())
            })
        }
        "Range" => request.header("range", text),
        "StorageClass" => request.header("x-amz-storage-class", text),
        "Tagging" => request.header("x-amz-tagging", text),
        "ServerSideEncryption" => request.header("x-amz-server-side-encryption", text),
        "SSEKMSKeyId" => request.header("x-amz-server-side-encryption-aws-kms-key-id", text),
        "ContentMD5" => request.header("content-md5", text),
        "ChecksumSHA256" => request.header("x-amz-checksum-sha256", text),
        "ChecksumCRC32" => request.header("x-amz-checksum-crc32", text),
        "Bucket" | "Key" | "UploadId" | "PartNumber" | "CopySource" => request,
        other => panic!("no input {other}"),
    }
}

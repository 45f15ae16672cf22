//! The AWS SDK for Rust's URL for a case.

use std::time::{Duration, UNIX_EPOCH};

use aws_credential_types::Credentials;
use aws_sdk_s3::Client;
use aws_sdk_s3::config::{
    BehaviorVersion, Builder, Region, RequestChecksumCalculation, ResponseChecksumValidation,
};
use aws_sdk_s3::error::DisplayErrorContext;
use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::types::ChecksumMode;
use serde_json::{Value, json};

use crate::cases::TIME;
use crate::text;

pub fn url(case: &Value) -> Result<Value, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let signed = runtime.block_on(presigned(case))?;
    let headers: serde_json::Map<_, _> =
        signed.headers().map(|(name, value)| (name.to_owned(), value.into())).collect();
    Ok(json!({ "method": signed.method(), "url": signed.uri(), "headers": headers }))
}

fn client(case: &Value) -> Client {
    let is_on = |name: &str| case[name].as_bool().unwrap_or_default();
    let of = &case["credentials"];
    let token = of["token"].as_str().map(str::to_owned);
    let config = Builder::new()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new(text(case, "region").to_owned()))
        .credentials_provider(Credentials::new(
            text(of, "id"),
            text(of, "secret"),
            token,
            None,
            "case",
        ))
        .force_path_style(text(case, "style") == "path")
        .use_dual_stack(is_on("dual_stack"))
        .use_fips(is_on("fips"))
        .accelerate(is_on("accelerate"))
        .use_arn_region(true)
        .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
        .response_checksum_validation(ResponseChecksumValidation::WhenRequired);
    let config = match case["endpoint"].as_str() {
        Some(url) => config.endpoint_url(url),
        None => config,
    };
    Client::from_conf(config.build())
}

/// A request with the texts that are given, and signed.
macro_rules! sign {
    ($case:ident, $request:expr; $($set:ident: $name:literal),* $(,)?) => {{
        let input = &$case["input"];
        let mut request = $request.bucket(text(input, "Bucket"));
        $(request = request.$set(input[$name].as_str().map(|value| value.parse().unwrap()));)*
        let lifetime = Duration::from_secs($case["expires"].as_u64().unwrap_or_default());
        let config = PresigningConfig::builder()
            .start_time(UNIX_EPOCH + Duration::from_secs(TIME))
            .expires_in(lifetime)
            .build()
            .map_err(|error| error.to_string())?;
        request.presigned(config).await.map_err(|error| DisplayErrorContext(error).to_string())
    }};
}

async fn presigned(case: &Value) -> Result<aws_sdk_s3::presigning::PresignedRequest, String> {
    let client = client(case);
    let input = &case["input"];
    let part = input["PartNumber"].as_i64().and_then(|number| i32::try_from(number).ok());
    match text(case, "operation") {
        "GetObject" => {
            let mode = input["ChecksumMode"].as_str().map(|_| ChecksumMode::Enabled);
            sign!(case, client.get_object().set_part_number(part).set_checksum_mode(mode);
                set_key: "Key", set_version_id: "VersionId", set_range: "Range", set_if_match: "IfMatch",
                set_if_none_match: "IfNoneMatch", set_request_payer: "RequestPayer",
                set_expected_bucket_owner: "ExpectedBucketOwner",
                set_response_content_type: "ResponseContentType",
                set_response_content_disposition: "ResponseContentDisposition",
                set_response_cache_control: "ResponseCacheControl",
                set_response_content_language: "ResponseContentLanguage",
                set_response_content_encoding: "ResponseContentEncoding")
        }
        "PutObject" => {
            let metadata = input["Metadata"].as_object().map(|pairs| {
                let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                pairs.iter().map(|(name, value)| (name.clone(), text(value))).collect()
            });
            let request = client.put_object().set_metadata(metadata);
            sign!(case, request.set_bucket_key_enabled(input["BucketKeyEnabled"].as_bool());
                set_key: "Key", set_content_type: "ContentType", set_content_disposition: "ContentDisposition",
                set_cache_control: "CacheControl", set_content_language: "ContentLanguage",
                set_storage_class: "StorageClass", set_acl: "ACL", set_tagging: "Tagging",
                set_server_side_encryption: "ServerSideEncryption", set_ssekms_key_id: "SSEKMSKeyId",
                set_if_none_match: "IfNoneMatch", set_content_md5: "ContentMD5",
                set_checksum_sha256: "ChecksumSHA256", set_checksum_crc32: "ChecksumCRC32")
        }
        "HeadObject" => {
            sign!(case, client.head_object(); set_key: "Key", set_version_id: "VersionId")
        }
        "DeleteObject" => {
            sign!(case, client.delete_object(); set_key: "Key", set_version_id: "VersionId")
        }
        "UploadPart" => {
            sign!(case, client.upload_part().set_part_number(part); set_key: "Key", set_upload_id: "UploadId")
        }
        other => Err(format!("it does not presign {other}")),
    }
}

//! The table of requests, in the names that AWS's API has for everything.

use serde_json::{Value, json};

/// When all of them are signed: 2026-11-21T12:00:00Z.
pub const TIME: u64 = 1_795_262_400;

pub fn all() -> Vec<Value> {
    let mut cases = Vec::new();
    keys(&mut cases);
    reads(&mut cases);
    writes(&mut cases);
    others(&mut cases);
    places(&mut cases);
    tokens(&mut cases);
    cases
}

fn add(cases: &mut Vec<Value>, id: &str, operation: &str, input: &Value, setting: &Value) {
    let mut all = json!({ "Bucket": "photos", "Key": "2026/cat.jpg" });
    let of_bucket = operation.ends_with("Bucket") || operation.starts_with("List");
    if let Some(fields) = all.as_object_mut() {
        if of_bucket && operation != "ListParts" {
            fields.remove("Key");
        }
        fields.extend(input.as_object().cloned().unwrap_or_default());
    }
    let mut case = json!({
        "id": id, "operation": operation, "input": all, "expires": 900, "time": TIME,
        "region": "eu-west-1", "style": "virtual",
        "credentials": { "id": "AKIAIOSFODNN7EXAMPLE", "secret": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" },
    });
    if let Some(fields) = case.as_object_mut() {
        fields.extend(setting.as_object().cloned().unwrap_or_default());
    }
    cases.push(case);
}

const KEYS: [&str; 30] = [
    "plain",
    "a/b/c.txt",
    "with space",
    " leading",
    "trailing ",
    "a+b",
    "a%b",
    "a%20b",
    "a&b=c",
    "a?b",
    "a#b",
    "é",
    "日本語/ファイル",
    "😀",
    "a\u{301}",
    "~tilde",
    "(paren)",
    "it's",
    "star*",
    "a!b",
    "semi;colon",
    "at@x",
    "a:b",
    "a,b",
    "$HOME",
    "[x]{y}|z",
    "back\\slash",
    "\"quoted\"",
    "<a>^`b`",
    "tab\there",
];

/// Keys whose segments HTTP clients and URL types like to tidy up.
const SEGMENTS: [&str; 6] =
    ["/leading", "trailing/", "//", "a//b", "..a/.b", "https://evil.example/x"];

fn keys(cases: &mut Vec<Value>) {
    for (number, key) in KEYS.iter().chain(&SEGMENTS).enumerate() {
        for (operation, style) in [("GetObject", "virtual"), ("PutObject", "path")] {
            let id = format!("key-{number:02}-{style}");
            add(cases, &id, operation, &json!({ "Key": key }), &json!({ "style": style }));
        }
    }
    for (number, key) in ["a/../b", "./a", "a/.", ".."].iter().enumerate() {
        add(cases, &format!("dots-{number}"), "GetObject", &json!({ "Key": key }), &json!({}));
    }
    let long = "x".repeat(1_024);
    add(cases, "key-long", "GetObject", &json!({ "Key": long }), &json!({}));
}

fn reads(cases: &mut Vec<Value>) {
    let mut get =
        |id: &str, input: &Value| add(cases, &format!("get-{id}"), "GetObject", input, &json!({}));
    get(
        "version",
        &json!({ "VersionId": "3/L4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY+MTRCxf3vjVBH40Nr8X8gdRQBpUMLUo" }),
    );
    get("part", &json!({ "PartNumber": 7 }));
    get("type", &json!({ "ResponseContentType": "text/html; charset=utf-8" }));
    get(
        "attachment",
        &json!({ "ResponseContentDisposition": "attachment; filename=\"a b é.txt\"" }),
    );
    get(
        "all-overrides",
        &json!({
            "ResponseCacheControl": "no-cache, max-age=0", "ResponseContentLanguage": "de",
            "ResponseContentEncoding": "gzip", "ResponseContentType": "a/b",
        }),
    );
    get("range", &json!({ "Range": "bytes=0-9" }));
    get("if-match", &json!({ "IfMatch": "\"d41d8cd98f00b204e9800998ecf8427e\"" }));
    get("if-none-match", &json!({ "IfNoneMatch": "\"x\"" }));
    get("payer", &json!({ "RequestPayer": "requester" }));
    get("owner", &json!({ "ExpectedBucketOwner": "123456789012" }));
    get("checksum-mode", &json!({ "ChecksumMode": "ENABLED" }));
}

fn writes(cases: &mut Vec<Value>) {
    let mut put =
        |id: &str, input: &Value| add(cases, &format!("put-{id}"), "PutObject", input, &json!({}));
    put("type", &json!({ "ContentType": "image/jpeg" }));
    put("disposition", &json!({ "ContentDisposition": "inline; filename=\"a b.jpg\"" }));
    put("cache", &json!({ "CacheControl": "max-age=60,  public" }));
    put("language", &json!({ "ContentLanguage": "de, en" }));
    put("metadata", &json!({ "Metadata": { "by": "me and you", "a-b": "1" } }));
    put("class", &json!({ "StorageClass": "STANDARD_IA" }));
    put("acl", &json!({ "ACL": "public-read" }));
    put("tagging", &json!({ "Tagging": "a=b%20c&d=e" }));
    put("sse", &json!({ "ServerSideEncryption": "AES256" }));
    put(
        "kms",
        &json!({ "ServerSideEncryption": "aws:kms", "SSEKMSKeyId": "alias/k", "BucketKeyEnabled": true }),
    );
    put("if-none-match", &json!({ "IfNoneMatch": "*" }));
    put("md5", &json!({ "ContentMD5": "1B2M2Y8AsgTpgAmY7PhCfg==" }));
    put("sha256", &json!({ "ChecksumSHA256": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" }));
    put("crc32", &json!({ "ChecksumCRC32": "AAAAAA==" }));
    put(
        "many",
        &json!({
            "ContentType": "image/png", "StorageClass": "GLACIER_IR", "Metadata": { "a": "b" },
            "ServerSideEncryption": "AES256", "IfNoneMatch": "*",
        }),
    );
}

fn others(cases: &mut Vec<Value>) {
    let mut add =
        |id: &str, operation: &str, input: &Value| add(cases, id, operation, input, &json!({}));
    add("head", "HeadObject", &json!({}));
    add("head-version", "HeadObject", &json!({ "VersionId": "null" }));
    add("delete", "DeleteObject", &json!({}));
    add("delete-version", "DeleteObject", &json!({ "VersionId": "v" }));
    add("head-bucket", "HeadBucket", &json!({}));
    add("list", "ListObjectsV2", &json!({}));
    add(
        "list-prefix",
        "ListObjectsV2",
        &json!({ "Prefix": "a b/é+", "Delimiter": "/", "MaxKeys": 5 }),
    );
    add("create-upload", "CreateMultipartUpload", &json!({ "ContentType": "video/mp4" }));
    add("part", "UploadPart", &json!({ "UploadId": "a+b/c=", "PartNumber": 3 }));
    add("complete", "CompleteMultipartUpload", &json!({ "UploadId": "u.v~w" }));
    add("abort", "AbortMultipartUpload", &json!({ "UploadId": "u" }));
    add("parts", "ListParts", &json!({ "UploadId": "u" }));
    add("copy", "CopyObject", &json!({ "CopySource": "other/a%20b%2Bc" }));
}

fn places(cases: &mut Vec<Value>) {
    let settings = [
        ("us-east-1", json!({ "region": "us-east-1" })),
        ("us-east-1-path", json!({ "region": "us-east-1", "style": "path" })),
        ("china", json!({ "region": "cn-north-1" })),
        ("gov", json!({ "region": "us-gov-west-1", "style": "path" })),
        ("dual-stack", json!({ "dual_stack": true })),
        ("dual-stack-path", json!({ "dual_stack": true, "style": "path" })),
        ("accelerate", json!({ "accelerate": true })),
        ("accelerate-dual-stack", json!({ "accelerate": true, "dual_stack": true })),
        ("fips", json!({ "region": "us-east-2", "fips": true })),
        ("custom", json!({ "endpoint": "http://localhost:9000", "style": "path" })),
        ("custom-virtual", json!({ "endpoint": "https://s3.example.com:8443" })),
        (
            "custom-default-port",
            json!({ "endpoint": "https://s3.example.com:443", "style": "path" }),
        ),
        (
            "custom-base-path",
            json!({ "endpoint": "https://gateway.example.com/store", "style": "path" }),
        ),
        ("week", json!({ "expires": 604_800 })),
        ("second", json!({ "expires": 1 })),
    ];
    for (id, setting) in settings {
        add(cases, &format!("place-{id}"), "GetObject", &json!({ "Key": "a b" }), &setting);
    }
    for (style, region) in [("virtual", "eu-west-1"), ("path", "us-east-1")] {
        let (id, setting) =
            (format!("dotted-{style}"), json!({ "style": style, "region": region }));
        add(cases, &id, "GetObject", &json!({ "Bucket": "my.dotted.bucket" }), &setting);
    }
    for (id, bucket) in [
        ("access-point", "arn:aws:s3:eu-west-1:123456789012:accesspoint/mine"),
        ("object-lambda", "arn:aws:s3-object-lambda:eu-west-1:123456789012:accesspoint/mine"),
        (
            "outpost",
            "arn:aws:s3-outposts:eu-west-1:123456789012:outpost/op-01234567890123456/accesspoint/mine",
        ),
    ] {
        add(cases, &format!("arn-{id}"), "GetObject", &json!({ "Bucket": bucket }), &json!({}));
    }
}

fn tokens(cases: &mut Vec<Value>) {
    for (number, token) in ["plain", "a/b+c==", "%2F%25", "FwoGZXIvYXdzE&x=y é~"].iter().enumerate()
    {
        let credentials = json!({ "credentials": { "id": "ASIAIOSFODNN7EXAMPLE", "secret": "s", "token": token } });
        for operation in ["GetObject", "PutObject"] {
            add(cases, &format!("token-{number}-{operation}"), operation, &json!({}), &credentials);
        }
    }
}

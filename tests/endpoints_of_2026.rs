//! Endpoints and names of buckets that AWS's rules gained by the end of 2026, or that were wrong here until then.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use s3_presigner::{
    CopySource, CredentialKind, Credentials, Endpoint, EndpointError, Error, Presigner, Region,
    S3Request,
};

const HOUR: Duration = Duration::from_secs(3_600);
const BETA_OUTPOST: &str = "test-accessp-o0b1d075431d83bebde8xz5w8ijx1qzlbp3i3kbeta0--op-s3";
const BETA_EC2: &str = "161743052723-e00000136899934034jeahy1t8gpzpbwjj8kb7beta0--op-s3";

fn region(name: &str) -> Region {
    Region::new(name).unwrap()
}

fn url(endpoint: &Endpoint, name: &str, bucket: &str) -> String {
    endpoint.resolve(&region(name), Some(bucket)).unwrap().url
}

fn presigner(name: &str) -> Presigner {
    Presigner::new(Credentials::new("AKIDEXAMPLE", "secret").unwrap(), region(name))
}

#[test]
fn acceleration_with_dual_stack_names_the_region_of_aws_global_alone() {
    let endpoint = Endpoint::aws().with_accelerate(true).with_dual_stack(true);
    assert_eq!(
        url(&endpoint, "aws-global", "bucket"),
        "https://bucket.s3-accelerate.dualstack.us-east-1.amazonaws.com"
    );
    let ordinary = "https://bucket.s3-accelerate.dualstack.amazonaws.com";
    assert_eq!(url(&endpoint, "us-east-1", "bucket"), ordinary);
    assert_eq!(url(&endpoint, "eu-west-1", "bucket"), ordinary);
    let one_stack = Endpoint::aws().with_accelerate(true);
    assert_eq!(
        url(&one_stack, "aws-global", "bucket"),
        "https://bucket.s3-accelerate.amazonaws.com"
    );
}

#[test]
fn an_alias_of_the_beta_of_outposts_needs_its_endpoint() {
    let beta = Endpoint::custom("https://example.amazonaws.com").unwrap();
    for (alias, outpost) in [(BETA_OUTPOST, "op-0b1d075431d83bebd"), (BETA_EC2, "ec2")] {
        assert_eq!(
            url(&beta, "us-east-1", alias),
            format!("https://{alias}.{outpost}.example.amazonaws.com")
        );
        let refused = Endpoint::aws().resolve(&region("us-east-1"), Some(alias)).unwrap_err();
        assert_eq!(
            refused.to_string(),
            format!(
                "\"{alias}\" is of the beta of S3 on Outposts: give the endpoint of the beta as a custom endpoint"
            )
        );
    }
    // All others go to AWS's own host.
    let alias = BETA_OUTPOST.replace("beta0", "usea0");
    let at_aws =
        format!("https://{alias}.op-0b1d075431d83bebd.s3-outposts.us-east-1.amazonaws.com");
    assert_eq!(url(&Endpoint::aws(), "us-east-1", &alias), at_aws);
    assert_eq!(url(&beta, "us-east-1", &alias), at_aws);
}

#[test]
fn old_buckets_of_us_east_are_signed_by_path() {
    let local = Endpoint::custom("http://localhost:9000").unwrap();
    for bucket in ["bucket-", "-bucket", "bucket_", "_Bucket", "a-._-A"] {
        let link = presigner("us-east-1").presign_get(bucket, "k", HOUR).unwrap();
        let start = format!("https://s3.us-east-1.amazonaws.com/{bucket}/k?");
        assert!(link.as_str().starts_with(&start), "{}", link.as_str());
        let link =
            presigner("us-east-1").with_endpoint(local.clone()).presign_get(bucket, "k", HOUR);
        let link = link.unwrap();
        let start = format!("http://localhost:9000/{bucket}/k?");
        assert!(link.as_str().starts_with(&start), "{}", link.as_str());
    }
    for bucket in ["bucket.", ".bucket", "..", "..."] {
        assert!(presigner("us-east-1").presign_get(bucket, "k", HOUR).is_err(), "{bucket}");
    }
}

#[test]
fn an_account_regional_bucket_is_signed_for_the_region_in_its_name() {
    let bucket = "photos-123456789012-us-west-2-an";
    let link = presigner("us-west-2").presign_get(bucket, "k", HOUR).unwrap();
    let start = format!("https://{bucket}.s3.us-west-2.amazonaws.com/k?");
    assert!(link.as_str().starts_with(&start), "{}", link.as_str());

    let refused = presigner("eu-west-1").presign_get(bucket, "k", HOUR).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "bucket \"photos-123456789012-us-west-2-an\" is in the region us-west-2 by its name, and the link would be \
         signed for eu-west-1: sign for us-west-2"
    );
    assert!(matches!(refused, Error::Endpoint(EndpointError::AccountRegionalBucket { .. })));
    let virginia = "photos-123456789012-us-east-1-an";
    assert!(Endpoint::aws().resolve(&region("aws-global"), Some(virginia)).is_ok());

    // Elsewhere a name is a name.
    let local = Endpoint::custom("http://localhost:9000").unwrap();
    assert!(presigner("eu-west-1").with_endpoint(local).presign_get(bucket, "k", HOUR).is_ok());
    assert!(presigner("eu-west-1").presign_get("a-clean-an", "k", HOUR).is_ok());
}

#[test]
fn sessions_of_directory_buckets_copy_nothing() {
    let session = Credentials::temporary("ASIAEXAMPLE", "secret", "token")
        .unwrap()
        .with_kind(CredentialKind::S3ExpressSession);
    let bucket = "logs--usw2-az1--x-s3";
    let source = CopySource::new(bucket, "old").unwrap();
    let of_session = presigner("us-west-2").with_credentials(session);
    for request in [
        S3Request::copy_object(bucket, "k", &source),
        S3Request::upload_part_copy(bucket, "k", "id", 1, &source),
    ] {
        let refused = of_session.presign(&request, Duration::from_secs(60)).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "CopyObject and UploadPartCopy take no S3 Express session credentials: sign with the credentials that \
             made the session"
        );
        assert!(presigner("us-west-2").presign(&request, Duration::from_secs(60)).is_ok());
    }
    let renamed = S3Request::rename_object(bucket, "k", "old");
    assert!(of_session.presign(&renamed, Duration::from_secs(60)).is_ok());
}

#[test]
fn services_beside_s3_and_arns_of_buckets_say_what_to_do() {
    let refusal = |bucket: &str| {
        presigner("us-east-1").presign_get(bucket, "k", HOUR).unwrap_err().to_string()
    };
    for (arn, rest) in [
        (
            "arn:aws:s3tables:us-east-1:123456789012:bucket/sales",
            "is of the service s3tables, which takes no presigned URLs: tables are read by query engines, through the \
             service's own API",
        ),
        (
            "arn:aws:s3vectors:us-east-1:123456789012:bucket/texts/index/words",
            "is of the service s3vectors, which takes no presigned URLs: vectors are asked for by POST, with a \
             signature in the header",
        ),
        (
            "arn:aws-cn:s3files:cn-north-1:123456789012:file-system/fs-0123456789abcdef0",
            "is of the service s3files, which takes no presigned URLs: a file system is mounted; sign for an object of \
             the bucket that is behind it",
        ),
        ("arn:aws:s3:::photos", "is the ARN of a bucket: give its name, \"photos\""),
    ] {
        assert_eq!(refusal(arn), format!("\"{arn}\" {rest}"));
    }
}

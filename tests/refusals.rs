//! Every refusal of an endpoint: its own error, with its exact text.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use s3_presigner::{AddressingStyle, Endpoint, Error, Region};

fn resolve(endpoint: &Endpoint, region: &str, bucket: &str) -> String {
    let refused = endpoint.resolve(&Region::new(region).unwrap(), Some(bucket)).unwrap_err();
    assert!(matches!(refused, Error::Endpoint(_)), "{refused:?}");
    refused.to_string()
}

#[test]
fn variants_that_aws_does_not_combine() {
    let aws = Endpoint::aws;
    for (endpoint, region, bucket, text) in [
        (
            aws().with_accelerate(true).with_fips(true),
            "eu-west-1",
            "photos",
            "S3 Transfer Acceleration has no FIPS endpoint: turn one of the two off",
        ),
        (
            aws().with_accelerate(true),
            "cn-north-1",
            "photos",
            "partition aws-cn has no S3 Transfer Acceleration: turn it off",
        ),
        (
            aws().with_accelerate(true),
            "eu-west-1",
            "my.photos",
            "S3 Transfer Acceleration works only where the bucket is part of the host name: bucket \
             \"my.photos\" is addressed by path, so turn acceleration off",
        ),
        (
            Endpoint::custom("http://localhost:9000").unwrap().with_dual_stack(true),
            "eu-west-1",
            "photos",
            "a custom endpoint cannot be combined with dual-stack: put the variant's host into the endpoint URL",
        ),
        (
            Endpoint::custom("http://localhost:9000").unwrap().with_fips(true),
            "eu-west-1",
            "photos",
            "a custom endpoint cannot be combined with FIPS: put the variant's host into the endpoint URL",
        ),
        (
            Endpoint::custom("http://localhost:9000").unwrap().with_accelerate(true),
            "eu-west-1",
            "photos",
            "a custom endpoint cannot be combined with S3 Transfer Acceleration: put the variant's host into \
             the endpoint URL",
        ),
        (
            aws().with_fips(true),
            "cn-north-1",
            "photos",
            "partition aws-cn has no FIPS endpoints: turn FIPS off",
        ),
        (
            aws(),
            "RegionOne",
            "photos",
            "region \"RegionOne\" cannot be part of AWS's host name: use its lower-case name, for example eu-west-1",
        ),
        (
            aws().with_accelerate(true),
            "us-west-2",
            "logs--usw2-az1--x-s3",
            "an S3 Express directory bucket does not support S3 Transfer Acceleration: turn it off for this bucket",
        ),
        (
            aws(),
            "us-west-2",
            "b--x--x-s3",
            "\"b--x--x-s3\" is no directory bucket name: it is BASE--ZONE--x-s3, such as logs--usw2-az1--x-s3",
        ),
        (
            aws(),
            "us-west-2",
            "logs--x-s3",
            "\"logs--x-s3\" is no directory bucket name: it is BASE--ZONE--x-s3, such as logs--usw2-az1--x-s3",
        ),
    ] {
        assert_eq!(resolve(&endpoint, region, bucket), text);
    }
}

#[test]
fn arns_that_lead_nowhere() {
    let ap = "arn:aws:s3:us-west-2:123456789012:accesspoint/my-ap";
    let mrap = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";
    let lambda = "arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/my-ap";
    let outpost = "arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-01/accesspoint/my-ap";
    let aws = Endpoint::aws;
    let unsupported = |kind: &str, variant: &str| {
        format!("{kind} does not support {variant}: turn it off for this bucket")
    };
    for (endpoint, region, bucket, text) in [
        (
            aws().with_style(AddressingStyle::Path),
            "us-west-2",
            ap,
            format!("an ARN cannot be addressed by path: turn path style off for {ap:?}"),
        ),
        (
            aws().with_accelerate(true),
            "us-west-2",
            ap,
            unsupported("an access point", "S3 Transfer Acceleration"),
        ),
        (aws().with_dual_stack(true), "us-west-2", mrap, unsupported("a Multi-Region Access Point", "dual-stack")),
        (aws().with_fips(true), "us-west-2", mrap, unsupported("a Multi-Region Access Point", "FIPS")),
        (
            aws().with_accelerate(true),
            "us-west-2",
            mrap,
            unsupported("a Multi-Region Access Point", "S3 Transfer Acceleration"),
        ),
        (
            aws().with_dual_stack(true),
            "us-west-2",
            lambda,
            unsupported("an Object Lambda access point", "dual-stack"),
        ),
        (aws().with_fips(true), "us-west-2", outpost, unsupported("an access point on Outposts", "FIPS")),
        (
            aws().with_multi_region_access_points(false),
            "us-west-2",
            mrap,
            "Multi-Region Access Points are turned off for this endpoint".to_owned(),
        ),
        (
            aws().with_arn_region(false),
            "eu-west-1",
            ap,
            "the presigner's region is \"eu-west-1\", the ARN's \"us-west-2\", and the region of ARNs is not to \
             be used: make a presigner for that region, or leave with_arn_region on"
                .to_owned(),
        ),
        (
            aws(),
            "cn-north-1",
            ap,
            "the presigner's region is in partition aws-cn, the ARN in \"aws\": make a presigner for a region \
             of that partition"
                .to_owned(),
        ),
        (
            aws(),
            "us-west-2",
            "arn:aws:s3:us-west-2",
            "\"arn:aws:s3:us-west-2\" is no ARN: it has six parts, \
             arn:partition:service:region:account-id:resource"
                .to_owned(),
        ),
        (
            aws(),
            "us-west-2",
            "arn:aws:s3:::photos",
            "\"arn:aws:s3:::photos\" is the ARN of a bucket: give its name, \"photos\"".to_owned(),
        ),
        (
            aws(),
            "us-west-2",
            "arn:aws:s3:us-west-2:123456789012:accesspoint",
            "\"arn:aws:s3:us-west-2:123456789012:accesspoint\" lacks the name of the access point: the \
             resource is accesspoint/NAME"
                .to_owned(),
        ),
        (
            aws(),
            "us-west-2",
            "arn:aws:s3:us-west-2:123456789012:accesspoint/a/object/k",
            "\"arn:aws:s3:us-west-2:123456789012:accesspoint/a/object/k\" goes on behind the name of the access \
             point: cut the rest off, the key is given apart"
                .to_owned(),
        ),
        (
            aws(),
            "us-west-2",
            "arn:aws:s3:us-west-2:1234_:accesspoint/a",
            "account id \"1234_\" in the ARN is not valid: lower-case letters, digits and `-` only".to_owned(),
        ),
    ] {
        assert_eq!(resolve(&endpoint, region, bucket), text);
    }
}

#[test]
fn access_points_that_cannot_stand_in_front_of_a_host() {
    let ap = "arn:aws:s3:us-west-2:123456789012:accesspoint/my-ap";
    let outpost = "arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-01/accesspoint/my-ap";
    for (endpoint, bucket, text) in [
        (
            Endpoint::custom("http://10.0.0.1:9000").unwrap(),
            ap,
            "\"my-ap-123456789012\" cannot stand in front of the host \"10.0.0.1:9000\": give the endpoint a host \
             name, and none with right-to-left letters",
        ),
        (
            Endpoint::custom("http://[::1]").unwrap(),
            outpost,
            "\"my-ap-123456789012\" cannot stand in front of the host \"[::1]\": give the endpoint a host name, \
             and none with right-to-left letters",
        ),
        (
            Endpoint::aws(),
            "arn:aws:s3:us-west-2:123456789012:accesspoint/a123456789b123456789c123456789d123456789e123456789f",
            "\"a123456789b123456789c123456789d123456789e123456789f-123456789012\", the access point's name and \
             account id, is longer than the 63 characters that a part of a host name can have: look for a \
             name or an id that is too long",
        ),
    ] {
        assert_eq!(resolve(&endpoint, "us-west-2", bucket), text);
    }
}

#[test]
fn acceleration_is_for_buckets_and_leaves_the_service_where_it_is() {
    for (endpoint, region, url) in [
        (Endpoint::aws(), "eu-west-1", "https://s3.eu-west-1.amazonaws.com"),
        (
            Endpoint::aws().with_dual_stack(true),
            "eu-west-1",
            "https://s3.dualstack.eu-west-1.amazonaws.com",
        ),
        (Endpoint::aws(), "cn-north-1", "https://s3.cn-north-1.amazonaws.com.cn"),
    ] {
        let region = Region::new(region).unwrap();
        assert_eq!(endpoint.with_accelerate(true).resolve(&region, None).unwrap().url, url);
    }
}

#[test]
fn a_custom_endpoint_of_another_region_or_service_than_is_signed_for() {
    let object_lambda = "arn:aws:s3-object-lambda:eu-west-1:123456789012:accesspoint/mine";
    for (url, region, bucket, text) in [
        (
            "https://s3.eu-west-1.amazonaws.com",
            "us-east-1",
            "photos",
            "the endpoint \"s3.eu-west-1.amazonaws.com\" is in the region eu-west-1, and the link would be signed for \
             \"us-east-1\": sign for eu-west-1, or give the endpoint of \"us-east-1\"",
        ),
        (
            "https://bucket.vpce-1a2b-3c4d.s3.us-west-2.vpce.amazonaws.com",
            "aws-global",
            "photos",
            "the endpoint \"bucket.vpce-1a2b-3c4d.s3.us-west-2.vpce.amazonaws.com\" is in the region us-west-2, and \
             the link would be signed for \"us-east-1\": sign for us-west-2, or give the endpoint of \"us-east-1\"",
        ),
        (
            "https://s3-outposts.us-east-1.amazonaws.com",
            "us-east-1",
            "photos",
            "the endpoint \"s3-outposts.us-east-1.amazonaws.com\" belongs to the service s3-outposts, and the link \
             would be signed for s3: give an endpoint of s3, or a bucket or an access point that is reached by \
             s3-outposts",
        ),
        (
            "https://s3.eu-west-1.amazonaws.com",
            "eu-west-1",
            object_lambda,
            "the endpoint \"mine-123456789012.s3.eu-west-1.amazonaws.com\" belongs to the service s3, and the link \
             would be signed for s3-object-lambda: give an endpoint of s3-object-lambda, or a bucket or an access \
             point that is reached by s3",
        ),
        (
            "https://s3.us-west-2.amazonaws.com",
            "us-west-2",
            "logs--usw2-az1--x-s3",
            "the endpoint \"s3.us-west-2.amazonaws.com\" belongs to the service s3, and the link would be signed for \
             s3express: give an endpoint of s3express, or a bucket or an access point that is reached by s3",
        ),
        (
            "http://photos.s3-website-eu-west-1.amazonaws.com",
            "eu-west-1",
            "photos",
            "the endpoint \"photos.s3-website-eu-west-1.amazonaws.com\" is S3's for websites, which knows no \
             signatures: give the endpoint of the region, such as https://s3.eu-west-1.amazonaws.com",
        ),
    ] {
        assert_eq!(resolve(&Endpoint::custom(url).unwrap(), region, bucket), text, "{url}");
    }
    let behind = Endpoint::custom("https://s3.eu-west-1.amazonaws.com").unwrap();
    let behind = behind.with_public_url("https://files.example.com").unwrap();
    assert!(resolve(&behind, "us-east-1", "photos").contains("is in the region eu-west-1"));
}

#[test]
fn a_custom_endpoint_at_aws_goes_with_what_is_signed_for() {
    let mine = "arn:aws:s3:eu-west-1:123456789012:accesspoint/mine";
    for (url, region, bucket) in [
        ("https://s3.eu-west-1.amazonaws.com", "eu-west-1", "photos"),
        ("https://s3-eu-west-1.amazonaws.com", "eu-west-1", "photos"),
        ("https://s3.dualstack.eu-west-1.amazonaws.com:8443", "eu-west-1", "photos"),
        ("https://s3.us-east-1.amazonaws.com", "aws-global", "photos"),
        ("https://s3-external-1.amazonaws.com", "us-east-1", "photos"),
        // S3 routes by the bucket there.
        ("https://s3.amazonaws.com", "eu-west-1", "photos"),
        ("https://s3-accelerate.amazonaws.com", "eu-west-1", "photos"),
        ("https://s3-fips-us-gov-west-1.amazonaws.com", "us-gov-west-1", "photos"),
        ("https://s3-fips.dualstack.us-gov-west-1.amazonaws.com", "us-gov-west-1", "photos"),
        ("https://s3.cn-north-1.amazonaws.com.cn", "cn-north-1", "photos"),
        // The region of an ARN is the one that is signed for.
        ("https://s3-accesspoint.eu-west-1.amazonaws.com", "eu-west-2", mine),
        ("https://accesspoint.vpce-1a2b.s3.eu-west-1.vpce.amazonaws.com", "eu-west-2", mine),
        ("https://s3express-usw2-az1.us-west-2.amazonaws.com", "us-west-2", "a--usw2-az1--x-s3"),
        // An ARN of all regions has a host of its own, whatever the endpoint.
        (
            "https://s3.eu-west-1.amazonaws.com",
            "us-east-1",
            "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap",
        ),
    ] {
        let endpoint = Endpoint::custom(url).unwrap();
        let resolved = endpoint.resolve(&Region::new(region).unwrap(), Some(bucket));
        assert!(resolved.is_ok(), "{url} {bucket}: {resolved:?}");
    }
}

#[test]
fn aws_global_is_signed_for_us_east_1_at_every_endpoint() {
    let region = Region::new("aws-global").unwrap();
    let custom =
        Endpoint::custom("https://bucket.vpce-1a2b-3c4d.s3.us-east-1.vpce.amazonaws.com").unwrap();
    for endpoint in [Endpoint::aws(), custom] {
        let resolved = endpoint.resolve(&region, Some("photos")).unwrap();
        assert_eq!(resolved.signing_region, "us-east-1", "{resolved:?}");
    }
}

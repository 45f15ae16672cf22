//! Each statement as exact JSON, in each place.

use std::time::Duration;

use s3_presigner::{BucketArn, DenyStatement, IamPolicy, NetworkPath, Region};
use serde_json::{Value, json};

use crate::inputs::{TEN_MINUTES, office, old, photos};

fn value(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

/// The policy of a statement, in the four places that it can be attached to.
fn everywhere(statement: &DenyStatement) -> [Value; 4] {
    let one = || [statement.clone()];
    [
        IamPolicy::for_principal(one()),
        IamPolicy::for_bucket(&photos(), one()),
        IamPolicy::service_control(one()),
        IamPolicy::resource_control(one()),
    ]
    .map(|policy| value(&policy.unwrap().to_json()))
}

/// The statement of a policy of a principal.
fn of_principal(statement: DenyStatement) -> Value {
    let policy = IamPolicy::for_principal([statement]).unwrap();
    value(&policy.statements().next().unwrap().to_json())
}

fn policy(statement: &Value) -> Value {
    json!({ "Version": "2012-10-17", "Statement": [statement] })
}

#[test]
fn the_network_restriction_of_the_user_guide_comes_out_as_it_stands_there() {
    // User Guide, "Download and upload objects with presigned URLs", "Limiting presigned URL
    // capabilities", with a range for `IP-address-range`.
    let of_guide = json!({
        "Sid": "NetworkRestrictionForIAMPrincipal",
        "Effect": "Deny",
        "Action": "*",
        "Resource": "*",
        "Condition": {
            "NotIpAddressIfExists": { "aws:SourceIp": "203.0.113.0/24" },
            "BoolIfExists": { "aws:ViaAWSService": "false" }
        }
    });
    assert_eq!(of_principal(DenyStatement::outside_network(office())), of_guide);
    let [principal, bucket, service_control, resource_control] =
        everywhere(&DenyStatement::outside_network(office()));
    assert_eq!(principal, policy(&of_guide));
    assert_eq!(service_control, principal);

    let mut of_bucket = of_guide.clone();
    of_bucket["Sid"] = json!("NetworkRestrictionForBucket");
    of_bucket["Principal"] = json!("*");
    of_bucket["Resource"] = json!(["arn:aws:s3:::photos", "arn:aws:s3:::photos/*"]);
    assert_eq!(bucket, policy(&of_bucket));

    of_bucket["Resource"] = json!("*");
    of_bucket["Action"] = json!("s3:*");
    assert_eq!(resource_control, policy(&of_bucket));
}

#[test]
fn network_paths_of_one_statement_are_alternatives() {
    let ranges =
        NetworkPath::source_ip(["203.0.113.0/24", "198.51.100.7", "2001:db8::/32"]).unwrap();
    let vpc = NetworkPath::source_vpc(["vpc-1a2b3c4d"]).unwrap();
    let vpce = NetworkPath::source_vpce(["vpce-0123456789abcdef0", "vpce-1a2b3c4d"]).unwrap();
    let via = json!({ "aws:ViaAWSService": "false" });
    let condition = |path: &NetworkPath| {
        of_principal(DenyStatement::outside_network(path.clone()))["Condition"].clone()
    };
    assert_eq!(
        condition(&ranges),
        json!({
            "NotIpAddressIfExists":
                { "aws:SourceIp": ["203.0.113.0/24", "198.51.100.7/32", "2001:db8::/32"] },
            "BoolIfExists": via
        })
    );
    assert_eq!(
        condition(&vpc),
        json!({ "StringNotEqualsIfExists": { "aws:SourceVpc": "vpc-1a2b3c4d" }, "BoolIfExists": via })
    );
    assert_eq!(
        condition(&vpc.or(vpce).or(office())),
        json!({
            "NotIpAddressIfExists": { "aws:SourceIp": "203.0.113.0/24" },
            "StringNotEqualsIfExists": {
                "aws:SourceVpc": "vpc-1a2b3c4d",
                "aws:SourceVpce": ["vpce-0123456789abcdef0", "vpce-1a2b3c4d"]
            },
            "BoolIfExists": via
        })
    );
}

#[test]
fn old_signatures_are_denied_by_their_milliseconds() {
    // API Reference, "Amazon S3 Signature Version 4 Authentication Specific Policy Keys", whose Sid has
    // blanks, and the Prescriptive Guidance on presigned URLs, "Guardrail for s3:signatureAge".
    let statement = json!({
        "Sid": "MaximumSignatureAge",
        "Effect": "Deny",
        "Action": "s3:*",
        "Resource": "*",
        "Condition": { "NumericGreaterThan": { "s3:signatureAge": "600000" } }
    });
    let [principal, bucket, service_control, resource_control] = everywhere(&old());
    assert_eq!(principal, policy(&statement));
    assert_eq!(service_control, principal);

    let mut of_resource = statement.clone();
    of_resource["Principal"] = json!("*");
    assert_eq!(resource_control, policy(&of_resource));
    of_resource["Resource"] = json!("arn:aws:s3:::photos/*");
    assert_eq!(bucket, policy(&of_resource));

    let days = of_principal(DenyStatement::signature_age_over(7 * 144 * TEN_MINUTES).unwrap());
    assert_eq!(days["Condition"]["NumericGreaterThan"]["s3:signatureAge"], "604800000");
    let least = of_principal(DenyStatement::signature_age_over(Duration::from_millis(1)).unwrap());
    assert_eq!(least["Condition"]["NumericGreaterThan"]["s3:signatureAge"], "1");
}

#[test]
fn ways_to_sign_are_denied_on_bucket_and_objects() {
    for (statement, sid, key, name) in [
        (
            DenyStatement::signature_version_2(),
            "DenySignatureVersion2",
            "s3:signatureversion",
            "AWS",
        ),
        (
            DenyStatement::query_string_auth(),
            "DenyQueryStringAuthentication",
            "s3:authType",
            "REST-QUERY-STRING",
        ),
        (DenyStatement::post_auth(), "DenyPostAuthentication", "s3:authType", "POST"),
    ] {
        let [_, bucket, service_control, _] = everywhere(&statement);
        let mut expected = json!({
            "Sid": sid,
            "Effect": "Deny",
            "Action": "s3:*",
            "Resource": "*",
            "Condition": { "StringEquals": { key: name } }
        });
        assert_eq!(service_control, policy(&expected));
        expected["Principal"] = json!("*");
        expected["Resource"] = json!(["arn:aws:s3:::photos", "arn:aws:s3:::photos/*"]);
        assert_eq!(bucket, policy(&expected));
    }
}

#[test]
fn exceptions_buckets_and_sids_are_added_to_any_statement() {
    let statement = DenyStatement::query_string_auth()
        .with_sid("NoLinks1")
        .unwrap()
        .with_bucket(photos())
        .with_bucket("arn:aws-us-gov:s3:::logs".parse().unwrap())
        .with_bucket(photos())
        .except_principal("arn:aws:iam::123456789012:role/media/*")
        .unwrap()
        .except_principal("arn:aws-cn:iam::*:user/anna")
        .unwrap()
        .except_principal("arn:aws:sts::123456789012:federated-user/bob")
        .unwrap()
        .except_principal("arn:aws:iam::123456789012:root")
        .unwrap()
        .except_principal_tag("links", "yes")
        .unwrap()
        .except_principal_tag("links", "yes")
        .unwrap()
        .except_principal_tag("Links", "always")
        .unwrap()
        .except_principal_tag("team", "media")
        .unwrap()
        .except_via_aws_service()
        .except_via_aws_service();
    assert_eq!(
        of_principal(statement),
        json!({
            "Sid": "NoLinks1",
            "Effect": "Deny",
            "Action": "s3:*",
            "Resource": [
                "arn:aws:s3:::photos",
                "arn:aws:s3:::photos/*",
                "arn:aws-us-gov:s3:::logs",
                "arn:aws-us-gov:s3:::logs/*"
            ],
            "Condition": {
                "StringEquals": { "s3:authType": "REST-QUERY-STRING" },
                "ArnNotLikeIfExists": {
                    "aws:PrincipalArn": [
                        "arn:aws:iam::123456789012:role/media/*",
                        "arn:aws-cn:iam::*:user/anna",
                        "arn:aws:sts::123456789012:federated-user/bob",
                        "arn:aws:iam::123456789012:root"
                    ]
                },
                "StringNotEqualsIfExists": {
                    "aws:PrincipalTag/links": ["yes", "always"],
                    "aws:PrincipalTag/team": "media"
                },
                "BoolIfExists": { "aws:ViaAWSService": "false" }
            }
        })
    );
    let network = DenyStatement::outside_network(office());
    assert_eq!(network.clone().except_via_aws_service(), network, "it has the condition already");
    assert_eq!(of_principal(old().with_bucket(photos()))["Resource"], "arn:aws:s3:::photos/*");
}

#[test]
fn buckets_have_arns_of_their_partition() {
    for (region, arn) in [
        ("eu-west-1", "arn:aws:s3:::my.photos_1"),
        ("cn-northwest-1", "arn:aws-cn:s3:::my.photos_1"),
        ("us-gov-east-1", "arn:aws-us-gov:s3:::my.photos_1"),
        ("eusc-de-east-1", "arn:aws-eusc:s3:::my.photos_1"),
    ] {
        let bucket = BucketArn::new(&Region::new(region).unwrap(), "my.photos_1").unwrap();
        assert_eq!(bucket.as_str(), arn);
        assert_eq!(bucket, arn.parse().unwrap());
        assert_eq!(bucket.object("a/b"), format!("{arn}/a/b"));
    }
}

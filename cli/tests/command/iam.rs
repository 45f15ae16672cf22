//! `iam`: policies written, and evaluated for a link.

use serde_json::json;

use super::run::{folder, presign};

fn deny(more: &[&str]) -> super::run::Presign {
    presign(&[&["iam", "deny"][..], more].concat())
}

#[test]
fn a_bucket_policy_limits_the_age_of_links() {
    assert_eq!(
        deny(&["--bucket", "photos", "--max-age", "10m"]).json(),
        json!({
            "Version": "2012-10-17",
            "Statement": [{
                "Sid": "MaximumSignatureAge", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
                "Resource": "arn:aws:s3:::photos/*",
                "Condition": {"NumericGreaterThan": {"s3:signatureAge": "600000"}},
            }],
        })
    );
}

#[test]
fn statements_go_where_they_are_attached() {
    let all = [
        "--ip",
        "203.0.113.0/24",
        "--vpc",
        "vpc-1a2b3c4d",
        "--vpce",
        "vpce-1a2b3c4d",
        "--sigv2",
        "--urls",
        "--forms",
    ];
    let more = [
        "--bucket",
        "photos",
        "--region",
        "cn-north-1",
        "--except-principal",
        "arn:aws-cn:iam::123456789012:role/media",
    ];
    for attach in ["bucket", "principal", "scp", "rcp"] {
        let policy = deny(&[&all[..], &more, &["--attach", attach]].concat()).json();
        let statements = policy["Statement"].as_array().unwrap();
        assert_eq!(statements.len(), 4, "{attach}");
        let has_principal = matches!(attach, "bucket" | "rcp");
        for statement in statements {
            assert_eq!(statement.get("Principal").is_some(), has_principal, "{attach}");
            assert!(
                statement["Resource"].to_string().contains("arn:aws-cn:s3:::photos"),
                "{attach}"
            );
            assert!(statement["Condition"].to_string().contains("role/media"), "{attach}");
        }
    }
    let network = deny(&["--attach", "principal", "--ip", "203.0.113.7"]).json();
    assert_eq!(network["Statement"][0]["Resource"], "*");
}

#[test]
fn a_policy_is_evaluated_for_the_life_of_a_link() {
    let folder = folder("iam");
    let policy = deny(&["--bucket", "photos", "--max-age", "10m", "--ip", "203.0.113.0/24"]).ok();
    std::fs::write(folder.join("policy.json"), &policy).unwrap();
    let check = |file, more: &[&str]| {
        let arguments = ["iam", "check", file, "s3://photos/cat.jpg"];
        presign(&[&arguments[..], more].concat()).folder(&folder).stdin(&policy)
    };
    let inside = ["--ip", "203.0.113.7"];
    assert_eq!(
        check("policy.json", &[&["-e", "10m"], &inside[..]].concat()).ok(),
        "no statement denies the link\n"
    );
    let hour = check("-", &[&["-e", "1h"], &inside[..]].concat()).run();
    assert_eq!(hour.status, 1);
    assert!(
        hour.stdout.starts_with(
            "statement \"MaximumSignatureAge\" ends the link 10 minutes after signing"
        ),
        "{hour:?}"
    );
    let outside = check("policy.json", &["-e", "5m", "--ip", "198.51.100.1"]).run();
    assert_eq!(outside.status, 1);
    assert!(outside.stdout.contains("denies the link"), "{outside:?}");
    // Nobody said from where, so it is not certain.
    let unsure = check("policy.json", &["-e", "5m"]).run();
    assert_eq!(unsure.status, 3, "no script takes it for a pass");
    assert!(unsure.stdout.contains("may deny the link"), "{unsure:?}");
    let over_vpc =
        check("policy.json", &["-e", "5m", "--vpc", "vpc-1a2b3c4d", "--vpce", "vpce-1a2b3c4d"]);
    assert_eq!(over_vpc.run().status, 1);
}

#[test]
fn what_is_no_policy_is_refused() {
    for (arguments, status) in [
        (&["iam", "check", "-", "s3://photos/k", "-e", "1h"][..], 1),
        (&["iam", "check", "/nonexistent", "s3://photos/k", "-e", "1h"], 4),
        (&["iam", "deny", "--bucket", "photos", "--ip", "10.0.0.0/8"], 1),
        (&["iam", "deny", "--bucket", "photos", "--max-age", "8d"], 1),
        (&["iam", "deny", "--sigv2"], 2),
    ] {
        assert_eq!(
            presign(arguments).stdin("{\"Statement\": 1}").refusal().0,
            status,
            "{arguments:?}"
        );
    }
}

//! What statements make of links: a table, and the words.

use std::time::Duration;

use s3_presigner::IamDecision::{Denied, MaybeDenied, NotDenied};
use s3_presigner::{IamDecision, IamEvaluation, IamPolicy, RequestContext, SignatureVersion};
use serde_json::{Value, json};

use crate::inputs::{CAT, HOUR, ROLE, by, form, from, link};

/// A statement that denies everything under this condition.
fn deny(condition: &Value) -> Value {
    json!({ "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": condition })
}

fn evaluate(policy: &Value, link: &RequestContext) -> IamEvaluation {
    IamPolicy::from_json(&policy.to_string()).unwrap().evaluate(link)
}

fn decision(policy: &Value, link: &RequestContext) -> IamDecision {
    evaluate(policy, link).decision()
}

#[test]
fn conditions_are_judged_by_what_is_known_of_the_link() {
    let old = link().with_signature_version(SignatureVersion::V2);
    let multi_region = link().with_signature_version(SignatureVersion::V4a);
    let in_vpc = || link().with_source_vpc("vpc-1a2b3c4d").unwrap();
    let tagged = |value| link().with_principal_tags([("Team", value)]).unwrap();
    for (condition, link, expected) in [
        // How the request is signed.
        (json!({"StringEquals": {"s3:authType": "REST-QUERY-STRING"}}), link(), Denied),
        (json!({"StringEquals": {"s3:authtype": ["POST", "REST-QUERY-STRING"]}}), link(), Denied),
        (json!({"StringEquals": {"s3:authType": "REST-QUERY-STRING"}}), form(), NotDenied),
        (json!({"StringNotEquals": {"s3:authType": "REST-HEADER"}}), form(), Denied),
        (json!({"StringEquals": {"s3:authType": "REST-query-string"}}), link(), MaybeDenied),
        (json!({"StringEqualsIgnoreCase": {"s3:authType": "rest-query-string"}}), link(), Denied),
        (json!({"StringEquals": {"s3:signatureversion": "AWS"}}), old.clone(), Denied),
        (json!({"StringEquals": {"s3:signatureversion": "AWS"}}), link(), NotDenied),
        (json!({"StringEquals": {"s3:signatureversion": "AWS"}}), multi_region.clone(), NotDenied),
        (
            json!({"StringNotEquals": {"s3:signatureversion": "AWS4-HMAC-SHA256"}}),
            multi_region,
            Denied,
        ),
        (json!({"StringNotLike": {"s3:signatureversion": "AWS4-*"}}), link(), NotDenied),
        // How old it may be.
        (json!({"NumericGreaterThan": {"s3:signatureAge": 3_600_000}}), link(), NotDenied),
        (json!({"NumericGreaterThan": {"s3:signatureAge": "3599999"}}), link(), Denied),
        (json!({"NumericGreaterThan": {"s3:signatureAge": "600000"}}), form(), Denied),
        (json!({"NumericGreaterThan": {"s3:signatureAge": "0"}}), old, NotDenied),
        (json!({"NumericGreaterThan": {"s3:signatureAge": "ten minutes"}}), link(), MaybeDenied),
        (json!({"StringLike": {"s3:signatureAge": "6*"}}), link(), MaybeDenied),
        (json!({"Null": {"s3:signatureAge": "false"}}), link(), Denied),
        // The network.
        (
            json!({"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}),
            from("203.0.113.9"),
            NotDenied,
        ),
        (json!({"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}), from("2001:db8::1"), Denied),
        (
            json!({"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}),
            from("::ffff:203.0.113.9"),
            Denied,
        ),
        (json!({"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}), link(), MaybeDenied),
        (json!({"NotIpAddressIfExists": {"aws:SourceIp": "203.0.113.0/24"}}), in_vpc(), Denied),
        (json!({"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}), in_vpc(), NotDenied),
        (json!({"StringNotEquals": {"aws:SourceVpc": "vpc-1a2b3c4d"}}), in_vpc(), NotDenied),
        (
            json!({"StringNotEquals": {"aws:SourceVpc": "vpc-1a2b3c4d"}}),
            from("203.0.113.9"),
            Denied,
        ),
        (json!({"StringNotEquals": {"aws:SourceVpce": "vpce-1a2b3c4d"}}), in_vpc(), MaybeDenied),
        (json!({"Null": {"aws:SourceVpce": "true"}}), from("203.0.113.9"), Denied),
        (json!({"Bool": {"aws:ViaAWSService": "true"}}), link(), NotDenied),
        (json!({"Bool": {"aws:SecureTransport": "false"}}), link(), NotDenied),
        (
            json!({"Bool": {"aws:SecureTransport": false}}),
            link().with_secure_transport(false),
            Denied,
        ),
        // Who signs.
        (
            json!({"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/w*"}}),
            by(ROLE),
            NotDenied,
        ),
        (json!({"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/*"}}), by(ROLE), Denied),
        (json!({"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/*"}}), link(), MaybeDenied),
        (
            json!({"StringNotEquals": {"aws:PrincipalTag/team": "media"}}),
            tagged("media"),
            NotDenied,
        ),
        (json!({"StringNotEquals": {"aws:PrincipalTag/team": "media"}}), tagged("web"), Denied),
        (json!({"StringNotEquals": {"aws:PrincipalTag/links": "yes"}}), tagged("media"), Denied),
        (json!({"StringEquals": {"aws:PrincipalTag/links": "yes"}}), tagged("media"), NotDenied),
        (json!({"StringNotEquals": {"aws:PrincipalTag/team": "media"}}), link(), MaybeDenied),
        // What it sends.
        (
            json!({"StringEquals": {"s3:x-amz-content-sha256": "UNSIGNED-PAYLOAD"}}),
            link(),
            MaybeDenied,
        ),
        (
            json!({"StringEquals": {"s3:x-amz-content-sha256": "UNSIGNED-PAYLOAD"}}),
            link().with_content_sha256("UNSIGNED-PAYLOAD"),
            Denied,
        ),
        // What is not judged.
        (
            json!({"DateGreaterThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"}}),
            link(),
            MaybeDenied,
        ),
        (json!({"StringEquals": {"aws:PrincipalOrgID": "o-1"}}), link(), MaybeDenied),
        (
            json!({"ForAnyValue:StringEquals": {"s3:authType": "REST-QUERY-STRING"}}),
            link(),
            MaybeDenied,
        ),
        // All conditions have to hold.
        (
            json!({"StringEquals": {"aws:PrincipalOrgID": "o-1", "s3:authType": "POST"}}),
            link(),
            NotDenied,
        ),
        (
            json!({"StringEquals": {"s3:authType": "POST"}, "ForAllValues:StringLike": {"aws:TagKeys": "a"}}),
            form(),
            MaybeDenied,
        ),
        (json!({}), link(), Denied),
    ] {
        assert_eq!(decision(&deny(&condition), &link), expected, "{condition} {link:?}");
    }
}

#[test]
fn statements_are_about_their_actions_resources_and_principals() {
    let list =
        || RequestContext::presigned_url("s3:ListBucket", "arn:aws:s3:::photos", HOUR).unwrap();
    for (elements, link, expected) in [
        (json!({"Action": "s3:getobject", "Resource": CAT}), link(), Denied),
        (
            json!({"Action": ["s3:Put*", "s3:*Object"], "Resource": "arn:aws:s3:::photos/*"}),
            link(),
            Denied,
        ),
        (json!({"Action": "s3:PutObject", "Resource": "*"}), link(), NotDenied),
        (json!({"Action": "s3:PutObject", "Resource": "*"}), form(), Denied),
        (json!({"NotAction": "s3:PutObject", "Resource": "*"}), link(), Denied),
        (json!({"NotAction": ["iam:*", "s3:Get*"], "Resource": "*"}), link(), NotDenied),
        (json!({"Action": "*", "Resource": "arn:aws:s3:::photos/2026/cat.jp?"}), link(), Denied),
        (json!({"Action": "*", "Resource": "arn:aws:s3:::PHOTOS/*"}), link(), NotDenied),
        (json!({"Action": "*", "Resource": "arn:aws:s3:::photos/*"}), list(), NotDenied),
        (json!({"Action": "*", "NotResource": "arn:aws:s3:::photos/*"}), link(), NotDenied),
        (json!({"Action": "*", "NotResource": "arn:aws:s3:::photos/*"}), list(), Denied),
        (
            json!({"Action": "*", "Resource": "arn:aws:s3:::photos/${aws:username}/*"}),
            link(),
            MaybeDenied,
        ),
        (json!({"Action": "*", "Resource": "*", "Principal": "*"}), link(), Denied),
        (json!({"Action": "*", "Resource": "*", "Principal": {"AWS": "*"}}), link(), Denied),
        (json!({"Action": "*", "Resource": "*", "Principal": {"AWS": [ROLE]}}), by(ROLE), Denied),
        (
            json!({"Action": "*", "Resource": "*", "Principal": {"AWS": "210987654321"}}),
            by(ROLE),
            NotDenied,
        ),
        (json!({"Action": "*", "Resource": "*", "Principal": {"AWS": ROLE}}), link(), MaybeDenied),
        (
            json!({"Action": "*", "Resource": "*", "NotPrincipal": {"AWS": ROLE}}),
            by(ROLE),
            MaybeDenied,
        ),
        (json!({"Action": "*", "Resource": "*", "Effect": "Allow"}), link(), NotDenied),
    ] {
        let mut statement = json!({ "Effect": "Deny" });
        statement.as_object_mut().unwrap().extend(elements.as_object().unwrap().clone());
        assert_eq!(decision(&statement, &link), expected, "{statement} {link:?}");
    }
}

#[test]
fn an_age_ends_a_link_before_its_lifetime_does() {
    let seconds = Duration::from_secs;
    for (condition, works_for) in [
        (json!({"NumericGreaterThan": {"s3:signatureAge": "600000"}}), seconds(600)),
        (json!({"NumericGreaterThanEquals": {"s3:signatureAge": 600_001}}), seconds(600)),
        (json!({"NumericGreaterThan": {"s3:signatureAge": ["900000", 600_000.5]}}), seconds(600)),
        (json!({"NumericEquals": {"s3:signatureAge": "5001"}}), seconds(5)),
        (json!({"NumericNotEquals": {"s3:signatureAge": "5000"}}), seconds(0)),
        (json!({"NumericLessThan": {"s3:signatureAge": "5000"}}), seconds(0)),
        (json!({"NumericLessThanEquals": {"s3:signatureAge": "-1"}}), HOUR),
        (json!({"NumericGreaterThan": {"s3:signatureAge": "3600000"}}), HOUR),
        (
            json!({
                "NumericGreaterThan": {"s3:signatureAge": "60000"},
                "NumericGreaterThanEqualsIfExists": {"S3:SignatureAge": "120001"}
            }),
            seconds(120),
        ),
    ] {
        let evaluation = evaluate(&deny(&condition), &link());
        assert_eq!(evaluation.works_for(), works_for, "{condition}");
        assert_eq!(evaluation.decision() == NotDenied, works_for == HOUR, "{condition}");
    }
    let ten_minutes = deny(&json!({"NumericGreaterThan": {"s3:signatureAge": "600000"}}));
    assert_eq!(decision(&ten_minutes, &link().with_age(seconds(600))), NotDenied);
    let young = deny(&json!({"NumericLessThan": {"s3:signatureAge": "5000"}}));
    assert_eq!(decision(&young, &link().with_age(seconds(4))), Denied);
    assert_eq!(decision(&young, &link().with_age(seconds(5))), NotDenied, "it works by then");
    let used_late = evaluate(&ten_minutes, &link().with_age(Duration::from_millis(600_001)));
    assert_eq!((used_late.decision(), used_late.works_for()), (Denied, seconds(600)));
}

#[test]
fn an_evaluation_says_which_statement_ends_the_link_when_and_why() {
    let policy = json!({ "Version": "2012-10-17", "Statement": [
        { "Sid": "Tls", "Effect": "Deny", "Action": "s3:*", "Resource": "*",
          "Condition": { "Bool": { "aws:SecureTransport": "false" } } },
        { "Sid": "Office", "Effect": "Deny", "Action": "s3:*", "Resource": "*", "Condition": {
          "NotIpAddressIfExists": { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"] },
          "NumericGreaterThan": { "s3:signatureAge": "60000" } } },
        { "Effect": "Deny", "Action": "s3:*", "Resource": "*",
          "Condition": { "NumericGreaterThan": { "s3:signatureAge": 900_000 } } },
        { "Sid": "Old links", "Effect": "Deny", "Action": "s3:*", "Resource": "*",
          "Condition": { "NumericGreaterThan": { "s3:signatureAge": "600000" } } },
        { "Sid": "Sets", "Effect": "Deny", "Action": "s3:*", "Resource": "*", "Principal": { "AWS": ROLE },
          "Condition": { "ForAnyValue:StringLike": { "s3:authType": "*" },
                         "StringEquals": { "aws:PrincipalOrgID": "o-1" } } }
    ]});
    let evaluation = evaluate(&policy, &link());
    assert_eq!((evaluation.decision(), evaluation.works_for()), (Denied, Duration::from_secs(600)));
    assert_eq!(
        evaluation.to_string(),
        "statement \"Old links\" ends the link 10 minutes after signing, though it asks for 1 hour: \
         s3:signatureAge is 600001 (NumericGreaterThan 600000)\n\
         statement 3 ends the link 15 minutes after signing, though it asks for 1 hour: s3:signatureAge is 900001 \
         (NumericGreaterThan 900000)\n\
         statement \"Sets\" may deny the link: it is about some principals, and the signer may be one, and \
         s3:authType cannot be compared (ForAnyValue:StringLike *), and aws:PrincipalOrgID is not judged \
         (StringEquals o-1)\n\
         statement \"Office\" may end the link 1 minute after signing, though it asks for 1 hour: aws:SourceIp is \
         not given (NotIpAddressIfExists 203.0.113.0/24, 2001:db8::/32)"
    );
    let first = evaluation.denials().next().unwrap();
    assert_eq!((first.sid(), first.position(), first.decision()), (Some("Old links"), 4, Denied));
    assert_eq!(
        first.reasons().collect::<Vec<_>>(),
        ["s3:signatureAge is 600001 (NumericGreaterThan 600000)"]
    );

    let at_once = evaluate(&policy, &from("198.51.100.7").with_age(Duration::from_secs(90)));
    assert_eq!(
        at_once.denials().next().unwrap().to_string(),
        "statement \"Office\" ends the link 1 minute after signing, and it is used after 90 seconds: aws:SourceIp is \
         198.51.100.7 (NotIpAddressIfExists 203.0.113.0/24, 2001:db8::/32), and s3:signatureAge is 60001 \
         (NumericGreaterThan 60000)"
    );
    let in_vpc = link().with_source_vpc("vpc-1a2b3c4d").unwrap();
    let words =
        |condition: &Value, link: &RequestContext| evaluate(&deny(condition), link).to_string();
    assert_eq!(
        words(&json!({ "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" } }), &in_vpc),
        "statement 1 denies the link: aws:SourceIp is absent (NotIpAddress 203.0.113.0/24)"
    );
    assert_eq!(words(&json!({}), &link()), "statement 1 denies the link: it has no condition");
    assert_eq!(
        words(&json!({ "StringEquals": { "s3:authType": "POST" } }), &link()),
        "no statement denies the link"
    );
}

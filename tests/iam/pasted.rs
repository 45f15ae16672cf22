//! Random policies as somebody might paste them.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::inputs::{CAT, ROLE};

/// Statements as somebody might paste them: made of the right words, in any order.
pub(crate) fn pasted() -> impl Strategy<Value = Value> {
    let value = select(
        &[
            "REST-QUERY-STRING",
            "POST",
            "AWS",
            "AWS4-HMAC-SHA256",
            "0",
            "1",
            "600000",
            "3600000",
            "-1.5",
            "x",
            "true",
            "false",
            "203.0.113.0/24",
            "0.0.0.0/0",
            "vpc-1a2b3c4d",
            ROLE,
            "arn:aws:iam::*:*",
            "*",
            "?*",
            "${aws:username}",
            "",
        ][..],
    );
    let key = select(
        &[
            "s3:signatureAge",
            "s3:authType",
            "s3:signatureversion",
            "aws:SourceIp",
            "aws:SourceVpc",
            "aws:SourceVpce",
            "aws:ViaAWSService",
            "aws:PrincipalArn",
            "aws:PrincipalTag/team",
            "aws:SecureTransport",
            "s3:x-amz-content-sha256",
            "aws:CurrentTime",
            "",
        ][..],
    );
    let test = select(
        &[
            "StringEquals",
            "StringNotEquals",
            "StringLike",
            "StringNotLike",
            "StringEqualsIgnoreCase",
            "NumericEquals",
            "NumericNotEquals",
            "NumericLessThan",
            "NumericGreaterThanEquals",
            "Bool",
            "IpAddress",
            "NotIpAddress",
            "ArnLike",
            "ArnNotEquals",
            "Null",
            "DateLessThan",
            "For",
        ][..],
    );
    let operator = (select(&["", "", "", "ForAnyValue:"][..]), test, select(&["", "IfExists"][..]))
        .prop_map(|(set, test, if_exists)| format!("{set}{test}{if_exists}"));
    let condition = (operator, key, vec(value, 0..4))
        .prop_map(|(operator, key, values)| (operator, json!({ key: values })));
    let action = select(&["s3:GetObject", "S3:*", "*", "s3:Put?bject"][..]);
    let resource = select(&["*", CAT, "arn:aws:s3:::photos/*", "arn:aws:s3:::${x}/*"][..]);
    let principal = select(&["*", "123456789012", "210987654321", ROLE][..]);
    (any::<[bool; 3]>(), action, resource, principal, vec(condition, 0..4)).prop_map(
        |([not_action, not_resource, has_principal], action, resource, principal, conditions)| {
            let conditions: serde_json::Map<_, _> = conditions.into_iter().collect();
            let mut statement = json!({
                "Effect": "Deny",
                if not_action { "NotAction" } else { "Action" }: action,
                if not_resource { "NotResource" } else { "Resource" }: [resource],
                "Condition": conditions,
            });
            if let Value::Object(members) = &mut statement
                && has_principal
            {
                members.insert("Principal".to_owned(), json!({ "AWS": principal }));
            }
            statement
        },
    )
}

/// JSON of any shape, with the names that policies have.
pub(crate) fn any_json() -> impl Strategy<Value = Value> {
    let name = select(
        &[
            "Version",
            "Statement",
            "Sid",
            "Effect",
            "Principal",
            "Action",
            "Resource",
            "Condition",
            "Bool",
            "aws:SourceIp",
            "AWS",
        ][..],
    );
    let text = select(&["2012-10-17", "Deny", "*", "s3:*", "600000", "AWS", "true"][..]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        text.prop_map(Value::from),
        ".*".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((name.clone(), inner), 0..6).prop_map(|pairs| pairs
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect()),
        ]
    })
}

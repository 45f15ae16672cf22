//! Each refusal in its exact words.

use std::time::Duration;

use s3_presigner::{
    BucketArn, DenyStatement, Error, IamPolicy, NetworkPath, Region, RequestContext,
};
use serde_json::json;

use crate::inputs::{TEN_MINUTES, office, old, photos};

fn text<T: std::fmt::Debug>(refused: Result<T, Error>) -> String {
    let refused = refused.unwrap_err();
    assert!(matches!(refused, Error::Iam(_)), "{refused:?}");
    refused.to_string()
}

#[test]
fn networks_that_are_none_are_refused() {
    let not_range = "is no range of IP addresses: write an address and a prefix length, such as \
                     203.0.113.0/24 or 2001:db8::/32";
    for odd in
        ["", "office", "203.0.113", "203.0.113.0-203.0.113.9", "203.0.113.01", "/24", "fe80::1%1"]
    {
        assert_eq!(text(NetworkPath::source_ip([odd])), format!("{odd:?} {not_range}"));
    }
    for (odd, max) in [
        ("203.0.113.0/33", 32),
        ("203.0.113.0/", 32),
        ("203.0.113.0/+24", 32),
        ("203.0.113.0/24/24", 32),
        ("203.0.113.0/255.255.255.0", 32),
        ("2001:db8::/129", 128),
        ("2001:db8::/999", 128),
    ] {
        assert_eq!(
            text(NetworkPath::source_ip(["198.51.100.0/24", odd])),
            format!("the prefix length of {odd:?} is not valid: a number from 0 to {max}")
        );
    }
    for (odd, network, host) in [
        ("203.0.113.7/24", "203.0.113.0/24", "203.0.113.7/32"),
        ("2001:db8::1/64", "2001:db8::/64", "2001:db8::1/128"),
        ("0.0.0.1/0", "0.0.0.0/0", "0.0.0.1/32"),
    ] {
        assert_eq!(
            text(NetworkPath::source_ip([odd])),
            format!(
                "{odd:?} has bits set behind its prefix: write {network} for the network, or {host} for \
                 the one address"
            )
        );
    }
    for private in ["10.0.0.0/8", "192.168.1.1/32", "100.64.0.0/10", "fd12:3456::/32", "::1/128"] {
        assert_eq!(
            text(NetworkPath::source_ip([private])),
            format!(
                "{private} is no public range, so it never matches aws:SourceIp, the address of the caller \
                 at S3's public endpoint: name the VPC or its endpoint with NetworkPath::source_vpc or \
                 NetworkPath::source_vpce"
            )
        );
    }
}

#[test]
fn network_ids_that_are_none_are_refused() {
    for odd in ["vpc-", "vpc-1a2b3c4", "vpc-1A2B3C4D", "vpce-1a2b3c4d", "1a2b3c4d", "vpc-1a2b3c4d5"]
    {
        let text = text(NetworkPath::source_vpc([odd]));
        let rule = "is no VPC id: vpc- and 8 or 17 lower-case hexadecimal digits";
        assert_eq!(text, format!("{odd:?} {rule}"));
    }
    assert_eq!(
        text(NetworkPath::source_vpce(["vpc-1a2b3c4d"])),
        "\"vpc-1a2b3c4d\" is no VPC endpoint id: vpce- and 8 or 17 lower-case hexadecimal digits"
    );
    for (refused, key) in [
        (NetworkPath::source_ip([]), "aws:SourceIp"),
        (NetworkPath::source_vpc([]), "aws:SourceVpc"),
        (NetworkPath::source_vpce([]), "aws:SourceVpce"),
    ] {
        assert_eq!(
            text(refused),
            format!(
                "no value is given for {key}: that would deny every request, so give at least one"
            )
        );
    }
}

#[test]
fn ages_that_no_signature_has_are_refused() {
    for (age, shown) in [
        (Duration::ZERO, "0 seconds"),
        (Duration::from_micros(1_500), "1.5ms"),
        (Duration::from_millis(604_800_001), "604800.001s"),
        (Duration::MAX, "18446744073709551615.999999999s"),
    ] {
        assert_eq!(
            text(DenyStatement::signature_age_over(age)),
            format!(
                "a signature age of {shown} is not valid: whole milliseconds, from 1 millisecond to 7 days, \
                 the life of a signature"
            )
        );
    }
}

#[test]
fn principals_that_are_none_are_refused() {
    let of_name = "the name is role/NAME, user/NAME or root, of service iam";
    for (arn, rule) in [
        ("anna", "it is arn:PARTITION:iam::ACCOUNT:, and role/NAME, user/NAME or root"),
        ("*", "it is arn:PARTITION:iam::ACCOUNT:, and role/NAME, user/NAME or root"),
        (
            "arn:mars:iam::123456789012:root",
            "the partition is aws, aws-cn, aws-us-gov or another that AWS has",
        ),
        ("arn:aws:iam::1234:root", "the account id has 12 digits"),
        ("arn:aws:iam::*:*", "it is every principal there is: name some"),
        ("arn:aws:iam::123456789012:role/", of_name),
        ("arn:aws:iam::123456789012:group/a", of_name),
        ("arn:aws:s3::123456789012:role/a", of_name),
        ("arn:aws:sts::123456789012:role/a", of_name),
        ("arn:aws:sts::123456789012:assumed-role/", of_name),
        (
            "arn:aws:sts::123456789012:assumed-role/web/session",
            "the key holds the role, not its session: write arn:PARTITION:iam::ACCOUNT:role/NAME, with the \
             path of the role",
        ),
    ] {
        assert_eq!(
            text(old().except_principal(arn)),
            format!("{arn:?} is no ARN that aws:PrincipalArn can be: {rule}")
        );
    }
    let link = || RequestContext::presigned_post("arn:aws:s3:::photos/k", TEN_MINUTES).unwrap();
    assert_eq!(
        text(link().with_principal_arn("arn:aws:iam::123456789012:role/*")),
        "\"arn:aws:iam::123456789012:role/*\" is no ARN that aws:PrincipalArn can be: it stands for one \
         principal, so it has no wildcards"
    );
    old().except_principal_tag("Cost Center_.:/=+-@", "é 1_.:/=+-@").unwrap();
    let long = "k".repeat(129);
    for (key, value) in [("", "a"), ("a*", "b"), ("a", "${b}"), (&long, "a")] {
        let rule = "is not valid: a key of 1 to 128 and a value of up to 256 letters, digits, spaces and \
                    _.:/=+-@";
        let shown: String = key.chars().take(80).collect();
        let expected = format!("principal tag {shown:?} with value {value:?} {rule}");
        assert_eq!(text(old().except_principal_tag(key, value)), expected);
        assert_eq!(text(link().with_principal_tags([(key, value)])), expected);
    }
}

#[test]
fn buckets_that_are_none_are_refused() {
    let parse = str::parse::<BucketArn>;
    for (arn, rule) in [
        ("photos", "it is arn:PARTITION:s3:::BUCKET"),
        ("*", "it is arn:PARTITION:s3:::BUCKET"),
        ("arn:aws:s3:eu-west-1::photos", "it is arn:PARTITION:s3:::BUCKET"),
        ("arn:aws:s3:us-west-2:123456789012:accesspoint/a", "it is arn:PARTITION:s3:::BUCKET"),
        (
            "arn:aws-mars:s3:::photos",
            "the partition is aws, aws-cn, aws-us-gov or another that AWS has",
        ),
        (
            "arn:aws:s3:::photos/*",
            "it names objects: give the ARN of the bucket, statements add the objects",
        ),
        (
            "arn:aws:s3:::logs--usw2-az1--x-s3",
            "a directory bucket's policies speak of s3express, and its links end with their session in 5 \
             minutes",
        ),
    ] {
        assert_eq!(text(parse(arn)), format!("{arn:?} is no bucket ARN: {rule}"));
    }
    let region = Region::new("eu-west-1").unwrap();
    assert_eq!(
        text(BucketArn::new(&region, "arn:aws:s3:::photos")),
        "\"arn:aws:s3:::photos\" is no bucket ARN: give the name of the bucket alone, or parse the ARN"
    );
    let wild = parse("arn:aws:s3:::photos*").unwrap_err();
    assert!(wild.to_string().starts_with("bucket name \"photos*\" is not valid: "), "{wild}");
}

#[test]
fn policies_that_say_nothing_or_deny_everybody_are_refused() {
    assert_eq!(text(IamPolicy::for_principal([])), "a policy has at least one statement: add one");
    for sid in ["", "No links", "no-links", "é"] {
        assert_eq!(
            text(old().with_sid(sid)),
            format!(
                "Sid {sid:?} is not valid: letters A to Z, a to z and digits only, and not empty"
            )
        );
    }
    assert_eq!(
        text(IamPolicy::service_control([old(), old()])),
        "Sid \"MaximumSignatureAge\" is given twice: name one of the statements with \
         DenyStatement::with_sid"
    );
    let logs = old().with_bucket("arn:aws:s3:::logs".parse().unwrap());
    assert_eq!(
        text(IamPolicy::for_bucket(&photos(), [logs])),
        "statement \"MaximumSignatureAge\" is about arn:aws:s3:::logs, and the policy that of \
         arn:aws:s3:::photos: a bucket policy speaks of its own bucket only"
    );
}

#[test]
fn network_paths_that_no_request_can_take_both_are_refused() {
    let outside = |path: &NetworkPath, sid: &str| {
        DenyStatement::outside_network(path.clone()).with_sid(sid).unwrap()
    };
    let vpc = NetworkPath::source_vpc(["vpc-1a2b3c4d"]).unwrap();
    assert_eq!(
        text(IamPolicy::for_principal([outside(&office(), "Office"), old(), outside(&vpc, "Vpc")])),
        "no request takes the network paths of both \"Office\" and \"Vpc\": put the paths into one statement \
         with NetworkPath::or, where each of them is a way in"
    );
    let unnamed = [office(), vpc.clone()].map(DenyStatement::outside_network);
    let refused = text(IamPolicy::for_principal(unnamed));
    assert!(refused.starts_with("no request takes"), "the Sids come second: {refused}");
    let elsewhere = NetworkPath::source_ip(["198.51.100.0/24"]).unwrap();
    assert!(
        IamPolicy::for_bucket(&photos(), [outside(&office(), "A"), outside(&elsewhere, "B")])
            .is_err()
    );

    // A statement on all buckets meets one on some.
    for [all, some] in [["A", "B"], ["B", "A"]] {
        let mut pair = [outside(&office(), all), outside(&vpc, some).with_bucket(photos())];
        assert!(IamPolicy::service_control(pair.clone()).is_err());
        pair.reverse();
        assert!(IamPolicy::service_control(pair).is_err());
    }

    let desk = NetworkPath::source_ip(["203.0.113.7"]).unwrap();
    let endpoint = NetworkPath::source_vpce(["vpce-1a2b3c4d"]).unwrap();
    let logs = outside(&vpc, "B").with_bucket("arn:aws:s3:::logs".parse().unwrap());
    let excepted = outside(&vpc, "B").except_principal_tag("anywhere", "true").unwrap();
    for (first, second) in [
        (outside(&office(), "A"), outside(&desk, "B")),
        (outside(&vpc, "A"), outside(&endpoint, "B")),
        (outside(&office(), "A"), outside(&vpc.clone().or(office()), "B")),
        (outside(&office(), "A").with_bucket(photos()), logs),
        (outside(&office(), "A"), excepted),
    ] {
        IamPolicy::service_control([first, second]).unwrap();
    }
}

#[test]
fn a_statement_may_compare_the_age_with_sixty_four_values() {
    let ages = |count: usize| {
        let ages: Vec<_> = (0..count).map(|age| age.to_string()).collect();
        let ages = ages.join("\",\"");
        let json = format!(
            "{{\"Statement\": {{\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"s3:*\", \
             \"Resource\": \"*\", \"Condition\": {{\"NumericGreaterThan\": {{\"s3:signatureAge\": [\"{ages}\"]}}}}}}}}"
        );
        IamPolicy::from_json(&json)
    };
    assert!(ages(64).is_ok());
    assert!(text(ages(65)).contains("more than 64 values"));
}

#[test]
fn policies_that_cannot_be_read_are_refused() {
    let nested = "[".repeat(200);
    for (json, reason) in [
        ("", "it is no JSON: EOF while parsing a value at line 1 column 0"),
        ("{\"Statement\": [}", "it is no JSON: expected value at line 1 column 16"),
        (&nested, "it is no JSON: recursion limit exceeded at line 1 column 128"),
        ("{}", "it is no policy, no statement and no list of statements"),
        ("1", "it is no policy, no statement and no list of statements"),
        (r#"{"Statement": [], "Comment": ""}"#, "a policy has no element \"Comment\""),
        (r#"{"Statement": [], "Id": 1}"#, "its Id is no text"),
        (
            r#"{"Statement": [], "Version": "2012-10-18"}"#,
            "its Version is neither 2012-10-17 nor 2008-10-17",
        ),
        (r#"{"Statement": null}"#, "statement 1: it is no object"),
        (r#"[{"Effect": "deny"}]"#, "statement 1: its Effect is neither \"Allow\" nor \"Deny\""),
        (r#"{"Effect": "Deny"}"#, "statement 1: it has neither Action nor NotAction"),
        (
            r#"{"Effect": "Deny", "Action": "*"}"#,
            "statement 1: it has neither Resource nor NotResource",
        ),
        (
            r#"{"Effect": "Deny", "Action": "*", "NotAction": "*"}"#,
            "statement 1: it has both Action and NotAction",
        ),
        (r#"{"Effect": "Deny", "Action": [1]}"#, "statement 1: its Action is malformed"),
        (
            r#"{"Effect": "Deny", "NotPrincipal": "anna"}"#,
            "statement 1: its NotPrincipal is malformed",
        ),
        (r#"{"Effect": "Deny", "Sid": 1}"#, "statement 1: its Sid is no text"),
        (
            r#"{"Effect": "Deny", "Conditions": {}}"#,
            "statement 1: a statement has no element \"Conditions\"",
        ),
        (
            r#"{"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": []}"#,
            "statement 1: its Condition is no object",
        ),
        (
            r#"{"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"Bool": "true"}}"#,
            "statement 1: its condition \"Bool\" is no object of keys",
        ),
        (
            r#"{"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"Bool": {"a": null}}}"#,
            "statement 1: its condition on \"a\" has no value, or one that is no text",
        ),
        (r#"[{"Sid": "A", "Sid": "B"}]"#, "\"Sid\" stands twice in one object: join the two"),
    ] {
        assert_eq!(
            text(IamPolicy::from_json(json)),
            format!("the policy cannot be read: {reason}")
        );
    }
    let ages = json!({ "s3:signatureAge": vec![1; 65] });
    let many = json!({ "Effect": "Deny", "Action": "*", "Resource": "*",
        "Condition": { "NumericEquals": ages } });
    assert_eq!(
        text(IamPolicy::from_json(&many.to_string())),
        "the policy cannot be read: statement 1: it compares the signature age with more than 64 values"
    );
}

#[test]
fn requests_that_are_none_are_refused() {
    let link = |action, arn| RequestContext::presigned_url(action, arn, TEN_MINUTES);
    for odd in ["", "GetObject", "s3:", "s3:Get*", "s3:Get Object", ":GetObject", "s3:a:b"] {
        assert_eq!(
            text(link(odd, "arn:aws:s3:::photos/k")),
            format!("{odd:?} is no action: SERVICE:NAME without wildcards, such as s3:GetObject")
        );
    }
    for odd in
        ["", "photos/k", "*", "arn:aws:s3:::", "arn:aws:s3::photos/k", "urn:aws:s3:::photos/k"]
    {
        assert_eq!(
            text(link("s3:GetObject", odd)),
            format!(
                "{odd:?} is no ARN of a resource: arn:PARTITION:SERVICE:REGION:ACCOUNT:NAME, such as \
                 arn:aws:s3:::photos/cat.jpg"
            )
        );
    }
    let link = || link("s3:GetObject", "arn:aws:s3:::photos/k").unwrap();
    assert!(text(link().with_source_vpc("vpce-1a2b3c4d")).contains("is no VPC id"));
    assert!(text(link().with_source_vpce("vpc-1a2b3c4d")).contains("is no VPC endpoint id"));
}

//! The JSON of a policy, as it is written and read.

use base64ct::{Base64, Encoding};
use s3_presigner::{Condition, PostPolicy, PostPolicyDocument, PostRefusal};

use super::{field, signed};

#[test]
fn a_policy_that_cannot_be_read_says_why() {
    let read = |json: &str| PostPolicyDocument::from_json(json.as_bytes());
    let with = |condition: &str| {
        read(&format!("{{\"expiration\":\"2026-01-01T00:00:00Z\",\"conditions\":[{condition}]}}"))
    };
    let invalid =
        |reason: &str| Err(PostRefusal::InvalidPolicyDocument { reason: reason.to_owned() });
    assert_eq!(read("{"), invalid("Invalid JSON."));
    assert_eq!(read("{}"), invalid("Invalid 'expiration' value."));
    assert_eq!(read("{\"expiration\":\"soon\"}"), invalid("Invalid 'expiration' value."));
    assert_eq!(
        read("{\"expiration\":\"2026-01-01T00:00:00.000Z\"}"),
        invalid("Invalid 'conditions' value: must be a List.")
    );
    let simple =
        "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.";
    for condition in ["{}", "{\"a\":\"1\",\"b\":\"2\"}", "{\"a\":1}"] {
        assert_eq!(with(condition), invalid(simple));
    }
    assert_eq!(
        with("[\"eq\",\"$a\"]"),
        invalid("a condition list has three items, the first a text")
    );
    assert_eq!(with("1"), invalid("a condition is an object or a list"));
    assert_eq!(
        with("[\"ends-with\",\"$a\",\"b\"]"),
        invalid("a condition is eq, starts-with or content-length-range")
    );
    for condition in
        ["[\"eq\",\"a\",\"b\"]", "[\"starts-with\",\"$a\",1]", "[\"content-length-range\",-1,2]"]
    {
        assert_eq!(
            with(condition),
            invalid("a condition has a field with $ and a text, or two numbers")
        );
    }
    assert!(with("[\"content-length-range\",\"1\",\"10\"],[\"EQ\",\"$a\",\"b\"]").is_ok());
}

#[test]
fn a_policy_is_ascii_whatever_it_says() {
    let value = "é\t\u{7f}\u{9f}\u{2028}文😀\"\\$";
    let policy = PostPolicy::new("photos", value);
    let post = signed(&policy);
    let json = String::from_utf8(Base64::decode_vec(field(&post, "policy")).unwrap()).unwrap();
    let condition = r#"{"key":"\u00e9\tDEL\u009f\u2028\u6587\ud83d\ude00\"\\$"}"#;
    assert!(json.is_ascii() && json.contains(&condition.replace("DEL", "\u{7f}")), "{json}");
    let read = PostPolicyDocument::from_base64(field(&post, "policy")).unwrap();
    let key = Condition::Equals { field: "key".to_owned(), value: value.to_owned() };
    assert!(read.conditions().contains(&key));
}

#[test]
fn the_escapes_that_aws_adds_to_json_are_read() {
    let read = |value: &str| {
        let json = format!(
            r#"{{"expiration":"2026-01-01T00:00:00Z","conditions":[["eq","$a","{value}"]]}}"#
        );
        PostPolicyDocument::from_json(json.as_bytes()).map(|policy| policy.conditions().to_vec())
    };
    let is = |value: &str| {
        Ok(vec![Condition::Equals { field: "a".to_owned(), value: value.to_owned() }])
    };
    assert_eq!(read(r"\$\v\\\$\u00e9\\v\\\\$é"), is("$\u{b}\\$é\\v\\\\$é"));
    assert_eq!(read(r"\b\f\n\r\t\/"), is("\u{8}\u{c}\n\r\t/"));
    for broken in [r"\a", r"\x41", r"\"] {
        assert!(read(broken).is_err(), "{broken}");
    }
    assert!(PostPolicyDocument::from_json(b"\\").is_err());
}

//! The JSON of a policy, as it is written and read.

use s3_presigner::{PostPolicyDocument, PostRefusal};

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

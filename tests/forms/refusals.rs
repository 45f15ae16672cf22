//! Every refusal with its exact text.

use std::time::Duration;

use s3_presigner::{CannedAcl, Condition, PostPolicy};

use super::{QUARTER, post, presigner};

fn refusal(policy: &PostPolicy<'_>) -> String {
    let refused = presigner().presign_post(policy, QUARTER).unwrap_err();
    assert_eq!(policy.validate().unwrap_err(), refused);
    refused.to_string()
}

#[test]
fn forms_that_s3_would_refuse_from_everybody() {
    for name in [
        "AWSAccessKeyId",
        "bucket",
        "file",
        "key",
        "policy",
        "signature",
        "x-amz-algorithm",
        "x-amz-credential",
        "x-amz-date",
        "x-amz-s3session-token",
        "x-amz-security-token",
        "X-Amz-Signature",
    ] {
        assert_eq!(
            refusal(&post().field(name, "x")),
            format!(
                "form field {name:?} is set by the form itself and cannot be given by the caller"
            )
        );
    }
    for name in ["", "a b", "a\"b", "$acl", "é", "a\r\n"] {
        assert_eq!(
            refusal(&post().field(name, "x")),
            format!(
                "form field name {name:?} is not valid: visible ASCII characters without quotes, and not empty"
            )
        );
    }
    for (policy, text) in [
        (
            post().acl(CannedAcl::Private).field("ACL", "private"),
            "form field \"ACL\" is given twice: S3 takes it once, so give it once",
        ),
        (
            post().content_type("text/html").content_type_starts_with("image/"),
            "no value of \"Content-Type\" meets both [\"starts-with\", \"$Content-Type\", \"image/\"] and \
             [\"eq\", \"$Content-Type\", \"text/html\"]: leave one of them out",
        ),
        (
            post().starts_with("acl", "public").starts_with("ACL", "private"),
            "no value of \"acl\" meets both [\"starts-with\", \"$acl\", \"public\"] and [\"starts-with\", \
             \"$ACL\", \"private\"]: leave one of them out",
        ),
        (
            post().condition(Condition::ContentLengthRange { min: 2, max: 1 }),
            "no file has from 2 to 1 bytes: swap the two",
        ),
        (
            post().content_length_range(1..=2).content_length_range(1..=2),
            "the file size is limited twice: give one range",
        ),
        (
            PostPolicy::new("photos", "a/${user}/b"),
            "form field \"key\" is \"a/${user}/b\": S3 replaces no variable but ${filename}, so put the value in",
        ),
        (
            post().success_action_status(302),
            "success_action_status 302 is not valid: S3 answers with 200, 201 or 204",
        ),
        (
            PostPolicy::new("photos", ""),
            "object key \"\" is not valid: a key is not empty and has no NUL",
        ),
        (PostPolicy::new("p", "k"), "bucket name \"p\" is not valid: at least 3 characters"),
    ] {
        assert_eq!(refusal(&policy), text);
    }
    for url in ["/done", "https://h/a b", "javascript:alert(1)", "https://h/é", "ftp://h/"] {
        assert_eq!(
            refusal(&post().success_action_redirect(url)),
            format!(
                "success_action_redirect {url:?} is not valid: an absolute http or https URL, percent-encoded"
            )
        );
    }
    assert!(post().success_action_redirect("https://h/done?x=%20").validate().is_ok());
    assert!(
        presigner().presign_post(&post(), Duration::from_secs(604_801)).is_err(),
        "the policy of lifetimes holds"
    );
}

fn equals(field: &str, value: &str) -> Condition {
    Condition::Equals { field: field.to_owned(), value: value.to_owned() }
}

#[test]
fn what_stands_before_the_name_of_the_file_has_to_meet_the_conditions() {
    let none_meets = |field: &str, one: &str, two: &str| {
        format!("no value of {field:?} meets both {one} and {two}: leave one of them out")
    };
    let user = r#"["starts-with", "$key", "user/"]"#;
    let named = post().metadata("a", "x${filename}").starts_with("x-amz-meta-a", "y");
    for (policy, text) in [
        (
            post().starts_with("key", "other/"),
            none_meets("key", r#"["starts-with", "$key", "other/"]"#, user),
        ),
        (
            post().condition(equals("key", "other/x")),
            none_meets("key", r#"["eq", "$key", "other/x"]"#, user),
        ),
        (
            named,
            none_meets(
                "x-amz-meta-a",
                r#"["starts-with", "$x-amz-meta-a", "y"]"#,
                r#"["starts-with", "$x-amz-meta-a", "x"]"#,
            ),
        ),
    ] {
        assert_eq!(refusal(&policy), text);
    }
    for meets in [
        post().starts_with("key", "user/4711-"),
        post().starts_with("key", ""),
        post().condition(equals("key", "user/cat.jpg")),
    ] {
        assert!(meets.validate().is_ok(), "{meets:?}");
    }
}

#[test]
fn conditions_have_no_variable() {
    for (policy, condition) in [
        (
            post().condition(equals("key", "user/${filename}")),
            r#"["eq", "$key", "user/${filename}"]"#,
        ),
        (
            post().starts_with("key", "user/${filename}"),
            r#"["starts-with", "$key", "user/${filename}"]"#,
        ),
        (
            post().starts_with("x-amz-meta-a", "${filename}"),
            r#"["starts-with", "$x-amz-meta-a", "${filename}"]"#,
        ),
    ] {
        assert_eq!(
            refusal(&policy),
            format!(
                "condition {condition} has ${{filename}}, which S3 replaces in fields only: end it before the variable"
            )
        );
    }
}

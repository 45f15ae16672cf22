//! Every refusal with its exact text.

use std::time::{Duration, UNIX_EPOCH};

use s3_presigner::{
    CannedAcl, Checksum, Condition, ObjectLockMode, PostPolicy, S3Request, SseCustomerKey,
};

use super::{QUARTER, post, presigner};

fn put() -> S3Request<'static> {
    S3Request::put_object("photos", "k")
}

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
            "object key \"a/${user}/b\" has a variable other than ${filename}, the only one that S3 replaces: put \
             the value in",
        ),
        (
            PostPolicy::new("photos", ""),
            "object key \"\" is not valid: a key is not empty and has no NUL",
        ),
        (PostPolicy::new("p", "k"), "bucket name \"p\" is not valid: at least 3 characters"),
    ] {
        assert_eq!(refusal(&policy), text);
    }
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

#[test]
fn an_answer_that_s3_does_not_give_is_refused_however_it_is_asked_for() {
    let text = |status: &str| {
        format!("success_action_status {status:?} is not valid: S3 answers with 200, 201 or 204")
    };
    for status in [302, 0] {
        let shown = status.to_string();
        assert_eq!(refusal(&post().success_action_status(status)), text(&shown));
        assert_eq!(refusal(&post().field("Success_Action_Status", &*shown)), text(&shown));
        assert_eq!(
            refusal(&post().condition(equals("success_action_status", &shown))),
            text(&shown)
        );
    }
    assert!(post().field("success_action_status", "created").validate().is_ok());
    for status in [200, 201, 204] {
        assert!(post().success_action_status(status).validate().is_ok(), "{status}");
    }
    for url in [
        "/done",
        "https:h/",
        "https://",
        "https://h/a b",
        "https://h/%zz",
        "https://h/%2",
        "https://h/a|b",
        "javascript:alert(1)",
        "https://h/é",
        "ftp://h/",
        "",
    ] {
        let text_of = |name: &str| {
            format!(
                "{name} {url:?} is not valid: an absolute http or https URL, percent-encoded, its host in \
                 Punycode"
            )
        };
        let text = text_of("success_action_redirect");
        assert_eq!(refusal(&post().success_action_redirect(url)), text);
        // What S3 does not read as a URL, it passes over.
        if ["/done", "https://", ""].contains(&url) {
            assert!(post().field("success_action_redirect", url).validate().is_ok(), "{url}");
            continue;
        }
        assert_eq!(refusal(&post().field("Success_Action_Redirect", url)), text);
        assert_eq!(refusal(&post().field("redirect", url)), text_of("redirect"));
        assert_eq!(refusal(&post().condition(equals("success_action_redirect", url))), text);
    }
    for url in [
        "https://h/done?x=%20",
        "https://Example.com/x",
        "HTTPS://h:443",
        "http://h?a=b",
        "https://h/${filename}?name=${filename}",
    ] {
        assert!(post().success_action_redirect(url).validate().is_ok(), "{url}");
    }
}

/// Browsers, and so the crate `url`, read the first as an address, and find no name in the last.
#[test]
fn a_host_that_is_not_plain_is_read_with_the_feature_alone() {
    for (url, is_read) in [
        ("https://127.1/", true),
        ("https://xn--bcher-kva.example/", true),
        ("https://%68/", true),
        ("https://xn--a/", false),
    ] {
        let outcome = post().success_action_redirect(url).validate();
        if cfg!(feature = "url") {
            assert_eq!(outcome.is_ok(), is_read, "{url}");
            continue;
        }
        let text = format!(
            "success_action_redirect {url:?} has a host that only a build with the feature `url` can read: turn \
             that on, or write another host"
        );
        assert_eq!(outcome.unwrap_err().to_string(), text);
        assert_eq!(refusal(&post().field("success_action_redirect", url)), text);
    }
}

#[test]
fn what_no_header_takes_no_field_takes() {
    for (name, value) in [
        ("Content-Type", "text/html\r\nx-evil: 1"),
        ("x-amz-meta-a", "a\0"),
        ("Cache-Control", "\n"),
        ("acl", "private\u{7f}"),
        ("X-Amz-Server-Side-Encryption-Customer-Key", "m4rk\n"),
    ] {
        let text = format!(
            "form field {name:?} has a line end or another control character, which S3 does not take there: \
             remove it"
        );
        assert_eq!(refusal(&post().field(name, value)), text);
        assert_eq!(refusal(&post().condition(equals(name, value))), text);
    }
    assert_eq!(
        refusal(&post().tagging([("a", "\0")])),
        "form field \"tagging\" has a line end or another control character, which S3 does not take there: remove it"
    );
    assert!(post().field("tagging", "<Tagging>\n</Tagging>").validate().is_ok());
    assert!(post().metadata("a", "a\tb é").field("x-ignore-a", "a\nb").validate().is_ok());
    assert_eq!(
        refusal(&post().metadata("", "v")),
        "form field \"x-amz-meta-\" names no metadata: put a name behind it"
    );
    assert!(post().metadata("a", "${user}").validate().is_ok(), "it is taken literally");
    let second = "form field \"x-amz-checksum-sha1\" is a second checksum of the file: S3 takes one, so give one";
    let sums = || post().checksum(Checksum::Crc32(1));
    assert_eq!(refusal(&sums().field("x-amz-checksum-sha1", "x")), second);
    assert_eq!(refusal(&sums().condition(equals("x-amz-checksum-sha1", "x"))), second);
    assert!(sums().field("x-amz-checksum-type", "FULL_OBJECT").validate().is_ok());
}

#[test]
fn what_an_upload_by_link_refuses_a_form_refuses() {
    let before_1970 = UNIX_EPOCH - Duration::from_secs(1);
    for (policy, put) in [
        (post().sse_kms(Some("")), put().sse_kms(Some(""))),
        (post().sse_kms_dual_layer(Some("")), put().sse_kms_dual_layer(Some(""))),
        (post().tagging([("", "v")]), put().tagging([("", "v")])),
        (post().tagging([("a", "1"), ("a", "2")]), put().tagging([("a", "1"), ("a", "2")])),
        (post().tagging([("a", ""); 11]), put().tagging([("a", ""); 11])),
        (post().expires(before_1970), put().expires(before_1970)),
        (
            post().object_lock(ObjectLockMode::Governance, before_1970),
            put().object_lock(ObjectLockMode::Governance, before_1970),
        ),
    ] {
        assert_eq!(refusal(&policy), put.validate().unwrap_err().to_string());
    }
    let names: Vec<_> = (0..11).map(|n| n.to_string()).collect();
    let tags = |count| names.iter().take(count).map(|name| (name.as_str(), "v"));
    assert!(post().tagging(tags(10)).validate().is_ok());
    assert_eq!(
        refusal(&post().tagging(tags(11))),
        "tag \"10\" is not valid: an object has at most 10 tags"
    );
}

#[test]
fn a_key_has_1024_bytes_at_the_most_without_the_variable() {
    let key = |length: usize| PostPolicy::new("photos", "é".repeat(length / 2) + "${filename}");
    assert!(key(1024).validate().is_ok());
    assert_eq!(refusal(&key(1026)), "object key of 1026 bytes is too long: the most is 1024");
    let plain = PostPolicy::new("photos", "a".repeat(1025));
    assert_eq!(refusal(&plain), "object key of 1025 bytes is too long: the most is 1024");
    assert!(PostPolicy::new("photos", "a".repeat(1024)).validate().is_ok());
}

#[test]
fn the_name_of_the_file_stands_where_nothing_behind_it_matters() {
    for (policy, name) in [
        (post().tagging([("name", "${filename}"), ("role", "guest")]), "tagging"),
        (
            post().success_action_redirect("https://app.example.com${filename}"),
            "success_action_redirect",
        ),
        (post().field("redirect", "https://${filename}/"), "redirect"),
    ] {
        assert_eq!(
            refusal(&policy),
            format!(
                "form field {name:?} has ${{filename}} where whoever posts the form could write what follows, as a \
                 condition holds no more than what stands before it: put the value in"
            )
        );
    }
}

#[test]
fn what_excludes_each_other_in_links_does_in_forms() {
    let key = SseCustomerKey::new([7; 32]);
    for (policy, name, other) in [
        (
            post().sse_s3().sse_customer_key(&key),
            "x-amz-server-side-encryption-customer-algorithm",
            "x-amz-server-side-encryption",
        ),
        (
            post().acl(CannedAcl::Private).field("x-amz-grant-read", "id=1"),
            "x-amz-grant-read",
            "x-amz-acl",
        ),
    ] {
        assert_eq!(
            refusal(&policy),
            format!(
                "headers {name:?} and {other:?} exclude each other: S3 takes one of them, so leave the other out"
            )
        );
    }
    let refused = post().website_redirect_location("page.html").validate().unwrap_err();
    let link = put().website_redirect_location("page.html").validate().unwrap_err();
    assert_eq!(refused, link);
}

#[test]
fn a_condition_that_no_file_name_can_meet_is_a_contradiction() {
    let png = || PostPolicy::new("photos", "u/${filename}.png");
    assert!(png().condition(equals("key", "u/cat.png")).validate().is_ok());
    for told in ["u/cat.jpg", "u.png", "v/cat.png", "u/png"] {
        let refused = refusal(&png().condition(equals("key", told)));
        assert!(refused.contains("leave one of them out"), "{refused}");
    }
    let any = || PostPolicy::new("photos", "${filename}");
    for told in ["", "a\0b", &"k".repeat(1_025)] {
        assert!(any().condition(equals("key", told)).validate().is_err(), "{told:?}");
    }
    assert!(any().starts_with("key", "k".repeat(1_025)).validate().is_err());
    assert!(any().starts_with("x-amz-meta-a", "a\r\n").validate().is_err());
}

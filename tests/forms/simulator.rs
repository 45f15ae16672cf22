//! What the simulator and the verifier make of a form.

use std::time::{Duration, UNIX_EPOCH};

use s3_presigner::{Credentials, PostForm, PostPolicy, Verifier};

use super::{QUARTER, post, signed};

#[test]
fn the_simulator_answers_in_s3s_words() {
    let post = signed(
        &post().content_type_starts_with("image/").content_length_range(1..=9).metadata("a", "1"),
    );
    let form =
        || PostForm::from(&post).with_field("content-type", "image/png").with_file("c.png", 5);
    let check = |form: PostForm| form.check(UNIX_EPOCH + QUARTER);
    assert_eq!(check(form()), Ok(()));
    let late = UNIX_EPOCH + QUARTER + Duration::from_secs(1);
    for (outcome, status, code, text) in [
        (form().check(late), 403, "AccessDenied", "Invalid according to Policy: Policy expired."),
        (
            check(form().with_field("key", "other/c.png")),
            403,
            "AccessDenied",
            "Invalid according to Policy: Policy Condition failed: [\"starts-with\", \"$key\", \"user/\"]",
        ),
        (
            check(form().with_field("x-amz-meta-a", "2")),
            403,
            "AccessDenied",
            "Invalid according to Policy: Policy Condition failed: [\"eq\", \"$x-amz-meta-a\", \"1\"]",
        ),
        (
            check(form().with_field("X-Amz-Meta-B", "2").with_field("Acl", "private")),
            403,
            "AccessDenied",
            "Invalid according to Policy: Extra input fields: x-amz-meta-b, acl",
        ),
        (
            check(form().with_file("c", 10)),
            400,
            "EntityTooLarge",
            "Your proposed upload exceeds the maximum allowed size",
        ),
        (
            check(form().with_file("c", 0)),
            400,
            "EntityTooSmall",
            "Your proposed upload is smaller than the minimum allowed size",
        ),
        (
            check(form().without_field("key")),
            400,
            "InvalidArgument",
            "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
        ),
        (
            check(form().without_field("policy")),
            400,
            "InvalidArgument",
            "Bucket POST must contain a field named 'policy'.  If it is specified, please check the order of the fields.",
        ),
        (
            check(form().with_field("policy", "e30")),
            400,
            "InvalidPolicyDocument",
            "Invalid Policy: it is no Base64",
        ),
    ] {
        let refusal = outcome.unwrap_err();
        assert_eq!(
            (refusal.status(), refusal.code(), refusal.to_string().as_str()),
            (status, code, text)
        );
    }
    assert_eq!(check(form().with_field("x-ignore-me", "1")), Ok(()));
}

#[test]
fn the_name_of_the_file_is_taken_in_any_field() {
    let policy = PostPolicy::new("photos", "k").metadata("name", "from ${filename}");
    let post = signed(&policy);
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").unwrap();
    let form = PostForm::from(&post).with_file("cat.jpg", 1);
    let verifier = Verifier::new([credentials]);
    verifier.verify_post_at(&form, UNIX_EPOCH).unwrap();
    let other = form.with_field("x-amz-meta-name", "by ${filename}");
    assert!(verifier.verify_post_at(&other, UNIX_EPOCH).is_err());
}

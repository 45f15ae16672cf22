//! What the simulator and the verifier make of a form.

use std::time::{Duration, UNIX_EPOCH};

use s3_presigner::{Condition, Credentials, PostForm, PostPolicy, PostRefusal, Verifier};

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
    for free in ["x-ignore-me", "AWSAccessKeyId", "File", "Signature"] {
        assert_eq!(check(form().with_field(free, "1")), Ok(()), "{free}");
    }
}

#[test]
fn a_form_without_its_signature_is_not_taken() {
    let form = PostForm::from(&signed(&post())).with_file("c.png", 5);
    for name in
        ["policy", "x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-signature", "key"]
    {
        let refusal = form.clone().without_field(name).check(UNIX_EPOCH).unwrap_err();
        assert_eq!(refusal, PostRefusal::MissingField { name });
        assert_eq!(
            (refusal.status(), refusal.code(), refusal.to_string()),
            (
                400,
                "InvalidArgument",
                format!(
                    "Bucket POST must contain a field named '{name}'.  If it is specified, please check the order \
                     of the fields."
                )
            )
        );
    }
}

#[test]
fn a_form_for_another_bucket_is_not_taken() {
    let post = signed(&post());
    let elsewhere = post
        .fields()
        .fold(PostForm::new("other"), |form, (name, value)| form.with_field(name, value));
    let condition = Condition::Equals { field: "bucket".to_owned(), value: "photos".to_owned() };
    let refusal = elsewhere.with_file("c.png", 5).check(UNIX_EPOCH);
    assert_eq!(refusal, Err(PostRefusal::ConditionFailed { condition }));
}

#[test]
fn s3s_own_limits_hold_whatever_the_policy_says() {
    const GIB: u64 = 1 << 30;
    let any = |key: &str| PostPolicy::new("photos", key).content_length_range(0..=u64::MAX);
    let check = |key: &str, file: &str, size| {
        PostForm::from(&signed(&any(key))).with_file(file, size).check(UNIX_EPOCH)
    };
    assert_eq!(check("k", "", 5 * GIB), Ok(()));
    let max = 5 * GIB;
    assert_eq!(check("k", "", max + 1), Err(PostRefusal::TooLarge { size: max + 1, max }));
    let ranged = signed(&PostPolicy::new("photos", "k").content_length_range(0..=9));
    let refusal = PostForm::from(&ranged).with_file("", max + 1).check(UNIX_EPOCH);
    assert_eq!(refusal, Err(PostRefusal::TooLarge { size: max + 1, max: 9 }));

    let refusal = check("${filename}", "", 1).unwrap_err();
    assert_eq!(
        (refusal.status(), refusal.code(), &*refusal.to_string()),
        (400, "InvalidArgument", "User key must have a length greater than 0.")
    );
    let (fits, too_long) = ("é".repeat(511), "é".repeat(511) + "a");
    assert_eq!(check("a/${filename}", &fits, 1), Ok(()));
    let refusal = check("a/${filename}", &too_long, 1).unwrap_err();
    assert_eq!(refusal, PostRefusal::KeyTooLong { size: 1025, max: 1024 });
    assert_eq!(
        (refusal.status(), refusal.code(), &*refusal.to_string()),
        (400, "KeyTooLongError", "Your key is too long")
    );
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

#[test]
fn of_a_path_the_name_of_the_file_is_what_counts() {
    let post = signed(&PostPolicy::new("photos", "u/${filename}").starts_with("key", "u/cat"));
    for name in ["cat.jpg", "C:\\dir\\cat.jpg", "dir/cat.jpg", "dir\\more/cat.jpg"] {
        assert_eq!(PostForm::from(&post).with_file(name, 1).check(UNIX_EPOCH), Ok(()), "{name}");
    }
    assert!(PostForm::from(&post).with_file("cat/dog.jpg", 1).check(UNIX_EPOCH).is_err());
}

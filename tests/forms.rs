//! Browser forms: every refusal with its exact text, their fields and conditions, their HTML, and the simulator.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{
    CannedAcl, Checksum, Condition, Credentials, PostForm, PostPolicy, PostPolicyDocument,
    PostRefusal, PresignedPost, Presigner, Region, StorageClass, Verifier,
};

const QUARTER: Duration = Duration::from_secs(900);

fn presigner() -> Presigner {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").unwrap();
    Presigner::new(credentials, Region::new("eu-west-1").unwrap())
}

fn post() -> PostPolicy<'static> {
    PostPolicy::new("photos", "user/${filename}")
}

fn refusal(policy: &PostPolicy<'_>) -> String {
    let refused = presigner().presign_post(policy, QUARTER).unwrap_err();
    assert_eq!(policy.validate().unwrap_err(), refused);
    refused.to_string()
}

#[test]
fn forms_that_s3_would_refuse_from_everybody() {
    for name in
        ["policy", "X-Amz-Signature", "x-amz-date", "file", "key", "bucket", "x-amz-security-token"]
    {
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
            "object key \"a/${user}/b\" has a variable other than ${filename}, the only one that S3 replaces",
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

fn signed(policy: &PostPolicy<'_>) -> PresignedPost {
    presigner().presign_post_at(policy, QUARTER, UNIX_EPOCH).unwrap()
}

fn field<'p>(post: &'p PresignedPost, name: &str) -> &'p str {
    post.fields().find(|(other, _)| *other == name).unwrap().1
}

#[test]
fn fields_become_conditions_and_typed_fields_have_their_names() {
    let policy = PostPolicy::new("photos", "k")
        .content_type("image/jpeg")
        .acl(CannedAcl::PublicRead)
        .cache_control("no-store")
        .content_disposition("inline")
        .content_encoding("gzip")
        .storage_class(StorageClass::Glacier)
        .tagging([("a&b", "<c>")])
        .sse_kms(Some("alias/k"))
        .sse_kms_context("{}")
        .checksum(Checksum::Crc32(1))
        .website_redirect_location("/x")
        .success_action_status(201);
    let post = signed(&policy);
    let fields: Vec<_> = post.fields().collect();
    assert_eq!(
        fields.get(..14).unwrap(),
        [
            ("key", "k"),
            ("Content-Type", "image/jpeg"),
            ("acl", "public-read"),
            ("Cache-Control", "no-store"),
            ("Content-Disposition", "inline"),
            ("Content-Encoding", "gzip"),
            ("x-amz-storage-class", "GLACIER"),
            (
                "tagging",
                "<Tagging><TagSet><Tag><Key>a&amp;b</Key><Value>&lt;c&gt;</Value></Tag></TagSet></Tagging>"
            ),
            ("x-amz-server-side-encryption", "aws:kms"),
            ("x-amz-server-side-encryption-aws-kms-key-id", "alias/k"),
            ("x-amz-server-side-encryption-context", "e30="),
            ("x-amz-checksum-algorithm", "CRC32"),
            ("x-amz-checksum-crc32", "AAAAAQ=="),
            ("x-amz-website-redirect-location", "/x"),
        ]
    );
    let document = PostPolicyDocument::from_base64(field(&post, "policy")).unwrap();
    for (name, value) in
        post.fields().filter(|(name, _)| !matches!(*name, "policy" | "x-amz-signature"))
    {
        let exact = Condition::Equals { field: name.to_owned(), value: value.to_owned() };
        assert!(document.conditions().contains(&exact), "{exact}");
    }
    assert_eq!(document.expiration(), UNIX_EPOCH + QUARTER);
    assert_eq!(post.expires_at(), UNIX_EPOCH + QUARTER);
    assert_eq!(
        signed(&PostPolicy::new("photos", "k").sse_s3()).fields().nth(1),
        Some(("x-amz-server-side-encryption", "AES256"))
    );
}

#[test]
fn the_form_is_html_and_nothing_in_it_escapes() {
    let policy = PostPolicy::new("photos", "a/\"><script>alert('x')</script>").metadata("a", "b&c");
    let html = signed(&policy).to_html().unwrap();
    assert!(html.starts_with("<form action=\"https://photos.s3.eu-west-1.amazonaws.com/\" method=\"post\" enctype=\"multipart/form-data\">\n"));
    assert!(html.contains(
        "name=\"key\" value=\"a/&quot;&gt;&lt;script&gt;alert(&apos;x&apos;)&lt;/script&gt;\">"
    ));
    assert!(html.contains("name=\"x-amz-meta-a\" value=\"b&amp;c\">"));
    assert!(!html.contains("<script>"));
    let last = html.rfind("<input").unwrap();
    assert!(
        html.get(last..).unwrap().starts_with("<input type=\"file\" name=\"file\""),
        "the file goes last"
    );
    let refused =
        signed(&PostPolicy::new("photos", "k").metadata("a", "b\nc")).to_html().unwrap_err();
    assert_eq!(
        refused.to_string(),
        "form field \"x-amz-meta-a\" has a line end or NUL, which browsers change in HTML forms: send the \
         fields by script, with FormData"
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
fn a_field_without_a_value_is_left_to_the_page() {
    let post = signed(
        &PostPolicy::new("photos", "a/${filename}")
            .content_type_starts_with("image/")
            .cache_control("no-store")
            .starts_with("Cache-Control", "no-"),
    );
    assert_eq!(post.open_fields().collect::<Vec<_>>(), [("Content-Type", "image/")]);
    let input =
        "  <label>Content-Type <input name=\"Content-Type\" value=\"image/\" required></label>\n";
    assert!(post.to_html().unwrap().contains(input));
}

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
fn the_form_of_a_secret_bearer_is_not_shown() {
    let credentials = Credentials::temporary("ASIAEXAMPLE", "secret", "m4rk-token").unwrap();
    let post = presigner().with_credentials(credentials).presign_post(&post(), QUARTER).unwrap();
    let shown = format!("{post:?}");
    for secret in ["m4rk", field(&post, "policy"), field(&post, "x-amz-signature")] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(SystemTime::now() < post.expires_at());
}

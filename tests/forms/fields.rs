//! Fields, the conditions that they become, and the form as HTML.

use std::time::{Duration, UNIX_EPOCH};

use s3_presigner::{
    CannedAcl, Checksum, Condition, ObjectLockMode, PostForm, PostPolicy, PostPolicyDocument,
    S3Request, SseCustomerKey, StorageClass,
};

use super::{QUARTER, field, presigner, signed};

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
    for (policy, name) in [
        (PostPolicy::new("photos", "a\nb"), "key"),
        (PostPolicy::new("photos", "a\rb"), "key"),
        (PostPolicy::new("photos", "k").field("x-ignore-a", "\0"), "x-ignore-a"),
        (PostPolicy::new("photos", "k").tagging([("a", "\r")]), "tagging"),
    ] {
        assert_eq!(
            signed(&policy).to_html().unwrap_err().to_string(),
            format!(
                "form field {name:?} has a line end or NUL, which browsers change in HTML forms: send the fields by \
                 script, with FormData"
            )
        );
    }
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
fn a_condition_that_leaves_one_value_gives_the_field_that_value() {
    let private = || Condition::Equals { field: "acl".to_owned(), value: "private".to_owned() };
    let widened = PostPolicy::new("photos", "k").starts_with("ACL", "pri").condition(private());
    for policy in [
        PostPolicy::new("photos", "k").condition(private()),
        PostPolicy::new("photos", "k").condition(private()).condition(private()),
        PostPolicy::new("photos", "k").condition(private()).acl(CannedAcl::Private),
        widened,
    ] {
        let post = signed(&policy);
        let of_acl = post.fields().filter(|(name, _)| name.eq_ignore_ascii_case("acl"));
        assert_eq!(of_acl.collect::<Vec<_>>(), [("acl", "private")], "{policy:?}");
        assert_eq!(post.open_fields().count(), 0, "{policy:?}");
        assert_eq!(PostForm::from(&post).check(UNIX_EPOCH), Ok(()), "{policy:?}");
    }
    let key = Condition::Equals { field: "Key".to_owned(), value: "k".to_owned() };
    let post = signed(&PostPolicy::new("photos", "k").condition(key));
    assert_eq!(post.fields().filter(|(name, _)| name.eq_ignore_ascii_case("key")).count(), 1);
}

#[test]
fn a_field_with_two_conditions_is_asked_for_once_with_the_longer_beginning() {
    let policy = PostPolicy::new("photos", "k")
        .starts_with("x-amz-meta-a", "us")
        .starts_with("X-Amz-Meta-A", "user-")
        .starts_with("x-amz-meta-b", "")
        .starts_with("x-amz-meta-a", "");
    let post = signed(&policy);
    let open: Vec<_> = post.open_fields().collect();
    assert_eq!(open, [("x-amz-meta-a", "user-"), ("x-amz-meta-b", "")]);
    assert_eq!(post.to_html().unwrap().matches("<label>").count(), 2);
    let form = PostForm::from(&post).with_field("x-amz-meta-b", "");
    assert_eq!(form.with_field("x-amz-meta-a", "user-1").check(UNIX_EPOCH), Ok(()));
}

#[test]
fn encryption_lock_and_expiry_have_the_fields_of_an_upload_by_link() {
    let expires = UNIX_EPOCH + Duration::from_secs(1_369_353_600);
    let key = SseCustomerKey::new([7; 32]);
    for (policy, put) in [
        (
            form().sse_kms_dual_layer(Some("alias/k")).bucket_key_enabled(true),
            put().sse_kms_dual_layer(Some("alias/k")).bucket_key_enabled(true),
        ),
        (form().sse_kms(None).sse_kms_context("{}"), put().sse_kms(None).sse_kms_context("{}")),
        (form().sse_customer_key(&key), put().sse_customer_key(&key)),
        (form().expires(expires), put().expires(expires)),
        (
            form().object_lock(ObjectLockMode::Compliance, expires).object_lock_legal_hold(true),
            put().object_lock(ObjectLockMode::Compliance, expires).object_lock_legal_hold(true),
        ),
    ] {
        let post = signed(&policy);
        let put = presigner().presign(&put, QUARTER).unwrap();
        let own = post.fields().skip(1).map(|(name, value)| (name.to_lowercase(), value));
        let sent: Vec<_> = put.headers().map(|(name, value)| (name.to_owned(), value)).collect();
        let mut own: Vec<_> = own.take(sent.len()).collect();
        own.sort_unstable();
        assert_eq!(own, sent);
        assert_eq!(post.fields().count(), 1 + sent.len() + 5);
        assert_eq!(PostForm::from(&post).check(UNIX_EPOCH), Ok(()));
    }
    assert_eq!(
        field(&signed(&form().expires(expires)), "Expires"),
        "Fri, 24 May 2013 00:00:00 GMT"
    );
}

fn form() -> PostPolicy<'static> {
    PostPolicy::new("photos", "k")
}

fn put() -> S3Request<'static> {
    S3Request::put_object("photos", "k")
}

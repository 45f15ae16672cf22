//! Forms over HTTP: what the simulator predicts, the server answers, but for a list of what the server does
//! otherwise than S3.

use std::time::{Duration, SystemTime};

use reqwest::Client;
use reqwest::multipart::{Form, Part};
use reqwest::redirect::Policy;
use s3_presigner::{Credentials, PostForm, PostPolicy, PresignedPost};

use super::world::{QUARTER, World, at_server, is, refusal, world};

type Answer = (u16, String);

/// Posts a form as a browser does, without following a redirect.
async fn post(url: &str, form: &PostForm, file: &'static str) -> Answer {
    let mut body = Form::new();
    for name in form.names() {
        body = body.text(name.to_owned(), form.field(name).unwrap().to_owned());
    }
    body = body.part("file", Part::text(file).file_name("cat.jpg"));
    let client = Client::builder().no_proxy().redirect(Policy::none()).build().unwrap();
    refusal(client.post(url).multipart(body).send().await.unwrap()).await
}

/// What S3 answers: what the simulator refuses with, or what the form asks for.
fn predicted(form: &PostForm, file: &str) -> Answer {
    let form = form.clone().with_file("cat.jpg", u64::try_from(file.len()).unwrap());
    match form.check(SystemTime::now()) {
        Err(refusal) => is(refusal.status(), refusal.code()),
        Ok(()) if form.field("success_action_redirect").is_some() => is(303, ""),
        Ok(()) => is(
            form.field("success_action_status").map_or(204, |status| status.parse().unwrap()),
            "",
        ),
    }
}

/// One form, and what the server answers where that is not what was predicted.
struct Case {
    what: &'static str,
    form: PostForm,
    file: &'static str,
    exception: Option<Exception>,
}

/// An answer that differs from the prediction, and why.
type Exception = ((u16, &'static str), &'static str);

const CONDITION: Exception = (
    (400, "InvalidPolicyDocument"),
    "s3s says that the policy is invalid where a condition failed",
);
const CONDITION_FIRST: Exception =
    ((400, "InvalidPolicyDocument"), "s3s looks at the conditions before the key, S3 behind it");
const UNNAMED: Exception = ((400, "InvalidRequest"), "s3s does not name the field that is missing");
const BASE64: Exception = ((400, "InvalidRequest"), "s3s takes no Base64 for no policy at all");
const ANONYMOUS: Exception =
    ((403, "AccessDenied"), "s3s takes a form without a signature for one of nobody");
const ALGORITHM: Exception = ((501, "NotImplemented"), "s3s knows one algorithm");
const ABSENT: Exception = ((201, ""), "s3s takes a field that is not there for an empty one");
const NO_TOKEN: Exception =
    ((403, "InvalidAccessKeyId"), "as S3: credentials come first, and the simulator knows none");
const OTHER_TOKEN: Exception =
    ((400, "InvalidToken"), "as S3: credentials come first, and the simulator knows none");

impl Case {
    fn new(what: &'static str, form: PostForm) -> Self {
        Self { what, form, file: "meow", exception: None }
    }

    fn file(mut self, file: &'static str) -> Self {
        self.file = file;
        self
    }

    fn but(mut self, exception: Exception) -> Self {
        self.exception = Some(exception);
        self
    }

    async fn check(&self, url: &str) {
        let Self { what, form, file, exception } = self;
        let predicted = predicted(form, file);
        let answered = post(url, form, file).await;
        match exception {
            None => assert_eq!(answered, predicted, "{what}"),
            Some(((status, code), why)) => {
                assert_eq!(answered, is(*status, code), "{what}: {why}");
                assert_ne!(answered, predicted, "{what}: it need not be listed any more");
            }
        }
    }
}

fn images() -> PostPolicy<'static> {
    PostPolicy::new("photos", "user/4711/cat.jpg")
        .content_type_starts_with("image/")
        .content_length_range(2..=10)
        .metadata("uploader", "4711")
        .starts_with("x-amz-meta-note", "")
        .success_action_status(201)
}

fn filled(signed: &PresignedPost) -> PostForm {
    PostForm::from(signed)
        .with_field("Content-Type", "image/jpeg")
        .with_field("x-amz-meta-note", "anything at all")
}

/// The same fields, posted to another bucket.
fn moved(form: &PostForm, bucket: &str) -> PostForm {
    form.names().fold(PostForm::new(bucket), |moved, name| {
        moved.with_field(name, form.field(name).unwrap())
    })
}

#[tokio::test]
async fn a_form_is_taken_and_refused_for_each_broken_condition_as_predicted() {
    let world = world().await;
    let signed = world.presigner.presign_post(&images(), QUARTER).unwrap();
    let form = || filled(&signed);
    Case::new("as it was signed", form()).check(signed.url()).await;
    assert_eq!(world.server.stored("photos", "user/4711/cat.jpg").unwrap(), "meow");

    let without = |name: &str| form().without_field(name);
    let with = |name: &str, value: &str| form().with_field(name, value);
    let scope = "AKIDEXAMPLE/20130524/us-east-1/s3/aws4_request";
    for case in [
        Case::new("key", with("key", "user/1/cat.jpg")).but(CONDITION),
        Case::new("type", with("Content-Type", "text/html")).but(CONDITION),
        Case::new("no type", without("Content-Type")).but(CONDITION),
        Case::new("metadata", with("x-amz-meta-uploader", "1")).but(CONDITION),
        Case::new("status", with("success_action_status", "200")).but(CONDITION),
        Case::new("date", with("x-amz-date", "20130524T000000Z")).but(CONDITION),
        Case::new("credential", with("x-amz-credential", scope)).but(CONDITION),
        Case::new("algorithm", with("x-amz-algorithm", "AWS4-HMAC-SHA512")).but(ALGORITHM),
        Case::new("no note", without("x-amz-meta-note")).but(ABSENT),
        Case::new("extra metadata", with("x-amz-meta-extra", "1")),
        Case::new("extra field", with("acl", "private")),
        Case::new("an ignored field", with("x-ignore-me", "1")),
        Case::new("too small", form()).file("m"),
        Case::new("too large", form()).file("meow meow meow"),
        Case::new("no key", without("key")).but(CONDITION_FIRST),
        Case::new("empty key", with("key", "")).but(CONDITION_FIRST),
        Case::new("no policy", without("policy")).but(UNNAMED),
        Case::new("no date", without("x-amz-date")).but(UNNAMED),
        Case::new("no signature", without("x-amz-signature")).but(ANONYMOUS),
        Case::new("no Base64", with("policy", "e30")).but(BASE64),
    ] {
        case.check(signed.url()).await;
    }
    let elsewhere = signed.url().replace("/photos", "/other");
    Case::new("bucket", moved(&form(), "other")).but(CONDITION).check(&elsewhere).await;
    assert_eq!(world.server.keys("photos"), ["user/4711/cat.jpg"]);
    assert!(world.server.keys("other").is_empty());
}

async fn taken(world: &World, policy: &PostPolicy<'_>) -> PresignedPost {
    let signed = world.presigner.presign_post(policy, QUARTER).unwrap();
    Case::new("as it was signed", PostForm::from(&signed)).check(signed.url()).await;
    signed
}

#[tokio::test]
async fn a_form_that_redirects_is_taken_and_its_redirect_is_fixed() {
    let world = world().await;
    let policy = PostPolicy::new("photos", "k").success_action_redirect("https://Example.com/done");
    let signed = taken(&world, &policy).await;
    let form = PostForm::from(&signed);
    let elsewhere = form.with_field("success_action_redirect", "https://evil.example/");
    Case::new("another redirect", elsewhere).but(CONDITION).check(signed.url()).await;
}

#[tokio::test]
async fn a_form_of_a_session_needs_its_token() {
    let world = world().await;
    let session = Credentials::temporary(
        "ASIAIOSFODNN7EXAMPLE",
        "temporary-secret",
        "to+ken/with=odd&characters",
    );
    let session = at_server(session.unwrap(), &world.server);
    let signed = session.presign_post(&PostPolicy::new("photos", "k"), QUARTER).unwrap();
    let form = || PostForm::from(&signed);
    Case::new("as it was signed", form()).check(signed.url()).await;
    let without = form().without_field("x-amz-security-token");
    Case::new("no token", without).but(NO_TOKEN).check(signed.url()).await;
    let other = form().with_field("x-amz-security-token", "another");
    Case::new("another token", other).but(OTHER_TOKEN).check(signed.url()).await;
}

#[tokio::test]
async fn a_key_may_hold_the_name_of_the_file() {
    let world = world().await;
    let policy = PostPolicy::new("photos", "user/${filename}").metadata("name", "a ${filename}");
    let signed = taken(&world, &policy).await;
    let other = PostForm::from(&signed).with_field("key", "other/${filename}");
    Case::new("another beginning", other).but(CONDITION).check(signed.url()).await;
    // s3s does not replace the variable, as S3 does.
    assert_eq!(world.server.keys("photos"), ["user/${filename}"]);
}

#[tokio::test]
async fn an_expired_form_is_refused_as_predicted() {
    let world = world().await;
    let then = SystemTime::now() - Duration::from_secs(120);
    let minute = Duration::from_secs(60);
    let signed =
        world.presigner.presign_post_at(&PostPolicy::new("photos", "k"), minute, then).unwrap();
    Case::new("expired", PostForm::from(&signed)).check(signed.url()).await;
}

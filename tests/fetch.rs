//! The `fetch` call of a URL, run by Node against the embedded server. It is no part of `cargo test`, which
//! asks for no Node: `cargo test --test fetch`.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/world.rs"]
mod world;

use std::process::Command;

use s3_presigner::{PresignedUrl, S3Request};

use self::world::{QUARTER, World, world};

/// The status and the text of the answer, as Node sees them.
fn node(url: &PresignedUrl, body: &str) -> String {
    let script = format!(
        "const body = {body};\n{}.then(async answer => console.log(answer.status + ' ' + await answer.text()))",
        url.fetch()
    );
    let output = Command::new("node").arg("-e").arg(&script).env("NO_PROXY", "*").output();
    let output = output.unwrap_or_else(|error| panic!("this test runs Node: {error}"));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{script}\n{errors}");
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

async fn metadata(world: &World, key: &str) -> String {
    let url = world.presigner.presign_head("photos", key, QUARTER).unwrap();
    let answer = world.send(&url, "").await;
    String::from_utf8_lossy(answer.headers()["x-amz-meta-by"].as_bytes()).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn fetch_sends_nasty_keys_and_headers_as_they_were_signed() {
    let world = world().await;
    for text in [
        "it's \"quoted\" \\ `${1}`",
        "</script><!-- <script>",
        "a\u{2028}b",
        "100% #?&=+;",
        "é 文 😀",
        "__proto__",
    ] {
        let put = S3Request::put_object("photos", text)
            .content_type("text/x-odd")
            .content_length(4)
            .header("x-amz-meta-nasty", &text.replace(|char: char| !char.is_ascii(), "_"))
            .header("x-amz-meta-by", "it's \"me\" \\ <&>");
        let url = world.sign(&put);
        assert!(url.fetch().is_ascii() && !url.fetch().contains('<'));
        assert_eq!(node(&url, "new Blob(['body'])"), "200", "{text:?}");
        assert_eq!(world.server.stored("photos", text).unwrap(), "body", "{text:?}");
        assert_eq!(metadata(&world, text).await, "it's \"me\" \\ <&>");
        let get = world.presigner.presign_get("photos", text, QUARTER).unwrap();
        assert_eq!(node(&get, "null"), "200 body", "{text:?}");
        let head = world.presigner.presign_head("photos", text, QUARTER).unwrap();
        assert_eq!(node(&head, "null"), "200", "{text:?}");
        let delete = world.presigner.presign_delete("photos", text, QUARTER).unwrap();
        assert_eq!(node(&delete, "null"), "204", "{text:?}");
        assert!(world.server.stored("photos", text).is_none(), "{text:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn fetch_posts_its_body() {
    let world = world().await;
    let url = world.sign(&S3Request::create_multipart_upload("photos", "film"));
    let answer = node(&url, "undefined");
    assert!(answer.starts_with("200 ") && answer.contains("<UploadId>"), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn fetch_of_another_length_is_refused() {
    let world = world().await;
    let url = world.sign(&S3Request::put_object("photos", "k").content_length(5));
    assert!(node(&url, "'four'").starts_with("403 "));
}

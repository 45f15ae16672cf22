//! The `curl` line of a URL, run by a shell and by curl itself against the embedded server. It is no part of
//! `cargo test`, which asks for no `curl` (7.76 or newer): `cargo test --test snippets`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/world.rs"]
mod world;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use s3_presigner::{PresignedUrl, S3Request};

use self::world::{QUARTER, World, world};

/// What a shell makes of the line, in a folder of its own.
struct Shell(PathBuf);

impl Shell {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("curl").join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn with_file(self, name: &str, content: &[u8]) -> Self {
        std::fs::write(self.0.join(name), content).unwrap();
        self
    }

    fn run(&self, line: &str) -> Output {
        assert!(!line.contains('\n'), "{line}");
        let mut sh = Command::new("sh");
        sh.arg("-c").arg(line).current_dir(&self.0);
        // No settings of whoever runs the tests.
        sh.env("NO_PROXY", "*").env("CURL_HOME", &self.0).env("HOME", &self.0);
        sh.output().unwrap()
    }

    /// The standard output of a line that has to succeed.
    fn runs(&self, line: &str) -> Vec<u8> {
        let output = self.run(line);
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{line}\n{text}");
        assert!(self.0.read_dir().unwrap().count() <= 2, "{line} wrote a file");
        output.stdout
    }
}

/// Keys and values that a shell, curl or a URL parser could take for something else.
const NASTY: [&str; 14] = [
    "it's",
    "'; touch pwned; '",
    "$HOME $(touch pwned) `touch pwned`",
    "a\"b\\c\\",
    "[1-3]{a,b}",
    "100%",
    "%2e%2e/k",
    "#?&=+;",
    "trailing/",
    "-o",
    "@f",
    "!! ~ * ? <>|",
    "é 文 😀",
    "https://evil.example/x",
];

/// What a header can hold of it.
fn ascii(text: &str) -> String {
    text.replace(|char: char| !char.is_ascii(), "_")
}

async fn headers(world: &World, key: &str) -> reqwest::header::HeaderMap {
    let url = world.presigner.presign_head("photos", key, QUARTER).unwrap();
    world.send(&url, "").await.headers().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn curl_sends_nasty_keys_and_headers_as_they_were_signed() {
    let world = world().await;
    let shell = Shell::new("nasty").with_file("f", b"body");
    for text in NASTY {
        let put = S3Request::put_object("photos", text)
            .content_type("text/x-odd; a=\"it's\"")
            .content_length(4)
            .header("x-amz-meta-nasty", &ascii(text))
            .header("x-amz-meta-empty", "")
            .header("x-'odd'", "1");
        shell.runs(&world.sign(&put).curl(Some("f")));
        assert_eq!(world.server.stored("photos", text).unwrap(), "body", "{text:?}");
        let kept = headers(&world, text).await;
        assert_eq!(kept["content-type"], "text/x-odd; a=\"it's\"", "{text:?}");

        let get = S3Request::get_object("photos", text).response_content_disposition(ascii(text));
        assert_eq!(shell.runs(&world.sign(&get).curl(None)), b"body", "{text:?}");
        let head = String::from_utf8(
            shell.runs(&world.presigner.presign_head("photos", text, QUARTER).unwrap().curl(None)),
        );
        assert!(head.unwrap().to_lowercase().contains("content-length: 4\r\n"), "{text:?}");
        let delete = world.presigner.presign_delete("photos", text, QUARTER).unwrap();
        shell.runs(&delete.curl(Some("f")));
        assert!(world.server.stored("photos", text).is_none(), "{text:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn curl_leaves_dot_segments_and_odd_file_names_as_they_are() {
    let world = world().await;
    let key = "a/../../other/./k";
    let url = world.sign(&S3Request::put_object("photos", key).allow_dot_segments());
    for file in ["-", ".[x]{y,z}", "-K it's $HOME"] {
        let shell = Shell::new("dots").with_file(file, file.as_bytes());
        shell.runs(&url.curl(Some(file)));
        assert_eq!(world.server.stored("photos", key).unwrap(), file);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn curl_sends_an_empty_body_without_a_type_and_a_large_one_in_one_piece() {
    let world = world().await;
    let large = vec![7; 3_000_000];
    let shell = Shell::new("bodies").with_file("large", &large).with_file("empty", b"");
    let url = world.presigner.presign_put("photos", "k", QUARTER).unwrap();
    // The server refuses chunked bodies and those without a length, as S3 does.
    shell.runs(&url.curl(Some("large")));
    assert_eq!(world.server.stored("photos", "k").unwrap(), large);
    let nothing = world.sign(&S3Request::put_object("photos", "k").content_length(0));
    for line in [url.curl(Some("empty")), nothing.curl(None)] {
        shell.runs(&line);
        assert_eq!(world.server.stored("photos", "k").unwrap(), "");
        let kept = headers(&world, "k").await;
        assert_ne!(kept["content-type"], "application/x-www-form-urlencoded", "{line}");
        world.put("k", "again").await;
    }
    let typed = S3Request::put_object("photos", "k").content_type("a/b").content_length(0);
    shell.runs(&world.sign(&typed).curl(None));
    assert_eq!(headers(&world, "k").await["content-type"], "a/b");
    let empty = S3Request::put_object("photos", "k").content_type("").content_length(0);
    shell.runs(&world.sign(&empty).curl(None));
}

#[tokio::test(flavor = "multi_thread")]
async fn curl_sends_nothing_over_a_good_object_unless_asked() {
    let world = world().await;
    let shell = Shell::new("nothing").with_file("cat.jpg", b"miaow");
    world.put("in/cat.jpg", "good").await;
    world.put("in/dog.jpg", "good").await;
    let url = |key| world.presigner.presign_put("photos", key, QUARTER).unwrap();
    shell.runs(&url("in/cat.jpg").curl(None));
    assert_eq!(world.server.stored("photos", "in/cat.jpg").unwrap(), "miaow");
    assert!(!shell.run(&url("in/dog.jpg").curl(None)).status.success(), "there is no such file");
    assert_eq!(world.server.stored("photos", "in/dog.jpg").unwrap(), "good");
}

#[tokio::test(flavor = "multi_thread")]
async fn curl_posts_and_a_refusal_is_a_failure_with_its_reason() {
    let world = world().await;
    let shell = Shell::new("posts").with_file("f", b"four");
    let begin = S3Request::create_multipart_upload("photos", "film").content_type("video/mp4");
    let answer = String::from_utf8(shell.runs(&world.sign(&begin).curl(None))).unwrap();
    assert!(answer.contains("<UploadId>"), "{answer}");

    let longer = S3Request::put_object("photos", "k").content_length(5);
    let refused = shell.run(&world.sign(&longer).curl(Some("f")));
    assert!(!refused.status.success());
    let xml = String::from_utf8(refused.stdout).unwrap();
    assert!(xml.contains("<Code>SignatureDoesNotMatch</Code>"), "{xml}");
}

/// The headers that clients add by themselves can be signed too.
#[tokio::test(flavor = "multi_thread")]
async fn curl_sends_signed_headers_in_place_of_its_own() {
    let world = world().await;
    world.put("k", "body").await;
    let shell = Shell::new("own");
    let names = ["accept", "accept-encoding", "user-agent", "referer", "cookie"];
    let signed = |value: &str| -> PresignedUrl {
        let request = S3Request::get_object("photos", "k").range(1..=2);
        world.sign(&names.iter().fold(request, |request, name| request.header(name, value)))
    };
    for value in ["mine", ""] {
        assert_eq!(shell.runs(&signed(value).curl(None)), b"od");
    }
}

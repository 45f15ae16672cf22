//! What is refused is told to somebody who has the page and writes no code.

use serde_json::{Value, json};

use s3_presigner::{Credentials, Endpoint, Error, Presigner, Region};

use crate::example::console::Console;
use crate::visitor::Visitor;

/// Everything that the page can ask for and the library refuses with a way out in code.
#[tokio::test]
async fn no_refusal_names_the_library() {
    let mrap = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";
    let china = "arn:aws-cn:s3:cn-north-1:123456789012:accesspoint/reports";
    let elsewhere = "arn:aws:s3:us-east-2:123456789012:accesspoint/reports";
    let own_region = Endpoint::aws().with_arn_region(false);
    for (endpoint, bucket, key, told) in [
        (Endpoint::aws(), "photos", "a/../b", "rename the object"),
        (Endpoint::aws(), mrap, "k", "give a bucket behind it"),
        (Endpoint::aws(), china, "k", "start it with the --region of that partition"),
        (own_region, elsewhere, "k", "start the console with --region us-east-2"),
    ] {
        let visitor = Visitor::of(console(endpoint).unwrap()).await;
        let link = json!({ "bucket": bucket, "key": key, "method": "GET", "seconds": 60 });
        let form = json!({ "bucket": bucket, "key": key, "seconds": 60 });
        for (path, asked) in [("/api/link", link), ("/api/post", form)] {
            let Some(message) = refused(&visitor, path, asked).await else {
                // Forms have no such rule, and with the feature `sigv4a` the bucket behind the ARN is reached.
                assert!(path == "/api/post" || bucket == mrap, "{bucket} {key}");
                continue;
            };
            assert!(!names_code(&message), "{path}: {message}");
            assert!(path == "/api/post" || message.ends_with(told), "{path}: {message}");
        }
    }
    let visitor = Visitor::new().await;
    let empty =
        json!({ "bucket": "photos", "key": "k", "seconds": 60, "size": 0, "contentType": "a/b" });
    let message = refused(&visitor, "/api/multipart/begin", empty).await.unwrap();
    assert!(!names_code(&message), "{message}");
    assert_eq!(message, "an object of 0 bytes has no parts: upload it in one request");
}

/// The library's own texts do, so the test above can fail.
#[test]
fn code_is_told_from_words() {
    for text in
        ["use S3Request::put_object", "with allow_dot_segments()", "leave with_arn_region on"]
    {
        assert!(names_code(text), "{text}");
    }
    assert!(!names_code("has a segment `.` or `..`: rename the object (now)"));
}

fn console(endpoint: Endpoint) -> Result<Console, Error> {
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret")?;
    let region = Region::new("eu-west-1")?;
    let presigner = Presigner::new(credentials.clone(), region).with_endpoint(endpoint);
    Ok(Console::new(presigner, credentials))
}

async fn refused(visitor: &Visitor, path: &str, asked: Value) -> Option<String> {
    let answer = visitor.post(path, &asked).send().await.unwrap();
    (answer.status() != 200).then_some(())?;
    let json: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
    Some(json["error"]["message"].as_str().unwrap().to_owned())
}

/// Whether a text has a name as code has them.
fn names_code(text: &str) -> bool {
    let is_snake =
        |word: &str| word.contains('_') && word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    text.contains("::") || text.contains("()") || text.contains("Cargo.toml") || words.any(is_snake)
}

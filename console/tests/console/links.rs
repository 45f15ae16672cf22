//! Links, forms and uploads in parts, and what is refused.

use reqwest::Method;
use serde_json::{Value, json};

use crate::visitor::{Visitor, get_link, json_of, refusal};

#[tokio::test]
async fn the_status_says_who_signs_and_how_long_but_no_secret() {
    let visitor = Visitor::new().await;
    let response = visitor.request(Method::GET, "/api/status").send().await.unwrap();
    let text = response.text().await.unwrap();
    assert!(!text.contains("wJalrXUtnFEMI"), "{text}");
    let status: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(status["accessKeyId"], "AKIAIOSFODNN7EXAMPLE");
    assert_eq!(status["maxSeconds"], 604_800);
    assert_eq!(status["limitedBy"], "the protocol of S3 allows no longer lifetime");
    assert_eq!(status["buckets"], json!(["photos", "documents"]));
}

#[tokio::test]
async fn a_link_works_and_comes_in_every_form() {
    let visitor = Visitor::new().await;
    let link = visitor.ask("/api/link", get_link()).await;
    let url = link["url"].as_str().unwrap();
    let body = visitor.client.get(url).send().await.unwrap().text().await.unwrap();
    assert_eq!(body, "Hello from an object that a presigned link brought here.\n");
    for form in ["curl", "fetch"] {
        assert!(link[form].as_str().unwrap().contains(url), "{form}");
    }
    assert_eq!(link["opensInBrowser"], true);
    assert_eq!(link["validity"]["expiresIn"], 60);
    assert_eq!(link["validity"]["limitedBy"], "the lifetime asked for");
    let lives = link["validity"]["expiresAt"].as_u64().unwrap()
        - link["validity"]["signedAt"].as_u64().unwrap();
    assert_eq!(lives, 60_000);
    let rule: Value = serde_json::from_str(link["cors"].as_str().unwrap()).unwrap();
    let origin = format!("http://{}", visitor.address);
    assert_eq!(rule["CORSRules"][0]["AllowedOrigins"], json!([origin]));
    assert_eq!(rule["CORSRules"][0]["AllowedMethods"], json!(["GET"]));
}

/// That it fails without the file is tried in `.ci/browser`, where curl is at hand.
#[tokio::test]
async fn the_curl_line_of_an_upload_names_a_file_for_every_key() {
    let visitor = Visitor::new().await;
    for (key, body) in [
        ("a/cat.jpg", "--upload-file 'cat.jpg' "),
        ("folder/", "--data-binary '@-' "),
        ("a/-", "--upload-file '_' "),
    ] {
        let asked = json!({ "bucket": "photos", "key": key, "method": "PUT", "seconds": 60 });
        let curl = visitor.ask("/api/link", asked).await["curl"].take();
        let curl = curl.as_str().unwrap();
        assert!(curl.contains(body), "{curl}");
        assert_eq!(curl.ends_with("' < 'folder'"), key == "folder/", "{curl}");
    }
}

#[tokio::test]
async fn a_link_comes_with_what_may_happen_to_it() {
    let visitor = Visitor::new().await;
    let link = visitor.ask("/api/link", get_link()).await;
    // The server of the test is known to this machine only.
    let cautions = link["cautions"].as_array().unwrap();
    let kinds: Vec<_> = cautions.iter().map(|caution| &caution["kind"]).collect();
    assert_eq!(kinds, ["local_host"]);
    assert!(cautions[0]["text"].as_str().unwrap().starts_with("only this machine"));
    assert_eq!(cautions[0]["tools"], json!(["everything on another machine or network"]));
}

#[tokio::test]
async fn the_qr_code_is_drawn_as_it_was_computed() {
    let visitor = Visitor::new().await;
    let link = visitor.ask("/api/link", get_link()).await;
    let url = link["url"].as_str().unwrap();
    let code = qrcode::QrCode::with_error_correction_level(url, qrcode::EcLevel::L).unwrap();
    assert_eq!(link["qr"]["size"], code.width());
    let mut drawn = vec![false; code.width() * code.width()];
    for run in link["qr"]["path"].as_str().unwrap().split_terminator('z') {
        let numbers: Vec<usize> =
            run.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
        let [x, y, length, 1, back] = numbers[..] else { panic!("{run}") };
        assert_eq!(length, back);
        drawn[y * code.width() + x..][..length].fill(true);
    }
    let dark: Vec<_> = code.to_colors().iter().map(|color| *color == qrcode::Color::Dark).collect();
    assert_eq!(drawn, dark);

    let long = json!({ "bucket": "photos", "key": "k".repeat(1000), "method": "GET", "seconds": 60,
        "headers": [["x-amz-meta-a", "v"]], "saveAs": "é".repeat(400) });
    assert_eq!(visitor.ask("/api/link", long).await["qr"], Value::Null);
}

#[tokio::test]
async fn refusals_say_the_rule() {
    let visitor = Visitor::new().await;
    let with = |name: &str, value: Value| {
        let mut asked = get_link();
        asked[name] = value;
        asked
    };
    for (asked, expected) in [
        (
            with("seconds", json!(604_801)),
            "a lifetime of 604801 seconds was asked for, but no more than 7 days is possible",
        ),
        (with("seconds", json!(0)), "ask for 1 second or more"),
        (with("key", json!("")), "object key \"\" is not valid"),
        (with("bucket", json!("No Such")), "bucket name \"No Such\" is not valid"),
        (with("method", json!("get")), "method \"get\" is not valid"),
        (with("headers", json!([["a b", "1"]])), "header name \"a b\" is not valid"),
        (with("key", json!("a/../b")), "has a segment `.` or `..`"),
    ] {
        let (status, _, message) = visitor.refusal("/api/link", asked).await;
        assert_eq!(status, 422);
        assert!(message.contains(expected), "{message}");
    }
    let too_long = visitor.post("/api/link", &with("seconds", json!(604_801)));
    let error = json_of(too_long.send().await.unwrap()).await["error"].take();
    assert_eq!((&error["code"], &error["maxSeconds"]), (&json!("lifetime"), &json!(604_800)));
}

#[tokio::test]
async fn what_is_no_request_is_refused_as_json_too() {
    let visitor = Visitor::new().await;
    let (status, code, message) = visitor.refusal("/api/link", json!({ "bucket": "b" })).await;
    assert_eq!((status, code.as_str()), (422, "request"));
    assert!(message.contains("missing field `key`"), "{message}");
    let (_, _, message) = visitor.refusal("/api/inspect", json!({ "link": "", "x": 1 })).await;
    assert!(message.contains("unknown field `x`"), "{message}");
    // What a form of another site could send.
    let form = visitor.post_as("text/plain", "/api/link", &get_link());
    assert_eq!(refusal(form).await.0, 415);
    assert_eq!(refusal(visitor.request(Method::GET, "/nowhere")).await.0, 404);
    assert_eq!(refusal(visitor.request(Method::GET, "/api/link")).await.0, 405);
}

#[tokio::test]
async fn an_upload_in_parts_is_planned_linked_and_completed() {
    let visitor = Visitor::new().await;
    let size = 11 * 1024 * 1024;
    let mut asked = json!({ "bucket": "photos", "key": "big", "seconds": 60, "size": size });
    asked["contentType"] = json!("image/png");
    let begin = visitor.ask("/api/multipart/begin", asked.clone()).await;
    assert_eq!(begin["method"], "POST");
    asked.as_object_mut().unwrap().remove("contentType");
    asked["uploadId"] = json!("an id");
    let urls = visitor.ask("/api/multipart/parts", asked).await;
    let ranges: Vec<_> = urls["parts"].as_array().unwrap().iter().collect();
    assert_eq!(ranges.len(), 2);
    assert_eq!((&ranges[1]["start"], &ranges[1]["end"]), (&json!(8 << 20), &json!(size)));
    for name in ["complete", "abort"] {
        assert!(urls[name].as_str().unwrap().contains("uploadId=an%20id"), "{name}");
    }
    let etags = json!([[2, "\"b\""], [1, "\"a\""]]);
    let done = json!({ "size": size, "etags": etags });
    let body = visitor.ask("/api/multipart/complete", done).await["body"].take();
    assert!(body.as_str().unwrap().contains("<PartNumber>1</PartNumber><ETag>&quot;a&quot;"));
    let missing = json!({ "size": size, "etags": [[1, "a"]] });
    let (_, _, message) = visitor.refusal("/api/multipart/complete", missing).await;
    assert!(message.starts_with("part 2 of 2 has no ETag"), "{message}");
}

//! What the console says of what others made.

use s3_presigner::{Credentials, SignedRequest, Verifier};
use serde_json::json;

use crate::visitor::{Visitor, get_link};

#[tokio::test]
async fn an_inspected_link_comes_back_without_what_makes_it_work() {
    let visitor = Visitor::new().await;
    let link = "https://photos.s3.eu-west-1.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256\
        &X-Amz-Credential=ASIAIOSFODNN7EXAMPLE%2F20130524%2Feu-west-1%2Fs3%2Faws4_request\
        &X-Amz-Date=20130524T000000Z&X-Amz-Expires=900&X-Amz-Security-Token=t0ken\
        &X-Amz-SignedHeaders=host&x-amz-%73ignature=s1gnature&Signature=s1g2\
        &X-Amz-Signature=s1gnature&X-Amz-S3session-Token=t0ken";
    let answer = visitor.ask("/api/inspect", json!({ "link": link })).await.to_string();
    for secret in ["t0ken", "s1gnature", "s1g2"] {
        assert!(!answer.contains(secret), "{answer}");
    }
    assert!(answer.contains("X-Amz-Expires=900&X-Amz-Security-Token=(redacted)"), "{answer}");
    let asked = json!({ "link": link, "withSecrets": true });
    let answer = visitor.ask("/api/inspect", asked).await;
    assert_eq!(answer["link"], link);
    assert_eq!(answer["sessionToken"], "t0ken");
    assert_eq!(answer["bucket"], "photos");
    let problems = answer["problems"].to_string();
    assert!(problems.contains("expired at 2013-05-24T00:15:00Z"), "{problems}");
}

#[tokio::test]
async fn a_refusal_is_diagnosed_with_the_servers_own_answer() {
    let visitor = Visitor::new().await;
    let link = visitor.ask("/api/link", get_link()).await["url"].take();
    let url = link.as_str().unwrap();
    let answer = visitor.client.delete(url).send().await.unwrap().text().await.unwrap();
    for (told, cause) in [
        (json!({ "link": url, "answer": answer }), "the server does not show what it signed"),
        (json!({ "link": url, "answer": NO_SUCH_KEY, "method": "GET" }), "there is no such object"),
        (json!({ "link": url, "answer": "<html>502</html>" }), "the answer is not an error of S3"),
    ] {
        let found = visitor.ask("/api/diagnose", told).await;
        assert!(found["cause"].as_str().unwrap().starts_with(cause), "{found}");
        assert!(!found["remedy"].as_str().unwrap().is_empty(), "{found}");
    }
    let signed = json!({ "bucket": "photos", "key": "k", "method": "PUT", "seconds": 60,
        "headers": [["content-type", "a/b"]] });
    let link = visitor.ask("/api/link", signed).await["url"].take();
    // On the way to the server, something changes the type.
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "another").unwrap();
    let seen = SignedRequest::new("PUT", link.as_str().unwrap()).header("content-type", "c/d");
    let answer = Verifier::new([credentials]).verify(&seen).unwrap_err().to_xml();
    let sent = json!({ "link": link, "answer": answer, "method": "PUT",
        "headers": [["content-type", "a/b"]] });
    let found = visitor.ask("/api/diagnose", sent).await;
    assert_eq!(
        found["cause"],
        "the link is signed with the Content-Type \"a/b\", but the client sent the Content-Type \"c/d\""
    );
}

#[tokio::test]
async fn an_answer_that_is_not_there_leaves_the_link_and_the_status() {
    let visitor = Visitor::new().await;
    let link = visitor.ask("/api/link", get_link()).await["url"].take();
    for (told, cause) in [
        (json!({ "link": link }), "there is no answer to read"),
        (json!({ "link": link, "answer": " " }), "there is no answer to read"),
        (json!({ "link": link, "status": null, "answer": "403 Forbidden" }), "the server refused"),
        (json!({ "link": link, "status": 404 }), "there is no such object"),
        (
            json!({ "link": link, "status": 403, "answer": "", "method": "HEAD" }),
            "the answer to HEAD has no body",
        ),
    ] {
        let found = visitor.ask("/api/diagnose", told.clone()).await;
        assert!(found["cause"].as_str().unwrap().starts_with(cause), "{told}: {found}");
    }
    let broken = link.as_str().unwrap().replace("X-Amz-Date", "X-Amz-Dat");
    let found = visitor.ask("/api/diagnose", json!({ "link": broken })).await;
    assert!(found["cause"].as_str().unwrap().contains("X-Amz-Date is missing"), "{found}");
}

const NO_SUCH_KEY: &str = "<Error><Code>NoSuchKey</Code></Error>";

#[tokio::test]
async fn a_spoilt_link_is_held_back_like_a_whole_one() {
    let visitor = Visitor::new().await;
    for and in ["&amp;", "\\u0026", ";", "#", "&?"] {
        let link = format!(
            "https://photos.s3.eu-west-1.amazonaws.com/k?X-Amz-Expires=900{and}\
             X-Amz-Security-Token=t0ken{and}X-Amz-Signature=s1gnature{and}x=1"
        );
        let answer = visitor.ask("/api/inspect", json!({ "link": link })).await;
        let shown = answer["link"].as_str().unwrap();
        assert!(shown.contains("X-Amz-Security-Token=(redacted)"), "{shown}");
        assert!(shown.contains("X-Amz-Signature=(redacted)"), "{shown}");
        assert!(!answer.to_string().contains("t0ken"), "{answer}");
        assert!(!answer.to_string().contains("s1gnature"), "{answer}");
    }
}

#[tokio::test]
async fn it_is_told_whose_link_it_is_and_what_carried_it() {
    let visitor = Visitor::new().await;
    let link = "<https://d111.cloudfront.net/a.jpg?Expires=1900000000&amp;Signature=nitf~yYDj19&amp;Key-Pair-Id=K2JCEXAMPLE>";
    let found = visitor.ask("/api/inspect", json!({ "link": link })).await;
    assert_eq!(found["foreign"], "CloudFront link (canned policy)", "{found}");
    assert_eq!(found["server"], "CloudFront");
    assert_eq!(found["expiresAt"], 1_900_000_000_000_u64);
    let taken_off = found["takenOff"].to_string();
    assert!(taken_off.contains("brackets") && taken_off.contains("&amp;"), "{taken_off}");
    assert!(!found.to_string().contains("nitf"), "{found}");
    let page = include_str!("../../src/page/read.js");
    for name in ["found.foreign", "found.server", "found.takenOff"] {
        assert!(page.contains(name), "the page does not show {name}");
    }
    let plain = "https://photos.s3.eu-west-1.amazonaws.com/k";
    let found = visitor.ask("/api/inspect", json!({ "link": plain })).await;
    assert!(found["foreign"].is_null() && found["server"].is_null(), "{found}");
}

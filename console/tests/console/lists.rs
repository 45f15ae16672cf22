//! The link by which the page lists a bucket.

use serde_json::json;

use crate::visitor::Visitor;

#[tokio::test]
async fn a_bucket_is_listed_by_a_link_in_pages_and_by_folders() {
    let visitor = Visitor::new().await;
    for number in 0..52 {
        put(&visitor, &format!("many/{number:02} +&.txt")).await;
    }
    put(&visitor, "many/folder/inside.txt").await;

    let first = list(&visitor, json!({ "bucket": "photos", "prefix": "many/" })).await;
    assert_eq!(first.matches("<Contents>").count(), 50, "{first}");
    assert!(
        first.contains("many/00%20%2B%26.txt") || first.contains("many/00+%2B%26.txt"),
        "{first}"
    );
    assert!(!first.contains("hello.txt"), "{first}");
    let token = between(&first, "<NextContinuationToken>", "<");
    let asked = json!({ "bucket": "photos", "prefix": "many/", "token": token });
    let second = list(&visitor, asked).await;
    assert_eq!(second.matches("<Contents>").count(), 2, "{second}");
    assert!(second.contains("<CommonPrefixes><Prefix>many/folder/</Prefix>"), "{second}");
    assert!(!second.contains("NextContinuationToken"), "{second}");
}

#[tokio::test]
async fn a_list_that_cannot_be_asked_for_is_refused_with_the_rule() {
    let visitor = Visitor::new().await;
    for (asked, rule) in [
        (json!({ "bucket": "No Such" }), "bucket name \"No Such\" is not valid"),
        (json!({ "bucket": "photos", "token": "" }), "give the NextContinuationToken"),
    ] {
        let (status, code, message) = visitor.refusal("/api/list", asked).await;
        assert_eq!((status, code.as_str()), (422, "invalid"));
        assert!(message.contains(rule), "{message}");
    }
}

/// The server's answer to the link.
async fn list(visitor: &Visitor, asked: serde_json::Value) -> String {
    let link = visitor.ask("/api/list", asked).await;
    assert_eq!((&link["method"], &link["validity"]["expiresIn"]), (&json!("GET"), &json!(60)));
    let answer = visitor.client.get(link["url"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    answer.text().await.unwrap()
}

async fn put(visitor: &Visitor, key: &str) {
    let asked = json!({ "bucket": "photos", "key": key, "method": "PUT", "seconds": 60 });
    let link = visitor.ask("/api/link", asked).await;
    let answer = visitor.client.put(link["url"].as_str().unwrap()).body("x").send().await.unwrap();
    assert_eq!(answer.status(), 200);
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    text.split_once(start).unwrap().1.split_once(end).unwrap().0
}

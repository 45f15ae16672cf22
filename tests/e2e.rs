//! Over real HTTP against the embedded server, whose checks are `s3s`'s own.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/world.rs"]
mod world;

use std::time::{Duration, SystemTime};

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use reqwest::StatusCode;
use s3_presigner::{
    AddressingStyle, Checksum, Credentials, Endpoint, Error, S3Request, StorageClass,
};

use self::world::{QUARTER, World, at_server, is, refusal, world};

#[tokio::test]
async fn an_object_goes_up_comes_back_is_looked_at_and_deleted() {
    let world = world().await;
    let body: Vec<u8> = (0..3_000_000_u32).flat_map(u32::to_le_bytes).take(3_000_000).collect();

    let put = world.presigner.presign_put("photos", "cat.bin", QUARTER).unwrap();
    assert_eq!(world.send(&put, body.clone()).await.status(), StatusCode::OK);

    let get = world.presigner.presign_get("photos", "cat.bin", QUARTER).unwrap();
    assert!(get.is_browser_navigable());
    let answer = world.send(&get, "").await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.bytes().await.unwrap(), body);

    let head = world.presigner.presign_head("photos", "cat.bin", QUARTER).unwrap();
    let answer = world.send(&head, "").await;
    assert_eq!(answer.headers()["content-length"], "3000000");

    let delete = world.presigner.presign_delete("photos", "cat.bin", QUARTER).unwrap();
    assert_eq!(world.send(&delete, "").await.status(), StatusCode::NO_CONTENT);
    assert_eq!(refusal(world.send(&get, "").await).await, is(404, "NoSuchKey"));
}

#[tokio::test]
async fn odd_keys_name_the_object_that_they_say() {
    let world = world().await;
    let keys = [
        "photo with spaces é.jpg",
        "a+b",
        "a%20b",
        "a%2Fb",
        "100%",
        "/leading",
        "//two",
        "a//b",
        "trailing/",
        "😀/文",
        "e\u{301}",
        "é",
        "a?b#c",
        "a&b=c;d",
        "'(!)*~",
        "\\back\\slash",
        "\u{a0}\u{2028}",
        "photos/k",
        "...",
        ".hidden/..x",
        "https://evil.example/x",
    ];
    for (count, key) in keys.iter().enumerate() {
        world.put(key, &count.to_string()).await;
        assert_eq!(world.server.stored("photos", key).unwrap(), count.to_string(), "{key:?}");
        let get = world.presigner.presign_get("photos", key, QUARTER).unwrap();
        assert_eq!(world.send(&get, "").await.text().await.unwrap(), count.to_string(), "{key:?}");
    }
    assert_eq!(world.server.keys("photos").len(), keys.len(), "no two keys are one object");
}

#[tokio::test]
async fn a_key_with_dot_segments_works_for_a_client_that_sends_the_path_untouched() {
    let world = world().await;
    let key = "a/../../other/./k";
    let request = S3Request::put_object("photos", key).allow_dot_segments();
    let url = world.sign(&request);
    let target = url.as_str().strip_prefix(&world.server.url()).unwrap();
    assert_eq!(raw(&world, "PUT", target, &world.server.addr().to_string(), "dots").await, 200);
    assert_eq!(world.server.stored("photos", key).unwrap(), "dots");
    assert!(world.server.keys("other").is_empty());
    // What a client does that folds the path: another object, and refused for it.
    let folded = reqwest::Url::parse(url.as_str()).unwrap();
    assert_eq!(folded.path(), "/other/k");
    let answer = world.client.put(folded).body("x").send().await.unwrap();
    assert_eq!(refusal(answer).await, is(403, "SignatureDoesNotMatch"));
}

/// Sends a request whose target and host nobody touches on the way.
async fn raw(world: &World, method: &str, target: &str, host: &str, body: &'static str) -> u16 {
    let stream = tokio::net::TcpStream::connect(world.server.addr()).await.unwrap();
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    let request = hyper::Request::builder()
        .method(method)
        .uri(target)
        .header("host", host)
        .body(Full::new(Bytes::from(body)))
        .unwrap();
    let response = sender.send_request(request).await.unwrap();
    let status = response.status().as_u16();
    response.into_body().collect().await.unwrap();
    status
}

#[tokio::test]
async fn an_upload_of_another_type_or_length_is_refused() {
    let world = world().await;
    let request =
        S3Request::put_object("photos", "cat.jpg").content_type("image/jpeg").content_length(4);
    let url = world.sign(&request);
    let put = |content_type: &'static str, body: &'static str| {
        world.client.put(url.as_str()).header("content-type", content_type).body(body).send()
    };
    let mismatch = is(403, "SignatureDoesNotMatch");
    assert_eq!(refusal(put("text/html", "meow").await.unwrap()).await, mismatch);
    assert_eq!(refusal(put("image/jpeg", "meow!").await.unwrap()).await, mismatch);
    let bare = world.client.put(url.as_str()).body("meow").send().await.unwrap();
    assert_ne!(bare.status(), StatusCode::OK, "without the type that was signed");
    assert!(world.server.stored("photos", "cat.jpg").is_none());
    assert_eq!(put("image/jpeg", "meow").await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn a_body_that_is_not_the_one_of_the_checksum_is_refused() {
    let world = world().await;
    let request =
        S3Request::put_object("photos", "cat.txt").checksum(Checksum::Sha256(sha256("meow")));
    let url = world.sign(&request);
    assert_eq!(world.send(&url, "bark").await.status(), StatusCode::BAD_REQUEST);
    assert_eq!(world.send(&url, "meow").await.status(), StatusCode::OK);
}

fn sha256(text: &str) -> [u8; 32] {
    use sha2::Digest;
    sha2::Sha256::digest(text).into()
}

#[tokio::test]
async fn an_object_is_never_overwritten_by_a_link_that_says_so() {
    let world = world().await;
    let url = world.sign(&S3Request::put_object("photos", "once").if_none_match_any());
    assert_eq!(world.send(&url, "first").await.status(), StatusCode::OK);
    assert_eq!(refusal(world.send(&url, "second").await).await, is(412, "PreconditionFailed"));
    assert_eq!(world.server.stored("photos", "once").unwrap(), "first");
}

#[tokio::test]
async fn headers_of_an_upload_are_kept_and_overrides_of_a_download_answered() {
    let world = world().await;
    let request = S3Request::put_object("photos", "report")
        .content_type("application/pdf")
        .content_disposition("inline")
        .cache_control("max-age=60")
        .storage_class(StorageClass::StandardIa)
        .metadata("Author", "a   b")
        .tagging([("project", "cats & dogs")]);
    assert_eq!(world.send(&world.sign(&request), "pdf").await.status(), StatusCode::OK);

    let get = S3Request::get_object("photos", "report");
    let answer = world.send(&world.sign(&get), "").await;
    assert_eq!(answer.headers()["content-type"], "application/pdf");
    assert_eq!(answer.headers()["content-disposition"], "inline");
    assert_eq!(answer.headers()["cache-control"], "max-age=60");
    assert_eq!(answer.headers()["x-amz-meta-author"], "a b");

    let get = get.response_attachment("März 2026.pdf").response_content_type("text/plain");
    let answer = world.send(&world.sign(&get), "").await;
    assert_eq!(answer.headers()["content-type"], "text/plain");
    assert_eq!(
        answer.headers()["content-disposition"],
        "attachment; filename=\"M_rz 2026.pdf\"; filename*=UTF-8''M%C3%A4rz%202026.pdf"
    );

    let ranged = world.sign(&S3Request::get_object("photos", "report").range(1..3));
    let answer = world.send(&ranged, "").await;
    assert_eq!(answer.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(answer.text().await.unwrap(), "df");
}

#[tokio::test]
async fn a_link_ends_when_it_says() {
    let world = world().await;
    world.put("k", "v").await;
    let get = |signed_before, lifetime| {
        let now = SystemTime::now() - Duration::from_secs(signed_before);
        world.presigner.presign_get_at("photos", "k", Duration::from_secs(lifetime), now).unwrap()
    };
    assert_eq!(world.send(&get(60, 120), "").await.status(), StatusCode::OK);
    let dead = get(61, 60);
    assert!(dead.expires_at() < SystemTime::now());
    assert_eq!(refusal(world.send(&dead, "").await).await, is(403, "AccessDenied"));

    let brief = get(0, 1);
    tokio::time::sleep(Duration::from_millis(2_100)).await;
    assert_eq!(refusal(world.send(&brief, "").await).await, is(403, "AccessDenied"));
}

#[tokio::test]
async fn a_tampered_link_is_refused() {
    let world = world().await;
    world.put("k", "v").await;
    world.put("kk", "v").await;
    let url = world.presigner.presign_get("photos", "k", QUARTER).unwrap();
    let text = url.as_str();
    let swap = |from: &str, to: &str| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    };
    // A second earlier or later, and another last digit.
    let another = |digit: &str| if digit == "0" { "1" } else { "0" };
    let (_, date) = text.split_once("&X-Amz-Date=").unwrap();
    let (second, (cut, digit)) = (&date[14..15], text.split_at(text.len() - 1));
    let mismatch = (403, "SignatureDoesNotMatch");
    for (tampered, (status, code)) in [
        (swap("/photos/k?", "/photos/kk?"), mismatch),
        (swap("/photos/k?", "/photos/K?"), mismatch),
        (swap("/photos/k?", "/other/k?"), mismatch),
        (swap("X-Amz-Expires=900", "X-Amz-Expires=9000"), mismatch),
        (swap("&X-Amz-Expires=900", ""), (400, "InvalidRequest")),
        (swap(&format!("{second}Z&X"), &format!("{}Z&X", another(second))), mismatch),
        (swap("X-Amz-SignedHeaders=host", "X-Amz-SignedHeaders="), mismatch),
        (swap("us-east-1", "eu-west-1"), mismatch),
        (swap("AKIAIOSFODNN7EXAMPLE", "AKIAANOTHER"), (403, "InvalidAccessKeyId")),
        (format!("{text}&versionId=1"), mismatch),
        (format!("{cut}{}", another(digit)), mismatch),
        (cut.to_owned(), (400, "InvalidRequest")),
    ] {
        let answer = world.client.get(&tampered).send().await.unwrap();
        assert_eq!(refusal(answer).await, is(status, code), "{tampered}");
    }
    let other_method = world.client.delete(text).send().await.unwrap();
    assert_eq!(refusal(other_method).await, is(403, "SignatureDoesNotMatch"));
    assert_eq!(world.client.get(text).send().await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn temporary_credentials_carry_their_token() {
    let world = world().await;
    world.put("k", "v").await;
    let sign = |token: &str| {
        let credentials =
            Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "temporary-secret", token).unwrap();
        at_server(credentials, &world.server).presign_get("photos", "k", QUARTER).unwrap()
    };
    let url = sign("to+ken/with=odd&characters");
    assert_eq!(world.send(&url, "").await.status(), StatusCode::OK);
    assert_eq!(refusal(world.send(&sign("another"), "").await).await, is(400, "InvalidToken"));
    let (before, rest) = url.as_str().split_once("&X-Amz-Security-Token=").unwrap();
    let without = format!("{before}{}", rest.get(rest.find('&').unwrap()..).unwrap());
    let answer = world.client.get(without).send().await.unwrap();
    assert_eq!(refusal(answer).await, is(403, "InvalidAccessKeyId"));
}

#[tokio::test]
async fn virtual_hosted_style_works_as_path_style_does() {
    let world = world().await;
    let endpoint = Endpoint::custom(&world.server.domain_url().unwrap())
        .unwrap()
        .with_style(AddressingStyle::VirtualHosted);
    let presigner = world.presigner.clone().with_endpoint(endpoint);
    for key in ["a b/é", "//100%+'(!)*", "😀/a%2Fb?c#d"] {
        let put = presigner.presign_put("photos", key, QUARTER).unwrap();
        assert!(put.as_str().starts_with("http://photos.s3.localhost:"), "{put:?}");
        assert_eq!(world.send(&put, key).await.status(), StatusCode::OK);
        assert_eq!(world.server.stored("photos", key).unwrap(), key);

        let get = presigner.presign_get("photos", key, QUARTER).unwrap();
        assert_eq!(world.send(&get, "").await.text().await.unwrap(), key);
        let by_path = world.presigner.presign_get("photos", key, QUARTER).unwrap();
        assert_eq!(world.send(&by_path, "").await.text().await.unwrap(), key);

        let head = presigner.presign_head("photos", key, QUARTER).unwrap();
        let answer = world.send(&head, "").await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-length"], key.len().to_string().as_str());
        assert!(answer.bytes().await.unwrap().is_empty());

        let delete = presigner.presign_delete("photos", key, QUARTER).unwrap();
        assert_eq!(world.send(&delete, "").await.status(), StatusCode::NO_CONTENT);
        assert!(world.server.keys("photos").is_empty());
        assert_eq!(refusal(world.send(&get, "").await).await, is(404, "NoSuchKey"));
    }
}

#[tokio::test]
async fn a_link_to_a_proxy_that_replaces_host_and_base_path_is_signed_for_the_server() {
    let world = world().await;
    let endpoint = Endpoint::custom(&world.server.url())
        .unwrap()
        .with_public_url("https://files.example.com/s3")
        .unwrap()
        .with_style(AddressingStyle::Path);
    let url = world
        .presigner
        .clone()
        .with_endpoint(endpoint)
        .presign_put("photos", "k", QUARTER)
        .unwrap();
    let target = url.as_str().strip_prefix("https://files.example.com/s3").unwrap();
    // What the proxy sends on.
    assert_eq!(raw(&world, "PUT", target, &world.server.addr().to_string(), "proxied").await, 200);
    assert_eq!(world.server.stored("photos", "k").unwrap(), "proxied");
    assert_eq!(raw(&world, "PUT", target, "files.example.com", "x").await, 403);
}

#[tokio::test]
async fn a_bucket_and_the_service_are_addressed_without_a_key() {
    let world = world().await;
    world.put("a/1", "v").await;
    let list =
        S3Request::new_on_bucket("GET", "photos").query("list-type", "2").query("prefix", "a/");
    let answer = world.send(&world.sign(&list), "").await.text().await.unwrap();
    assert!(answer.contains("<Key>a/1</Key>"), "{answer}");
    let buckets = world.send(&world.sign(&S3Request::new_on_service("GET")), "").await;
    assert!(buckets.text().await.unwrap().contains("<Name>photos</Name>"));
}

#[tokio::test]
async fn what_the_policy_refuses_never_reaches_a_server() {
    let world = world().await;
    let ended = Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "temporary-secret", "t")
        .unwrap()
        .with_expires_at(SystemTime::now() - Duration::from_secs(1));
    let refused = at_server(ended, &world.server).presign_get("photos", "k", QUARTER).unwrap_err();
    assert!(matches!(refused, Error::CredentialsExpired { .. }));
}

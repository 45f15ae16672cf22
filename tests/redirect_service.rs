//! The redirecting service of the examples: what it leads to, and what it does not.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "its demonstration is a test of its own")]
#[path = "../examples/redirect_service.rs"]
mod service;

use std::time::Duration;

use reqwest::{Client, Url, redirect::Policy};
use s3_presigner::{Presigner, S3Request};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use self::service::embedded::{self, BUCKET, Embedded};
use self::service::{Service, serve};

const MINUTE: Duration = Duration::from_secs(60);

struct World {
    s3: Embedded,
    files: Url,
    client: Client,
}

async fn world() -> World {
    let s3 = embedded::start().await.unwrap();
    let client = Client::builder().no_proxy().build().unwrap();
    let (presigner, lifetime) = (s3.presigner().unwrap(), MINUTE);
    let service = Service { presigner, lifetime, client: client.clone() };
    let files = serve(service.router()).await.unwrap();
    World { s3, files, client }
}

impl World {
    fn presigner(&self) -> Presigner {
        self.s3.presigner().unwrap()
    }

    async fn put(&self, key: &str, body: &str) {
        let request = S3Request::put_object(BUCKET, key).content_type("text/plain");
        let link = self.presigner().presign(&request, MINUTE).unwrap();
        let put = self.client.put(link.as_str()).header("content-type", "text/plain");
        assert_eq!(put.body(body.to_owned()).send().await.unwrap().status(), 200);
    }

    fn address(&self, key: &str) -> Url {
        let mut address = self.files.clone();
        address.path_segments_mut().unwrap().pop_if_empty().extend(key.split('/'));
        address
    }

    /// The status line and the headers of the answer to a path as it is, which no client folds.
    async fn raw(&self, method: &str, path: &str) -> String {
        let host = *self.files.socket_addrs(|| None).unwrap().first().unwrap();
        let mut stream = TcpStream::connect(host).await.unwrap();
        let text = format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
        stream.write_all(text.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        String::from_utf8(answer).unwrap()
    }
}

#[tokio::test]
async fn keys_with_odd_characters_come_through_for_both_methods() {
    let world = world().await;
    for key in [
        "public/cat.jpg",
        "public/a b+c~'()@:=,&;*!$%/ü[]?#.txt",
        "public/%2F%41%zz.txt",
        "public/日本語/🐈.txt",
        "public//double//slash/",
        "public/\\^`{|}<>\".txt",
    ] {
        world.put(key, key).await;
        let address = world.address(key);
        let head = world.client.head(address.clone()).send().await.unwrap();
        assert_eq!(head.status(), 200, "{key}");
        assert_eq!(head.headers()["content-length"], key.len().to_string(), "{key}");
        assert_eq!(head.headers()["content-type"], "text/plain");
        assert!(
            head.headers().contains_key("etag") && head.headers().contains_key("accept-ranges")
        );
        let get = world.client.get(address.clone()).send().await.unwrap();
        assert_eq!(get.text().await.unwrap(), key);
        let range = world.client.get(address).header("range", "bytes=7-9").send().await.unwrap();
        assert_eq!(
            (range.status(), range.bytes().await.unwrap()),
            (206.try_into().unwrap(), key.as_bytes()[7..10].to_vec().into())
        );
    }
}

#[tokio::test]
async fn a_get_is_led_to_a_link_for_get_alone_that_nobody_keeps() {
    let world = world().await;
    world.put("public/k", "miaow").await;
    let once = Client::builder().no_proxy().redirect(Policy::none()).build().unwrap();
    let answer = once.get(world.address("public/k")).send().await.unwrap();
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["cache-control"]),
        (307, &"no-store".parse().unwrap())
    );
    let link = answer.headers()["location"].to_str().unwrap();
    assert!(link.contains("&X-Amz-Expires=60&"), "{link}");
    for (method, status) in [("GET", 200), ("HEAD", 403), ("PUT", 403), ("DELETE", 403)] {
        let method: reqwest::Method = method.parse().unwrap();
        assert_eq!(
            once.request(method.clone(), link).send().await.unwrap().status(),
            status,
            "{method}"
        );
    }
    for method in ["PUT", "POST", "DELETE", "PATCH", "OPTIONS"] {
        let method: reqwest::Method = method.parse().unwrap();
        let answer = once.request(method.clone(), world.address("public/k")).send().await.unwrap();
        assert_eq!(answer.status(), 405, "{method}");
    }
}

#[tokio::test]
async fn nothing_beside_the_prefix_is_led_to() {
    let world = world().await;
    world.put("private/k", "secret").await;
    for path in [
        "/files/private/k",
        "/files/public",
        "/files/public/../private/k",
        "/files/public/%2e%2e/private/k",
        "/files/public/%2E%2E%2Fprivate%2Fk",
        "/files/public/./k",
        "/files//private/k",
        "/files/",
        "/files",
        "/private/k",
        "/files/PUBLIC/k",
    ] {
        for method in ["GET", "HEAD"] {
            let answer = world.raw(method, path).await;
            assert!(answer.starts_with("HTTP/1.1 404 "), "{method} {path}: {answer}");
            assert!(!answer.contains("X-Amz-Signature"), "{method} {path}: {answer}");
        }
    }
}

#[tokio::test]
async fn what_no_key_can_be_is_refused() {
    let world = world().await;
    let long = format!("/files/public/{}", "k".repeat(1_025));
    for path in [long.as_str(), "/files/public/a%00b", "/files/public/%ff"] {
        let answer = world.raw("GET", path).await;
        assert!(answer.starts_with("HTTP/1.1 40"), "{path}: {answer}");
        assert!(!answer.contains("X-Amz-Signature"), "{path}: {answer}");
    }
}

#[tokio::test]
async fn an_object_that_is_not_there_is_told_by_s3() {
    let world = world().await;
    for method in [reqwest::Method::GET, reqwest::Method::HEAD] {
        let answer = world.client.request(method.clone(), world.address("public/none")).send();
        assert_eq!(answer.await.unwrap().status(), 404, "{method}");
    }
}

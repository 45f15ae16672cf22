//! Who may talk to the console, and what its answers forbid.

use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, HOST, ORIGIN};

use s3_presigner::{AddressingStyle, Credentials, Endpoint, Presigner, Region};

use crate::example::console::Console;
use crate::visitor::{Visitor, get_link, refusal};

#[tokio::test]
async fn every_answer_forbids_what_the_page_does_not_need() {
    let visitor = Visitor::new().await;
    for path in ["/", "/page.js", "/api/status", "/nowhere"] {
        let response = visitor.request(Method::GET, path).send().await.unwrap();
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        let policy = header("content-security-policy");
        let (before, rest) = policy.split_once("connect-src 'self' http://127.0.0.1:").unwrap();
        assert_eq!(
            before, "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; ",
            "{path}"
        );
        let (port, behind) = rest.split_once("; ").unwrap();
        assert!(port.parse::<u16>().is_ok(), "{policy}");
        assert_eq!(
            behind,
            "form-action 'none'; frame-ancestors 'none'; base-uri 'none'; \
             require-trusted-types-for 'script'; trusted-types 'none'"
        );
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            ("cache-control", "no-store"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(header(name), value, "{path}");
        }
        assert!(!response.headers().contains_key("access-control-allow-origin"), "{path}");
    }
}

#[tokio::test]
async fn the_page_may_reach_the_buckets_of_its_own_server_only() {
    let aws = Endpoint::aws();
    let custom = Endpoint::custom("https://gw.example.com:8443/s3").unwrap();
    for (endpoint, sources) in [
        (aws, "https://*.s3.eu-west-1.amazonaws.com https://s3.eu-west-1.amazonaws.com"),
        (
            custom.clone().with_style(AddressingStyle::VirtualHosted),
            "https://*.gw.example.com:8443 https://gw.example.com:8443",
        ),
        (custom, "https://gw.example.com:8443"),
    ] {
        let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret").unwrap();
        let region = Region::new("eu-west-1").unwrap();
        let presigner = Presigner::new(credentials.clone(), region).with_endpoint(endpoint);
        let visitor = Visitor::of(Console::new(presigner, credentials)).await;
        let response = visitor.request(Method::GET, "/").send().await.unwrap();
        let policy = response.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.contains(&format!("connect-src 'self' {sources};")), "{policy}");
    }
}

#[tokio::test]
async fn only_the_consoles_own_names_are_answered() {
    let visitor = Visitor::new().await;
    let port = visitor.address.port();
    for own in [format!("127.0.0.1:{port}"), format!("localhost:{port}")] {
        let request = visitor.request(Method::GET, "/").header(HOST, own);
        assert_eq!(request.send().await.unwrap().status(), 200);
    }
    let others = [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        "127.0.0.1".to_owned(),
        format!("127.0.0.1:{}", port.wrapping_add(1)),
        format!("[::1]:{port}"),
        format!("127.0.0.1:{port}.evil.example"),
    ];
    for other in others {
        let request = visitor.request(Method::GET, "/api/status").header(HOST, &other);
        let (status, code, message) = refusal(request).await;
        assert_eq!((status, code.as_str()), (403, "host"), "{other}");
        assert_eq!(
            message,
            format!("this console answers only to http://127.0.0.1:{port}/: open that address")
        );
    }
}

#[tokio::test]
async fn only_the_consoles_own_page_may_ask() {
    let visitor = Visitor::new().await;
    let port = visitor.address.port();
    let request = |origin: &str| {
        let request = visitor.request(Method::POST, "/api/link").header(ORIGIN, origin);
        request.header(CONTENT_TYPE, "application/json").body(get_link().to_string())
    };
    let own = request(&format!("http://127.0.0.1:{port}")).send().await.unwrap();
    assert_eq!(own.status(), 200);
    let others = [
        "null".to_owned(),
        "https://evil.example".to_owned(),
        format!("https://127.0.0.1:{port}"),
        // Another of the console's names is another origin all the same.
        format!("http://localhost:{port}"),
        format!("http://127.0.0.1:{}", port.wrapping_add(1)),
    ];
    for origin in others {
        let (status, code, _) = refusal(request(&origin)).await;
        assert_eq!((status, code.as_str()), (403, "origin"), "{origin}");
        let read = visitor.request(Method::GET, "/api/status").header(ORIGIN, &origin);
        assert_eq!(refusal(read).await.1, "origin", "{origin}");
    }
    let silent = visitor.request(Method::POST, "/api/link").body(get_link().to_string());
    assert_eq!(refusal(silent.header(CONTENT_TYPE, "application/json")).await.1, "origin");
    let twice = request(&format!("http://127.0.0.1:{port}")).header(ORIGIN, "https://evil.example");
    assert_eq!(refusal(twice).await.1, "origin");
}

#[tokio::test]
async fn other_sites_can_link_to_the_page_but_not_read_its_parts() {
    let visitor = Visitor::new().await;
    let from = |path: &str, site: &str, mode: &str| {
        let request = visitor.request(Method::GET, path).header("sec-fetch-site", site);
        request.header("sec-fetch-mode", mode)
    };
    assert_eq!(from("/", "cross-site", "navigate").send().await.unwrap().status(), 200);
    assert_eq!(from("/api/status", "same-origin", "cors").send().await.unwrap().status(), 200);
    for site in ["cross-site", "same-site"] {
        assert_eq!(refusal(from("/page.js", site, "no-cors")).await.1, "origin", "{site}");
    }
}

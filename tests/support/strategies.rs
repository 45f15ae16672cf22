//! Random input for property tests: what callers give, and what they should not.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "every test includes this file and uses a part of it"
)]

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::string::{RegexGeneratorStrategy, string_regex};
use s3_presigner::{AddressingStyle, Credentials, Endpoint, Presigner, Region, S3Request};

/// Texts of a pattern, which is read once: a pattern that stands for a strategy itself is read for each value anew,
/// and that takes longer than to sign and read the link.
pub fn text(pattern: &str) -> RegexGeneratorStrategy<String> {
    string_regex(pattern).unwrap()
}

pub fn keys() -> impl Strategy<Value = String> {
    prop_oneof![
        text("\\PC{1,40}"),
        text("[ -~]{1,40}"),
        // What URL parsers are known to trip over.
        vec(
            prop::sample::select(vec![
                "/",
                "//",
                ".",
                "..",
                "%2e",
                "%2F",
                "\\",
                "?",
                "#",
                "@",
                ":",
                "https://evil.example/",
                "&X-Amz-Expires=9",
                "\r\n",
                "\t",
                " ",
                "é",
                "😀",
                "key",
                "+",
                ";",
                "x@y",
            ]),
            1..8,
        )
        .prop_map(|parts| parts.concat()),
    ]
}

pub fn buckets() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "photos",
        "my.dotted.photos",
        "Under_Score",
        "192.168.5.4",
        "1photos",
        "xn--a",
        "a--b",
        "logs--usw2-az1--x-s3",
    ])
}

/// Endpoints, some of them behind a proxy that gives them another address.
pub fn endpoints() -> impl Strategy<Value = Endpoint> {
    let public = prop::option::of(prop::sample::select(vec![
        "https://files.example.com",
        "http://10.0.0.1:8080/s3",
        "https://[::1]",
    ]));
    (direct_endpoints(), public).prop_map(|(endpoint, public)| match public {
        Some(url) => endpoint.with_public_url(url).unwrap(),
        None => endpoint,
    })
}

/// Endpoints that see the host and the path that the URL says.
pub fn direct_endpoints() -> impl Strategy<Value = Endpoint> {
    let server = prop::sample::select(SERVERS);
    let style = prop::sample::select(vec![
        AddressingStyle::VirtualHosted,
        AddressingStyle::Path,
        AddressingStyle::HostIsBucket,
    ]);
    (server, style).prop_map(|(server, style)| {
        let endpoint =
            if server.is_empty() { Endpoint::aws() } else { Endpoint::custom(server).unwrap() };
        // AWS's own host stands for no bucket, which is refused.
        let is_refused = server.is_empty() && style == AddressingStyle::HostIsBucket;
        endpoint.with_style(if is_refused { AddressingStyle::Path } else { style })
    })
}

/// The first is AWS.
const SERVERS: &[&str] = &[
    "",
    "http://127.0.0.1:9000",
    "https://gw.example.com:8443/base/path",
    "http://localhost",
    "https://[2001:db8::1]:9000",
    #[cfg(feature = "url")]
    "http://xn--4dbcagdahymbxekheh6e0a7fei0b.example",
    "https://gw.example.com/a%7eb%20c/",
];

pub fn credentials() -> impl Strategy<Value = Credentials> {
    prop_oneof![
        Just(Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret").unwrap()),
        text("\\PC{1,60}")
            .prop_filter("a space at an end is refused", |token| token.trim() == token)
            .prop_map(|token| {
                Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "secret", token).unwrap()
            }),
    ]
}

pub fn requests() -> impl Strategy<Value = S3Request<'static>> {
    let query = btree_map(text("[a-zA-Z][\\PC]{0,8}"), text("\\PC{0,20}"), 0..4);
    let headers = vec(
        (text("(content-type|x-amz-meta-[a-z]{1,5}|x-[a-z!~]{1,5})"), text("[ -~\t]{0,20}")),
        0..4,
    );
    let method = prop::sample::select(vec!["GET", "PUT", "HEAD", "DELETE", "POST"]);
    (method, buckets(), keys(), query, headers).prop_map(|(method, bucket, key, query, headers)| {
        let mut request = S3Request::new(method, bucket, key);
        for (name, value) in query {
            request = request.query(name, value);
        }
        for (name, value) in headers {
            request = request.header(&name, &value);
        }
        request
    })
}

pub fn presigners() -> impl Strategy<Value = Presigner> {
    (credentials(), endpoints()).prop_map(presigner)
}

pub fn direct_presigners() -> impl Strategy<Value = Presigner> {
    (credentials(), direct_endpoints()).prop_map(presigner)
}

fn presigner((credentials, endpoint): (Credentials, Endpoint)) -> Presigner {
    Presigner::new(credentials, Region::new("us-west-2").unwrap()).with_endpoint(endpoint)
}

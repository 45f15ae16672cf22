//! The cautions of a link: each has a link that has it and a nearest neighbour that just has it not, and a plain link
//! has none.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "cautions/pairs.rs"]
mod pairs;
#[path = "support/strategies.rs"]
mod strategies;

use std::collections::BTreeSet;
use std::time::{Duration, UNIX_EPOCH};

use proptest::prelude::*;
use s3_presigner::{
    AddressingStyle, Carrier, Caution, Credentials, Endpoint, Inspection, PresignedUrl, Presigner,
    Problem, Region, S3Request,
};
use url::Url;

use self::pairs::{Pair, of_data, of_headers, of_paths, of_places};
use self::strategies::{endpoints, requests, text};

const PHOTO: &str = "photos/cat.jpg";

fn presigner() -> Presigner {
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret").unwrap();
    Presigner::new(credentials, Region::new("eu-west-1").unwrap())
}

fn at(endpoint: &str) -> Presigner {
    presigner().with_endpoint(Endpoint::custom(endpoint).unwrap())
}

fn sign(presigner: &Presigner, request: &S3Request<'_>) -> PresignedUrl {
    let time = UNIX_EPOCH + Duration::from_secs(1_795_262_400);
    presigner.presign_at(request, Duration::from_secs(900), time).unwrap()
}

fn kinds(url: &PresignedUrl) -> Vec<&'static str> {
    url.cautions().iter().map(Caution::kind).collect()
}

fn get(key: &str) -> S3Request<'_> {
    S3Request::get_object("box", key).allow_dot_segments()
}

fn put(key: &str) -> S3Request<'_> {
    S3Request::put_object("box", key)
}

#[test]
fn a_plain_link_has_none() {
    let aws = presigner();
    let disposition = get(PHOTO).response_attachment("naïve (1) [final]; \"really\".jpg");
    for request in [
        get(PHOTO),
        get("naïve name [1] {2} ~ %41 <a> | ^ ` \\ \" ? #.jpg"),
        get("😀.txt"),
        get("folder/"),
        get("..a/a../.../.b"),
        get("a.json"),
        get(PHOTO).header("range", "bytes=0-9"),
        get(PHOTO).version_id("3/L4kqtJlcpXroDTDmJ"),
        disposition,
        S3Request::head_object("box", "trips.parquet"),
        S3Request::delete_object("box", PHOTO),
        S3Request::list_objects_v2("box"),
        put(PHOTO).content_type("image/jpeg"),
        put(PHOTO).content_type("image/jpeg").content_length(48_213).if_none_match_any(),
        put(PHOTO).content_type("image/jpeg").metadata("title", "A cat, two words"),
    ] {
        for presigner in [
            aws.clone(),
            aws.clone().with_addressing_style(AddressingStyle::Path),
            at("https://s3.example.com"),
            at("https://gw.example.com:8443/base"),
        ] {
            let url = sign(&presigner, &request);
            assert_eq!(url.cautions(), [], "{}", url.as_str());
        }
    }
}

/// Every kind there is.
const KINDS: [&str; 11] = [
    "dot_segment",
    "empty_segment",
    "folded_blanks",
    "head_first",
    "leading_slash",
    "local_host",
    "plain_http",
    "respelled",
    "too_long",
    "type_not_signed",
    "unsettable_headers",
];

#[test]
fn each_has_a_link_that_has_it_and_a_neighbour_that_has_it_not() {
    let pairs = [of_paths(), of_places(), of_data(), of_headers()];
    let mut seen = BTreeSet::from(["too_long"]);
    for Pair { kind, has, has_not } in pairs.into_iter().flatten() {
        assert!(kinds(&has).contains(&kind), "{kind}: {:?}", has.as_str());
        assert!(!kinds(&has_not).contains(&kind), "{kind}: {:?}", has_not.as_str());
        seen.insert(kind);
    }
    assert!(seen.into_iter().eq(KINDS));
}

/// A link of this many bytes, by a parameter that S3 answers with.
fn of_length(length: usize) -> PresignedUrl {
    let link = |padding: usize| {
        sign(&presigner(), &get(PHOTO).query("response-cache-control", "a".repeat(padding)))
    };
    let url = link(length - link(0).as_str().len());
    assert_eq!(url.as_str().len(), length);
    url
}

/// The carriers that do not take a link.
fn too_narrow(url: &PresignedUrl) -> Vec<&'static str> {
    let cautions = url.cautions();
    let names = cautions.iter().filter_map(|caution| match caution {
        Caution::TooLong { length, carriers } => {
            assert_eq!(*length, url.as_str().len());
            Some(carriers.iter().map(Carrier::name).collect::<Vec<_>>())
        }
        _ => None,
    });
    names.flatten().collect()
}

#[test]
fn a_link_is_too_long_from_the_first_byte_beyond_a_limit() {
    for (limit, name) in [
        (998, "a line of plain mail"),
        (2_000, "a Discord message"),
        (2_079, "a hyperlink of Excel"),
        (2_953, "a QR code"),
        (3_000, "a button of Slack"),
        (4_096, "a Telegram message"),
        (8_191, "a command line of cmd.exe"),
        (8_192, "a URL through CloudFront"),
        (32_766, "a command line of Windows"),
        (131_071, "an argument of a Linux command"),
    ] {
        assert!(!too_narrow(&of_length(limit)).contains(&name), "{name}");
        assert!(too_narrow(&of_length(limit + 1)).contains(&name), "{name}");
    }
    assert_eq!(of_length(998).cautions(), []);
    // `GET`, what stands behind the host, and `HTTP/1.1`.
    let host = "https://box.s3.eu-west-1.amazonaws.com".len();
    for (limit, name) in [
        (8_190, "a request line through Apache httpd"),
        (8_190, "a request line through nginx"),
        (15_360, "a request through HAProxy"),
        (16_384, "a request line through an Application Load Balancer"),
    ] {
        let length = limit - "GET  HTTP/1.1".len() + host;
        assert!(!too_narrow(&of_length(length)).contains(&name), "{name}");
        assert!(too_narrow(&of_length(length + 1)).contains(&name), "{name}");
    }
    let front = "https://box.s3.eu-west-1.amazonaws.com/photos/cat.jpg?".len();
    assert!(!too_narrow(&of_length(front + 2_048)).contains(&"a query behind IIS"));
    assert!(too_narrow(&of_length(front + 2_049)).contains(&"a query behind IIS"));
}

#[test]
fn a_link_with_an_ordinary_token_has_one_caution_and_that_is_short() {
    let token = "FwoGZXIvYXdzEBYaD".repeat(70);
    let credentials = Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "secret", token).unwrap();
    let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
    let url = sign(&presigner, &get(PHOTO));
    let cautions: Vec<_> = url.cautions().iter().map(ToString::to_string).collect();
    assert_eq!(
        cautions,
        [format!(
            "the link has {} bytes, more than these take: a line of plain mail (998), axel (1022); hand out a short \
             address of yours that redirects to it, or sign with keys that need no session token, which is most of the length",
            url.as_str().len()
        )]
    );
}

#[test]
fn the_text_says_what_is_wrong_and_what_to_do() {
    let proxies = "have them pass paths on as they come (nginx: proxy_pass without a path; Apache: ProxyPass with \
                   nocanon, and MergeSlashes Off)";
    let aws = presigner();
    for (url, expected) in [
        (
            sign(&aws, &get("a/../b")),
            "the path has a segment \"..\", which most clients fold, so that they ask for another object: give the link \
             to one that sends paths as they are, such as curl --path-as-is, or rename the object"
                .to_owned(),
        ),
        (
            sign(&aws, &get("/a")),
            "the key begins with a slash, and proxies make one of the two slashes that the path then begins with: leave it \
             out of the key, or have nginx pass paths on as they come (proxy_pass without a path), and put no ProxyPass of \
             Apache in front"
                .to_owned(),
        ),
        (
            sign(&aws, &get("a//b")),
            format!(
                "the path has two slashes in a row, and proxies make one of them: leave one out of the key, or {proxies}"
            ),
        ),
        (
            sign(&aws, &get("it's (1).txt")),
            "the path has ' ( ) as escapes, which aiohttp, fsspec and some proxies write out; S3 takes that, and servers \
             that compare byte by byte refuse it: for those, give aiohttp yarl.URL(link, encoded=True), or name objects \
             without them"
                .to_owned(),
        ),
        (
            sign(&aws, &get("c++.txt")),
            "the path has + as escapes, which proxies write out, and a plain + is a space to S3: have them pass paths on \
             as they come (nginx: proxy_pass without a path; Apache: ProxyPass with nocanon)"
                .to_owned(),
        ),
        (
            sign(&at("https://nas").with_addressing_style(AddressingStyle::VirtualHosted), &get("a")),
            "only this machine or its network knows the host box.nas, and the link leads nowhere for others: sign for \
             the public one, with Endpoint::custom, or with Endpoint::with_public_url behind a proxy that replaces the \
             host"
                .to_owned(),
        ),
        (
            sign(&at("http://s3.example.com"), &get("a")),
            "the link is plain http, so that everybody on the way can use it, and browsers keep it out of a page that \
             came by https: sign for an https address of the server"
                .to_owned(),
        ),
        (
            sign(&aws, &get("a.parquet")),
            "tools that open .parquet ask with HEAD first (DuckDB, fsspec, pyarrow over fsspec), which a link for GET does \
             not allow: sign both, with Presigner::presign_get_and_head, and give them an address of yours that sends each \
             method to its own link"
                .to_owned(),
        ),
        (
            sign(&aws, &get("a").header("cookie", "a=b").header("dnt", "1")),
            "the headers cookie, dnt are signed, which no page can set, so that browsers cannot use the link: leave out \
             what S3 does not need, or send the request from a program"
                .to_owned(),
        ),
        (
            sign(&aws, &put("a")),
            "the Content-Type is not signed, and the object gets what the client adds of its own, as browsers and many \
             libraries do: sign it, and have the bucket's CORS rule allow pages the header content-type"
                .to_owned(),
        ),
        (
            sign(&aws, &get("a").header("x-a", "b  c")),
            "the value of a header has spaces at an end, several in a row, or a tab, and HTTP and S3 fold them, so that it \
             is signed without: leave them out, or write them as percent escapes"
                .to_owned(),
        ),
    ] {
        let texts: Vec<_> = url.cautions().iter().map(ToString::to_string).collect();
        assert_eq!(texts, [expected]);
    }
}

/// Tokens of any length, of which eight characters in a row stand nowhere else.
fn tokens() -> impl Strategy<Value = Option<String>> {
    prop::option::of(prop_oneof![text("[A-Za-z0-9+/=]{40,400}"), text("[A-Za-z0-9+/=]{1000,3000}")])
}

/// All that is eight bytes long in a text.
fn runs(text: &str) -> BTreeSet<&[u8]> {
    text.as_bytes().windows(8).collect()
}

/// Signature and token, the latter as it is and as it is written.
fn secrets<'s>(url: &'s PresignedUrl, token: Option<&'s str>) -> Vec<&'s str> {
    let signature = url.as_str().rsplit('=').next();
    let written = url.as_str().split("X-Amz-Security-Token=").nth(1);
    let written = written.and_then(|rest| rest.split('&').next());
    [signature, token, written].into_iter().flatten().collect()
}

proptest! {
    #[test]
    fn whatever_is_signed_its_cautions_are_true_and_hold_no_secret(
        token in tokens(), endpoint in endpoints(), request in requests(), dots in any::<bool>(),
    ) {
        let credentials = match &token {
            Some(token) => Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "secret", token.as_str()),
            None => Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret"),
        };
        let region = Region::new("us-west-2").unwrap();
        let presigner = Presigner::new(credentials.unwrap(), region).with_endpoint(endpoint);
        let request = if dots { request.allow_dot_segments() } else { request };
        let time = UNIX_EPOCH + Duration::from_secs(1_795_262_400);
        let Ok(url) = presigner.presign_at(&request, Duration::from_secs(300), time) else {
            return Err(TestCaseError::reject("refused"));
        };
        let cautions = url.cautions();
        let has = |kind: &str| cautions.iter().any(|caution| caution.kind() == kind);
        let parsed = Url::parse(url.as_str()).unwrap();
        prop_assert_eq!(has("dot_segment"), parsed.as_str() != url.as_str());
        prop_assert_eq!(has("too_long"), !too_narrow(&url).is_empty());
        let inspection = Inspection::of_at(url.as_str(), time);
        let is_local = |problem: &Problem| matches!(problem, Problem::LocalHost { .. });
        prop_assert!(has("local_host") || !inspection.problems().iter().any(is_local));
        prop_assert!(!(has("plain_http") && url.as_str().starts_with("https:")));

        let shown = cautions.iter().map(|caution| {
            prop_assert!(KINDS.contains(&caution.kind()));
            prop_assert!(!caution.tools().is_empty());
            let text = caution.to_string();
            prop_assert!(text.contains([':', ';']) && !text.contains(['\n', '\r']), "{}", text);
            Ok(format!("{caution:?} {text} {:?}", caution.tools()))
        });
        let shown = shown.collect::<Result<Vec<_>, _>>()?.join("\n");
        let shown_runs = runs(&shown);
        for secret in secrets(&url, token.as_deref()) {
            prop_assert!(runs(secret).is_disjoint(&shown_runs), "{}", shown);
        }
    }
}

//! The text for each tool, run by the tool itself against the embedded server. It is no part of `cargo test`, which
//! installs nothing: `tests/lines/run`.

#![allow(unreachable_pub, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "lines/names.rs"]
mod names;
#[path = "lines/readers.rs"]
mod readers;
#[path = "lines/runner.rs"]
mod runner;
#[path = "lines/texts.rs"]
mod texts;
#[path = "lines/wire.rs"]
mod wire;
#[path = "support/world.rs"]
mod world;

use s3_presigner::{Credentials, Presigner, S3Request, Tool};

use self::names::{FILES, keys};
use self::runner::{Runner, folder};
use self::texts::{Check, Texts};
use self::world::{QUARTER, World, at_server, world};

/// Those that move files: whatever the key, the bytes are the object's.
const MOVERS: [Tool; 9] = [
    Tool::Curl,
    Tool::Wget,
    Tool::Aria2c,
    Tool::Requests,
    Tool::Httpx,
    Tool::Aiohttp,
    Tool::Urllib,
    Tool::Node,
    Tool::Reqwest,
];

/// Every byte there is, and the key, so that no object is taken for another.
fn content(key: &str) -> Vec<u8> {
    (0..=255).chain(key.bytes()).collect()
}

/// The world's presigner, and one with a session token.
fn presigners(world: &World) -> [Presigner; 2] {
    let (id, secret, token) =
        ("ASIAIOSFODNN7EXAMPLE", "temporary-secret", "to+ken/with=odd&characters");
    let temporary = Credentials::temporary(id, secret, token).unwrap();
    [world.presigner.clone(), at_server(temporary, &world.server)]
}

#[tokio::test(flavor = "multi_thread")]
async fn downloads_of_nasty_keys_are_the_objects() {
    let world = world().await;
    for key in keys() {
        let url = world.presigner.presign_put("photos", &key, QUARTER).unwrap();
        assert_eq!(world.send(&url, content(&key)).await.status(), 200, "{key:?}");
    }
    for tool in MOVERS {
        let mut texts = Texts::new(&world, tool);
        for (number, key) in keys().iter().enumerate() {
            let file = FILES[number % FILES.len()];
            let request = S3Request::get_object("photos", key)
                .response_attachment("a; \"ü\".txt")
                .header("x-amz-meta-odd", "it's \"q\" \\");
            let url = presigners(&world)[number % 2].presign(&request, QUARTER).unwrap();
            texts.add(&url, Some(file), Check::Saved(file.to_owned(), content(key)));
        }
        texts.run("downloads");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_name_the_file_is_named_for_the_key() {
    let world = world().await;
    for tool in MOVERS {
        // It prints.
        if tool == Tool::Curl {
            continue;
        }
        let mut texts = Texts::new(&world, tool);
        for (key, name) in
            [("a/it's -o.txt", "it's -o.txt"), ("a/-o ü.txt/", "_o ü.txt"), (".netrc", "_netrc")]
        {
            world.put(key, key).await;
            let url = world.presigner.presign_get("photos", key, QUARTER).unwrap();
            texts.add(&url, None, Check::Saved(name.to_owned(), key.into()));
        }
        texts.run("names");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn uploads_of_nasty_files_are_the_files() {
    let world = world().await;
    for tool in MOVERS.into_iter().filter(|tool| *tool != Tool::Aria2c) {
        let mut texts = Texts::new(&world, tool);
        for (number, key) in keys().iter().enumerate() {
            let file = FILES[number % FILES.len()];
            let bytes = content(&format!("{key}{file}{tool}"));
            let request = S3Request::put_object("photos", key)
                .content_type("text/x-odd; a=\"it's\"")
                .content_length(u64::try_from(bytes.len()).unwrap())
                .header("x-amz-meta-nasty", "it's $HOME `id` \\ \"[1-3]{a,b}\" %41")
                .header("x-amz-meta-empty", "");
            let url = presigners(&world)[number % 2].presign(&request, QUARTER).unwrap();
            texts.add(&url, Some(file), Check::Stored(key.clone(), file, bytes));
        }
        texts.run("uploads");
    }
}

/// S3 refuses a body in chunks, and keeps the type of a form as the object's.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_signed_does_no_harm() {
    let world = world().await;
    for tool in MOVERS.into_iter().filter(|tool| *tool != Tool::Aria2c) {
        let mut texts = Texts::new(&world, tool);
        let [plain, _] = presigners(&world);
        let put = S3Request::put_object("photos", "empty").content_length(0);
        // Over an object that is there, as was asked for.
        world.put("empty", "full").await;
        texts.add(&world.sign(&put), None, Check::Stored("empty".to_owned(), "unread", Vec::new()));
        let typed =
            S3Request::put_object("photos", "folder/").content_length(0).content_type("a/b");
        texts.add(
            &world.sign(&typed),
            None,
            Check::Stored("folder/".to_owned(), "unread", Vec::new()),
        );
        // Without a file, the one that is named for the key.
        let named = plain.presign_put("photos", "a/cat.jpg", QUARTER).unwrap();
        texts.add(&named, None, Check::Stored("a/cat.jpg".to_owned(), "cat.jpg", content("cat")));
        let none = plain.presign_put("photos", "none", QUARTER).unwrap();
        texts.add(&none, Some("f"), Check::Stored("none".to_owned(), "f", Vec::new()));
        let large = plain.presign_put("photos", "large", QUARTER).unwrap();
        texts.add(&large, Some("f"), Check::Stored("large".to_owned(), "f", vec![7; 3_000_000]));
        let begin = S3Request::create_multipart_upload("photos", "film").content_type("video/mp4");
        texts.add(&world.sign(&begin), None, Check::Shown("<uploadid>"));
        let head = plain.presign_head("photos", "large", QUARTER).unwrap();
        texts.add(&head, None, Check::Shown("3000000"));
        let gone = plain.presign_delete("photos", "large", QUARTER).unwrap();
        texts.add(&gone, None, Check::Gone("large".to_owned()));
        texts.run("bodies");
        for key in ["a/cat.jpg", "empty"] {
            let head = plain.presign_head("photos", key, QUARTER).unwrap();
            let kept = world.send(&head, "").await.headers().get("content-type").cloned();
            let form = kept.is_some_and(|kept| kept.to_str().unwrap().contains("form"));
            assert!(!form, "{tool} {key}");
        }
    }
}

/// The headers that clients add by themselves can be signed too.
#[tokio::test(flavor = "multi_thread")]
async fn signed_headers_stand_in_place_of_a_tools_own() {
    let world = world().await;
    world.put("k", "body").await;
    let names = [
        "accept",
        "accept-charset",
        "accept-encoding",
        "accept-language",
        "access-control-request-method",
        "cache-control",
        "cookie",
        "date",
        "dnt",
        "if-none-match",
        "origin",
        "pragma",
        "priority",
        "referer",
        "user-agent",
        "via",
        "want-digest",
    ];
    for tool in MOVERS {
        let mut texts = Texts::new(&world, tool);
        let request = S3Request::get_object("photos", "k");
        let request = names.iter().fold(request, |request, name| request.header(name, "mine"));
        texts.add(&world.sign(&request), Some("f"), Check::Saved("f".to_owned(), b"body".into()));
        for (request, bytes) in [
            (S3Request::get_object("photos", "k").range(1..=2), "od"),
            (S3Request::get_object("photos", "k").header("sec-fetch-mode", "cors"), "body"),
        ] {
            let url = world.sign(&request);
            let name = url.headers().next().unwrap().0;
            let is_refused = matches!(
                (tool, name),
                (Tool::Wget | Tool::Aria2c, "range") | (Tool::Node, "sec-fetch-mode")
            );
            assert_eq!(url.for_tool(tool, Some("f")).is_err(), is_refused, "{tool} {name}");
            if !is_refused {
                texts.add(&url, Some("f"), Check::Saved("f".to_owned(), bytes.into()));
            }
        }
        texts.run("own");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dot_segments_are_kept_or_refused() {
    let world = world().await;
    let key = "a/../../other/./k.csv";
    let put = world.sign(&S3Request::put_object("photos", key).allow_dot_segments());
    Texts::alone(
        &world,
        Tool::Curl,
        (&put, Some("f")),
        Check::Stored(key.to_owned(), "f", b"a,b\n1,2\n".into()),
    );
    let get = world.sign(&S3Request::get_object("photos", key).allow_dot_segments());
    let kept = [Tool::Curl, Tool::Aria2c, Tool::Aiohttp, Tool::Urllib, Tool::Pandas];
    for tool in Tool::ALL {
        let refused = get.for_tool(tool, Some("f.csv")).err();
        assert_eq!(refused.is_none(), kept.contains(&tool), "{tool}");
        let check = match tool {
            Tool::Pandas => Check::Shown("a,b\n1,2"),
            _ => Check::Saved("f.csv".to_owned(), b"a,b\n1,2\n".into()),
        };
        if refused.is_none() {
            Texts::alone(&world, tool, (&get, Some("f.csv")), check);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_a_failure_that_tells_the_reason_and_not_the_link() {
    let world = world().await;
    for tool in MOVERS {
        let get = world.presigner.presign_get("photos", "nothing", QUARTER).unwrap();
        let mut texts = vec![get.for_tool(tool, Some("f")).unwrap()];
        if tool != Tool::Aria2c {
            let put = world.sign(&S3Request::put_object("photos", "k").content_length(5));
            texts.push(put.for_tool(tool, Some("f")).unwrap());
        }
        let runner = Runner::new(tool, texts.clone());
        for (number, text) in texts.iter().enumerate() {
            let folder = folder(&format!("{tool}-refusals"));
            std::fs::write(folder.join("f"), "four").unwrap();
            let output = runner.run(number, &folder);
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8_lossy(&said);
            assert!(!output.status.success(), "{text}");
            let code = match (number, tool) {
                (0, Tool::Aria2c) => "Resource not found",
                (0, _) => "404",
                _ => "SignatureDoesNotMatch",
            };
            assert!(said.contains(code), "{text}\n{said}");
            let shows_link = matches!(tool, Tool::Wget | Tool::Aria2c);
            assert_eq!(said.contains("X-Amz-Signature="), shows_link, "{text}\n{said}");
        }
    }
}

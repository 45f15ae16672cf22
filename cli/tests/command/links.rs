//! `get`, `put`, `head` and `delete`, and the forms in which a link comes out.

use reqwest::Response;
use s3_presigner::Tool;
use serde_json::{Value, json};

use super::run::signing;
use super::world::{World, is, refusal, world};

/// Uses a link of `--output json` as its holder would.
async fn send(world: &World, link: &Value, body: &str) -> Response {
    let method = link["method"].as_str().unwrap().parse().unwrap();
    let mut request = world.client.request(method, link["url"].as_str().unwrap());
    for (name, value) in link["headers"].as_object().unwrap() {
        request = request.header(name, value.as_str().unwrap());
    }
    request.body(body.to_owned()).send().await.unwrap()
}

fn as_json<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    [arguments, &["--expires-in", "15m", "--output", "json"]].concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_object_goes_up_and_comes_down_and_is_deleted() {
    let world = world().await;
    for key in ["cat.jpg", "a b/é+?#&=%2F'\"\\<>|^`{}[]", "//a//", "$HOME `id`"] {
        let location = format!("s3://photos/{key}");
        let put =
            world.presign(&as_json(&["put", &location, "--content-type", "image/jpeg"])).json();
        assert_eq!(send(&world, &put, "miaow").await.status(), 200);
        assert_eq!(world.server.stored("photos", key).unwrap(), "miaow");

        let url = world.presign(&["get", &location, "-e", "15m"]).ok();
        assert_eq!(
            world.client.get(url.trim_end()).send().await.unwrap().text().await.unwrap(),
            "miaow"
        );
        let head = world.presign(&as_json(&["head", &location])).json();
        let answer = send(&world, &head, "").await;
        assert_eq!(answer.headers()["content-length"], "5");
        assert_eq!(answer.headers()["content-type"], "image/jpeg");

        let delete = world.presign(&as_json(&["delete", &location])).json();
        assert_eq!(send(&world, &delete, "").await.status(), 204);
        assert!(world.server.stored("photos", key).is_none());
    }
}

#[test]
fn an_answer_that_s3_cannot_give_is_refused() {
    for query in ["response-content-disposition=D’Arcy.jpg", "response-content-language=日本語"]
    {
        let refused = signing(&["get", "s3://photos/k", "-e", "1h", "--query", query]).refusal();
        assert!(refused.1.contains("ISO-8859-1"), "{refused:?}");
    }
    signing(&["get", "s3://photos/k", "-e", "1h", "--attachment", "D’Arcy.jpg"]).ok();
}

#[test]
fn a_query_that_s3_passes_over_is_refused() {
    for (query, right) in [
        ("Content-Length=200", "--header 'content-length: …'"),
        ("If-None-Match=*", "--header 'if-none-match: …'"),
        ("versionid=1", "\"versionId\""),
    ] {
        let refused = signing(&["put", "s3://photos/k", "-e", "1h", "--query", query]).refusal();
        assert!(refused.1.contains(right), "{refused:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_queries_and_limits_are_part_of_the_link() {
    let world = world().await;
    world.put("cat.jpg", "miaow").await;
    let get = ["get", "s3://photos/cat.jpg", "--query", "response-content-type=text/x-cat"];
    let get = [&get[..], &["--header", "Range: bytes=1-3", "--attachment", "my cat.jpg"]].concat();
    let answer = send(&world, &world.presign(&as_json(&get)).json(), "").await;
    assert_eq!(answer.headers()["content-type"], "text/x-cat");
    let disposition = answer.headers()["content-disposition"].to_str().unwrap();
    assert!(disposition.contains("my cat.jpg"), "{disposition}");
    assert_eq!(answer.text().await.unwrap(), "iao");

    let put = world.presign(&as_json(&["put", "s3://photos/cat.jpg", "--no-overwrite"])).json();
    assert_eq!(refusal(send(&world, &put, "x").await).await, is(412, "PreconditionFailed"));
    let put = world.presign(&as_json(&["put", "s3://photos/k", "--content-length", "2KiB"])).json();
    assert_eq!(put["headers"]["content-length"], "2048");
    assert_eq!(send(&world, &put, &"x".repeat(2_048)).await.status(), 200);
    let longer = world.client.put(put["url"].as_str().unwrap()).body("x".repeat(2_049)).send();
    assert_eq!(refusal(longer.await.unwrap()).await, is(403, "SignatureDoesNotMatch"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_of_yesterday_is_refused_by_the_server_today() {
    let world = world().await;
    let at = humantime::format_rfc3339_seconds(
        std::time::SystemTime::now() - std::time::Duration::from_secs(86_400),
    );
    let arguments = ["get", "s3://photos/cat.jpg", "-e", "15m", "--at", &at.to_string()];
    let url = world.presign(&arguments).ok();
    let answer = world.client.get(url.trim_end()).send().await.unwrap();
    assert_eq!(refusal(answer).await, is(403, "AccessDenied"));
}

#[test]
fn an_access_point_stands_in_for_a_bucket() {
    for (arn, host) in [
        (
            "arn:aws:s3:eu-west-1:123456789012:accesspoint/docs",
            "docs-123456789012.s3-accesspoint.eu-west-1",
        ),
        (
            "arn:aws:s3:eu-west-1:123456789012:accesspoint:docs",
            "docs-123456789012.s3-accesspoint.eu-west-1",
        ),
        (
            "arn:aws:s3-outposts:eu-west-1:123456789012:outpost/op-01234567890123456/accesspoint/docs",
            "docs-123456789012.op-01234567890123456.s3-outposts.eu-west-1",
        ),
    ] {
        let url = signing(&["get", &format!("s3://{arn}/a/b.txt"), "-e", "15m"]).ok();
        assert!(url.starts_with(&format!("https://{host}.amazonaws.com/a/b.txt?")), "{url}");
    }
}

#[test]
fn an_upload_without_a_file_sends_the_one_that_is_named_for_the_key() {
    let put = ["put", "s3://photos/in/it's.jpg", "-e", "15m", "-o", "curl"];
    let ran = signing(&put).run();
    assert!(ran.stdout.contains(r"--upload-file 'it'\''s.jpg' "), "{ran:?}");
    let note =
        "presign: note: it sends the file that is named for the key: name another with --file\n";
    assert_eq!(ran.stderr, note);
    let empty = signing(&[&put[..], &["--content-length", "0"]].concat()).ok();
    assert!(empty.contains("--data-binary ''"), "{empty}");
    let old_name = signing(&[&put[..], &["--body-file", "cat.jpg"]].concat()).ok();
    assert!(old_name.contains("--upload-file 'cat.jpg' "), "{old_name}");
}

#[test]
fn every_tool_has_its_text_and_what_it_cannot_do_is_refused() {
    for tool in Tool::ALL {
        let get = ["get", "s3://photos/k.csv", "-e", "15m", "-o", tool.name()];
        assert!(signing(&get).ok().contains("/k.csv?X-Amz-"), "{tool}");
    }
    let put = ["put", "s3://photos/k", "-e", "15m", "-o", "aria2c"];
    assert_eq!(
        signing(&put).refusal(),
        (
            1,
            "aria2c sends no PUT, which the link is for: take curl, wget, powershell, requests, httpx, aiohttp, urllib, \
             fetch, node or reqwest"
                .to_owned()
        )
    );
}

/// What the command says of an upload whose type is not signed.
const UNTYPED: &str = "presign: note: the Content-Type is not signed, and the object gets what the client adds of its own, as \
     browsers and many libraries do: sign it, and have the bucket's CORS rule allow pages the header content-type\n";

#[test]
fn what_may_happen_to_a_link_is_said_once_whatever_comes_out() {
    for output in ["url", "curl", "fetch", "json", "qr"] {
        let put = ["put", "s3://photos/k", "-e", "15m", "-o", output];
        let ran = signing(&put).run();
        assert_eq!(ran.cautions, UNTYPED, "{output}");
        assert!(!ran.stderr.contains("Content-Type"), "{output}: {ran:?}");
        let header = ["-H", "Content-Type: a/b"];
        assert_eq!(signing(&[&put[..], &header].concat()).run().cautions, "", "{output}");
    }
    let table = ["s3://data/it's//trips.csv", "-e", "15m"];
    let said = |task: &str| signing(&[&[task][..], &table].concat()).run().cautions;
    for (task, count) in [("get", 3), ("head", 2), ("delete", 2)] {
        let said = said(task);
        assert_eq!(said.lines().count(), count, "{said}");
        assert!(said.contains("two slashes in a row") && said.contains("the path has ' as"));
        assert_eq!(said.contains("ask with HEAD first"), task == "get", "{said}");
    }
    let dots = ["get", "s3://photos/a/../b", "-e", "15m", "--allow-dot-segments"];
    assert!(
        signing(&dots).run().cautions.starts_with("presign: note: the path has a segment \"..\"")
    );
}

#[test]
fn a_host_that_only_this_machine_knows_is_said_once_and_stands_in_the_json() {
    for endpoint in ["http://localhost:9000", "http://nas"] {
        let get = ["get", "s3://photos/k", "-e", "15m", "--endpoint", endpoint, "-o", "json"];
        let ran = signing(&get).run();
        let others = [&*ran.cautions, &*ran.stderr];
        assert_eq!((ran.local_note.lines().count(), others), (1, ["", ""]), "{ran:?}");
        let json: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(json["cautions"][0]["kind"], "local_host");
        assert!(json["cautions"][0]["text"].as_str().unwrap().starts_with("only this machine"));
    }
}

#[test]
fn json_has_what_may_happen_to_a_link_where_there_is_any() {
    let get = ["get", "s3://data/trips.csv", "-e", "15m", "-o", "json"];
    let json: Value = serde_json::from_str(&signing(&get).run().stdout).unwrap();
    let text = "tools that open .csv ask with HEAD first (DuckDB, polars, fsspec), which a link for GET does not allow: \
        sign both, with Presigner::presign_get_and_head, and give them an address of yours that sends each method to its \
        own link";
    let tools = ["DuckDB", "polars", "fsspec"];
    assert_eq!(json["cautions"], json!([{"kind": "head_first", "text": text, "tools": tools}]));
    let plain = ["get", "s3://data/cat.jpg", "-e", "15m", "-o", "json"];
    assert_eq!(signing(&plain).json().get("cautions"), None);
}

const NOON: &str = "2013-05-24T00:00:00Z";

/// AWS's own example, but for the host: see the crate's documentation.
#[test]
fn the_url_is_the_one_of_the_documentation() {
    let arguments = ["get", "s3://examplebucket/test.txt", "-e", "86400", "--at", NOON];
    let url = signing(&arguments).ok();
    let (_, signature) = url.trim_end().rsplit_once("X-Amz-Signature=").unwrap();
    assert_eq!(signature, "762f4fcbacec730d460b0e337f554e569e4fe98643baefad7af1276fe3084e7f");
    let fetch = signing(&[&arguments[..], &["-o", "fetch"]].concat()).ok();
    assert_eq!(fetch, format!("fetch(\"{}\", {{method: \"GET\"}})\n", url.trim_end()));
}

#[test]
fn a_bare_url_says_what_has_to_be_sent_with_it() {
    let ran = signing(&["put", "s3://photos/k", "-e", "1h", "--content-type", "a/b"]).run();
    assert_eq!(ran.stderr, "presign: note: it works only with the header content-type: a/b\n");
    assert_eq!((ran.status, ran.stdout.lines().count()), (0, 1));
}

#[tokio::test]
async fn with_head_gives_each_method_its_link_with_one_end() {
    let world = world().await;
    world.send(&world.sign(&s3_presigner::S3Request::put_object("photos", "k")), "miaow").await;
    let arguments = ["get", "s3://photos/k", "--with-head", "--attachment", "a b"];
    let json = world.presign(&as_json(&arguments)).json();
    assert_eq!((&json["expires_in"], &json["limited_by"]), (&900.into(), &"requested".into()));
    for name in ["get", "head"] {
        let answer = send(&world, &json[name], "").await;
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["content-length"], "5");
    }
    assert_eq!(json["head"]["method"], "HEAD");
}

#[test]
fn with_head_each_line_says_its_method() {
    let of = |task: &str, more: &[&str]| {
        signing(&[&[task, "s3://photos/k", "-e", "15m", "--at", NOON], more].concat())
    };
    let alone = [of("get", &[]).ok(), of("head", &[]).ok()];
    assert_eq!(of("get", &["--with-head"]).ok(), format!("GET {}HEAD {}", alone[0], alone[1]));
    for form in ["curl", "fetch"] {
        let alone = [of("get", &["-o", form]).ok(), of("head", &["-o", form]).ok()].concat();
        assert_eq!(of("get", &["-o", form, "--with-head"]).ok(), alone);
    }
    let ran = of("get", &["--with-head", "-H", "range: bytes=0-9"]).run();
    assert_eq!(ran.stderr, "presign: note: it works only with the header range: bytes=0-9\n");
    for (task, more, said) in [
        ("put", &["--with-head"][..], "unexpected argument '--with-head' found; see presign put"),
        ("head", &["--with-head"], "unexpected argument '--with-head' found; see presign head"),
        ("get", &["--with-head", "-o", "qr"], "a QR code holds one link: "),
    ] {
        let (status, text) = of(task, more).refusal();
        assert!(status == 2 && text.starts_with(said), "{text}");
    }
    let (status, text) = of("get", &["--with-head", "--query", "tagging="]).refusal();
    assert!(status == 1 && text.starts_with("query parameter name \"tagging\""), "{text}");
}

#[test]
fn the_json_of_both_is_that_of_the_feature_serde() {
    let credentials = s3_presigner::Credentials::new(super::run::ID, super::run::SECRET).unwrap();
    let presigner =
        s3_presigner::Presigner::new(credentials, s3_presigner::Region::new("us-east-1").unwrap());
    let time = humantime::parse_rfc3339(NOON).unwrap();
    let links =
        presigner.presign_get_and_head_at("photos", "k", super::world::QUARTER, time).unwrap();
    let arguments =
        ["get", "s3://photos/k", "-e", "15m", "--at", NOON, "--with-head", "-o", "json"];
    let printed = signing(&arguments).ok();
    assert_eq!(printed, serde_json::to_string_pretty(&links).unwrap() + "\n");
}

#[test]
fn a_qr_code_holds_the_url_and_nothing_else() {
    let arguments = ["get", "s3://photos/cat.jpg", "-e", "15m", "--at", NOON];
    let url = signing(&arguments).ok();
    let code =
        qrcode::QrCode::with_error_correction_level(url.trim_end(), qrcode::EcLevel::L).unwrap();
    let picture = signing(&[&arguments[..], &["-o", "qr"]].concat()).ok();
    // Each character is two modules, one above the other; light is drawn. Around the code, 4 are light.
    let halves = |char| match char {
        '█' => [true, true],
        '▀' => [true, false],
        '▄' => [false, true],
        _ => [false, false],
    };
    let rows: Vec<Vec<[bool; 2]>> =
        picture.lines().map(|line| line.chars().map(halves).collect()).collect();
    let width = code.width();
    for (index, color) in code.to_colors().into_iter().enumerate() {
        let (x, y) = (index % width + 4, index / width + 4);
        assert_eq!(rows[y / 2][x][y % 2], color == qrcode::Color::Light, "{x} {y}");
    }
    let long =
        signing(&["get", &format!("s3://photos/{}", "é".repeat(500)), "-e", "1h", "-o", "qr"]);
    let (status, text) = long.refusal();
    assert_eq!(status, 1);
    assert!(text.starts_with("a QR code holds 2953 bytes and the URL has 33"), "{text}");
}

#[test]
fn the_json_is_that_of_the_feature_serde() {
    let credentials = s3_presigner::Credentials::new(super::run::ID, super::run::SECRET).unwrap();
    let presigner =
        s3_presigner::Presigner::new(credentials, s3_presigner::Region::new("us-east-1").unwrap());
    let time = humantime::parse_rfc3339(NOON).unwrap();
    let request = s3_presigner::S3Request::put_object("photos", "k").content_type("a/b");
    let url = presigner.presign_at(&request, super::world::QUARTER, time).unwrap();
    let arguments =
        ["put", "s3://photos/k", "-e", "15m", "--at", NOON, "--content-type", "a/b", "-o", "json"];
    let printed = signing(&arguments).ok();
    assert_eq!(printed, serde_json::to_string_pretty(&url).unwrap() + "\n");
}

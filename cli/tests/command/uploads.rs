//! `post` and `multipart`: forms and parts, all the way into the server.

use std::fs;

use reqwest::multipart::{Form, Part};
use serde_json::Value;

use super::run::{folder, presign, signing};
use super::world::{World, is, refusal, world};

async fn post(world: &World, form: &Value, file: &[u8]) -> reqwest::Response {
    let fields = form["fields"].as_object().unwrap().iter();
    let body = fields.fold(Form::new(), |body, (name, value)| {
        body.text(name.clone(), value.as_str().unwrap().to_owned())
    });
    let body = body.part("file", Part::bytes(file.to_vec()).file_name("cat.jpg"));
    world.client.post(form["url"].as_str().unwrap()).multipart(body).send().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_uploads_what_it_allows_and_nothing_else() {
    let world = world().await;
    let arguments = ["post", "s3://photos/in/cat.jpg", "-e", "15m", "--max-size", "1KB"];
    let more =
        ["--content-type", "image/jpeg", "--field", "x-amz-meta-by=me", "--success-status", "201"];
    let form = world.presign(&[&arguments[..], &more].concat()).json();
    assert_eq!((form["method"].as_str(), form["expires_in"].as_u64()), (Some("POST"), Some(900)));
    assert_eq!(post(&world, &form, b"miaow").await.status(), 201);
    assert_eq!(world.server.stored("photos", "in/cat.jpg").unwrap(), "miaow");
    assert_eq!(refusal(post(&world, &form, &[0; 1_001]).await).await, is(400, "EntityTooLarge"));

    let mut other = form.clone();
    other["fields"]["key"] = "elsewhere".into();
    assert!(post(&world, &other, b"miaow").await.status().is_client_error());
    assert!(world.server.stored("photos", "elsewhere").is_none());
}

#[test]
fn a_form_is_html_ready_for_a_page() {
    let arguments = ["post", "s3://photos/in/${filename}", "-e", "15m", "-o", "html"];
    let html = signing(&[&arguments[..], &["--starts-with", "x-amz-meta-note="]].concat()).ok();
    let first = "<form action=\"https://photos.s3.us-east-1.amazonaws.com/\" method=\"post\" \
                 enctype=\"multipart/form-data\">\n  <input type=\"hidden\" name=\"key\" value=\"in/${filename}\">\n";
    assert!(html.starts_with(first) && html.ends_with("</form>\n"), "{html}");
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_goes_up_in_parts_and_is_one_object() {
    let world = world().await;
    let folder = folder("parts");
    let film: Vec<u8> =
        (0..3_000_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    fs::write(folder.join("film"), &film).unwrap();
    let arguments = [
        "multipart",
        "s3://photos/films/cat é.mp4",
        "-e",
        "1h",
        "--file",
        "film",
        "--part-size",
        "5MiB",
    ];

    let beginning = world.presign(&[&arguments[..], &["--content-type", "video/mp4"]].concat());
    let beginning = beginning.folder(&folder).json();
    assert_eq!(
        (beginning["part_size"].as_u64(), beginning["part_count"].as_u64()),
        (Some(5 << 20), Some(3))
    );
    let create =
        world.client.post(text(&beginning["create"], "url")).header("content-type", "video/mp4");
    let xml = create.send().await.unwrap().text().await.unwrap();
    let id = xml.split("<UploadId>").nth(1).unwrap().split("</").next().unwrap();

    let arguments = [&arguments[..], &["--upload-id", id]].concat();
    let signed = [&arguments[..], &["--signed-lengths"]].concat();
    let upload = world.presign(&signed).folder(&folder).json();
    let mut etags = Vec::new();
    for part in upload["parts"].as_array().unwrap() {
        let [start, length] =
            ["start", "length"].map(|name| usize::try_from(part[name].as_u64().unwrap()).unwrap());
        assert_eq!(part["headers"]["content-length"], length.to_string());
        let put = world.client.put(text(part, "url")).body(film[start..start + length].to_vec());
        let answer = put.send().await.unwrap();
        etags.push(format!("{} {}", part["number"], answer.headers()["etag"].to_str().unwrap()));
    }
    fs::write(folder.join("etags"), etags.join("\n")).unwrap();
    let body =
        world.presign(&[&arguments[..], &["--etags", "etags"]].concat()).folder(&folder).ok();
    let list = world.client.get(text(&upload["list_parts"], "url")).send().await.unwrap();
    assert_eq!(list.text().await.unwrap().matches("<PartNumber>").count(), 3);
    let complete =
        world.client.post(text(&upload["complete"], "url")).body(body).send().await.unwrap();
    assert_eq!(complete.status(), 200);
    assert_eq!(world.server.stored("photos", "films/cat é.mp4").unwrap(), film);
    let abort = world.client.delete(text(&upload["abort"], "url")).send().await.unwrap();
    assert_eq!(refusal(abort).await, is(404, "NoSuchUpload"), "it is complete");
}

#[test]
fn a_plan_beyond_the_limits_is_refused() {
    let plan = |size: &str, more: &[&str]| {
        let arguments = ["multipart", "s3://photos/k", "-e", "1h", "--size", size];
        signing(&[&arguments[..], more].concat()).refusal()
    };
    assert_eq!(plan("49TiB", &[]).0, 1);
    assert_eq!(plan("12MB", &["--part-size", "1MB"]).0, 1);
    let folder = folder("etags");
    fs::write(folder.join("etags"), "1 \"a\"\nsecond \"b\"\n").unwrap();
    let file = folder.join("etags");
    let (status, text) = plan("12MB", &["--upload-id", "x", "--etags", file.to_str().unwrap()]);
    assert_eq!(status, 1);
    assert_eq!(
        text,
        "line 2 of the ETags is not a number and an ETag, for example: 1 \"9b2cf535\""
    );
    let absent =
        presign(&["multipart", "s3://photos/k", "-e", "1h", "--file", "/nonexistent/film"]);
    let (status, text) = absent.refusal();
    assert_eq!(status, 4);
    assert!(text.starts_with("/nonexistent/film: "), "{text}");
}

#[test]
fn an_upload_without_an_id_and_a_form_that_takes_nothing_are_refused() {
    let arguments = ["multipart", "s3://films/cat.mp4", "-e", "6h", "--size", "12MB"];
    let ran = signing(&[&arguments[..], &["--upload-id", ""]].concat()).run();
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{ran:?}");
    let arguments = ["post", "s3://photos/cat.jpg", "-e", "15m", "--min-size", "6GiB"];
    let text = "--min-size is more than S3 takes in one upload, 5 GiB: give less";
    assert_eq!(signing(&arguments).refusal(), (2, text.to_owned()));
}

#[test]
fn a_form_in_html_does_not_hide_that_it_ends_early() {
    let arguments = ["post", "s3://photos/cat.jpg", "-e", "8d", "--clamp", "-o", "html"];
    let ran = signing(&[&arguments[..], &["--at", "2026-11-21T12:00:00Z"]].concat()).run();
    assert!(ran.status == 0 && ran.stdout.ends_with("</form>\n"), "{ran:?}");
    assert_eq!(
        ran.stderr,
        "presign: note: it works until 2026-11-28T12:00:00Z: the protocol of S3 allows no longer lifetime\n"
    );
}

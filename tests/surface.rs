//! The rest of the S3 surface over real HTTP: uploads in parts, forms, copies, lists, tags.
//!
//! What the embedded server does not implement is asserted at the end, with its answer.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/world.rs"]
mod world;

use std::time::{Duration, SystemTime};

use reqwest::multipart::{Form, Part};
use reqwest::{Response, StatusCode};
use s3_presigner::{
    CopySource, CorsRule, MultipartPlan, MultipartUpload, ObjectAttribute, PostForm, PostPolicy,
    PresignedPart, PresignedPost, S3Request,
};

use self::world::{QUARTER, World, is, refusal, world};

/// The text of the first element of this name.
fn element(xml: &str, name: &str) -> String {
    let (_, rest) =
        xml.split_once(&format!("<{name}>")).unwrap_or_else(|| panic!("no {name} in {xml}"));
    rest.split_once("</").unwrap().0.replace("&quot;", "\"")
}

async fn text(response: Response) -> String {
    assert!(response.status().is_success(), "{response:?}");
    response.text().await.unwrap()
}

fn film() -> Vec<u8> {
    (0..3_000_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect()
}

/// Begins an upload and gives its id.
async fn begin(world: &World, key: &str) -> String {
    let url =
        world.sign(&S3Request::create_multipart_upload("photos", key).content_type("video/mp4"));
    element(&text(world.send(&url, "").await).await, "UploadId")
}

#[tokio::test]
async fn twelve_megabytes_go_up_in_parts_and_are_one_object() {
    let world = world().await;
    let (key, film) = ("films/cat é+.mp4", film());
    let plan = MultipartPlan::with_part_size(12_000_000, 5 * 1024 * 1024).unwrap();
    let id = begin(&world, key).await;
    let upload = MultipartUpload::new("photos", key, &id, plan).with_signed_lengths(true);
    let urls = world.presigner.presign_multipart(&upload, QUARTER).unwrap();
    assert_eq!(urls.parts().len(), 3);
    assert_eq!(urls.parts().iter().map(PresignedPart::length).sum::<u64>(), 12_000_000);

    assert_eq!(urls.parts().iter().map(PresignedPart::number).collect::<Vec<_>>(), [1, 2, 3]);

    let bytes = |range: std::ops::Range<u64>| {
        let range = usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap();
        film.get(range).unwrap().to_vec()
    };
    let first = urls.parts().first().unwrap();
    let long = [bytes(first.range()), vec![0]].concat();
    let too_long = world.client.put(first.url().as_str()).body(long).send().await.unwrap();
    assert_eq!(refusal(too_long).await, is(403, "SignatureDoesNotMatch"));

    let mut etags = Vec::new();
    // In any order, and the last one twice.
    for part in urls.parts().iter().rev().chain(urls.parts().first()) {
        let answer = world.send(part.url(), bytes(part.range())).await;
        let etag = answer.headers()["etag"].to_str().unwrap().to_owned();
        etags.retain(|(number, _)| *number != part.number());
        etags.push((part.number(), etag));
    }
    let listed = text(world.send(urls.list_parts(), "").await).await;
    assert_eq!(listed.matches("<Part>").count(), 3);

    let body = plan.completion_body(etags).unwrap();
    let answer = text(world.send(urls.complete(), body).await).await;
    assert!(element(&answer, "ETag").ends_with("-3\""), "{answer}");
    assert_eq!(world.server.stored("photos", key).unwrap(), film);
}

#[tokio::test]
async fn an_upload_is_given_up() {
    let world = world().await;
    let id = begin(&world, "k").await;
    let uploads = world.sign(&S3Request::list_multipart_uploads("photos"));
    assert!(text(world.send(&uploads, "").await).await.contains(&id));

    let plan = MultipartPlan::new(1_000).unwrap();
    let upload = MultipartUpload::new("photos", "k", &id, plan);
    let urls = world.presigner.presign_multipart(&upload, QUARTER).unwrap();
    assert_eq!(world.send(urls.abort(), "").await.status(), StatusCode::NO_CONTENT);
    assert!(!text(world.send(&uploads, "").await).await.contains(&id));
    let part = urls.parts().first().unwrap();
    assert_eq!(refusal(world.send(part.url(), "x").await).await, is(404, "NoSuchUpload"));
}

#[tokio::test]
async fn a_part_is_copied_from_another_object() {
    let world = world().await;
    world.put("source é+ %", "0123456789").await;
    let id = begin(&world, "copy").await;
    let source = CopySource::new("photos", "source é+ %").unwrap();
    let copy =
        S3Request::upload_part_copy("photos", "copy", &id, 1, &source).copy_source_range(2..=5);
    let etag = element(&text(world.send(&world.sign(&copy), "").await).await, "ETag");
    let plan = MultipartPlan::new(4).unwrap();
    let complete = world.sign(&S3Request::complete_multipart_upload("photos", "copy", &id));
    text(world.send(&complete, plan.completion_body([(1, etag)]).unwrap()).await).await;
    assert_eq!(world.server.stored("photos", "copy").unwrap(), "2345");
}

#[tokio::test]
async fn objects_are_copied_listed_tagged_and_deleted() {
    let world = world().await;
    for key in ["a/1", "a/2 é", "b"] {
        world.put(key, key).await;
    }
    let source = CopySource::new("photos", "a/2 é").unwrap();
    let copy = world.sign(&S3Request::copy_object("other", "copy", &source));
    text(world.send(&copy, "").await).await;
    assert_eq!(world.server.stored("other", "copy").unwrap(), "a/2 é");

    let list = S3Request::list_objects_v2("photos").prefix("a/").max_keys(1).encoding_type_url();
    let page = text(world.send(&world.sign(&list), "").await).await;
    assert_eq!((element(&page, "Key").as_str(), page.matches("<Key>").count()), ("a/1", 1));
    let next = list.continuation_token(element(&page, "NextContinuationToken"));
    let page = text(world.send(&world.sign(&next), "").await).await;
    assert!(element(&page, "Key").to_lowercase().contains("%c3%a9"), "{page}");
    assert_eq!(
        world.send(&world.sign(&S3Request::head_bucket("photos")), "").await.status(),
        StatusCode::OK
    );

    let tags = "<Tagging><TagSet><Tag><Key>tier</Key><Value>gold</Value></Tag></TagSet></Tagging>";
    let put = world.sign(&S3Request::put_object_tagging("photos", "b"));
    assert!(world.send(&put, tags).await.status().is_success());
    let get = world.sign(&S3Request::get_object_tagging("photos", "b"));
    assert_eq!(element(&text(world.send(&get, "").await).await, "Value"), "gold");
    let delete = world.sign(&S3Request::delete_object_tagging("photos", "b"));
    assert_eq!(world.send(&delete, "").await.status(), StatusCode::NO_CONTENT);
    assert!(!text(world.send(&get, "").await).await.contains("gold"));

    let wanted = [ObjectAttribute::ETag, ObjectAttribute::ObjectSize];
    let attributes = world.sign(&S3Request::get_object_attributes("photos", "b", wanted));
    assert_eq!(element(&text(world.send(&attributes, "").await).await, "ObjectSize"), "1");

    let body = "<Delete><Object><Key>a/1</Key></Object><Object><Key>a/2 é</Key></Object></Delete>";
    let digest = {
        use md5::Digest;
        md5::Md5::digest(body).into()
    };
    let delete = world.sign(&S3Request::delete_objects("photos").content_md5(digest));
    text(world.send(&delete, body).await).await;
    assert_eq!(world.server.keys("photos"), ["b"]);
}

/// Posts a form as a browser does, and asks the simulator first.
async fn post(world: &World, post: &PresignedPost, form: PostForm, file: &str) -> (u16, String) {
    let predicted = form
        .clone()
        .with_file("cat.jpg", u64::try_from(file.len()).unwrap())
        .check(SystemTime::now());
    let mut body = Form::new();
    for name in form.names() {
        body = body.text(name.to_owned(), form.field(name).unwrap().to_owned());
    }
    body = body.part("file", Part::text(file.to_owned()).file_name("cat.jpg"));
    let answer = world.client.post(post.url()).multipart(body).send().await.unwrap();
    let is_taken = answer.status().is_success();
    assert_eq!(predicted.is_ok(), is_taken, "predicted {predicted:?}, got {answer:?}");
    let status = answer.status().as_u16();
    let code = predicted.err().map_or("", |refusal| refusal.code());
    (status, code.to_owned())
}

#[tokio::test]
async fn a_form_is_taken_and_refused_for_each_broken_condition_as_predicted() {
    let world = world().await;
    let policy = PostPolicy::new("photos", "user/4711/cat.jpg")
        .content_type_starts_with("image/")
        .content_length_range(2..=10)
        .metadata("uploader", "4711")
        .starts_with("x-amz-meta-note", "")
        .success_action_status(201);
    let signed = world.presigner.presign_post(&policy, QUARTER).unwrap();
    let form = || {
        PostForm::from(&signed)
            .with_field("Content-Type", "image/jpeg")
            .with_field("x-amz-meta-note", "anything at all")
    };
    assert_eq!(post(&world, &signed, form(), "meow").await, is(201, ""));
    assert_eq!(world.server.stored("photos", "user/4711/cat.jpg").unwrap(), "meow");

    for (broken, file, code) in [
        (form().with_field("key", "user/1/cat.jpg"), "meow", "AccessDenied"),
        (form().with_field("Content-Type", "text/html"), "meow", "AccessDenied"),
        (form().without_field("Content-Type"), "meow", "AccessDenied"),
        (form().with_field("x-amz-meta-uploader", "1"), "meow", "AccessDenied"),
        (form().with_field("x-amz-meta-extra", "1"), "meow", "AccessDenied"),
        (form().with_field("success_action_status", "200"), "meow", "AccessDenied"),
        (form(), "m", "EntityTooSmall"),
        (form(), "meow meow meow", "EntityTooLarge"),
    ] {
        let (status, predicted) = post(&world, &signed, broken, file).await;
        assert!((400..500).contains(&status), "{status}");
        assert_eq!(predicted, code);
    }
    assert_eq!(world.server.stored("photos", "user/4711/cat.jpg").unwrap(), "meow");
}

#[tokio::test]
async fn an_expired_form_is_refused_as_predicted() {
    let world = world().await;
    let then = SystemTime::now() - Duration::from_secs(120);
    let minute = Duration::from_secs(60);
    let signed =
        world.presigner.presign_post_at(&PostPolicy::new("photos", "k"), minute, then).unwrap();
    let form = PostForm::from(&signed);
    assert_eq!(post(&world, &signed, form, "meow").await.1, "AccessDenied");
}

#[tokio::test]
async fn the_rule_of_a_bucket_has_what_the_page_needs() {
    let world = world().await;
    let put = world.sign(&S3Request::put_object("photos", "k").content_type("a/b"));
    let rule = CorsRule::new(["http://localhost:5173"]).unwrap().allow_url(&put);
    assert!(rule.to_json().unwrap().contains("\"AllowedHeaders\":[\"content-type\"]"));
}

#[tokio::test]
async fn what_the_server_does_not_implement_it_says_so() {
    let world = world().await;
    world.put("k", "v").await;
    for request in [
        S3Request::list_object_versions("photos"),
        S3Request::get_object_acl("photos", "k"),
        S3Request::put_object_acl("photos", "k"),
        S3Request::restore_object("photos", "k"),
        S3Request::new("GET", "photos", "k").query("torrent", ""),
    ] {
        // Signed well, for the server looks at the signature first.
        let answer = world.send(&world.sign(&request), "").await;
        assert_eq!(refusal(answer).await, is(501, "NotImplemented"), "{request:?}");
    }
}

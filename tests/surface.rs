//! The rest of the S3 surface over real HTTP: uploads in parts, forms, copies, lists, tags.
//!
//! What the embedded server does not implement is asserted at the end, with its answer.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "surface/forms.rs"]
mod forms;
#[path = "support/world.rs"]
mod world;

use reqwest::{Response, StatusCode};
use s3_presigner::{
    CopySource, CorsRule, MultipartPlan, MultipartUpload, ObjectAttribute, PresignedPart, S3Request,
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

fn sha256(bytes: &[u8]) -> [u8; 32] {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).into()
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
    let select = world.sign(&S3Request::select_object_content("photos", "k"));
    let query = "<SelectObjectContentRequest xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
        <Expression>SELECT * FROM S3Object</Expression><ExpressionType>SQL</ExpressionType>\
        <InputSerialization><CSV/></InputSerialization><OutputSerialization><CSV/></OutputSerialization>\
        </SelectObjectContentRequest>";
    for (body, answer) in
        [("", is(400, "MissingRequestBodyError")), (query, is(501, "NotImplemented"))]
    {
        assert_eq!(refusal(world.send(&select, body).await).await, answer);
    }
    // s3s takes the hash of a presigned body for UNSIGNED-PAYLOAD, and so finds another signature.
    let bound = world.sign(&S3Request::put_object("photos", "k").body_sha256(sha256(b"v")));
    assert_eq!(refusal(world.send(&bound, "v").await).await, is(403, "SignatureDoesNotMatch"));
}

//! Uploads in parts, by the crate's plan.

use s3_presigner::{MultipartPlan, MultipartUpload, PresignedMultipart, S3Request};

use crate::answer::MISMATCH;
use crate::case::Case;
use crate::outcome::{Failure, Outcome, ensure};
use crate::world::{QUARTER, World, fresh};

pub fn cases() -> Vec<Case> {
    vec![
        Case::works("multipart/complete", complete),
        Case::works("multipart/abort", abort),
        Case::refuses("multipart/part of another length", |world| {
            let upload = Upload::begin(world)?;
            upload.put_part(world, 0, &[upload.bytes(0)?, b"!"].concat())?.refused(MISMATCH)?;
            upload.put_part(world, 0, upload.bytes(0)?)?.ok().map(drop)
        }),
        Case::refuses("multipart/part of another number", |world| {
            tampered(world, "partNumber=2", "partNumber=1")
        }),
        Case::refuses("multipart/part of another upload", |world| {
            tampered(world, "uploadId=", "uploadId=x")
        }),
    ]
}

/// An upload of two parts, under way.
struct Upload {
    key: String,
    plan: MultipartPlan,
    urls: PresignedMultipart,
    body: Vec<u8>,
}

impl Upload {
    fn begin(world: &World) -> Result<Self, Failure> {
        let key = fresh("films/cat é+");
        let begin = S3Request::create_multipart_upload(world.bucket(), &*key);
        let url = world.sign(&begin.content_type("video/mp4"))?;
        let id = world.follow(&url, b"")?.ok()?.element("UploadId");
        let id = id.ok_or_else(|| Failure::new("no UploadId"))?;
        let body: Vec<u8> = (0..1_400_000_u32).flat_map(u32::to_le_bytes).collect();
        let plan = MultipartPlan::with_part_size(u64::try_from(body.len())?, 5 * 1024 * 1024)?;
        let upload =
            MultipartUpload::new(world.bucket(), &key, &id, plan).with_signed_lengths(true);
        let urls = world.presigner.presign_multipart(&upload, QUARTER)?;
        Ok(Self { key, plan, urls, body })
    }

    fn bytes(&self, index: usize) -> Result<&[u8], Failure> {
        let range = self.plan.parts().nth(index).map(|part| part.range).unwrap_or_default();
        let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
        self.body.get(range).ok_or_else(|| Failure::new("no such part"))
    }

    fn put_part(
        &self,
        world: &World,
        index: usize,
        bytes: &[u8],
    ) -> Result<crate::answer::Answer, Failure> {
        let part = self.urls.parts().get(index).ok_or_else(|| Failure::new("no such part"))?;
        world.follow(part.url(), bytes)
    }
}

fn complete(world: &World) -> Outcome {
    let upload = Upload::begin(world)?;
    let mut etags = Vec::new();
    for (index, part) in upload.urls.parts().iter().enumerate() {
        let answer = upload.put_part(world, index, upload.bytes(index)?)?.ok()?;
        etags.push((part.number(), answer.header("etag").to_owned()));
    }
    let listed = world.follow(upload.urls.list_parts(), b"")?.ok()?.elements("PartNumber");
    ensure(listed == ["1", "2"], || format!("listed parts {listed:?}"))?;
    let body = upload.plan.completion_body(etags)?;
    world.follow(upload.urls.complete(), body.as_bytes())?.ok()?;
    let answer = world.get(&upload.key)?.ok()?;
    answer.has_body(&upload.body)?;
    answer.has_header("content-type", "video/mp4")
}

fn abort(world: &World) -> Outcome {
    let upload = Upload::begin(world)?;
    upload.put_part(world, 1, upload.bytes(1)?)?.ok()?;
    world.follow(upload.urls.abort(), b"")?.is(204)?;
    upload.put_part(world, 1, upload.bytes(1)?)?.refused(&["404 NoSuchUpload"])?;
    world.lacks(&upload.key)
}

/// A part whose URL was altered is refused; as signed, it goes up.
fn tampered(world: &World, text: &str, other: &str) -> Outcome {
    let upload = Upload::begin(world)?;
    let part = upload.urls.parts().last().ok_or_else(|| Failure::new("no part"))?;
    let altered = part.url().as_str().replace(text, other);
    ensure(altered != part.url().as_str(), || format!("no {text} in the link"))?;
    world.send("PUT", &altered, &[], upload.bytes(1)?)?.refused(MISMATCH)?;
    upload.put_part(world, 1, upload.bytes(1)?)?.ok().map(drop)
}

//! Signed headers: kept when sent as told, and refused when not.

use s3_presigner::{CannedAcl, Checksum, PresignedUrl, S3Request, StorageClass};

use crate::answer::{ANY, DENIED, MISMATCH};
use crate::case::Case;
use crate::outcome::{Failure, Outcome};
use crate::world::{World, fresh};

pub fn cases() -> Vec<Case> {
    let mut cases = vec![
        Case::works("header/content headers kept", content_headers),
        Case::works("header/metadata kept, spaces folded", metadata),
        Case::works("header/if-match on a download", if_match),
        Case::refuses("header/metadata added", added),
        Case::refuses("header/if-none-match, second upload", never_twice),
    ];
    cases.extend(TAKEN.iter().map(|(name, signed)| {
        Case::works(format!("header/{name}"), move |world| taken(world, *signed))
    }));
    cases.extend(CHANGED.iter().map(|(name, signed, header, value)| {
        Case::refuses(format!("header/{name}"), move |world| {
            changed(world, *signed, header, *value)
        })
    }));
    cases.extend(OTHER_BODY.iter().map(|(name, signed, ways)| {
        Case::refuses(format!("header/{name}"), move |world| other_body(world, *signed, ways))
    }));
    cases
}

type Signed = fn(S3Request<'static>) -> S3Request<'static>;

/// What is signed for the upload of `meow`, and is true of it.
const TAKEN: &[(&str, Signed)] = &[
    ("acl, storage class and tagging taken", |request| {
        let request = request.acl(CannedAcl::Private).storage_class(StorageClass::Standard);
        request.tagging([("project", "cats + dogs = 1/2")])
    }),
    ("length and MD5 as signed", |request| request.content_length(4).content_md5(md5(b"meow"))),
    ("checksum as signed", |request| request.checksum(Checksum::Sha256(sha256(b"meow")))),
    ("body hash as signed", |request| request.body_sha256(sha256(b"meow"))),
];

/// What is signed, and which header has another value then, or none.
const CHANGED: &[(&str, Signed, &str, Option<&str>)] = &[
    ("another type", |request| request.content_type("a/b"), "content-type", Some("text/html")),
    ("type left out", |request| request.content_type("a/b"), "content-type", None),
    ("other metadata", |request| request.metadata("by", "me"), "x-amz-meta-by", Some("you")),
    ("metadata left out", |request| request.metadata("by", "me"), "x-amz-meta-by", None),
];

/// What is signed for the upload of `meow`, and how that of `barks` is refused.
const OTHER_BODY: &[(&str, Signed, &[&str])] = &[
    ("another length", |request| request.content_length(4), MISMATCH),
    ("body of another MD5", |request| request.content_md5(md5(b"meow")), &["400 BadDigest"]),
    (
        "body of another checksum",
        |request| request.checksum(Checksum::Sha256(sha256(b"meow"))),
        &["400 BadDigest", "400 XAmzContentChecksumMismatch"],
    ),
    (
        "body of another hash",
        |request| request.body_sha256(sha256(b"meow")),
        &["400 XAmzContentSHA256Mismatch"],
    ),
];

/// A link that uploads to a new key, with these headers signed.
fn upload(world: &World, signed: Signed) -> Result<(String, PresignedUrl), Failure> {
    let key = fresh("headers");
    let request = S3Request::put_object(world.bucket().to_owned(), key.clone());
    Ok((key, world.sign(&signed(request))?))
}

fn taken(world: &World, signed: Signed) -> Outcome {
    let (key, url) = upload(world, signed)?;
    world.follow(&url, b"meow")?.ok()?;
    world.holds(&key, b"meow")
}

/// The upload with one header changed or left out is refused and leaves nothing; as signed, it works.
fn changed(world: &World, signed: Signed, name: &str, value: Option<&str>) -> Outcome {
    let (key, url) = upload(world, signed)?;
    let others = url.headers().filter(|(other, _)| *other != name);
    let headers: Vec<_> = others.chain(value.map(|value| (name, value))).collect();
    // What S3 says of a signed header that is missing is not documented.
    let ways = if value.is_some() { MISMATCH } else { ANY };
    world.send("PUT", url.as_str(), &headers, b"meow")?.refused(ways)?;
    world.lacks(&key)?;
    world.follow(&url, b"meow")?.ok().map(drop)
}

fn other_body(world: &World, signed: Signed, ways: &[&str]) -> Outcome {
    let (key, url) = upload(world, signed)?;
    world.follow(&url, b"barks")?.refused(ways)?;
    world.lacks(&key)?;
    world.follow(&url, b"meow")?.ok().map(drop)
}

fn added(world: &World) -> Outcome {
    let (key, url) = upload(world, |request| request)?;
    let added = [("x-amz-meta-by", "you")];
    world.send("PUT", url.as_str(), &added, b"meow")?.refused(DENIED)?;
    world.lacks(&key)?;
    world.follow(&url, b"meow")?.ok().map(drop)
}

fn never_twice(world: &World) -> Outcome {
    let (key, url) = upload(world, S3Request::if_none_match_any)?;
    world.follow(&url, b"first")?.ok()?;
    world.follow(&url, b"second")?.refused(&["412 PreconditionFailed"])?;
    world.holds(&key, b"first")
}

fn content_headers(world: &World) -> Outcome {
    let (key, url) = upload(world, |request| {
        let request = request.content_type("application/pdf").content_language("de");
        request.content_disposition("inline; filename=\"a b.pdf\"").cache_control("max-age=60")
    })?;
    world.follow(&url, b"pdf")?.ok()?;
    let answer = world.get(&key)?.ok()?;
    answer.has_header("content-type", "application/pdf")?;
    answer.has_header("content-language", "de")?;
    answer.has_header("content-disposition", "inline; filename=\"a b.pdf\"")?;
    answer.has_header("cache-control", "max-age=60")
}

fn metadata(world: &World) -> Outcome {
    let (key, url) = upload(world, |request| {
        request.metadata("Author", "  a   b  ").metadata("equation", "a=b&c;d/e+f%20")
    })?;
    world.follow(&url, b"x")?.ok()?;
    let answer = world.get(&key)?.ok()?;
    answer.has_header("x-amz-meta-author", "a b")?;
    answer.has_header("x-amz-meta-equation", "a=b&c;d/e+f%20")
}

fn if_match(world: &World) -> Outcome {
    let key = world.stored(b"meow")?;
    let etag = world.get(&key)?.ok()?.header("etag").to_owned();
    let get = |etag: &str| world.sign(&S3Request::get_object(world.bucket(), &*key).if_match(etag));
    world.follow(&get(&etag)?, b"")?.ok()?.has_body(b"meow")?;
    world.follow(&get("\"00000000000000000000000000000000\"")?, b"")?.is(412).map(drop)
}

fn md5(body: &[u8]) -> [u8; 16] {
    use md5::Digest;
    md5::Md5::digest(body).into()
}

fn sha256(body: &[u8]) -> [u8; 32] {
    use sha2::Digest;
    sha2::Sha256::digest(body).into()
}

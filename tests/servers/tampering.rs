//! Links that were tampered with: each works as it was signed, and is refused as it was altered.

use s3_presigner::{PresignedUrl, S3Request};

use crate::answer::{ANY, DENIED, MISMATCH};
use crate::case::Case;
use crate::links::{another_second, flipped, with, without};
use crate::outcome::{Failure, Outcome, ensure};
use crate::settings::AccessKey;
use crate::world::{QUARTER, World, fresh};

pub fn cases() -> Vec<Case> {
    let altered = ALTERATIONS.iter().map(|(name, ways, alter)| {
        Case::refuses(format!("tampering/{name}"), move |world| altered(world, *alter, ways))
    });
    let mut cases: Vec<_> = altered.collect();
    cases.extend([
        Case::refuses("tampering/DELETE by a link for GET", |world| {
            other_method(world, "DELETE", MISMATCH)
        }),
        Case::refuses("tampering/PUT by a link for GET", |world| {
            other_method(world, "PUT", MISMATCH)
        }),
        Case::refuses("tampering/POST by a link for GET", |world| other_method(world, "POST", ANY)),
        Case::refuses("tampering/another object", other_object),
        Case::refuses("tampering/another bucket", other_bucket),
        Case::refuses("tampering/link of a PUT for another object", put_elsewhere),
        Case::refuses("tampering/another secret", |world| {
            let secret = format!("{}x", world.settings.access_key.secret);
            other_key(world, &AccessKey { secret, ..world.settings.access_key.clone() }, MISMATCH)
        }),
        Case::refuses("tampering/another access key id", |world| {
            let id = "AKIAIOSFODNN7NOBODYS".to_owned();
            let ways = &["403 InvalidAccessKeyId"];
            other_key(world, &AccessKey { id, ..world.settings.access_key.clone() }, ways)
        }),
    ]);
    cases
}

type Alter = fn(&str) -> String;

/// What is altered, how S3 refuses it, and how it is done.
const ALTERATIONS: &[(&str, &[&str], Alter)] = &[
    ("first digit of the signature", MISMATCH, |url| flipped(url, SIGNATURE_DIGITS)),
    ("last digit of the signature", MISMATCH, |url| flipped(url, 1)),
    ("signature cut short", ANY, |url| url.get(..url.len() - 1).unwrap_or_default().to_owned()),
    ("signature empty", ANY, |url| with(url, "X-Amz-Signature", "")),
    ("signature left out", ANY, |url| without(url, "X-Amz-Signature")),
    ("all but the object left out", DENIED, |url| {
        url.split('?').next().unwrap_or_default().to_owned()
    }),
    ("later end", MISMATCH, |url| with(url, "X-Amz-Expires", "901")),
    ("earlier end", MISMATCH, |url| with(url, "X-Amz-Expires", "899")),
    ("end left out", ANY, |url| without(url, "X-Amz-Expires")),
    ("end twice", ANY, |url| format!("{url}&X-Amz-Expires=604800")),
    ("end beyond 7 days", ANY, |url| with(url, "X-Amz-Expires", "604801")),
    ("negative end", ANY, |url| with(url, "X-Amz-Expires", "-1")),
    ("another second", MISMATCH, another_second),
    ("another day in the scope", ANY, |url| url.replacen("%2F20", "%2F21", 1)),
    ("another region", ANY, |url| url.replacen("%2Fs3%2F", "-x%2Fs3%2F", 1)),
    ("another service", ANY, |url| url.replacen("%2Fs3%2F", "%2Fsts%2F", 1)),
    ("another algorithm", ANY, |url| with(url, "X-Amz-Algorithm", "AWS4-HMAC-SHA1")),
    ("signed headers emptied", ANY, |url| with(url, "X-Amz-SignedHeaders", "")),
    ("signed header added", ANY, |url| with(url, "X-Amz-SignedHeaders", "host%3Bx-amz-meta-by")),
    ("query added", MISMATCH, |url| format!("{url}&versionId=null")),
    ("query added in front", MISMATCH, |url| {
        url.replacen('?', "?response-content-type=text%2Fhtml&", 1)
    }),
    ("subresource added", MISMATCH, |url| url.replacen('?', "?acl&", 1)),
];

fn altered(world: &World, alter: Alter, ways: &[&str]) -> Outcome {
    let key = world.stored(b"v")?;
    let url = readable(world, &key)?;
    let altered = alter(url.as_str());
    ensure(altered != url.as_str(), || "nothing was altered".to_owned())?;
    world.send("GET", &altered, &[], b"")?.refused(ways)
}

/// A link to read an object, of which is shown that it works.
fn readable(world: &World, key: &str) -> Result<PresignedUrl, Failure> {
    let url = world.sign(&S3Request::get_object(world.bucket(), key))?;
    world.follow(&url, b"")?.ok()?.has_body(b"v")?;
    Ok(url)
}

fn other_method(world: &World, method: &str, ways: &[&str]) -> Outcome {
    let key = world.stored(b"v")?;
    let url = readable(world, &key)?;
    world.send(method, url.as_str(), &[], b"")?.refused(ways)?;
    world.holds(&key, b"v")
}

fn other_object(world: &World) -> Outcome {
    let (key, other) = (world.stored(b"v")?, world.stored(b"other")?);
    let altered = readable(world, &key)?.as_str().replacen(&key, &other, 1);
    world.send("GET", &altered, &[], b"")?.refused(MISMATCH)
}

fn other_bucket(world: &World) -> Outcome {
    let (key, other) = (world.stored(b"v")?, world.other_bucket());
    let put = world.sign(&S3Request::put_object(&*other, &*key))?;
    world.follow(&put, b"other")?.ok()?;
    let bucket = format!("/{}/", world.bucket());
    let altered = readable(world, &key)?.as_str().replacen(&bucket, &format!("/{other}/"), 1);
    world.send("GET", &altered, &[], b"")?.refused(MISMATCH)
}

fn put_elsewhere(world: &World) -> Outcome {
    let (key, other) = (fresh("upload"), fresh("elsewhere"));
    let url = world.sign(&S3Request::put_object(world.bucket(), &*key))?;
    let altered = url.as_str().replacen(&key, &other, 1);
    world.send("PUT", &altered, &[], b"v")?.refused(MISMATCH)?;
    world.lacks(&other)?;
    world.follow(&url, b"v")?.ok().map(drop)
}

fn other_key(world: &World, access_key: &AccessKey, ways: &[&str]) -> Outcome {
    let key = world.stored(b"v")?;
    readable(world, &key)?;
    let presigner = world.presigner_with(access_key)?;
    world.follow(&presigner.presign_get(world.bucket(), &key, QUARTER)?, b"")?.refused(ways)
}

const SIGNATURE_DIGITS: usize = 64;

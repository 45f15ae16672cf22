//! Overrides of the headers that a download answers with.

use std::time::{Duration, UNIX_EPOCH};

use s3_presigner::S3Request;

use crate::answer::MISMATCH;
use crate::case::Case;
use crate::outcome::Outcome;
use crate::world::World;

pub fn cases() -> Vec<Case> {
    let overrides = OVERRIDES.iter().map(|(name, signed, value)| {
        Case::works(format!("response/{name}"), move |world| {
            overridden(world, *signed, name, value)
        })
    });
    overrides.chain([Case::refuses("response/another content-type", another)]).collect()
}

type Signed = fn(S3Request<'static>) -> S3Request<'static>;

/// The header, what is signed for it, and its value.
const OVERRIDES: &[(&str, Signed, &str)] = &[
    ("content-type", |get| get.response_content_type("text/plain; a=\"b\""), "text/plain; a=\"b\""),
    (
        "content-disposition",
        |get| get.response_attachment("März 2026+.pdf"),
        "attachment; filename=\"M_rz 2026+.pdf\"; filename*=UTF-8''M%C3%A4rz%202026%2B.pdf",
    ),
    ("content-encoding", |get| get.response_content_encoding("br"), "br"),
    ("content-language", |get| get.response_content_language("de, en"), "de, en"),
    ("cache-control", |get| get.response_cache_control("no-store"), "no-store"),
    (
        "expires",
        |get| get.response_expires(UNIX_EPOCH + Duration::from_secs(784_111_777)),
        "Sun, 06 Nov 1994 08:49:37 GMT",
    ),
];

fn overridden(world: &World, signed: Signed, name: &str, value: &str) -> Outcome {
    let key = world.stored(b"body")?;
    let get = S3Request::get_object(world.bucket().to_owned(), key);
    let answer = world.follow(&world.sign(&signed(get))?, b"")?.ok()?;
    answer.has_body(b"body")?;
    answer.has_header(name, value)
}

fn another(world: &World) -> Outcome {
    let key = world.stored(b"<b>")?;
    let get = S3Request::get_object(world.bucket(), &*key).response_content_type("text/plain");
    let url = world.sign(&get)?;
    world.follow(&url, b"")?.ok()?.has_body(b"<b>")?;
    let altered = url.as_str().replace("text%2Fplain", "text%2Fhtml");
    world.send("GET", &altered, &[], b"")?.refused(MISMATCH)
}

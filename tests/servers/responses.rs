//! Overrides of the headers that a download answers with.

use std::time::{Duration, UNIX_EPOCH};

use s3_presigner::S3Request;

use crate::answer::MISMATCH;
use crate::case::Case;
use crate::outcome::Outcome;
use crate::world::World;

pub fn cases() -> Vec<Case> {
    vec![
        Case::works("response/content-type", |world| {
            overridden(
                world,
                |get| get.response_content_type("text/plain; charset=utf-8"),
                "content-type",
                "text/plain; charset=utf-8",
            )
        }),
        Case::works("response/content-disposition, name beyond ASCII", |world| {
            overridden(
                world,
                |get| get.response_attachment("März 2026+.pdf"),
                "content-disposition",
                "attachment; filename=\"M_rz 2026+.pdf\"; filename*=UTF-8''M%C3%A4rz%202026%2B.pdf",
            )
        }),
        Case::works("response/content-encoding", |world| {
            overridden(world, |get| get.response_content_encoding("br"), "content-encoding", "br")
        }),
        Case::works("response/content-language", |world| {
            overridden(
                world,
                |get| get.response_content_language("de, en"),
                "content-language",
                "de, en",
            )
        }),
        Case::works("response/cache-control", |world| {
            overridden(
                world,
                |get| get.response_cache_control("no-store"),
                "cache-control",
                "no-store",
            )
        }),
        Case::works("response/expires", |world| {
            let instant = UNIX_EPOCH + Duration::from_secs(784_111_777);
            let wanted = "Sun, 06 Nov 1994 08:49:37 GMT";
            overridden(world, move |get| get.response_expires(instant), "expires", wanted)
        }),
        Case::refuses("response/another content-type", |world| {
            let key = world.stored(b"<b>")?;
            let get =
                S3Request::get_object(world.bucket(), &*key).response_content_type("text/plain");
            let url = world.sign(&get)?;
            world.follow(&url, b"")?.ok()?.has_body(b"<b>")?;
            let altered = url.as_str().replace("text%2Fplain", "text%2Fhtml");
            world.send("GET", &altered, &[], b"")?.refused(MISMATCH)
        }),
    ]
}

fn overridden(
    world: &World,
    signed: impl Fn(S3Request<'static>) -> S3Request<'static>,
    name: &str,
    value: &str,
) -> Outcome {
    let key = world.stored(b"body")?;
    let get = S3Request::get_object(world.bucket().to_owned(), key);
    let answer = world.follow(&world.sign(&signed(get))?, b"")?.ok()?;
    answer.has_body(b"body")?;
    answer.has_header(name, value)
}

//! An object's life through links, and what is addressed without a key.

use s3_presigner::{CopySource, S3Request};

use crate::case::Case;
use crate::outcome::{Outcome, ensure};
use crate::world::{QUARTER, World, fresh};

pub fn cases() -> Vec<Case> {
    vec![
        Case::works("object/put, get, head, delete", whole_life),
        Case::works("object/empty", |world| {
            let key = world.stored(b"")?;
            world.holds(&key, b"")
        }),
        Case::works("object/replaced by a second use of one link", replaced),
        Case::works("object/range", range),
        Case::works("object/copy", copy),
        Case::works("bucket/list", list),
        Case::works("bucket/head", |world| {
            let url = world.sign(&S3Request::head_bucket(world.bucket()))?;
            world.follow(&url, b"")?.ok().map(drop)
        }),
        Case::works("service/list buckets", |world| {
            let answer =
                world.follow(&world.sign(&S3Request::new_on_service("GET"))?, b"")?.ok()?;
            let names = answer.elements("Name");
            ensure(names.iter().any(|name| name == world.bucket()), || format!("{names:?}"))
        }),
    ]
}

fn whole_life(world: &World) -> Outcome {
    let (key, bucket) = (fresh("life"), world.bucket());
    let body: Vec<u8> = (0..u32::from(u16::MAX)).flat_map(u32::to_le_bytes).collect();
    let put = world.presigner.presign_put(bucket, &key, QUARTER)?;
    world.follow(&put, &body)?.ok()?;
    let get = world.presigner.presign_get(bucket, &key, QUARTER)?;
    world.follow(&get, b"")?.ok()?.has_body(&body)?;
    let head = world.presigner.presign_head(bucket, &key, QUARTER)?;
    world.follow(&head, b"")?.ok()?.has_header("content-length", &body.len().to_string())?;
    let delete = world.presigner.presign_delete(bucket, &key, QUARTER)?;
    world.follow(&delete, b"")?.is(204)?;
    world.follow(&get, b"")?.refused(&["404 NoSuchKey"])
}

fn replaced(world: &World) -> Outcome {
    let key = fresh("replaced");
    let put = world.sign(&S3Request::put_object(world.bucket(), &*key))?;
    world.follow(&put, b"first")?.ok()?;
    world.follow(&put, b"second")?.ok()?;
    world.holds(&key, b"second")
}

fn range(world: &World) -> Outcome {
    let key = world.stored(b"0123456789")?;
    let request = || S3Request::get_object(world.bucket(), &*key);
    for (request, bytes) in [
        (request().range(2..5), &b"234"[..]),
        (request().range(7..), b"789"),
        (request().range_of_last(2), b"89"),
    ] {
        world.follow(&world.sign(&request)?, b"")?.is(206)?.has_body(bytes)?;
    }
    Ok(())
}

fn copy(world: &World) -> Outcome {
    let source = fresh("copy source é+%2F");
    world.put(&source, b"copied")?;
    let target = fresh("copied");
    let from = CopySource::new(world.bucket(), &*source)?;
    let url = world.sign(&S3Request::copy_object(world.bucket(), &*target, &from))?;
    world.follow(&url, b"")?.ok()?;
    world.holds(&target, b"copied")
}

fn list(world: &World) -> Outcome {
    let folder = fresh("list");
    for name in ["1", "2", "sub/3"] {
        world.put(&format!("{folder}/{name}"), b"")?;
    }
    let request = S3Request::list_objects_v2(world.bucket()).prefix(format!("{folder}/"));
    let answer = world.follow(&world.sign(&request.delimiter("/"))?, b"")?.ok()?;
    let keys = answer.elements("Key");
    let wanted = [format!("{folder}/1"), format!("{folder}/2")];
    ensure(keys == wanted, || format!("listed {keys:?}"))?;
    let prefixes = answer.elements("Prefix");
    ensure(prefixes.contains(&format!("{folder}/sub/")), || format!("prefixes {prefixes:?}"))
}

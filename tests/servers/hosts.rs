//! Virtual hosts and regions.

use s3_presigner::{AddressingStyle, Endpoint, PostPolicy, Presigner, Region, S3Request};

use crate::answer::MISMATCH;
use crate::case::Case;
use crate::forms::Form;
use crate::outcome::{Failure, Outcome, ensure};
use crate::world::{QUARTER, World, fresh};

pub fn cases() -> Vec<Case> {
    works().into_iter().chain(refusals()).collect()
}

fn works() -> Vec<Case> {
    vec![
        Case::works("host/virtual: put, get, delete", whole_life),
        Case::works("host/virtual: leading slashes", |world| {
            let key = fresh("//leading");
            world
                .follow(&virtual_hosted(world)?.presign_put(world.bucket(), &key, QUARTER)?, b"v")?
                .ok()?;
            world.holds(&key, b"v")
        }),
        Case::works("host/virtual: list", |world| {
            let key = world.stored(b"v")?;
            let request = S3Request::list_objects_v2(world.bucket()).prefix(&*key);
            let url = virtual_hosted(world)?.presign(&request, QUARTER)?;
            let keys = world.follow(&url, b"")?.ok()?.elements("Key");
            ensure(keys == [key], || format!("listed {keys:?}"))
        }),
        Case::works("host/virtual: form", |world| {
            let key = fresh("form");
            let policy = PostPolicy::new(world.bucket(), &*key);
            let post = virtual_hosted(world)?.presign_post(&policy, QUARTER)?;
            Form::of(&post, key.clone()).post(world)?.is(204)?;
            world.holds(&key, b"meow")
        }),
    ]
}

fn refusals() -> Vec<Case> {
    vec![
        Case::refuses("host/virtual: another bucket's host", |world| {
            let (key, other) = (world.stored(b"v")?, world.other_bucket());
            let url = virtual_hosted(world)?.presign_get(world.bucket(), &key, QUARTER)?;
            world.follow(&url, b"")?.ok()?.has_body(b"v")?;
            let altered = url.as_str().replacen(world.bucket(), &other, 1);
            world.send("GET", &altered, &[], b"")?.refused(MISMATCH)
        }),
        Case::refuses("host/path: another host", |world| {
            let key = world.stored(b"v")?;
            let url = world.sign(&S3Request::get_object(world.bucket(), &*key))?;
            world.follow(&url, b"")?.ok()?.has_body(b"v")?;
            let other = [("host", "files.example.com")];
            world.send("GET", url.as_str(), &other, b"")?.refused(MISMATCH)
        }),
        Case::refuses("region/another, signed for", |world| {
            let key = world.stored(b"v")?;
            world.holds(&key, b"v")?;
            let presigner = world.presigner.clone().with_region(Region::new("ap-south-7")?);
            let url = presigner.presign_get(world.bucket(), &key, QUARTER)?;
            world.follow(&url, b"")?.refused(&["400 AuthorizationQueryParametersError"])
        }),
    ]
}

/// Signs for the bucket's host under the server's domain, at the port of its endpoint.
pub fn virtual_hosted(world: &World) -> Result<Presigner, Failure> {
    let domain = world.settings.domain.as_deref();
    let domain = domain.ok_or_else(|| Failure::new("no domain was given"))?;
    let endpoint = match world.settings.endpoint.rsplit_once(':') {
        Some((_, port)) if port.parse::<u16>().is_ok() => format!("http://{domain}:{port}"),
        _ => format!("http://{domain}"),
    };
    Ok(world
        .presigner
        .clone()
        .with_endpoint(Endpoint::custom(&endpoint)?.with_style(AddressingStyle::VirtualHosted)))
}

fn whole_life(world: &World) -> Outcome {
    let presigner = virtual_hosted(world)?;
    let (bucket, key) = (world.bucket(), fresh("a b/é+%2F"));
    let put = presigner.presign_put(bucket, &key, QUARTER)?;
    let host = format!("http://{bucket}.");
    ensure(put.as_str().starts_with(&host), || format!("{put:?} is not virtual-hosted"))?;
    world.follow(&put, b"virtual")?.ok()?;
    world.holds(&key, b"virtual")?;
    let get = presigner.presign_get(bucket, &key, QUARTER)?;
    world.follow(&get, b"")?.ok()?.has_body(b"virtual")?;
    world.follow(&presigner.presign_delete(bucket, &key, QUARTER)?, b"")?.is(204)?;
    world.lacks(&key)
}

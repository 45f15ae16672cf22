//! Links live as long as they say, and no longer.

use std::time::{Duration, SystemTime};

use s3_presigner::PresignedUrl;

use crate::answer::{ANY, DENIED};
use crate::case::Case;
use crate::outcome::{Failure, Outcome};
use crate::world::{World, fresh};

pub fn cases() -> Vec<Case> {
    works().into_iter().chain(refusals()).collect()
}

fn works() -> Vec<Case> {
    vec![
        Case::works("expiry/old link before its end", |world| {
            let key = world.stored(b"v")?;
            world.follow(&signed_ago(world, &key, 60, 90)?, b"")?.ok()?.has_body(b"v")
        }),
        Case::works("expiry/7 days", |world| {
            let key = world.stored(b"v")?;
            world.follow(&signed_ago(world, &key, 0, 604_800)?, b"")?.ok()?.has_body(b"v")
        }),
        Case::works("expiry/works until shortly before it says", |world| {
            let (key, url) = brief(world)?;
            sleep_until(url.expires_at() - Duration::from_millis(1_500));
            world.follow(&url, b"")?.ok()?.has_body(b"v")?;
            world.holds(&key, b"v")
        }),
    ]
}

fn refusals() -> Vec<Case> {
    vec![
        Case::refuses("expiry/dead shortly after it says", |world| {
            let (key, url) = brief(world)?;
            world.follow(&url, b"")?.ok()?.has_body(b"v")?;
            sleep_until(url.expires_at() + Duration::from_millis(1_100));
            world.follow(&url, b"")?.refused(DENIED)?;
            world.holds(&key, b"v")
        }),
        Case::refuses("expiry/download after its end", |world| {
            let key = world.stored(b"v")?;
            world.follow(&signed_ago(world, &key, 60, 58)?, b"")?.refused(DENIED)?;
            world.holds(&key, b"v")
        }),
        Case::refuses("expiry/upload after its end", late_upload),
        Case::refuses("expiry/later end added to a dead link", later_end),
        Case::refuses("expiry/signed an hour ahead", ahead),
    ]
}

fn late_upload(world: &World) -> Outcome {
    let key = fresh("late");
    let began = SystemTime::now() - Duration::from_secs(60);
    let put = |lifetime| {
        let lifetime = Duration::from_secs(lifetime);
        world.presigner.presign_put_at(world.bucket(), &key, lifetime, began)
    };
    world.follow(&put(58)?, b"v")?.refused(DENIED)?;
    world.lacks(&key)?;
    world.follow(&put(120)?, b"v")?.ok().map(drop)
}

fn later_end(world: &World) -> Outcome {
    let key = world.stored(b"v")?;
    let dead = signed_ago(world, &key, 60, 58)?;
    for end in ["X-Amz-Expires=604800", "x-amz-expires=604800"] {
        let in_front = dead.as_str().replacen('?', &format!("?{end}&"), 1);
        world.send("GET", &in_front, &[], b"")?.refused(ANY)?;
        world.send("GET", &format!("{}&{end}", dead.as_str()), &[], b"")?.refused(ANY)?;
    }
    world.holds(&key, b"v")
}

fn ahead(world: &World) -> Outcome {
    let key = world.stored(b"v")?;
    let ahead = SystemTime::now() + Duration::from_secs(3_600);
    let url =
        world.presigner.presign_get_at(world.bucket(), &key, Duration::from_secs(7_200), ahead)?;
    world.follow(&url, b"")?.refused(DENIED)?;
    world.holds(&key, b"v")
}

/// A link that was signed some seconds ago.
fn signed_ago(world: &World, key: &str, ago: u64, lifetime: u64) -> Result<PresignedUrl, Failure> {
    let began = SystemTime::now() - Duration::from_secs(ago);
    let lifetime = Duration::from_secs(lifetime);
    Ok(world.presigner.presign_get_at(world.bucket(), key, lifetime, began)?)
}

/// An object and a link to it that lives for seconds. As links are signed at whole seconds, up to one
/// of them is gone already.
fn brief(world: &World) -> Result<(String, PresignedUrl), Failure> {
    let key = world.stored(b"v")?;
    let url = world.presigner.presign_get(world.bucket(), &key, Duration::from_secs(3))?;
    Ok((key, url))
}

fn sleep_until(instant: SystemTime) {
    std::thread::sleep(instant.duration_since(SystemTime::now()).unwrap_or_default());
}

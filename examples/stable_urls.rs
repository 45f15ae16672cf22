//! `cargo run --example stable_urls`: the same URL for an hour, so that caches can keep what it leads to.
//!
//! A browser or a CDN caches by URL, and a presigned URL is another one every second. With a stable
//! window, equal requests give the identical URL until the window ends, and each still lives at least
//! as long as was asked for. Here a page shows the same picture to three visitors behind one cache.

mod embedded;

use std::collections::HashMap;
use std::error::Error;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use reqwest::Client;
use s3_presigner::{PresignedUrl, Presigner, S3Request};

use self::embedded::{BUCKET, check};

const HOUR: Duration = Duration::from_secs(3_600);
const QUARTER: Duration = Duration::from_secs(15 * 60);

/// A link to a picture as of some instant, and how long caches may keep the picture. That has to be the
/// same for everyone, too, as it is part of the URL; less than the lifetime is safe.
fn picture(
    presigner: &Presigner,
    key: &str,
    now: SystemTime,
) -> Result<PresignedUrl, s3_presigner::Error> {
    let request = S3Request::get_object(BUCKET, key)
        .response_content_type("image/jpeg")
        .response_cache_control("private, max-age=900");
    presigner.presign_at(&request, QUARTER, now)
}

/// A cache that knows its pictures by their URLs, as all of them do.
struct Cache {
    client: Client,
    kept: HashMap<String, Vec<u8>>,
    misses: u32,
}

impl Cache {
    fn new() -> Result<Self, reqwest::Error> {
        let client = Client::builder().no_proxy().build()?;
        Ok(Self { client, kept: HashMap::new(), misses: 0 })
    }

    async fn get(&mut self, link: &PresignedUrl) -> Result<Vec<u8>, reqwest::Error> {
        if let Some(kept) = self.kept.get(link.as_str()) {
            return Ok(kept.clone());
        }
        self.misses += 1;
        let answer = self.client.get(link.as_str()).send().await?.error_for_status()?;
        let bytes = answer.bytes().await?.to_vec();
        self.kept.insert(link.as_str().to_owned(), bytes.clone());
        Ok(bytes)
    }
}

/// Three visitors, and how often their cache had to ask S3.
async fn visits(
    presigner: &Presigner,
    times: [SystemTime; 3],
) -> Result<(Vec<PresignedUrl>, u32), Box<dyn Error>> {
    let mut cache = Cache::new()?;
    let mut links = Vec::new();
    for time in times {
        let link = picture(presigner, "cat.jpg", time)?;
        check("the picture is there", cache.get(&link).await? == b"a cat")?;
        links.push(link);
    }
    Ok((links, cache.misses))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let s3 = embedded::start().await?;
    let plain = s3.presigner()?;
    let put = plain.presign_put(BUCKET, "cat.jpg", QUARTER)?;
    Client::builder().no_proxy().build()?.put(put.as_str()).body("a cat").send().await?;

    // The window that we are in began on the hour. A visitor came then, one comes now, and one in between.
    let now = SystemTime::now();
    let seconds = now.duration_since(UNIX_EPOCH)?.as_secs();
    let began = UNIX_EPOCH + Duration::from_secs(seconds - seconds % 3_600);
    let between = began + Duration::from_secs(seconds % 3_600 / 2);

    let stable = plain.clone().with_stable_window(HOUR)?;
    let (links, misses) = visits(&stable, [began, between, now]).await?;
    let link = links.last().ok_or("no links")?;
    let is_one = links.iter().all(|other| other.as_str() == link.as_str());
    check("one URL for all of the window", is_one)?;
    check(&format!("three visitors, and S3 was asked {misses} time"), misses == 1)?;

    let left = link.expires_at().duration_since(now)?;
    let (says, left_minutes) = (link.expires_in().as_secs() / 60, left.as_secs() / 60);
    println!("the URL says {says} min and dies in {left_minutes} min");
    check("that is at least what was asked for", left >= QUARTER)?;

    let next = picture(&stable, "cat.jpg", began + HOUR)?;
    check("the next window has another URL", next.as_str() != link.as_str())?;
    check("and the old one outlives the change", link.expires_at() >= began + HOUR + QUARTER)?;

    let second = Duration::from_secs(1);
    let (_, misses) = visits(&plain, [now - 2 * second, now - second, now]).await?;
    check(&format!("without a window, S3 is asked {misses} times"), misses == 3)
}

//! The console over an S3 server of its own, so that it works without an account.

use std::error::Error;
use std::time::Duration;

use super::console::Console;
use super::embedded::{self, BUCKET};

/// Starts the server and puts a first object into it, through a presigned link.
pub(crate) async fn console() -> Result<Console, Box<dyn Error>> {
    let config = embedded::config().with_bucket(OTHER_BUCKET).with_cors();
    let embedded = embedded::start_with(config).await?;
    let presigner = embedded.presigner()?;

    let url = presigner.presign_put(BUCKET, SAMPLE_KEY, Duration::from_secs(60))?;
    let client = reqwest::Client::builder().no_proxy().build()?;
    client.put(url.as_str()).body(SAMPLE).send().await?.error_for_status()?;

    let buckets = [BUCKET, OTHER_BUCKET].map(str::to_owned).to_vec();
    let mut console = Console::new(presigner, embedded.credentials).with_buckets(buckets);
    console.sample_key = Some(SAMPLE_KEY);
    console.server = Some(embedded.server);
    Ok(console)
}

const OTHER_BUCKET: &str = "documents";
const SAMPLE_KEY: &str = "hello.txt";
const SAMPLE: &str = "Hello from an object that a presigned link brought here.\n";

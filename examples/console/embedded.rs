//! The console over an S3 server of its own, so that it works without an account.

use std::error::Error;
use std::time::Duration;

use s3_presigner::{AddressingStyle, Credentials, Endpoint, Presigner, Region};

use super::console::Console;
use super::server::{Server, ServerConfig};

/// Starts the server and puts a first object into it, through a presigned link.
pub(crate) async fn console() -> Result<Console, Box<dyn Error>> {
    let config = ServerConfig::new(ID, SECRET).with_cors();
    let server =
        Server::start(BUCKETS.iter().fold(config, |config, name| config.with_bucket(*name)))
            .await?;
    let credentials = Credentials::new(ID, SECRET)?;
    let endpoint = Endpoint::custom(&server.url())?.with_style(AddressingStyle::Path);
    let presigner =
        Presigner::new(credentials.clone(), Region::new("us-east-1")?).with_endpoint(endpoint);

    let url = presigner.presign_put(BUCKETS[0], SAMPLE_KEY, Duration::from_secs(60))?;
    let client = reqwest::Client::builder().no_proxy().build()?;
    client.put(url.as_str()).body(SAMPLE).send().await?.error_for_status()?;

    let mut console =
        Console::new(presigner, credentials).with_buckets(BUCKETS.map(str::to_owned).to_vec());
    console.sample_key = Some(SAMPLE_KEY);
    console.server = Some(server);
    Ok(console)
}

const ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const BUCKETS: [&str; 2] = ["photos", "documents"];
const SAMPLE_KEY: &str = "hello.txt";
const SAMPLE: &str = "Hello from an object that a presigned link brought here.\n";

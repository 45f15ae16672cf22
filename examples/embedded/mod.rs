//! The S3 server of the examples: real, but inside the process, on a free loopback port, with its
//! objects in memory. It checks signatures with code that is not this crate's.
//!
//! Against a server of yours, `Presigner::from_env()` takes the place of all this.

#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "every example includes this file and uses a part of it"
)]

#[path = "../../tests/support/server.rs"]
mod server;

use std::error::Error;

use s3_presigner::{Credentials, Endpoint, Presigner, Region};

pub use self::server::{KeyPair, Server, ServerConfig};

pub const BUCKET: &str = "photos";
pub const ACCESS_KEY_ID: &str = "AKIAIOSFODNN7EXAMPLE";
pub const SECRET_ACCESS_KEY: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

/// A running server with one bucket, and who may use it. It stops when dropped.
pub struct Embedded {
    pub server: Server,
    pub credentials: Credentials,
}

/// What the server starts with, to add to.
pub fn config() -> ServerConfig {
    ServerConfig::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY).with_bucket(BUCKET)
}

pub async fn start() -> Result<Embedded, Box<dyn Error>> {
    start_with(config()).await
}

pub async fn start_with(config: ServerConfig) -> Result<Embedded, Box<dyn Error>> {
    let credentials = Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY)?;
    let server = Server::start(config).await?;
    println!("an S3 server is listening on {}", server.url());
    Ok(Embedded { server, credentials })
}

impl Embedded {
    /// The server's address, which has the bucket in the path.
    pub fn endpoint(&self) -> Result<Endpoint, s3_presigner::Error> {
        Endpoint::custom(&self.server.url())
    }

    /// A presigner for it.
    pub fn presigner(&self) -> Result<Presigner, s3_presigner::Error> {
        let presigner = Presigner::new(self.credentials.clone(), Region::new("us-east-1")?);
        Ok(presigner.with_endpoint(self.endpoint()?))
    }
}

/// Says what holds, and ends the example if it does not.
pub fn check(what: &str, holds: bool) -> Result<(), Box<dyn Error>> {
    if holds {
        println!("ok: {what}");
        return Ok(());
    }
    Err(format!("this does not hold: {what}").into())
}

//! Runs statements of SQL that sign links, one argument each, with the credentials of the environment.

use std::error::Error;

use datafusion::prelude::SessionContext;
use s3_presigner::Presigner;
use s3_presigner_datafusion::{register, session_config};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let session = SessionContext::new_with_config(session_config()).enable_url_table();
    register(&session, Presigner::from_env()?);
    for statement in std::env::args().skip(1) {
        session.sql(&statement).await?.show().await?;
    }
    Ok(())
}

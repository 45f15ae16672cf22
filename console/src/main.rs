//! `cargo run --bin console`: a page in the browser that makes, uses, inspects and diagnoses
//! presigned links.
//!
//! Without options it runs over an S3 server of its own, which keeps everything in memory. With
//! `--endpoint`, `--aws` or `--profile` it works on a real one, with the credentials of the environment
//! or of a profile; they never reach the page.
//!
//! It listens on 127.0.0.1 only, and answers only pages that it served itself. Whoever can run programs
//! on the machine can ask it for links all the same: stop it when you are done.

mod answer;
mod api;
mod assets;
pub(crate) mod console;
mod guard;
mod options;
mod qr;
pub(crate) mod sample;
mod words;

#[path = "../../examples/embedded/mod.rs"]
mod embedded;

use std::error::Error;
use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use clap::Parser;
use s3_presign_cli::account;
use tokio::net::TcpListener;

use self::console::Console;
use self::guard::Guard;
use self::options::Options;

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let told = error.downcast_ref().map_or_else(|| error.to_string(), words::of);
            eprintln!("console: {told}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<(), Box<dyn Error>> {
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await.map_err(|error| {
            format!(
                "port {} cannot be used ({error}): choose another, or any with --port 0",
                options.port
            )
        })?;
    let port = listener.local_addr()?.port();
    let console = options.console().await?;
    println!("Links are signed for {}", console.place());
    println!("The console is at http://127.0.0.1:{port}/");
    serve(listener, console).await
}

/// Serves the console on a listener, for as long as the program runs.
pub(crate) async fn serve(listener: TcpListener, console: Console) -> Result<(), Box<dyn Error>> {
    let guard = Guard::new(listener.local_addr()?.port(), &console)?;
    let router = Router::new()
        .merge(assets::routes())
        .nest("/api", api::routes())
        .fallback(answer::no_such_page)
        .method_not_allowed_fallback(answer::wrong_method)
        .with_state(Arc::new(console))
        .layer(from_fn_with_state(Arc::new(guard), guard::check));
    Ok(axum::serve(listener, router).await?)
}

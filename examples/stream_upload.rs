//! `cargo run --example stream_upload`: a large file goes up as a stream, with its progress.
//!
//! The length is part of what is signed, so that the link takes this file and nothing larger. Only one
//! chunk of the file is in memory at a time; it is read as fast as the server takes it.

mod embedded;

use std::error::Error;
use std::path::Path;
use std::time::Duration;

use futures_util::TryStreamExt;
use reqwest::{Body, Client, Response};
use s3_presigner::{PresignedUrl, S3Request};
use tokio::fs::File;
use tokio::io::AsyncWriteExt;
use tokio_util::io::ReaderStream;

use self::embedded::{BUCKET, check};

const KEY: &str = "films/cat.mp4";
const CHUNK: usize = 64 * 1024;

/// Sends a file through a link, and says after every chunk how many bytes have gone.
async fn upload(
    client: &Client,
    link: &PresignedUrl,
    path: &Path,
    mut progress: impl FnMut(u64) + Send + 'static,
) -> Result<Response, Box<dyn Error>> {
    let file = File::open(path).await?;
    let mut sent = 0;
    let chunks = ReaderStream::with_capacity(file, CHUNK).inspect_ok(move |chunk| {
        sent += u64::try_from(chunk.len()).unwrap_or_default();
        progress(sent);
    });
    // The signed Content-Length is among the headers. Without it a stream would go out chunked, which
    // S3 does not take.
    let mut request = client.request(link.method().parse()?, link.as_str());
    for (name, value) in link.headers() {
        request = request.header(name, value);
    }
    Ok(request.body(Body::wrap_stream(chunks)).send().await?)
}

/// Prints every tenth of the way.
fn tenths_of(size: u64) -> impl FnMut(u64) + Send + 'static {
    let mut shown = 0;
    move |sent| {
        let tenths = sent * 10 / size.max(1);
        if tenths > shown {
            shown = tenths;
            println!("  {:3} %  {sent} of {size} bytes", tenths * 10);
        }
    }
}

/// A file of this many MiB, since an example has none of its own.
async fn make_file(path: &Path, mebibytes: u8) -> std::io::Result<u64> {
    let mut file = File::create(path).await?;
    for byte in 0..mebibytes {
        file.write_all(&vec![byte; 1024 * 1024]).await?;
    }
    file.flush().await?;
    Ok(file.metadata().await?.len())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let s3 = embedded::start().await?;
    let client = Client::builder().no_proxy().build()?;
    let path = std::env::temp_dir().join(format!("stream_upload-{}.mp4", std::process::id()));
    let size = make_file(&path, 32).await?;

    let request = S3Request::put_object(BUCKET, KEY).content_type("video/mp4").content_length(size);
    let link = s3.presigner()?.presign(&request, Duration::from_secs(3_600))?;
    let answer = upload(&client, &link, &path, tenths_of(size)).await;

    // A file that has grown since the link was made is not the one that was announced.
    let grown = client.put(link.as_str()).header("content-type", "video/mp4");
    let refused = grown.body(vec![0; usize::try_from(size)? + 1]).send().await;

    tokio::fs::remove_file(&path).await?;
    let status = answer?.status();
    check(&format!("the server took the file: {status}"), status == 200)?;
    let stored = s3.server.stored(BUCKET, KEY).ok_or("the server has no such object")?;
    check("every byte has arrived", u64::try_from(stored.len())? == size)?;
    check("the last of them last", stored.last() == Some(&31))?;
    check("a byte more is refused", refused?.status() == 403)
}

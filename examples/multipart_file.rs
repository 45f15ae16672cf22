//! `cargo run --example multipart_file`: a file goes up in parts, and nothing is left behind on failure.
//!
//! The service begins the upload and signs a URL for each part; whoever has the file needs no
//! credentials to send the parts, to complete the upload, or to give it up. S3 keeps, and bills, the
//! parts of an upload that is neither completed nor aborted.

mod embedded;

use std::error::Error;
use std::path::Path;
use std::time::Duration;

use reqwest::{Client, Response};
use s3_presigner::{
    MultipartPlan, MultipartUpload, PresignedMultipart, PresignedPart, PresignedUrl, Presigner,
    S3Request,
};
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt, SeekFrom};

use self::embedded::{BUCKET, check};

type Outcome<T> = Result<T, Box<dyn Error>>;

const LIFETIME: Duration = Duration::from_secs(3_600);
const MIB: u64 = 1024 * 1024;

async fn send(client: &Client, link: &PresignedUrl, body: Vec<u8>) -> Outcome<Response> {
    let mut request = client.request(link.method().parse()?, link.as_str()).body(body);
    for (name, value) in link.headers() {
        request = request.header(name, value);
    }
    Ok(request.send().await?.error_for_status()?)
}

/// The service: begins an upload, and signs all that it takes.
async fn begin(
    client: &Client,
    presigner: &Presigner,
    key: &str,
    plan: MultipartPlan,
) -> Outcome<PresignedMultipart> {
    let request = S3Request::create_multipart_upload(BUCKET, key).content_type("video/mp4");
    let answer = send(client, &presigner.presign(&request, LIFETIME)?, Vec::new()).await?;
    let xml = answer.text().await?;
    let id = xml.split("<UploadId>").nth(1).and_then(|rest| rest.split("</UploadId>").next());
    let upload = MultipartUpload::new(BUCKET, key, id.ok_or("no UploadId in the answer")?, plan)
        .with_signed_lengths(true);
    Ok(presigner.presign_multipart(&upload, LIFETIME)?)
}

/// One part, the only one in memory, and its `ETag`. Parts may go at once, in any order, and again.
async fn upload_part(client: &Client, file: &mut File, part: &PresignedPart) -> Outcome<String> {
    let mut bytes = vec![0; usize::try_from(part.length())?];
    file.seek(SeekFrom::Start(part.range().start)).await?;
    file.read_exact(&mut bytes).await?;
    let answer = send(client, part.url(), bytes).await?;
    let etag = answer.headers().get("etag").ok_or("no ETag: a bucket's CORS has to expose it")?;
    println!("  part {} is up: bytes {:?}", part.number(), part.range());
    Ok(etag.to_str()?.to_owned())
}

async fn upload_parts(
    client: &Client,
    path: &Path,
    plan: MultipartPlan,
    links: &PresignedMultipart,
) -> Outcome<()> {
    let mut file = File::open(path).await?;
    let mut etags = Vec::new();
    for part in links.parts() {
        etags.push((part.number(), upload_part(client, &mut file, part).await?));
    }
    let body = plan.completion_body(etags)?;
    let answer = send(client, links.complete(), body.into_bytes()).await?.text().await?;
    // S3 answers 200 before it is done, so a failure can follow in the body.
    if answer.contains("<Error>") { Err(answer.into()) } else { Ok(()) }
}

/// The uploader: all parts, or none.
async fn upload(
    client: &Client,
    path: &Path,
    plan: MultipartPlan,
    links: &PresignedMultipart,
) -> Outcome<()> {
    let outcome = upload_parts(client, path, plan, links).await;
    if outcome.is_err() {
        send(client, links.abort(), Vec::new()).await?;
    }
    outcome
}

#[tokio::main]
async fn main() -> Outcome<()> {
    let s3 = embedded::start().await?;
    let (presigner, client) = (s3.presigner()?, Client::builder().no_proxy().build()?);
    let path = std::env::temp_dir().join(format!("multipart_file-{}.mp4", std::process::id()));
    let film: Vec<u8> = (0..12 * MIB).map(|n| n.to_le_bytes()[2]).collect();
    tokio::fs::write(&path, &film).await?;

    let plan = MultipartPlan::with_part_size(u64::try_from(film.len())?, 5 * MIB)?;
    let links = begin(&client, &presigner, "cat.mp4", plan).await?;
    let done = upload(&client, &path, plan, &links).await;

    // The same with a plan for a file that is larger than what is there.
    let wrong = MultipartPlan::with_part_size(20 * MIB, 5 * MIB)?;
    let links = begin(&client, &presigner, "dog.mp4", wrong).await?;
    let failed = upload(&client, &path, wrong, &links).await;

    tokio::fs::remove_file(&path).await?;
    done?;
    check("the object is the file", s3.server.stored(BUCKET, "cat.mp4") == Some(film.into()))?;
    let reason = failed.err().ok_or("the short file passed")?;
    check(&format!("the short file failed: {reason}"), true)?;
    let gone = client.get(links.list_parts().as_str()).send().await?.status();
    check(&format!("its parts are gone: {gone}"), gone == 404)
}

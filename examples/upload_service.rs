//! `cargo run --example upload_service`: a web service that hands out upload links.
//!
//! It knows its users by a token, takes images up to 10 MB, puts them into the user's own folder, and
//! signs type and length, so that S3 refuses what was not announced. Then clients try it.

mod embedded;

use std::collections::BTreeMap;
use std::error::Error;
use std::time::{Duration, UNIX_EPOCH};

use axum::extract::{Json, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{Router, post};
use reqwest::Client;
use s3_presigner::{Presigner, S3Request};
use serde::{Deserialize, Serialize};
use serde_json::json;

use self::embedded::{BUCKET, check};

const LIFETIME: Duration = Duration::from_secs(5 * 60);
const MAX_SIZE: u64 = 10_000_000;
const TYPES: [(&str, &str); 2] = [("image/jpeg", "jpg"), ("image/png", "png")];

/// What a user wants to upload.
#[derive(Deserialize)]
struct Wish {
    name: String,
    media_type: String,
    size: u64,
}

/// What a page's `fetch` needs. With the feature `serde`, a `PresignedUrl` is such JSON by itself.
#[derive(Deserialize, Serialize)]
struct Link {
    method: String,
    url: String,
    headers: BTreeMap<String, String>,
    expires_at: u64,
    key: String,
}

async fn upload_link(
    State(presigner): State<Presigner>,
    headers: HeaderMap,
    Json(wish): Json<Wish>,
) -> Result<Json<Link>, (StatusCode, String)> {
    let user = user_of(&headers).ok_or((StatusCode::UNAUTHORIZED, "log in".to_owned()))?;
    let key = key_for(user, &wish).map_err(|why| (StatusCode::UNPROCESSABLE_ENTITY, why))?;
    let request = S3Request::put_object(BUCKET, &key)
        .content_type(&wish.media_type)
        .content_length(wish.size)
        .if_none_match_any(); // an upload never replaces another
    let url = presigner.presign(&request, LIFETIME).map_err(|error| {
        eprintln!("no link for {key:?}: {error}"); // for the operator, not for the user
        (StatusCode::SERVICE_UNAVAILABLE, "no link can be had now".to_owned())
    })?;
    Ok(Json(Link {
        method: url.method().to_owned(),
        url: url.as_str().to_owned(),
        headers: url.headers().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        expires_at: url.expires_at().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs(),
        key: key.clone(),
    }))
}

// A real service looks into its sessions.
fn user_of(headers: &HeaderMap) -> Option<&'static str> {
    (headers.get("authorization")? == "Bearer token-of-ann").then_some("ann")
}

/// Where the file goes, if anywhere: the folder is the user's, the ending the type's.
fn key_for(user: &str, Wish { name, media_type, size }: &Wish) -> Result<String, String> {
    let found = TYPES.iter().find(|(known, _)| known == media_type);
    let (_, ending) = found.ok_or_else(|| format!("{media_type:?} is not taken here"))?;
    if !(1..=MAX_SIZE).contains(size) {
        return Err(format!("{size} bytes are not from 1 to {MAX_SIZE}"));
    }
    if !(1..=80).contains(&name.len()) || !name.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err("a name has 1 to 80 letters and digits".to_owned());
    }
    Ok(format!("users/{user}/{name}.{ending}"))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let s3 = embedded::start().await?;
    let app = Router::new().route("/uploads", post(upload_link)).with_state(s3.presigner()?);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    let service = format!("http://{}/uploads", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, app).await });

    let client = Client::builder().no_proxy().build()?;
    let ask = async |token: &str, name: &str, media_type: &str, size: u64| {
        let wish = json!({ "name": name, "media_type": media_type, "size": size }).to_string();
        let request = client.post(&service).bearer_auth(token).body(wish);
        request.header("content-type", "application/json").send().await
    };
    for (what, token, name, media_type, size, status) in [
        ("a stranger gets no link", "guess", "cat", "image/jpeg", 48_213, 401),
        ("a page is no image", "token-of-ann", "cat", "text/html", 48_213, 422),
        ("a name leads nowhere else", "token-of-ann", "../bob/cat", "image/jpeg", 48_213, 422),
        ("an image is not that large", "token-of-ann", "cat", "image/jpeg", 10_000_001, 422),
    ] {
        check(what, ask(token, name, media_type, size).await?.status() == status)?;
    }
    let answer = ask("token-of-ann", "cat", "image/jpeg", 48_213).await?.text().await?;
    let link: Link = serde_json::from_str(&answer)?;
    println!("{} {} with {:?}", link.method, link.key, link.headers);
    let put = async |media_type: &str, bytes: usize| {
        let request = client.put(&link.url).body(vec![0x2a; bytes]).header("if-none-match", "*");
        request.header("content-type", media_type).send().await.map(|answer| answer.status())
    };
    check("S3 refuses another type", put("text/html", 48_213).await? == 403)?;
    check("S3 refuses another length", put("image/jpeg", 48_214).await? == 403)?;
    check("S3 takes what was announced", put("image/jpeg", 48_213).await? == 200)?;
    check("S3 does not replace it", put("image/jpeg", 48_213).await? == 412)
}

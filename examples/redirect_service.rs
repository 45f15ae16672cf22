//! `cargo run --example redirect_service`: lasting addresses for objects, each request led to a fresh link.
//!
//! It holds no object and passes none on. GET of `/files/KEY` is answered with 307 and a link that lives for a
//! minute: a `Range` reaches S3, as clients send it again, and who reads for hours never meets a dead link. HEAD is
//! asked of S3 and answered here, as some clients send their GET to where HEAD has led them. Then clients try it.

pub(crate) mod embedded;

use std::error::Error;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{Router, get};
use reqwest::{Client, Url, redirect::Policy};
use s3_presigner::{PresignedUrl, Presigner, S3Request};

use self::embedded::{BUCKET, check};

/// Long enough for a request to begin; a transfer that has begun goes on.
const LIFETIME: Duration = Duration::from_secs(60);
/// What may be read. A real service asks here whether this user may read this key.
const PREFIX: &str = "public/";

#[derive(Clone)]
pub(crate) struct Service {
    pub(crate) presigner: Presigner,
    pub(crate) lifetime: Duration,
    pub(crate) client: Client,
}

impl Service {
    /// A route for GET takes HEAD too; other methods get 405.
    pub(crate) fn router(self) -> Router {
        Router::new().route("/files/{*key}", get(answer)).with_state(self)
    }

    /// The headers of the object, without those of the connection.
    async fn head(&self, link: &PresignedUrl) -> Response {
        let Ok(answer) = self.client.head(link.as_str()).send().await else {
            return StatusCode::BAD_GATEWAY.into_response();
        };
        let mut headers: HeaderMap = answer.headers().clone();
        for name in [header::CONNECTION, header::DATE, header::TRANSFER_ENCODING] {
            headers.remove(name);
        }
        (answer.status(), headers).into_response()
    }
}

/// The path's escapes are undone here, once; the presigner writes its own.
async fn answer(
    State(service): State<Service>,
    Path(key): Path<String>,
    method: Method,
) -> Response {
    let request = S3Request::new(method.as_str(), BUCKET, &key);
    // Refuses dot segments too, which would lead out of the prefix.
    if !key.starts_with(PREFIX) || request.validate().is_err() {
        return StatusCode::NOT_FOUND.into_response();
    }
    match service.presigner.presign(&request, service.lifetime) {
        Ok(link) if method == Method::HEAD => service.head(&link).await,
        // No cache may keep this answer, as the link dies.
        Ok(link) => {
            let headers = [(header::LOCATION, link.as_str()), (header::CACHE_CONTROL, "no-store")];
            (StatusCode::TEMPORARY_REDIRECT, headers).into_response()
        }
        Err(error) => {
            eprintln!("no link for {key:?}: {error}"); // for the operator, not for the user
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// Serves on a free port of loopback; gives the address in front of the keys.
pub(crate) async fn serve(router: Router) -> Result<Url, Box<dyn Error>> {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = format!("http://{}/files/", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(Url::parse(&address)?)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let s3 = embedded::start().await?;
    let (presigner, client) = (s3.presigner()?, Client::builder().no_proxy().build()?);
    let start = async |lifetime| {
        let (presigner, client) = (presigner.clone(), client.clone());
        serve(Service { presigner, lifetime, client }.router()).await
    };
    let files = start(LIFETIME).await?;
    for key in ["public/rain.csv", "public/März (1) +&=?#%2F'[x].csv", "private/rain.csv"] {
        let upload = presigner.presign_put(BUCKET, key, LIFETIME)?;
        client.put(upload.as_str()).body("0123456789").send().await?.error_for_status()?;
        let mut address = files.clone();
        address.path_segments_mut().map_err(|()| "no path")?.pop_if_empty().extend(key.split('/'));
        println!("{address}");
        let head = client.head(address.clone()).send().await?;
        if !key.starts_with(PREFIX) {
            check("what is not public is not there", head.status() == 404)?;
            continue;
        }
        check("HEAD tells the size", head.headers()["content-length"] == "10")?;
        let range = client.get(address).header("range", "bytes=3-5").send().await?;
        check("a range passes through", range.status() == 206 && range.text().await? == "345")?;
    }
    let brief = start(Duration::from_secs(1)).await?.join("public/rain.csv")?;
    check("nothing is written", client.put(brief.clone()).send().await?.status() == 405)?;
    let once = Client::builder().no_proxy().redirect(Policy::none()).build()?;
    let answer = once.get(brief.clone()).send().await?;
    check("the answer is not kept", answer.headers()["cache-control"] == "no-store")?;
    let link = answer.headers()["location"].to_str()?;
    check("its link is for GET alone", once.head(link).send().await?.status() == 403)?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    check("and dead in a moment", once.get(link).send().await?.status() == 403)?;
    check("the address lasts", client.get(brief).send().await?.status() == 200)
}

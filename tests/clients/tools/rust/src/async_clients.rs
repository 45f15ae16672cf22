use http_body_util::{BodyExt, Full};
use hyper::{Method, Request, body::Bytes};
use hyper_util::{client::legacy::Client, rt::TokioExecutor};

use crate::Done;

#[tokio::main(flavor = "current_thread")]
pub async fn reqwest(way: &str, link: &str, file: &str) -> Done {
    let client = reqwest::Client::new();
    let request = match way {
        "get" => client.get(link),
        "bytes" => client.put(link).body(std::fs::read(file)?),
        _ => client.put(link).body(tokio::fs::File::open(file).await?),
    };
    let content = request.send().await?.error_for_status()?.bytes().await?;
    if way == "get" {
        std::fs::write(file, content)?;
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
pub async fn hyper(way: &str, link: &str, file: &str) -> Done {
    let client = Client::builder(TokioExecutor::new()).build_http();
    let (method, body) = match way {
        "get" => (Method::GET, Bytes::new()),
        _ => (Method::PUT, std::fs::read(file)?.into()),
    };
    let request = Request::builder().method(method).uri(link).body(Full::new(body))?;
    let answer = client.request(request).await?;
    if answer.status() != 200 {
        return Err(answer.status().as_str().into());
    }
    let content = answer.into_body().collect().await?.to_bytes();
    if way == "get" {
        std::fs::write(file, content)?;
    }
    Ok(())
}

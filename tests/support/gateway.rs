//! A gateway on loopback that checks presigned requests with the crate's own verifier and answers in S3's
//! words, with everything that S3 shows.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "every test includes this file and uses a part of it"
)]

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use s3_presigner::{SignedRequest, Verifier};
use tokio::net::TcpListener;

/// Starts it; it runs until the test ends. It takes every good request, and keeps nothing.
pub async fn start(verifier: Verifier) -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let verifier = Arc::new(verifier);
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let verifier = Arc::clone(&verifier);
            let service = service_fn(move |request| answer(Arc::clone(&verifier), request));
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    });
    address
}

async fn answer(
    verifier: Arc<Verifier>,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (parts, body) = request.into_parts();
    let _ = body.collect().await;
    let target = parts.uri.to_string();
    let headers =
        parts.headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap()));
    let received = SignedRequest::new(parts.method.as_str(), &target).headers(headers);
    let (status, body) = match verifier.verify(&received) {
        Ok(_) => (200, String::new()),
        Err(error) => (error.status(), error.to_xml()),
    };
    let response = Response::builder().status(status).header("content-type", "application/xml");
    Ok(response.body(Full::new(Bytes::from(body))).unwrap())
}

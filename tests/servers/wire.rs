//! [`Wire`]: a way to one server that sends every byte as it is told.
//!
//! No URL type and no pool stands between a link and the server: the target and the `Host` on the wire
//! are those of the link, and every request goes to the one address, whatever host it names. So
//! virtual hosts need no resolver, and tampered links arrive as they were tampered with.

use std::net::{SocketAddr, ToSocketAddrs};
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper::header::HeaderValue;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::runtime::Handle;

use crate::answer::Answer;
use crate::outcome::Failure;

/// A way to one server.
pub struct Wire {
    address: SocketAddr,
    runtime: Handle,
    /// Whether refusals are reported as successes, to show that the suite would notice.
    refusals_hidden: bool,
}

impl Wire {
    /// To the host and port of an endpoint `http://HOST[:PORT]`.
    pub fn to(endpoint: &str, runtime: Handle) -> Result<Self, Failure> {
        let (authority, _) = split(endpoint)?;
        let with_port = if has_port(authority) { authority } else { &format!("{authority}:80") };
        let address = with_port.to_socket_addrs()?.next();
        let address = address.ok_or_else(|| Failure::new(format!("{authority} has no address")))?;
        Ok(Self { address, runtime, refusals_hidden: false })
    }

    pub fn hiding_refusals(mut self) -> Self {
        self.refusals_hidden = true;
        self
    }

    /// Sends a request and waits for the whole answer.
    ///
    /// `content-length` is left to the body, as browsers leave it, so that a link that signs another
    /// length is refused by the server and not by the client.
    pub fn send(
        &self,
        method: &str,
        url: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Answer, Failure> {
        let request = request(method, url, headers, body)?;
        let mut answer = self.runtime.block_on(async {
            tokio::time::timeout(PATIENCE, exchange(self.address, request)).await
        })??;
        if self.refusals_hidden && (400..500).contains(&answer.status) {
            answer.status = 200;
        }
        Ok(answer)
    }
}

fn request(
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Result<Request<Full<Bytes>>, Failure> {
    let (authority, target) = split(url)?;
    let mut request = Request::builder().method(method).uri(target);
    if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
        request = request.header("host", authority);
    }
    if matches!(method, "PUT" | "POST") {
        request = request.header("content-length", body.len());
    }
    for (name, value) in headers {
        if !name.eq_ignore_ascii_case("content-length") {
            request = request.header(*name, HeaderValue::from_bytes(value.as_bytes())?);
        }
    }
    Ok(request.body(Full::new(Bytes::copy_from_slice(body)))?)
}

async fn exchange(address: SocketAddr, request: Request<Full<Bytes>>) -> Result<Answer, Failure> {
    let method = request.method().to_string();
    let stream = TcpStream::connect(address).await?;
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let (parts, body) = sender.send_request(request).await?.into_parts();
    let body = body.collect().await?.to_bytes().to_vec();
    Ok(Answer { method, status: parts.status.as_u16(), headers: parts.headers, body })
}

/// The authority and the target of a URL without user and fragment.
fn split(url: &str) -> Result<(&str, &str), Failure> {
    let rest = url
        .strip_prefix("http://")
        .ok_or_else(|| Failure::new(format!("{url} is no http:// URL; the suite speaks no TLS")))?;
    Ok(rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len())))
}

fn has_port(authority: &str) -> bool {
    authority.rsplit(':').next().is_some_and(|port| port.parse::<u16>().is_ok())
}

const PATIENCE: Duration = Duration::from_secs(30);

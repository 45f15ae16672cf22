//! What stands in front of the S3 server: it passes each request on byte for byte, writes down what was asked and
//! answered, and can be slow or cut a download off.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use http_body_util::{BodyExt, StreamBody, combinators::BoxBody};
use hyper::body::{Bytes, Frame, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

/// One request: to whom, what, and what came back.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) of_service: bool,
    pub(crate) method: Method,
    pub(crate) status: StatusCode,
    pub(crate) at: Instant,
}

/// How the server behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    Prompt,
    /// Each answer takes this long.
    Slow(Duration),
    /// The first download ends in its middle, after this time.
    Cuts(Duration),
}

/// The lines of one run of a tool, in order.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<Line>>>);

impl Log {
    pub(crate) fn note(&self, of_service: bool, method: Method, status: StatusCode) {
        let line = Line { of_service, method, status, at: Instant::now() };
        self.0.lock().unwrap().push(line);
    }

    pub(crate) fn take(&self) -> Vec<Line> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

#[derive(Clone)]
pub(crate) struct Observer {
    log: Log,
    manner: Arc<Mutex<Manner>>,
    has_cut: Arc<AtomicBool>,
    server: Arc<Mutex<Option<SocketAddr>>>,
}

type Answer = Response<BoxBody<Bytes, hyper::Error>>;
type Body = BoxBody<Bytes, std::io::Error>;

impl Observer {
    /// Listens on a free port of loopback.
    pub(crate) async fn start(log: Log) -> (Self, SocketAddr) {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let observer = Self {
            log,
            manner: Arc::new(Mutex::new(Manner::Prompt)),
            has_cut: Arc::default(),
            server: Arc::default(),
        };
        let accepting = observer.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let observer = accepting.clone();
                let service = service_fn(move |request| observer.clone().answer(request));
                tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
            }
        });
        (observer, address)
    }

    /// Passes on to this server, in this manner from now on.
    pub(crate) fn lead(&self, server: SocketAddr, manner: Manner) {
        *self.server.lock().unwrap() = Some(server);
        *self.manner.lock().unwrap() = manner;
        self.has_cut.store(false, Ordering::SeqCst);
    }

    async fn answer(self, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
        let method = request.method().clone();
        let answer = self.pass(request).await;
        let (manner, status) = (*self.manner.lock().unwrap(), answer.status());
        self.log.note(false, method.clone(), status);
        if let Manner::Slow(time) = manner {
            tokio::time::sleep(time).await;
        }
        let is_download = method == Method::GET && status.is_success();
        let (parts, body) = answer.into_parts();
        let body = body.map_err(std::io::Error::other).boxed();
        let body = match manner {
            Manner::Cuts(time) if is_download && !self.has_cut.swap(true, Ordering::SeqCst) => {
                cut(body, time).await
            }
            _ => body,
        };
        Ok(Response::from_parts(parts, body))
    }

    async fn pass(&self, request: Request<Incoming>) -> Answer {
        let server = self.server.lock().unwrap().unwrap();
        let stream = TokioIo::new(TcpStream::connect(server).await.unwrap());
        let (mut sender, connection) = hyper::client::conn::http1::handshake(stream).await.unwrap();
        tokio::spawn(connection);
        sender.send_request(request).await.unwrap().map(BodyExt::boxed)
    }
}

/// The first half of a body, and an error, upon which the connection is closed.
async fn cut(body: Body, time: Duration) -> Body {
    let all = body.collect().await.unwrap().to_bytes();
    let half = Frame::data(all.slice(..all.len() / 2));
    let pause = async move {
        tokio::time::sleep(time).await;
        Err(std::io::Error::other("cut off"))
    };
    let frames = futures_util::stream::iter([Ok(half)]).chain(futures_util::stream::once(pause));
    BodyExt::boxed(StreamBody::new(frames))
}

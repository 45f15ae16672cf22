//! An S3 server inside the test process, on a free loopback port, that keeps everything in memory.
//!
//! [`s3s`] speaks the protocol and verifies the signatures; the files in `server/` keep the objects
//! and fill the gaps that `README.md`, beside this file, lists. Include it from a test or an example with
//! `#[path = "support/server.rs"] mod server;`.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "every test and example includes this file and uses a part of it"
)]

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use hyper::Request;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use s3s::config::{S3Config, StaticConfigProvider};
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s::{Body, HttpResponse};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use self::host::Domain;
use self::request::SharedBody;
use self::session::Keys;
use self::store::{Limits, Store};

// A file that is itself included by `#[path]` looks for its children beside it, not in a folder of
// its own name, so each child says where it is.
#[path = "server/body.rs"]
mod body;
#[path = "server/buckets.rs"]
mod buckets;
#[path = "server/conditions.rs"]
mod conditions;
#[path = "server/copy.rs"]
mod copy;
#[path = "server/cors.rs"]
mod cors;
#[path = "server/errors.rs"]
mod errors;
#[path = "server/host.rs"]
mod host;
#[path = "server/listing.rs"]
mod listing;
#[path = "server/multipart.rs"]
mod multipart;
#[path = "server/objects.rs"]
mod objects;
#[path = "server/operations.rs"]
mod operations;
#[path = "server/request.rs"]
mod request;
#[path = "server/session.rs"]
mod session;
#[path = "server/store.rs"]
mod store;
#[path = "server/tagging.rs"]
mod tagging;
#[path = "server/uploads.rs"]
mod uploads;
#[path = "server/write.rs"]
mod write;

/// One set of credentials that the server accepts.
#[derive(Clone)]
pub struct KeyPair {
    /// The public half, for example `AKIAIOSFODNN7EXAMPLE`.
    pub access_key_id: String,
    /// The secret half.
    pub secret_access_key: String,
    /// The token that must come with every request signed by this pair, as with temporary
    /// credentials.
    pub session_token: Option<String>,
}

/// What a [`Server`] starts with.
#[derive(Clone)]
pub struct ServerConfig {
    /// The credentials that are accepted; all may do everything.
    pub keys: Vec<KeyPair>,
    /// When some of them end, by access key id; the others never do.
    pub ends: Vec<(String, SystemTime)>,
    /// The domain, without a port, whose subdomains are buckets, for example `s3.localhost`.
    /// Requests to any other host are path style.
    pub domain: Option<String>,
    /// The buckets that exist from the start.
    pub buckets: Vec<String>,
    /// Whether every origin's pages may use the server.
    pub cors: bool,
    /// The most bytes one object, or one part of a multipart upload, may have.
    pub max_object_size: usize,
    /// The fewest bytes a part, the last excepted, may have. S3's figure is 5 MiB; a lower one keeps
    /// tests quick.
    pub min_part_size: usize,
    /// How far a request's date may lie in the future, and the age at which s3s refuses requests
    /// signed by header and POST forms (S3 looks only at the policy's expiration there).
    pub clock_skew: Duration,
}

/// A running server. It stops when dropped.
pub struct Server {
    address: SocketAddr,
    domain: Option<String>,
    store: Store,
    accepting: JoinHandle<()>,
}

impl ServerConfig {
    /// A configuration that accepts one long-term key pair.
    #[must_use]
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self {
            keys: Vec::new(),
            ends: Vec::new(),
            domain: None,
            buckets: Vec::new(),
            cors: false,
            max_object_size: 256 * 1024 * 1024,
            min_part_size: 5 * 1024 * 1024,
            clock_skew: Duration::from_secs(15 * 60),
        }
        .with_key(access_key_id, secret_access_key)
    }

    /// Accepts another long-term key pair.
    #[must_use]
    pub fn with_key(
        self,
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<String>,
    ) -> Self {
        self.with_pair(KeyPair {
            access_key_id: access_key_id.into(),
            secret_access_key: secret_access_key.into(),
            session_token: None,
        })
    }

    /// Accepts another set of credentials.
    #[must_use]
    pub fn with_pair(mut self, pair: KeyPair) -> Self {
        self.keys.push(pair);
        self
    }

    /// Refuses these credentials from an instant on.
    #[must_use]
    pub fn with_end(mut self, access_key_id: impl Into<String>, end: SystemTime) -> Self {
        self.ends.push((access_key_id.into(), end));
        self
    }

    /// Serves the subdomains of this domain, named without a port, as buckets.
    #[must_use]
    pub fn with_domain(mut self, domain: impl Into<String>) -> Self {
        self.domain = Some(domain.into());
        self
    }

    /// Starts with this bucket.
    #[must_use]
    pub fn with_bucket(mut self, name: impl Into<String>) -> Self {
        self.buckets.push(name.into());
        self
    }

    /// Allows every origin's pages.
    #[must_use]
    pub fn with_cors(mut self) -> Self {
        self.cors = true;
        self
    }
}

impl Server {
    /// Starts a server on a free port of 127.0.0.1, on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// When no port can be bound.
    pub async fn start(config: ServerConfig) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let limits = Limits { object: config.max_object_size, part: config.min_part_size };
        let store = Store::new(limits, &config.buckets);
        let app = App { service: service(&config, store.clone()), cors: config.cors };
        let accepting = tokio::spawn(accept(listener, Arc::new(app)));
        Ok(Self { address, domain: config.domain, store, accepting })
    }

    /// The address the server listens on.
    #[must_use]
    pub fn addr(&self) -> SocketAddr {
        self.address
    }

    /// The endpoint for path-style requests, `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The endpoint for virtual-hosted requests, `http://DOMAIN:PORT`, when a domain is configured.
    /// Its bucket hosts are to be resolved to [`Self::addr`] by the client.
    #[must_use]
    pub fn domain_url(&self) -> Option<String> {
        let domain = self.domain.as_deref()?;
        Some(format!("http://{domain}:{}", self.address.port()))
    }

    /// The bytes stored under a key, without a request.
    #[must_use]
    pub fn stored(&self, bucket: &str, key: &str) -> Option<Bytes> {
        self.store.object(bucket, key).ok().map(|object| object.body)
    }

    /// The keys of a bucket in S3's order, without a request.
    #[must_use]
    pub fn keys(&self, bucket: &str) -> Vec<String> {
        let keys = self.store.bucket(bucket, |bucket| Ok(bucket.objects.keys().cloned().collect()));
        keys.unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The task owns the listener and the connections, so this ends all of them.
        self.accepting.abort();
    }
}

struct App {
    service: S3Service,
    cors: bool,
}

impl App {
    async fn answer(&self, request: Request<Incoming>) -> HttpResponse {
        let origin = cors::origin(request.headers()).filter(|_| self.cors);
        if let Some(preflight) = origin.as_ref().and_then(|_| cors::preflight(&request)) {
            return preflight;
        }
        let (parts, incoming) = request.into_parts();
        let body = SharedBody::new(incoming, &parts);
        let presented = session::presented(&parts, &body);
        let request = Request::from_parts(parts, Body::http_body(body.clone()));
        let answer = session::scope(presented, self.service.call(request)).await;
        body.drain().await;
        let mut response = answer.unwrap_or_else(errors::unanswered);
        if origin.is_some() {
            cors::allow(response.headers_mut());
        }
        response
    }
}

fn service(config: &ServerConfig, store: Store) -> S3Service {
    let mut builder = S3ServiceBuilder::new(store);
    builder.set_auth(Keys::new(&config.keys, &config.ends));
    if let Some(domain) = &config.domain {
        builder.set_host(Domain::new(domain));
    }
    let mut settings = S3Config::default();
    settings.post_object_max_file_size = u64::try_from(config.max_object_size).unwrap_or(u64::MAX);
    settings.presigned_url_max_skew_time_secs =
        u32::try_from(config.clock_skew.as_secs()).unwrap_or(u32::MAX);
    builder.set_config(Arc::new(StaticConfigProvider::new(Arc::new(settings))));
    builder.build()
}

async fn accept(listener: TcpListener, app: Arc<App>) {
    let mut connections = JoinSet::new();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(connections.spawn(serve(stream, Arc::clone(&app)))),
            // Out of file descriptors, most likely: let some connections end.
            Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
        while connections.try_join_next().is_some() {}
    }
}

async fn serve(stream: TcpStream, app: Arc<App>) {
    // A failure here only costs speed, and one below is the client's to see.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        let app = Arc::clone(&app);
        async move { Ok::<_, Infallible>(app.answer(request).await) }
    });
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

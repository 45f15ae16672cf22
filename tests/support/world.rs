//! A running server, a client, and a presigner between them.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "every test includes this file and uses a part of it"
)]

#[path = "server.rs"]
mod server;

use std::time::Duration;

use reqwest::{Client, Method, Response, StatusCode};
use s3_presigner::{
    AddressingStyle, Credentials, Endpoint, PresignedUrl, Presigner, Region, S3Request,
};

use self::server::{KeyPair, Server, ServerConfig};

const ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
pub const QUARTER: Duration = Duration::from_secs(900);

/// A running server and who talks to it.
pub struct World {
    pub server: Server,
    pub client: Client,
    pub presigner: Presigner,
}

pub async fn world() -> World {
    let config = ServerConfig::new(ID, SECRET)
        .with_pair(KeyPair {
            access_key_id: "ASIAIOSFODNN7EXAMPLE".to_owned(),
            secret_access_key: "temporary-secret".to_owned(),
            session_token: Some("to+ken/with=odd&characters".to_owned()),
        })
        .with_bucket("photos")
        .with_bucket("other")
        .with_domain("s3.localhost");
    let server = Server::start(config).await.unwrap();
    let bucket_host = format!("photos.s3.localhost:{}", server.addr().port());
    let client = Client::builder()
        .no_proxy()
        .resolve(bucket_host.split(':').next().unwrap(), server.addr())
        .build()
        .unwrap();
    let presigner = at_server(Credentials::new(ID, SECRET).unwrap(), &server);
    World { server, client, presigner }
}

pub fn at_server(credentials: Credentials, server: &Server) -> Presigner {
    let endpoint = Endpoint::custom(&server.url()).unwrap().with_style(AddressingStyle::Path);
    Presigner::new(credentials, Region::new("us-east-1").unwrap()).with_endpoint(endpoint)
}

impl World {
    /// Uses a URL as its holder would: its method, its headers, a body.
    pub async fn send(&self, url: &PresignedUrl, body: impl Into<reqwest::Body>) -> Response {
        let mut request = self.client.request(method(url), url.as_str()).body(body);
        for (name, value) in url.headers() {
            request = request.header(name, value);
        }
        request.send().await.unwrap()
    }

    pub fn sign(&self, request: &S3Request<'_>) -> PresignedUrl {
        self.presigner.presign(request, QUARTER).unwrap()
    }

    pub async fn put(&self, key: &str, body: &str) {
        let url = self.presigner.presign_put("photos", key, QUARTER).unwrap();
        assert_eq!(self.send(&url, body.to_owned()).await.status(), StatusCode::OK, "{key:?}");
    }
}

fn method(url: &PresignedUrl) -> Method {
    url.method().parse().unwrap()
}

/// The status and the code in the XML of a refusal.
pub async fn refusal(response: Response) -> (u16, String) {
    let status = response.status().as_u16();
    let body = response.text().await.unwrap();
    let code = body.split("<Code>").nth(1).and_then(|rest| rest.split("</Code>").next());
    (status, code.unwrap_or_default().to_owned())
}

pub fn is(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

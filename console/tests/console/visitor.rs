//! Someone who talks to a console.

use std::net::SocketAddr;

use reqwest::header::{CONTENT_TYPE, ORIGIN};
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::example;
use crate::example::console::Console;

/// A console on a loopback port, and someone who talks to it.
pub(crate) struct Visitor {
    pub(crate) address: SocketAddr,
    pub(crate) client: Client,
}

impl Visitor {
    pub(crate) async fn new() -> Self {
        Self::of(example::sample::console().await.unwrap()).await
    }

    pub(crate) async fn of(console: Console) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { example::serve(listener, console).await.unwrap() });
        let client = Client::builder().no_proxy().build().unwrap();
        Self { address, client }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("http://{}{path}", self.address))
    }

    /// What the console's own page would send.
    pub(crate) fn post(&self, path: &str, body: &Value) -> RequestBuilder {
        self.post_as("application/json", path, body)
    }

    pub(crate) fn post_as(&self, content_type: &str, path: &str, body: &Value) -> RequestBuilder {
        self.request(Method::POST, path)
            .header(ORIGIN, format!("http://{}", self.address))
            .header(CONTENT_TYPE, content_type)
            .body(body.to_string())
    }

    pub(crate) async fn ask(&self, path: &str, body: Value) -> Value {
        let response = self.post(path, &body).send().await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        json_of(response).await
    }

    /// The status, the code and the message of a refusal.
    pub(crate) async fn refusal(&self, path: &str, body: Value) -> (u16, String, String) {
        refusal(self.post(path, &body)).await
    }
}

pub(crate) async fn json_of(response: Response) -> Value {
    serde_json::from_str(&response.text().await.unwrap()).unwrap()
}

pub(crate) async fn refusal(request: RequestBuilder) -> (u16, String, String) {
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let error = json_of(response).await["error"].take();
    let text = |name: &str| error[name].as_str().unwrap().to_owned();
    (status, text("code"), text("message"))
}

pub(crate) fn get_link() -> Value {
    json!({ "bucket": "photos", "key": "hello.txt", "method": "GET", "seconds": 60 })
}

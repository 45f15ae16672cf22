//! The async front door over `aws-config`, which asks a metadata server on loopback as it asks the one of an
//! instance.

#![cfg(feature = "aws-credential-types")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use aws_config::imds;
use aws_config::imds::credentials::ImdsCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{get, put};
use s3_presigner::{
    AsyncPresigner, Certainty, CredentialKind, Error, Limit, Presigner, Region, S3Request,
};

/// The id and the end of the credentials that a metadata server gives.
type Session = (&'static str, SystemTime);

/// What the metadata server says, and how often it was asked for credentials.
#[derive(Clone)]
struct Metadata(Arc<Mutex<(Vec<Session>, usize)>>);

impl Metadata {
    /// A server whose sessions follow each other; the last goes on.
    async fn serve(sessions: Vec<Session>) -> (Self, AsyncPresigner) {
        let metadata = Self(Arc::new(Mutex::new((sessions, 0))));
        let roles = "/latest/meta-data/iam/security-credentials/";
        let app = Router::new()
            .route("/latest/api/token", put(async || ([TTL], "a token of the server")))
            .route(roles, get(async || "role"))
            .route(&format!("{roles}{{role}}"), get(Self::document))
            .with_state(metadata.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async { axum::serve(listener, app).await });
        (metadata, presigner(&url))
    }

    #[expect(clippy::unused_async, reason = "a service of axum is a future")]
    async fn document(State(metadata): State<Self>, Path(role): Path<String>) -> String {
        assert_eq!(role, "role");
        let (sessions, calls) = &mut *metadata.0.lock().unwrap();
        *calls += 1;
        let (id, end) = *sessions.first().unwrap();
        if sessions.len() > 1 {
            sessions.remove(0);
        }
        let end = humantime::format_rfc3339_seconds(end);
        format!(
            r#"{{"Code": "Success", "LastUpdated": "2026-11-21T00:00:00Z", "Type": "AWS-HMAC", "AccessKeyId": "{id}",
                "SecretAccessKey": "secret", "Token": "token of {id}", "Expiration": "{end}"}}"#
        )
    }

    fn calls(&self) -> usize {
        self.0.lock().unwrap().1
    }
}

const TTL: (&str, &str) = ("x-aws-ec2-metadata-token-ttl-seconds", "21600");

/// As an application sets it up, but for the address of the server.
fn presigner(url: &str) -> AsyncPresigner {
    let http = http_client_fn(|_, _| SharedHttpConnector::new(Plain(reqwest::Client::new())));
    let config = ProviderConfig::without_region().with_http_client(http);
    let client = imds::Client::builder().configure(&config).endpoint(url).unwrap().build();
    let provider =
        ImdsCredentialsProvider::builder().configure(&config).imds_client(client).build();
    AsyncPresigner::new(provider, |credentials| {
        let credentials = credentials.with_kind(CredentialKind::InstanceProfile);
        Presigner::new(credentials, Region::new("eu-west-1").unwrap())
    })
}

/// HTTP without TLS, by the client that the tests have already.
#[derive(Clone, Debug)]
struct Plain(reqwest::Client);

impl HttpConnector for Plain {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let mut sent = self.0.request(request.method().parse().unwrap(), request.uri());
        for (name, value) in request.headers() {
            sent = sent.header(name, value);
        }
        HttpConnectorFuture::new(async move {
            let answer = sent.send().await;
            let answer = answer.map_err(|error| ConnectorError::io(error.into()))?;
            let (status, headers) = (answer.status(), answer.headers().clone());
            let body = answer.bytes().await.map_err(|error| ConnectorError::io(error.into()))?;
            let mut response = HttpResponse::new(status.into(), body.into());
            for (name, value) in &headers {
                response
                    .headers_mut()
                    .append(name.as_str().to_owned(), value.to_str().unwrap().to_owned());
            }
            Ok(response)
        })
    }
}

fn minutes(count: u64) -> Duration {
    Duration::from_secs(60 * count)
}

/// Whole seconds, as documents tell them.
fn from_now(life: Duration) -> SystemTime {
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    SystemTime::UNIX_EPOCH + Duration::from_secs((since_1970 + life).as_secs())
}

#[tokio::test]
async fn an_instances_credentials_are_fetched_again_only_for_what_they_cannot_carry() {
    let (first, second) = (from_now(minutes(40)), from_now(minutes(7 * 60)));
    let (metadata, presigner) =
        Metadata::serve(vec![("ASIAFIRST", first), ("ASIASECOND", second)]).await;
    let request = S3Request::get_object("photos", "cat.jpg");
    for lifetime in [15, 30, 39] {
        let url = presigner.presign(&request, minutes(lifetime)).await.unwrap();
        assert!(url.as_str().contains("ASIAFIRST"), "{lifetime}");
        assert!(url.expires_at() <= first);
        assert_eq!(url.certainty(), Certainty::Exact);
    }
    assert_eq!(metadata.calls(), 1);
    let url = presigner.presign(&request, minutes(60)).await.unwrap();
    assert!(url.as_str().contains("ASIASECOND"));
    // The cap of the kind is no reason to ask.
    let refused = presigner.presign(&request, minutes(7 * 60)).await.unwrap_err();
    let limit = Limit::CredentialKind { name: "instance profile" };
    assert!(
        matches!(refused, Error::LifetimeTooLong { limited_by, .. } if limited_by == limit),
        "{refused}"
    );
    assert_eq!(metadata.calls(), 2);
}

/// The provider of `aws-config` gives the end of an expired session anew, some minutes ahead, so that an
/// application can go on while the metadata service fails. S3 refuses what is signed with it all the same.
#[tokio::test]
async fn the_end_of_an_instances_session_is_never_stretched() {
    let end = from_now(Duration::from_secs(7));
    let (metadata, presigner) = Metadata::serve(vec![("ASIAENDING", end)]).await;
    let request = S3Request::get_object("photos", "cat.jpg");
    let url = presigner.presign(&request, Duration::from_secs(1)).await.unwrap();
    assert!(url.expires_at() <= end);
    let left = end.duration_since(SystemTime::now()).unwrap_or_default();
    tokio::time::sleep(left + Duration::from_secs(1)).await;
    let refused = presigner.presign(&request, minutes(2)).await.unwrap_err();
    assert!(
        matches!(refused, Error::CredentialsExpired { expired_at, .. } if expired_at == end),
        "{refused}"
    );
    assert_eq!(metadata.calls(), 2, "it was asked");
}

//! Every cause that a diagnosis names, from really making that mistake.
//!
//! Each mistake of `MISTAKES` is made over HTTP at the embedded server, which shows nothing of what it signed,
//! and at a gateway that answers as fully as S3 does.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/gateway.rs"]
mod gateway;
#[path = "support/world.rs"]
mod world;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Frame};
use hyper_util::rt::TokioIo;
use s3_presigner::{
    AddressingStyle, Checksum, Credentials, Endpoint, FailedRequest, PostForm, PostPolicy,
    PresignedUrl, Presigner, Region, S3Request, SignedRequest, Verifier,
};

use self::world::{QUARTER, World, world};

/// A request as it goes over the wire.
#[derive(Clone, Debug)]
struct Sent {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
}

impl Sent {
    /// The request that a URL is for.
    fn of(url: &PresignedUrl) -> Self {
        let (_, rest) = url.as_str().split_once("://").unwrap();
        let (host, target) = rest.split_at(rest.find('/').unwrap());
        let mut headers = vec![("host".to_owned(), host.to_owned())];
        headers.extend(url.headers().map(|(name, value)| (name.to_owned(), value.to_owned())));
        Self { method: url.method().to_owned(), target: target.to_owned(), headers }
    }

    fn with(mut self, from: &str, to: &str) -> Self {
        let changed = self.target.replacen(from, to, 1);
        assert_ne!(changed, self.target, "{from}");
        self.target = changed;
        self
    }

    fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(other, _)| other != name);
        if !value.is_empty() {
            self.headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    fn method(mut self, method: &str) -> Self {
        method.clone_into(&mut self.method);
        self
    }

    fn as_request(&self) -> SignedRequest<'_> {
        let headers = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        SignedRequest::new(&self.method, &self.target).headers(headers)
    }

    /// Sends it as it is; gives status and body of the answer.
    async fn send(&self, server: SocketAddr) -> (u16, String) {
        let stream = tokio::net::TcpStream::connect(server).await.unwrap();
        let connected = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await;
        let (mut sender, connection) = connected.unwrap();
        tokio::spawn(connection);
        let mut request = hyper::Request::builder().method(self.method.as_str()).uri(&self.target);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let body = if self.method == "PUT" { "meow" } else { "" };
        let response = sender.send_request(request.body(Full::new(Bytes::from(body))).unwrap());
        let response = response.await.unwrap();
        let status = response.status().as_u16();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8_lossy(&body).into_owned())
    }
}

/// A mistake: what was meant, what was done instead, and the cause that has to be named by a server that
/// shows what it signed, and by one that does not.
struct Mistake {
    name: &'static str,
    request: fn() -> S3Request<'static>,
    make: fn(&PresignedUrl) -> Sent,
    shown: &'static str,
    not_shown: &'static str,
}

const fn same(
    name: &'static str,
    request: fn() -> S3Request<'static>,
    make: fn(&PresignedUrl) -> Sent,
    cause: &'static str,
) -> Mistake {
    Mistake { name, request, make, shown: cause, not_shown: cause }
}

fn get() -> S3Request<'static> {
    S3Request::get_object("photos", "a b/cat.jpg").response_content_type("image/jpeg")
}

fn put() -> S3Request<'static> {
    S3Request::put_object("photos", "cat.jpg").content_type("image/jpeg").metadata("by", "me")
}

fn dots() -> S3Request<'static> {
    S3Request::get_object("photos", "a/../cat.jpg").allow_dot_segments()
}

/// What a client does that parses the URL and writes it anew.
fn through_a_url_type(url: &PresignedUrl) -> Sent {
    let parsed = reqwest::Url::parse(url.as_str()).unwrap();
    let target = format!("{}?{}", parsed.path(), parsed.query().unwrap());
    Sent { target, ..Sent::of(url) }
}

const MISTAKES: [Mistake; 22] = [
    same("a GET link used with POST", get, |url| Sent::of(url).method("POST"), "Method"),
    same("a PUT link opened in a browser", put, |url| Sent::of(url).method("GET"), "Method"),
    Mistake {
        name: "a proxy that changes Host",
        request: get,
        make: |url| Sent::of(url).header("host", "backend:9000"),
        shown: "Host",
        not_shown: "Host",
    },
    same("a client that folds dot segments", dots, through_a_url_type, "PathNormalised"),
    same(
        "a client that encodes twice",
        get,
        |url| Sent::of(url).with("a%20b", "a%2520b"),
        "PathReencoded",
    ),
    // A raw plus is a space to S3, so that it would be taken.
    same(
        "a client that makes a plus of it",
        get,
        |url| Sent::of(url).with("a%20b", "a%2Bb"),
        "Path",
    ),
    same("another key", get, |url| Sent::of(url).with("cat", "dog"), "Path"),
    same(
        "a proxy with a prefix",
        get,
        |url| Sent::of(url).with("/photos", "/photos/photos"),
        "PathPrefix",
    ),
    same(
        "a query that was encoded again",
        get,
        |url| Sent::of(url).with("image%2Fjpeg", "image%252Fjpeg"),
        "ParameterReencoded",
    ),
    Mistake {
        name: "a query that was decoded",
        request: get,
        make: |url| Sent::of(url).with("image%2Fjpeg", "image/jpeg"),
        shown: "ParameterReencoded",
        // The server takes it, as S3 does.
        not_shown: "",
    },
    same(
        "a parameter for analytics",
        get,
        |url| Sent::of(url).with("?", "?utm_source=mail&"),
        "ParameterAdded",
    ),
    same(
        "an override taken away",
        get,
        |url| Sent::of(url).with("&response-content-type=image%2Fjpeg", ""),
        "ParameterMissing",
    ),
    same(
        "a lifetime made longer",
        get,
        |url| Sent::of(url).with("Expires=900", "Expires=9000"),
        "ParameterChanged",
    ),
    same(
        "a client with a type of its own",
        put,
        |url| Sent::of(url).header("content-type", "application/x-www-form-urlencoded"),
        "ContentType",
    ),
    same(
        "a client without the type",
        put,
        |url| Sent::of(url).header("content-type", ""),
        "ContentType",
    ),
    same(
        "a header forgotten",
        put,
        |url| Sent::of(url).header("x-amz-meta-by", ""),
        "HeaderMissing",
    ),
    same(
        "a header changed",
        put,
        |url| Sent::of(url).header("x-amz-meta-by", "you"),
        "HeaderChanged",
    ),
    Mistake {
        name: "a header that was not signed",
        request: put,
        make: |url| Sent::of(url).header("x-amz-acl", "public-read"),
        shown: "HeadersNotSigned",
        // The server takes it.
        not_shown: "",
    },
    same(
        "the last character cut off",
        put,
        |url| {
            let mut sent = Sent::of(url);
            sent.target.pop();
            sent
        },
        "Signature",
    ),
    Mistake {
        name: "an Authorization header along with the link",
        request: get,
        make: |url| Sent::of(url).header("authorization", "Bearer x"),
        shown: "SignedTwice",
        not_shown: "",
    },
    Mistake {
        name: "a lifetime that is no number",
        request: get,
        make: |url| Sent::of(url).with("Expires=900", "Expires=15m"),
        shown: "Parameters",
        not_shown: "Parameters",
    },
    Mistake {
        name: "an unknown access key id",
        request: get,
        make: |url| Sent::of(url).with("AKIAIOSFODNN7", "AKIAI44QH8DHB"),
        shown: "UnknownAccessKeyId",
        not_shown: "UnknownAccessKeyId",
    },
];

fn user() -> Credentials {
    Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY").unwrap()
}

fn session() -> Credentials {
    Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "temporary-secret", "to+ken/with=odd&characters")
        .unwrap()
}

fn at(server: SocketAddr, credentials: Credentials) -> Presigner {
    let endpoint = Endpoint::custom(&format!("http://{server}")).unwrap();
    Presigner::new(credentials, Region::new("us-east-1").unwrap())
        .with_endpoint(endpoint.with_style(AddressingStyle::Path))
}

async fn gateway() -> SocketAddr {
    let ended = Credentials::temporary("ASIAI44QH8DHBEXAMPLE", "ended", "ended").unwrap();
    let ended = ended.with_expires_at(SystemTime::now() - Duration::from_secs(1));
    let verifier = Verifier::new([user(), session(), ended]).with_region("us-east-1");
    // Some mistakes are none to S3, which spells a link anew.
    gateway::start(verifier.with_exact_spelling(true)).await
}

fn kind(failed: &FailedRequest<'_>) -> String {
    let diagnosis = failed.diagnose();
    assert!(diagnosis.to_string().ends_with(diagnosis.cause().remedy()));
    let shown = format!("{:?}", diagnosis.cause());
    shown.split([' ', '{']).next().unwrap().to_owned()
}

#[tokio::test]
async fn each_mistake_is_named_where_the_server_shows_what_it_signed() {
    let server = gateway().await;
    for Mistake { name, request, make, shown, .. } in &MISTAKES {
        let url = at(server, user()).presign(&request(), QUARTER).unwrap();
        assert_eq!(
            Sent::of(&url).send(server).await,
            (200, String::new()),
            "{name}: the link itself is good"
        );
        let sent = make(&url);
        let (_, answer) = sent.send(server).await;
        let failed = FailedRequest::new(sent.as_request(), &answer);
        assert_eq!(kind(&failed.clone().with_meant(&url)), *shown, "{name}: {answer}");
        // The link as it was made, and the answer: what a support ticket has.
        let of_link = FailedRequest::of_link(url.as_str(), &answer);
        let expected = match *shown {
            // The server shows a type that clients set by themselves.
            "ContentType" if answer.contains("application/x-www-form-urlencoded") => {
                "OwnContentType"
            }
            // Without a request, the values of headers are not known.
            "Method" | "ContentType" | "HeaderMissing" | "HeaderChanged" => "NotInLink",
            other => other,
        };
        assert_eq!(kind(&of_link), expected, "{name}: {answer}");
        assert_eq!(kind(&of_link.with_meant(&url)), *shown, "{name}: {answer}");
    }
}

#[tokio::test]
async fn each_mistake_is_named_where_the_server_shows_nothing() {
    let world = world().await;
    for Mistake { name, request, make, not_shown, .. } in &MISTAKES {
        let url = world.sign(&request());
        let sent = make(&url);
        let (status, answer) = sent.send(world.server.addr()).await;
        if not_shown.is_empty() {
            continue;
        }
        assert!(status >= 400, "{name}");
        let failed = FailedRequest::new(sent.as_request(), &answer).with_meant(&url);
        assert_eq!(kind(&failed), *not_shown, "{name}: {answer}");
    }
}

/// The cause of the answer to a link, at the gateway and at the embedded server.
async fn causes(
    world: &World,
    sign: impl Fn(&dyn Fn(Credentials) -> Presigner) -> PresignedUrl,
) -> [String; 2] {
    let server = gateway().await;
    let mut causes = Vec::new();
    for server in [server, world.server.addr()] {
        let url = sign(&|credentials| at(server, credentials));
        let sent = Sent::of(&url);
        let (status, answer) = sent.send(server).await;
        assert!(status >= 400, "{status}");
        let user = user();
        let failed =
            FailedRequest::new(sent.as_request(), &answer).with_meant(&url).with_credentials(&user);
        causes.push(kind(&failed));
    }
    causes.try_into().unwrap()
}

fn without_token(url: &PresignedUrl, with: &str) -> Sent {
    let (_, rest) = url.as_str().split_once("&X-Amz-Security-Token=").unwrap();
    let token = rest.split('&').next().unwrap();
    Sent::of(url).with(&format!("&X-Amz-Security-Token={token}"), with)
}

#[tokio::test]
async fn wrong_credentials_are_named() {
    let world = world().await;
    let other = || Credentials::new("AKIAIOSFODNN7EXAMPLE", "another secret").unwrap();
    let found = causes(&world, |at| at(other()).presign(&get(), QUARTER).unwrap()).await;
    assert_eq!(found, ["Secret", "Secret"]);
    let altered =
        || Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "temporary-secret", "other").unwrap();
    let found = causes(&world, |at| at(altered()).presign(&get(), QUARTER).unwrap()).await;
    assert_eq!(found, ["InvalidToken", "InvalidToken"]);
    let ended = || Credentials::temporary("ASIAI44QH8DHBEXAMPLE", "ended", "ended").unwrap();
    let found = causes(&world, |at| at(ended()).presign(&get(), QUARTER).unwrap()).await;
    assert_eq!(found, ["ExpiredToken", "UnknownSession"]);
    for server in [gateway().await, world.server.addr()] {
        let url = at(server, session()).presign(&get(), QUARTER).unwrap();
        let sent = without_token(&url, "");
        let (_, answer) = sent.send(server).await;
        assert_eq!(kind(&FailedRequest::new(sent.as_request(), &answer)), "TokenMissing");
    }
    // What the link holds is right, so the secret tells for which method it was made.
    let plain = S3Request::get_object("photos", "cat.jpg");
    let link = at(gateway().await, user()).presign(&plain, QUARTER).unwrap();
    let owner = user();
    let mut sent = Sent::of(&link);
    sent.method = "DELETE".to_owned();
    let (_, answer) = sent.send(gateway().await).await;
    let failed = FailedRequest::new(sent.as_request(), &answer);
    assert_eq!(kind(&failed), "NotInLink");
    assert_eq!(
        failed.diagnose().cause().to_string(),
        "the server signed the same text as was sent, so the link was made for another method than DELETE, or was \
         changed since, or the secret access keys differ"
    );
    assert_eq!(kind(&failed.with_credentials(&owner)), "Method");
    let of_link = FailedRequest::of_link(link.as_str(), &answer);
    assert_eq!(kind(&of_link.with_credentials(&owner)), "Method");
    // Nothing but the server's silence.
    let url = at(world.server.addr(), other()).presign(&get(), QUARTER).unwrap();
    let (_, answer) = Sent::of(&url).send(world.server.addr()).await;
    assert_eq!(kind(&FailedRequest::of_link(url.as_str(), &answer)), "NotShown");
}

#[tokio::test]
async fn wrong_times_and_regions_are_named() {
    let world = world().await;
    let past = SystemTime::now() - Duration::from_secs(3_600);
    let found = causes(&world, |at| at(user()).presign_at(&get(), QUARTER, past).unwrap()).await;
    assert_eq!(found, ["Expired", "Expired"]);
    let future = SystemTime::now() + Duration::from_secs(3_600);
    let found = causes(&world, |at| at(user()).presign_at(&get(), QUARTER, future).unwrap()).await;
    assert_eq!(found, ["NotYetValid", "NotYetValid"]);
    let server = gateway().await;
    let region = Region::new("eu-west-1").unwrap();
    let url = at(server, user()).with_region(region).presign(&get(), QUARTER).unwrap();
    let (_, answer) = Sent::of(&url).send(server).await;
    let diagnosis = FailedRequest::of_link(url.as_str(), &answer).diagnose();
    assert_eq!(
        diagnosis.to_string(),
        "the link is signed for the region \"eu-west-1\" but the server is in \"us-east-1\": sign for the region of \
         the bucket, at the host of that region"
    );
}

#[tokio::test]
async fn what_is_no_matter_of_the_signature_is_named() {
    let world = world().await;
    let server = world.server.addr();
    world.put("taken", "x").await;
    let other_sum = Checksum::Sha256([7; 32]);
    for (request, cause) in [
        (S3Request::get_object("photos", "no such key"), "NotFound"),
        (S3Request::get_object("no-such-bucket", "k"), "NotFound"),
        (S3Request::put_object("photos", "taken").if_none_match_any(), "Condition"),
        (S3Request::put_object("photos", "k").checksum(other_sum), "Checksum"),
    ] {
        let url = world.sign(&request);
        let (status, answer) = Sent::of(&url).send(server).await;
        assert!(status >= 400, "{cause}");
        assert_eq!(kind(&FailedRequest::of_link(url.as_str(), &answer)), cause, "{answer}");
    }
    let url = world.sign(&S3Request::put_object("photos", "k"));
    let chunks = reqwest::Body::wrap(Unsized(Some(Bytes::from("meow"))));
    let answer = world.client.put(url.as_str()).body(chunks).send().await.unwrap();
    let answer = answer.text().await.unwrap();
    assert_eq!(kind(&FailedRequest::of_link(url.as_str(), &answer)), "Chunked", "{answer}");
}

/// A body whose length nobody knows beforehand.
struct Unsized(Option<Bytes>);

impl hyper::body::Body for Unsized {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.take().map(|bytes| Ok(Frame::data(bytes))))
    }
}

#[test]
fn a_form_that_does_not_meet_its_policy_is_named() {
    let policy = PostPolicy::new("photos", "user/${filename}").content_length_range(1..=10);
    let presigner = Presigner::new(user(), Region::new("us-east-1").unwrap());
    let post = presigner.presign_post(&policy, QUARTER).unwrap();
    for (form, expected) in [
        // A PUT gets the same code, so it is told by what it means for both.
        (PostForm::from(&post).with_file("cat.jpg", 11), "Code"),
        (PostForm::from(&post).with_file("cat.jpg", 5).with_field("key", "other"), "PostPolicy"),
    ] {
        let answer = Verifier::new([user()]).verify_post(&form).unwrap_err().to_xml();
        assert_eq!(kind(&FailedRequest::of_link(post.url(), &answer)), expected, "{answer}");
    }
}

/// Bodies as S3 and servers like it have been seen to answer, for what no server here does.
const RECORDED: [(&str, &str); 11] = [
    (
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>PermanentRedirect</Code><Message>The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.</Message><Endpoint>photos.s3-eu-west-1.amazonaws.com</Endpoint><Bucket>photos</Bucket><RequestId>X</RequestId><HostId>Y</HostId></Error>",
        "the bucket is elsewhere: the server names photos.s3-eu-west-1.amazonaws.com",
    ),
    (
        "<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>X</RequestId></Error>",
        "the signer may not do this: check the policies",
    ),
    (
        "<Error><Code>XAmzContentSHA256Mismatch</Code><Message>The provided 'x-amz-content-sha256' header does not match what was computed.</Message></Error>",
        "the link binds the body to one SHA-256, and another came",
    ),
    (
        "<Error><Code>InvalidRequest</Code><Message>The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.</Message></Error>",
        // The link is signed with SigV4: what arrived was not.
        "the parameters of the signature are wrong: The authorization mechanism",
    ),
    (
        "<Error><Code>AuthorizationHeaderMalformed</Code><Message>The authorization header is malformed; the region 'eu-west-1' is wrong; expecting 'us-west-2'</Message><Region>us-west-2</Region></Error>",
        "the link is signed for the region \"eu-west-1\" but the server is in \"us-west-2\"",
    ),
    (
        "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>",
        "the server answered SlowDown: there are too many requests at once: send fewer",
    ),
    (
        "<html><head><title>502 Bad Gateway</title></head></html>",
        "the answer is not an error of S3: a web page gave it",
    ),
    ("", "there is no answer to read, and nothing that is wrong with the link itself"),
    (
        "<Error><Code>SignatureDoesNotMatch</Code><Message>x</Message><StringToSign>AWS4-HMAC-SHA256\n20261121T000000Z\n20261121/garage/s3/aws4_request\nabc</StringToSign></Error>",
        "the link is signed for the region \"eu-west-1\" but the server is in \"garage\"",
    ),
    (
        "<Error><Code>SignatureDoesNotMatch</Code><SignatureProvided>0123</SignatureProvided></Error>",
        "the signature was changed after signing",
    ),
    (
        "<Error><Code>RequestTimeTooSkewed</Code><ServerTime>2000-01-01T00:00:00Z</ServerTime></Error>",
        "the link is signed for a time that is still to come, ",
    ),
];

#[test]
fn recorded_answers_are_named() {
    let presigner = Presigner::new(user(), Region::new("eu-west-1").unwrap());
    let url = presigner.presign(&get(), QUARTER).unwrap();
    for (answer, text) in RECORDED {
        let diagnosis = FailedRequest::of_link(url.as_str(), answer).diagnose();
        let shown = diagnosis.to_string();
        assert!(shown.starts_with(text), "{shown}");
        assert!(!diagnosis.cause().remedy().is_empty());
    }
}

/// Servers that do not take `x-amz-content-sha256` in links hash the request with `UNSIGNED-PAYLOAD`.
#[test]
fn a_server_that_ignores_the_hash_of_the_body_is_named() {
    let presigner = Presigner::new(user(), Region::new("eu-west-1").unwrap());
    let request = S3Request::put_object("photos", "k").body_sha256([7; 32]);
    let url = presigner.presign(&request, QUARTER).unwrap();
    let canonical = url.canonical_request();
    let (front, _) = canonical.rsplit_once('\n').unwrap();
    let escaped = format!("{front}\nUNSIGNED-PAYLOAD").replace('&', "&amp;");
    let answer = format!(
        "<Error><Code>SignatureDoesNotMatch</Code><CanonicalRequest>{escaped}</CanonicalRequest></Error>"
    );
    let sent = Sent::of(&url);
    assert_eq!(kind(&FailedRequest::new(sent.as_request(), &answer)), "PayloadHash");
}

#[test]
fn no_answer_makes_it_panic_and_no_secret_is_shown() {
    let presigner = Presigner::new(session(), Region::new("us-east-1").unwrap());
    let url = presigner.presign(&put(), QUARTER).unwrap();
    let verifier = Verifier::new([session()]);
    let sent = Sent::of(&url).method("POST");
    let answer = verifier.verify(&sent.as_request()).unwrap_err().to_xml();
    for end in 0..answer.len() {
        for cut in [&answer[..end], &answer[end..]] {
            let diagnosis = FailedRequest::new(sent.as_request(), cut).with_meant(&url).diagnose();
            assert!(!format!("{diagnosis}{diagnosis:?}").contains("to%2Bken"));
        }
    }
}

#[test]
fn a_link_that_cannot_work_is_blamed_before_permissions() {
    let denied = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";
    let cause = |link: &str| FailedRequest::of_link(link, denied).diagnose().cause().to_string();
    let link = "https://photos.s3.eu-west-1.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256";
    assert!(
        cause(link).starts_with("the parameters of the signature are wrong: "),
        "{}",
        cause(link)
    );
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_369_353_600);
    let url = at("127.0.0.1:9".parse().unwrap(), user()).presign_at(&get(), QUARTER, long_ago);
    let url = url.unwrap();
    assert_eq!(cause(url.as_str()), "the link expired at 2013-05-24T00:15:00Z");
}

//! Links made side by side are those made one by one, whatever the buffer held; and links checked side by side get
//! the answers that they get one by one, whatever happened to them on their way.
#![no_main]

use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use s3_presigner::{
    Batch, Credentials, Endpoint, PresignedUrl, Presigner, Region, S3Request, SignedRequest,
    SseCustomerKey, UrlBuffer, Verifier,
};

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    signer: u8,
    later: u8,
    requests: Vec<Asked<'a>>,
    edits: Vec<Edit<'a>>,
    is_exact: bool,
}

#[derive(Arbitrary, Debug)]
struct Asked<'a> {
    bucket: u8,
    method: u8,
    key: &'a str,
    /// So often the key stands in the request.
    times: u8,
    query: Option<(&'a str, &'a str)>,
    header: Option<(&'a str, &'a str)>,
    has_customer_key: bool,
}

#[derive(Arbitrary, Debug)]
struct Edit<'a> {
    link: u8,
    at: u16,
    count: u8,
    text: &'a str,
    /// In place of the first such text, if there is one.
    known: u8,
}

/// More than two rounds of lanes.
const MOST: usize = 70;
const QUARTER: Duration = Duration::from_secs(900);
const METHODS: [&str; 4] = ["GET", "PUT", "HEAD", "DELETE"];
/// For regions and services of their own, the last but one with SigV4A.
const BUCKETS: [&str; 7] = [
    "photos",
    "photos",
    "my.dotted.photos",
    "arn:aws:s3:us-west-2:123456789012:accesspoint/other",
    "arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/lambda",
    "arn:aws:s3::123456789012:accesspoint:mfzwi23gnjvgw.mrap",
    "",
];
const KNOWN: [(&str, &str); 5] = [
    ("X-Amz-Expires=900", "X-Amz-Expires=901"),
    ("%2F", "/"),
    ("%", "%25"),
    ("X-Amz-Date=2026", "X-Amz-Date=2025"),
    ("AKIA", "ASIA"),
];

/// What a panic left in it, and what other signers made, is in no later answer.
static BUFFER: LazyLock<Mutex<UrlBuffer>> = LazyLock::new(Mutex::default);

static PRESIGNERS: LazyLock<Vec<Presigner>> = LazyLock::new(|| {
    let server = || Endpoint::custom("https://gw.example.com:8443/base").unwrap();
    let proxied = server().with_public_url("https://files.example.com/s3").unwrap();
    let of = |credentials| Presigner::new(credentials, Region::EU_WEST_1);
    vec![
        of(user()),
        of(session()),
        of(user()).with_endpoint(server()),
        of(session()).with_endpoint(proxied),
    ]
});

static VERIFIERS: LazyLock<[Verifier; 2]> = LazyLock::new(|| {
    [false, true].map(|is_exact| Verifier::new([user(), session()]).with_exact_spelling(is_exact))
});

fn user() -> Credentials {
    Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI").unwrap()
}

fn session() -> Credentials {
    Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "temporary", "to+ken/of=the session").unwrap()
}

fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_262_400)
}

fn of<T>(all: &[T], which: u8) -> &T {
    &all[usize::from(which) % all.len()]
}

impl<'a> Asked<'a> {
    fn request(&self) -> S3Request<'a> {
        let key = self.key.repeat(1 + usize::from(self.times % 32));
        let mut request = S3Request::new(*of(&METHODS, self.method), *of(&BUCKETS, self.bucket), key);
        if let Some((name, value)) = self.query {
            request = request.query(name, value);
        }
        if let Some((name, value)) = self.header {
            request = request.header(name, value);
        }
        if self.has_customer_key {
            request = request.sse_customer_key(&SseCustomerKey::new([7; 32]));
        }
        request
    }
}

/// No two signatures with SigV4A are the same.
fn comparable(url: &str) -> &str {
    if url.contains("X-Amz-Algorithm=AWS4-ECDSA") {
        url.split("&X-Amz-Signature=").next().unwrap()
    } else {
        url
    }
}

/// Holds the links made at once against those made one by one, and gives those that were made.
fn made(batch: &Batch, requests: &[S3Request<'_>]) -> Vec<PresignedUrl> {
    let mut buffer = BUFFER.lock().unwrap_or_else(PoisonError::into_inner);
    batch.presign_all_into(requests, &mut buffer);
    let listed = batch.presign_all(requests);
    assert_eq!((buffer.len(), listed.len()), (requests.len(), requests.len()));
    let mut links = Vec::new();
    for ((in_buffer, in_list), request) in buffer.iter().zip(listed).zip(requests) {
        let mut alone = String::new();
        match batch.presign_into(request, &mut alone) {
            Ok(()) => {
                assert_eq!(comparable(in_buffer.unwrap()), comparable(&alone));
                let in_list = in_list.unwrap();
                assert_eq!(comparable(in_list.as_str()), comparable(&alone));
                links.push(in_list);
            }
            Err(error) => {
                assert_eq!(in_buffer.unwrap_err(), &error);
                assert_eq!(in_list.unwrap_err(), error);
            }
        }
    }
    links
}

fn mangle(link: &mut String, edit: &Edit<'_>) {
    if let Some((from, to)) = KNOWN.get(usize::from(edit.known)) {
        *link = link.replacen(from, to, 1);
        return;
    }
    let at = usize::from(edit.at) % (link.len() + 1);
    let end = (at + usize::from(edit.count)).min(link.len());
    if link.is_char_boundary(at) && link.is_char_boundary(end) {
        link.replace_range(at..end, edit.text);
    }
}

fuzz_target!(|input: Input<'_>| {
    let requests: Vec<_> = input.requests.iter().take(MOST).map(Asked::request).collect();
    let signed_at = now() + Duration::from_secs(u64::from(input.later));
    let batch = of(&PRESIGNERS, input.signer).batch_at(QUARTER, signed_at).unwrap();
    let urls = made(&batch, &requests);
    let mut links: Vec<_> = urls.iter().map(|url| url.as_str().to_owned()).collect();
    for edit in input.edits.iter().take(2 * MOST) {
        if let Some(which) = usize::from(edit.link).checked_rem(links.len()) {
            mangle(&mut links[which], edit);
        }
    }
    let received: Vec<_> = urls
        .iter()
        .zip(&links)
        .map(|(url, link)| SignedRequest::new(url.method(), link).headers(url.headers()))
        .collect();
    let verifier = &VERIFIERS[usize::from(input.is_exact)];
    let at_once = verifier.verify_all_at(&received, signed_at);
    assert_eq!(at_once.len(), received.len());
    for (request, found) in received.iter().zip(at_once) {
        let alone = verifier.verify_at(request, signed_at);
        assert_eq!(format!("{found:?}"), format!("{alone:?}"));
        if let (Ok(found), Ok(alone)) = (&found, &alone) {
            assert_eq!(found.is_respelled(), alone.is_respelled());
        }
    }
});

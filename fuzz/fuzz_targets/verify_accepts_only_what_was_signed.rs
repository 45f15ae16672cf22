//! A verifier accepts a request only if it is one of those that were signed, but for the order of its
//! parameters and for headers that need no signature: read as S3 reads it by default, byte for byte if asked to.
#![no_main]

use std::collections::BTreeSet;
use std::sync::LazyLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use s3_presigner::{Credentials, Presigner, Region, S3Request, SignedRequest, Verifier};

#[derive(Arbitrary, Debug)]
struct Input {
    base: u8,
    edits: Vec<Edit>,
    more: Vec<(String, String)>,
}

#[derive(Arbitrary, Debug)]
enum Edit {
    Replace { part: u8, at: u16, text: char },
    Insert { part: u8, at: u16, text: String },
    Delete { part: u8, at: u16, count: u8 },
    Swap { one: u8, other: u8 },
}

#[derive(Clone, PartialEq, Eq)]
struct Request {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
}

static BASES: LazyLock<Vec<Request>> = LazyLock::new(|| {
    let long = presigner(user());
    let short = presigner(session());
    [
        (&long, S3Request::get_object("photos", "2026/cat photo é.jpg").version_id("v1")),
        (&long, S3Request::put_object("photos", "a+b").content_type("a/b").metadata("by", "a b")),
        (&short, S3Request::get_object("photos", "x").response_content_type("text/plain; a=b")),
        (&short, S3Request::create_multipart_upload("photos", "k")),
    ]
    .into_iter()
    .map(|(presigner, request)| {
        let url = presigner.presign_at(&request, Duration::from_secs(900), now()).unwrap();
        let (_, rest) = url.as_str().split_once("://").unwrap();
        let (host, target) = rest.split_at(rest.find('/').unwrap());
        let mut headers = vec![("host".to_owned(), host.to_owned())];
        headers.extend(url.headers().map(|(name, value)| (name.to_owned(), value.to_owned())));
        Request { method: url.method().to_owned(), target: target.to_owned(), headers }
    })
    .collect()
});

static VERIFIERS: LazyLock<[Verifier; 2]> = LazyLock::new(|| {
    [false, true]
        .map(|on| Verifier::new([user(), session()]).with_exact_spelling(on))
});

fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_262_400)
}

fn user() -> Credentials {
    Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI").unwrap()
}

fn session() -> Credentials {
    Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "temporary", "to+ken/of=the session").unwrap()
}

fn presigner(credentials: Credentials) -> Presigner {
    Presigner::new(credentials, Region::new("eu-west-1").unwrap())
}

impl Request {
    fn part(&mut self, part: u8) -> &mut String {
        let count = 2 + self.headers.len();
        match usize::from(part) % count {
            0 => &mut self.method,
            1 => &mut self.target,
            at => &mut self.headers[at - 2].1,
        }
    }

    fn apply(&mut self, edit: &Edit) {
        let (Edit::Replace { part, at, .. } | Edit::Insert { part, at, .. } | Edit::Delete { part, at, .. }) = edit
        else {
            let Edit::Swap { one, other } = edit else { unreachable!() };
            let mut params: Vec<_> = self.target.split('&').collect();
            let count = params.len();
            params.swap(usize::from(*one) % count, usize::from(*other) % count);
            self.target = params.join("&");
            return;
        };
        let text = self.part(*part);
        let at = usize::from(*at) % (text.len() + 1);
        let Some(char) = text.get(at..).map(|rest| rest.chars().next()) else { return };
        match edit {
            Edit::Replace { text: new, .. } if char.is_some() => {
                text.remove(at);
                text.insert(at, *new);
            }
            Edit::Insert { text: new, .. } => text.insert_str(at, new),
            Edit::Delete { count, .. } => {
                let end = (at + usize::from(*count)).min(text.len());
                if text.is_char_boundary(end) {
                    text.replace_range(at..end, "");
                }
            }
            _ => {}
        }
    }

    /// What the signature is about, with everything spelled in one way where the verifier does so.
    fn meaning(&self, is_lenient: bool) -> (String, String, BTreeSet<String>, Vec<(String, String)>) {
        let decode = |text: &str| {
            if is_lenient { percent_decode(&text.replace('+', " ")) } else { text.to_owned() }
        };
        let (path, query) = self.target.split_once('?').unwrap_or((&self.target, ""));
        let query = query.split('#').next().unwrap();
        let params = query.split('&').map(|param| {
            let (name, value) = param.split_once('=').unwrap_or((param, ""));
            // The signature itself is not signed, and may be escaped on the way.
            let value =
                if name == "X-Amz-Signature" { percent_decode(value) } else { decode(value) };
            format!("{}={value}", decode(name))
        });
        let fold = |value: &str| {
            let value = if is_lenient { value.replace('\t', " ") } else { value.to_owned() };
            value.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        };
        let headers = self.headers.iter().map(|(name, value)| (name.clone(), fold(value)));
        (self.method.clone(), decode(path), params.collect(), headers.collect())
    }
}

fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .filter(|two| two.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        out.push(hex.unwrap_or(bytes[at]));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

fuzz_target!(|input: Input| {
    let base = &BASES[usize::from(input.base) % BASES.len()];
    let mut request = base.clone();
    input.edits.iter().for_each(|edit| request.apply(edit));
    let headers = request.headers.iter().chain(&input.more);
    let headers = headers.map(|(name, value)| (name.as_str(), value.as_str()));
    let received = SignedRequest::new(&request.method, &request.target).headers(headers);
    for (verifier, is_lenient) in VERIFIERS.iter().zip([true, false]) {
        match verifier.verify_at(&received, now()) {
            Ok(_) => {
                let signed = BASES.iter().map(|base| base.meaning(is_lenient));
                let found = request.meaning(is_lenient);
                assert!(signed.into_iter().any(|base| base == found), "{}", request.target);
            }
            Err(error) => {
                assert!(matches!(error.status(), 400 | 403));
                assert!(error.to_xml().len() < 16 * 1024 * 1024);
            }
        }
    }
    // Nothing was changed: it has to be taken.
    if request == *base && input.more.is_empty() {
        for verifier in VERIFIERS.iter() {
            assert!(!verifier.verify_at(&received, now()).unwrap().is_respelled());
        }
    }
});

//! The JSON that comes out; the same as that of the crate's feature `serde`.

use std::time::SystemTime;

use s3_presigner::{
    Caution, Certainty, GetAndHead, Limit, PresignedPart, PresignedPost, PresignedUrl, Validity,
};
use serde::{Serialize, Serializer};

use super::values::shown;

/// A link.
#[derive(Serialize)]
pub(crate) struct Link<'u> {
    #[serde(flatten)]
    request: Request<'u>,
    #[serde(flatten)]
    life: Life,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cautions: Vec<Care>,
}

impl<'u> Link<'u> {
    pub(crate) fn new(url: &'u PresignedUrl) -> Self {
        let (request, life) = (Request::new(url), Life::new(url.validity()));
        Self { request, life, cautions: cautions(url) }
    }
}

/// What may happen to a link.
pub(crate) fn cautions(url: &PresignedUrl) -> Vec<Care> {
    url.cautions().iter().map(Care::new).collect()
}

/// One of the things that may happen to a link.
#[derive(Serialize)]
pub(crate) struct Care {
    kind: &'static str,
    text: String,
    tools: Vec<&'static str>,
}

impl Care {
    fn new(caution: &Caution) -> Self {
        Self { kind: caution.kind(), text: caution.to_string(), tools: caution.tools() }
    }
}

/// What the holder sends.
#[derive(Serialize)]
pub(crate) struct Request<'u> {
    method: &'u str,
    url: &'u str,
    #[serde(serialize_with = "pairs")]
    headers: Vec<(&'u str, &'u str)>,
}

impl<'u> Request<'u> {
    pub(crate) fn new(url: &'u PresignedUrl) -> Self {
        Self { method: url.method(), url: url.as_str(), headers: url.headers().collect() }
    }
}

/// A link for GET and one for HEAD.
#[derive(Serialize)]
pub(crate) struct Pair<'u> {
    get: Request<'u>,
    head: Request<'u>,
    #[serde(flatten)]
    life: Life,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cautions: Vec<Care>,
}

impl<'u> Pair<'u> {
    pub(crate) fn new(links: &'u GetAndHead) -> Self {
        let (get, head) = (Request::new(links.get()), Request::new(links.head()));
        let cautions = links.cautions().iter().map(Care::new).collect();
        Self { get, head, life: Life::new(links.validity()), cautions }
    }
}

/// A form.
#[derive(Serialize)]
pub(crate) struct Form<'p> {
    method: &'static str,
    url: &'p str,
    #[serde(serialize_with = "pairs")]
    fields: Vec<(&'p str, &'p str)>,
    #[serde(flatten)]
    life: Life,
}

impl<'p> Form<'p> {
    pub(crate) fn new(post: &'p PresignedPost) -> Self {
        let (fields, life) = (post.fields().collect(), Life::new(post.validity()));
        Self { method: "POST", url: post.url(), fields, life }
    }
}

/// One part of an upload.
#[derive(Serialize)]
pub(crate) struct Part<'p> {
    number: u32,
    start: u64,
    length: u64,
    #[serde(flatten)]
    request: Request<'p>,
}

impl<'p> Part<'p> {
    pub(crate) fn new(part: &'p PresignedPart) -> Self {
        let request = Request::new(part.url());
        Self { number: part.number(), start: part.range().start, length: part.length(), request }
    }
}

/// From when to when it works.
#[derive(Serialize)]
pub(crate) struct Life {
    #[serde(serialize_with = "instant")]
    signed_at: SystemTime,
    #[serde(serialize_with = "instant")]
    expires_at: SystemTime,
    expires_in: u64,
    limited_by: &'static str,
    certainty: &'static str,
}

impl Life {
    pub(crate) fn new(validity: Validity) -> Self {
        Self {
            signed_at: validity.signed_at(),
            expires_at: validity.expires_at(),
            expires_in: validity.expires_in().as_secs(),
            limited_by: match validity.limited_by() {
                Limit::Requested => "requested",
                Limit::Protocol => "protocol",
                Limit::CredentialKind { .. } => "credential_kind",
                Limit::CredentialExpiry => "credential_expiry",
                _ => "policy",
            },
            certainty: if validity.certainty() == Certainty::Exact { "exact" } else { "at_most" },
        }
    }
}

/// An object in the order of its fields.
fn pairs<S: Serializer>(pairs: &[(&str, &str)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().copied())
}

fn instant<S: Serializer>(instant: &SystemTime, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&shown(*instant))
}

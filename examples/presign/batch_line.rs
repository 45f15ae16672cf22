//! One line of a batch, and the answer to it.

use std::fmt;

use s3_presigner::{Batch, S3Request};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::{Deserialize as Derive, Serialize};
use serde_json::value::RawValue;

use super::json::Link;

/// What a line says; the id as it is written, digits and all.
#[derive(Derive)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct Line {
    id: Option<Box<RawValue>>,
    method: Option<String>,
    bucket: Option<String>,
    key: String,
    #[serde(default)]
    headers: Pairs,
    #[serde(default)]
    query: Pairs,
}

/// The answer to a line; `id` is the line's own, if it has one.
#[derive(Serialize)]
struct Answer<'u> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Box<RawValue>>,
    #[serde(flatten)]
    link: Link<'u>,
}

#[derive(Serialize)]
struct Refusal<'t> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Box<RawValue>>,
    line: u64,
    error: &'t str,
}

/// What holds for lines that do not say otherwise.
pub(crate) struct Defaults<'d> {
    pub(crate) method: &'d str,
    pub(crate) bucket: Option<&'d str>,
}

/// Writes the answer to a line into `out`, a line too; gives whether a link came of it.
pub(crate) fn answer(
    text: Result<&str, &str>,
    number: u64,
    batch: &Batch,
    defaults: &Defaults<'_>,
    out: &mut Vec<u8>,
) -> bool {
    let mut id = None;
    let outcome = text.map_err(str::to_owned).and_then(|text| {
        let mut line: Line = serde_json::from_str(text).map_err(|error| not_json(&error))?;
        id = line.id.take();
        let request = line.request(defaults)?;
        batch.presign(&request).map_err(|error| error.to_string())
    });
    // Writing text to memory does not fail.
    let _ = match &outcome {
        Ok(url) => serde_json::to_writer(&mut *out, &Answer { id, link: Link::new(url) }),
        Err(error) => serde_json::to_writer(&mut *out, &Refusal { id, line: number, error }),
    };
    out.push(b'\n');
    outcome.is_ok()
}

impl Line {
    fn request<'l>(&'l self, defaults: &'l Defaults<'_>) -> Result<S3Request<'l>, String> {
        let bucket = self.bucket.as_deref().or(defaults.bucket);
        let bucket =
            bucket.ok_or("no bucket: name it in the line, or for all lines with --bucket")?;
        let method = self.method.as_deref().unwrap_or(defaults.method);
        let request = S3Request::new(method, bucket, self.key.as_str());
        let request = self
            .headers
            .0
            .iter()
            .fold(request, |request, (name, value)| request.header(name, value));
        let query = self.query.0.iter();
        Ok(query
            .fold(request, |request, (name, value)| request.query(name.as_str(), value.as_str())))
    }
}

/// The fault without its place: each text is one line of the input.
fn not_json(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or_default();
    format!(
        "{text} (column {}); a line is an object such as {{\"key\":\"cat.jpg\"}}",
        error.column()
    )
}

/// An object of strings; a name that is there twice is kept twice, for the crate to refuse.
#[derive(Default)]
struct Pairs(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor)
    }
}

struct PairsVisitor;

impl<'de> Visitor<'de> for PairsVisitor {
    type Value = Pairs;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of strings")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }
}

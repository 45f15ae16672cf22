//! A line of JSON: an object with a key, and what else it asks for.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use serde::Deserialize as Derive;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::entry::{Entry, Text};
use crate::values;

/// What a line says; the id as it is written, digits and all.
#[derive(Derive)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct Line<'l> {
    #[serde(borrow)]
    id: Option<&'l RawValue>,
    #[serde(borrow)]
    method: Option<Text<'l>>,
    #[serde(borrow)]
    bucket: Option<Text<'l>>,
    #[serde(borrow)]
    key: Text<'l>,
    #[serde(default)]
    headers: Pairs,
    #[serde(default)]
    query: Pairs,
    expires_in: Option<Time>,
    #[serde(borrow)]
    attachment: Option<Text<'l>>,
}

/// Reads a line.
pub(super) fn entry(text: &str) -> Result<Entry<'_>, String> {
    let line: Line<'_> = serde_json::from_str(text).map_err(|error| not_json(&error))?;
    let mut entry = Entry {
        id: line.id.map(|id| id.get().into()),
        bucket: line.bucket,
        method: line.method,
        headers: line.headers.0,
        query: line.query.0,
        expires_in: line.expires_in.map(|time| time.0),
        attachment: line.attachment,
        ..Entry::default()
    };
    // Within JSON, a key is a key.
    entry.key = line.key;
    Ok(entry)
}

/// The id of a line that is refused for something else.
pub(super) fn id(text: &str) -> Option<Text<'_>> {
    #[derive(Derive)]
    struct Id<'l> {
        #[serde(borrow)]
        id: Option<&'l RawValue>,
    }
    serde_json::from_str::<Id<'_>>(text).ok()?.id.map(|id| id.get().into())
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

/// A lifetime: seconds, or a text such as `15m`.
struct Time(Duration);

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TimeVisitor)
    }
}

struct TimeVisitor;

impl Visitor<'_> for TimeVisitor {
    type Value = Time;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a lifetime: seconds, or a text such as \"15m\"")
    }

    fn visit_u64<E: Error>(self, seconds: u64) -> Result<Time, E> {
        Ok(Time(Duration::from_secs(seconds)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Time, E> {
        values::duration(text).map(Time).map_err(E::custom)
    }
}

/// An object of strings; a name that is there twice is kept twice, for the crate to refuse.
#[derive(Default)]
struct Pairs(Vec<(Text<'static>, Text<'static>)>);

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
        while let Some((name, value)) = map.next_entry::<String, String>()? {
            pairs.push((Cow::Owned(name), Cow::Owned(value)));
        }
        Ok(Pairs(pairs))
    }
}

//! Values of arguments, read from text.

use std::fmt::Write as _;
use std::num::NonZero;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

pub(crate) use super::account::filled;

/// A length of time: `15m`, `1h 30m`, `7d`; a number alone is seconds.
pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    if let Ok(seconds) = text.parse() {
        return Ok(Duration::from_secs(seconds));
    }
    let rule = |_| "it is a length of time, for example 15m, 12h or 7d".to_owned();
    humantime::parse_duration(text).map_err(rule)
}

/// An instant: `2026-11-21T12:00:00Z`.
pub(crate) fn instant(text: &str) -> Result<SystemTime, String> {
    let rule = |_| "it is a time in UTC, for example 2026-11-21T12:00:00Z".to_owned();
    humantime::parse_rfc3339(text).map_err(rule)
}

/// The instant as [`instant`] reads it. The end of a link can be later than any that there is text for.
pub(crate) fn shown(instant: SystemTime) -> String {
    let mut text = String::new();
    match write!(text, "{}", humantime::format_rfc3339_seconds(instant)) {
        Ok(()) => text,
        Err(_) => "an instant outside the years 1970 to 9999".to_owned(),
    }
}

/// A number of bytes: `12000000`, `12MB`, `8MiB`.
pub(crate) fn size(text: &str) -> Result<u64, String> {
    let rule = || "it is a number of bytes, for example 12000000, 12MB or 8MiB".to_owned();
    let digits = text.len() - text.trim_start_matches(|char: char| char.is_ascii_digit()).len();
    let (number, unit) = text.split_at(digits);
    let factor: u64 = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "kb" => 1_000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        "tb" => 1_000_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        "tib" => 1 << 40,
        _ => return Err(rule()),
    };
    number.parse::<u64>().ok().and_then(|number| number.checked_mul(factor)).ok_or_else(rule)
}

/// A number of things of which there is at least one.
pub(crate) fn count(text: &str) -> Result<NonZero<usize>, String> {
    text.parse().map_err(|_| "it is a number, 1 or more".to_owned())
}

/// The status of an HTTP answer.
pub(crate) fn status(text: &str) -> Result<u16, String> {
    let status = text.parse().ok().filter(|status| (100..600).contains(status));
    status.ok_or_else(|| "it is a number from 100 to 599".to_owned())
}

/// `s3://bucket/key`, the key as it is, nothing decoded.
#[derive(Clone)]
pub(crate) struct Location {
    pub(crate) bucket: String,
    pub(crate) key: String,
}

impl FromStr for Location {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let rule = "it is s3://BUCKET/KEY, for example s3://photos/2026/cat.jpg";
        let rest = text.strip_prefix("s3://").ok_or(rule)?;
        if !rest.is_empty() && !rest.contains('/') {
            return Err(format!(
                "it names a bucket and no object: add a key, for example s3://{rest}/cat.jpg"
            ));
        }
        let (slash, _) = rest.match_indices('/').nth(slashes_of_arn(rest)).ok_or(rule)?;
        let (bucket, key) = rest.split_at(slash);
        Ok(Self { bucket: bucket.to_owned(), key: key.strip_prefix('/').unwrap_or(key).to_owned() })
    }
}

/// How many slashes belong to the ARN that stands in for a bucket: `…:accesspoint/NAME`, or on Outposts
/// `…:outpost/ID/accesspoint/NAME`. Some spell them all with colons.
fn slashes_of_arn(text: &str) -> usize {
    let resource = if text.starts_with("arn:") { text.splitn(6, ':').nth(5) } else { None };
    match resource {
        Some(name) if name.starts_with("accesspoint/") => 1,
        Some(name) if name.starts_with("outpost/") => 3,
        _ => 0,
    }
}

/// A header, `name: value`.
#[derive(Clone)]
pub(crate) struct Header(pub(crate) String, pub(crate) String);

impl FromStr for Header {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, value) = text
            .split_once(':')
            .ok_or("it is NAME: VALUE, for example 'content-type: image/jpeg'")?;
        let name = name.trim().to_ascii_lowercase();
        Ok(Self(name, value.trim().to_owned()))
    }
}

/// `name=value`.
#[derive(Clone)]
pub(crate) struct Pair(pub(crate) String, pub(crate) String);

impl FromStr for Pair {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        if name.is_empty() {
            Err("it is NAME=VALUE".to_owned())
        } else {
            Ok(Self(name.into(), value.into()))
        }
    }
}

//! When the links of other services begin to work and end, each by its own way of saying so.

use std::time::{Duration, SystemTime};

use base64ct::{Base64Unpadded, Encoding};
use serde_json::Value;

use super::foreign_marks::{AKAMAI, Query};
use super::foreign_signer::ForeignSigner;
use super::link_end::{LinkEnd, LinkTimes, at, epoch};
use crate::amz_date::AmzDate;
use crate::utc::{LAST_SECOND, parse_iso};

pub(super) fn times(signer: ForeignSigner, query: &Query<'_>) -> LinkTimes {
    use ForeignSigner as By;
    match signer {
        By::CloudFrontCustom => of_policy(query),
        By::CloudFrontCanned
        | By::GoogleV2
        | By::AlibabaV1
        | By::HuaweiObs
        | By::KingsoftKs3
        | By::UcloudUs3 => until(epoch_in(query, "Expires")),
        By::Imgix if query.value("expires").is_none() => until(LinkEnd::Never),
        By::Imgix | By::QingStor | By::Bunny => until(epoch_in(query, "expires")),
        By::KeyCdn => until(epoch_in(query, "expire")),
        By::QiniuKodo => until(epoch_in(query, "e")),
        By::GoogleV4 => dated(query, ["X-Goog-Date", "X-Goog-Expires"]),
        By::AlibabaV4 => dated(query, ["x-oss-date", "x-oss-expires"]),
        By::VolcengineTos => dated(query, ["X-Tos-Date", "X-Tos-Expires"]),
        By::AzureSas => of_sas(query),
        By::TencentCos => of_spans(query),
        By::BaiduBos => until(of_baidu(query)),
        By::Akamai => of_edge_token(query),
        By::SupabaseStorage => until(of_web_token(query)),
        By::Discord => until(of_discord(query)),
        By::AlibabaCdn | By::CloudflareToken => {
            until(LinkEnd::NotTold("in the settings of the CDN"))
        }
        By::OraclePreauthenticated | By::BackblazeNative => {
            until(LinkEnd::NotTold("at the service"))
        }
    }
}

fn until(end: LinkEnd) -> LinkTimes {
    LinkTimes { starts_at: None, end }
}

fn epoch_in(query: &Query<'_>, parameter: &'static str) -> LinkEnd {
    query.value(parameter).map_or(MISSING, |text| epoch(&text, parameter))
}

/// A date with a lifetime, as SigV4 has it; 7 days at the most.
fn dated(query: &Query<'_>, [date, lifetime]: [&'static str; 2]) -> LinkTimes {
    let (Some(from), Some(seconds)) = (query.value(date), query.value(lifetime)) else {
        return until(MISSING);
    };
    let Some(from) = AmzDate::parse(&from) else {
        return until(LinkEnd::Unreadable {
            parameter: date,
            expected: "of the form YYYYMMDDThhmmssZ",
        });
    };
    let end = match seconds.parse::<u32>() {
        Ok(seconds @ 1..=604_800) => {
            LinkEnd::At(from.system_time() + Duration::from_secs(seconds.into()))
        }
        _ => LinkEnd::Unreadable { parameter: lifetime, expected: "1 to 604800 seconds (7 days)" },
    };
    // The services forgive a clock that is 15 minutes ahead.
    LinkTimes { starts_at: from.system_time().checked_sub(Duration::from_secs(900)), end }
}

/// Base64 of JSON, with `+`, `=` and `/` written as `-`, `_` and `~`.
///
/// CloudFront's guide, "Create a signed URL using a custom policy".
fn of_policy(query: &Query<'_>) -> LinkTimes {
    let unreadable = |expected| until(LinkEnd::Unreadable { parameter: "Policy", expected });
    let Some(text) = query.value("Policy") else { return until(MISSING) };
    let plain = text.replace('-', "+").replace('_', "=").replace('~', "/");
    let json = Base64Unpadded::decode_vec(plain.trim_end_matches('=')).unwrap_or_default();
    let Ok(policy) = serde_json::from_slice::<Value>(&json) else {
        return unreadable("a policy in JSON, in CloudFront's base64");
    };
    let statement = policy.get("Statement").unwrap_or(&Value::Null);
    let condition = statement.get(0).unwrap_or(statement).get("Condition");
    let time = |name| condition?.get(name)?.get("AWS:EpochTime");
    let Some(end) = time("DateLessThan").and_then(Value::as_u64) else {
        return unreadable(
            "a policy whose DateLessThan has an AWS:EpochTime, a number without quotes",
        );
    };
    let starts_at = time("DateGreaterThan").and_then(Value::as_u64);
    LinkTimes {
        starts_at: starts_at.filter(|seconds| *seconds <= LAST_SECOND).map(at),
        end: epoch(&end.to_string(), "Policy"),
    }
}

/// `se`, or the end of the user's key if that is earlier; with `si` alone a policy at the service has it.
fn of_sas(query: &Query<'_>) -> LinkTimes {
    let ends = ["se", "ske"].map(|name| (name, query.value(name)));
    let mut end = None;
    for (parameter, text) in ends {
        let Some(text) = text else { continue };
        let Some(seconds) = sas_time(&text) else {
            let expected = "a time such as 2026-01-02T00:00:00Z";
            return until(LinkEnd::Unreadable { parameter, expected });
        };
        end = Some(end.map_or(seconds, |end: u64| end.min(seconds)));
    }
    let starts_at = query.value("st").and_then(|text| sas_time(&text)).map(at);
    let end = match end {
        Some(seconds) => LinkEnd::At(at(seconds)),
        None if query.value("si").is_some() => LinkEnd::NotTold("in a stored access policy"),
        None => MISSING,
    };
    LinkTimes { starts_at, end }
}

/// A date alone, or with hours and minutes, or with seconds.
fn sas_time(text: &str) -> Option<u64> {
    let whole = match text.len() {
        10 => format!("{text}T00:00:00Z"),
        17 => format!("{}:00Z", text.strip_suffix('Z')?),
        _ => text.to_owned(),
    };
    parse_iso(&whole).filter(|seconds| *seconds <= LAST_SECOND)
}

/// `start;end` of the link and of the key that signed it.
fn of_spans(query: &Query<'_>) -> LinkTimes {
    let spans = ["q-sign-time", "q-key-time"].map(|name| (name, query.value(name)));
    let (mut starts_at, mut end) = (None, None);
    for (parameter, text) in spans {
        let Some(text) = text else { continue };
        let span =
            text.split_once(';').map(|(from, to)| (epoch(from, parameter), epoch(to, parameter)));
        let Some((LinkEnd::At(from), LinkEnd::At(to))) = span else {
            let expected = "two times in seconds since 1970 with a semicolon between them";
            return until(LinkEnd::Unreadable { parameter, expected });
        };
        starts_at = starts_at.max(Some(from));
        end = Some(end.map_or(to, |end: SystemTime| end.min(to)));
    }
    LinkTimes { starts_at, end: end.map_or(MISSING, LinkEnd::At) }
}

/// `bce-auth-v1/ID/2026-01-01T00:00:00Z/1800/headers/signature`; -1 is for ever.
fn of_baidu(query: &Query<'_>) -> LinkEnd {
    let text = query.value("authorization").unwrap_or_default();
    let mut parts = text.split('/').skip(2);
    let (from, lifetime) = (parts.next().and_then(parse_iso), parts.next());
    let seconds = lifetime.and_then(|text| text.parse::<u32>().ok());
    match (from, seconds) {
        (Some(_), None) if lifetime == Some("-1") => LinkEnd::Never,
        (Some(from), Some(seconds)) if from <= LAST_SECOND => {
            LinkEnd::At(at(from) + Duration::from_secs(seconds.into()))
        }
        _ => LinkEnd::Unreadable {
            parameter: "authorization",
            expected: "bce-auth-v1 with an id, a time and a number of seconds",
        },
    }
}

/// `st=…~exp=…~acl=…~hmac=…`
fn of_edge_token(query: &Query<'_>) -> LinkTimes {
    let found = AKAMAI.iter().find_map(|name| Some((*name, query.value(name)?)));
    let Some((parameter, text)) = found else { return until(MISSING) };
    let field = |name: &str| text.split('~').find_map(|field| field.strip_prefix(name));
    let starts_at = match field("st=").map(|text| epoch(text, parameter)) {
        Some(LinkEnd::At(instant)) => Some(instant),
        _ => None,
    };
    let expected = "a token with exp= in seconds since 1970";
    let end = field("exp=")
        .map_or(LinkEnd::Unreadable { parameter, expected }, |text| epoch(text, parameter));
    LinkTimes { starts_at, end }
}

/// The `exp` of a JSON web token (RFC 7519, section 4.1.4).
fn of_web_token(query: &Query<'_>) -> LinkEnd {
    let token = query.value("token").unwrap_or_default();
    let claims = token.split('.').nth(1).unwrap_or_default().replace('-', "+").replace('_', "/");
    let json = Base64Unpadded::decode_vec(claims.trim_end_matches('=')).unwrap_or_default();
    let end = serde_json::from_slice::<Value>(&json).ok();
    let end = end.as_ref().and_then(|claims| claims.get("exp")).and_then(Value::as_u64);
    let expected = "a JSON web token with an exp";
    end.map_or(LinkEnd::Unreadable { parameter: "token", expected }, |seconds| {
        epoch(&seconds.to_string(), "token")
    })
}

/// Seconds since 1970 in hexadecimal digits.
fn of_discord(query: &Query<'_>) -> LinkEnd {
    let text = query.value("ex").unwrap_or_default();
    let expected = "seconds since 1970 in hexadecimal digits";
    let seconds = u64::from_str_radix(&text, 16).ok().filter(|_| !text.starts_with('+'));
    seconds.map_or(LinkEnd::Unreadable { parameter: "ex", expected }, |seconds| {
        epoch(&seconds.to_string(), "ex")
    })
}

/// Said of the missing parameter already.
const MISSING: LinkEnd = LinkEnd::NotTold("in a parameter that is missing");

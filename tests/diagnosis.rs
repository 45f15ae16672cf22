//! The true cause, named from the answers of real servers to real mistakes.
//!
//! `tests/diagnosis/*.jsonl` hold requests as they were sent, the answers to them, and the mistake that was made.
//! An answer that names another cause is wrong, one that leaves it open is vague. `tests/diagnosis/README.md` tells
//! where the pairs come from.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, and prints its score"
)]

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{Cause, Credentials, Diagnosis, FailedRequest, SignedRequest};
use serde::Deserialize;

/// One mistake at one server.
#[derive(Deserialize)]
struct Pair {
    id: String,
    server: String,
    /// The true cause, as `is_named` knows it.
    cause: String,
    method: String,
    url: String,
    #[serde(default)]
    headers: Vec<(String, String)>,
    /// What the link was made for, where that is another than what was sent.
    meant_method: Option<String>,
    meant_url: Option<String>,
    #[serde(default)]
    meant_headers: Vec<(String, String)>,
    sent_at: String,
    status: u16,
    answer_headers: Vec<(String, String)>,
    answer: String,
}

fn pairs() -> Vec<Pair> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/diagnosis");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "jsonl"));
    files.sort();
    let text: String = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

impl Pair {
    fn request(&self) -> SignedRequest<'_> {
        SignedRequest::new(&self.method, &self.url).headers(borrowed(&self.headers))
    }

    fn meant(&self) -> SignedRequest<'_> {
        let method = self.meant_method.as_ref().unwrap_or(&self.method);
        let url = self.meant_url.as_ref().unwrap_or(&self.url);
        SignedRequest::new(method, url).headers(borrowed(&self.meant_headers))
    }

    /// As `curl -i` prints it.
    fn whole_answer(&self) -> String {
        let headers =
            self.answer_headers.iter().map(|(name, value)| format!("{name}: {value}\r\n"));
        let headers: String = headers.collect();
        format!("HTTP/1.1 {} \r\n{headers}\r\n{}", self.status, self.answer)
    }

    /// What the server should know; not all pairs tell.
    fn credentials(&self) -> Option<Credentials> {
        let text = include_str!("diagnosis/credentials.json");
        let known: BTreeMap<String, BTreeMap<String, String>> = serde_json::from_str(text).unwrap();
        let mut known = known.get(&self.server)?.iter();
        if self.cause == "unknown_key" {
            return known
                .next()
                .map(|(id, secret)| Credentials::new(id.clone(), secret.clone()).unwrap());
        }
        let (id, secret) =
            known.find(|(id, _)| self.url.contains(&format!("{}%2F2", id.replace(':', "%3A"))))?;
        Some(Credentials::new(id.clone(), secret.clone()).unwrap())
    }

    fn sent_at(&self) -> SystemTime {
        let at = time::OffsetDateTime::parse(
            &self.sent_at,
            &time::format_description::well_known::Rfc3339,
        );
        UNIX_EPOCH + Duration::from_secs(at.unwrap().unix_timestamp().try_into().unwrap())
    }
}

fn borrowed(headers: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
}

/// How well a diagnosis names a cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grade {
    Named,
    Vague,
    Wrong,
}

fn grade(pair: &Pair, diagnosis: &Diagnosis) -> Grade {
    let cause = diagnosis.cause();
    let text = cause.to_string();
    if is_named(&pair.cause, cause, &text) {
        return Grade::Named;
    }
    match cause {
        // They say themselves that it may be something else.
        Cause::NotShown { .. }
        | Cause::NotInLink { .. }
        | Cause::NoReason { .. }
        | Cause::NoAnswer
        | Cause::Denied { .. }
        | Cause::HeadHasNoBody
        | Cause::Suspected { .. }
        | Cause::BesideFile { .. }
        | Cause::Other { .. }
        | Cause::Code {
            code: "BadRequest" | "InvalidRequest" | "InvalidArgument" | "NotImplemented",
            ..
        } => Grade::Vague,
        _ => Grade::Wrong,
    }
}

fn is_named(truth: &str, cause: &Cause, text: &str) -> bool {
    let says = |words: &str| text.contains(words);
    let is_code = |name: &str| matches!(cause, Cause::Code { code, .. } if *code == name);
    match truth {
        "expired" => matches!(cause, Cause::Expired { .. }),
        "not_yet_valid" => matches!(cause, Cause::NotYetValid { .. }),
        "lifetime_out_of_range" => says("lifetime") || says("X-Amz-Expires"),
        "wrong_method" => {
            matches!(cause, Cause::Method { .. } | Cause::HeadHasNoBody)
                || is_code("MethodNotAllowed")
        }
        "path_changed" => matches!(
            cause,
            Cause::Path { .. }
                | Cause::PathNormalised { .. }
                | Cause::PathPrefix { .. }
                | Cause::PathReencoded { .. }
        ),
        "header_value" => matches!(
            cause,
            Cause::ContentType { .. } | Cause::OwnContentType { .. } | Cause::HeaderChanged { .. }
        ),
        "header_missing" => says("not send it") || says("no Content-Type"),
        "header_unsigned" => matches!(cause, Cause::HeadersNotSigned { .. }),
        "param_missing" => {
            matches!(cause, Cause::Parameters { .. }) && says("missing") || says("did not arrive")
        }
        "param_added" => {
            matches!(cause, Cause::ParameterAdded { .. } | Cause::ForeignParameter { .. })
        }
        "query_changed" => {
            matches!(cause, Cause::ParameterChanged { .. } | Cause::ParameterMissing { .. })
        }
        "encoded_twice" => {
            says("encoded again") || says("encoded twice") || says("percent-encoding")
        }
        "html_escaped" => says("&amp;") || says("HTML"),
        "json_escaped" => says("u0026") || says("JSON"),
        "signature_changed" => matches!(cause, Cause::Signature) || says("the mark"),
        "cut_off" => {
            matches!(cause, Cause::Signature)
                || says("X-Amz-Signature is missing")
                || says("cut off")
        }
        "query_lost" => says("is not signed"),
        "host_changed" => matches!(cause, Cause::Host { .. }),
        "body_hash" => matches!(cause, Cause::Body | Cause::PayloadHash),
        "checksum" => matches!(cause, Cause::Checksum),
        "algorithm" => says("algorithm"),
        "date_malformed" => says("date"),
        "wrong_secret" => matches!(cause, Cause::Secret | Cause::ProbablySecret),
        "unknown_key" => matches!(cause, Cause::UnknownAccessKeyId) || is_code("NotSignedUp"),
        "wrong_region" => matches!(cause, Cause::Region { .. } | Cause::Redirect { .. }),
        "wrong_service" => matches!(cause, Cause::Service { .. }),
        "auth_twice" => matches!(cause, Cause::SignedTwice),
        "token_missing" => matches!(cause, Cause::TokenMissing),
        // Both, where the server's answer is one and the same.
        "token_foreign" => matches!(cause, Cause::InvalidToken | Cause::UnknownSession),
        "token_ended" => matches!(cause, Cause::ExpiredToken | Cause::UnknownSession),
        "access_denied_policy" => matches!(cause, Cause::NotAllowed { .. }),
        "precondition" => matches!(cause, Cause::Condition),
        "no_such_key" => matches!(cause, Cause::NotFound { what: "object" }),
        "no_such_bucket" => matches!(cause, Cause::NotFound { what: "bucket" }),
        "no_such_upload" => matches!(cause, Cause::NotFound { what: "upload" }),
        "part_number" => says("part") && says("1 to 10000") || is_code("InvalidPart"),
        "range" => says("range"),
        "chunked" => matches!(cause, Cause::Chunked),
        "bucket_not_empty" => is_code("BucketNotEmpty"),
        "key_too_long" => is_code("KeyTooLongError"),
        "entity_too_large" => is_code("EntityTooLarge"),
        "entity_too_small" => is_code("EntityTooSmall"),
        other => panic!("an unknown cause: {other}"),
    }
}

/// The score of each server: named, vague, wrong.
type Score = BTreeMap<String, [u32; 3]>;

fn score(what: &str, diagnose: impl Fn(&Pair, &str) -> Diagnosis) -> (Score, [u32; 3]) {
    let (mut score, mut sum) = (Score::new(), [0; 3]);
    for pair in pairs() {
        let diagnosis = diagnose(&pair, &pair.whole_answer());
        let grade = grade(&pair, &diagnosis);
        if std::env::var_os("SHOW").is_some() && grade != Grade::Named {
            println!("{what} {grade:?} {}: {}: {diagnosis}", pair.id, pair.cause);
        }
        let at = match grade {
            Grade::Named => 0,
            Grade::Vague => 1,
            Grade::Wrong => 2,
        };
        let of_server = score.entry(pair.server).or_default();
        for counts in [of_server, &mut sum] {
            if let Some(count) = counts.get_mut(at) {
                *count += 1;
            }
        }
    }
    println!("{what}: named, vague, wrong");
    for (server, counts) in &score {
        println!("  {server:<12} {counts:?}");
    }
    let [named, ..] = sum;
    println!("  {:<12} {sum:?}: {} % named", "all", 100 * named / sum.iter().sum::<u32>());
    (score, sum)
}

#[test]
fn the_score_of_request_and_answer() {
    let (_, [named, _, wrong]) = score("request and answer", |pair, answer| {
        FailedRequest::new(pair.request(), answer).diagnose_at(pair.sent_at())
    });
    assert_eq!(wrong, 0);
    assert!(named >= 550, "{named}");
}

#[test]
fn the_score_with_the_credentials() {
    let (_, [named, _, wrong]) = score("with the credentials", |pair, answer| {
        let credentials = pair.credentials();
        let failed = FailedRequest::new(pair.request(), answer);
        let failed = match &credentials {
            Some(credentials) => failed.with_credentials(credentials),
            None => failed,
        };
        failed.diagnose_at(pair.sent_at())
    });
    assert_eq!(wrong, 0);
    assert!(named >= 600, "{named}");
}

#[test]
fn the_score_with_the_link_as_made() {
    let (servers, [named, vague, wrong]) = score("with the link as made", |pair, answer| {
        let credentials = pair.credentials();
        let mut failed =
            FailedRequest::new(pair.request(), answer).with_meant_request(pair.meant());
        if let Some(credentials) = &credentials {
            failed = failed.with_credentials(credentials);
        }
        failed.diagnose_at(pair.sent_at())
    });
    assert!(servers.len() >= 9, "{servers:?}");
    assert_eq!(wrong, 0);
    assert!(100 * named >= 95 * (named + vague + wrong), "{named} named");
}

#[test]
fn no_cause_of_them_shows_a_signature_or_a_token() {
    for pair in pairs() {
        let diagnosis = FailedRequest::new(pair.request(), &pair.whole_answer()).diagnose();
        let text = format!("{diagnosis}{:?}", diagnosis.cause());
        for name in ["X-Amz-Signature=", "X-Amz-Security-Token="] {
            let Some((_, rest)) = pair.url.split_once(name) else { continue };
            let secret = rest.split('&').next().unwrap();
            let shows = secret
                .as_bytes()
                .windows(8)
                .any(|eight| text.as_bytes().windows(8).any(|part| part == eight));
            assert!(!shows, "{}: {text}", pair.id);
        }
    }
}

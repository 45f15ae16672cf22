//! The law of the reader: no link that this crate makes for AWS has a fatal problem in its own inspection, and none has
//! a warning but for what the caller asked for by name.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/strategies.rs"]
mod strategies;

use std::cell::Cell;
use std::time::{Duration, UNIX_EPOCH};

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use s3_presigner::{
    AddressingStyle, CredentialKind, Credentials, Endpoint, Error, Inspection, PresignedUrl,
    Presigner, Problem, Region, S3Request,
};

use self::strategies::keys;

const NOW: u64 = 1_795_262_400;

/// A link as somebody asks for it.
#[derive(Debug)]
struct Asked {
    credentials: (&'static str, Option<&'static str>),
    region: &'static str,
    switches: (bool, bool, bool, AddressingStyle),
    bucket: &'static str,
    key: String,
    method: &'static str,
    params: Vec<(&'static str, String)>,
    headers: Vec<(&'static str, String)>,
    dot_segments: bool,
    seconds: u64,
}

impl Asked {
    fn presigner(&self) -> Result<Presigner, Error> {
        let credentials = match self.credentials {
            (id, None) => Credentials::new(id, "secret")?,
            (id, Some(token)) => Credentials::temporary(id, "secret", token)?,
        };
        let is_session = self.bucket.contains("--x") && self.credentials.1.is_some();
        let kind = CredentialKind::Custom { max: Duration::from_secs(604_800) };
        let kind = if is_session { CredentialKind::S3ExpressSession } else { kind };
        let (dual_stack, fips, accelerate, style) = self.switches;
        let endpoint = Endpoint::aws().with_dual_stack(dual_stack).with_fips(fips);
        let endpoint = endpoint.with_accelerate(accelerate).with_style(style);
        Ok(Presigner::new(credentials.with_kind(kind), Region::new(self.region)?)
            .with_endpoint(endpoint))
    }

    fn request(&self) -> S3Request<'_> {
        let mut request = S3Request::new(self.method, self.bucket, self.key.as_str());
        for (name, value) in &self.params {
            request = request.query(*name, value.as_str());
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if self.dot_segments { request.allow_dot_segments() } else { request }
    }

    fn sign(&self) -> Result<PresignedUrl, Error> {
        let now = UNIX_EPOCH + Duration::from_secs(NOW);
        self.presigner()?.presign_at(&self.request(), Duration::from_secs(self.seconds), now)
    }

    /// Whether the caller chose what is warned of, so that signing had nothing to say.
    fn was_asked_for(&self, problem: &Problem) -> bool {
        match problem {
            Problem::DotSegment { .. } => self.dot_segments,
            // A key may hold the text of an escape, which a link cannot tell from one that was encoded twice.
            Problem::DoubleEncodedPath { .. } => self.key.contains('%'),
            Problem::EmptyBodyChecksum { .. } => {
                self.params.iter().any(|(_, value)| value == "AAAAAA==")
            }
            _ => false,
        }
    }
}

fn asked() -> impl Strategy<Value = Asked> {
    let place = (select(REGIONS.to_vec()), select(BUCKETS.to_vec()), switches());
    let call = (select(METHODS.to_vec()), keys(), any::<bool>(), select(LIFETIMES.to_vec()));
    let value = || prop_oneof!["[ -~]{0,20}", "\\PC{0,12}"];
    let names = prop_oneof![19 => select(PARAMS.to_vec()), 1 => select(UNREAD.to_vec())];
    let params = prop::collection::vec((names, value()), 0..4);
    let headers = prop::collection::vec((select(HEADERS.to_vec()), "[ -~]{0,20}"), 0..4);
    let credentials = prop_oneof![19 => select(GOOD.to_vec()), 1 => select(REFUSED.to_vec())];
    (credentials, place, call, params, headers).prop_map(
        |(credentials, (region, bucket, switches), call, params, headers)| {
            let (method, key, dot_segments, seconds) = call;
            #[rustfmt::skip]
            return Asked { credentials, region, switches, bucket, key, method, params, headers, dot_segments, seconds };
        },
    )
}

/// Dual stack, FIPS, acceleration, and the style; each seldom, as few go together.
fn switches() -> impl Strategy<Value = (bool, bool, bool, AddressingStyle)> {
    let seldom = || prop::bool::weighted(0.1);
    let style = select(vec![AddressingStyle::VirtualHosted, AddressingStyle::Path]);
    (seldom(), seldom(), seldom(), style)
}

const LIFETIMES: [u64; 5] = [1, 60, 299, 3_600, 604_800];

const METHODS: [&str; 5] = ["GET", "PUT", "HEAD", "DELETE", "POST"];

const GOOD: [(&str, Option<&str>); 3] = [
    ("AKIAIOSFODNN7EXAMPLE", None),
    ("ASIAIOSFODNN7EXAMPLE", Some("IQoJb3JpZ2luX2VjEJr//+/=token")),
    ("AKIDEXAMPLE", None),
];

/// Left over from other credentials, and without what belongs to it.
const REFUSED: [(&str, Option<&str>); 3] = [
    ("AKIAIOSFODNN7EXAMPLE", Some("token")),
    ("ASIAIOSFODNN7EXAMPLE", None),
    ("AROAIOSFODNN7EXAMPLE", None),
];

const REGIONS: [&str; 10] = [
    "us-east-1",
    "eu-west-1",
    "us-west-2",
    "ap-southeast-5",
    "mx-central-1",
    "cn-north-1",
    "us-gov-west-1",
    "us-iso-east-1",
    "eusc-de-east-1",
    "aws-global",
];

const BUCKETS: [&str; 15] = [
    "photos",
    "my.dotted.photos",
    "Under_Score",
    "1photos",
    "s3",
    "s3.photos",
    "bucket",
    "localhost",
    "photos--usw2-az1--x-s3",
    "mine--euw1-az1--xa-s3",
    "mine-abcdefghijklmnopqrstuvwxyz0123456-s3alias",
    "arn:aws:s3:eu-west-1:123456789012:accesspoint/mine",
    "arn:aws:s3-object-lambda:us-east-1:123456789012:accesspoint/mine",
    "arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-01ac5d28a6a232904/accesspoint/mine",
    "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap",
];

const PARAMS: [&str; 20] = [
    "versionId",
    "response-content-disposition",
    "response-content-type",
    "response-cache-control",
    "partNumber",
    "uploadId",
    "uploads",
    "tagging",
    "list-type",
    "prefix",
    "x-id",
    "x-custom",
    "x-amz-checksum-crc32",
    "x-amz-sdk-checksum-algorithm",
    "x-amz-request-payer",
    "x-amz-user-agent",
    "utm_source",
    "v",
    "é b+c",
    "Zone",
];

/// Names of headers, and one that is nearly right.
const UNREAD: [&str; 4] = ["Content-Length", "x-amz-acl", "versionid", "range"];

const HEADERS: [&str; 8] = [
    "content-type",
    "content-length",
    "cache-control",
    "range",
    "x-amz-meta-a",
    "x-amz-acl",
    "x-amz-storage-class",
    "if-none-match",
];

/// `S3_PRESIGNER_LINKS` says how many links are to be signed and read; 2000 unless set.
#[test]
fn what_is_signed_for_aws_is_read_without_a_problem_that_nobody_asked_for() {
    let count =
        std::env::var("S3_PRESIGNER_LINKS").ok().map_or(2_000, |text| text.parse().unwrap());
    let (signed, warned) = (Cell::new(0_u32), Cell::new(0_u32));
    let config = Config { cases: count, failure_persistence: None, ..Config::default() };
    // What is refused is part of the input, as most of the laws about it are elsewhere.
    let config = Config { max_global_rejects: 20 * count, ..config };
    let outcome = TestRunner::new(config).run(&asked(), |asked| {
        let Ok(url) = asked.sign() else { return Err(TestCaseError::reject("refused")) };
        signed.set(signed.get() + 1);
        let half = Duration::from_millis(asked.seconds * 500);
        let read = Inspection::of_at(url.as_str(), UNIX_EPOCH + Duration::from_secs(NOW) + half);
        for problem in read.problems() {
            prop_assert!(!problem.is_fatal(), "{}: {problem}", url.as_str());
            prop_assert!(asked.was_asked_for(problem), "{}: {problem}", url.as_str());
            warned.set(warned.get() + 1);
        }
        Ok(())
    });
    println!(
        "links signed for AWS and read: {}, with {} warnings asked for",
        signed.get(),
        warned.get()
    );
    outcome.unwrap();
    assert!(signed.get() >= count && warned.get() > 0);
}

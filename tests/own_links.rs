//! The law of the reader: no link that this crate makes for AWS has a fatal problem in its own inspection, and none has
//! a warning but for what the caller asked for by name.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/strategies.rs"]
mod strategies;

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::{Duration, UNIX_EPOCH};

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use s3_presigner::{
    AddressingStyle, CredentialKind, Credentials, Endpoint, Error, Inspection, PresignedUrl,
    Presigner, Problem, Region, S3Request,
};

use self::strategies::{keys, text};

const NOW: u64 = 1_795_262_400;

/// A link as somebody asks for it.
#[derive(Debug)]
struct Asked {
    credentials: (&'static str, Option<&'static str>),
    region: &'static str,
    switches: (bool, bool, bool, AddressingStyle),
    /// A host that stands for a custom endpoint, and its scheme.
    custom: Option<(String, &'static str)>,
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
        let endpoint = match &self.custom {
            Some((host, scheme)) => Endpoint::custom(&format!("{scheme}://{host}"))?,
            None => Endpoint::aws()
                .with_dual_stack(dual_stack)
                .with_fips(fips)
                .with_accelerate(accelerate),
        };
        let endpoint = endpoint.with_style(style);
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
            Problem::PlainHttp => self.custom.as_ref().is_some_and(|(_, scheme)| *scheme == "http"),
            // As are the host that S3 has for all regions, and the whole address of a bucket.
            Problem::GlobalHost { .. } => {
                self.custom.as_ref().is_some_and(|(host, _)| host.ends_with("s3.amazonaws.com"))
            }
            Problem::DottedBucket { .. } => {
                self.custom.as_ref().is_some_and(|(host, _)| host.starts_with("my.dotted"))
            }
            Problem::EmptyBodyChecksum { .. } => {
                self.params.iter().any(|(_, value)| value == "AAAAAA==")
            }
            _ => false,
        }
    }
}

fn asked() -> impl Strategy<Value = Asked> {
    let place =
        (select(REGIONS.to_vec()), select(BUCKETS.to_vec()), prop::option::of(hosts()), switches());
    let call = (select(METHODS.to_vec()), keys(), any::<bool>(), select(LIFETIMES.to_vec()));
    let value = || prop_oneof![text("[ -~]{0,20}"), text("\\PC{0,12}")];
    let names = prop_oneof![19 => select(PARAMS.to_vec()), 1 => select(UNREAD.to_vec())];
    let params = prop::collection::vec((names, value()), 0..4);
    let headers = prop::collection::vec((select(HEADERS.to_vec()), text("[ -~]{0,20}")), 0..4);
    let credentials = prop_oneof![19 => select(GOOD.to_vec()), 1 => select(REFUSED.to_vec())];
    (credentials, place, call, params, headers).prop_map(
        |(credentials, (region, bucket, host, switches), call, params, headers)| {
            let (method, key, dot_segments, seconds) = call;
            let custom = host.map(|(pattern, is_right, other, scheme)| {
                let region = if is_right { region } else { other };
                (pattern.replace("REGION", region), scheme)
            });
            #[rustfmt::skip]
            return Asked { credentials, region, switches, custom, bucket, key, method, params, headers, dot_segments, seconds };
        },
    )
}

/// A host of AWS's, whether it is in the region signed for, one that it is in else, and the scheme.
fn hosts() -> impl Strategy<Value = (&'static str, bool, &'static str, &'static str)> {
    let scheme = prop_oneof![9 => Just("https"), 1 => Just("http")];
    (select(HOSTS.to_vec()), prop::bool::weighted(0.8), select(REGIONS.to_vec()), scheme)
}

/// Dual stack, FIPS, acceleration, and the style; each seldom, as few go together.
fn switches() -> impl Strategy<Value = (bool, bool, bool, AddressingStyle)> {
    let seldom = || prop::bool::weighted(0.1);
    let style = select(vec![
        AddressingStyle::VirtualHosted,
        AddressingStyle::Path,
        AddressingStyle::HostIsBucket,
    ]);
    (seldom(), seldom(), seldom(), style)
}

const LIFETIMES: [u64; 6] = [1, 60, 299, 3_600, 604_800, 604_801];

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

/// What custom endpoints at AWS are copied from, of S3 and of what is beside it.
const HOSTS: [&str; 26] = [
    "s3.REGION.amazonaws.com",
    "s3.REGION.amazonaws.com",
    "s3.REGION.amazonaws.com.cn",
    "s3-REGION.amazonaws.com",
    "s3.amazonaws.com",
    "s3.dualstack.REGION.amazonaws.com",
    "s3-fips.REGION.amazonaws.com",
    "s3-fips-REGION.amazonaws.com",
    "s3-fips.dualstack.REGION.amazonaws.com",
    "s3-external-1.amazonaws.com",
    "s3-accelerate.amazonaws.com",
    "s3-accelerate.dualstack.amazonaws.com",
    "s3.REGION.c2s.ic.gov",
    "bucket.vpce-1a2b-3c4d.s3.REGION.vpce.amazonaws.com",
    "accesspoint.vpce-1a2b-3c4d.s3.REGION.vpce.amazonaws.com",
    "vpce-1a2b-3c4d-us-east-1b.s3.REGION.vpce.amazonaws.com",
    "photos.s3.REGION.amazonaws.com",
    "my.dotted.photos.s3.REGION.amazonaws.com",
    "s3-accesspoint.REGION.amazonaws.com",
    "s3-object-lambda.REGION.amazonaws.com",
    "s3-outposts.REGION.amazonaws.com",
    "s3express-usw2-az1.REGION.amazonaws.com",
    "mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com",
    "s3-website-REGION.amazonaws.com",
    "photos.s3-website.REGION.amazonaws.com",
    "d1234.cloudfront.net",
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

/// What was found.
#[derive(Default)]
struct Counts {
    signed: AtomicU32,
    at_custom_hosts: AtomicU32,
    warned: AtomicU32,
}

impl Counts {
    /// Signs and reads so many links.
    fn check(&self, links: u32) {
        let config = Config { cases: links, failure_persistence: None, ..Config::default() };
        // What is refused is part of the input, as most of the laws about it are elsewhere.
        let config = Config { max_global_rejects: 20 * links, ..config };
        TestRunner::new(config).run(&asked(), |asked| self.read(&asked)).unwrap();
    }

    fn read(&self, asked: &Asked) -> Result<(), TestCaseError> {
        let Ok(url) = asked.sign() else { return Err(TestCaseError::reject("refused")) };
        self.signed.fetch_add(1, Relaxed);
        self.at_custom_hosts.fetch_add(asked.custom.is_some().into(), Relaxed);
        let half = Duration::from_millis(asked.seconds * 500);
        let read = Inspection::of_at(url.as_str(), UNIX_EPOCH + Duration::from_secs(NOW) + half);
        for problem in read.problems() {
            prop_assert!(!problem.is_fatal(), "{}: {problem}", url.as_str());
            prop_assert!(asked.was_asked_for(problem), "{}: {problem}", url.as_str());
            self.warned.fetch_add(1, Relaxed);
        }
        Ok(())
    }
}

/// `S3_PRESIGNER_LINKS` says how many links are to be signed and read; 2000 unless set.
#[test]
fn what_is_signed_for_aws_is_read_without_a_problem_that_nobody_asked_for() {
    let links =
        std::env::var("S3_PRESIGNER_LINKS").ok().map_or(2_000, |text| text.parse().unwrap());
    let counts = Counts::default();
    std::thread::scope(|scope| {
        let others = scope.spawn(|| counts.check(links / 2));
        counts.check(links - links / 2);
        others.join().unwrap();
    });
    let [signed, at_custom_hosts, warned] =
        [counts.signed, counts.at_custom_hosts, counts.warned].map(AtomicU32::into_inner);
    println!(
        "links signed for AWS and read: {signed}, of them {at_custom_hosts} at custom endpoints, with {warned} warnings \
         asked for"
    );
    assert!(signed >= links && at_custom_hosts > links / 20 && warned > 0);
}

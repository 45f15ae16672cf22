//! AWS's own test suite, driven through the types of each step. See `tests/vectors/aws/README.md`.

use std::time::{Duration, UNIX_EPOCH};

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::*;
use crate::amz_date::AmzDate;
use crate::credentials::{Credentials, SecretAccessKey};
use crate::digest::{Hex, HmacKey, Mac, Sha256};
use crate::encode;
use crate::endpoint::{AuthScope, SigV4a};
use crate::policy::{ExpiryPolicy, Facts};
use crate::request::{HeaderLines, Query};
use crate::sigv4::signature::Signature;

const SIGV4: &str = include_str!("../../tests/vectors/aws/sigv4.jsonl");
#[cfg(feature = "sigv4a")]
const SIGV4A: &str = include_str!("../../tests/vectors/aws/sigv4a.jsonl");

/// 2015-08-30T12:36:00Z, the time of every case.
const TIME: u64 = 1_440_938_160;

/// One case, with what the steps need.
struct Case {
    value: Value,
    credentials: Credentials,
    uri: String,
    query: Query<'static>,
    payload_hash: Hex,
}

/// A signature with a key derived for it.
fn signature(
    secret: &SecretAccessKey,
    date: AmzDate,
    service: &str,
    text: &StringToSign<'_>,
) -> Signature {
    let (mut key, mut mac) = (HmacKey::default(), Mac::new());
    signing_key::SigningKey { secret, date, region: "us-east-1", service }.derive(&mut key);
    mac.start(key.words().iter().copied());
    text.write(mac.message());
    Signature::hmac(mac.finish())
}

impl Case {
    fn new(value: Value) -> Self {
        let of = |name: &str| value["context"]["credentials"][name].as_str().map(str::to_owned);
        let (id, secret) = (of("access_key_id").unwrap(), of("secret_access_key").unwrap());
        let credentials = match of("token").filter(|_| !is_on(&value, "omit_session_token")) {
            Some(token) => Credentials::temporary(id, secret, token).unwrap(),
            None => Credentials::new(id, secret).unwrap(),
        };
        let (path, query) = value["target"]
            .as_str()
            .unwrap()
            .split_once('?')
            .unwrap_or((value["target"].as_str().unwrap(), ""));
        let uri = encode::path_string(&decoded(path));
        let mut params = Query::default();
        for param in query.split('&').filter(|param| !param.is_empty()) {
            let (name, value) = param.split_once('=').unwrap_or((param, ""));
            params.add(decoded(name).into(), decoded(value).into()).unwrap();
        }
        let payload_hash = hash(value["body"].as_str().unwrap());
        Self { credentials, uri, query: params, payload_hash, value }
    }

    fn headers(&self, of_signature: &[(&str, &str)]) -> HeaderLines {
        let mut lines = HeaderLines::default();
        for header in self.value["headers"].as_array().unwrap() {
            let name = header[0].as_str().unwrap().to_ascii_lowercase();
            if name != "host" {
                lines.add_unchecked(&name, header[1].as_str().unwrap());
            }
        }
        for (name, value) in of_signature {
            lines.add_unchecked(name, value);
        }
        lines
    }

    fn query(&self, auth: &str) -> String {
        self.query.text_around(auth).trim_matches('&').to_owned()
    }

    /// Compares every stage with what the suite has for this way of signing.
    fn check(&self, algorithm: Algorithm, way: &str, query: &str, headers: &HeaderLines) {
        let canonical = CanonicalRequest {
            method: self.value["method"].as_str().unwrap(),
            uri: &self.uri,
            query,
            host: "example.amazonaws.com",
            headers,
            payload_hash: self.payload_hash.as_str(),
        };
        let text = canonical.text();
        let expected = |stage: &str| self.value[way][stage].as_str().unwrap();
        let is_same = text == expected("canonical_request");
        if is_normalized(&self.value) {
            assert!(!is_same, "{}: S3 never normalises", self.id());
            return;
        }
        assert_eq!(text, expected("canonical_request"), "{} {way}", self.id());
        let date = date();
        let region = (algorithm == Algorithm::HmacSha256).then_some("us-east-1");
        let behind_date = scope::behind_date(region, "service");
        let scope = CredentialScope { date, behind_date: &behind_date };
        let string_to_sign = StringToSign::new(algorithm, scope, canonical.hash());
        let text = string_to_sign.text();
        assert_eq!(text, expected("string_to_sign"), "{} {way}", self.id());
        self.check_signature(algorithm, &string_to_sign, expected("signature"));
    }

    fn check_signature(
        &self,
        algorithm: Algorithm,
        string_to_sign: &StringToSign<'_>,
        expected: &str,
    ) {
        match algorithm {
            Algorithm::HmacSha256 => {
                let secret = self.credentials.secret_access_key();
                let signature = signature(secret, date(), "service", string_to_sign);
                assert_eq!(signature.as_str(), expected, "{}", self.id());
            }
            #[cfg(feature = "sigv4a")]
            Algorithm::EcdsaP256Sha256 => self.check_ecdsa(string_to_sign, expected),
            #[cfg(not(feature = "sigv4a"))]
            Algorithm::EcdsaP256Sha256 => unreachable!(),
        }
    }

    /// ECDSA has many signatures for a text: the suite's and ours both have to hold.
    #[cfg(feature = "sigv4a")]
    fn check_ecdsa(&self, string_to_sign: &StringToSign<'_>, expected: &str) {
        use p256::ecdsa::signature::Verifier;

        let key = ecdsa_key::EcdsaKey::derive(&self.credentials);
        let point = key.verifying_key().to_sec1_point(false);
        let published =
            |axis: &str| hex::decode(self.value["public_key"][axis].as_str().unwrap()).unwrap();
        assert_eq!(point.x().unwrap().as_slice(), published("X"), "{}", self.id());
        assert_eq!(point.y().unwrap().as_slice(), published("Y"), "{}", self.id());
        let text = string_to_sign.text();
        let ours = key.sign(|hash| string_to_sign.write(hash));
        for signature in [expected, ours.as_str()] {
            let der = hex::decode(signature).unwrap();
            let signature = p256::ecdsa::DerSignature::from_bytes(&der).unwrap();
            key.verifying_key().verify(text.as_bytes(), &signature).unwrap();
        }
    }

    fn id(&self) -> &str {
        self.value["id"].as_str().unwrap()
    }
}

fn hash(text: &str) -> Hex {
    let mut hash = Sha256::new();
    hash.update(text.as_bytes());
    Hex::new(&hash.finish())
}

fn date() -> AmzDate {
    AmzDate::from_seconds(TIME)
}

fn is_on(case: &Value, option: &str) -> bool {
    case["context"][option] == true
}

/// Whether the suite wants the path changed.
fn is_normalized(case: &Value) -> bool {
    let path = case["target"].as_str().unwrap().split('?').next().unwrap();
    let has_dots = path.split('/').any(|segment| segment == "." || segment == "..");
    is_on(case, "normalize") && (has_dots || path.contains("//"))
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

fn cases(suite: &str) -> Vec<Case> {
    suite.lines().map(|line| Case::new(serde_json::from_str(line).unwrap())).collect()
}

fn check_header_way(suite: &str, algorithm: Algorithm) {
    for case in cases(suite) {
        let mut of_signature = vec![("x-amz-date", "20150830T123600Z")];
        let token = case.credentials.session_token().map(|token| token.expose().to_owned());
        of_signature.extend(token.as_deref().map(|token| ("x-amz-security-token", token)));
        let signs_body = is_on(&case.value, "sign_body");
        of_signature
            .extend(signs_body.then(|| ("x-amz-content-sha256", case.payload_hash.as_str())));
        let has_region_set = algorithm == Algorithm::EcdsaP256Sha256;
        of_signature.extend(has_region_set.then_some(("x-amz-region-set", "us-east-1")));
        case.check(algorithm, "header", &case.query(""), &case.headers(&of_signature));
    }
}

fn check_query_way(suite: &str, algorithm: Algorithm) {
    for case in cases(suite) {
        let now = UNIX_EPOCH + Duration::from_secs(TIME);
        let facts = Facts { credentials: &case.credentials, is_aws: true, window: 0, now };
        let grant = ExpiryPolicy::new().grant(&facts, Duration::from_secs(3_600)).unwrap();
        let headers = case.headers(&[]);
        let mut auth = String::new();
        let sigv4a = if algorithm == Algorithm::HmacSha256 { SigV4a::No } else { SigV4a::Required };
        let scope = AuthScope { sigv4a, ..AuthScope::sigv4("service", "us-east-1") };
        Signer::new(case.credentials.clone()).with_scope(&scope, |signer| {
            let date = signer.date(grant.signed_at());
            signer.write_auth_params(date, grant.expires_in(), &headers, &mut auth);
        });
        case.check(algorithm, "query", &case.query(&auth), &headers);
    }
}

#[test]
fn the_suite_holds_in_both_ways_stage_by_stage() {
    check_header_way(SIGV4, Algorithm::HmacSha256);
    check_query_way(SIGV4, Algorithm::HmacSha256);
}

#[cfg(feature = "sigv4a")]
#[test]
fn the_sigv4a_suite_holds_in_both_ways_stage_by_stage() {
    check_header_way(SIGV4A, Algorithm::EcdsaP256Sha256);
    check_query_way(SIGV4A, Algorithm::EcdsaP256Sha256);
}

#[test]
fn the_suite_has_all_its_cases_and_six_that_normalise() {
    let cases = cases(SIGV4);
    assert_eq!(cases.len(), 38);
    assert_eq!(cases.iter().filter(|case| is_normalized(&case.value)).count(), 6);
}

/// One of the published examples, with the figure of each stage.
struct Example {
    method: &'static str,
    uri: &'static str,
    query: &'static str,
    headers: &'static [(&'static str, &'static str)],
    body: &'static str,
    body_hash: &'static str,
    request_hash: &'static str,
    signature: &'static str,
}

const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// <https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html>, "Examples:
/// Signature Calculations": key, bucket, region and day are those of the query-string example.
const EXAMPLES: [Example; 4] = [
    Example {
        method: "GET",
        uri: "/test.txt",
        query: "",
        headers: &[("range", "bytes=0-9")],
        body: "",
        body_hash: EMPTY,
        request_hash: "7344ae5b7ee6c3e7e6b0fe0640412a37625d1fbfff95c48bbb2dc43964946972",
        signature: "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    },
    Example {
        method: "PUT",
        uri: "/test%24file.text",
        query: "",
        headers: &[
            ("date", "Fri, 24 May 2013 00:00:00 GMT"),
            ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
        ],
        body: "Welcome to Amazon S3.",
        body_hash: "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
        request_hash: "9e0e90d9c76de8fa5b200d8c849cd5b8dc7a3be3951ddb7f6a76b4158342019d",
        signature: "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
    },
    Example {
        method: "GET",
        uri: "/",
        query: "lifecycle=",
        headers: &[],
        body: "",
        body_hash: EMPTY,
        request_hash: "9766c798316ff2757b517bc739a67f6213b4ab36dd5da2f94eaebf79c77395ca",
        signature: "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
    },
    Example {
        method: "GET",
        uri: "/",
        query: "max-keys=2&prefix=J",
        headers: &[],
        body: "",
        body_hash: EMPTY,
        request_hash: "df57d21db20da04d7fa30298dd4488ba3a2b47ca3a489c74750e0f1e7df1b9b7",
        signature: "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
    },
];

impl Example {
    fn headers(&self, date: AmzDate) -> HeaderLines {
        let mut lines = HeaderLines::default();
        for (name, value) in self.headers {
            lines.add_unchecked(name, value);
        }
        lines.add_unchecked("x-amz-content-sha256", hash(self.body).as_str());
        lines.add_unchecked("x-amz-date", date.as_str());
        lines
    }
}

#[test]
fn the_published_examples_of_header_signing_hold_stage_by_stage() {
    let scope = "20130524/us-east-1/s3/aws4_request";
    let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", secret).unwrap();
    let date = AmzDate::from_seconds(1_369_353_600);
    let behind_date = scope::behind_date(Some("us-east-1"), "s3");
    for example in EXAMPLES {
        let payload_hash = hash(example.body);
        assert_eq!(payload_hash.as_str(), example.body_hash);

        let canonical = CanonicalRequest {
            method: example.method,
            uri: example.uri,
            query: example.query,
            host: "examplebucket.s3.amazonaws.com",
            headers: &example.headers(date),
            payload_hash: payload_hash.as_str(),
        };
        let request_hash = example.request_hash;
        assert_eq!(hash(&canonical.text()).as_str(), request_hash, "{}", canonical.text());

        let of_request = CredentialScope { date, behind_date: &behind_date };
        let text = StringToSign::new(Algorithm::HmacSha256, of_request, canonical.hash());
        let expected = format!("AWS4-HMAC-SHA256\n20130524T000000Z\n{scope}\n{request_hash}");
        assert_eq!(text.text(), expected);

        let made = signature(credentials.secret_access_key(), date, "s3", &text);
        assert_eq!(made.as_str(), example.signature);
    }
}

//! Every form of `tests/vectors/botocore/open-post.jsonl`: signatures, conditions, and the whole form.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64ct::{Base64, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use s3_presigner::{
    AddressingStyle, Condition, CredentialKind, Credentials, Endpoint, Error, PostForm, PostPolicy,
    PostPolicyDocument, PresignedPost, Presigner, Region,
};
use serde_json::Value;

const CASES: &str = include_str!("vectors/botocore/open-post.jsonl");

/// Keys that S3 does not hold, so that this crate refuses them.
const REFUSED: [&str; 1] = ["post-key-nul"];

/// Whether a case is refused: for its key, or for a token beside a long-term id at AWS, which botocore signs.
fn is_refused(case: &Value) -> bool {
    let id = text(case, "/input/credentials/access_key_id");
    let has_token = case.pointer("/input/credentials/session_token").is_some_and(Value::is_string);
    let is_contradictory = id.starts_with("AKIA") && has_token;
    if is_contradictory {
        let refused = sign(case);
        assert!(matches!(refused, Err(Error::UnexpectedSessionToken { .. })), "{id}");
    }
    is_contradictory || REFUSED.contains(&text(case, "/id"))
}

fn cases() -> impl Iterator<Item = Value> {
    CASES.lines().map(|line| serde_json::from_str(line).unwrap())
}

fn text<'v>(case: &'v Value, pointer: &str) -> &'v str {
    case.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("{pointer} is no text"))
}

fn number(case: &Value, pointer: &str) -> u64 {
    case.pointer(pointer).and_then(Value::as_u64).unwrap()
}

fn now(case: &Value) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(number(case, "/input/time"))
}

fn presigner(case: &Value) -> Presigner {
    let id = text(case, "/input/credentials/access_key_id");
    let secret = text(case, "/input/credentials/secret_access_key");
    let credentials = match case["input"]["credentials"]["session_token"].as_str() {
        Some(token) => Credentials::temporary(id, secret, token)
            .unwrap()
            .with_kind(CredentialKind::Custom { max: Duration::from_secs(604_800) }),
        None => Credentials::new(id, secret).unwrap(),
    };
    let endpoint = &case["input"]["endpoint"];
    let region = text(case, "/input/region");
    let base = match text(case, "/expected/url") {
        // Botocore's global host, which this crate does not use by itself.
        url if url.contains(".s3.amazonaws.com") => {
            Endpoint::custom(&format!("{}://s3.amazonaws.com", url.split(':').next().unwrap()))
                .unwrap()
        }
        _ => Endpoint::aws().with_accelerate(endpoint.get("use_accelerate_endpoint").is_some()),
    };
    let style = match endpoint["style"].as_str() {
        Some("path") => AddressingStyle::Path,
        _ => AddressingStyle::VirtualHosted,
    };
    Presigner::new(credentials, Region::new(region).unwrap()).with_endpoint(base.with_style(style))
}

/// The policy in this crate's terms.
fn policy(case: &Value) -> PostPolicy<'_> {
    let mut policy = PostPolicy::new(text(case, "/input/bucket"), text(case, "/input/key"));
    let fields = case["input"]["fields"].as_object().unwrap();
    let of_document = || case["expected"]["fields"].as_array().unwrap().iter();
    if case["id"] == "aws-doc-post" {
        // The documented example has its fields among what is expected only.
        for field in of_document() {
            let (name, value) = (field[0].as_str().unwrap(), field[1].as_str().unwrap());
            let of_signature = [
                "key",
                "policy",
                "x-amz-credential",
                "x-amz-algorithm",
                "x-amz-date",
                "x-amz-signature",
            ];
            if !of_signature.contains(&name.to_lowercase().as_str()) {
                policy = policy.field(name, value);
            }
        }
    }
    for (name, value) in fields {
        policy = policy.field(name, value.as_str().unwrap());
    }
    let conditions = case["input"]["conditions"].to_string();
    let document =
        format!("{{\"expiration\":\"2026-01-01T00:00:00Z\",\"conditions\":{conditions}}}");
    for condition in PostPolicyDocument::from_json(document.as_bytes()).unwrap().conditions() {
        let about = match condition {
            Condition::Equals { field, .. } | Condition::StartsWith { field, .. } => field.as_str(),
            _ => "",
        };
        // What the constructor and the signature say already.
        let is_own = about == "key"
            || about == "bucket"
            || about.starts_with("x-amz-credential")
            || about.starts_with("x-amz-algorithm")
            || about.starts_with("x-amz-date");
        let is_field =
            matches!(condition, Condition::Equals { field, .. } if fields.contains_key(field));
        if !is_own && (!is_field || !matches!(condition, Condition::Equals { .. })) {
            policy = policy.condition(condition.clone());
        }
    }
    policy
}

fn sign(case: &Value) -> Result<PresignedPost, Error> {
    let lifetime = Duration::from_secs(number(case, "/input/expires"));
    presigner(case).presign_post_at(&policy(case), lifetime, now(case))
}

/// The conditions as texts, with `eq` lists and objects spelled the same; the token, which `Display` hides,
/// too.
fn conditions(policy: &PostPolicyDocument) -> BTreeSet<String> {
    let whole = |condition: &Condition| match condition {
        Condition::Equals { field, value } => format!("{field}={value}"),
        Condition::StartsWith { field, prefix } => format!("{field}={prefix}*"),
        other => other.to_string(),
    };
    policy.conditions().iter().map(whole).collect()
}

/// The signature of a policy, by `hmac` alone.
fn signature(case: &Value, policy: &str) -> String {
    let scope = [
        text(case, "/input/time_iso").get(..8).unwrap(),
        text(case, "/input/region"),
        text(case, "/input/service"),
        "aws4_request",
        policy,
    ];
    let mut key =
        format!("AWS4{}", text(case, "/input/credentials/secret_access_key")).into_bytes();
    for part in scope {
        let mut mac = Hmac::<sha2::Sha256>::new_from_slice(&key).unwrap();
        mac.update(part.as_bytes());
        key = mac.finalize().into_bytes().to_vec();
    }
    hex::encode(key)
}

#[test]
fn every_graded_form_has_the_conditions_of_botocores() {
    let mut count = 0;
    for case in cases().filter(|case| case["grade"] == "match") {
        let id = text(&case, "/id");
        let outcome = sign(&case);
        count += 1;
        if is_refused(&case) {
            assert!(outcome.is_err(), "{id}");
            continue;
        }
        let post = outcome.unwrap_or_else(|error| panic!("{id}: {error}"));
        assert_eq!(post.url(), text(&case, "/expected/url"), "{id}");
        let field = |name: &str| post.fields().find(|(other, _)| other == &name).unwrap().1;
        assert!(Base64::decode_vec(field("policy")).unwrap().is_ascii(), "{id}");
        let ours = PostPolicyDocument::from_base64(field("policy")).unwrap();
        let theirs =
            PostPolicyDocument::from_base64(text(&case, "/expected/policy_base64")).unwrap();
        assert_eq!(conditions(&ours), conditions(&theirs), "{id}");
        assert_eq!(ours.expiration(), theirs.expiration(), "{id}");
    }
    assert_eq!(count, 30);
}

#[test]
fn every_form_carries_the_signature_of_its_own_policy() {
    for case in cases().filter(|case| !is_refused(case)) {
        let id = text(&case, "/id");
        let Ok(post) = sign(&case) else { panic!("{id}") };
        let field = |name: &str| post.fields().find(|(other, _)| other == &name).unwrap().1;
        assert_eq!(field("x-amz-signature"), signature(&case, field("policy")), "{id}");
        // The vectors' own signature by the same few lines, so that these are known to be right.
        let given = text(&case, "/expected/policy_base64");
        assert_eq!(text(&case, "/expected/signature"), signature(&case, given), "{id}");
    }
}

#[test]
fn the_simulator_takes_every_graded_form_and_refuses_it_a_second_too_late() {
    for case in cases().filter(|case| case["grade"] == "match") {
        let id = text(&case, "/id");
        let mut form = PostForm::new(text(&case, "/input/bucket")).with_file("x.jpg", 1_000);
        for field in case["expected"]["fields"].as_array().unwrap() {
            form = form.with_field(field[0].as_str().unwrap(), field[1].as_str().unwrap());
        }
        let policy = PostPolicyDocument::from_base64(form.field("policy").unwrap()).unwrap();
        let size = policy.conditions().iter().find_map(|condition| match condition {
            Condition::ContentLengthRange { max, .. } => Some(*max),
            _ => None,
        });
        let form = form.with_file("x.jpg", size.unwrap_or(1_000));
        assert_eq!(form.check(policy.expiration()), Ok(()), "{id}");
        assert!(form.check(policy.expiration() + Duration::from_secs(1)).is_err(), "{id}");
    }
}

#[test]
fn the_published_example_is_signed_as_published() {
    let case = cases().find(|case| case["id"] == "aws-doc-post").unwrap();
    let policy = text(&case, "/expected/policy_base64");
    assert!(Base64::decode_vec(policy).unwrap().contains(&b'\r'), "CRLF, as published");
    assert_eq!(
        signature(&case, policy),
        "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e"
    );
}

#[test]
fn sizes_are_taken_from_the_least_to_the_most() {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").unwrap();
    let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
    let post = |least, most| {
        let policy = PostPolicy::new("photos", "k").content_length_range(least..=most);
        presigner.presign_post(&policy, Duration::from_secs(60))
    };
    let range = post(5, 7).unwrap();
    for (size, is_taken) in [(4, false), (5, true), (7, true), (8, false)] {
        let form = PostForm::from(&range).with_file("cat.jpg", size);
        assert_eq!(form.check(SystemTime::now()).is_ok(), is_taken, "{size}");
    }
    assert!(post(5, 5).is_ok(), "one size");
    assert!(post(6, 5).is_err());
}

#[test]
fn the_key_can_be_widened_by_a_condition_and_what_the_signer_sets_cannot() {
    let starts =
        |field: &str| PostPolicy::new("photos", "user/${filename}").starts_with(field, "user/");
    assert!(starts("key").validate().is_ok() && starts("KEY").validate().is_ok());
    for reserved in ["policy", "x-amz-signature", "bucket"] {
        assert!(starts(reserved).validate().is_err(), "{reserved}");
    }
}

//! Every endpoint of `tests/vectors/botocore/open-endpoints.jsonl`, resolved by AWS's rule set.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;

use serde_json::{Value, json};

use endpoint_rules::resolve;

#[path = "support/endpoint_rules.rs"]
mod endpoint_rules;

const CASES: &str = include_str!("vectors/botocore/open-endpoints.jsonl");

/// Where this crate differs on purpose: `id = "reason"`.
const EXCEPTIONS: &str = include_str!("vectors/botocore/exceptions.toml");

/// What is wrong with the outcome, if anything is.
fn difference(case: &Value) -> Option<String> {
    let expected = &case["expect"];
    match (resolve(&case["params"]), expected.get("error")) {
        (Err(_), Some(_)) => None,
        (Err(error), None) => Some(format!("refused: {error}")),
        (Ok(endpoint), Some(error)) => Some(format!("{endpoint:?} instead of the error {error}")),
        (Ok(endpoint), None) => {
            let mut auth = json!({
                "name": endpoint.auth_scheme,
                "signingName": endpoint.signing_service,
            });
            if endpoint.auth_scheme == "sigv4a" {
                auth["signingRegionSet"] = json!([endpoint.signing_region]);
            } else {
                auth["signingRegion"] = json!(endpoint.signing_region);
            }
            let found = json!({"url": endpoint.url, "auth": auth});
            let wanted =
                json!({"url": expected["endpoint"]["url"], "auth": expected["endpoint"]["auth"]});
            (found != wanted).then(|| format!("{found} instead of {wanted}"))
        }
    }
}

#[test]
fn every_endpoint_is_the_one_of_awss_rules() {
    let exceptions: BTreeMap<&str, &str> = EXCEPTIONS
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split_once(" = ").unwrap())
        .collect();
    let mut failures = Vec::new();
    let mut differing = Vec::new();
    for line in CASES.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let id = case["id"].as_str().unwrap().to_owned();
        if let Some(difference) = difference(&case) {
            if !exceptions.contains_key(id.as_str()) {
                failures.push(format!("{id} {}: {difference}", case["params"]));
            }
            differing.push(id);
        }
    }
    assert!(failures.is_empty(), "{} unlisted failures:\n{}", failures.len(), failures.join("\n"));
    for id in exceptions.keys() {
        assert!(
            differing.iter().any(|other| other == id),
            "{id} is listed as an exception but holds"
        );
    }
}

//! Every endpoint of `tests/vectors/botocore/open-endpoints.jsonl`, resolved by AWS's rule set.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;

use s3_presigner::{AddressingStyle, Endpoint, Error, Region, ResolvedEndpoint};
use serde_json::{Value, json};

const CASES: &str = include_str!("vectors/botocore/open-endpoints.jsonl");

/// Where this crate differs on purpose: `id = "reason"`.
const EXCEPTIONS: &str = include_str!("vectors/botocore/exceptions.toml");

fn resolve(params: &Value) -> Result<ResolvedEndpoint, Error> {
    let on = |name: &str| params.get(name) == Some(&Value::Bool(true));
    let endpoint = match params.get("Endpoint").and_then(Value::as_str) {
        Some(url) => Endpoint::custom(url)?,
        None => Endpoint::aws(),
    };
    let style =
        if on("ForcePathStyle") { AddressingStyle::Path } else { AddressingStyle::VirtualHosted };
    let endpoint = endpoint
        .with_style(style)
        .with_dual_stack(on("UseDualStack"))
        .with_fips(on("UseFIPS"))
        .with_accelerate(on("Accelerate"))
        .with_arn_region(params.get("UseArnRegion") != Some(&Value::Bool(false)))
        .with_multi_region_access_points(!on("DisableMultiRegionAccessPoints"));
    let region = Region::new(params["Region"].as_str().unwrap())?;
    endpoint.resolve(&region, params.get("Bucket").and_then(Value::as_str))
}

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

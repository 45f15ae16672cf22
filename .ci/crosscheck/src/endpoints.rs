//! Where a request goes and how it is signed, for the parameters of botocore's endpoint rules.

use serde_json::{Value, json};

use endpoint_rules::resolve;

#[path = "../../../tests/support/endpoint_rules.rs"]
mod endpoint_rules;

/// URL and signature, or the error.
pub fn resolved(params: &Value) -> Value {
    match resolve(params) {
        Ok(endpoint) => json!({
            "url": endpoint.url,
            "name": endpoint.auth_scheme,
            "service": endpoint.signing_service,
            "region": endpoint.signing_region,
        }),
        Err(error) => json!({ "error": error.to_string() }),
    }
}

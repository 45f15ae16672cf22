//! Where a request goes and how it is signed, for the parameters of botocore's endpoint rules.

use s3_presigner::{AddressingStyle, Endpoint, Error, Region, ResolvedEndpoint};
use serde_json::{Value, json};

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

fn resolve(params: &Value) -> Result<ResolvedEndpoint, Error> {
    let on = |name: &str| params[name] == true;
    let endpoint = match params["Endpoint"].as_str() {
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
        .with_arn_region(params["UseArnRegion"] != false)
        .with_multi_region_access_points(!on("DisableMultiRegionAccessPoints"));
    let region = Region::new(params["Region"].as_str().unwrap_or_default())?;
    endpoint.resolve(&region, params["Bucket"].as_str())
}

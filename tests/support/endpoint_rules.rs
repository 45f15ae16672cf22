//! The parameters of AWS's endpoint rules, as botocore names them, put into this crate's settings.

use s3_presigner::{AddressingStyle, Endpoint, Error, Region, ResolvedEndpoint};
use serde_json::Value;

/// Where a request goes, and how it is signed.
pub(crate) fn resolve(params: &Value) -> Result<ResolvedEndpoint, Error> {
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

//! What the host of a custom endpoint tells, against what a link there is signed for.
//!
//! The SDKs sign for any host that they are given, and S3 refuses the link. What would fail for sure is refused here;
//! the reader of links asks the same [`S3Host`].

use super::address::{AuthScope, SigV4a, Site};
use super::s3_host::{HostSite, S3Host};
use super::settings::Endpoint;
use crate::error::EndpointError;

impl Endpoint {
    /// The hosts that serve websites know no signatures.
    pub(super) fn check_no_website(&self) -> Result<(), EndpointError> {
        let hosts = self.custom.iter().chain(&self.public).map(|custom| &custom.host);
        match hosts.into_iter().find(|host| S3Host::read(host).site == HostSite::Website) {
            Some(host) => Err(EndpointError::WebsiteEndpoint { host: host.clone() }),
            None => Ok(()),
        }
    }

    /// Whether a site of this endpoint is of the service and the region that are signed for, as far as its hosts tell.
    /// AWS's own, which are made from both, need no look.
    pub(super) fn check_scope(&self, site: &Site) -> Result<(), EndpointError> {
        if self.custom.is_none() && self.public.is_none() {
            return Ok(());
        }
        let mut fronts = std::iter::once(&site.front).chain(&site.behind_proxy);
        fronts.try_for_each(|front| check_host(front.host(), &site.scope))
    }
}

fn check_host(host: &str, scope: &AuthScope<'_>) -> Result<(), EndpointError> {
    let told = S3Host::read(host);
    if let Some(host_service) = told.service().filter(|service| *service != scope.service) {
        let (host, service) = (host.to_owned(), scope.service);
        return Err(EndpointError::EndpointOfService { host, host_service, service });
    }
    // A set of regions stands in the scope of SigV4A.
    let is_one_region = scope.sigv4a != SigV4a::Required;
    match told.region.filter(|region| is_one_region && *region != scope.region) {
        Some(host_region) => Err(EndpointError::EndpointInRegion {
            host: host.to_owned(),
            host_region: host_region.to_owned(),
            region: scope.region.to_string(),
        }),
        None => Ok(()),
    }
}

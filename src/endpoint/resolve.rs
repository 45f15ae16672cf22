//! AWS's endpoint rules for S3, as small functions in the order in which they are asked.
//!
//! The rules are published as `endpoint-rule-set.json` beside the service model of every SDK; each
//! function here is one branch of it.

use super::address::{
    Address, AnySite, AuthScope, BucketPlace, EXPRESS, Front, ResolvedEndpoint, S3, Site,
};
use super::partition::Partition;
use super::settings::{AddressingStyle, Endpoint};
use crate::error::{EndpointError, Error, Field};
use crate::object::{BucketName, Region, is_host_label, region_of};
use crate::web_url::Scheme;

/// An endpoint in a region, with the site of ordinary buckets made ready.
#[derive(Clone, Debug)]
pub(crate) struct Resolver {
    pub(super) endpoint: Endpoint,
    region: Region,
    pub(super) partition: &'static Partition,
    /// Of everything that is no ARN and no directory bucket.
    site: Site,
    is_aws: bool,
    /// Whether a bucket whose name is a host label stands in front of the host, if nothing in its name says
    /// otherwise: so it is at AWS unless an option is set.
    is_plain: bool,
    /// What makes the endpoint impossible for every bucket.
    fault: Option<EndpointError>,
    /// What makes the ready site impossible.
    site_fault: Option<EndpointError>,
}

impl Resolver {
    pub(crate) fn new(endpoint: Endpoint, region: Region) -> Self {
        let partition = Partition::of_region(region.as_str());
        let site = ordinary_site(&endpoint, region.as_str(), partition);
        let is_aws = endpoint.is_aws();
        let site_fault = endpoint.check_scope(&site).err();
        let (is_plain, fault) = (false, None);
        let mut resolver =
            Self { endpoint, region, partition, site, is_aws, is_plain, fault, site_fault };
        resolver.fault = resolver.check_variants().err();
        let Endpoint { custom, public, accelerate, style, .. } = &resolver.endpoint;
        let has_options = custom.is_some() || public.is_some() || *accelerate;
        let in_host = matches!(style, AddressingStyle::Auto | AddressingStyle::VirtualHosted);
        resolver.is_plain = !has_options && in_host && resolver.fault.is_none();
        resolver
    }

    /// Whether AWS's limits on lifetimes hold at the server.
    pub(crate) fn is_aws(&self) -> bool {
        self.is_aws
    }

    pub(crate) fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    pub(crate) fn region(&self) -> &Region {
        &self.region
    }

    /// Where a request for this bucket goes.
    #[inline]
    pub(crate) fn address<'a>(
        &'a self,
        bucket: Option<&'a BucketName<'_>>,
    ) -> Result<Address<'a>, EndpointError> {
        match bucket {
            Some(bucket) if self.is_plain && bucket.is_plain() => {
                Ok(self.at_ordinary(BucketPlace::Label(bucket.as_str())))
            }
            _ => self.address_by_rules(bucket),
        }
    }

    /// The same by all the rules.
    fn address_by_rules<'a>(
        &'a self,
        bucket: Option<&'a BucketName<'_>>,
    ) -> Result<Address<'a>, EndpointError> {
        if let Some(fault) = &self.fault {
            return Err(fault.clone());
        }
        let address = match bucket {
            Some(bucket) if bucket.is_arn() => self.arn(bucket.as_str()),
            Some(bucket) if bucket.is_plain() => self.ordinary(bucket),
            Some(bucket) => self.special(bucket),
            None => self.with_bucket(BucketPlace::None),
        }?;
        match (&address.site, &self.site_fault) {
            (AnySite::Ready(_), Some(fault)) => return Err(fault.clone()),
            (AnySite::Ready(_), None) => {}
            (AnySite::Made(site), _) => self.endpoint.check_scope(site)?,
        }
        Ok(address)
    }

    /// A bucket whose name may have one of the suffixes that S3 reserves.
    fn special<'a>(&'a self, bucket: &'a BucketName<'_>) -> Result<Address<'a>, EndpointError> {
        let name = bucket.as_str();
        if directory_bucket_suffix(name).is_some() {
            self.directory_bucket(name)
        } else if name.ends_with(OUTPOSTS_ALIAS_SUFFIX) {
            self.outposts_alias(name)
        } else {
            self.check_namespace(name)?;
            self.ordinary(bucket)
        }
    }

    /// The name of an account-regional bucket says where it is, and AWS's other regions do not have it.
    fn check_namespace(&self, bucket: &str) -> Result<(), EndpointError> {
        match region_of(bucket) {
            Some(region) if self.is_aws && region != self.real_region() => {
                Err(EndpointError::AccountRegionalBucket {
                    bucket: bucket.to_owned(),
                    bucket_region: region.to_owned(),
                    region: self.region.to_string(),
                })
            }
            _ => Ok(()),
        }
    }

    fn check_variants(&self) -> Result<(), EndpointError> {
        let endpoint = &self.endpoint;
        if endpoint.accelerate && endpoint.fips {
            return Err(EndpointError::AccelerateWithFips);
        }
        if endpoint.custom.is_none() && endpoint.style == AddressingStyle::HostIsBucket {
            return Err(EndpointError::HostIsBucketAtAws);
        }
        endpoint.check_no_website()?;
        if endpoint.custom.is_some() {
            if let Some(variant) = self.variant() {
                return Err(EndpointError::VariantOfCustomEndpoint { variant });
            }
        } else if !is_host_label(self.region.as_str()) {
            return Err(EndpointError::RegionInHost { region: self.region.to_string() });
        }
        if endpoint.fips && self.partition.name == "aws-cn" {
            return Err(EndpointError::FipsInPartition { partition: self.partition.name });
        }
        Ok(())
    }

    /// The first variant of AWS's endpoints that is turned on.
    pub(super) fn variant(&self) -> Option<&'static str> {
        let endpoint = &self.endpoint;
        [
            (endpoint.dual_stack, "dual-stack"),
            (endpoint.fips, "FIPS"),
            (endpoint.accelerate, "S3 Transfer Acceleration"),
        ]
        .into_iter()
        .find_map(|(on, name)| on.then_some(name))
    }

    /// An ordinary bucket: in front of the host where it can stand there, else in the path.
    fn ordinary<'a>(&'a self, bucket: &'a BucketName<'_>) -> Result<Address<'a>, EndpointError> {
        let name = bucket.as_str();
        self.check_named_once(name)?;
        let place = match self.endpoint.style {
            AddressingStyle::HostIsBucket => BucketPlace::None,
            AddressingStyle::Auto if !self.wants_host() => BucketPlace::Path(name),
            AddressingStyle::Path => BucketPlace::Path(name),
            _ if self.fits_host(bucket) => BucketPlace::Label(name),
            _ => BucketPlace::Path(name),
        };
        self.with_bucket(place)
    }

    /// A custom endpoint that names the bucket is copied from the bucket's own address.
    pub(super) fn check_named_once(&self, bucket: &str) -> Result<(), EndpointError> {
        let Endpoint { custom, public, style, .. } = &self.endpoint;
        match custom.iter().chain(public).find(|site| site.names(bucket)) {
            Some(site) if *style != AddressingStyle::HostIsBucket => {
                let (bucket, endpoint) = (bucket.to_owned(), site.shown());
                Err(EndpointError::BucketInEndpoint { bucket, endpoint })
            }
            _ => Ok(()),
        }
    }

    /// Whether a bucket stands in front of the host where nothing was said.
    fn wants_host(&self) -> bool {
        self.endpoint.custom.as_ref().is_none_or(|custom| custom.wants_label)
    }

    /// Whether a bucket can stand in front of the host, and in front of the public one if there is one.
    fn fits_host(&self, bucket: &BucketName<'_>) -> bool {
        let Endpoint { custom, public, .. } = &self.endpoint;
        let mut sites = custom.iter().chain(public);
        bucket.as_str().len() >= 3
            && (custom.is_some() || is_host_label(bucket.as_str()))
            && sites.all(|site| site.takes_label(bucket.as_str()))
    }

    fn with_bucket<'a>(&'a self, bucket: BucketPlace<'a>) -> Result<Address<'a>, EndpointError> {
        match bucket {
            _ if !self.endpoint.accelerate => Ok(self.at_ordinary(bucket)),
            // Acceleration is a bucket's; the service itself has only its regional host.
            BucketPlace::None => {
                let endpoint = Endpoint { accelerate: false, ..self.endpoint.clone() };
                let host = ordinary_host(&endpoint, self.region.as_str(), self.partition);
                Ok(self.at(&host, bucket, self.site.scope.clone()))
            }
            BucketPlace::Path(bucket) => {
                Err(EndpointError::AccelerateWithPathStyle { bucket: bucket.to_owned() })
            }
            BucketPlace::Label(_) if self.partition.name == "aws-cn" => {
                Err(EndpointError::AccelerateInPartition { partition: self.partition.name })
            }
            BucketPlace::Label(_) => Ok(self.at_ordinary(bucket)),
        }
    }

    fn at_ordinary<'a>(&'a self, bucket: BucketPlace<'a>) -> Address<'a> {
        Address { site: AnySite::Ready(&self.site), bucket }
    }

    /// An address that is not made ready.
    pub(super) fn at<'a>(
        &self,
        host: &str,
        bucket: BucketPlace<'a>,
        scope: AuthScope<'static>,
    ) -> Address<'a> {
        Address { site: AnySite::Made(Box::new(site(&self.endpoint, host, scope))), bucket }
    }

    /// `aws-global` is no place; its requests are signed for US East (N. Virginia).
    pub(super) fn real_region(&self) -> &str {
        real_region(self.region.as_str())
    }

    /// Buckets that have a host of their own cannot be behind a public URL.
    pub(super) fn check_own_host(&self, bucket: &str) -> Result<(), EndpointError> {
        match self.endpoint.public {
            Some(_) => Err(EndpointError::OwnHostWithPublicUrl { bucket: bucket.to_owned() }),
            None => Ok(()),
        }
    }

    /// A directory bucket or its access point, on the host of its zone.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-Regions-and-Zones.html>
    fn directory_bucket<'a>(&'a self, bucket: &'a str) -> Result<Address<'a>, EndpointError> {
        let endpoint = &self.endpoint;
        if endpoint.accelerate {
            let (bucket_kind, variant) =
                ("an S3 Express directory bucket", "S3 Transfer Acceleration");
            return Err(EndpointError::Unsupported { bucket_kind, variant });
        }
        let no_name = || EndpointError::DirectoryBucketName { bucket: bucket.to_owned() };
        let scope = AuthScope::sigv4(EXPRESS, self.region.to_string());
        self.check_named_once(bucket)?;
        if let Some(custom) = &endpoint.custom {
            let sites = || std::iter::once(custom).chain(&endpoint.public);
            let place = if endpoint.style == AddressingStyle::HostIsBucket {
                BucketPlace::None
            } else if sites().any(|site| site.is_ip) {
                BucketPlace::Path(bucket)
            } else if is_host_label(bucket) && sites().all(|site| site.takes_label(bucket)) {
                BucketPlace::Label(bucket)
            } else {
                return Err(no_name());
            };
            return Ok(self.at(&custom.host, place, scope));
        }
        self.check_own_host(bucket)?;
        let zone = directory_bucket_suffix(bucket)
            .and_then(|suffix| bucket.strip_suffix(suffix)?.rsplit_once("--"))
            .map(|(_, zone)| zone)
            .filter(|zone| ZONE_LENGTHS.contains(&zone.len()))
            .filter(|zone| is_host_label(zone) && is_host_label(bucket))
            .ok_or_else(no_name)?;
        let fips = if endpoint.fips { "fips-" } else { "" };
        let dual_stack = if endpoint.dual_stack { ".dualstack" } else { "" };
        let (region, domain) = (&self.region, self.partition.dns_suffix);
        let host = format!("s3express-{fips}{zone}{dual_stack}.{region}.{domain}");
        Ok(self.at(&host, BucketPlace::Label(bucket), scope))
    }
}

impl Endpoint {
    /// Where this endpoint leads for a bucket, or for the service itself.
    ///
    /// The bucket is a name or an access point ARN. The name is not checked against the naming
    /// rules here; signing a request for it does that.
    ///
    /// # Errors
    ///
    /// [`Error::Endpoint`] for a combination that AWS does not offer.
    pub fn resolve(
        &self,
        region: &Region,
        bucket: Option<&str>,
    ) -> Result<ResolvedEndpoint, Error> {
        if let Some(name @ ("" | "." | "..")) = bucket {
            return Err(Error::invalid(Field::BucketName, name, "it names no bucket"));
        }
        let resolver = Resolver::new(self.clone(), region.clone());
        let bucket = bucket.map(|name| BucketName::unchecked(name.into()));
        Ok(ResolvedEndpoint::from(&resolver.address(bucket.as_ref())?))
    }
}

/// What the alias of an access point on Outposts ends with, which is taken where a bucket is.
const OUTPOSTS_ALIAS_SUFFIX: &str = "--op-s3";

/// The lengths that the ids of zones have in AWS's rules, such as `usw2-az1` and `use1-atl2-az1`.
const ZONE_LENGTHS: [usize; 5] = [8, 9, 13, 14, 20];

/// The site with this host, behind the proxy's if the endpoint has one.
fn site(endpoint: &Endpoint, host: &str, scope: AuthScope<'static>) -> Site {
    let custom = endpoint.custom.as_ref();
    let front = Front::new(host, custom.map_or("", |custom| &custom.base_path));
    match &endpoint.public {
        Some(public) => Site {
            scheme: public.scheme,
            front: Front::new(&public.host, &public.base_path),
            behind_proxy: Some(front),
            scope,
        },
        None => Site {
            scheme: custom.map_or(Scheme::Https, |custom| custom.scheme),
            front,
            behind_proxy: None,
            scope,
        },
    }
}

fn ordinary_site(endpoint: &Endpoint, region: &str, partition: &Partition) -> Site {
    let scope = AuthScope::sigv4(S3, real_region(region).to_owned());
    site(endpoint, &ordinary_host(endpoint, region, partition), scope)
}

fn ordinary_host(endpoint: &Endpoint, region: &str, partition: &Partition) -> String {
    if let Some(custom) = &endpoint.custom {
        return custom.host.clone();
    }
    let domain = partition.dns_suffix;
    let dual_stack = if endpoint.dual_stack { ".dualstack" } else { "" };
    if endpoint.accelerate {
        // So AWS's rules have it, for this one pseudo region.
        let global =
            if dual_stack.is_empty() || region != "aws-global" { "" } else { ".us-east-1" };
        return format!("s3-accelerate{dual_stack}{global}.{domain}");
    }
    if region == "aws-global" && !endpoint.dual_stack && !endpoint.fips {
        return format!("s3.{domain}");
    }
    let fips = if endpoint.fips { "-fips" } else { "" };
    let region = real_region(region);
    format!("s3{fips}{dual_stack}.{region}.{domain}")
}

fn real_region(region: &str) -> &str {
    if region == "aws-global" { "us-east-1" } else { region }
}

/// What the names of directory buckets, and of access points to them, end with.
fn directory_bucket_suffix(bucket: &str) -> Option<&'static str> {
    ["--x-s3", "--xa-s3"].into_iter().find(|suffix| bucket.ends_with(suffix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_leads_where_the_rules_lead() {
        let variants = [
            Endpoint::aws(),
            Endpoint::aws().with_dual_stack(true),
            Endpoint::aws().with_fips(true),
            Endpoint::aws().with_style(AddressingStyle::Path),
        ];
        for endpoint in variants {
            for region in ["us-east-1", "eu-west-1", "aws-global", "cn-north-1", "us-iso-east-1"] {
                let resolver = Resolver::new(endpoint.clone(), Region::new(region).unwrap());
                for name in ["photos", "a.b.c", "Old_Name", "photos--op-s3", "xn--a", "abc-s3"] {
                    let bucket = BucketName::unchecked(name.into());
                    let found = |address: Result<Address<'_>, EndpointError>| {
                        address.map(|address| ResolvedEndpoint::from(&address))
                    };
                    let short = found(resolver.address(Some(&bucket)));
                    assert_eq!(
                        short,
                        found(resolver.address_by_rules(Some(&bucket))),
                        "{name} {region}"
                    );
                }
            }
        }
    }
}

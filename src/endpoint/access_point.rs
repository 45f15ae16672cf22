//! AWS's endpoint rules for what is named by an ARN.

use super::address::{
    Address, AnySite, AuthScope, BucketPlace, Front, OBJECT_LAMBDA, OUTPOSTS, S3, SigV4a, Site,
};
use super::arn::{AccessPointArn, ArnKind};
use super::partition::Partition;
use super::resolve::Resolver;
use super::settings::AddressingStyle;
use crate::error::EndpointError;
use crate::object::is_host_label;
use crate::web_url::Scheme;

impl Resolver {
    pub(super) fn arn<'a>(&'a self, text: &'a str) -> Result<Address<'a>, EndpointError> {
        if self.endpoint.style == AddressingStyle::Path {
            return Err(EndpointError::ArnWithPathStyle { arn: text.to_owned() });
        }
        self.check_own_host(text)?;
        let arn = AccessPointArn::parse(text)?;
        self.check_arn_variants(arn.kind)?;
        self.check_arn_place(&arn)?;
        if let (AddressingStyle::HostIsBucket, Some(custom)) =
            (self.endpoint.style, &self.endpoint.custom)
        {
            return Ok(self.at(&custom.host, BucketPlace::None, self.arn_scope(&arn)));
        }
        match arn.kind {
            ArnKind::MultiRegion => Ok(self.multi_region(&arn)),
            ArnKind::AccessPoint => self.access_point(&arn, "s3-accesspoint"),
            ArnKind::ObjectLambda => self.access_point(&arn, OBJECT_LAMBDA),
            ArnKind::Outpost { id } => self.outpost(&arn, id),
        }
    }

    fn arn_scope(&self, arn: &AccessPointArn<'_>) -> AuthScope<'static> {
        let region = arn.region.to_owned();
        match arn.kind {
            ArnKind::AccessPoint => AuthScope::sigv4(S3, region),
            ArnKind::ObjectLambda => AuthScope::sigv4(OBJECT_LAMBDA, region),
            ArnKind::Outpost { .. } => outposts_scope(region),
            ArnKind::MultiRegion => AuthScope {
                service: S3,
                region: self.endpoint.region_set.clone().into(),
                sigv4a: SigV4a::Required,
            },
        }
    }

    fn check_arn_variants(&self, kind: ArnKind<'_>) -> Result<(), EndpointError> {
        let endpoint = &self.endpoint;
        let (bucket_kind, dual_stack, fips) = match kind {
            ArnKind::AccessPoint => ("an access point", true, true),
            ArnKind::MultiRegion => ("a Multi-Region Access Point", false, false),
            ArnKind::ObjectLambda => ("an Object Lambda access point", false, true),
            ArnKind::Outpost { .. } => ("an access point on Outposts", false, false),
        };
        let variant = match self.variant() {
            Some("dual-stack") if !dual_stack => "dual-stack",
            _ if endpoint.fips && !fips => "FIPS",
            _ if endpoint.accelerate => "S3 Transfer Acceleration",
            _ => return Ok(()),
        };
        Err(EndpointError::Unsupported { bucket_kind, variant })
    }

    fn check_arn_place(&self, arn: &AccessPointArn<'_>) -> Result<(), EndpointError> {
        if arn.kind == ArnKind::MultiRegion {
            if !self.endpoint.multi_region {
                return Err(EndpointError::MultiRegionDisabled);
            }
        } else if !self.endpoint.arn_region && arn.region != self.region().as_str() {
            return Err(EndpointError::ArnRegion {
                region: self.region().to_string(),
                arn_region: arn.region.to_owned(),
            });
        }
        let arn_region = if arn.region.is_empty() { self.region().as_str() } else { arn.region };
        let of_arn_region = Partition::of_region(arn_region);
        if arn.partition != self.partition.name || of_arn_region.name != self.partition.name {
            return Err(EndpointError::ArnPartition {
                region_partition: self.partition.name,
                arn_partition: arn.partition.to_owned(),
            });
        }
        Ok(())
    }

    /// `NAME.accesspoint.s3-global.DOMAIN`, wherever the presigner is; a custom endpoint is passed
    /// over, as in AWS's rules.
    fn multi_region<'a>(&self, arn: &AccessPointArn<'_>) -> Address<'a> {
        let host = format!("{}.accesspoint.s3-global.{}", arn.name, self.partition.dns_suffix);
        over_tls(&host, BucketPlace::None, self.arn_scope(arn))
    }

    /// The access point as it stands in front of a host. AWS's rules put it before an IP address too, which
    /// makes a name that nothing resolves.
    fn arn_label(&self, arn: &AccessPointArn<'_>) -> Result<String, EndpointError> {
        let label = format!("{}-{}", arn.name, arn.account_id);
        if !is_host_label(&label) {
            return Err(EndpointError::ArnLabelTooLong { label });
        }
        self.check_named_once(&label)?;
        match &self.endpoint.custom {
            Some(custom) if !custom.takes_label(&label) => {
                Err(EndpointError::ArnInHost { label, host: custom.host.clone() })
            }
            _ => Ok(label),
        }
    }

    fn access_point<'a>(
        &self,
        arn: &AccessPointArn<'_>,
        service: &str,
    ) -> Result<Address<'a>, EndpointError> {
        let label = self.arn_label(arn)?;
        let parent = if let Some(custom) = &self.endpoint.custom {
            custom.host.clone()
        } else {
            let fips = if self.endpoint.fips { "-fips" } else { "" };
            let dual_stack = if self.endpoint.dual_stack { ".dualstack" } else { "" };
            let (region, domain) = (arn.region, self.partition.dns_suffix);
            format!("{service}{fips}{dual_stack}.{region}.{domain}")
        };
        Ok(self.at(&format!("{label}.{parent}"), BucketPlace::None, self.arn_scope(arn)))
    }

    /// AWS's rules want TLS and no base path here, whatever the custom endpoint says.
    fn outpost<'a>(
        &self,
        arn: &AccessPointArn<'_>,
        id: &str,
    ) -> Result<Address<'a>, EndpointError> {
        let label = self.arn_label(arn)?;
        let parent = match &self.endpoint.custom {
            Some(custom) => custom.host.clone(),
            None => format!("{OUTPOSTS}.{}.{}", arn.region, self.partition.dns_suffix),
        };
        let host = format!("{label}.{id}.{parent}");
        Ok(over_tls(&host, BucketPlace::None, self.arn_scope(arn)))
    }

    /// An alias `…-oOUTPOSTID…--op-s3`, which holds the kind of hardware and the id of the Outpost at
    /// fixed places from its end.
    pub(super) fn outposts_alias<'a>(
        &'a self,
        alias: &'a str,
    ) -> Result<Address<'a>, EndpointError> {
        self.check_own_host(alias)?;
        let from_end = |far: usize, near: usize| {
            let length = alias.len();
            length
                .checked_sub(far)
                .zip(length.checked_sub(near))
                .and_then(|(from, to)| alias.get(from..to))
        };
        let id = from_end(49, 32).filter(|id| is_host_label(id) && is_host_label(alias));
        let outpost = match (from_end(50, 49), id) {
            (Some("o"), Some(id)) => format!("op-{id}"),
            (Some("e"), Some(_)) => "ec2".to_owned(),
            _ => return Err(EndpointError::OutpostsAlias { alias: alias.to_owned() }),
        };
        let region = self.real_region();
        let is_beta = from_end(12, 8) == Some("beta");
        let parent = match &self.endpoint.custom {
            Some(custom) if is_beta => custom.host.clone(),
            None if is_beta => {
                return Err(EndpointError::OutpostsBetaAlias { alias: alias.to_owned() });
            }
            _ => format!("{OUTPOSTS}.{region}.{}", self.partition.dns_suffix),
        };
        let host = format!("{outpost}.{parent}");
        Ok(over_tls(&host, BucketPlace::Label(alias), outposts_scope(region.to_owned())))
    }
}

/// Outposts take SigV4A as well as SigV4.
fn outposts_scope(region: String) -> AuthScope<'static> {
    AuthScope { service: OUTPOSTS, region: region.into(), sigv4a: SigV4a::Offered }
}

fn over_tls<'a>(host: &str, bucket: BucketPlace<'a>, scope: AuthScope<'static>) -> Address<'a> {
    let (scheme, front) = (Scheme::Https, Front::new(host, ""));
    Address {
        site: AnySite::Made(Box::new(Site { scheme, front, behind_proxy: None, scope })),
        bucket,
    }
}

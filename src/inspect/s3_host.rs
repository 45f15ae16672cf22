//! [`S3Host`]: what a host name tells about bucket and region.

use crate::endpoint::{EXPRESS, OBJECT_LAMBDA, OUTPOSTS, Partition, S3};

/// A host name, read by AWS's patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct S3Host<'h> {
    pub(super) site: Site,
    /// What stands in front of the service: a bucket, or an access point with its account.
    pub(super) bucket: Option<&'h str>,
    pub(super) region: Option<&'h str>,
    /// Whether AWS's servers stand behind it, S3's or CloudFront.
    pub(super) is_aws: bool,
}

/// Which of S3's front doors it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Site {
    /// `s3.eu-west-1.amazonaws.com`, and `s3-eu-west-1`, `s3.dualstack.…`, `s3-fips.…`, VPC endpoints.
    Regional,
    /// `s3.amazonaws.com`.
    Global,
    /// `s3-accelerate.amazonaws.com`.
    Accelerate,
    /// `s3-website-eu-west-1.amazonaws.com`.
    Website,
    AccessPoint,
    ObjectLambda,
    Outposts,
    MultiRegion,
    /// The zonal host of directory buckets.
    Express,
    /// An address or `localhost`: no bucket can stand in front of it.
    Address,
    /// None of AWS's.
    Other,
}

impl<'h> S3Host<'h> {
    /// Reads a host in lower case, with or without a port.
    pub(super) fn read(host: &'h str) -> Self {
        let name = without_port(host);
        let Some(front) = Partition::without_domain(name) else {
            let is_address = name == "localhost" || name.parse::<std::net::IpAddr>().is_ok();
            let is_address = is_address || name.starts_with('[');
            let site = if is_address { Site::Address } else { Site::Other };
            let is_aws = name.ends_with(".cloudfront.net");
            return Self { site, bucket: None, region: None, is_aws };
        };
        let mut end = front.len();
        // From the right, as a bucket may have dots and be called anything.
        while let Some(label) = front.get(..end).and_then(|text| text.rsplit('.').next()) {
            let start = end - label.len();
            let behind = front.get(end..).unwrap_or_default();
            if let Some((site, in_label)) = site(label, behind) {
                let bucket = front.get(..start.saturating_sub(1));
                let region = in_label.or_else(|| region(behind));
                let bucket = bucket_in(site, bucket.unwrap_or_default());
                return Self { site, bucket, region, is_aws: true };
            }
            match start.checked_sub(1) {
                Some(before) => end = before,
                None => break,
            }
        }
        Self { site: Site::Other, bucket: None, region: None, is_aws: true }
    }

    /// The service of the credential scope there.
    pub(super) fn service(&self) -> Option<&'static str> {
        match self.site {
            Site::ObjectLambda => Some(OBJECT_LAMBDA),
            Site::Outposts => Some(OUTPOSTS),
            Site::Express => Some(EXPRESS),
            Site::Address | Site::Other => None,
            _ => Some(S3),
        }
    }

    /// Whether the bucket is the first segment of the path.
    pub(super) fn is_path_style(&self) -> bool {
        let takes_buckets = matches!(self.site, Site::Regional | Site::Global | Site::Address);
        takes_buckets && self.bucket.is_none()
    }
}

/// Which site a label names, given what stands behind it; and the region, where it is in the label.
fn site<'h>(label: &'h str, behind: &str) -> Option<(Site, Option<&'h str>)> {
    let site = match label.strip_suffix("-fips").unwrap_or(label) {
        "s3" if behind.is_empty() => Site::Global,
        "s3" => Site::Regional,
        "s3-accelerate" => Site::Accelerate,
        "s3-accesspoint" => Site::AccessPoint,
        "s3-object-lambda" => Site::ObjectLambda,
        "s3-outposts" => Site::Outposts,
        "s3-global" => Site::MultiRegion,
        "s3-website" => Site::Website,
        "s3-external-1" => return Some((Site::Regional, Some("us-east-1"))),
        zonal if zonal.starts_with("s3express-") => Site::Express,
        old => {
            let is_last = |region: &&str| behind.is_empty() && region.contains('-');
            if let Some(region) = old.strip_prefix("s3-website-").filter(is_last) {
                return Some((Site::Website, Some(region)));
            }
            let region = old.strip_prefix("s3-").filter(is_last)?;
            return Some((Site::Regional, Some(region)));
        }
    };
    Some((site, None))
}

/// The region behind the label of the service: `.dualstack.eu-west-1`, `.us-east-1.vpce`.
fn region(behind: &str) -> Option<&str> {
    behind.split('.').find(|label| label.contains('-'))
}

fn bucket_in(site: Site, front: &str) -> Option<&str> {
    let name = match site {
        // `mfzwi23gnjvgw.mrap.accesspoint.s3-global`
        Site::MultiRegion => front.strip_suffix(".accesspoint").unwrap_or(front),
        // `bucket.vpce-1a2b.s3.us-east-1.vpce`: the word `bucket` stands there when there is none.
        Site::Regional | Site::AccessPoint => match front.rsplit_once(".vpce-") {
            Some((front, _)) => front
                .strip_suffix("bucket")
                .map_or(front, |rest| rest.strip_suffix('.').unwrap_or(rest)),
            None if front.starts_with("vpce-") => "",
            None => front,
        },
        // `name-123456789012.op-1a2b.s3-outposts`
        Site::Outposts => front.split('.').next().unwrap_or_default(),
        _ => front,
    };
    (!name.is_empty()).then_some(name)
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Host, and what it tells; empty for nothing.
    const HOSTS: [(&str, Site, &str, &str); 31] = [
        ("photos.s3.eu-west-1.amazonaws.com", Site::Regional, "photos", "eu-west-1"),
        ("s3.eu-west-1.amazonaws.com:443", Site::Regional, "", "eu-west-1"),
        ("my.s3.photos.s3.eu-west-1.amazonaws.com", Site::Regional, "my.s3.photos", "eu-west-1"),
        ("photos.s3.dualstack.eu-west-1.amazonaws.com", Site::Regional, "photos", "eu-west-1"),
        ("photos.s3-fips.us-gov-west-1.amazonaws.com", Site::Regional, "photos", "us-gov-west-1"),
        ("photos.s3-eu-west-1.amazonaws.com", Site::Regional, "photos", "eu-west-1"),
        ("s3-eu-west-1.amazonaws.com", Site::Regional, "", "eu-west-1"),
        ("photos.s3.cn-north-1.amazonaws.com.cn", Site::Regional, "photos", "cn-north-1"),
        ("photos.s3.amazonaws.com", Site::Global, "photos", ""),
        ("s3.amazonaws.com", Site::Global, "", ""),
        ("photos.s3-accelerate.amazonaws.com", Site::Accelerate, "photos", ""),
        ("photos.s3-accelerate.dualstack.amazonaws.com", Site::Accelerate, "photos", ""),
        ("photos.s3-website-eu-west-1.amazonaws.com", Site::Website, "photos", "eu-west-1"),
        ("photos.s3-website.eu-west-1.amazonaws.com", Site::Website, "photos", "eu-west-1"),
        (
            "ap-1234.s3-accesspoint.eu-west-1.amazonaws.com",
            Site::AccessPoint,
            "ap-1234",
            "eu-west-1",
        ),
        (
            "ol-1234.s3-object-lambda.us-east-1.amazonaws.com",
            Site::ObjectLambda,
            "ol-1234",
            "us-east-1",
        ),
        (
            "ap-1234.op-01.s3-outposts.us-east-1.amazonaws.com",
            Site::Outposts,
            "ap-1234",
            "us-east-1",
        ),
        ("mfzwi.mrap.accesspoint.s3-global.amazonaws.com", Site::MultiRegion, "mfzwi.mrap", ""),
        (
            "a--euw1-az1--x-s3.s3express-euw1-az1.eu-west-1.amazonaws.com",
            Site::Express,
            "a--euw1-az1--x-s3",
            "eu-west-1",
        ),
        (
            "photos.bucket.vpce-1a2b.s3.us-east-1.vpce.amazonaws.com",
            Site::Regional,
            "photos",
            "us-east-1",
        ),
        ("bucket.vpce-1a2b.s3.us-east-1.vpce.amazonaws.com", Site::Regional, "", "us-east-1"),
        ("vpce-1a2b.s3.us-east-1.vpce.amazonaws.com", Site::Regional, "", "us-east-1"),
        ("photos.s3-store.amazonaws.com", Site::Other, "", ""),
        ("photos.s3.us-iso-east-1.c2s.ic.gov", Site::Regional, "photos", "us-iso-east-1"),
        ("127.0.0.1:9000", Site::Address, "", ""),
        ("[::1]:9000", Site::Address, "", ""),
        ("localhost", Site::Address, "", ""),
        ("photos.minio.example.com", Site::Other, "", ""),
        ("ec2.eu-west-1.amazonaws.com", Site::Other, "", ""),
        ("amazonaws.com", Site::Other, "", ""),
        ("", Site::Other, "", ""),
    ];

    #[test]
    fn hosts_tell_bucket_and_region_by_awss_patterns() {
        for (host, site, bucket, region) in HOSTS {
            let some = |text: &'static str| (!text.is_empty()).then_some(text);
            let found = S3Host::read(host);
            let told = (found.site, found.bucket, found.region);
            assert_eq!(told, (site, some(bucket), some(region)), "{host}");
            assert_eq!(
                found.is_aws,
                ["amazonaws", "c2s.ic.gov"].iter().any(|domain| host.contains(domain)),
                "{host}"
            );
        }
    }

    #[test]
    fn each_site_has_its_service() {
        for (host, service) in [
            ("photos.s3.eu-west-1.amazonaws.com", Some(S3)),
            ("ol-1234.s3-object-lambda.us-east-1.amazonaws.com", Some(OBJECT_LAMBDA)),
            ("ap-1234.op-01.s3-outposts.us-east-1.amazonaws.com", Some(OUTPOSTS)),
            ("a--euw1-az1--x-s3.s3express-euw1-az1.eu-west-1.amazonaws.com", Some(EXPRESS)),
            ("127.0.0.1:9000", None),
            ("photos.minio.example.com", None),
        ] {
            assert_eq!(S3Host::read(host).service(), service, "{host}");
        }
    }

    #[test]
    fn an_address_of_version_six_without_a_port_is_whole() {
        assert_eq!(without_port("[::1]"), "[::1]");
        assert_eq!(without_port("[::1]:9000"), "[::1]");
    }
}

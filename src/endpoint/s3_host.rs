//! [`S3Host`]: what a host name tells about bucket and region.

use super::address::{EXPRESS, OBJECT_LAMBDA, OUTPOSTS, S3};
use super::partition::Partition;

/// A host name, read by AWS's patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct S3Host<'h> {
    pub(crate) site: HostSite,
    /// What stands in front of the service: a bucket, or an access point with its account.
    pub(crate) bucket: Option<&'h str>,
    pub(crate) region: Option<&'h str>,
    /// Whether AWS's servers stand behind it, S3's or CloudFront.
    pub(crate) is_aws: bool,
}

/// Which of S3's front doors it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HostSite {
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
    pub(crate) fn read(host: &'h str) -> Self {
        let name = without_port(host);
        let Some(front) = Partition::without_domain(name) else {
            let is_address = name == "localhost" || name.parse::<std::net::IpAddr>().is_ok();
            let is_address = is_address || name.starts_with('[');
            let site = if is_address { HostSite::Address } else { HostSite::Other };
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
        Self { site: HostSite::Other, bucket: None, region: None, is_aws: true }
    }

    /// The service of the credential scope there.
    pub(crate) fn service(&self) -> Option<&'static str> {
        match self.site {
            HostSite::ObjectLambda => Some(OBJECT_LAMBDA),
            HostSite::Outposts => Some(OUTPOSTS),
            HostSite::Express => Some(EXPRESS),
            HostSite::Address | HostSite::Other => None,
            _ => Some(S3),
        }
    }

    /// Whether the bucket is the first segment of the path.
    pub(crate) fn is_path_style(&self) -> bool {
        let takes_buckets =
            matches!(self.site, HostSite::Regional | HostSite::Global | HostSite::Address);
        takes_buckets && self.bucket.is_none()
    }
}

/// Which site a label names, given what stands behind it; and the region, where it is in the label.
fn site<'h>(label: &'h str, behind: &str) -> Option<(HostSite, Option<&'h str>)> {
    let site = match label.strip_suffix("-fips").unwrap_or(label) {
        "s3" if behind.is_empty() => HostSite::Global,
        "s3" => HostSite::Regional,
        "s3-accelerate" => HostSite::Accelerate,
        "s3-accesspoint" => HostSite::AccessPoint,
        "s3-object-lambda" => HostSite::ObjectLambda,
        "s3-outposts" => HostSite::Outposts,
        "s3-global" => HostSite::MultiRegion,
        "s3-website" => HostSite::Website,
        "s3-external-1" => return Some((HostSite::Regional, Some("us-east-1"))),
        zonal if zonal.starts_with("s3express-") => HostSite::Express,
        old => {
            let is_last = |region: &&str| behind.is_empty() && region.contains('-');
            if let Some(region) = old.strip_prefix("s3-website-").filter(is_last) {
                return Some((HostSite::Website, Some(region)));
            }
            let region = old.strip_prefix("s3-").filter(is_last)?;
            // `s3-fips-us-gov-west-1`
            let region = region.strip_prefix("fips-").unwrap_or(region);
            return Some((HostSite::Regional, Some(region)));
        }
    };
    Some((site, None))
}

/// The region behind the label of the service: `.dualstack.eu-west-1`, `.us-east-1.vpce`.
fn region(behind: &str) -> Option<&str> {
    behind.split('.').find(|label| label.contains('-'))
}

fn bucket_in(site: HostSite, front: &str) -> Option<&str> {
    let name = match site {
        // `mfzwi23gnjvgw.mrap.accesspoint.s3-global`
        HostSite::MultiRegion => front.strip_suffix(".accesspoint").unwrap_or(front),
        // `bucket.vpce-1a2b.s3.us-east-1.vpce`: a word stands there for what is reached, with the name before it.
        HostSite::Regional | HostSite::AccessPoint => match front.rsplit_once(".vpce-") {
            Some((front, _)) => without_word(front),
            None if front.starts_with("vpce-") => "",
            None => front,
        },
        // `name-123456789012.op-1a2b.s3-outposts`
        HostSite::Outposts => front.split('.').next().unwrap_or_default(),
        _ => front,
    };
    (!name.is_empty()).then_some(name)
}

/// What stands before the word with which the hosts of VPC endpoints begin.
fn without_word(front: &str) -> &str {
    let (name, last) = front.rsplit_once('.').unwrap_or(("", front));
    if VPC_WORDS.contains(&last) { name } else { front }
}

/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html>
const VPC_WORDS: [&str; 3] = ["bucket", "accesspoint", "control"];

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
    const HOSTS: [(&str, HostSite, &str, &str); 34] = [
        ("photos.s3.eu-west-1.amazonaws.com", HostSite::Regional, "photos", "eu-west-1"),
        ("s3.eu-west-1.amazonaws.com:443", HostSite::Regional, "", "eu-west-1"),
        (
            "my.s3.photos.s3.eu-west-1.amazonaws.com",
            HostSite::Regional,
            "my.s3.photos",
            "eu-west-1",
        ),
        ("photos.s3.dualstack.eu-west-1.amazonaws.com", HostSite::Regional, "photos", "eu-west-1"),
        (
            "photos.s3-fips.us-gov-west-1.amazonaws.com",
            HostSite::Regional,
            "photos",
            "us-gov-west-1",
        ),
        ("photos.s3-eu-west-1.amazonaws.com", HostSite::Regional, "photos", "eu-west-1"),
        ("s3-eu-west-1.amazonaws.com", HostSite::Regional, "", "eu-west-1"),
        ("s3-fips-us-gov-west-1.amazonaws.com", HostSite::Regional, "", "us-gov-west-1"),
        ("photos.s3.cn-north-1.amazonaws.com.cn", HostSite::Regional, "photos", "cn-north-1"),
        ("photos.s3.amazonaws.com", HostSite::Global, "photos", ""),
        ("s3.amazonaws.com", HostSite::Global, "", ""),
        ("photos.s3-accelerate.amazonaws.com", HostSite::Accelerate, "photos", ""),
        ("photos.s3-accelerate.dualstack.amazonaws.com", HostSite::Accelerate, "photos", ""),
        ("photos.s3-website-eu-west-1.amazonaws.com", HostSite::Website, "photos", "eu-west-1"),
        ("photos.s3-website.eu-west-1.amazonaws.com", HostSite::Website, "photos", "eu-west-1"),
        (
            "ap-1234.s3-accesspoint.eu-west-1.amazonaws.com",
            HostSite::AccessPoint,
            "ap-1234",
            "eu-west-1",
        ),
        (
            "ol-1234.s3-object-lambda.us-east-1.amazonaws.com",
            HostSite::ObjectLambda,
            "ol-1234",
            "us-east-1",
        ),
        (
            "ap-1234.op-01.s3-outposts.us-east-1.amazonaws.com",
            HostSite::Outposts,
            "ap-1234",
            "us-east-1",
        ),
        ("mfzwi.mrap.accesspoint.s3-global.amazonaws.com", HostSite::MultiRegion, "mfzwi.mrap", ""),
        (
            "a--euw1-az1--x-s3.s3express-euw1-az1.eu-west-1.amazonaws.com",
            HostSite::Express,
            "a--euw1-az1--x-s3",
            "eu-west-1",
        ),
        (
            "photos.bucket.vpce-1a2b.s3.us-east-1.vpce.amazonaws.com",
            HostSite::Regional,
            "photos",
            "us-east-1",
        ),
        ("bucket.vpce-1a2b.s3.us-east-1.vpce.amazonaws.com", HostSite::Regional, "", "us-east-1"),
        (
            "mine-1234.accesspoint.vpce-1a2b.s3.us-east-1.vpce.amazonaws.com",
            HostSite::Regional,
            "mine-1234",
            "us-east-1",
        ),
        (
            "accesspoint.vpce-1a2b.s3.us-east-1.vpce.amazonaws.com",
            HostSite::Regional,
            "",
            "us-east-1",
        ),
        ("vpce-1a2b.s3.us-east-1.vpce.amazonaws.com", HostSite::Regional, "", "us-east-1"),
        ("photos.s3-store.amazonaws.com", HostSite::Other, "", ""),
        ("photos.s3.us-iso-east-1.c2s.ic.gov", HostSite::Regional, "photos", "us-iso-east-1"),
        ("127.0.0.1:9000", HostSite::Address, "", ""),
        ("[::1]:9000", HostSite::Address, "", ""),
        ("localhost", HostSite::Address, "", ""),
        ("photos.minio.example.com", HostSite::Other, "", ""),
        ("ec2.eu-west-1.amazonaws.com", HostSite::Other, "", ""),
        ("amazonaws.com", HostSite::Other, "", ""),
        ("", HostSite::Other, "", ""),
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

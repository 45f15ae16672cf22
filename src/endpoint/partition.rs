//! AWS's partitions: which region belongs to which, and the domain of each.

/// A group of regions with its own accounts, credentials and domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Partition {
    pub(crate) name: &'static str,
    pub(crate) dns_suffix: &'static str,
    /// What the names of its regions begin with, before the last two parts, `-central-1`.
    region_prefix: &'static str,
    /// The name of the partition as a region, as AWS's rules have it.
    global_region: &'static str,
}

impl Partition {
    /// The partition of a region. Regions of no known pattern belong to `aws`, as in AWS's rules.
    pub(crate) fn of_region(region: &str) -> &'static Self {
        PARTITIONS.iter().find(|partition| partition.has(region)).unwrap_or(&AWS)
    }

    fn has(&self, region: &str) -> bool {
        let is_word = |text: &str| {
            !text.is_empty()
                && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        };
        let is_number =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        region == self.global_region
            || region
                .strip_prefix(self.region_prefix)
                .and_then(|rest| rest.split_once('-'))
                .is_some_and(|(place, number)| is_word(place) && is_number(number))
    }

    /// Whether there is a partition of this name, as it stands in ARNs.
    pub(crate) fn exists(name: &str) -> bool {
        std::iter::once(&AWS).chain(&PARTITIONS).any(|partition| partition.name == name)
    }

    /// What stands in front of a partition's domain in a host without a port; `None` for hosts that are not AWS's.
    pub(crate) fn without_domain(name: &str) -> Option<&str> {
        std::iter::once(&AWS).chain(&PARTITIONS).find_map(|partition| {
            let front = name.strip_suffix(partition.dns_suffix)?;
            if front.is_empty() { Some(front) } else { front.strip_suffix('.') }
        })
    }
}

const AWS: Partition = Partition {
    name: "aws",
    dns_suffix: "amazonaws.com",
    region_prefix: "",
    global_region: "aws-global",
};

/// All but `aws`, which takes the rest. From AWS's `partitions.json`, as the SDKs ship it.
const PARTITIONS: [Partition; 7] = [
    Partition {
        name: "aws-cn",
        dns_suffix: "amazonaws.com.cn",
        region_prefix: "cn-",
        global_region: "aws-cn-global",
    },
    Partition {
        name: "aws-us-gov",
        dns_suffix: "amazonaws.com",
        region_prefix: "us-gov-",
        global_region: "aws-us-gov-global",
    },
    Partition {
        name: "aws-iso",
        dns_suffix: "c2s.ic.gov",
        region_prefix: "us-iso-",
        global_region: "aws-iso-global",
    },
    Partition {
        name: "aws-iso-b",
        dns_suffix: "sc2s.sgov.gov",
        region_prefix: "us-isob-",
        global_region: "aws-iso-b-global",
    },
    Partition {
        name: "aws-iso-e",
        dns_suffix: "cloud.adc-e.uk",
        region_prefix: "eu-isoe-",
        global_region: "aws-iso-e-global",
    },
    Partition {
        name: "aws-iso-f",
        dns_suffix: "csp.hci.ic.gov",
        region_prefix: "us-isof-",
        global_region: "aws-iso-f-global",
    },
    Partition {
        name: "aws-eusc",
        dns_suffix: "amazonaws.eu",
        region_prefix: "eusc-de-",
        global_region: "aws-eusc-global",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_belong_to_their_partition_and_the_rest_to_aws() {
        for (region, name) in [
            ("eu-west-1", "aws"),
            ("aws-global", "aws"),
            ("mars-north-7", "aws"),
            ("auto", "aws"),
            ("cn-north-1", "aws-cn"),
            ("cn-north", "aws"),
            ("cn--1", "aws"),
            ("cn-nor.th-1", "aws"),
            ("cn-nor_th-1", "aws-cn"),
            ("cn-north-", "aws"),
            ("cn-north-x", "aws"),
            ("cn-nor.th-x", "aws"),
            ("us-gov-west-1", "aws-us-gov"),
            ("us-iso-east-1", "aws-iso"),
            ("us-isob-east-1", "aws-iso-b"),
            ("eu-isoe-west-1", "aws-iso-e"),
            ("us-isof-south-1", "aws-iso-f"),
            ("eusc-de-east-1", "aws-eusc"),
            ("aws-iso-b-global", "aws-iso-b"),
        ] {
            assert_eq!(Partition::of_region(region).name, name, "{region}");
        }
    }

    #[test]
    fn partitions_are_known_by_name() {
        for name in ["aws", "aws-cn", "aws-us-gov", "aws-iso-b", "aws-eusc"] {
            assert!(Partition::exists(name), "{name}");
        }
        assert!(!Partition::exists("") && !Partition::exists("aws-mars"));
    }

    #[test]
    fn only_hosts_under_a_domain_of_aws_are_its_own() {
        for host in [
            "s3.eu-west-1.amazonaws.com",
            "bucket.vpce-1a2b-5e6f.s3.us-east-1.vpce.amazonaws.com",
            "s3.cn-north-1.amazonaws.com.cn",
            "s3.us-iso-east-1.c2s.ic.gov",
        ] {
            assert!(Partition::without_domain(host).is_some(), "{host}");
        }
        for host in [
            "minio.example.com:9000",
            "evilamazonaws.com",
            "amazonaws.com.evil.example",
            "[::1]:9000",
        ] {
            assert!(Partition::without_domain(host).is_none(), "{host}");
        }
    }
}

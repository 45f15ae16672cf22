//! Which S3-compatible services take a bucket only in front of their host.

use super::partition::Partition;

/// Domains of services that refuse the path style; all others that are known take it, some nothing else. The
/// sources are in `docs/servers.md`.
const HOST_STYLE_ONLY: [&str; 9] = [
    // Alibaba Cloud OSS: `SecondLevelDomainForbidden`.
    "aliyuncs.com",
    // Huawei Cloud OBS: `VirtualHostDomainRequired`.
    "myhuaweicloud.com",
    "myhuaweicloud.eu",
    // Tencent COS, for buckets of 2024 and newer.
    "myqcloud.com",
    "tencentcos.cn",
    // Tigris, for buckets of February 2025 and newer.
    "storage.dev",
    "tigris.dev",
    // Volcano Engine TOS.
    "ivolces.com",
    "volces.com",
];

/// Whether a bucket belongs in front of this host: AWS's own, and services that refuse it in the path.
pub(super) fn wants_label(host: &str) -> bool {
    let is_of = |domain: &&str| {
        host.strip_suffix(*domain).is_some_and(|front| front.is_empty() || front.ends_with('.'))
    };
    Partition::without_domain(host).is_some() || HOST_STYLE_ONLY.iter().any(is_of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_stands_in_the_path_unless_the_service_refuses_that() {
        for host in [
            "s3.eu-west-1.amazonaws.com",
            "s3.cn-north-1.amazonaws.com.cn",
            "oss-cn-shanghai.aliyuncs.com",
            "s3.oss-eu-central-1.aliyuncs.com",
            "obs.eu-west-101.myhuaweicloud.eu",
            "cos.ap-guangzhou.myqcloud.com",
            "t3.storage.dev",
            "fly.storage.tigris.dev",
            "tos-s3-cn-beijing.volces.com",
        ] {
            assert!(wants_label(host), "{host}");
        }
        for host in [
            "localhost",
            "minio",
            "s3.example.com",
            "account.r2.cloudflarestorage.com",
            "s3.us-west-004.backblazeb2.com",
            "s3.eu-central-1.wasabisys.com",
            "fra1.digitaloceanspaces.com",
            "s3.gra.io.cloud.ovh.net",
            "s3.fr-par.scw.cloud",
            "storage.googleapis.com",
            "notaliyuncs.com",
            "aliyuncs.com.example.com",
            "d111111abcdef8.cloudfront.net",
        ] {
            assert!(!wants_label(host), "{host}");
        }
    }
}

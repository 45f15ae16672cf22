//! Whose servers stand behind a host, where its name tells: S3's API at others than AWS.

use crate::endpoint::Partition;

/// The service behind a host in lower case, with or without a port.
pub(super) fn server_name(host: &str) -> Option<&'static str> {
    let name = host.split(':').next().unwrap_or_default();
    if Partition::without_domain(name).is_some() {
        return None;
    }
    let is_at = |domain: &&str| {
        let front = name.strip_suffix(*domain);
        front.is_some_and(|front| front.is_empty() || front.ends_with('.'))
    };
    let found = DOMAINS.iter().find(|(domains, _)| domains.iter().any(is_at));
    let is_called = |server: &str| name.split(['.', '-']).any(|word| word == server);
    let by_name = || BY_NAME.iter().find(|(word, _)| is_called(word));
    found.map(|(_, server)| *server).or_else(|| by_name().map(|(_, server)| *server))
}

/// Servers of one's own, whose hosts are most often called after the software.
const BY_NAME: [(&str, &str); 6] = [
    ("minio", "MinIO, by its name"),
    ("ceph", "Ceph, by its name"),
    ("rgw", "Ceph, by its name"),
    ("garage", "Garage, by its name"),
    ("seaweedfs", "SeaweedFS, by its name"),
    ("localstack", "LocalStack, by its name"),
];

/// Domains by service.
const DOMAINS: [(&[&str], &str); 36] = [
    (&["r2.cloudflarestorage.com"], "Cloudflare R2"),
    (&["r2.dev"], "Cloudflare R2, public"),
    (&["backblazeb2.com"], "Backblaze B2"),
    (&["wasabisys.com"], "Wasabi"),
    (&["digitaloceanspaces.com"], "DigitalOcean Spaces"),
    (&["storage.googleapis.com", "storage.cloud.google.com"], "Google Cloud Storage"),
    (&["blob.core.windows.net", "dfs.core.windows.net", "file.core.windows.net"], "Azure Storage"),
    (&["cloudfront.net"], "CloudFront"),
    (&["scw.cloud"], "Scaleway"),
    (&["cloud.ovh.net", "cloud.ovh.us", "cloud.ovh.ca"], "OVHcloud"),
    (&["linodeobjects.com"], "Akamai (Linode) Object Storage"),
    (&["tigris.dev", "storage.dev", "tigrisfiles.io"], "Tigris"),
    (&["supabase.co"], "Supabase Storage"),
    (&["vultrobjects.com"], "Vultr"),
    (&["your-objectstorage.com"], "Hetzner"),
    (&["cloud-object-storage.appdomain.cloud"], "IBM Cloud Object Storage"),
    (&["oraclecloud.com", "customer-oci.com"], "Oracle Cloud"),
    (&["storage.yandexcloud.net"], "Yandex Cloud"),
    (&["contabostorage.com"], "Contabo"),
    (&["filebase.com"], "Filebase"),
    (&["gateway.storjshare.io"], "Storj"),
    (&["idrivee2.com"], "IDrive e2"),
    (&["upcloudobjects.com"], "UpCloud"),
    (&["exo.io"], "Exoscale"),
    (&["ionoscloud.com"], "IONOS"),
    (&["dream.io"], "DreamObjects"),
    (&["selcdn.ru", "storage.selcloud.ru"], "Selectel"),
    (&["aliyuncs.com"], "Alibaba Cloud OSS"),
    (&["myqcloud.com"], "Tencent Cloud COS"),
    (&["myhuaweicloud.com", "myhuaweicloud.eu"], "Huawei Cloud OBS"),
    (&["volces.com"], "Volcengine TOS"),
    (&["bcebos.com"], "Baidu BOS"),
    (&["ksyuncs.com"], "Kingsoft KS3"),
    (&["qiniucs.com"], "Qiniu Kodo"),
    (&["qingstor.com"], "QingStor"),
    (&["play.min.io"], "MinIO's playground"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_tells_its_service_and_another_that_only_ends_so_does_not() {
        for (host, server) in [
            ("acc.r2.cloudflarestorage.com", Some("Cloudflare R2")),
            ("photos.acc.eu.r2.cloudflarestorage.com:443", Some("Cloudflare R2")),
            ("s3.us-west-004.backblazeb2.com", Some("Backblaze B2")),
            ("s3.eu-central-1.wasabisys.com", Some("Wasabi")),
            ("photos.nyc3.digitaloceanspaces.com", Some("DigitalOcean Spaces")),
            ("photos.nyc3.cdn.digitaloceanspaces.com", Some("DigitalOcean Spaces")),
            ("storage.googleapis.com", Some("Google Cloud Storage")),
            ("photos.storage.googleapis.com", Some("Google Cloud Storage")),
            ("photos.s3.fr-par.scw.cloud", Some("Scaleway")),
            ("s3.gra.io.cloud.ovh.net", Some("OVHcloud")),
            ("eu-central-1.linodeobjects.com", Some("Akamai (Linode) Object Storage")),
            ("fly.storage.tigris.dev", Some("Tigris")),
            ("photos.t3.storage.dev", Some("Tigris")),
            ("abc.supabase.co", Some("Supabase Storage")),
            ("d111.cloudfront.net", Some("CloudFront")),
            ("minio.example.com", Some("MinIO, by its name")),
            ("minio:9000", Some("MinIO, by its name")),
            ("photos.minio.svc.cluster.local", Some("MinIO, by its name")),
            ("ceph-rgw.example.com", Some("Ceph, by its name")),
            ("dominion.example.com", None),
            ("evilwasabisys.com", None),
            ("wasabisys.com.example.com", None),
            ("photos.s3.eu-west-1.amazonaws.com", None),
            ("minio.s3.eu-west-1.amazonaws.com", None),
            ("localhost:9000", None),
            ("", None),
        ] {
            assert_eq!(server_name(host), server, "{host}");
        }
    }
}

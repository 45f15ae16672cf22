//! [`ForeignSigner`]: the services besides S3 whose signed links are known.

use std::fmt;

/// Who makes and checks a link that is none of S3's. `Display` writes it as `CloudFront link (canned policy)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ForeignSigner {
    /// Amazon CloudFront, with the end alone: `Expires`, `Signature`, `Key-Pair-Id`.
    CloudFrontCanned,
    /// Amazon CloudFront, with a policy: `Policy`, `Signature`, `Key-Pair-Id`.
    CloudFrontCustom,
    /// Google Cloud Storage, V4: `X-Goog-Signature`.
    GoogleV4,
    /// Google Cloud Storage, V2: `GoogleAccessId`.
    GoogleV2,
    /// A shared access signature of Azure Storage: `sv`, `se`, `sig`.
    AzureSas,
    /// Alibaba Cloud OSS, V1: `OSSAccessKeyId`.
    AlibabaV1,
    /// Alibaba Cloud OSS, V4: `x-oss-signature`.
    AlibabaV4,
    /// Alibaba Cloud CDN: `auth_key`.
    AlibabaCdn,
    /// Tencent Cloud COS: `q-sign-time`, `q-signature`.
    TencentCos,
    /// Huawei Cloud OBS: `AccessKeyId`.
    HuaweiObs,
    /// Volcengine TOS: `X-Tos-Signature`.
    VolcengineTos,
    /// Baidu AI Cloud BOS: `authorization=bce-auth-v1/…`.
    BaiduBos,
    /// Qiniu Kodo: `e`, `token`.
    QiniuKodo,
    /// Kingsoft Cloud KS3: `KSSAccessKeyId`.
    KingsoftKs3,
    /// `QingStor`: `access_key_id`, `expires`, `signature`.
    QingStor,
    /// `UCloud` US3: `UCloudPublicKey`.
    UcloudUs3,
    /// bunny.net, and CDNs that do as it does: `token`, `expires`.
    Bunny,
    /// `KeyCDN`: `token`, `expire`.
    KeyCdn,
    /// Akamai's token: `hdnts`, `hdnea` and the like.
    Akamai,
    /// imgix: `s`, `expires`.
    Imgix,
    /// Cloudflare's token: `verify`.
    CloudflareToken,
    /// A signed URL of Supabase Storage: `token`, a JSON web token.
    SupabaseStorage,
    /// An attachment of Discord: `ex`, `is`, `hm`.
    Discord,
    /// A pre-authenticated request of Oracle Cloud, whose secret is in the path.
    OraclePreauthenticated,
    /// Backblaze B2 by its native API: `Authorization`.
    BackblazeNative,
}

impl ForeignSigner {
    /// The service, such as `CloudFront`.
    #[must_use]
    pub fn service(self) -> &'static str {
        match self {
            Self::CloudFrontCanned | Self::CloudFrontCustom => "CloudFront",
            Self::GoogleV4 | Self::GoogleV2 => "Google Cloud Storage",
            Self::AzureSas => "Azure Storage",
            Self::AlibabaV1 | Self::AlibabaV4 => "Alibaba Cloud OSS",
            Self::AlibabaCdn => "Alibaba Cloud CDN",
            Self::TencentCos => "Tencent Cloud COS",
            Self::HuaweiObs => "Huawei Cloud OBS",
            Self::VolcengineTos => "Volcengine TOS",
            Self::BaiduBos => "Baidu BOS",
            Self::QiniuKodo => "Qiniu Kodo",
            Self::KingsoftKs3 => "Kingsoft KS3",
            Self::QingStor => "QingStor",
            Self::UcloudUs3 => "UCloud US3",
            Self::Bunny => "bunny.net",
            Self::KeyCdn => "KeyCDN",
            Self::Akamai => "Akamai",
            Self::Imgix => "imgix",
            Self::CloudflareToken => "Cloudflare",
            Self::SupabaseStorage => "Supabase Storage",
            Self::Discord => "Discord",
            Self::OraclePreauthenticated => "Oracle Cloud",
            Self::BackblazeNative => "Backblaze B2",
        }
    }

    /// Whose link it is, behind "this is".
    pub(crate) fn stated(self, is_at_s3: bool) -> String {
        let service = self.service();
        // `UCloud` begins with the sound of a consonant.
        let article = if service.starts_with(['A', 'i', 'O']) { "an" } else { "a" };
        let rule = if is_at_s3 {
            ", but the host is S3's, which does not take it: use the host that it was made for"
                .to_owned()
        } else {
            format!(": {service} checks it, by rules of its own")
        };
        format!("{article} {self}, not one of S3's{rule}")
    }

    /// Which of the service's ways it is.
    fn way(self) -> Option<&'static str> {
        Some(match self {
            Self::CloudFrontCanned => "canned policy",
            Self::CloudFrontCustom => "custom policy",
            Self::GoogleV4 | Self::AlibabaV4 => "V4 signature",
            Self::GoogleV2 => "V2 signature",
            Self::AlibabaV1 => "V1 signature",
            Self::AzureSas => "SAS, shared access signature",
            Self::OraclePreauthenticated => "pre-authenticated request",
            Self::BackblazeNative => "native API",
            Self::Bunny => "token, as other CDNs have it too",
            Self::Akamai | Self::KeyCdn | Self::CloudflareToken => "token",
            _ => return None,
        })
    }
}

impl fmt::Display for ForeignSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} link", self.service())?;
        self.way().map_or(Ok(()), |way| write!(f, " ({way})"))
    }
}

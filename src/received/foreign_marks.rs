//! By which parameters the links of other services are known, and which of them such a link needs.

use std::borrow::Cow;

use super::foreign_signer::ForeignSigner;
use super::raw_url::RawUrl;

/// A query whose names are asked for without regard to case, as the tools of some services differ in it.
pub(super) struct Query<'q> {
    pub(super) url: &'q RawUrl<'q>,
}

impl<'q> Query<'q> {
    /// The first value of a name, decoded; as it stands where it is no text.
    pub(super) fn value(&self, name: &str) -> Option<Cow<'q, str>> {
        let param = self.url.params().find(|param| param.name.eq_ignore_ascii_case(name))?;
        Some(param.decoded_value().unwrap_or(Cow::Borrowed(param.value)))
    }

    fn has(&self, name: &str) -> bool {
        self.url.params().any(|param| param.name.eq_ignore_ascii_case(name))
    }

    fn has_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.has(name))
    }

    fn has_all(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.has(name))
    }

    fn is_at(&self, domain: &str) -> bool {
        let host = self.url.host.unwrap_or_default().to_ascii_lowercase();
        host.split(':').next().is_some_and(|host| host.ends_with(domain))
    }

    /// Whether a value is there and is of this form.
    fn value_is(&self, name: &str, form: fn(&str) -> bool) -> bool {
        self.value(name).is_some_and(|value| form(&value))
    }
}

/// Whose link it is: the first whose marks it bears. `AWSAccessKeyId` is `SigV2`, and S3's own signature comes
/// before all but the one of a CDN in front.
pub(super) fn signer_of(query: &Query<'_>) -> Option<ForeignSigner> {
    if query.has("AWSAccessKeyId") {
        return None;
    }
    let is_s3 = query.has_any(&["X-Amz-Signature", "X-Amz-Credential", "X-Amz-Algorithm"]);
    let in_front = [ForeignSigner::CloudFrontCustom, ForeignSigner::CloudFrontCanned];
    let mut all = ALL.into_iter().filter(|signer| !is_s3 || in_front.contains(signer));
    all.find(|signer| bears_marks(*signer, query))
}

/// What the service needs and the link has not.
pub(super) fn missing(signer: ForeignSigner, query: &Query<'_>) -> Vec<&'static str> {
    let mut names: Vec<_> = needs(signer).iter().copied().filter(|name| !query.has(name)).collect();
    let has_no_end = signer == ForeignSigner::AzureSas && !query.has_any(&["se", "si"]);
    names.extend(has_no_end.then_some("se"));
    names
}

fn bears_marks(signer: ForeignSigner, query: &Query<'_>) -> bool {
    use ForeignSigner as By;
    match signer {
        By::CloudFrontCustom => query.has("Policy") && query.has_any(&["Key-Pair-Id", "Signature"]),
        By::CloudFrontCanned => query.has("Key-Pair-Id") || is_cut_canned(query),
        By::GoogleV4 => {
            query.has_any(&["X-Goog-Signature", "X-Goog-Credential", "X-Goog-Algorithm"])
        }
        By::AlibabaV4 => {
            query.has_any(&["x-oss-signature", "x-oss-credential", "x-oss-signature-version"])
        }
        By::VolcengineTos => {
            query.has_any(&["X-Tos-Signature", "X-Tos-Credential", "X-Tos-Algorithm"])
        }
        By::TencentCos => query.has_any(&["q-sign-algorithm", "q-signature", "q-sign-time"]),
        By::HuaweiObs => query.has("AccessKeyId") && query.has_any(&["Signature", "Expires"]),
        By::QingStor => query.has("access_key_id") && query.has_any(&["signature", "expires"]),
        By::AzureSas => {
            query.value_is("sv", is_version) && query.has_any(&["sig", "se", "si", "sp"])
        }
        By::BaiduBos => query.value_is("authorization", |text| text.starts_with("bce-auth-v1/")),
        By::QiniuKodo => query.has("e") && query.value_is("token", |text| text.contains(':')),
        By::Akamai => AKAMAI.iter().any(|name| query.value_is(name, |text| text.contains("hmac="))),
        By::SupabaseStorage => query.has("token") && is_of_supabase(query.url.path),
        By::Discord => query.has_all(&["ex", "is", "hm"]),
        By::Imgix => {
            let is_known = query.has("expires") || query.is_at(".imgix.net");
            is_known && query.value_is("s", |text| is_hex(text, 32))
        }
        By::Bunny => query.has("expires") && query.has_any(&["token", "bcdn_token"]),
        By::KeyCdn => query.has_all(&["token", "expire"]),
        By::AlibabaCdn => query.value_is("auth_key", is_auth_key),
        By::CloudflareToken => query.value_is("verify", is_dated_token),
        By::OraclePreauthenticated => {
            let path = query.url.path;
            path.starts_with("/p/") && ["/n/", "/b/", "/o/"].iter().all(|part| path.contains(part))
        }
        By::BackblazeNative => query.is_at(".backblazeb2.com") && query.has("Authorization"),
        By::GoogleV2 => query.has("GoogleAccessId"),
        By::AlibabaV1 => query.has("OSSAccessKeyId"),
        By::KingsoftKs3 => query.has("KSSAccessKeyId"),
        By::UcloudUs3 => query.has("UCloudPublicKey"),
    }
}

fn needs(signer: ForeignSigner) -> &'static [&'static str] {
    use ForeignSigner as By;
    match signer {
        By::CloudFrontCanned => &["Expires", "Signature", "Key-Pair-Id"],
        By::CloudFrontCustom => &["Policy", "Signature", "Key-Pair-Id"],
        By::GoogleV4 => &[
            "X-Goog-Algorithm",
            "X-Goog-Credential",
            "X-Goog-Date",
            "X-Goog-Expires",
            "X-Goog-SignedHeaders",
            "X-Goog-Signature",
        ],
        By::GoogleV2 | By::AlibabaV1 | By::HuaweiObs | By::KingsoftKs3 => &["Expires", "Signature"],
        By::AzureSas => &["sv", "sig"],
        By::AlibabaV4 => &[
            "x-oss-signature-version",
            "x-oss-credential",
            "x-oss-date",
            "x-oss-expires",
            "x-oss-signature",
        ],
        By::TencentCos => &["q-sign-algorithm", "q-ak", "q-sign-time", "q-key-time", "q-signature"],
        By::VolcengineTos => &[
            "X-Tos-Algorithm",
            "X-Tos-Credential",
            "X-Tos-Date",
            "X-Tos-Expires",
            "X-Tos-SignedHeaders",
            "X-Tos-Signature",
        ],
        By::QingStor => &["expires", "signature"],
        _ => &[],
    }
}

/// A canned policy whose last parameter, `Key-Pair-Id`, was lost on the way: the signature is of RSA or ECDSA,
/// longer than any of `SigV2`, in the alphabet that only `CloudFront` has.
fn is_cut_canned(query: &Query<'_>) -> bool {
    let is_long = |text: &str| text.len() > 40 && text.contains(['~', '-', '_']);
    query.has_all(&["Expires", "Signature"])
        && (query.is_at(".cloudfront.net") || query.value_is("Signature", is_long))
        && !query.has_any(&["GoogleAccessId", "OSSAccessKeyId", "KSSAccessKeyId", "AccessKeyId"])
        && !query.has_any(&["access_key_id", "UCloudPublicKey"])
}

/// `2024-11-04`; other services have an `sv` too.
fn is_version(text: &str) -> bool {
    let is_digit_or_dash = |byte: u8| byte.is_ascii_digit() || byte == b'-';
    text.len() == 10 && text.contains('-') && text.bytes().all(is_digit_or_dash)
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// `1767286800-0-0-9f…`: time, random text, user, MD5.
fn is_auth_key(text: &str) -> bool {
    text.split('-').count() == 4 && is_dated_token(text)
}

/// `1767286800-…`
fn is_dated_token(text: &str) -> bool {
    let time = text.split('-').next().unwrap_or_default();
    time.len() == 10 && time.len() < text.len() && time.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_of_supabase(path: &str) -> bool {
    path.starts_with("/storage/v1/") && path.contains("/sign/")
}

/// The names that Akamai's token has by default.
pub(super) const AKAMAI: [&str; 4] = ["hdnts", "hdntl", "hdnea", "__token__"];

/// The certain before those that others could be taken for.
const ALL: [ForeignSigner; 25] = [
    ForeignSigner::CloudFrontCustom,
    ForeignSigner::CloudFrontCanned,
    ForeignSigner::GoogleV4,
    ForeignSigner::GoogleV2,
    ForeignSigner::AlibabaV1,
    ForeignSigner::AlibabaV4,
    ForeignSigner::TencentCos,
    ForeignSigner::VolcengineTos,
    ForeignSigner::KingsoftKs3,
    ForeignSigner::UcloudUs3,
    ForeignSigner::HuaweiObs,
    ForeignSigner::QingStor,
    ForeignSigner::BaiduBos,
    ForeignSigner::AzureSas,
    ForeignSigner::Akamai,
    ForeignSigner::SupabaseStorage,
    ForeignSigner::QiniuKodo,
    ForeignSigner::Discord,
    ForeignSigner::BackblazeNative,
    ForeignSigner::OraclePreauthenticated,
    ForeignSigner::AlibabaCdn,
    ForeignSigner::Imgix,
    ForeignSigner::Bunny,
    ForeignSigner::KeyCdn,
    ForeignSigner::CloudflareToken,
];

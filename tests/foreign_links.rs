//! Links that others signed: whose they are, when they end, and nothing of S3's SigV4 held
//! against them. The values are made up.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64_simd::{STANDARD, URL_SAFE_NO_PAD};
use s3_presigner::{EndProblem, Inspection, LinkEnd, Problem, SignatureVersion};

/// 2026-01-01T00:00:00Z
const NOW: u64 = 1_767_225_600;
/// 2026-01-01T18:00:00Z
const END: u64 = 1_767_290_400;

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn read(link: &str) -> Inspection {
    Inspection::of_at(link, at(NOW))
}

fn fatal(inspection: &Inspection) -> Vec<String> {
    let fatal = inspection.problems().iter().filter(|problem| problem.is_fatal());
    fatal.map(ToString::to_string).collect()
}

/// A policy in `CloudFront`'s base64.
fn policy(json: &str) -> String {
    STANDARD.encode_to_string(json).replace('+', "-").replace('=', "_").replace('/', "~")
}

fn custom(json: &str) -> String {
    let policy = policy(json);
    format!(
        "https://d111.cloudfront.net/k?Policy={policy}&Signature=nitf~yYDsecretsecret__&Key-Pair-Id=K2JCEXAMPLE"
    )
}

fn until(seconds: u64) -> String {
    format!(
        "{{\"Statement\":[{{\"Resource\":\"https://d111.cloudfront.net/*\",\"Condition\":{{\"DateLessThan\":\
         {{\"AWS:EpochTime\":{seconds}}}}}}}]}}"
    )
}

const SAS: &str = "sr=b&sp=r&spr=https&sig=F6GRsecretsecretsecretsecretsecretsecretsec%3D";
const GOOGLE: &str = "X-Goog-Algorithm=GOOG4-RSA-SHA256\
     &X-Goog-Credential=svc%40p.iam.gserviceaccount.com%2F20260101%2Fauto%2Fstorage%2Fgoog4_request";

/// The link, what it is called, and its end.
fn links() -> Vec<(String, &'static str, Option<u64>)> {
    let claims = URL_SAFE_NO_PAD.encode_to_string(format!("{{\"url\":\"b/k\",\"exp\":{END}}}"));
    let cos = format!(
        "q-sign-algorithm=sha1&q-ak=AKIDEXAMPLE&q-sign-time=1767222000%3B{END}&q-key-time=1767222000%3B{END}\
         &q-header-list=host&q-url-param-list=&q-signature=8f1e00112233445566778899aabbccddeeff0011"
    );
    let escaped = cos.replace('%', "%25").replace('=', "%3D").replace('&', "%26");
    let canned = "Signature=nitf~yYDsecret-j19__&Key-Pair-Id=K2JCEXAMPLE";
    vec![
        (format!("https://d111.cloudfront.net/a.jpg?color=red&Expires={END}&{canned}"), "CloudFront link (canned policy)", Some(END)),
        (format!("https://media.example.com/a.jpg?Expires={END}&{canned}&Hash-Algorithm=SHA256"), "CloudFront link (canned policy)", Some(END)),
        (format!("https://d111.cloudfront.net/a.jpg?Expires={END}&Signature=x~y&Key-Pair-Id=APKAEXAMPLE"), "CloudFront link (canned policy)", Some(END)),
        (custom(&until(END)), "CloudFront link (custom policy)", Some(END)),
        (custom(&until(END).replace("\":", "\": \n ")), "CloudFront link (custom policy)", Some(END)),
        (custom(&until(END)).replace("__", "").replace("_&", "&"), "CloudFront link (custom policy)", Some(END)),
        (custom(&until(END)).replace("d111.cloudfront.net", "media.example.com") + "&Hash-Algorithm=SHA256", "CloudFront link (custom policy)", Some(END)),
        (format!("https://storage.googleapis.com/b/k?{GOOGLE}&X-Goog-Date=20260101T000000Z&X-Goog-Expires=64800&X-Goog-SignedHeaders=host&X-Goog-Signature=247asecretsecret"), "Google Cloud Storage link (V4 signature)", Some(END)),
        (format!("https://files.example.com/b/k?{GOOGLE}&X-Goog-Date=20260101T000000Z&X-Goog-Expires=64800&X-Goog-SignedHeaders=host&X-Goog-Signature=247a").to_lowercase().replace("20260101t000000z", "20260101T000000Z"), "Google Cloud Storage link (V4 signature)", Some(END)),
        (format!("https://storage.googleapis.com/b/k?GoogleAccessId=svc%40p.iam.gserviceaccount.com&Expires={END}&Signature=ABCsecretsecret%3D%3D"), "Google Cloud Storage link (V2 signature)", Some(END)),
        (format!("https://acc.blob.core.windows.net/c/f?sv=2024-11-04&st=2026-01-01T00%3A00%3A00Z&se=2026-01-01T18%3A00%3A00Z&{SAS}"), "Azure Storage link (SAS, shared access signature)", Some(END)),
        (format!("https://acc.blob.core.windows.net/c/f?sv=2024-11-04&se=2026-01-01T18:00Z&{SAS}"), "Azure Storage link (SAS, shared access signature)", Some(END)),
        (format!("https://acc.blob.core.windows.net/c/f?sv=2024-11-04&se=2026-01-02&{SAS}"), "Azure Storage link (SAS, shared access signature)", Some(NOW + 86_400)),
        (format!("https://cdn.example.com/c/f?sv=2024-11-04&ss=b&srt=o&se=2026-01-01T18:00:00.0000000Z&{SAS}"), "Azure Storage link (SAS, shared access signature)", Some(END)),
        (format!("https://acc.blob.core.windows.net/c/f?sv=2024-11-04&se=2026-01-03T00:00:00Z&skoid=1&sktid=2&skt=2025-12-31T00:00:00Z&ske=2026-01-01T18:00:00Z&sks=b&skv=2024-11-04&{SAS}"), "Azure Storage link (SAS, shared access signature)", Some(END)),
        (format!("http://203.0.113.5:10000/devstoreaccount1/c/f?sv=2024-11-04&se=2026-01-01T18:00:00Z&{SAS}"), "Azure Storage link (SAS, shared access signature)", Some(END)),
        (format!("https://acc.blob.core.windows.net/c/f?sv=2024-11-04&si=readers&{SAS}"), "Azure Storage link (SAS, shared access signature)", None),
        (format!("https://b.oss-cn-hangzhou.aliyuncs.com/k?OSSAccessKeyId=LTAIEXAMPLE&Expires={END}&Signature=absecretsecret%2Bc%3D"), "Alibaba Cloud OSS link (V1 signature)", Some(END)),
        ("https://b.oss-cn-hangzhou.aliyuncs.com/k?x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=LTAIEXAMPLE%2F20260101%2Fcn-hangzhou%2Foss%2Faliyun_v4_request&x-oss-date=20260101T000000Z&x-oss-expires=64800&x-oss-signature=77dbsecretsecret".to_owned(), "Alibaba Cloud OSS link (V4 signature)", Some(END)),
        (format!("https://b-125.cos.ap-beijing.myqcloud.com/k?{cos}"), "Tencent Cloud COS link", Some(END)),
        (format!("https://b-125.cos.ap-beijing.myqcloud.com/k?{}", cos.replace("%3B", ";")), "Tencent Cloud COS link", Some(END)),
        (format!("https://b-125.cos.ap-beijing.myqcloud.com/k?sign={cos}"), "Tencent Cloud COS link", Some(END)),
        (format!("https://b-125.cos.ap-beijing.myqcloud.com/k?sign={escaped}"), "Tencent Cloud COS link", Some(END)),
        (format!("https://b.obs.cn-north-4.myhuaweicloud.com/k?AccessKeyId=HPUAEXAMPLE&Expires={END}&Signature=absecretsecret%3D&x-obs-security-token=secrettoken"), "Huawei Cloud OBS link", Some(END)),
        ("https://b.tos-cn-beijing.volces.com/k?X-Tos-Algorithm=TOS4-HMAC-SHA256&X-Tos-Credential=AKLT%2F20260101%2Fcn-beijing%2Ftos%2Frequest&X-Tos-Date=20260101T000000Z&X-Tos-Expires=64800&X-Tos-SignedHeaders=host&X-Tos-Signature=12absecretsecret".to_owned(), "Volcengine TOS link", Some(END)),
        ("https://b.bj.bcebos.com/k?authorization=bce-auth-v1%2FALTAKEXAMPLE%2F2026-01-01T00%3A00%3A00Z%2F64800%2Fhost%2F5f8bsecretsecret".to_owned(), "Baidu BOS link", Some(END)),
        ("https://b.bj.bcebos.com/k?authorization=bce-auth-v1/ALTAKEXAMPLE/2026-01-01T00:00:00Z/-1/host/5f8bsecretsecret".to_owned(), "Baidu BOS link", None),
        (format!("http://cdn.example.com/k.jpg?e={END}&token=MY_AK:438dd8secretsecret="), "Qiniu Kodo link", Some(END)),
        (format!("https://b.ks3-cn-beijing.ksyuncs.com/k?KSSAccessKeyId=AKLTEXAMPLE&Expires={END}&Signature=hr7vsecretsecret="), "Kingsoft KS3 link", Some(END)),
        (format!("https://pek3a.qingstor.com:443/b/k?signature=Miysecretsecret%3D&access_key_id=EYGSEXAMPLE&expires={END}"), "QingStor link", Some(END)),
        (format!("https://z.b-cdn.net/v.mp4?token=HS256-aiDhsecretsecret&expires={END}&token_path=%2F"), "bunny.net link (token, as other CDNs have it too)", Some(END)),
        (format!("https://z.b-cdn.net/bcdn_token=HS256-aiDhsecretsecret&expires={END}&token_path=%2Fv%2F/v/a.m3u8"), "bunny.net link (token, as other CDNs have it too)", Some(END)),
        (format!("https://x-123.kxcdn.com/a.jpg?token=aiDhsecretsecret&expire={END}"), "KeyCDN link (token)", Some(END)),
        (format!("https://media.example.com/a.mp4?hdnts=st=1767222000~exp={END}~acl=/*~hmac=ab12secretsecret"), "Akamai link (token)", Some(END)),
        (format!("https://x.imgix.net/a.jpg?w=40&expires={END}&s=9f00112233445566778899aabbccddee"), "imgix link", Some(END)),
        (format!("https://abc.supabase.co/storage/v1/object/sign/b/k.jpg?token=eyJhbGciOiJIUzI1NiJ9.{claims}.secretsecret"), "Supabase Storage link", Some(END)),
        (format!("https://cdn.discordapp.com/attachments/1/2/a.png?ex={END:x}&is=6955b180&hm=9f00112233445566secretsecret&"), "Discord link", Some(END)),
        ("https://objectstorage.eu-frankfurt-1.oraclecloud.com/p/AbCsecretsecret/n/ns/b/b/o/k".to_owned(), "Oracle Cloud link (pre-authenticated request)", None),
        ("https://f001.backblazeb2.com/file/b/k?Authorization=3_2026secretsecret".to_owned(), "Backblaze B2 link (native API)", None),
        ("https://cdn.example.com/a.mp4?auth_key=1767286800-0-0-9f00112233445566secretsecret".to_owned(), "Alibaba Cloud CDN link", None),
        ("https://cdn.example.com/a.mp4?verify=1767286800-ab%2Bcsecretsecret".to_owned(), "Cloudflare link (token)", None),
    ]
}

#[test]
fn each_is_named_with_its_end_and_nothing_of_s3_is_held_against_it() {
    for (link, name, end) in links() {
        let inspection = read(&link);
        let Some(foreign) = inspection.foreign() else { panic!("{link}: {inspection}") };
        assert_eq!(foreign.signer().to_string(), name, "{link}");
        assert_eq!(inspection.expires_at(), end.map(at), "{link}");
        assert_eq!(inspection.signature_version(), None, "{link}");
        assert_eq!((inspection.bucket(), inspection.key()), (None, None), "{link}");
        let signer = foreign.signer();
        assert_eq!(inspection.problems(), [Problem::Foreign { signer, is_at_s3: false }], "{link}");
        let report = inspection.to_string();
        assert!(report.contains(&format!("signed with      {name}\n")), "{report}");
        let article = if name.starts_with(['A', 'O', 'i']) { "an" } else { "a" };
        assert!(report.contains(&format!("this is {article} {name}, not one of S3's")), "{report}");
        assert!(!report.contains("secret") && !report.contains("223344"), "{report}");
        assert!(!format!("{inspection:?}").contains("secret"), "{inspection:?}");
    }
}

#[test]
fn a_key_that_ends_before_its_link_ends_the_link() {
    let link = |sign: u64, key: u64| {
        format!(
            "https://h/k?q-sign-algorithm=sha1&q-ak=A&q-sign-time=1767222000;{sign}&q-key-time=1767222000;{key}\
             &q-signature=8f"
        )
    };
    for (sign, key) in [(END, END + 9), (END + 9, END)] {
        assert_eq!(read(&link(sign, key)).expires_at(), Some(at(END)), "{sign} {key}");
    }
}

#[test]
fn each_is_expired_once_its_end_has_come() {
    for (link, _, end) in links() {
        let Some(end) = end else { continue };
        let expired = Problem::Expired { at: at(end) };
        let has = |now| Inspection::of_at(&link, at(now)).problems().contains(&expired);
        assert!(has(end) && !has(end - 1), "{link}");
    }
}

#[test]
fn an_end_that_the_link_does_not_tell_is_said_to_be_elsewhere() {
    let line = |place: &str| {
        let link = links().into_iter().map(|(link, ..)| link).find(|link| link.contains(place));
        let report = read(&link.unwrap()).to_string();
        report.lines().find_map(|line| line.strip_prefix("expires at       ")).map(str::to_owned)
    };
    assert_eq!(
        line("si=readers").as_deref(),
        Some("the link does not tell: it stands in a stored access policy")
    );
    assert_eq!(line("/p/AbC").as_deref(), Some("the link does not tell: it stands at the service"));
    assert_eq!(
        line("auth_key").as_deref(),
        Some("the link does not tell: it stands in the settings of the CDN")
    );
    assert_eq!(line("/-1/host").as_deref(), Some("never"));
    assert_eq!(line("color=red").as_deref(), Some("2026-01-01T18:00:00Z"));
}

#[test]
fn a_link_that_begins_later_does_not_work_yet() {
    let later = until(END).replace(
        "\"DateLessThan\"",
        "\"DateGreaterThan\":{\"AWS:EpochTime\":1767290000},\"DateLessThan\"",
    );
    let cos = "https://h/k?q-sign-algorithm=sha1&q-ak=A&q-sign-time=1767290000;1767290400&q-key-time=1767222000;1767290400\
         &q-signature=8f";
    let sas = format!("https://h/c/f?sv=2024-11-04&st=2026-01-01T17:53:20Z&se=2026-01-02&{SAS}");
    for link in [custom(&later), cos.to_owned(), sas] {
        let not_yet = Problem::End(EndProblem::NotYetStarted { at: at(1_767_290_000) });
        let inspection = read(&link);
        assert!(
            inspection.problems().contains(&not_yet) && not_yet.is_fatal(),
            "{link}: {inspection}"
        );
        assert_eq!(inspection.foreign().unwrap().starts_at(), Some(at(1_767_290_000)));
        let then = Inspection::of_at(&link, at(1_767_290_000));
        assert_eq!(fatal(&then), [""; 0], "{link}");
    }
}

#[test]
fn an_end_that_is_none_is_a_problem() {
    let canned = |end: &str| format!("https://h/k?Expires={end}&Signature=x~y&Key-Pair-Id=K2");
    let google = |from: &str, lifetime: &str| {
        format!(
            "https://h/k?{GOOGLE}&X-Goog-Date={from}&X-Goog-Expires={lifetime}&X-Goog-SignedHeaders=host&X-Goog-Signature=24"
        )
    };
    let oss = "https://h/k?x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=L&x-oss-date=20260101T000000Z\
         &x-oss-signature=77&x-oss-expires=";
    for (link, parameter) in [
        (canned(""), "Expires"),
        (canned("-1"), "Expires"),
        (canned("+1767290400"), "Expires"),
        (canned("2026-01-01T18:00:00Z"), "Expires"),
        (canned("1767290400.5"), "Expires"),
        ("https://h/k?Policy=%%%&Signature=x&Key-Pair-Id=K2".to_owned(), "Policy"),
        ("https://h/k?Policy=&Signature=x&Key-Pair-Id=K2".to_owned(), "Policy"),
        (custom("{"), "Policy"),
        (custom("[]"), "Policy"),
        (custom("{\"Statement\":[]}"), "Policy"),
        (custom(&until(END).replace("1767290400", "\"1767290400\"")), "Policy"),
        (custom(&until(END).replace("DateLessThan", "DateLessThen")), "Policy"),
        (google("20260101", "900"), "X-Goog-Date"),
        (google("20260101T000000Z", "604801"), "X-Goog-Expires"),
        (google("20260101T000000Z", "0"), "X-Goog-Expires"),
        (google("20260101T000000Z", "1767290400"), "X-Goog-Expires"),
        (format!("{oss}1767290400"), "x-oss-expires"),
        (format!("https://h/c/f?sv=2024-11-04&se=tomorrow&{SAS}"), "se"),
        (format!("https://h/c/f?sv=2024-11-04&se=1767290400&{SAS}"), "se"),
        (format!("https://h/c/f?sv=2024-11-04&se=2026-01-03&ske=2026-13-01&{SAS}"), "ske"),
        ("https://h/k?q-sign-algorithm=sha1&q-ak=A&q-sign-time=1767290400&q-key-time=1;2&q-signature=8".to_owned(), "q-sign-time"),
        ("https://h/k?authorization=bce-auth-v1/A/yesterday/1800/host/5f".to_owned(), "authorization"),
        ("https://h/k?e=soon&token=AK:43".to_owned(), "e"),
        ("https://h/k?hdnts=acl=/*~hmac=ab12".to_owned(), "hdnts"),
        ("https://x.supabase.co/storage/v1/object/sign/b/k?token=abc".to_owned(), "token"),
        ("https://cdn.discordapp.com/a.png?ex=zz&is=6955b180&hm=9f".to_owned(), "ex"),
        ("https://h/k?AWSAccessKeyId=AKIA&Signature=x&Expires=3600s".to_owned(), "Expires"),
        ("https://h/k?AWSAccessKeyId=AKIA&Signature=x&Expires=Thu%2C%2001%20Jan%202026".to_owned(), "Expires"),
    ] {
        let inspection = read(&link);
        let found = inspection.problems().iter().find_map(|problem| match problem {
            Problem::End(EndProblem::Unreadable { parameter, .. }) => Some(*parameter),
            _ => None,
        });
        assert_eq!(found, Some(parameter), "{link}: {inspection}");
        assert_eq!(inspection.expires_at(), None, "{link}");
        assert!(!fatal(&inspection).is_empty(), "{link}");
    }
    assert_eq!(
        fatal(&read(&canned("tomorrow"))),
        [
            "the end of the link cannot be read: Expires should be seconds since 1970; ask whoever made it for a new one"
        ]
    );
}

#[test]
fn milliseconds_where_seconds_are_counted_are_a_warning() {
    for link in [
        "https://h/k?Expires=1767290400000&Signature=x~y&Key-Pair-Id=K2",
        "https://h/k?AWSAccessKeyId=AKIA&Signature=x&Expires=1767290400000",
        "https://h/k?GoogleAccessId=a&Signature=x&Expires=99999999999999999999999999",
    ] {
        let inspection = read(link);
        let too_far = Problem::End(EndProblem::TooFar { parameter: "Expires" });
        assert!(inspection.problems().contains(&too_far), "{inspection}");
        assert_eq!(fatal(&inspection), [""; 0]);
    }
}

#[test]
fn a_link_that_lost_a_part_is_said_to_have() {
    for (link, name, lost) in [
        (custom(&until(END)).replace("&Key-Pair-Id=K2JCEXAMPLE", ""), "CloudFront", "Key-Pair-Id"),
        ("https://d1.cloudfront.net/k?Expires=1767290400&Signature=short".to_owned(), "CloudFront", "Key-Pair-Id"),
        (format!("https://media.example.com/k?Expires=1767290400&Signature={}~x__", "Ab1".repeat(80)), "CloudFront", "Key-Pair-Id"),
        ("https://h/k?Expires=1767290400&Key-Pair-Id=K2".to_owned(), "CloudFront", "Signature"),
        (format!("https://h/k?{GOOGLE}&X-Goog-Date=20260101T000000Z&X-Goog-Expires=900&X-Goog-SignedHeaders=host"), "Google Cloud Storage", "X-Goog-Signature"),
        ("https://acc.blob.core.windows.net/c/f?sv=2024-11-04&se=2026-01-02&sp=r".to_owned(), "Azure Storage", "sig"),
        (format!("https://acc.blob.core.windows.net/c/f?sv=2024-11-04&{SAS}"), "Azure Storage", "se"),
        ("https://h/k?OSSAccessKeyId=L&Expires=1767290400".to_owned(), "Alibaba Cloud OSS", "Signature"),
        ("https://h/k?q-sign-algorithm=sha1&q-ak=A&q-sign-time=1;1767290400&q-key-time=1;1767290400".to_owned(), "Tencent Cloud COS", "q-signature"),
    ] {
        let inspection = read(&link);
        assert_eq!(inspection.foreign().map(|foreign| foreign.signer().service()), Some(name), "{link}");
        let missing = Problem::MissingParameter { name: lost };
        assert!(inspection.problems().contains(&missing), "{link}: {inspection}");
    }
}

#[test]
fn a_foreign_link_at_a_host_of_s3_cannot_work() {
    let link = "https://photos.s3.eu-west-1.amazonaws.com/k?Expires=1767290400&Signature=x~y&Key-Pair-Id=K2";
    assert_eq!(
        fatal(&read(link)),
        [
            "this is a CloudFront link (canned policy), not one of S3's, but the host is S3's, which does not take it: \
          use the host that it was made for"
        ]
    );
}

#[test]
fn a_link_that_cloudfront_signed_over_one_of_s3_ends_with_the_earlier() {
    let s3 = "https://d111.cloudfront.net/k?X-Amz-Algorithm=AWS4-HMAC-SHA256\
         &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20260101%2Feu-west-1%2Fs3%2Faws4_request\
         &X-Amz-Date=20260101T000000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host\
         &X-Amz-Signature=762f4fcbacec730d460b0e337f554e569e4fe98643baefad7af1276fe3084e7f";
    let inspection = read(&format!("{s3}&Expires={END}&Signature=x~y&Key-Pair-Id=K2"));
    assert_eq!(inspection.signature_version(), Some(SignatureVersion::V4));
    assert_eq!(inspection.expires_at(), Some(at(NOW + 3_600)));
    assert_eq!(fatal(&inspection), [""; 0]);
    assert!(
        inspection
            .to_string()
            .contains("signed with      SigV4, and CloudFront link (canned policy)\n")
    );
}

#[test]
fn what_only_looks_like_another_service_is_none() {
    for link in [
        "https://photos.s3.eu-west-1.amazonaws.com/k",
        "https://h/k?sv=1.0&sig=x&sp=%2Ftriggers%2Fmanual%2Frun",
        "https://h/k?token=abc",
        "https://h/k?s=9f&expires=1767290400",
        "https://h/k?policy",
        "https://h/k?e=1&is=2",
        "https://h/k?verify=yes",
        "https://h/p/x/n/y",
        "",
    ] {
        assert_eq!(read(link).foreign(), None, "{link}");
    }
}

#[test]
fn hosts_of_others_are_named_though_the_link_is_sigv4() {
    for (host, server) in [
        ("acc.r2.cloudflarestorage.com", "Cloudflare R2"),
        ("photos.s3.us-west-004.backblazeb2.com", "Backblaze B2"),
        ("s3.wasabisys.com", "Wasabi"),
        ("photos.nyc3.digitaloceanspaces.com", "DigitalOcean Spaces"),
        ("storage.googleapis.com", "Google Cloud Storage"),
        ("photos.s3.fr-par.scw.cloud", "Scaleway"),
        ("s3.gra.io.cloud.ovh.net", "OVHcloud"),
        ("photos.eu-central-1.linodeobjects.com", "Akamai (Linode) Object Storage"),
        ("fly.storage.tigris.dev", "Tigris"),
        ("abc.supabase.co", "Supabase Storage"),
    ] {
        let link = format!(
            "https://{host}/photos/k?X-Amz-Algorithm=AWS4-HMAC-SHA256\
             &X-Amz-Credential=abc%2F20260101%2Fauto%2Fs3%2Faws4_request\
             &X-Amz-Date=20260101T000000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host\
             &X-Amz-Signature=762f4fcbacec730d460b0e337f554e569e4fe98643baefad7af1276fe3084e7f"
        );
        let inspection = read(&link);
        assert_eq!(inspection.server(), Some(server));
        assert_eq!((inspection.problems(), inspection.foreign()), (&[][..], None), "{host}");
        assert!(inspection.to_string().contains(&format!("host             {host} ({server})\n")));
    }
    assert_eq!(read("https://photos.s3.eu-west-1.amazonaws.com/k").server(), None);
}

#[test]
fn the_end_of_a_foreign_link_is_typed() {
    let end = |link: &str| read(link).foreign().unwrap().end();
    assert_eq!(end("https://x.imgix.net/a.jpg?s=9f00112233445566778899aabbccddee"), LinkEnd::Never);
    assert_eq!(end("https://h/k?Expires=9&Signature=x&Key-Pair-Id=K"), LinkEnd::At(at(9)));
}

//! What the feature `serde` writes and reads.

#![cfg(feature = "serde")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Debug;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{
    AddressingStyle, CannedAcl, ChecksumAlgorithm, ChecksumType, CredentialKind, Credentials,
    Endpoint, ExpiryPolicy, MultipartPlan, MultipartUpload, ObjectLockMode, OnExcess, PostPolicy,
    Presigner, Region, S3Request, StorageClass,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

const QUARTER: Duration = Duration::from_secs(900);

/// 2026-11-21T12:00:00Z
fn noon() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_262_400)
}

fn region() -> Region {
    Region::new("eu-west-1").unwrap()
}

fn presigner() -> Presigner {
    Presigner::new(Credentials::new("AKIDEXAMPLE", "wJalr").unwrap(), region())
}

/// Takes a field out.
fn take(object: &mut Value, name: &str) -> Value {
    object.as_object_mut().unwrap().remove(name).unwrap()
}

#[test]
fn a_url_is_the_json_that_a_page_needs() {
    let request = S3Request::put_object("photos", "cat.jpg")
        .content_type("image/jpeg")
        .header("x-amz-meta-by", "\"e\" me");
    let url = presigner().presign_at(&request, QUARTER, noon()).unwrap();
    assert_eq!(
        serde_json::to_string(&url).unwrap(),
        format!(
            concat!(
                r#"{{"method":"PUT","url":"{}","headers":{{"content-type":"image/jpeg","#,
                r#""x-amz-meta-by":"\"e\" me"}},"signed_at":"2026-11-21T12:00:00Z","#,
                r#""expires_at":"2026-11-21T12:15:00Z","expires_in":900,"#,
                r#""limited_by":"requested","certainty":"exact"}}"#
            ),
            url.as_str()
        )
    );
}

#[test]
fn a_url_has_its_cautions_behind_the_rest_where_there_are_any() {
    let request = S3Request::put_object("photos", "it's a cat.jpg");
    let url = presigner().presign_at(&request, QUARTER, noon()).unwrap();
    let json = serde_json::to_string(&url).unwrap();
    let (_, cautions) = json.split_once(r#""certainty":"exact","cautions":"#).unwrap();
    let cautions: Value = serde_json::from_str(cautions.strip_suffix('}').unwrap()).unwrap();
    let told = url.cautions();
    let expected = told.iter().map(|caution| {
        json!({"kind": caution.kind(), "text": caution.to_string(), "tools": caution.tools()})
    });
    assert_eq!(cautions, expected.collect::<Value>());
    assert_eq!([&cautions[0]["kind"], &cautions[1]["kind"]], ["respelled", "type_not_signed"]);
}

#[test]
fn a_pair_has_both_requests_and_one_validity() {
    let links = presigner().presign_get_and_head_at("photos", "cat.jpg", QUARTER, noon()).unwrap();
    let json = serde_json::to_value(&links).unwrap();
    for (name, link) in [("get", links.get()), ("head", links.head())] {
        let expected = json!({ "method": link.method(), "url": link.as_str(), "headers": {} });
        assert_eq!(json[name], expected);
    }
    let mut validity = json;
    take(&mut validity, "get");
    take(&mut validity, "head");
    assert_eq!(validity, serde_json::to_value(links.validity()).unwrap());
}

#[test]
fn every_limit_and_certainty_has_its_word() {
    let role = |seconds| {
        let role = Credentials::temporary("ASIAEXAMPLE", "wJalr", "token").unwrap();
        let role = role.with_kind(CredentialKind::ChainedRole);
        match seconds {
            Some(seconds) => role.with_expires_at(noon() + Duration::from_secs(seconds)),
            None => role,
        }
    };
    let user = Credentials::new("AKIDEXAMPLE", "wJalr").unwrap();
    let week = ExpiryPolicy::new();
    let hour = ExpiryPolicy::new().with_max_lifetime(Duration::from_secs(60));
    for (credentials, policy, asked, words) in [
        (user.clone(), week.clone(), 60, ["requested", "exact"]),
        (user.clone(), week.clone(), 9_999_999, ["protocol", "exact"]),
        (user, hour, 61, ["policy", "exact"]),
        (role(None), week.clone(), 7_200, ["credential_kind", "at_most"]),
        (role(Some(60)), week, 7_200, ["credential_expiry", "exact"]),
    ] {
        let url = Presigner::new(credentials, region())
            .with_expiry_policy(policy.with_on_excess(OnExcess::Clamp))
            .presign_get_at("photos", "cat.jpg", Duration::from_secs(asked), noon())
            .unwrap();
        let json = serde_json::to_value(&url).unwrap();
        assert_eq!([&json["limited_by"], &json["certainty"]], words);
        assert_eq!(serde_json::to_value(url.validity()).unwrap()["limited_by"], words[0]);
    }
}

#[test]
fn a_form_keeps_its_fields_in_order() {
    let policy = PostPolicy::new("photos", "u/${filename}")
        .field("acl", "private")
        .content_type_starts_with("image/")
        .metadata("a", "\"<é>\"");
    let post = presigner().presign_post_at(&policy, QUARTER, noon()).unwrap();
    let fields: Vec<_> =
        post.fields().map(|(name, value)| format!("{}:{}", json!(name), json!(value))).collect();
    assert_eq!(
        serde_json::to_string(&post).unwrap(),
        format!(
            concat!(
                r#"{{"method":"POST","url":"https://photos.s3.eu-west-1.amazonaws.com/","fields":{{{}}},"#,
                r#""signed_at":"2026-11-21T12:00:00Z","expires_at":"2026-11-21T12:15:00Z","#,
                r#""expires_in":900,"limited_by":"requested","certainty":"exact"}}"#
            ),
            fields.join(",")
        )
    );
}

#[test]
fn an_upload_in_parts_says_where_each_byte_goes() {
    let plan = MultipartPlan::with_part_size(12_000_000, 5 * 1024 * 1024).unwrap();
    let upload = MultipartUpload::new("films", "cat.mp4", "ID", plan).with_signed_lengths(true);
    let urls = presigner().presign_multipart_at(&upload, QUARTER, noon()).unwrap();
    let mut json = serde_json::to_value(&urls).unwrap();
    let parts = take(&mut json, "parts");
    let expected = urls.parts().iter().map(|part| {
        json!({
            "number": part.number(), "start": part.range().start, "length": part.length(), "method": "PUT",
            "url": part.url().as_str(), "headers": {"content-length": part.length().to_string()},
        })
    });
    assert_eq!(parts, expected.collect::<Value>());
    let end = |url: &s3_presigner::PresignedUrl| json!({"method": url.method(), "url": url.as_str(), "headers": {}});
    assert_eq!(
        json,
        json!({
            "complete": end(urls.complete()), "abort": end(urls.abort()), "list_parts": end(urls.list_parts()),
            "signed_at": "2026-11-21T12:00:00Z", "expires_at": "2026-11-21T12:15:00Z", "expires_in": 900,
            "limited_by": "requested", "certainty": "exact",
        })
    );
}

/// What is written is this, and this is read as it was.
fn is<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, text: &Value) {
    assert_eq!(serde_json::to_value(value).unwrap(), *text);
    assert_eq!(serde_json::from_value::<T>(text.clone()).unwrap(), *value);
}

fn refusal<T: DeserializeOwned + Debug>(text: &str) -> String {
    serde_json::from_str::<T>(text).unwrap_err().to_string()
}

#[test]
fn settings_of_one_word_are_aws_words() {
    is(&region(), &json!("eu-west-1"));
    is(&AddressingStyle::Path, &json!("path"));
    is(&AddressingStyle::VirtualHosted, &json!("virtual"));
    is(&AddressingStyle::HostIsBucket, &json!("host_is_bucket"));
    is(&AddressingStyle::Auto, &json!("auto"));
    for (value, word) in
        [(OnExcess::Reject, "reject"), (OnExcess::Clamp, "clamp"), (OnExcess::Allow, "allow")]
    {
        is(&value, &json!(word));
    }
    is(&ChecksumType::Composite, &json!("COMPOSITE"));
    is(&ChecksumType::FullObject, &json!("FULL_OBJECT"));
}

#[test]
fn a_word_is_the_name_in_the_api() {
    use {CannedAcl as A, ChecksumAlgorithm as C, ObjectLockMode as M, StorageClass as S};
    for class in [
        S::Standard,
        S::ReducedRedundancy,
        S::StandardIa,
        S::OneZoneIa,
        S::IntelligentTiering,
        S::Glacier,
        S::GlacierIr,
        S::DeepArchive,
        S::Outposts,
        S::Snow,
        S::ExpressOneZone,
        S::FsxOpenZfs,
        S::FsxOntap,
        S::AwsBackupWarm,
        S::AwsBackupLowCostWarm,
    ] {
        is(&class, &json!(class.as_str()));
    }
    for acl in [
        A::Private,
        A::PublicRead,
        A::PublicReadWrite,
        A::AuthenticatedRead,
        A::AwsExecRead,
        A::BucketOwnerRead,
        A::BucketOwnerFullControl,
    ] {
        is(&acl, &json!(acl.as_str()));
    }
    for algorithm in [
        C::Crc32,
        C::Crc32c,
        C::Crc64Nvme,
        C::Sha1,
        C::Sha256,
        C::Sha512,
        C::Md5,
        C::XxHash64,
        C::XxHash3,
        C::XxHash128,
    ] {
        is(&algorithm, &json!(algorithm.as_str()));
    }
    for mode in [M::Governance, M::Compliance] {
        is(&mode, &json!(mode.as_str()));
    }
}

#[test]
fn kinds_of_credentials_have_words_and_one_has_a_cap() {
    for (kind, word) in [
        (CredentialKind::IamUser, "iam_user"),
        (CredentialKind::InstanceProfile, "instance_profile"),
        (CredentialKind::Container, "container"),
        (CredentialKind::Sts, "sts"),
        (CredentialKind::AssumedRole, "assumed_role"),
        (CredentialKind::ChainedRole, "chained_role"),
        (CredentialKind::LambdaRole, "lambda_role"),
        (CredentialKind::CognitoIdentity, "cognito_identity"),
        (CredentialKind::RootSession, "root_session"),
        (CredentialKind::LoginSession, "login_session"),
        (CredentialKind::S3ExpressSession, "s3_express_session"),
    ] {
        is(&kind, &json!(word));
    }
    is(&CredentialKind::Custom { max: QUARTER }, &json!({"custom": {"max": 900}}));
}

#[test]
fn an_endpoint_is_read_as_it_was_written() {
    let ohio = Region::new("us-east-2").unwrap();
    let (public, as_written) = if cfg!(feature = "url") {
        ("https://bücher.example", "https://xn--bcher-kva.example")
    } else {
        ("https://Books.example", "https://books.example")
    };
    let endpoint = Endpoint::custom("HTTP://[::1]:9000/base%7e/")
        .unwrap()
        .with_public_url(public)
        .unwrap()
        .with_style(AddressingStyle::Path)
        .with_aws_behind(true)
        .with_arn_region(false)
        .with_region_set([&region(), &ohio]);
    let text = json!({
        "url": "http://[::1]:9000/base~", "public_url": as_written,
        "addressing_style": "path", "dual_stack": false, "fips": false, "accelerate": false,
        "arn_region": false, "multi_region_access_points": true, "aws_behind": true,
        "region_set": ["eu-west-1", "us-east-2"],
    });
    is(&endpoint, &text);

    let aws = Endpoint::aws();
    assert_eq!(serde_json::from_str::<Endpoint>("{}").unwrap(), aws);
    is(&aws.clone(), &serde_json::to_value(&aws).unwrap());
    let switches = aws
        .with_dual_stack(true)
        .with_fips(true)
        .with_accelerate(true)
        .with_multi_region_access_points(false);
    let text = json!({
        "dual_stack": true, "fips": true, "accelerate": true, "multi_region_access_points": false,
    });
    assert_eq!(serde_json::from_value::<Endpoint>(text).unwrap(), switches);
}

#[test]
fn a_policy_is_read_as_it_was_written() {
    let policy = ExpiryPolicy::new()
        .with_on_excess(OnExcess::Allow)
        .with_min_lifetime(Duration::from_secs(60))
        .with_max_lifetime(Duration::from_secs(3_600))
        .with_protocol_max(Duration::from_secs(2_592_000))
        .with_kind_cap(CredentialKind::AssumedRole, QUARTER)
        .with_known_expiry_only(true);
    let text = json!({
        "on_excess": "allow", "min_lifetime": 60, "max_lifetime": 3_600, "protocol_max": 2_592_000,
        "kind_caps": [{"kind": "assumed_role", "cap": 900}], "known_expiry_only": true,
    });
    is(&policy, &text);
    assert_eq!(serde_json::from_str::<ExpiryPolicy>("{}").unwrap(), ExpiryPolicy::new());
    // A fraction is rounded to the side on which nothing changes.
    let fractions = ExpiryPolicy::new()
        .with_min_lifetime(Duration::from_millis(1_500))
        .with_max_lifetime(Duration::from_millis(60_900));
    let json = serde_json::to_value(&fractions).unwrap();
    assert_eq!([&json["min_lifetime"], &json["max_lifetime"]], [2, 60]);
}

#[test]
fn a_file_of_settings_is_read() {
    #[derive(serde::Deserialize)]
    struct Settings {
        region: Region,
        endpoint: Endpoint,
        links: ExpiryPolicy,
    }
    let text = "region = 'eu-west-1'\n[endpoint]\nurl = 'http://localhost:9000'\n\
                addressing_style = 'path'\n[links]\non_excess = 'clamp'\nmax_lifetime = 900\n";
    let settings: Settings = toml::from_str(text).unwrap();
    assert_eq!(settings.region, region());
    let minio = Endpoint::custom("http://localhost:9000").unwrap();
    assert_eq!(settings.endpoint, minio.with_style(AddressingStyle::Path));
    let links = ExpiryPolicy::new().with_on_excess(OnExcess::Clamp).with_max_lifetime(QUARTER);
    assert_eq!(settings.links, links);
}

#[test]
fn what_is_refused_is_refused_with_the_text_of_the_validator() {
    assert_eq!(
        refusal::<Region>("\"eu west 1\""),
        Region::new("eu west 1").unwrap_err().to_string()
    );
    let error = Endpoint::custom("ftp://h").unwrap_err();
    assert_eq!(refusal::<Endpoint>(r#"{"url": "ftp://h"}"#), error.to_string());
    let secret = refusal::<Endpoint>(r#"{"public_url": "https://id:m4rk@h"}"#);
    assert!(!secret.contains("m4rk") && secret.contains("user name"), "{secret}");
    assert_eq!(
        refusal::<StorageClass>("\"COLD\""),
        "unknown variant `COLD`, expected one of `STANDARD`, `REDUCED_REDUNDANCY`, `STANDARD_IA`, \
         `ONEZONE_IA`, `INTELLIGENT_TIERING`, `GLACIER`, `GLACIER_IR`, `DEEP_ARCHIVE`, `OUTPOSTS`, \
         `SNOW`, `EXPRESS_ONEZONE`, `FSX_OPENZFS`, `FSX_ONTAP`, `AWS_BACKUP_WARM`, `AWS_BACKUP_LOW_COST_WARM`"
    );
    for text in [r#"{"max_lifetime": -1}"#, r#"{"max_lifetime": "1h"}"#, r#"{"max": 1}"#] {
        refusal::<ExpiryPolicy>(text);
    }
    refusal::<Endpoint>(r#"{"style": "path"}"#);
    refusal::<CredentialKind>("\"root\"");
}

#[test]
fn what_is_no_object_is_told_to_be_one() {
    let caps = r#"{"kind_caps": ["sts"]}"#;
    for (error, text) in [
        (serde_json::from_str::<Endpoint>("null").unwrap_err(), "type: null, expected an object"),
        (serde_json::from_str::<ExpiryPolicy>("1").unwrap_err(), "`1`, expected an object"),
        (serde_json::from_str::<ExpiryPolicy>(caps).unwrap_err(), "expected an object with kind"),
    ] {
        assert!(error.to_string().contains(text), "{error}");
    }
}

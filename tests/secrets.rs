//! No secret of any source is shown by `Debug`, `Display` or an error, whatever happens to its text.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::fmt::{Debug, Display};
use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use s3_presigner::{
    CannedAcl, Condition, Credentials, Endpoint, Error, PostForm, PostPolicy, PostPolicyDocument,
    PostRefusal, Presigner, Profile, Region, S3Request, SignedRequest, SseCustomerKey, Verifier,
};

/// What stands in every secret.
const MARK: &str = "m4rKm4rKm4rK";

fn shown<T: Debug>(outcome: &Result<T, Error>) -> String {
    let text = |error: &dyn Display| error.to_string();
    format!("{outcome:?} {}", outcome.as_ref().err().map(|error| text(error)).unwrap_or_default())
}

fn check(text: &str) -> Result<(), TestCaseError> {
    // In small letters too, as the keys of a profile are kept.
    prop_assert!(!text.to_lowercase().contains(&MARK.to_lowercase()), "{text}");
    Ok(())
}

/// A text with one damage: a piece cut out, doubled, or replaced.
fn damaged(text: &str, at: usize, length: usize, junk: &str, how: u8) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = at % (chars.len() + 1);
    let end = (at + length).min(chars.len());
    let part = |range: std::ops::Range<usize>| chars.get(range).unwrap().iter().collect::<String>();
    match how % 3 {
        0 => part(0..at) + &part(end..chars.len()),
        1 => part(0..end) + &part(at..chars.len()),
        _ => part(0..at) + junk + &part(end..chars.len()),
    }
}

fn documents() -> Vec<String> {
    let keys = format!(
        r#""AccessKeyId":"ASIAEXAMPLE","SecretAccessKey":"{MARK}","Expiration":"2030-01-01T00:00:00Z""#
    );
    vec![
        format!(r#"{{"Code":"Success","Type":"AWS-HMAC",{keys},"Token":"{MARK}"}}"#),
        format!(r#"{{{keys},"Token":"{MARK}","RoleArn":"arn:aws:iam::1:role/x"}}"#),
        format!(r#"{{"Version":1,{keys},"SessionToken":"{MARK}"}}"#),
        format!(r#"{{"Credentials":{{{keys},"SessionToken":"{MARK}"}},"AssumedRoleUser":{{}}}}"#),
        format!(
            r#"{{"roleCredentials":{{"accessKeyId":"ASIAEXAMPLE","secretAccessKey":"{MARK}","sessionToken":"{MARK}","expiration":1}}}}"#
        ),
        format!(
            r#"{{"IdentityId":"x","Credentials":{{"AccessKeyId":"ASIAEXAMPLE","SecretKey":"{MARK}","SessionToken":"{MARK}","Expiration":1.5E9}}}}"#
        ),
        format!(
            "<CreateSessionResult><Credentials><SessionToken>{MARK}</SessionToken><SecretAccessKey>{MARK}</SecretAccessKey>\
             <AccessKeyId>ASIAEXAMPLE</AccessKeyId><Expiration>2030-01-01T00:00:00Z</Expiration></Credentials>\
             </CreateSessionResult>"
        ),
    ]
}

/// A profile in one of many orders, so that each setting stands right before a secret.
fn profile_file(order: u16) -> String {
    let settings = [
        "aws_access_key_id = ASIAEXAMPLE".to_owned(),
        format!("aws_secret_access_key = {SECRET}"),
        format!("aws_session_token = {}", SECRET.repeat(4)),
        "region = eu-west-1".to_owned(),
        "expiration = 2030-01-01T00:00:00Z".to_owned(),
        "endpoint_url = http://localhost:9000".to_owned(),
        "services = local".to_owned(),
        "use_fips_endpoint = false".to_owned(),
        "s3 =\n  addressing_style = path\n  use_accelerate_endpoint = false".to_owned(),
    ];
    let count = settings.len();
    let [step, from] =
        [1, 2, 4, 5, 7, 8].map(|step| [step, usize::from(order / 6)])[usize::from(order % 6)];
    let lines = (0..count).map(|place| settings[(from + place * step) % count].as_str());
    let lines: Vec<_> = lines.collect();
    format!("[a]\n{}\n[services local]\ns3 =\n  endpoint_url = http://h\n", lines.join("\n"))
}

/// As long as AWS's, a quarter of a short token's length, and with characters that no region has. The mark is
/// at the end, which damage that eats the name of the key leaves.
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfm4rKm4rKm4rK";

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn documents_show_nothing_however_they_are_damaged(
        which in 0..7_usize, at in 0..400_usize, length in 0..30_usize, junk in "\\PC{0,5}|[\"{}<>&,:]{1,3}", how in any::<u8>(),
    ) {
        let document = documents().swap_remove(which);
        check(&shown(&Credentials::from_document(&document)))?;
        let document = damaged(&document, at, length, &junk, how);
        // A key that the damage made a part of an error's own message is that message.
        prop_assume!(!document.to_lowercase().contains("message"));
        let outcome = Credentials::from_document(&document);
        if let Err(Error::Invalid { .. } | Error::Source(_)) = &outcome {
            check(&shown(&outcome))?;
        }
        check(&format!("{:?}", outcome.ok()))?;
    }

    #[test]
    fn profiles_show_nothing_however_they_are_damaged(
        order in any::<u16>(), at in 0..800_usize, length in 0..30_usize,
        junk in "\\PC{0,5}|[\\[\\]=\n# ]{1,3}|\n {1,4}|\r", how in any::<u8>(),
    ) {
        let text = profile_file(order);
        for (credentials, config) in [
            (text.clone(), String::new()),
            (damaged(&text, at, length, &junk, how), String::new()),
            (String::new(), damaged(&text, at, length, &junk, how).replacen("[a]", "[profile a]", 1)),
        ] {
            let profile = Profile::parse("a", &credentials, &config);
            // A setting that the damage gave another name is no secret any more, but is not shown either.
            check(&shown(&profile))?;
            let Ok(profile) = profile else { continue };
            for key in ["aws_secret_access_key", "aws_session_token", "aws_security_token"] {
                prop_assert_eq!(profile.setting(key), None);
                prop_assert_eq!(profile.s3_setting(key), None);
            }
            check(&shown(&profile.endpoint_url().map(|_| ())))?;
            check(&shown(&profile.credentials()))?;
            check(&shown(&Presigner::from_profile(&profile)))?;
        }
    }

    #[test]
    fn the_environment_shows_nothing(before in "\\PC{0,3}|[ \n\t]", behind in "\\PC{0,3}|[ \n\t\r]") {
        let secret = format!("{before}{MARK}{behind}");
        let outcome = Presigner::from_lookup(|name| match name {
            "AWS_ACCESS_KEY_ID" => Some("ASIAEXAMPLE".to_owned()),
            "AWS_SECRET_ACCESS_KEY" | "AWS_SESSION_TOKEN" => Some(secret.clone()),
            "AWS_REGION" => Some("eu-west-1".to_owned()),
            _ => None,
        });
        check(&shown(&outcome))?;
        // The two swapped, which is a common slip.
        check(&shown(&Credentials::new(secret.clone() + " ", "AKIAIOSFODNN7EXAMPLE")))?;
        check(&shown(&Endpoint::custom(&format!("https://id:{MARK}@h{before}/"))))?;
        let Ok(presigner) = outcome else { return Ok(()) };
        let key = SseCustomerKey::new(*b"m4rKm4rKm4rKm4rKm4rKm4rKm4rKm4rK");
        let request = S3Request::put_object("photos", "k").sse_customer_key(&key);
        let url = presigner.presign(&request, Duration::from_secs(60)).unwrap();
        let post = presigner.presign_post(&PostPolicy::new("photos", "k"), Duration::from_secs(60)).unwrap();
        let batch = presigner.batch(Duration::from_secs(60)).unwrap();
        let text = format!("{presigner:?} {key:?} {request:?} {url:?} {post:?} {batch:?}");
        check(&text)?;
        prop_assert!(!text.contains("bTRyS200ck"), "the key in Base64: {text}");
        let region = Region::new("us-east-1").unwrap();
        check(&format!("{:?}", presigner.with_region(region).with_credentials_source(|| Err(Error::fetch("x")))))?;
    }
}

#[test]
fn what_ran_into_a_setting_is_not_repeated() {
    let keys = "[a]\naws_access_key_id = AKIAX\naws_secret_access_key = s\n";
    let token = format!("aws_session_token = {MARK}");
    let settings = [
        "region = eu-west-1",
        "expiration = 2030-01-01T00:00:00Z",
        "region = r\nendpoint_url = http://h",
        "region = r\nendpoint_url = http://h/x",
        "region = r\nservices = x",
        "region = r\nuse_fips_endpoint = true",
        "region = r\ns3 =\n  addressing_style = path",
        "region = r\ns3 =\n  use_accelerate_endpoint = true",
    ];
    for setting in settings {
        for between in ["", " ", "\r", "\n  ", "\n\t", "\u{a0}", "\u{2028}"] {
            let token = if between.is_empty() { token.replace(' ', "") } else { token.clone() };
            let text = format!("{keys}{setting}{between}{token}\n");
            let presigner = Profile::parse("a", &text, "")
                .and_then(|profile| Presigner::from_profile(&profile));
            // What a block of settings holds besides those that are known is nobody's business.
            let is_block = setting.contains("s3 =") && between.starts_with('\n');
            assert!(presigner.is_err() || is_block, "{text}");
            check(&shown(&presigner)).unwrap();
        }
    }
}

#[test]
fn a_token_on_a_line_of_its_own_is_taken_for_a_key_and_not_shown() {
    let keys = "[a]\naws_access_key_id = AKIAX\naws_secret_access_key = s\n";
    for token in [format!("{MARK}=="), format!("  {MARK}=="), format!("s3 =\n  {MARK}==")] {
        let profile = Profile::parse("a", &format!("{keys}aws_session_token =\n{token}\n"), "");
        check(&shown(&profile)).unwrap();
    }
    let in_a_block = format!("{keys}s3 =\n  aws_session_token = {MARK}\n");
    let profile = Profile::parse("a", &in_a_block, "").unwrap();
    assert_eq!(profile.s3_setting("aws_session_token"), None);
}

#[test]
fn what_hides_its_secrets_still_says_what_it_is() {
    let presigner = Presigner::new(
        Credentials::new("AKIDEXAMPLE", MARK).unwrap(),
        Region::new("eu-west-1").unwrap(),
    );
    let minute = Duration::from_secs(60);
    let post = presigner.presign_post(&PostPolicy::new("photos", "k"), minute).unwrap();
    let url = presigner.presign_get("photos", "k", minute).unwrap();
    let verifier = Verifier::new([Credentials::new("AKIDEXAMPLE", "another").unwrap()]);
    let mismatch = verifier.verify(&SignedRequest::new("GET", url.as_str())).unwrap_err();
    let keys = format!("[a]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = {MARK}\n");
    let shown: [(&dyn Debug, &str); 7] = [
        (&presigner, "Presigner"),
        (&presigner.batch(minute).unwrap(), "Batch"),
        (&post, "PresignedPost"),
        (&SseCustomerKey::new([7; 32]), "SseCustomerKey(redacted)"),
        (&verifier, "Verifier"),
        (&mismatch, "SignatureMismatch { access_key_id: \"AKIDEXAMPLE\""),
        (&Profile::parse("a", &keys, "").unwrap(), "redacted"),
    ];
    for (value, text) in shown {
        let shown = format!("{value:?}");
        assert!(shown.contains(text) && !shown.contains(MARK), "{shown}");
    }
}

#[test]
fn no_form_and_no_refusal_of_one_shows_what_lets_its_holder_upload_or_read() {
    const KEY: &str = "x-amz-server-side-encryption-customer-key";
    let minute = Duration::from_secs(60);
    let credentials = Credentials::temporary("ASIAEXAMPLE", "secret", MARK).unwrap();
    let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
    let policy = PostPolicy::new("photos", "k").field(KEY, MARK).acl(CannedAcl::Private);
    let contradiction = policy.clone().starts_with(KEY, format!("{MARK}2")).validate();
    let post = presigner.presign_post(&policy, minute).unwrap();
    let field = |name: &str| post.fields().find(|(other, _)| *other == name).unwrap().1.to_owned();
    let (document, signature) = (field("policy"), field("x-amz-signature"));
    let read = PostPolicyDocument::from_base64(&document).unwrap();
    let form = PostForm::from(&post);
    let refused = |form: PostForm| form.check(SystemTime::now()).unwrap_err();
    let of_token = refused(form.clone().without_field("X-Amz-Security-Token"));
    let of_key = refused(form.clone().with_field(KEY.to_uppercase(), "other"));
    let wider = Condition::StartsWith { field: KEY.to_uppercase(), prefix: MARK.to_owned() };
    let verifier = Verifier::new([Credentials::temporary("ASIAEXAMPLE", "other", MARK).unwrap()]);
    let mismatch = verifier.verify_post(&form);
    let open = PostPolicy::new("photos", "k").condition(wider.clone());
    let open = presigner.presign_post(&open, minute).unwrap();

    let errors: [&dyn Display; 5] = [
        &of_token,
        &of_key,
        &contradiction.as_ref().unwrap_err(),
        &wider,
        &mismatch.as_ref().unwrap_err(),
    ];
    let debug: [&dyn Debug; 10] = [
        &policy,
        &post,
        &read,
        &form,
        &of_token,
        &of_key,
        &wider,
        &contradiction,
        &mismatch,
        &open,
    ];
    let texts = errors.iter().map(ToString::to_string);
    for text in texts.chain(debug.iter().map(|value| format!("{value:?}"))) {
        for secret in [MARK, &document, &signature] {
            assert!(!text.contains(secret), "{text}");
        }
    }
    assert_eq!(
        of_token.to_string(),
        "Invalid according to Policy: Policy Condition failed: [\"eq\", \"$x-amz-security-token\", \"redacted\"]"
    );
    assert!(matches!(of_key, PostRefusal::ConditionFailed { .. }));
    // What is no secret is shown, and so is that nothing is there.
    assert!(format!("{form:?}").contains("(\"acl\", \"private\")"), "{form:?}");
    let any = Condition::StartsWith { field: KEY.to_owned(), prefix: String::new() };
    assert_eq!(any.to_string(), format!("[\"starts-with\", \"${KEY}\", \"\"]"));
}

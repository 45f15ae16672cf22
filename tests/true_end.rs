//! No end that is read is later than the true one, whoever wrote it; one that is told beyond doubt is exact.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use proptest::prelude::*;
use s3_presigner::{
    Certainty, CredentialKind, Credentials, Endpoint, Error, Presigner, Profile, Region, S3Request,
    SourceError,
};
use serde_json::{Value, json};
use time::OffsetDateTime;

const KEYS: &str =
    "aws_access_key_id = ASIAEXAMPLE\naws_secret_access_key = s\naws_session_token = t\n";

fn seconds(end: Option<SystemTime>) -> Option<u64> {
    end.map(|end| end.duration_since(UNIX_EPOCH).unwrap().as_secs())
}

fn of_profile(lines: &str) -> Option<u64> {
    let text = format!("[x]\n{KEYS}{lines}\n");
    seconds(Profile::parse("x", &text, "").unwrap().credentials().unwrap().expires_at())
}

fn of_config(lines: &str) -> Option<u64> {
    let text = format!("[profile x]\n{KEYS}{lines}\n");
    seconds(Profile::parse("x", "", &text).unwrap().credentials().unwrap().expires_at())
}

fn of_variable(name: &str, value: &str) -> Result<Option<u64>, Error> {
    let read = Credentials::from_lookup(|asked| match asked {
        "AWS_ACCESS_KEY_ID" => Some("ASIAEXAMPLE".to_owned()),
        "AWS_SECRET_ACCESS_KEY" | "AWS_SESSION_TOKEN" => Some("x".to_owned()),
        _ => (asked == name).then(|| value.to_owned()),
    });
    read.map(|read| seconds(read.expires_at()))
}

fn of_document(name: &str, value: &Value) -> Result<Option<u64>, Error> {
    let document = json!({"Version": 1, "AccessKeyId": "ASIAEXAMPLE", "SecretAccessKey": "s",
        "SessionToken": "t", name: value});
    Credentials::from_document(&document.to_string()).map(|read| seconds(read.expires_at()))
}

/// An instant as a tool writes it on a machine whose clock is so many minutes ahead of UTC; whether the text tells
/// when that is.
fn written(form: usize, end: u64, ahead: i64) -> (String, bool) {
    let local = i64::try_from(end).unwrap() + ahead * 60;
    let local = OffsetDateTime::from_unix_timestamp(local).unwrap();
    let (year, month, day) = (local.year(), u8::from(local.month()), local.day());
    let (hour, minute, second) = (local.hour(), local.minute(), local.second());
    let date = format!("{year}-{month:02}-{day:02}");
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    let sign = if ahead < 0 { '-' } else { '+' };
    let (hours, minutes) = (ahead.abs() / 60, ahead.abs() % 60);
    let with_colon = format!("{sign}{hours:02}:{minutes:02}");
    let plain = format!("{sign}{hours:02}{minutes:02}");
    let month =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
            [usize::from(month - 1)];
    match form {
        0 => (format!("{date}T{clock}{with_colon}"), true),
        1 => (format!("{date} {clock}{plain}"), true),
        2 => (format!("{date}T{clock}.123456{with_colon}"), true),
        3 => (format!("{date} {clock} {plain} XST"), true),
        4 => (format!("{date}T{clock}{with_colon}{plain}"), true),
        5 => (format!("{day} {month} {year} {clock} {plain}"), true),
        6 => (end.to_string(), true),
        7 => (format!("{end}123"), true),
        8 => (format!("{date} {clock}"), false),
        9 => (format!("{date}T{clock}"), false),
        10 => (format!("{date} {clock} IST"), false),
        11 => (format!("{day:02}/{}/{year} {clock}", u8::from(local.month())), false),
        _ => (format!("Xxx {month} {day} {clock} {year}").replace("Xxx", "Sun"), false),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn no_end_that_is_read_is_later_than_the_true_one(
        form in 0_usize..13,
        end in 1_600_000_000_u64..4_000_000_000,
        // Quarters of an hour, from −12:00 to +14:00.
        quarters in -48_i64..=56,
        key in "(aws_|my\\.)?(session_|token_)?(expiration|expiry|expires)(_at|_utc)?",
        neighbour in prop_oneof![Just(""), Just("manager = awsume\n"), Just("autoawsume = true\n"), Just("region = x\n")],
    ) {
        let (text, is_told) = written(form, end, quarters * 15);
        let right = is_told.then_some(end);
        // Under a key that is known, what is no date at all is an error.
        if form != 11 {
            prop_assert_eq!(of_profile(&format!("{neighbour}{key} = {text}")), right, "{} {}", key, text);
            prop_assert_eq!(of_config(&format!("{key} = {text}\n{neighbour}")), right, "{} {}", key, text);
        }
        for name in ["AWS_CREDENTIAL_EXPIRATION", "AWS_CREDENTIALS_EXPIRATION", "AWS_SESSION_EXPIRATION"] {
            if let Ok(read) = of_variable(name, &text) {
                prop_assert_eq!(read, right, "{} {}", name, text);
            } else {
                prop_assert!(!is_told, "{} {}", name, text);
            }
        }
        for name in ["Expiration", "expiresAt", "TokenExpiry"] {
            match of_document(name, &json!(text)) {
                Ok(read) => prop_assert_eq!(read, right, "{} {}", name, text),
                Err(_) => prop_assert!(!is_told, "{} {}", name, text),
            }
        }
    }
}

#[test]
fn an_end_in_doubt_makes_a_link_that_works_at_most_so_long() {
    let text = format!("[x]\n{KEYS}manager = awsume\nexpiration = 2026-11-29 06:30:37\n");
    let credentials = Profile::parse("x", &text, "").unwrap().credentials().unwrap();
    let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
    let request = S3Request::get_object("bucket", "key");
    let url = presigner.presign_at(&request, Duration::from_secs(3_600), UNIX_EPOCH).unwrap();
    assert_eq!(url.certainty(), Certainty::AtMost);
}

#[test]
fn servers_answers_are_read_to_the_second() {
    let answers = include_str!("vectors/sts/answers.jsonl").lines();
    let mut read_well = 0;
    for answer in answers.map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        let body = answer["body"].as_str().unwrap();
        let read = Credentials::from_document(body).map(|read| seconds(read.expires_at()));
        match answer["end"].as_u64() {
            Some(end) => assert_eq!(read, Ok(Some(end)), "{}", answer["id"]),
            None => assert!(matches!(read, Err(Error::Source(_))), "{}: {read:?}", answer["id"]),
        }
        read_well += u32::from(answer["end"].is_u64());
    }
    assert!(read_well >= 30, "{read_well}");
}

#[test]
fn documents_of_aws_and_vault_tell_kind_and_end() {
    use CredentialKind::{AssumedRole, Container, LoginSession, RootSession, Sts};
    let keys = r#""accessKeyId":"ASIAEXAMPLE","secretAccessKey":"s","sessionToken":"t""#;
    let upper = r#""AccessKeyId":"ASIAEXAMPLE","SecretAccessKey":"s","SessionToken":"t","Expiration":1795914037.0"#;
    let end = r#""expiration":"2026-11-29T01:00:37Z""#;
    for (document, kind) in [
        (format!(r#"{{"credentials":{{{keys},{end}}}}}"#), AssumedRole),
        (
            format!(
                r#"{{"credentialSet":[{{"credentials":{{{keys},{end}}},"roleArn":"r"}}],"subjectArn":"a"}}"#
            ),
            AssumedRole,
        ),
        (
            format!(
                r#"{{"AssumeRoleResponse":{{"AssumeRoleResult":{{"AssumedRoleUser":{{"Arn":"a"}},"Credentials":{{{upper}}}}},"ResponseMetadata":{{"RequestId":"1"}}}}}}"#
            ),
            AssumedRole,
        ),
        (
            format!(
                r#"{{"GetSessionTokenResponse":{{"GetSessionTokenResult":{{"Credentials":{{{upper}}}}}}}}}"#
            ),
            Sts,
        ),
        (
            format!(
                r#"{{"AssumeRootResponse":{{"AssumeRootResult":{{"Credentials":{{{upper}}}}}}}}}"#
            ),
            RootSession,
        ),
        (
            format!(
                r#"{{"accessToken":{{{keys},"accountId":"1","expiresAt":"2026-11-29T01:00:37Z"}},"tokenType":"aws_sigv4","refreshToken":"r"}}"#
            ),
            LoginSession,
        ),
        (format!(r#"{{"ProviderType":"sso","Credentials":{{{upper}}}}}"#), AssumedRole),
        (format!(r#"{{"Credentials":{{{upper}}},"MatchedGrantTarget":"s3://b/*"}}"#), AssumedRole),
        (
            format!(
                r#"{{"credentials":{{{keys},"expiration":1795914037}},"podIdentityAssociation":{{}}}}"#
            ),
            Container,
        ),
    ] {
        let read = Credentials::from_document(&document)
            .unwrap_or_else(|error| panic!("{document}: {error}"));
        assert_eq!(
            (read.kind(), seconds(read.expires_at())),
            (kind, Some(1_795_914_037)),
            "{document}"
        );
    }
}

#[test]
fn a_lease_counts_from_the_instant_that_the_caller_gives() {
    let lease = |life: u64, data: &str| {
        format!(r#"{{"lease_id":"l","lease_duration":{life},"renewable":false,"data":{data}}}"#)
    };
    let session = r#"{"access_key":"ASIAEXAMPLE","secret_key":"s3cr3t","security_token":"t0k3n","ttl":3600,"arn":"arn:aws:sts::1:assumed-role/r/s"}"#;
    let at =
        |text: &str| Credentials::from_document_at(text, UNIX_EPOCH + Duration::from_secs(1_000));
    let read = at(&lease(3_599, session)).unwrap();
    assert_eq!(
        (read.kind(), seconds(read.expires_at())),
        (CredentialKind::AssumedRole, Some(4_599))
    );
    let user =
        r#"{"access_key":"AKIAIOSFODNN7EXAMPLE","secret_key":"s3cr3t","security_token":null}"#;
    let read = at(&lease(60, user)).unwrap();
    assert_eq!((read.kind(), seconds(read.expires_at())), (CredentialKind::IamUser, Some(1_060)));
    assert_eq!(at(&lease(0, user)).unwrap().expires_at(), None);
    let refused = Credentials::from_document(&lease(3_599, session)).unwrap_err().to_string();
    assert_eq!(
        refused,
        "this is no credentials document: its end counts from when it was issued: read it with \
         Credentials::from_document_at, and say when that was"
    );
    let denied = Credentials::from_document(r#"{"errors":["permission denied"]}"#).unwrap_err();
    let message = "permission denied".to_owned();
    assert_eq!(denied, Error::Source(SourceError::Refused { code: "no code".to_owned(), message }));
}

#[test]
fn what_holds_no_credentials_says_what_it_is() {
    const OF_OTHERS: &str = "it is the answer of GetWebIdentityToken";
    for (document, rule) in [
        (
            r#"{"startUrl":"u","region":"r","accessToken":"m4rk","expiresAt":"2026-11-29T01:00:37Z"}"#,
            "it is the token of a login",
        ),
        (r#"{"WebIdentityToken":"m4rk","Expiration":"2026-11-29T01:00:37Z"}"#, OF_OTHERS),
        (
            r#"{"GetWebIdentityTokenResponse":{"GetWebIdentityTokenResult":{"WebIdentityToken":"m4rk"}}}"#,
            OF_OTHERS,
        ),
        (
            "<GetWebIdentityTokenResponse><GetWebIdentityTokenResult><WebIdentityToken>m4rk</WebIdentityToken>\
             </GetWebIdentityTokenResult></GetWebIdentityTokenResponse>",
            OF_OTHERS,
        ),
        (r#"{"credentialSet":[]}"#, "its credentialSet is empty"),
        (r#"{"credentialSet":[{},{}]}"#, "its credentialSet has more than one member"),
        (r#"{"credentials":{}}"#, "it has no AccessKeyId"),
        (r#"{"AssumeRoleResponse":{"AssumeRoleResult":{}}}"#, "it has no AccessKeyId"),
        (
            r#"{"credentials":{"accessKeyId":"ASIAEXAMPLE","secretAccessKey":"s","sessionToken":"t","expiration":"unknown"}}"#,
            "its Expiration is no date",
        ),
    ] {
        let refused = Credentials::from_document(document).unwrap_err().to_string();
        assert!(
            refused.starts_with(&format!("this is no credentials document: {rule}")),
            "{refused}"
        );
        assert!(!refused.contains("m4rk"), "{refused}");
    }
}

#[test]
fn a_token_beside_a_long_term_key_is_refused_at_aws_at_every_door() {
    let id = "AKIAIOSFODNN7EXAMPLE";
    let text = "access key id \"AKIAIOSFODNN7EXAMPLE\" is a long-term one, but a session token stands beside it: one \
                of the two is left over from other credentials; take the token away (AWS_SESSION_TOKEN, \
                aws_session_token), or give the ASIA… id and the secret that it belongs to";
    let variable = |endpoint: Option<&'static str>| {
        Presigner::from_lookup(move |name| match name {
            "AWS_ACCESS_KEY_ID" => Some(id.to_owned()),
            "AWS_SECRET_ACCESS_KEY" | "AWS_SESSION_TOKEN" => Some("x".to_owned()),
            "AWS_REGION" => Some("eu-west-1".to_owned()),
            "AWS_ENDPOINT_URL_S3" => endpoint.map(str::to_owned),
            _ => None,
        })
    };
    assert_eq!(variable(None).unwrap_err().to_string(), text);
    assert!(variable(Some("https://s3.example.com")).is_ok());
    let lines = format!("[x]\nregion = eu-west-1\n{}", KEYS.replace("ASIAEXAMPLE", id));
    let profile = Profile::parse("x", &lines, "").unwrap();
    assert_eq!(Presigner::from_profile(&profile).unwrap_err().to_string(), text);
    let document =
        format!(r#"{{"Version":1,"AccessKeyId":"{id}","SecretAccessKey":"s","SessionToken":"t"}}"#);
    let minute = Duration::from_secs(60);
    for credentials in [
        Credentials::temporary(id, "s", "t").unwrap(),
        Credentials::from_document(&document).unwrap(),
    ] {
        let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
        assert_eq!(presigner.presign_get("bucket", "key", minute).unwrap_err().to_string(), text);
        assert_eq!(presigner.batch(minute).unwrap_err().to_string(), text);
        assert_eq!(presigner.max_lifetime().unwrap_err().to_string(), text);
        let elsewhere =
            presigner.with_endpoint(Endpoint::custom("https://s3.example.com").unwrap());
        assert!(elsewhere.presign_get("bucket", "key", minute).is_ok());
    }
}

//! Each document that holds credentials: complete, partial, without an end, expired, malformed, an error.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{CredentialKind, Credentials, Error, Presigner, Region, SourceError};

use self::samples::documents;

#[path = "support/documents.rs"]
mod samples;

/// 2026-11-21T12:00:00Z
const NOW: u64 = 1_795_262_400;

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn read(document: &str) -> Result<Credentials, Error> {
    Credentials::from_document(document)
}

fn refusal(document: &str) -> String {
    read(document).unwrap_err().to_string()
}

/// Kind, end and the longest lifetime that a URL can be given.
fn facts(document: &str) -> (CredentialKind, Option<SystemTime>, u64) {
    let credentials = read(document).unwrap_or_else(|error| panic!("{document}: {error}"));
    let (kind, end) = (credentials.kind(), credentials.expires_at());
    let presigner = Presigner::new(credentials, Region::new("us-east-1").unwrap());
    (kind, end, presigner.max_lifetime_at(at(NOW)).unwrap().lifetime.as_secs())
}

#[test]
fn a_complete_document_tells_kind_and_end_and_has_its_cap() {
    for document in documents() {
        let (kind, cap, name) = (document.kind, document.cap, document.name);
        let [_, expired, later] = document.ends;
        let complete = document.with(document.values());
        assert_eq!(facts(&complete), (kind, Some(at(NOW + 240)), 240), "{name}");
        let credentials = read(&complete).unwrap();
        let same = Credentials::temporary("ASIAEXAMPLE", "a&b", "t+/=").unwrap();
        let sign = |credentials: Credentials| {
            let presigner = Presigner::new(credentials, Region::new("us-east-1").unwrap());
            let request = s3_presigner::S3Request::get_object("bucket", "k");
            String::from(presigner.presign_at(&request, Duration::from_secs(60), at(NOW)).unwrap())
        };
        assert_eq!(sign(credentials.with_kind(CredentialKind::Sts)), sign(same), "{name}");
        // No life is longer than the cap.
        let lasting = facts(&document.but(3, later));
        assert_eq!(lasting, (kind, Some(at(NOW + 172_800)), cap), "{name}");
        let ended = read(&document.but(3, expired)).unwrap();
        assert_eq!((ended.kind(), ended.expires_at()), (kind, Some(at(NOW - 1))), "{name}");
        let presigner = Presigner::new(ended, Region::new("us-east-1").unwrap());
        let refused = presigner.max_lifetime_at(at(NOW));
        assert!(matches!(refused, Err(Error::CredentialsExpired { .. })), "{name}: {refused:?}");
    }
}

#[test]
fn a_partial_document_is_refused_but_for_its_end() {
    for document in documents() {
        let (kind, cap, name) = (document.kind, document.cap, document.name);
        let blanks = |place| {
            let blanks = document.blanks().iter().map(move |blank| (place, *blank));
            blanks.map(|(place, blank)| document.but(place, blank)).chain([document.without(place)])
        };
        for endless in blanks(3) {
            assert_eq!(facts(&endless), (kind, None, cap), "{name}: {endless}");
        }
        for (place, rule) in [(0, "it has no AccessKeyId"), (1, "it has no SecretAccessKey")] {
            for partial in blanks(place) {
                assert_eq!(read(&partial).unwrap_err(), none(rule), "{name}: {partial}");
            }
        }
        for partial in blanks(2) {
            let refused = read(&partial).unwrap_err();
            if document.is_xml() {
                assert_eq!(refused, none("it has no SessionToken"), "{name}: {partial}");
            } else {
                let is_told = matches!(refused, Error::MissingSessionToken { .. });
                assert!(is_told, "{name}: {refused} {partial}");
            }
        }
    }
}

const NO_DATE: &str = "its Expiration is no date such as 2026-11-21T12:00:00Z, with an offset or Z";

#[test]
fn a_malformed_document_is_refused_and_repeats_nothing() {
    for document in documents() {
        let name = document.name;
        let rules = [
            "its AccessKeyId is no text",
            "its SecretAccessKey is no text",
            "its SessionToken is no text",
            NO_DATE,
        ];
        for (place, rule) in rules.into_iter().enumerate() {
            for junk in document.junk() {
                let malformed = document.but(place, &junk);
                assert_eq!(read(&malformed).unwrap_err(), none(rule), "{name}: {malformed}");
            }
        }
        let quote = if document.is_xml() { "" } else { "\"" };
        for end in [
            "soon",
            "soonS3CRETabc",
            "2026-11-21",
            "2026-11-21T12:04:00",
            "2026-02-30T00:00:00Z",
            "-1",
        ] {
            let malformed = document.but(3, &[quote, end, quote].concat());
            assert_eq!(read(&malformed).unwrap_err(), none(NO_DATE), "{name}: {malformed}");
        }
        let complete = document.with(document.values());
        let last = complete.rfind(if document.is_xml() { "</Credentials" } else { "}" }).unwrap();
        for (cut, _) in complete.char_indices().filter(|(at, _)| *at <= last) {
            let refused = read(complete.get(..cut).unwrap()).unwrap_err();
            assert!(
                matches!(refused, Error::Source(SourceError::Document { .. })),
                "{name}: {refused}"
            );
        }
    }
}

#[test]
fn an_error_document_tells_its_code_and_message() {
    for document in documents() {
        let [code, message] = document.refusal.map(str::to_owned);
        let refused = Error::Source(SourceError::Refused { code, message });
        assert_eq!(read(document.error).unwrap_err(), refused, "{}", document.name);
    }
    assert_eq!(
        refusal(r#"{"error":"invalid_grant","error_description":"Session expired"}"#),
        "the credentials document is an error, invalid_grant: Session expired"
    );
    assert_eq!(
        refusal(r#"{"error":{"code":"Forbidden","message":"no"}}"#),
        "the credentials document is an error, Forbidden: no"
    );
    assert_eq!(
        refusal("<Error><Code>AccessDenied</Code></Error>"),
        "the credentials document is an error, AccessDenied: no message"
    );
    assert_eq!(
        refusal("<Error><Message>Access Denied</Message></Error>"),
        "the credentials document is an error, no code: Access Denied"
    );
}

#[test]
fn an_error_is_told_on_one_line_of_no_more_than_a_few_hundred_characters() {
    let long = "é".repeat(500);
    for document in [
        format!(r#"{{"Code": "X\u001b[31m", "Message": "a\nb\u0085{long}"}}"#),
        format!("<Error><Code>X\u{1b}[31m</Code><Message>a\nb\u{85}{long}</Message></Error>"),
    ] {
        assert_eq!(
            refusal(&document),
            format!(
                r"the credentials document is an error, X\u{{1b}}[31m: a\nb\u{{85}}{}",
                "é".repeat(196)
            )
        );
    }
}

#[test]
fn a_document_without_a_token_is_a_users_where_its_id_is() {
    let user = r#"{"Version": 1, "AccessKeyId": "AKIAIOSFODNN7EXAMPLE", "SecretAccessKey": "s"}"#;
    assert_eq!(facts(user), (CredentialKind::IamUser, None, 604_800));
    // A token that is there must not be passed over.
    let token = |tokens: &str| {
        read(&format!(
            r#"{{"Version": 1, "AccessKeyId": "AKIAEXAMPLE", "SecretAccessKey": "s", {tokens}}}"#
        ))
    };
    let temporary = token(r#""SessionToken": "", "Token": "t""#).unwrap();
    assert_eq!((temporary.kind(), temporary.is_temporary()), (CredentialKind::Sts, true));
    for tokens in [r#""SessionToken": 123"#, r#""SessionToken": "t", "Token": 7"#] {
        assert_eq!(token(tokens).unwrap_err(), none("its SessionToken is no text"), "{tokens}");
    }
    let version = r#"{"Version": 2, "AccessKeyId": "ASIAEXAMPLE", "SecretAccessKey": "s", "SessionToken": "t"}"#;
    assert_eq!(refusal(version), "this is no credentials document: its Version is not 1");
}

#[test]
fn an_instances_document_is_never_a_users() {
    let keys = r#""AccessKeyId": "AKIAIOSFODNN7EXAMPLE", "SecretAccessKey": "m4rk""#;
    for beside in [r#""Code": "Success""#, r#""Type": "AWS-HMAC""#] {
        for token in ["", r#", "Token": null"#, r#", "Token": " ""#] {
            let document = format!("{{{beside}, {keys}{token}}}");
            assert_eq!(
                refusal(&document),
                "this is no credentials document: it is an instance's and has no Token"
            );
        }
    }
}

#[test]
fn a_document_that_has_one_name_twice_is_refused() {
    let rule = "it has one name twice";
    // A second one, blank, under the name that the document has.
    let names = [
        &["AccessKeyId", "accessKeyId"][..],
        &["SecretAccessKey", "secretAccessKey", "SecretKey"],
        &["SessionToken", "sessionToken", "Token"],
        &["Expiration", "expiration", "expiresAt"],
    ];
    for document in documents().iter().filter(|document| !document.is_xml()) {
        for ((place, names), value) in names.iter().enumerate().zip(document.values()) {
            let again: Vec<_> = names.iter().map(|name| format!(r#", "{name}": """#)).collect();
            let twice = document.but(place, &format!("{value}{}", again.concat()));
            assert_eq!(read(&twice).unwrap_err(), none(rule), "{}: {twice}", document.name);
        }
    }
    let error = r#"{"Error": {"Code": "A", "Message": "b"}, "x": 1, "x": 2}"#;
    assert_eq!(refusal(error), "the credentials document is an error, A: b");
}

fn none(rule: &'static str) -> Error {
    Error::Source(SourceError::Document { rule })
}

#[test]
fn what_is_no_document_says_so_and_repeats_nothing() {
    let none = "this is no credentials document: ";
    for (document, rule) in [
        ("", "it is neither JSON nor XML"),
        ("m4rk", "it is neither JSON nor XML"),
        ("{\"AccessKeyId\": \"m4rk\"", "it is neither JSON nor XML"),
        ("{}", "it has no AccessKeyId"),
        ("[1]", "it has no AccessKeyId"),
        ("{\"SecretAccessKey\": \"m4rk\"}", "it has no AccessKeyId"),
        (
            "{\"AccessKeyId\": \"a\", \"SecretAccessKey\": \"\", \"Token\": \"m4rk\"}",
            "it has no SecretAccessKey",
        ),
        ("{\"Credentials\": null}", "it has no AccessKeyId"),
        ("<html>m4rk</html>", "it has no Credentials"),
        (
            "<Credentials><SecretAccessKey>m4rk</SecretAccessKey></Credentials>",
            "it has no AccessKeyId",
        ),
        (
            "<Credentials><AccessKeyId>a</AccessKeyId><SecretAccessKey>m4rk</SecretAccessKey></Credentials>",
            "it has no SessionToken",
        ),
    ] {
        assert_eq!(refusal(document), format!("{none}{rule}"));
    }
}

#[test]
fn one_field_is_enough_to_tell_where_a_document_is_from() {
    const KEYS: &str = r#""AccessKeyId": "ASIAEXAMPLE", "SecretAccessKey": "s3cr3t""#;
    let nested =
        |beside: &str| format!(r#"{{"Credentials": {{{KEYS}, "SessionToken": "t"}}, {beside}}}"#);
    let flat = |beside: &str| format!(r#"{{{KEYS}, "Token": "t", {beside}}}"#);
    for (document, kind) in [
        (nested(r#""ServerSideEncryption": "aws:kms""#), CredentialKind::S3ExpressSession),
        (nested(r#""SSEKMSKeyId": "k""#), CredentialKind::S3ExpressSession),
        (nested(r#""BucketKeyEnabled": true"#), CredentialKind::S3ExpressSession),
        (nested(r#""AssumedRoleUser": {}"#), CredentialKind::AssumedRole),
        (nested(r#""IdentityId": "i""#), CredentialKind::CognitoIdentity),
        (nested(r#""Other": 1"#), CredentialKind::Sts),
        (flat(r#""Code": "Success""#), CredentialKind::InstanceProfile),
        (flat(r#""Type": "AWS-HMAC""#), CredentialKind::InstanceProfile),
    ] {
        assert_eq!(Credentials::from_document(&document).unwrap().kind(), kind, "{document}");
    }
}

#[test]
fn a_hundred_billion_are_still_seconds() {
    let end = |number: u64| {
        let document = format!(
            r#"{{"roleCredentials": {{"accessKeyId": "ASIAEXAMPLE", "secretAccessKey": "s", "sessionToken": "t", "expiration": {number}}}}}"#
        );
        Credentials::from_document(&document).unwrap().expires_at().unwrap()
    };
    assert_eq!(end(100_000_000_000), UNIX_EPOCH + Duration::from_secs(100_000_000_000));
    assert_eq!(end(100_000_001_000), UNIX_EPOCH + Duration::from_secs(100_000_001));
}

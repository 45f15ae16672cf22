//! Each document that holds credentials: complete, partial, without an end, expired, malformed, an error.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{CredentialKind, Credentials, Error, Presigner, Region};

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
    let credentials = read(document).unwrap();
    let (kind, end) = (credentials.kind(), credentials.expires_at());
    let presigner = Presigner::new(credentials, Region::new("us-east-1").unwrap());
    (kind, end, presigner.max_lifetime_at(at(NOW)).unwrap().lifetime.as_secs())
}

const KEYS: &str = r#""AccessKeyId": "ASIAIOSFODNN7EXAMPLE", "SecretAccessKey": "s3cr3t""#;

fn instance(expiration: &str) -> String {
    format!(
        r#"{{ "Code" : "Success", "LastUpdated" : "2026-11-21T11:30:00Z", "Type" : "AWS-HMAC", {KEYS},
              "Token" : "t0k3n", "Expiration" : "{expiration}" }}"#
    )
}

#[test]
fn instance_metadata() {
    let kind = CredentialKind::InstanceProfile;
    // Its life of 6.5 hours is capped, an end that is nearer is kept to the second.
    assert_eq!(facts(&instance("2026-11-21T18:27:00Z")), (kind, Some(at(NOW + 23_220)), 21_600));
    assert_eq!(facts(&instance("2026-11-21T12:40:00Z")), (kind, Some(at(NOW + 2_400)), 2_400));
    assert_eq!(facts(&instance("")), (kind, None, 21_600));
    let expired = read(&instance("2026-11-21T11:59:59Z")).unwrap();
    let presigner = Presigner::new(expired, Region::new("us-east-1").unwrap());
    assert!(matches!(presigner.max_lifetime_at(at(NOW)), Err(Error::CredentialsExpired { .. })));
    // The service sends its errors with status 200.
    assert_eq!(
        refusal(
            r#"{ "Code" : "AssumeRoleUnauthorizedAccess",
                 "Message" : "EC2 cannot assume the role web. Please see documentation.",
                 "LastUpdated" : "2026-11-21T11:30:00Z" }"#
        ),
        "the credentials document is an error, AssumeRoleUnauthorizedAccess: EC2 cannot assume the role web. \
         Please see documentation."
    );
}

#[test]
fn container_credentials() {
    let document = |expiration: &str| {
        format!(
            r#"{{"RoleArn":"arn:aws:iam::123456789012:role/task", {KEYS}, "Token":"t"{expiration}}}"#
        )
    };
    let kind = CredentialKind::Container;
    let end = r#", "Expiration":"2026-11-21T13:00:00Z""#;
    assert_eq!(facts(&document(end)), (kind, Some(at(NOW + 3_600)), 3_600));
    assert_eq!(facts(&document(r#", "Expiration":"""#)), (kind, None, 21_600));
    assert_eq!(facts(&document("")), (kind, None, 21_600));
    // EKS Pod Identity adds the account and leaves the role out.
    let pod = format!(r#"{{{KEYS}, "Token":"t", "AccountId":"123456789012"{end}}}"#);
    assert_eq!(facts(&pod), (kind, Some(at(NOW + 3_600)), 3_600));
    assert_eq!(
        refusal(r#"{"code":"NoIdInRequest","message":"CredentialRequest: no ID in request"}"#),
        "the credentials document is an error, NoIdInRequest: CredentialRequest: no ID in request"
    );
}

#[test]
fn process_output_and_exported_credentials() {
    let sts = format!(
        r#"{{"Version": 1, {KEYS}, "SessionToken": "t", "Expiration": "2026-11-21T14:00:00+00:00"}}"#
    );
    assert_eq!(facts(&sts), (CredentialKind::Sts, Some(at(NOW + 7_200)), 7_200));
    let endless = format!(r#"{{"Version": 1, {KEYS}, "SessionToken": "t"}}"#);
    assert_eq!(facts(&endless), (CredentialKind::Sts, None, 129_600));
    let user = r#"{"Version": 1, "AccessKeyId": "AKIAIOSFODNN7EXAMPLE", "SecretAccessKey": "s"}"#;
    assert_eq!(facts(user), (CredentialKind::IamUser, None, 604_800));
    let other = format!(r#"{{"Version": 2, {KEYS}, "SessionToken": "t"}}"#);
    assert_eq!(refusal(&other), "this is no credentials document: its Version is not 1");
}

#[test]
fn sts() {
    let document = |beside: &str| {
        format!(
            r#"{{"Credentials": {{{KEYS}, "SessionToken": "t", "Expiration": "2026-11-21T13:00:00Z"}}{beside}}}"#
        )
    };
    let role = document(
        r#", "AssumedRoleUser": {"AssumedRoleId": "AROAEXAMPLE:x", "Arn": "arn:aws:sts::123456789012:assumed-role/r/x"}"#,
    );
    let federated = document(
        r#", "FederatedUser": {"FederatedUserId": "1:x", "Arn": "a"}, "PackedPolicySize": 6"#,
    );
    assert_eq!(facts(&role), (CredentialKind::AssumedRole, Some(at(NOW + 3_600)), 3_600));
    assert_eq!(facts(&federated), (CredentialKind::Sts, Some(at(NOW + 3_600)), 3_600));
    assert_eq!(facts(&document("")).0, CredentialKind::Sts);
    assert_eq!(
        refusal(
            r#"{"Error": {"Code": "AccessDenied", "Message": "not authorized to perform: sts:AssumeRole"}}"#
        ),
        "the credentials document is an error, AccessDenied: not authorized to perform: sts:AssumeRole"
    );
    let xml = |beside: &str| {
        format!(
            "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult>{beside}\
             <Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>a&amp;b</SecretAccessKey>\
             <SessionToken>t</SessionToken><Expiration>2026-11-21T13:00:00Z</Expiration></Credentials>\
             </AssumeRoleResult></AssumeRoleResponse>"
        )
    };
    let role = xml("<AssumedRoleUser><Arn>a</Arn></AssumedRoleUser>");
    assert_eq!(facts(&role), (CredentialKind::AssumedRole, Some(at(NOW + 3_600)), 3_600));
    assert_eq!(facts(&xml("")).0, CredentialKind::Sts);
    assert_eq!(
        refusal(
            "<ErrorResponse xmlns=\"x\"><Error><Type>Sender</Type><Code>ExpiredToken</Code>\
             <Message>The security token included in the request is expired</Message></Error></ErrorResponse>"
        ),
        "the credentials document is an error, ExpiredToken: The security token included in the request is \
         expired"
    );
}

#[test]
fn identity_center() {
    let document = |expiration: &str| {
        format!(
            r#"{{"roleCredentials": {{"accessKeyId": "ASIAEXAMPLE", "secretAccessKey": "s", "sessionToken": "t",
                 "expiration": {expiration}}}}}"#
        )
    };
    let kind = CredentialKind::AssumedRole;
    assert_eq!(
        facts(&document("1795266000999")),
        (kind, Some(at(NOW + 3_600)), 3_600),
        "milliseconds"
    );
    assert_eq!(facts(&document("null")), (kind, None, 43_200));
    assert_eq!(
        refusal(
            r#"{"message":"Session token not found or invalid","__type":"com.amazonaws.switchboard.portal#UnauthorizedException"}"#
        ),
        "the credentials document is an error, com.amazonaws.switchboard.portal#UnauthorizedException: Session \
         token not found or invalid"
    );
}

#[test]
fn cognito() {
    let document = r#"{"IdentityId": "eu-west-1:1", "Credentials": {"AccessKeyId": "ASIAEXAMPLE", "SecretKey": "s",
                       "SessionToken": "t", "Expiration": 1.7952660005E9}}"#;
    assert_eq!(
        facts(document),
        (CredentialKind::AssumedRole, Some(at(NOW + 3_600)), 3_600),
        "a float"
    );
    assert_eq!(
        refusal(
            r#"{"__type":"NotAuthorizedException","message":"Token is not from a supported provider"}"#
        ),
        "the credentials document is an error, NotAuthorizedException: Token is not from a supported provider"
    );
}

#[test]
fn create_session() {
    let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CreateSessionResult \
               xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Credentials><SessionToken>t</SessionToken>\
               <SecretAccessKey>s</SecretAccessKey><AccessKeyId>ASIAEXAMPLE</AccessKeyId>\
               <Expiration>2026-11-21T12:05:00Z</Expiration></Credentials></CreateSessionResult>";
    let kind = CredentialKind::S3ExpressSession;
    assert_eq!(facts(xml), (kind, Some(at(NOW + 300)), 300));
    let json = format!(
        r#"{{"ServerSideEncryption": "AES256", "Credentials": {{{KEYS}, "SessionToken": "t",
             "Expiration": "2026-11-21T12:04:00+00:00"}}}}"#
    );
    assert_eq!(facts(&json), (kind, Some(at(NOW + 240)), 240));
    assert_eq!(
        refusal("<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"),
        "the credentials document is an error, AccessDenied: Access Denied"
    );
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
        ("{\"AccessKeyId\": \"a\", \"SecretAccessKey\": 7}", "it has no SecretAccessKey"),
        (
            "{\"AccessKeyId\": \"a\", \"SecretAccessKey\": \"m4rk\", \"Expiration\": []}",
            "its Expiration is no date",
        ),
        (
            "{\"AccessKeyId\": \"a\", \"SecretAccessKey\": \"m4rk\", \"Expiration\": -1}",
            "its Expiration is no date",
        ),
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
    assert_eq!(
        refusal(&instance("tomorrow")),
        "Expiration is \"tomorrow\", which is not valid: a date such as 2026-11-21T12:00:00Z, with an offset or Z"
    );
    // A token that is missing where the id says that there is one.
    let partial = format!("{{{KEYS}}}");
    assert!(matches!(read(&partial), Err(Error::MissingSessionToken { .. })));
    let no_code = r#"{"message": "Not Found"}"#;
    assert_eq!(refusal(no_code), "the credentials document is an error, no code: Not Found");
}

#[test]
fn one_field_is_enough_to_tell_where_a_document_is_from() {
    let nested =
        |beside: &str| format!(r#"{{"Credentials": {{{KEYS}, "SessionToken": "t"}}, {beside}}}"#);
    let flat = |beside: &str| format!(r#"{{{KEYS}, "Token": "t", {beside}}}"#);
    for (document, kind) in [
        (nested(r#""ServerSideEncryption": "aws:kms""#), CredentialKind::S3ExpressSession),
        (nested(r#""SSEKMSKeyId": "k""#), CredentialKind::S3ExpressSession),
        (nested(r#""BucketKeyEnabled": true"#), CredentialKind::S3ExpressSession),
        (nested(r#""AssumedRoleUser": {}"#), CredentialKind::AssumedRole),
        (nested(r#""IdentityId": "i""#), CredentialKind::AssumedRole),
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

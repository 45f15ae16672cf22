//! The documents that hold credentials, as their services and tools print them.

use s3_presigner::CredentialKind;
use serde_json::Value;

/// A document as its service or tool prints it. `ID`, `SECRET`, `TOKEN` and `END` stand for values.
pub(crate) struct Document {
    pub(crate) name: &'static str,
    pub(crate) text: String,
    pub(crate) kind: CredentialKind,
    pub(crate) cap: u64,
    /// An end of 12:04, of 11:59:59, and of two days later.
    pub(crate) ends: [&'static str; 3],
    pub(crate) error: &'static str,
    pub(crate) refusal: [&'static str; 2],
}

const ISO: [&str; 3] =
    [r#""2026-11-21T12:04:00Z""#, r#""2026-11-21T11:59:59Z""#, r#""2026-11-23T12:00:00Z""#];
const OFFSET: [&str; 3] = [
    r#""2026-11-21T12:04:00+00:00""#,
    r#""2026-11-21T13:59:59+02:00""#,
    r#""2026-11-23T12:00:00.5+0000""#,
];
const MILLISECONDS: [&str; 3] = ["1795262640999", "1795262399000", "1795435200000"];
const FLOAT: [&str; 3] = ["1.79526264E9", "1795262399.25", "1.7954352E+9"];
const IN_XML: [&str; 3] =
    ["2026-11-21T12:04:00Z", "2026-11-21T11:59:59.999Z", "2026-11-23T12:00:00Z"];

const KEYS: &str =
    r#""AccessKeyId": ID, "SecretAccessKey": SECRET, "SessionToken": TOKEN, "Expiration": END"#;
const XML_KEYS: &str = "<Credentials><SessionToken>TOKEN</SessionToken><SecretAccessKey>SECRET</SecretAccessKey>\
                        <AccessKeyId>ID</AccessKeyId><Expiration>END</Expiration></Credentials>";

const CLI_ERROR: &str = r#"{"Error": {"Code": "AccessDenied", "Message": "not authorized to perform: sts:AssumeRole"}}"#;
const STS_ERROR: &str = "<ErrorResponse xmlns=\"x\"><Error><Type>Sender</Type><Code>ExpiredToken</Code>\
                         <Message>The security token included in the request is expired</Message></Error></ErrorResponse>";

fn json(name: &'static str, kind: CredentialKind, text: &str) -> Document {
    Document {
        name,
        text: text.replace("KEYS", KEYS),
        kind,
        cap: kind.cap().as_secs(),
        ends: ISO,
        error: CLI_ERROR,
        refusal: ["AccessDenied", "not authorized to perform: sts:AssumeRole"],
    }
}

fn xml(name: &'static str, kind: CredentialKind, action: &str, beside: &str) -> Document {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{action}Response \
         xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><{action}Result>{beside}{XML_KEYS}</{action}Result>\
         <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></{action}Response>"
    );
    let refusal = ["ExpiredToken", "The security token included in the request is expired"];
    Document { ends: IN_XML, error: STS_ERROR, refusal, ..json(name, kind, &text) }
}

pub(crate) fn documents() -> Vec<Document> {
    let mut all = common();
    all.extend(of_further_services());
    all
}

fn common() -> Vec<Document> {
    use CredentialKind::{
        AssumedRole, CognitoIdentity, Container, InstanceProfile, S3ExpressSession, Sts,
    };
    let role = r#"{"Credentials": {KEYS}, "AssumedRoleUser": {"AssumedRoleId": "AROAEXAMPLE:x", "Arn": "a"}}"#;
    let web = r#"{"Credentials": {KEYS}, "SubjectFromWebIdentityToken": "s", "AssumedRoleUser": {"Arn": "a"},
                  "Provider": "p", "Audience": "a"}"#;
    let federated =
        r#"{"Credentials": {KEYS}, "FederatedUser": {"Arn": "a"}, "PackedPolicySize": 6}"#;
    let user = "<AssumedRoleUser><Arn>a</Arn></AssumedRoleUser>";
    let flat = r#""AccessKeyId": ID, "SecretAccessKey": SECRET, "Token": TOKEN, "Expiration": END"#;
    vec![
        Document {
            error: r#"{ "Code" : "AssumeRoleUnauthorizedAccess", "LastUpdated" : "2026-11-21T11:30:00Z",
                        "Message" : "EC2 cannot assume the role web. Please see documentation." }"#,
            refusal: [
                "AssumeRoleUnauthorizedAccess",
                "EC2 cannot assume the role web. Please see documentation.",
            ],
            ..json(
                "instance metadata",
                InstanceProfile,
                &format!(
                    r#"{{ "Code" : "Success", "LastUpdated" : "2026-11-21T11:30:00Z", "Type" : "AWS-HMAC", {flat} }}"#
                ),
            )
        },
        Document {
            error: r#"{"code":"NoIdInRequest","message":"CredentialRequest: no ID in request"}"#,
            refusal: ["NoIdInRequest", "CredentialRequest: no ID in request"],
            ..json(
                "ECS task",
                Container,
                &format!(r#"{{"RoleArn":"arn:aws:iam::123456789012:role/task", {flat}}}"#),
            )
        },
        Document {
            error: r#"{"message": "Not Found"}"#,
            refusal: ["no code", "Not Found"],
            // It leaves the role out and adds the account.
            ..json("EKS pod", Container, &format!(r#"{{{flat}, "AccountId":"123456789012"}}"#))
        },
        Document { ends: OFFSET, ..json("process", Sts, r#"{"Version": 1, KEYS}"#) },
        Document {
            ends: OFFSET,
            ..json("export-credentials", Sts, r#"{"Version": 1, KEYS, "AccountId": "1"}"#)
        },
        Document { ends: OFFSET, ..json("assume-role", AssumedRole, role) },
        json("assume-role-with-web-identity", AssumedRole, web),
        json("get-session-token", Sts, r#"{"Credentials": {KEYS}}"#),
        json("get-federation-token", Sts, federated),
        xml("AssumeRole", AssumedRole, "AssumeRole", user),
        xml("AssumeRoleWithWebIdentity", AssumedRole, "AssumeRoleWithWebIdentity", user),
        xml("GetSessionToken", Sts, "GetSessionToken", ""),
        xml(
            "GetFederationToken",
            Sts,
            "GetFederationToken",
            "<FederatedUser><Arn>a</Arn></FederatedUser>",
        ),
        Document {
            ends: MILLISECONDS,
            error: r#"{"message":"Session token not found or invalid",
                       "__type":"com.amazonaws.switchboard.portal#UnauthorizedException"}"#,
            refusal: [
                "com.amazonaws.switchboard.portal#UnauthorizedException",
                "Session token not found or invalid",
            ],
            ..json(
                "Identity Center",
                AssumedRole,
                r#"{"roleCredentials": {"accessKeyId": ID, "secretAccessKey": SECRET, "sessionToken": TOKEN,
                    "expiration": END}}"#,
            )
        },
        Document {
            ends: FLOAT,
            error: r#"{"__type":"NotAuthorizedException","message":"Token is not from a supported provider"}"#,
            refusal: ["NotAuthorizedException", "Token is not from a supported provider"],
            ..json(
                "Cognito",
                CognitoIdentity,
                r#"{"IdentityId": "eu-west-1:1", "Credentials": {"AccessKeyId": ID, "SecretKey": SECRET,
                    "SessionToken": TOKEN, "Expiration": END}}"#,
            )
        },
        json(
            "create-session",
            S3ExpressSession,
            r#"{"ServerSideEncryption": "AES256", "Credentials": {KEYS}}"#,
        ),
        Document {
            text: format!(
                "<?xml version=\"1.0\"?>\n<CreateSessionResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
                 {XML_KEYS}</CreateSessionResult>"
            ),
            ends: IN_XML,
            error: "<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>",
            refusal: ["AccessDenied", "Access Denied"],
            ..json("CreateSession", S3ExpressSession, "")
        },
    ]
}

fn of_further_services() -> Vec<Document> {
    use CredentialKind::{AssumedRole, Container, LoginSession, RootSession};
    vec![
        json(
            "IoT credentials provider",
            AssumedRole,
            r#"{"credentials": {"accessKeyId": ID, "secretAccessKey": SECRET, "sessionToken": TOKEN,
                "expiration": END}}"#,
        ),
        json(
            "Roles Anywhere",
            AssumedRole,
            r#"{"credentialSet": [{"credentials": {"accessKeyId": ID, "secretAccessKey": SECRET,
                "sessionToken": TOKEN, "expiration": END}, "roleArn": "r"}], "subjectArn": "a"}"#,
        ),
        Document {
            ends: FLOAT,
            ..json(
                "STS in JSON",
                AssumedRole,
                r#"{"AssumeRoleResponse": {"AssumeRoleResult": {"AssumedRoleUser": {"Arn": "a"},
                    "Credentials": {KEYS}}}}"#,
            )
        },
        json(
            "Access Grants",
            AssumedRole,
            r#"{"Credentials": {KEYS}, "MatchedGrantTarget": "s3://b/*"}"#,
        ),
        json(
            "cache of aws login",
            LoginSession,
            r#"{"accessToken": {"accessKeyId": ID, "secretAccessKey": SECRET, "sessionToken": TOKEN,
                "accountId": "123456789012", "expiresAt": END}, "tokenType": "aws_sigv4",
                "refreshToken": "r", "clientId": "c", "dpopKey": "d"}"#,
        ),
        Document {
            ends: FLOAT,
            ..json(
                "EKS Pod Identity",
                Container,
                r#"{"credentials": {"accessKeyId": ID, "secretAccessKey": SECRET, "sessionToken": TOKEN,
                    "expiration": END}, "podIdentityAssociation": {"associationId": "a"},
                    "subject": {"namespace": "n"}, "audience": "pods.eks.amazonaws.com"}"#,
            )
        },
        Document {
            ends: FLOAT,
            ..json(
                "AssumeRoot in JSON",
                RootSession,
                r#"{"AssumeRootResponse": {"AssumeRootResult": {"Credentials": {KEYS}, "SourceIdentity": "a"}}}"#,
            )
        },
        xml("AssumeRoot", RootSession, "AssumeRoot", "<SourceIdentity>a</SourceIdentity>"),
    ]
}

impl Document {
    pub(crate) fn is_xml(&self) -> bool {
        self.text.starts_with('<')
    }

    /// With these values, as the document's own format writes them.
    pub(crate) fn with(&self, values: [&str; 4]) -> String {
        let names = ["ID", "SECRET", "TOKEN", "END"];
        // A name is a whole word: behind a space or an angle bracket.
        names.into_iter().zip(values).fold(self.text.clone(), |text, (name, value)| {
            let before = if self.is_xml() { ">" } else { " " };
            text.replacen(&format!("{before}{name}"), &format!("{before}{value}"), 1)
        })
    }

    pub(crate) fn values(&self) -> [&'static str; 4] {
        let [end, ..] = self.ends;
        if self.is_xml() {
            ["ASIAEXAMPLE", "a&amp;b", "t+/=", end]
        } else {
            [r#""ASIAEXAMPLE""#, r#""a\u0026b""#, r#""t+\/=""#, end]
        }
    }

    /// With another value in one place.
    pub(crate) fn but(&self, place: usize, value: &str) -> String {
        let mut values = self.values();
        let value = value.to_owned();
        *values.get_mut(place).unwrap() = &value;
        self.with(values)
    }

    /// The spellings of nothing.
    pub(crate) fn blanks(&self) -> &'static [&'static str] {
        if self.is_xml() {
            &["", "  ", "\n\t", "&#32;"]
        } else {
            &["null", r#""""#, r#""  ""#, r#""\t""#]
        }
    }

    /// What is neither text nor nothing.
    pub(crate) fn junk(&self) -> Vec<String> {
        if self.is_xml() {
            return ["<![CDATA[m4rk]]>", "<b>m4rk</b>", "m4rk<!-- -->"].map(str::to_owned).into();
        }
        let deep = format!("{}1{}", "[".repeat(200), "]".repeat(200));
        let junk = ["-1", "1e999", "1e15", "true", "[]", "{}", r#"["m4rk"]"#, r#""\ud800""#, &deep];
        junk.map(str::to_owned).into()
    }

    /// Without one of its values.
    pub(crate) fn without(&self, place: usize) -> String {
        let names = [
            &["AccessKeyId", "accessKeyId"][..],
            &["SecretAccessKey", "secretAccessKey", "SecretKey"],
            &["SessionToken", "sessionToken", "Token"],
            &["Expiration", "expiration", "expiresAt"],
        ];
        let (names, text) = (names.get(place).unwrap(), self.with(self.values()));
        if self.is_xml() {
            let name = names.first().unwrap();
            let (before, rest) = text.split_once(&format!("<{name}>")).unwrap();
            return before.to_owned() + rest.split_once(&format!("</{name}>")).unwrap().1;
        }
        let mut document: Value = serde_json::from_str(&text).unwrap();
        remove(&mut document, names);
        document.to_string()
    }
}

fn remove(value: &mut Value, names: &[&str]) {
    if let Some(members) = value.as_array_mut() {
        for member in members {
            remove(member, names);
        }
    }
    let Some(fields) = value.as_object_mut() else { return };
    fields.retain(|name, _| !names.contains(&name.as_str()));
    fields.values_mut().for_each(|value| remove(value, names));
}

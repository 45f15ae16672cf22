//! Answers of servers, clients and what stands between them that no recording has: retold from their documents and
//! from what people paste.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{
    AddressingStyle, Credentials, Endpoint, FailedRequest, Presigner, Region, S3Request,
};

/// 2026-11-20T12:00:00Z.
const SIGNED: u64 = 1_795_176_000;

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(SIGNED + seconds)
}

fn link(presigner: &Presigner) -> String {
    let request = S3Request::get_object("photos", "cat.jpg");
    presigner.presign_at(&request, Duration::from_secs(3_600), at(0)).unwrap().into()
}

fn presigner() -> Presigner {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").unwrap();
    Presigner::new(credentials, Region::new("eu-west-1").unwrap())
}

fn of_aws() -> String {
    link(&presigner())
}

fn elsewhere() -> String {
    let endpoint = Endpoint::custom("https://s3.example.com").unwrap();
    link(&presigner().with_endpoint(endpoint.with_style(AddressingStyle::Path)))
}

fn xml(code: &str, rest: &str) -> String {
    format!("<Error><Code>{code}</Code>{rest}</Error>")
}

fn said(link: &str, answer: &str, seconds: u64) -> String {
    FailedRequest::of_link(link, answer).diagnose_at(at(seconds)).to_string()
}

/// Code, what stands beside it, and what the cause or the remedy says.
const OF_SERVERS: &[(&str, &str, &str)] = &[
    // Google: the message is the same for all of a code.
    (
        "ExpiredToken",
        "<Message>Invalid argument.</Message><Details>The provided token has expired. Request signature expired at: \
         2026-11-20T13:00:00+00:00</Details>",
        "the link expired at 2026-11-20T13:00:00Z",
    ),
    (
        "MalformedSecurityHeader",
        "<Message>Your request has a malformed header.</Message><ParameterName>content-type</ParameterName><Details>Header \
         was included in signedheaders, but not in the request.</Details>",
        "the signature's headers or parameters do not fit the request",
    ),
    (
        "AccessDenied",
        "<Message>Access denied.</Message><Details>a@b does not have storage.objects.get access</Details>",
        "the server denies access: Access denied. a@b does not have storage.objects.get access",
    ),
    (
        "InvalidSecurity",
        "<Message>The provided security credentials are not valid.</Message>",
        "that are active",
    ),
    // Cloudflare R2.
    (
        "InvalidArgument",
        "<Message>Authorization</Message>",
        "cannot read how the request is signed",
    ),
    (
        "InvalidRegionName",
        "<Message>The region name 'eu-west-1' is not valid. Must be one of: wnam, auto</Message>",
        "the link is signed for the region \"eu-west-1\" but",
    ),
    // Backblaze B2.
    (
        "InvalidRequest",
        "<Message>The 'eu-west-1' region in the request does not match the server region 'us-west-004'</Message>",
        "but the server is in \"us-west-004\"",
    ),
    (
        "AccessDenied",
        "<Message>Transaction cap exceeded</Message>",
        "denies access: Transaction cap exceeded",
    ),
    // MinIO.
    (
        "InvalidRegion",
        "<Message>Region does not match.</Message>",
        "but the server is in another one",
    ),
    (
        "InvalidArgument",
        "<Message>S3 API Requests must be made to API port.</Message>",
        "the server's console",
    ),
    ("XMinioAccessKeyDisabled", "<Message>Your account is disabled</Message>", "is turned off"),
    (
        "SlowDownRead",
        "<Message>Resource requested is unreadable</Message>",
        "fewer requests at a time",
    ),
    (
        "XMinioReadQuorum",
        "<Message>Multiple disk failures</Message>",
        "try again with growing pauses",
    ),
    (
        "AccessDenied",
        "<Message>There were headers present in the request which were not signed</Message>",
        "the client sent a header, which must be signed and is not",
    ),
    // Alibaba.
    (
        "AccessDenied",
        "<Message>The bucket you are attempting to access must be addressed using the specified endpoint.</Message>\
         <Endpoint>oss-cn-beijing.aliyuncs.com</Endpoint>",
        "the server names oss-cn-beijing.aliyuncs.com",
    ),
    ("SecondLevelDomainForbidden", "", "virtual-hosted style"),
    // Oracle and Wasabi.
    (
        "SignatureDoesNotMatch",
        "<Message>The secret key required to complete authentication could not be found.</Message>",
        "does not know the access key id",
    ),
    ("TemporarilyRestricted", "<Message>Account is temporarily restricted</Message>", "settle it"),
    // The clocks differ within the quarter of an hour that was since signing.
    (
        "RequestTimeTooSkewed",
        "<Message>Forbidden</Message>",
        "the clocks of the signer and the server differ",
    ),
];

#[test]
fn codes_of_other_servers_are_told_with_cause_and_remedy() {
    let url = elsewhere();
    for (code, rest, expected) in OF_SERVERS {
        let shown = said(&url, &xml(code, rest), 600);
        assert!(shown.contains(expected), "{code} {rest}: {shown}");
        assert!(!shown.contains("look the code up"), "{code}: {shown}");
    }
}

/// What AWS says, and what the cause or the remedy says.
const OF_AWS: &[(&str, &str, &str)] = &[
    (
        "AccessDenied",
        "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not \
         allowed to access.",
        "the server denies access: The ciphertext refers to",
    ),
    (
        "KMS.NotFoundException",
        "Key 'arn:aws:kms:eu-west-1:1:key/a' does not exist",
        "no such KMS key",
    ),
    (
        "AccessDenied",
        "User: u is not authorized to perform: s3:ListBucket on resource: \"arn:aws:s3:::photos\" because no \
         identity-based policy allows the s3:ListBucket action",
        "check the key: of a missing object S3 says this",
    ),
    (
        "AccessDenied",
        "User: u is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:x:1:key/a because no \
         identity-based policy allows the kms:Decrypt action",
        "in the policy of the key and in that of the signer",
    ),
    (
        "AccessDenied",
        "User: u is not authorized to perform: s3:PutObject on resource: \"arn\" with an explicit deny in a service \
         control policy",
        "ask whoever runs the AWS organization",
    ),
    (
        "AccessDenied",
        "User: u is not authorized to perform: s3:PutObjectAcl on resource: \"arn\" because public ACLs are prevented by \
         the BlockPublicAcls setting in S3 Block Public Access.",
        "S3 Block Public Access prevents it: sign without the public ACL",
    ),
    (
        "AuthorizationQueryParametersError",
        "Error parsing the X-Amz-Credential parameter; incorrect service \"ec2\". This endpoint belongs to \"s3\".",
        "the parameters of the signature are wrong: ",
    ),
    // The link at hand is not the one that was sent.
    (
        "AuthorizationQueryParametersError",
        "Error parsing the X-Amz-Credential parameter; the region 'us-east-1' is wrong; expecting 'eu-west-1'",
        "the parameters of the signature are wrong: ",
    ),
    (
        "NoSuchUpload",
        "The specified upload does not exist.",
        "completed or aborted has to be begun anew",
    ),
    ("NoSuchBucket", "The specified bucket does not exist", "check the name of the bucket"),
    (
        "AccessForbidden",
        "CORSResponse: CORS is not enabled for this bucket.",
        "the CORS rules of the bucket",
    ),
    ("MissingKey", "Missing Key-Pair-Id query parameter or cookie value", "CloudFront"),
    (
        "OptInRequired",
        "The AWS Access Key Id needs a subscription for the service",
        "sign the account up",
    ),
];

#[test]
fn words_of_aws_are_told_with_cause_and_remedy() {
    let url = of_aws();
    for (code, message, expected) in OF_AWS {
        let shown = said(&url, &xml(code, &format!("<Message>{message}</Message>")), 600);
        assert!(shown.contains(expected), "{code} {message}: {shown}");
        assert!(!shown.contains("look the code up"), "{code}: {shown}");
    }
}

/// Texts of clients, browsers and proxies.
const OF_CLIENTS: &[(&str, &str)] = &[
    (
        "403: UnknownError\n  '$metadata': { httpStatusCode: 403 }",
        "refused the request without saying why",
    ),
    ("TypeError: Failed to fetch", "the browser could not reach it, or hides its answer"),
    ("curl: (6) Could not resolve host: s3.example.com", "the name of the host was not found"),
    (
        "SSLError: HTTPSConnectionPool(host='a.b.s3.amazonaws.com', port=443): Max retries exceeded with url: \
         /k?X-Amz-Signature=00112233445566778899 (Caused by SSLError(\"Hostname mismatch, certificate is not valid\"))",
        "TLS failed, or the certificate is not of this host",
    ),
    ("mc: <ERROR> Unable to stat. Access Denied.", "refused the request without saying why"),
    ("{\"message\":\"Missing Authentication Token\"}", "are wrong: Missing Authentication Token: "),
    (
        "<html><ul><li>Code: AccessDenied</li><li>Message: Access Denied</li></ul></html>",
        "the signer may not do this",
    ),
    ("error code: 1020", "Cloudflare gave it"),
    ("<HTML><TITLE>Access Denied</TITLE>\nReference&#32;&#35;18&#46;x</HTML>", "Akamai gave it"),
    (
        "<html><h1>403 Forbidden</h1>\nRequest forbidden by administrative rules.</html>",
        "HAProxy gave it",
    ),
    ("<html><title>IIS 10.0 Detailed Error - 404.11</title></html>", "IIS gave it"),
    ("HTTP/1.1 200 OK\r\n\r\nabc", "the server answered 200, which is no refusal"),
    (
        "HTTP/1.1 200 OK\r\n\r\n<Error><Code>InternalError</Code></Error>",
        "InternalError: the server failed",
    ),
    ("HTTP/1.1 503 Service Unavailable\r\n\r\n", "try again with growing pauses"),
];

#[test]
fn texts_of_clients_and_proxies_are_told() {
    let url = of_aws();
    for (answer, expected) in OF_CLIENTS {
        let shown = said(&url, answer, 600);
        assert!(shown.contains(expected), "{answer}: {shown}");
    }
}

#[test]
fn a_code_about_who_asks_does_not_hide_what_is_wrong_with_the_link() {
    let url = elsewhere();
    for code in ["Unauthorized", "InvalidSecurity", "NotSignedUp", "AuthorizationFailure"] {
        let late = said(&url, &xml(code, ""), 86_400);
        assert!(late.starts_with("the link expired at "), "{code}: {late}");
        let cut = said(&url[..url.len() - 10], &xml(code, ""), 600);
        assert!(cut.starts_with("the signature was changed"), "{code}: {cut}");
    }
}

#[test]
fn a_long_life_elsewhere_is_no_wrong_signature_and_may_be_the_rest() {
    let long = elsewhere().replace("X-Amz-Expires=3600", "X-Amz-Expires=2592000");
    let mismatch = said(&long, &xml("SignatureDoesNotMatch", ""), 600);
    assert!(mismatch.starts_with("the server does not show what it signed"), "{mismatch}");
    let denied = said(&long, &xml("AccessDenied", ""), 600);
    assert!(
        denied.starts_with("nothing else differs that can be seen, and this may be it"),
        "{denied}"
    );
    for answer in [
        xml("RequestTimeTooSkewed", ""),
        xml("AccessDenied", "<Message>Request has expired</Message>"),
    ] {
        let shown = said(&long, &answer, 600);
        assert!(shown.contains("the lifetime of 2592000 s (30 days)"), "{shown}");
        let late = said(&long, &answer, 2_600_000);
        assert!(late.starts_with("the link expired at "), "{late}");
    }
}

#[test]
fn words_of_a_server_that_repeat_the_signature_are_hidden() {
    let url = elsewhere();
    let signature = url.rsplit('=').next().unwrap();
    let answer = xml("AccessDenied", &format!("<Message>bad {signature} here</Message>"));
    let shown = said(&url, &answer, 600);
    assert!(shown.starts_with("the server denies access: bad … here: "), "{shown}");
}

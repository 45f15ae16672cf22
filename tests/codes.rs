//! Every code that S3 has for a link is told with what it means and what to do.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use s3_presigner::{Cause, Credentials, FailedRequest, Presigner, Region, S3Request};

/// AWS's "Error responses", and the errors of the object operations in the newest model of botocore.
const CODES: &str = "
    SignatureDoesNotMatch InvalidSignature AuthorizationQueryParametersError AuthorizationHeaderMalformed AccessDenied
    RequestTimeTooSkewed ExpiredToken TokenRefreshRequired InvalidToken InvalidAccessKeyId InvalidSecurity
    MissingSecurityHeader MissingSecurityElement MissingAuthenticationToken UnsupportedSignature CredentialsNotSupported
    NotSignedUp AccountProblem AllAccessDisabled InvalidPayer UnauthorizedAccess UnauthorizedAccessError UnexpectedIPError
    InvalidSessionException NotDeviceOwnerError DeviceNotActiveError TokenCodeInvalidError XAmzContentSHA256Mismatch
    XAmzContentChecksumMismatch PermanentRedirect PermanentRedirectControlError TemporaryRedirect Redirect
    IllegalLocationConstraintException IncorrectEndpoint EndpointNotFound InvalidHostHeader InvalidAddressingHeader
    InvalidRegion NoSuchBucket InvalidBucketName InvalidBucketState InvalidBucketOwnerAWSAccountID NoSuchAccessPoint
    NoSuchMultiRegionAccessPoint InvalidAccessPoint InvalidAccessPointAliasError InvalidURI KeyTooLongError
    InvalidHttpMethod MethodNotAllowed NotImplemented BadRequest InvalidRequest InvalidArgument
    RequestHeaderSectionTooLarge MaxMessageLengthExceeded UnsupportedArgument MissingRequiredParameter UnexpectedContent
    NoSuchKey NoSuchVersion NoSuchUpload NoSuchTagSet NoSuchObjectLockConfiguration NoSuchResource
    ObjectLockConfigurationNotFoundError InvalidObjectState ObjectNotInActiveTierError ObjectAlreadyInActiveTierError
    RestoreAlreadyInProgress InvalidRange UnsupportedRangeHeader NotModified PreconditionFailed
    ConditionalRequestConflict OperationAborted IdempotencyParameterMismatch InvalidWriteOffset TooManyParts
    EncryptionTypeMismatch BadDigest InvalidDigest IncompleteBody RequestTimeout MissingContentLength EntityTooLarge
    EntityTooSmall MissingRequestBodyError EmptyRequestBody InvalidPart InvalidPartOrder MalformedXML MalformedACLError
    MetadataTooLarge InvalidStorageClass InvalidTag TooManyTags TagPolicyException AccessControlListNotSupported
    InvalidBucketAclWithObjectOwnership InvalidEncryptionAlgorithmError KMS.DisabledException KMS.NotFoundException
    KMS.KMSInvalidStateException KMS.InvalidKeyUsageException InlineDataTooLarge InvalidPolicyDocument
    MalformedPOSTRequest RequestIsNotMultiPartContent IncorrectNumberOfFilesInPostRequest
    MaxPostPreDataLengthExceededError UserKeyMustBeSpecified NoSuchAnnotation InvalidAnnotationName
    AnnotationNameTooLong AnnotationLimitExceeded InvalidPrefix UnsupportedMediaType InternalError ServiceUnavailable
    Busy SlowDown RequestLimitExceeded Throttling ThrottlingException BucketNotEmpty Unauthorized";

/// A good link, freshly signed.
fn link() -> String {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").unwrap();
    let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
    let request = S3Request::get_object("photos", "cat.jpg");
    presigner.presign_at(&request, Duration::from_secs(900), SystemTime::now()).unwrap().into()
}

fn cause(link: &str, answer: &str) -> Cause {
    FailedRequest::of_link(link, answer).diagnose().cause().clone()
}

#[test]
fn no_known_code_ends_in_a_look_at_the_list() {
    let link = link();
    for code in CODES.split_whitespace() {
        let cause = cause(&link, &format!("<Error><Code>{code}</Code></Error>"));
        assert!(!matches!(cause, Cause::Other { .. }), "{code}");
        assert!(!cause.remedy().starts_with("look the code up"), "{code}: {cause}");
    }
    let unknown = cause(&link, "<Error><Code>NobodyKnowsThis</Code></Error>");
    assert!(unknown.remedy().starts_with("look the code up"), "{unknown}");
}

/// Each client prints the code in its own way, and the cause is that of the document.
#[test]
fn every_code_is_found_in_what_clients_print() {
    let link = link();
    // Words of English, which stand in messages too, and reasons of HTTP.
    let ambiguous = ["Busy", "Redirect", "BadRequest", "MethodNotAllowed", "Unauthorized"];
    for code in CODES.split_whitespace().filter(|code| !ambiguous.contains(code)) {
        let document =
            cause(&link, &format!("<Error><Code>{code}</Code><Message>m</Message></Error>"));
        for line in [
            format!("An error occurred ({code}) when calling the GetObject operation: m"),
            format!("{code}: m"),
            format!("m (Service: Amazon S3; Status Code: 400; Error Code: {code}; Request ID: R)"),
            format!(
                "operation error S3: GetObject, https response error StatusCode: 400, RequestID: R, api error {code}: m"
            ),
            format!(
                "service error: unhandled error ({code}): Error {{ code: \"{code}\", message: \"m\" }}"
            ),
            format!("{{\"Code\":\"{code}\",\"Message\":\"m\"}}"),
            format!("<s3:Error><s3:Code>{code}</s3:Code><s3:Message>m</s3:Message></s3:Error>"),
            format!(
                "HTTP/1.1 400 Bad Request\r\nServer: AmazonS3\r\n\r\n<Error><Code>{code}</Code><Message>m</Message></Error>"
            ),
        ] {
            assert_eq!(cause(&link, &line), document, "{line}");
        }
    }
}

#[test]
fn codes_that_tell_enough_have_remedies_of_their_own() {
    let link = link();
    let (mut codes, mut remedies) = (0, BTreeSet::new());
    for code in CODES.split_whitespace() {
        if let Cause::Code { code: named, remedy, .. } =
            cause(&link, &format!("<Error><Code>{code}</Code></Error>"))
            && named == code
        {
            codes += 1;
            assert!(remedies.insert(remedy), "{code}: {remedy}");
        }
    }
    assert!(codes > 80, "{codes}");
}

#[test]
fn a_message_tells_what_a_general_code_does_not() {
    let link = link();
    let said = |code: &str, message: &str| {
        cause(&link, &format!("<Error><Code>{code}</Code><Message>{message}</Message></Error>"))
            .to_string()
    };
    for (code, message, words) in [
        ("InvalidArgument", "Header value cannot be represented using ISO-8859-1.", "Latin-1"),
        (
            "InvalidArgument",
            "Part number must be an integer between 1 and 10000, inclusive",
            "part number",
        ),
        (
            "InvalidArgument",
            "Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature Version 4.",
            "SSE-KMS",
        ),
        ("InvalidArgument", "invalid byte range 100-200 for size 4", "range"),
        ("InvalidArgument", "Invalid version id specified", "version"),
        ("InvalidRequest", "Only one auth mechanism allowed; only one of …", "signed twice"),
        ("InvalidRequest", "Checksum Type mismatch occurred", "checksum"),
    ] {
        let cause = said(code, message);
        assert!(cause.contains(words), "{code} {message}: {cause}");
    }
}

//! Codes that other servers than AWS's have of their own.

use super::{KnownCode, row};

pub(super) const CODES: &[KnownCode] = &[
    row(
        "NotSignedUp",
        "the server has no account for the access key, or the account has not signed up",
        "check that the key is of this server; on AWS sign the account up, and wait until it is ready",
    ),
    row(
        "AccessForbidden",
        "the CORS rules of the bucket do not allow this, or there are none",
        "allow the page's origin, method and headers in the CORS rules of the bucket",
    ),
    row(
        "MissingKey",
        "this is CloudFront, which asks for a signature of its own in place of S3's",
        "send the link to S3's own host, or sign it with a key pair of the CloudFront distribution",
    ),
    row(
        "XMinioAccessKeyDisabled",
        "the access key or its user is turned off",
        "turn it on again, or sign with another key",
    ),
    row(
        "SecondLevelDomainForbidden",
        "the server takes the bucket in the host alone",
        "sign with the virtual-hosted style",
    ),
    row(
        "UserProjectMissing",
        "the requester pays, and the request names no project",
        "sign userProject along, the project that pays",
    ),
    row(
        "MalformedSecurityHeader",
        "the signature's headers or parameters do not fit the request",
        "send every header that SignedHeaders names, and the parameters as they were signed",
    ),
    row(
        "NotAuthenticated",
        "the server could not tell who asks",
        "sign with an S3 key of this server, for its region and host",
    ),
    row(
        "NotAuthorizedOrNotFound",
        "it is not there, or the signer may not see it",
        "check bucket and key, then the policies of the signer",
    ),
    row(
        "BucketNotFound",
        "there is no such bucket here, or the signer may not see it",
        "check bucket, namespace and region, then the policies of the signer",
    ),
    row(
        "InvalidJWT",
        "the token of the link is over or wrong: it is not signed with SigV4",
        "ask for a new link of this kind",
    ),
];

//! Codes about what is there: objects, settings, accounts.

use super::{KnownCode, row};

pub(super) const CODES: &[KnownCode] = &[
    row("NoSuchTagSet", "there are no tags", "set tags, or take their absence for none"),
    row(
        "NoSuchObjectLockConfiguration",
        "the object has no lock",
        "set a retention or legal hold, or do not ask for one",
    ),
    row(
        "ObjectLockConfigurationNotFoundError",
        "the bucket has no Object Lock",
        "turn Object Lock on for the bucket first",
    ),
    row("NoSuchResource", "there is no such resource", "check what the link asks for"),
    row(
        "NoSuchBucketPolicy",
        "the bucket has no policy",
        "set a bucket policy, or take its absence for none",
    ),
    row(
        "NoSuchCORSConfiguration",
        "the bucket has no CORS rules",
        "set CORS rules for the origin of the page",
    ),
    row(
        "NoSuchLifecycleConfiguration",
        "the bucket has no lifecycle rules",
        "set lifecycle rules, or take their absence for none",
    ),
    row(
        "NoSuchWebsiteConfiguration",
        "the bucket is no website",
        "set up the website, or use the bucket's own host",
    ),
    row(
        "InvalidObjectState",
        "the object is archived",
        "restore the object first; the link works once it is restored",
    ),
    row(
        "ObjectNotInActiveTierError",
        "the source of the copy is archived",
        "restore the source, then copy",
    ),
    row(
        "ObjectAlreadyInActiveTierError",
        "the object is not archived, so there is nothing to restore",
        "use the object as it is",
    ),
    row(
        "RestoreAlreadyInProgress",
        "the object is being restored already",
        "wait for the restore: hours for some archives",
    ),
    row(
        "InvalidRange",
        "the range begins behind the end of the object",
        "ask for a range within the object, or for the whole of it",
    ),
    row("UnsupportedRangeHeader", "no range is taken here", "send no Range header"),
    row("NotModified", "the object has not changed since", "use the copy at hand"),
    row(
        "BucketNotEmpty",
        "the bucket still holds objects or versions",
        "delete its objects, all versions and unfinished uploads first",
    ),
    row(
        "BucketAlreadyExists",
        "the name of the bucket is taken",
        "choose another name for the bucket",
    ),
    row(
        "BucketAlreadyOwnedByYou",
        "the bucket is there already and yours",
        "go on with the bucket that is there",
    ),
    row(
        "TooManyBuckets",
        "the account has as many buckets as it may",
        "delete a bucket, or ask AWS for a higher quota",
    ),
    row(
        "AccountProblem",
        "there is a problem with the account",
        "ask the owner of the account to settle it with AWS",
    ),
    row(
        "AllAccessDisabled",
        "all access to this has been disabled",
        "ask the owner why it was disabled",
    ),
    row(
        "InvalidPayer",
        "access has been disabled for whoever pays",
        "ask the payer of the requests",
    ),
    row(
        "InvalidSecurity",
        "the credentials are not valid",
        "sign with credentials that are active",
    ),
    row(
        "UnauthorizedAccess",
        "the server does not let the signer in",
        "check the credentials and their permissions with the owner",
    ),
    row(
        "QuotaExceeded",
        "the bucket or the account is full",
        "delete objects, or ask for a larger quota",
    ),
    row("XMinioStorageFull", "the server has no room left", "make room on the server"),
    row(
        "XMinioParentIsObject",
        "a part of the path is an object already",
        "choose a key that does not go on behind another object's",
    ),
    row(
        "Unauthorized",
        "the server does not take these credentials or this signature",
        "sign with SigV4 and credentials of this server",
    ),
    row(
        "UnauthorizedAccessError",
        "in China a bucket needs an ICP licence for this",
        "ask the owner for the ICP recordal",
    ),
    row(
        "UnexpectedIPError",
        "the request came from an address that is not allowed",
        "send it from a network that is allowed",
    ),
    row(
        "InvalidSessionException",
        "the session of the directory bucket is over",
        "call CreateSession again and sign with its credentials",
    ),
    row(
        "NotDeviceOwnerError",
        "the MFA device belongs to somebody else",
        "give the serial number of the signer's own MFA device",
    ),
    row("DeviceNotActiveError", "the MFA device is not active", "activate the MFA device"),
    row(
        "TokenCodeInvalidError",
        "the code of the MFA device is wrong",
        "send a fresh code in x-amz-mfa",
    ),
    row("MissingSecurityElement", "the request lacks an element of SOAP", "use the REST interface"),
    row(
        "AuthenticationFailed",
        "the server could not authenticate the request: it may be Azure's",
        "check the signature and the start and end that the message names",
    ),
    row(
        "AuthorizationFailure",
        "the server refuses by its network or account rules",
        "check the firewall and the permissions of the storage account",
    ),
];

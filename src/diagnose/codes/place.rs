//! Codes about the host, the region, the bucket and the form of the request.

use super::{AUTHORIZATION, KnownCode, row, told};

pub(super) const CODES: &[KnownCode] = &[
    row(
        "PermanentRedirectControlError",
        "the bucket or access point belongs to another region",
        "send control requests to the region that the answer names",
    ),
    row(
        "IncorrectEndpoint",
        "the host is the wrong one for this bucket",
        "sign for the host of the bucket's own region",
    ),
    row(
        "EndpointNotFound",
        "there is no such endpoint",
        "check the host of the link: account id, access point and region stand in it",
    ),
    row(
        "InvalidHostHeader",
        "the server does not take this host",
        "sign with the other addressing style, path or virtual-hosted",
    ),
    row(
        "InvalidAddressingHeader",
        "the server does not take this way of addressing the bucket",
        "sign with the bucket in the host if it stands in the path, or the reverse",
    ),
    row(
        "InvalidRegion",
        "the region is not one that the account has opted in to",
        "turn the region on in the account, or use another one",
    ),
    row(
        "InvalidBucketName",
        "the name of the bucket is against the rules",
        "correct the bucket: 3 to 63 lower-case letters, digits, dots and hyphens",
    ),
    row(
        "InvalidBucketState",
        "the state of the bucket forbids this",
        "look at the bucket's versioning and Object Lock",
    ),
    row(
        "InvalidBucketOwnerAWSAccountID",
        "the expected bucket owner is no account id",
        "give the 12 digits of the account",
    ),
    row(
        "NoSuchAccessPoint",
        "there is no such access point",
        "check name, account and region of the access point",
    ),
    row(
        "NoSuchMultiRegionAccessPoint",
        "there is no such multi-region access point",
        "check the alias, which ends in .mrap",
    ),
    row(
        "InvalidAccessPoint",
        "the access point is not valid",
        "check the access point's name or ARN",
    ),
    row(
        "InvalidAccessPointAliasError",
        "the alias of the access point is not valid",
        "copy the alias from the access point's page",
    ),
    row(
        "InvalidURI",
        "the path of the link cannot be read",
        "encode the key: every % has to begin an escape of two digits",
    ),
    row(
        "KeyTooLongError",
        "the key is longer than 1024 bytes, or no valid name here",
        "shorten the key: letters beyond ASCII count two to four bytes each",
    ),
    row(
        "InvalidHttpMethod",
        "the server knows no such method",
        "use the method that the link is signed for",
    ),
    row(
        "MethodNotAllowed",
        "the method is not allowed here: it is another than the link was made for, or the object is a delete marker",
        "use the link with its own method; for a deleted object give the versionId of an older version",
    ),
    row(
        "NotImplemented",
        "the server does not implement what the request asks for",
        "leave out the header, parameter or method that it names, or use another server",
    ),
    row(
        "BadRequest",
        "the server could not read the request",
        "compare method, path and headers with what the link was made for",
    ),
    told(
        "InvalidRequest",
        "checksum",
        "a checksum header is missing or does not fit",
        "send the x-amz-checksum header that the link is signed with",
    ),
    told(
        "InvalidRequest",
        "server side encryption",
        "the encryption headers are wrong",
        "send the encryption headers exactly as they were signed, over TLS",
    ),
    told(
        "InvalidRequest",
        "accelerate",
        "Transfer Acceleration is not on for this bucket",
        "turn Transfer Acceleration on, or sign for the plain host",
    ),
    told(
        "InvalidRequest",
        "copy",
        "the copy source is not valid",
        "check x-amz-copy-source: bucket and encoded key, and another place or other metadata than the target",
    ),
    row(
        "InvalidRequest",
        "the server does not take the request in this form",
        "read the message; compare method, parameters and headers with what the link was made for",
    ),
    told(
        "InvalidArgument",
        "iso-8859-1",
        "a response override or header has letters beyond Latin-1",
        "give file names as filename*=UTF-8''…, percent-encoded, with plain letters beside it",
    ),
    told(
        "InvalidArgument",
        "part number",
        "the part number is out of range: S3 takes 1 to 10000",
        "sign each part with a number from 1 to 10000",
    ),
    told(
        "InvalidArgument",
        "max-parts",
        "the number of a part is out of range: S3 takes 1 to 10000",
        "number the parts from 1 to 10000",
    ),
    told(
        "InvalidArgument",
        "range",
        "the range does not fit the object",
        "ask for bytes within the object: HEAD tells its size",
    ),
    told(
        "InvalidArgument",
        "kms",
        "SSE-KMS asks for SigV4 and TLS",
        "sign with SigV4 and send over https",
    ),
    told(
        "InvalidArgument",
        "tag",
        "the tags cannot be read",
        "write tags as a=b&c=d, each name and value percent-encoded",
    ),
    told(
        "InvalidArgument",
        "version id",
        "the version id is not valid",
        "take versionId from the bucket's list of versions",
    ),
    told(
        "InvalidArgument",
        "storage class",
        "the storage class is not known",
        "use a storage class that the server lists",
    ),
    told(
        "InvalidArgument",
        AUTHORIZATION,
        "the server cannot read how the request is signed",
        "send no Authorization header along; sign with SigV4 and this server's own keys",
    ),
    told(
        "InvalidArgument",
        "api port",
        "the host is that of the server's console",
        "sign for the port of the S3 interface, which on MinIO is 9000 unless set otherwise",
    ),
    row(
        "InvalidArgument",
        "a value of the request is wrong",
        "look at the value that the message or ArgumentName names, correct it, and sign again",
    ),
    row(
        "RequestHeaderSectionTooLarge",
        "headers and query are too long together",
        "send fewer headers; a session with a shorter policy has a shorter token",
    ),
    row(
        "MaxMessageLengthExceeded",
        "the request is too big",
        "send a smaller body: documents such as CompleteMultipartUpload are limited too",
    ),
    row(
        "UnsupportedArgument",
        "the server does not know a parameter of the request",
        "leave that parameter out and sign again",
    ),
    row(
        "MissingRequiredParameter",
        "a parameter is missing that this operation needs",
        "add the parameter before signing",
    ),
    row(
        "UnexpectedContent",
        "the request has a body where none is taken",
        "send it without a body",
    ),
    row(
        "UnsupportedSignature",
        "the server does not take this version of the signature",
        "sign with SigV4, or SigV4A for a multi-region access point",
    ),
    row(
        "CredentialsNotSupported",
        "this request takes no credentials",
        "send the request without a signature",
    ),
];

//! Codes about what is uploaded: body, headers, parts, forms, annotations.

use super::{KnownCode, row};

pub(super) const CODES: &[KnownCode] = &[
    row(
        "ConditionalRequestConflict",
        "another write of the same key was under way",
        "send a PUT once more; begin a multipart upload anew",
    ),
    row(
        "OperationAborted",
        "another operation on the same resource is under way",
        "wait for it, then try again",
    ),
    row(
        "IdempotencyParameterMismatch",
        "the client token was used before with other values",
        "make a new client token",
    ),
    row(
        "InvalidWriteOffset",
        "the append does not begin at the end of the object",
        "take the offset from the size that HEAD tells",
    ),
    row(
        "TooManyParts",
        "the object has been appended to 10,000 times",
        "copy the object into a new one and append to that",
    ),
    row(
        "EncryptionTypeMismatch",
        "the encryption is another than that of the object",
        "append with the encryption that the object has",
    ),
    row(
        "IncompleteBody",
        "fewer bytes came than Content-Length says",
        "send the whole body; a file that changes while it is sent does this",
    ),
    row(
        "RequestTimeout",
        "the body stalled on its way",
        "try again on a steadier connection, or upload in parts",
    ),
    row(
        "EntityTooLarge",
        "the upload is larger than is allowed",
        "upload in parts: one PUT takes 5 GiB; a form takes what its content-length-range says",
    ),
    row(
        "EntityTooSmall",
        "the upload is smaller than is allowed",
        "make all parts but the last at least 5 MiB; a form needs what its content-length-range says",
    ),
    row(
        "MissingRequestBodyError",
        "the request has no body",
        "send the body that the operation needs",
    ),
    row("EmptyRequestBody", "the body of the request is empty", "send a body that is not empty"),
    row(
        "InvalidPart",
        "a part is missing, or its number or ETag is another",
        "list the parts with exactly the ETags that their uploads answered with",
    ),
    row("InvalidPartOrder", "the parts are not in ascending order", "sort the parts by number"),
    row("MalformedXML", "the body is no XML of this operation", "correct the XML document"),
    row(
        "MalformedACLError",
        "the access control list is no valid XML",
        "correct the document of the access control list",
    ),
    row(
        "MetadataTooLarge",
        "the x-amz-meta headers are longer than 2 KB",
        "send less metadata, and sign again",
    ),
    row(
        "InvalidStorageClass",
        "the storage class is unknown",
        "sign with a storage class that S3 has",
    ),
    row(
        "InvalidTag",
        "a tag is against the rules",
        "correct the tag: names to 128 and values to 256 characters",
    ),
    row("TooManyTags", "an object takes no more than 10 tags", "send 10 tags or fewer"),
    row(
        "TagPolicyException",
        "the tags are against the organization's tag policy",
        "use the tags that the policy allows",
    ),
    row(
        "AccessControlListNotSupported",
        "the bucket has access control lists turned off",
        "sign without x-amz-acl",
    ),
    row(
        "InvalidBucketAclWithObjectOwnership",
        "the bucket's ownership setting takes no access control list",
        "leave the bucket's access control list as it is",
    ),
    row(
        "InvalidEncryptionAlgorithmError",
        "the encryption is unknown",
        "ask for AES256, aws:kms or aws:kms:dsse",
    ),
    row("KMS.DisabledException", "the KMS key is turned off", "turn the KMS key on"),
    row(
        "KMS.NotFoundException",
        "there is no such KMS key in the region",
        "check the KMS key's ARN and region",
    ),
    row(
        "KMS.KMSInvalidStateException",
        "the KMS key cannot be used in its state",
        "cancel its deletion, or use another KMS key",
    ),
    row(
        "KMS.InvalidKeyUsageException",
        "the KMS key is made for another use",
        "use a symmetric KMS key for encryption",
    ),
    row("KMS.InvalidKeyId", "the KMS key id is not valid", "give the KMS key as an ARN or key id"),
    row("InlineDataTooLarge", "the inline data is too big", "send less inline data"),
    row(
        "MalformedPOSTRequest",
        "the body is no well-formed multipart/form-data",
        "post a form, and let the client write its Content-Type with the boundary",
    ),
    row(
        "RequestIsNotMultiPartContent",
        "the request is no multipart/form-data",
        "post with enctype multipart/form-data",
    ),
    row(
        "IncorrectNumberOfFilesInPostRequest",
        "the form does not have exactly one file",
        "send one file in the form",
    ),
    row(
        "MaxPostPreDataLengthExceededError",
        "the fields in front of the file are longer than 20 KB",
        "send fewer or shorter fields, the file last",
    ),
    row(
        "UserKeyMustBeSpecified",
        "the form has no key, or only behind the file",
        "put the field key in front of the file",
    ),
    row(
        "NoSuchAnnotation",
        "the object has no annotation of this name",
        "check the annotation's name; list the annotations of the object",
    ),
    row(
        "InvalidAnnotationName",
        "the name of the annotation is against the rules",
        "correct the annotation's name",
    ),
    row(
        "AnnotationNameTooLong",
        "the name of the annotation is longer than 512 bytes",
        "shorten the annotation's name",
    ),
    row(
        "AnnotationLimitExceeded",
        "the object has 1,000 annotations already",
        "delete annotations that are not needed",
    ),
    row("InvalidPrefix", "the prefix of the listing is not valid", "correct the prefix"),
    row(
        "UnsupportedMediaType",
        "the payload is no text in UTF-8",
        "send the annotation as UTF-8 text",
    ),
];

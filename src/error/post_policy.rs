//! [`PostPolicyError`]: a form that S3 would refuse from everybody.

/// Why a browser form cannot be signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PostPolicyError {
    /// A field was given that the signature, the constructor or the file input sets.
    #[error("form field {name:?} is set by the form itself and cannot be given by the caller")]
    ReservedField {
        /// The name as it was given.
        name: String,
    },

    /// The name of a field cannot stand in a form.
    #[error(
        "form field name {name:?} is not valid: visible ASCII characters without quotes, and not empty"
    )]
    FieldName {
        /// The name as it was given.
        name: String,
    },

    /// A field holds text that no header can hold, nor XML.
    #[error(
        "form field {name:?} has a line end or another control character, which S3 does not take there: \
         remove it"
    )]
    FieldValue {
        /// The name of the field.
        name: String,
    },

    /// Metadata was given without a name.
    #[error("form field \"x-amz-meta-\" names no metadata: put a name behind it")]
    UnnamedMetadata,

    /// Two checksums of the file were given.
    #[error("form field {name:?} is a second checksum of the file: S3 takes one, so give one")]
    RepeatedChecksum {
        /// The name of the second.
        name: String,
    },

    /// A field was given twice.
    #[error("form field {name:?} is given twice: S3 takes it once, so give it once")]
    RepeatedField {
        /// The name as it was given.
        name: String,
    },

    /// No value of the field meets both conditions.
    #[error("no value of {field:?} meets both {first} and {second}: leave one of them out")]
    Contradiction {
        /// The field.
        field: String,
        /// One condition, as it stands in the policy.
        first: String,
        /// The other.
        second: String,
    },

    /// No file size is within the range.
    #[error("no file has from {min} to {max} bytes: swap the two")]
    EmptyRange {
        /// The least number of bytes.
        min: u64,
        /// The most.
        max: u64,
    },

    /// The size of the file was limited twice.
    #[error("the file size is limited twice: give one range")]
    RepeatedRange,

    /// The key has a variable that S3 does not know, and would take literally.
    #[error(
        "object key {key:?} has a variable other than ${{filename}}, the only one that S3 replaces: put the value in"
    )]
    UnknownVariable {
        /// The key, shortened to 80 characters.
        key: String,
    },

    /// The name of the file would stand where what follows it must not be another.
    #[error(
        "form field {name:?} has ${{filename}} where whoever posts the form could write what follows, as a \
         condition holds no more than what stands before it: put the value in"
    )]
    FreeVariable {
        /// The name of the field: `tagging`, or a redirect, whose host it would be in.
        name: String,
    },

    /// A condition has the variable, which S3 would take literally there.
    #[error(
        "condition {condition} has ${{filename}}, which S3 replaces in fields only: end it before the variable"
    )]
    VariableInCondition {
        /// The condition, as it stands in the policy.
        condition: String,
    },

    /// The redirect is not a URL that a browser can be sent to.
    #[error(
        "{name} {url:?} is not valid: an absolute http or https URL, percent-encoded, its host in Punycode"
    )]
    Redirect {
        /// The name of the field.
        name: String,
        /// The text.
        url: String,
    },

    /// A build without the feature `url` cannot tell whether a browser reaches the host: it is a name in Punycode, or an
    /// IP address in an unusual spelling.
    #[error(
        "{name} {url:?} has a host that only a build with the feature `url` can read: turn that on, or write another host"
    )]
    RedirectHost {
        /// The name of the field.
        name: String,
        /// The text.
        url: String,
    },

    /// The status is none that S3 answers with.
    #[error("success_action_status {status:?} is not valid: S3 answers with 200, 201 or 204")]
    Status {
        /// The status.
        status: String,
    },

    /// A field holds text that a browser would change when it submits an HTML form.
    #[error(
        "form field {name:?} has a line end or NUL, which browsers change in HTML forms: send the \
         fields by script, with FormData"
    )]
    NotInHtml {
        /// The name of the field.
        name: String,
    },

    /// Multi-Region Access Points take no forms.
    #[error("a Multi-Region Access Point takes no forms: use the bucket, or a presigned PUT")]
    MultiRegion,

    /// Directory buckets take no forms.
    #[error("an S3 Express directory bucket takes no forms: use a presigned PUT")]
    DirectoryBucket,

    /// Object Lambda access points take no forms.
    #[error("an Object Lambda access point takes no forms: use the bucket, or a presigned PUT")]
    ObjectLambda,
}

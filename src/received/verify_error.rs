//! [`VerifyError`]: what S3 answers to a presigned request that it refuses.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::post_policy::PostRefusal;
use crate::utc::Iso;
use crate::xml::push_element;

/// Why a presigned request is refused, in S3's code, status and words.
///
/// No variant holds the signature that would have been right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// The request has no signature in its query.
    #[error("Access Denied")]
    NotPresigned,

    /// It is signed with SigV2, which is not supported.
    #[error(
        "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256."
    )]
    SigV2,

    /// It is signed in more than one way: by an `Authorization` header, or with SigV2, too.
    #[error(
        "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter \
         or the Authorization header should be specified"
    )]
    SignedTwice,

    /// Parameters of the signature are missing.
    #[error(
        "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, \
         X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters."
    )]
    MissingParameters,

    /// A parameter of the signature stands there twice.
    #[error("The query parameter {name} is given more than once.")]
    RepeatedParameter {
        /// Its name.
        name: &'static str,
    },

    /// The algorithm is unknown, or not compiled in.
    #[error("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256\"")]
    UnsupportedAlgorithm,

    /// `X-Amz-Credential` cannot be read.
    #[error(
        "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting \
         \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."
    )]
    MalformedCredential,

    /// The scope is of another region.
    #[error(
        "Error parsing the X-Amz-Credential parameter; the region '{found}' is wrong; expecting '{expected}'"
    )]
    WrongRegion {
        /// The region of the scope.
        found: String,
        /// The region of this server.
        expected: String,
    },

    /// The scope is of another service.
    #[error(
        "Error parsing the X-Amz-Credential parameter; incorrect service \"{found}\". This endpoint belongs to \"{expected}\"."
    )]
    WrongService {
        /// The service of the scope.
        found: String,
        /// The service of this server.
        expected: &'static str,
    },

    /// The scope is of another day than the date.
    #[error(
        "Invalid credential date \"{found}\". This date is not the same as X-Amz-Date: \"{date}\"."
    )]
    CredentialDate {
        /// The date of the scope.
        found: String,
        /// `X-Amz-Date`.
        date: String,
    },

    /// `X-Amz-Date` cannot be read.
    #[error("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"")]
    MalformedDate,

    /// `X-Amz-Expires` is more than the server takes.
    #[error(
        "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than \
         604800 seconds"
    )]
    ExpiresTooLong,

    /// `X-Amz-Expires` is negative.
    #[error("X-Amz-Expires must be non-negative")]
    ExpiresNegative,

    /// `X-Amz-Expires` is no number.
    #[error("X-Amz-Expires should be a number")]
    ExpiresNotANumber,

    /// The URL has expired.
    #[error("Request has expired")]
    Expired {
        /// `X-Amz-Expires`, in seconds.
        expires_in: u64,
        /// When it expired.
        expired_at: SystemTime,
        /// The server's time.
        now: SystemTime,
    },

    /// The URL is signed for a time more than 15 minutes ahead.
    #[error("Request is not yet valid")]
    NotYetValid {
        /// Its signing time.
        signed_at: SystemTime,
        /// When it expires.
        expires_at: SystemTime,
        /// The server's time.
        now: SystemTime,
    },

    /// `host`, or an `x-amz-*` header of the request, is not signed.
    #[error("There were headers present in the request which were not signed")]
    HeadersNotSigned {
        /// Their names in lower case.
        names: Vec<String>,
    },

    /// Nobody has this access key id; or it is a temporary one and came without its token.
    #[error("The AWS Access Key Id you provided does not exist in our records.")]
    InvalidAccessKeyId {
        /// The access key id.
        access_key_id: String,
    },

    /// The session token is not the one of the access key.
    #[error("The provided token is malformed or otherwise invalid.")]
    InvalidToken,

    /// The temporary credentials have ended.
    #[error("The provided token has expired.")]
    ExpiredToken,

    /// Path or query cannot be read: a byte beyond printable ASCII, a `%` that begins no escape, or escapes that are no
    /// UTF-8. AWS documents the code; what S3 answers to each of these, nobody has shown.
    #[error("Couldn't parse the specified URI.")]
    InvalidUri,

    /// The signature is not one of this request.
    #[error(
        "The request signature we calculated does not match the signature you provided. Check your key and signing \
         method."
    )]
    SignatureDoesNotMatch(Box<SignatureMismatch>),

    /// The request is larger than this verifier reads.
    #[error("Your request was too big.")]
    TooLarge {
        /// What is too large, and the most.
        rule: &'static str,
    },

    /// The form does not meet its policy.
    #[error(transparent)]
    Post(#[from] PostRefusal),
}

/// What a server that refuses a signature shows, so that the signer can compare.
///
/// The canonical request holds the session token and every signed header, so `Debug` hides both texts.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SignatureMismatch {
    /// The access key id.
    pub access_key_id: String,
    /// What the server signed.
    pub string_to_sign: String,
    /// The signature of the request.
    pub signature_provided: String,
    /// What the server hashed; empty for a form.
    pub canonical_request: String,
}

impl fmt::Debug for SignatureMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignatureMismatch")
            .field("access_key_id", &self.access_key_id)
            .finish_non_exhaustive()
    }
}

impl VerifyError {
    /// S3's code for it, such as `SignatureDoesNotMatch`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotPresigned
            | Self::Expired { .. }
            | Self::NotYetValid { .. }
            | Self::HeadersNotSigned { .. } => "AccessDenied",
            Self::SigV2 => "InvalidRequest",
            Self::SignedTwice => "InvalidArgument",
            Self::MissingParameters
            | Self::RepeatedParameter { .. }
            | Self::UnsupportedAlgorithm
            | Self::MalformedCredential
            | Self::WrongRegion { .. }
            | Self::WrongService { .. }
            | Self::CredentialDate { .. }
            | Self::MalformedDate
            | Self::ExpiresTooLong
            | Self::ExpiresNegative
            | Self::ExpiresNotANumber => "AuthorizationQueryParametersError",
            Self::InvalidAccessKeyId { .. } => "InvalidAccessKeyId",
            Self::InvalidToken => "InvalidToken",
            Self::InvalidUri => "InvalidURI",
            Self::ExpiredToken => "ExpiredToken",
            Self::SignatureDoesNotMatch(_) => "SignatureDoesNotMatch",
            Self::TooLarge { .. } => "RequestHeaderSectionTooLarge",
            Self::Post(refusal) => refusal.code(),
        }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self.code() {
            "AccessDenied" | "InvalidAccessKeyId" | "SignatureDoesNotMatch" => 403,
            _ => 400,
        }
    }

    /// The elements that S3 adds to its answer, beside `Code` and `Message`.
    #[must_use]
    pub fn elements(&self) -> Vec<(&'static str, String)> {
        let iso = |instant: &SystemTime| Iso(*instant).to_string();
        match self {
            Self::WrongRegion { expected, .. } => vec![("Region", expected.clone())],
            Self::Expired { expires_in, expired_at, now } => vec![
                ("X-Amz-Expires", expires_in.to_string()),
                ("Expires", iso(expired_at)),
                ("ServerTime", iso(now)),
            ],
            Self::NotYetValid { signed_at, expires_at, now } => {
                let milliseconds =
                    signed_at.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
                vec![
                    ("X-Amz-Date", milliseconds.to_string()),
                    ("Expires", iso(expires_at)),
                    ("ServerTime", iso(now)),
                ]
            }
            Self::HeadersNotSigned { names } => vec![("HeadersNotSigned", names.join(", "))],
            Self::InvalidAccessKeyId { access_key_id } => {
                vec![("AWSAccessKeyId", access_key_id.clone())]
            }
            Self::SignatureDoesNotMatch(mismatch) => mismatch.elements(),
            Self::Post(PostRefusal::TooLarge { size, max }) => {
                vec![("ProposedSize", size.to_string()), ("MaxSizeAllowed", max.to_string())]
            }
            Self::Post(PostRefusal::KeyTooLong { size, max }) => {
                vec![("Size", size.to_string()), ("MaxSizeAllowed", max.to_string())]
            }
            Self::Post(PostRefusal::TooSmall { size, min }) => {
                vec![("ProposedSize", size.to_string()), ("MinSizeAllowed", min.to_string())]
            }
            _ => Vec::new(),
        }
    }

    /// The answer's body as S3 writes it, for servers.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::VerifyError;
    ///
    /// let error = VerifyError::ExpiresNegative;
    /// assert_eq!(error.status(), 400);
    /// assert_eq!(
    ///     error.to_xml(),
    ///     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AuthorizationQueryParametersError</Code>\
    ///      <Message>X-Amz-Expires must be non-negative</Message></Error>"
    /// );
    /// ```
    #[must_use]
    pub fn to_xml(&self) -> String {
        let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>");
        push_element(&mut xml, "Code", self.code());
        push_element(&mut xml, "Message", &self.to_string());
        for (name, value) in self.elements() {
            push_element(&mut xml, name, &value);
        }
        xml.push_str("</Error>");
        xml
    }
}

impl SignatureMismatch {
    fn elements(&self) -> Vec<(&'static str, String)> {
        let mut elements = vec![
            ("AWSAccessKeyId", self.access_key_id.clone()),
            ("StringToSign", self.string_to_sign.clone()),
            ("SignatureProvided", self.signature_provided.clone()),
            ("StringToSignBytes", bytes_in_hex(&self.string_to_sign)),
        ];
        if !self.canonical_request.is_empty() {
            elements.push(("CanonicalRequest", self.canonical_request.clone()));
            elements.push(("CanonicalRequestBytes", bytes_in_hex(&self.canonical_request)));
        }
        elements
    }
}

/// `47 45 54`, as S3 shows bytes.
fn bytes_in_hex(text: &str) -> String {
    let bytes: Vec<_> = text.bytes().map(|byte| format!("{byte:02x}")).collect();
    bytes.join(" ")
}

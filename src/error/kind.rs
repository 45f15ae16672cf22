//! One word for each kind of error, for metrics and for answers in JSON.

use super::Error;

impl Error {
    /// The kind as one word that stays: `invalid`, `too_long`, `credentials_expired`, `lifetime_too_long` and so on, the
    /// name of the variant in lower case. For metrics and answers of a service; a program matches the variants.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::Region;
    ///
    /// assert_eq!(Region::new("eu west 1").unwrap_err().kind(), "invalid");
    /// ```
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Invalid { .. } => "invalid",
            Self::InvalidSecret { .. } => "invalid_secret",
            Self::TooLong { .. } => "too_long",
            Self::MissingSessionToken { .. } => "missing_session_token",
            Self::UnexpectedSessionToken { .. } => "unexpected_session_token",
            Self::DotSegment { .. } => "dot_segment",
            Self::ReservedQuery { .. } => "reserved_query",
            Self::UnreadQuery { .. } => "unread_query",
            Self::ReservedHeader { .. } => "reserved_header",
            Self::DuplicateQuery { .. } => "duplicate_query",
            Self::DuplicateHeader { .. } => "duplicate_header",
            Self::ExclusiveHeaders { .. } => "exclusive_headers",
            Self::Endpoint(_) => "endpoint",
            Self::Iam(_) => "iam",
            Self::Multipart(_) => "multipart",
            Self::PostPolicy(_) => "post_policy",
            Self::Source(_) => "source",
            Self::Cors(_) => "cors",
            Self::Tool(_) => "tool",
            Self::ClockOutOfRange { .. } => "clock_out_of_range",
            Self::CredentialsExpired { .. } => "credentials_expired",
            Self::UnknownExpiry { .. } => "unknown_expiry",
            Self::LifetimeTooShort { .. } => "lifetime_too_short",
            Self::LifetimeTooLong { .. } => "lifetime_too_long",
            Self::BelowMinLifetime { .. } => "below_min_lifetime",
        }
    }
}

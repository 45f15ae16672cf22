//! [`CorsError`]: a CORS rule that S3 would not take, or that would not help.

/// Why no CORS rule of a bucket lets a page use these links.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html>
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CorsError {
    /// A link has a method that a CORS rule cannot allow.
    #[error(
        "method {method:?} cannot be allowed to pages: CORS rules of S3 know GET, PUT, POST, DELETE and \
         HEAD only; send this request from a server"
    )]
    Method {
        /// The method of the link.
        method: String,
    },

    /// The rule allows no method, which S3 refuses.
    #[error(
        "the CORS rule allows no method, and S3 takes none such: allow a link or a form first, with \
         allow_url or allow_post"
    )]
    NoMethod,

    /// The rule is to be remembered for longer than S3 can write.
    #[error(
        "browsers cannot be told to remember the CORS rule for {seconds} seconds: S3 takes up to 2147483647; \
         give 86400 or less, as no browser keeps a rule for longer than a day"
    )]
    MaxAge {
        /// The seconds asked for.
        seconds: u32,
    },
}

//! Amazon S3 presigned URLs that live exactly as long as they say.
//!
//! **The promise**: a URL works until the instant that it says. There is no network, no async outside
//! of one feature, and no clock but in the methods that have a twin taking the time (`presign` /
//! `presign_at`).
//!
//! ```
//! use std::time::Duration;
//! use s3_presigner::{Credentials, Presigner, Region, S3Request};
//!
//! fn main() -> Result<(), s3_presigner::Error> {
//!     let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG")?;
//!     let presigner = Presigner::new(credentials, Region::new("eu-west-1")?);
//!     let quarter = Duration::from_secs(15 * 60);
//!
//!     let download = presigner.presign_get("photos", "2026/cat.jpg", quarter)?;
//!     println!("{}", download.as_str());
//!
//!     let request = S3Request::put_object("photos", "2026/cat.jpg")
//!         .content_type("image/jpeg")   // the upload must be a JPEG ...
//!         .content_length(48_213)       // ... of exactly this length ...
//!         .if_none_match_any();         // ... and never replaces another
//!     let upload = presigner.presign(&request, quarter)?;
//!     for (name, value) in upload.headers() {
//!         println!("{name}: {value}");  // what the uploader has to send
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Recipes are in the [cookbook](_cookbook), with a word on [Windows, WebAssembly and
//! logs](_cookbook#windows-webassembly-and-logs). Other crates and AWS's SDKs are in the [comparison](_comparison), and
//! [how fast](_performance) they are. What browsers do with links is in [tables](_browsers). The same at a shell is
//! [the command](_command) `presign`.
//!
//! # Tour
//!
//! One pipe, in AWS's words:
//!
//! 1. [`Credentials`] sign. They know their [kind](CredentialKind) and, if you tell them, their end:
//!    [AWS security credentials](https://docs.aws.amazon.com/IAM/latest/UserGuide/security-creds-programmatic-access.html).
//! 2. An [`S3Request`] says which operation the URL allows, and which headers its holder has to send:
//!    [S3 API](https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html).
//! 3. The [`ExpiryPolicy`] weighs the lifetime asked for against everything that could end the URL
//!    early, and grants it or not:
//!    [expiration of presigned URLs](https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html).
//! 4. The [`Endpoint`] turns [`Region`] and bucket into a host and a path:
//!    [virtual hosting of buckets](https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html).
//! 5. Canonical request, string to sign, signing key and signature follow without a further choice:
//!    [query-string authentication](https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html).
//! 6. The [`PresignedUrl`] carries the URL, the headers to send, and its [`Validity`].
//!
//! [`Presigner`] is the front door to all of it. Around the pipe:
//!
//! - **Where credentials come from**: the environment ([`Presigner::from_env`]), a [`Profile`] of AWS's
//!   files ([`Presigner::from_profile`]; its process only by [`Profile::run_credential_process`]), or the text
//!   that a metadata service or tool printed ([`Credentials::from_document`]). A [`CredentialsSource`] is asked again when a lifetime needs
//!   fresher ones; [`AsyncPresigner`](struct.AsyncPresigner.html) does that with the AWS SDK's providers.
//! - **Browser forms**: a [`PostPolicy`] becomes a [`PresignedPost`], as fields or as HTML. A [`PostForm`]
//!   says beforehand whether S3 would take what a page sends:
//!   [POST policy](https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html).
//! - **Uploads in parts**: a [`MultipartPlan`] cuts a size into parts. [`Presigner::presign_multipart`] signs
//!   them all, and the requests that complete and abort the upload:
//!   [limits](https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html).
//! - **Tools that ask HEAD first** need [`GetAndHead`], two links with one end, or a
//!   [service that redirects](_cookbook#tools-that-ask-head-first).
//! - **Many at once**: a [`Batch`] asks the policy once, and hashes several links side by side:
//!   [`presign_all`](Batch::presign_all), and [`presign_all_into`](Batch::presign_all_into) a buffer that is used again,
//!   which allocates nothing once that is long enough. [`Verifier::verify_all`] checks many in the same way.
//! - **Places other than a bucket's own host**: ARNs of access points, of Object Lambda, of Outposts and of
//!   Multi-Region Access Points are taken in the place of a bucket's name. Directory buckets of S3 Express
//!   are known by theirs. Other servers are an [`Endpoint::custom`].
//! - **Reading links**: an [`Inspection`] says what a link says, and every [`Problem`] with it. A
//!   [`Verifier`] checks a [`SignedRequest`] and answers as S3 does. A [`FailedRequest`] and S3's answer
//!   make a [`Diagnosis`].
//! - **Limiting links by policy**: an [`IamPolicy`] of [`DenyStatement`]s, to be set at AWS. Given a
//!   [`RequestContext`], it says before signing whether a link would be denied:
//!   [condition keys](https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html).
//! - **For pages, shells and programs**: the [`CorsRule`] that a bucket needs, text that works in a [`Tool`]
//!   ([`for_tool`](PresignedUrl::for_tool): `curl`, `wget`, Python, Node, DuckDB and others), and JSON with the feature
//!   `serde`.
//! - **In other hands**: each [`Caution`] of a link says which tools, proxies and carriers do not leave it as it is,
//!   and what to do about it ([`PresignedUrl::cautions`]).
//!
//! # How a link is read
//!
//! The other way, from a link to the reason why it fails, is a pipe too. Each step has a folder of its own in
//! `src/`, and uses only those above it:
//!
//! | step | folder | gives |
//! |---|---|---|
//! | take it out of what carried it: quotes, code, mail, chats, shells, link checkers | `received/pasted_link` | [`PastedLink`], [`Wrapping`], [`Doubt`] |
//! | know what of it must never be shown, however it was mangled; every text of the steps below goes through this | `received/hidden` | |
//! | take it apart as it stands: host, path, query, the `X-Amz-*` parameters, the canonical request that must have been signed; whose it is, if not S3's; and what S3 refuses it with | `received` | [`SignedRequest`], [`SignatureVersion`], [`ForeignLink`], [`VerifyError`] |
//! | check it with the secrets at hand: algorithm, credential scope, signing time and expiry, signed headers, signature, in S3's spelling ([the table](_spelling)); links and forms; and what the signature was made for, if not for this | `verify` | [`Verifier`], [`KnownCredentials`], [`Verified`], [`Fit`] |
//! | read it without a secret: endpoint, bucket and key, operation, and every problem with its weight | `inspect` | [`Inspection`], [`Operation`], [`Problem`] |
//! | hold it against whatever there is of the server's answer, the request as sent and the link as made: what is certain, then the link's own fatal problems, then what is likely, the secret last | `diagnose` | [`FailedRequest`], [`Diagnosis`], [`Cause`] with its remedy |
//!
//! # Terms
//!
//! - *Lifetime*: how long a URL is asked to live. `X-Amz-Expires` is what the URL says, in seconds;
//!   [`PresignedUrl::expires_at`] is when it really dies.
//! - *Cap*: the most that a kind of credentials allows, whatever is asked for; see [`CredentialKind`].
//! - *Holder*: whoever has the URL and uses it.
//! - *Signed header*: a header whose value is part of the signature. All headers given to an
//!   [`S3Request`] are signed; they are never moved into the query.
//! - *Stable window*: a span of time in which equal requests get the identical URL; see
//!   [`Presigner::with_stable_window`].
//!
//! # Properties
//!
//! Each of these is a test, over random input or over every change of a byte. Many are fuzz targets too.
//!
//! Of signing:
//!
//! - `expires_at` is never later than the end of the credentials or their cap, as far as they are known.
//! - Whatever the key, the host and the bucket of the URL do not move.
//! - [`url::Url`](https://docs.rs/url/2/url/struct.Url.html) parses the URL without changing a byte.
//! - The query holds exactly the parameters that were signed, and the signature at its end.
//! - The headers returned are exactly the signed ones, but for `host`.
//! - Equal input gives equal URLs.
//! - The signature is that of `aws-sigv4`, for requests that both can sign.
//! - A plain link has no caution, and no caution holds eight characters in a row of a signature or a session token.
//!
//! Of verifying:
//!
//! - What is signed verifies.
//! - No single changed byte of method, path, query, signed header or signature verifies, but for another spelling of
//!   the same where S3 takes it; with [`Verifier::with_exact_spelling`], none.
//! - The simulator of forms agrees with the policy: it takes a form as it was signed, and refuses it
//!   without one of its fields, with a fixed one changed, or with a file out of range.
//!
//! Of reading:
//!
//! - Whatever happened to a good link on its way, no text of an inspection, a verification or a diagnosis holds eight
//!   characters in a row of its signature or its session token, `Debug` included.
//! - A link that this crate signs for AWS has no fatal problem in its own inspection.
//! - [`PastedLink`] gives a good link back as it is.
//!
//! Of all: no input makes a function of this crate panic, be it a request to sign or a link, an answer, a
//! form, a document, a profile or a policy to read.
//!
//! # Scope
//!
//! This crate makes URLs and reads them. It does not send requests (use any HTTP client), look up the
//! region of a bucket (`HeadBucket` of `aws-sdk-s3`), fetch credentials over the network (`aws-config`,
//! whose providers [`AsyncPresigner`](struct.AsyncPresigner.html) takes), sign `Authorization` headers
//! (`aws-sigv4`), speak SigV2, or sign CloudFront URLs (`cloudfront_sign`).
//!
//! # Security
//!
//! A presigned URL is a bearer token: whoever has it can use it, any number of times, until it dies,
//! and a PUT replaces what is there unless [`S3Request::if_none_match_any`] says otherwise. So keep
//! lifetimes short, and sign the headers that matter. URLs show the access key id, and with it,
//! to those who can read it, the account.
//!
//! Secrets are overwritten in memory when they are dropped, appear in no `Debug` output and in no
//! error. Comparing and hashing secrets is left to `hmac` and `sha2`. The crate has no `unsafe` code.
//! What it guarantees, and what it trusts the caller for, is in `SECURITY.md` of the repository.
//!
//! # Crate features
//!
//! Only `url` is on by default. The core links 27 crates, and 50 with `url`, which has 21 for international domain names;
//! with the macros that run at build time, it is 32 and 60. Each feature adds:
//!
//! | feature | gives | links | with macros |
//! |---|---|---|---|
//! | `aws-credential-types` | the SDK's credentials as [`Credentials`]; [`AsyncPresigner`](struct.AsyncPresigner.html) over its providers | 22 | 25 |
//! | `http` | a [`PresignedUrl`] as a request of the crate `http`, a received request as a [`SignedRequest`] | 2 | 2 |
//! | `lanes` | [many at once](Batch::presign_all) hashed round by round, four or more side by side; without it by twos, block by block | 1 | 1 |
//! | `serde` | JSON of [`PresignedUrl`], [`PresignedPost`] and [`Validity`]; policy, endpoint, credentials' kind and other settings from a file | 1 | 2 |
//! | `sigv4a` | SigV4A signatures, which Multi-Region Access Points need | 20 | 20 |
//! | `url`, the default | [`to_url`](struct.PresignedUrl.html#method.to_url): a [`PresignedUrl`] as a `url::Url`; hosts that are not plain | 23 | 28 |
//!
//! The build without `url` (`default-features = false`) is for embedded programs, fast builds and strict supply chains. It does
//! all else, and the same. The hosts that it cannot read are an error that names the feature: international names, in
//! Punycode too, escapes, and IPv4 addresses that are not four decimal numbers, in a custom endpoint, an origin of a
//! [`CorsRule`] or a redirect of a form.
//!
//! # Minimum Rust version
//!
//! 1.88; with `lanes`, 1.89; with `aws-credential-types`, 1.94.1. A newer one is a minor release. The tests and examples need
//! 1.94.1, which their own dependencies ask for.

#![forbid(unsafe_code)]

// First, as rustdoc shows the methods of a type in the order of the files that they are in.
mod presigner;

mod adapters;
mod amz_date;
mod browser_headers;
mod caution;
mod cors;
mod credentials;
mod decode;
mod diagnose;
mod digest;
mod encode;
mod endpoint;
mod error;
mod expires_in;
mod iam;
mod inspect;
mod limits;
mod multipart;
mod object;
mod policy;
mod post_policy;
mod presigned_url;
mod received;
mod repeated_name;
mod request;
mod respelled;
mod rotation;
mod sigv4;
mod spoken;
mod text;
mod tool;
mod utc;
mod verify;
mod web_url;
mod xml;

#[cfg(feature = "aws-credential-types")]
pub use crate::adapters::AsyncPresigner;
pub use crate::caution::{Carrier, Caution};
pub use crate::cors::CorsRule;
pub use crate::credentials::{
    AccessKeyId, CredentialKind, Credentials, CredentialsSource, Profile,
};
pub use crate::diagnose::{Cause, Diagnosis, FailedRequest};
pub use crate::endpoint::{AddressingStyle, Endpoint, ResolvedEndpoint};
pub use crate::error::{
    CorsError, EndpointError, Error, Field, IamError, Instead, Limit, MultipartError,
    PostPolicyError, SourceError, ToolError,
};
pub use crate::iam::{
    BucketArn, DenyStatement, IamDecision, IamDenial, IamEvaluation, IamPolicy, IamStatement,
    NetworkPath, RequestContext,
};
pub use crate::inspect::{AddedPlace, EndProblem, Inspection, Operation, Problem};
pub use crate::multipart::{
    CompletedPart, MultipartPlan, MultipartUpload, Part, PresignedMultipart, PresignedPart,
};
pub use crate::object::Region;
pub use crate::policy::{Certainty, ExpiryPolicy, MaxLifetime, OnExcess, Validity};
pub use crate::post_policy::{
    Condition, PostForm, PostPolicy, PostPolicyDocument, PostRefusal, PresignedPost,
};
pub use crate::presigned_url::PresignedUrl;
pub use crate::presigner::{Batch, GetAndHead, Presigner, UrlBuffer};
pub use crate::received::{
    Doubt, ForeignLink, ForeignSigner, LinkEnd, PastedLink, SignatureMismatch, SignatureVersion,
    SignedRequest, VerifyError, Wrapping,
};
pub use crate::request::{
    AclPermission, CannedAcl, Checksum, ChecksumAlgorithm, ChecksumType, CopySource, Grantee,
    ObjectAttribute, ObjectLockMode, S3Request, SseCustomerKey, StorageClass,
};
pub use crate::tool::Tool;
pub use crate::verify::{Fit, KnownCredentials, Verified, Verifier};

#[cfg(any(doc, doctest))]
#[doc = include_str!("../docs/cookbook.md")]
pub mod _cookbook {}

#[cfg(any(doc, doctest))]
#[doc = include_str!("../docs/credentials.md")]
pub mod _credentials {}

#[cfg(any(doc, doctest))]
#[doc = include_str!("../docs/operations.md")]
pub mod _operations {}

#[cfg(any(doc, doctest))]
#[doc = include_str!("../docs/spelling.md")]
pub mod _spelling {}

#[cfg(any(doc, doctest))]
#[doc = include_str!("../docs/servers.md")]
pub mod _servers {}

#[cfg(any(doc, doctest))]
#[doc = include_str!("../docs/browsers.md")]
pub mod _browsers {}

#[cfg(any(doc, doctest))]
#[doc = include_str!("../docs/clients.md")]
pub mod _clients {}

#[cfg(any(doc, doctest))]
#[doc = include_str!("../docs/comparison.md")]
pub mod _comparison {}

#[cfg(any(doc, doctest))]
#[doc = include_str!("../docs/performance.md")]
pub mod _performance {}

#[cfg(any(doc, doctest))]
#[doc = include_str!("../docs/command.md")]
pub mod _command {}

/// The examples of the README, as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

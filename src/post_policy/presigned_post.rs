//! [`PresignedPost`]: a signed form.

use std::fmt;
use std::time::{Duration, SystemTime};

use super::condition::Condition;
use super::document::PostPolicyDocument;
use super::policy::PostPolicy;
use super::shown::Shown;
use crate::amz_date::AmzDate;
use crate::credentials::Credentials;
use crate::digest::Sink;
use crate::endpoint::{Address, AuthScope, EXPRESS, OBJECT_LAMBDA, SigV4a};
use crate::error::{Error, Limit, PostPolicyError};
use crate::object::BucketName;
use crate::policy::{Certainty, Grant, Validity};
use crate::presigner::{Presigner, check_scope};
use crate::sigv4::{Algorithm, ScopedSigner, Signer};

/// A signed form: where it is posted, the fields to post before the file, and when it dies.
///
/// Like a presigned URL it is a bearer token, so `Debug` hides the policy, the token, the signature,
/// and a key of SSE-C.
///
/// The file is the last field, named `file`; S3 ignores what comes behind it.
#[derive(Clone)]
pub struct PresignedPost {
    url: String,
    bucket: String,
    fields: Vec<(String, String)>,
    open_fields: Vec<(String, String)>,
    validity: Validity,
}

impl PresignedPost {
    /// Where the form is posted, as `multipart/form-data`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The bucket that it uploads to, or the access point's ARN.
    #[must_use]
    pub fn bucket(&self) -> &str {
        &self.bucket
    }

    /// The fields to post, in order, before the file.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The fields that the page has to fill in besides, each with what its value has to begin with: those of
    /// [`PostPolicy::starts_with`] that were given no value. S3 refuses the form without them.
    pub fn open_fields(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        self.open_fields.iter().map(|(name, prefix)| (name.as_str(), prefix.as_str()))
    }

    /// From when to when the form works.
    #[must_use]
    pub fn validity(&self) -> Validity {
        self.validity
    }

    /// When the form really dies; see [`Validity::expires_at`]. S3 checks it when the upload begins.
    #[must_use]
    pub fn expires_at(&self) -> SystemTime {
        self.validity.expires_at()
    }

    /// What ends it then; see [`Validity::limited_by`].
    #[must_use]
    pub fn limited_by(&self) -> Limit {
        self.validity.limited_by()
    }

    /// Whether that end is exact; see [`Validity::certainty`].
    #[must_use]
    pub fn certainty(&self) -> Certainty {
        self.validity.certainty()
    }

    fn sign(
        signer: &Signer,
        scoped: &ScopedSigner,
        address: &Address<'_>,
        policy: &PostPolicy<'_>,
        grant: &Grant,
    ) -> Self {
        let credentials = signer.credentials();
        let date = scoped.date(grant.signed_at());
        let mut of_signature = fields_of_signature(credentials, scoped, date);
        let bucket = policy.bucket().map_or("", BucketName::as_str);
        let exact = |field: &str, value: &str| Condition::Equals {
            field: field.to_owned(),
            value: value.to_owned(),
        };
        let conditions = std::iter::once(exact("bucket", bucket))
            .chain(policy.all_conditions())
            .chain(of_signature.iter().map(|(name, value)| exact(name, value)));
        let end = date.system_time() + grant.expires_in().duration();
        let document = PostPolicyDocument::new(end, conditions.collect()).to_base64();
        let signature = scoped
            .sign_text(credentials.secret_access_key(), date, |hash| hash.put(document.as_bytes()));

        let own = policy.fields().map(|(name, value)| (name.to_owned(), value.to_owned()));
        let mut fields: Vec<_> = own.collect();
        fields.append(&mut of_signature);
        fields.push(("policy".to_owned(), document));
        fields.push(("x-amz-signature".to_owned(), signature.as_str().to_owned()));
        Self {
            url: form_url(address),
            bucket: bucket.to_owned(),
            fields,
            open_fields: policy.open_fields(),
            validity: grant.validity(),
        }
    }
}

impl fmt::Debug for PresignedPost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PresignedPost")
            .field("url", &self.url)
            .field("bucket", &self.bucket)
            .field("fields", &Shown(&self.fields))
            .field("open_fields", &Shown(&self.open_fields))
            .field("validity", &self.validity)
            .finish()
    }
}

impl Presigner {
    /// A form with which a browser uploads a file.
    ///
    /// # Errors
    ///
    /// - what is wrong with the policy: see [`PostPolicy::validate`];
    /// - [`Error::PostPolicy`] for a Multi-Region Access Point, a directory bucket and an Object Lambda access
    ///   point, which take no forms; and [`Error::Endpoint`];
    /// - what the [`ExpiryPolicy`](crate::ExpiryPolicy) refuses, as for [`presign`](Self::presign).
    pub fn presign_post(
        &self,
        policy: &PostPolicy<'_>,
        lifetime: Duration,
    ) -> Result<PresignedPost, Error> {
        self.presign_post_at(policy, lifetime, AmzDate::now())
    }

    /// [`presign_post`](Self::presign_post) at a given time.
    ///
    /// # Errors
    ///
    /// As for [`presign_post`](Self::presign_post).
    pub fn presign_post_at(
        &self,
        policy: &PostPolicy<'_>,
        lifetime: Duration,
        now: SystemTime,
    ) -> Result<PresignedPost, Error> {
        policy.validate()?;
        self.grant_at(lifetime, now, |signer, resolver, grant| {
            let address = resolver.address(policy.bucket())?;
            let scope = &address.site.scope;
            check_takes_forms(scope)?;
            check_scope(signer, policy.bucket(), scope)?;
            Ok(signer.with_scope(scope, |scoped| {
                PresignedPost::sign(signer, scoped, &address, policy, grant)
            }))
        })
    }
}

/// What tells who signed when: each of them is in the policy too.
fn fields_of_signature(
    credentials: &Credentials,
    scoped: &ScopedSigner,
    date: AmzDate,
) -> Vec<(String, String)> {
    let fields = [
        ("x-amz-algorithm", Algorithm::HmacSha256.as_str().to_owned()),
        ("x-amz-credential", scoped.credential(credentials, date)),
        ("x-amz-date", date.as_str().to_owned()),
    ];
    let token = credentials.session_token();
    let token = token.map(|token| ("x-amz-security-token", token.expose().to_owned()));
    fields.into_iter().chain(token).map(|(name, value)| (name.to_owned(), value)).collect()
}

/// S3 does not offer `PostObject` everywhere.
fn check_takes_forms(scope: &AuthScope<'_>) -> Result<(), PostPolicyError> {
    match scope.service {
        _ if scope.sigv4a == SigV4a::Required => Err(PostPolicyError::MultiRegion),
        EXPRESS => Err(PostPolicyError::DirectoryBucket),
        OBJECT_LAMBDA => Err(PostPolicyError::ObjectLambda),
        _ => Ok(()),
    }
}

fn form_url(address: &Address<'_>) -> String {
    let mut url = address.base_url();
    // Without a path behind the host, it is the root.
    if !url.get(address.site.scheme.prefix().len()..).unwrap_or_default().contains('/') {
        url.push('/');
    }
    url
}

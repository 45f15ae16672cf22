//! [`RequestContext`]: what is known of the request that a link's holder will make.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::time::Duration;

use super::denial::Asked;
use super::network::Network;
use super::network_path::{check_vpc, check_vpce};
use super::operator::Fact;
use super::principal::{check_arn, check_tag};
use crate::error::{Error, IamError, shortened};
use crate::received::SignatureVersion;

/// The request that the holder of a link will make: IAM's request context, as far as it is known.
///
/// A link is judged for its whole lifetime, or for [one age](Self::with_age). What nobody says stays
/// unknown: a statement that depends on it may deny the link. Known from the outset are the type of
/// authentication, that no AWS service makes the request, and that it comes over TLS.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-reqcontext.html>
///
/// # Examples
///
/// ```
/// use std::time::Duration;
/// use s3_presigner::{BucketArn, RequestContext};
///
/// let bucket: BucketArn = "arn:aws:s3:::photos".parse()?;
/// let hour = Duration::from_secs(3600);
/// let download = RequestContext::presigned_url("s3:GetObject", &bucket.object("cat.jpg"), hour)?
///     .with_principal_arn("arn:aws:iam::123456789012:role/web")?
///     .with_source_ip("203.0.113.7".parse().unwrap());
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestContext {
    pub(super) action: String,
    pub(super) resource: String,
    auth_type: &'static str,
    signature_version: SignatureVersion,
    lifetime: Duration,
    age: Option<Duration>,
    network: Network,
    principal_arn: Option<String>,
    principal_tags: Option<BTreeMap<String, String>>,
    secure_transport: bool,
    content_sha256: Option<String>,
}

impl RequestContext {
    /// A request by a presigned URL: the action that it takes, such as `s3:GetObject`, the ARN of the
    /// object or bucket, and the lifetime to be signed.
    ///
    /// # Errors
    ///
    /// [`Error::Iam`] for text that is no action or no ARN.
    pub fn presigned_url(action: &str, resource: &str, lifetime: Duration) -> Result<Self, Error> {
        Self::new("REST-QUERY-STRING", action, resource, lifetime)
    }

    /// An upload by a browser form: `s3:PutObject` to an object, and the lifetime to be signed.
    ///
    /// # Errors
    ///
    /// [`Error::Iam`] for text that is no ARN.
    pub fn presigned_post(object: &str, lifetime: Duration) -> Result<Self, Error> {
        Self::new("POST", "s3:PutObject", object, lifetime)
    }

    /// How the link is signed; by SigV4, if nobody says.
    #[must_use]
    pub fn with_signature_version(mut self, version: SignatureVersion) -> Self {
        self.signature_version = version;
        self
    }

    /// Judges only a request so long after signing, instead of all within the lifetime.
    #[must_use]
    pub fn with_age(mut self, age: Duration) -> Self {
        self.age = Some(age);
        self
    }

    /// The holder's address, from which the request goes to the public endpoint; in place of a VPC.
    #[must_use]
    pub fn with_source_ip(mut self, address: IpAddr) -> Self {
        // A socket for both families shows callers of the old one as `::ffff:203.0.113.7`.
        self.network = Network::Public(address.to_canonical());
        self
    }

    /// The VPC that the request comes from, over an endpoint in it; in place of an address.
    ///
    /// # Errors
    ///
    /// [`Error::Iam`] for text that is no VPC id.
    pub fn with_source_vpc(mut self, id: &str) -> Result<Self, Error> {
        self.network = self.network.in_vpc(check_vpc(id)?);
        Ok(self)
    }

    /// The VPC endpoint that the request goes over; in place of an address.
    ///
    /// # Errors
    ///
    /// [`Error::Iam`] for text that is no id of a VPC endpoint.
    pub fn with_source_vpce(mut self, id: &str) -> Result<Self, Error> {
        self.network = self.network.over_endpoint(check_vpce(id)?);
        Ok(self)
    }

    /// The ARN of the user or role whose credentials sign.
    ///
    /// # Errors
    ///
    /// [`Error::Iam`] for text that `aws:PrincipalArn` never is, such as the ARN of a role's session.
    pub fn with_principal_arn(mut self, arn: &str) -> Result<Self, Error> {
        self.principal_arn = Some(check_arn(arn)?);
        Ok(self)
    }

    /// All tags of the principal and its session; it has no others.
    ///
    /// # Errors
    ///
    /// [`Error::Iam`] for a tag that no principal can have.
    pub fn with_principal_tags<'t>(
        mut self,
        tags: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Result<Self, Error> {
        let mut known = BTreeMap::new();
        for (key, value) in tags {
            check_tag(key, value)?;
            known.insert(key.to_ascii_lowercase(), value.to_owned());
        }
        self.principal_tags = Some(known);
        Ok(self)
    }

    /// Whether the link is an `https` URL, which it is if nobody says otherwise.
    #[must_use]
    pub fn with_secure_transport(mut self, is_secure: bool) -> Self {
        self.secure_transport = is_secure;
        self
    }

    /// The `x-amz-content-sha256` header that the holder will send.
    #[must_use]
    pub fn with_content_sha256(mut self, value: impl Into<String>) -> Self {
        self.content_sha256 = Some(value.into());
        self
    }

    fn new(
        auth_type: &'static str,
        action: &str,
        resource: &str,
        lifetime: Duration,
    ) -> Result<Self, Error> {
        Ok(Self {
            action: check_action(action)?,
            resource: check_resource(resource)?,
            auth_type,
            signature_version: SignatureVersion::V4,
            lifetime,
            age: None,
            network: Network::NotGiven,
            principal_arn: None,
            principal_tags: None,
            secure_transport: true,
            content_sha256: None,
        })
    }

    pub(super) fn asked(&self) -> Asked {
        self.age.map_or(Asked::Lifetime(self.lifetime), Asked::Age)
    }

    pub(super) fn principal_arn(&self) -> Option<&str> {
        self.principal_arn.as_deref()
    }

    /// What a condition key is at an age, in milliseconds. Upper and lower case are the same in keys.
    pub(super) fn fact(&self, key: &str, age: u64) -> Fact {
        let key = key.to_ascii_lowercase();
        if let Some(tag) = key.strip_prefix("aws:principaltag/") {
            return match &self.principal_tags {
                None => Fact::NotGiven,
                Some(tags) => tags.get(tag).map_or(Fact::Absent, |value| Fact::Is(value.clone())),
            };
        }
        let given =
            |text: Option<&str>| text.map_or(Fact::NotGiven, |text| Fact::Is(text.to_owned()));
        match key.as_str() {
            "s3:authtype" => given(Some(self.auth_type)),
            "s3:signatureversion" => given(Some(name_of(self.signature_version))),
            // "In Signature Version 2, this value is always set to 0." API Reference, "Amazon S3
            // Signature Version 4 Authentication Specific Policy Keys".
            "s3:signatureage" if self.signature_version == SignatureVersion::V2 => given(Some("0")),
            "s3:signatureage" => given(Some(&age.to_string())),
            "s3:x-amz-content-sha256" => given(self.content_sha256.as_deref()),
            "aws:principalarn" => given(self.principal_arn()),
            "aws:securetransport" => {
                given(Some(if self.secure_transport { "true" } else { "false" }))
            }
            "aws:viaawsservice" => given(Some("false")),
            _ => self.network.fact(&key),
        }
    }
}

/// What `s3:signatureversion` is. AWS's documentation of the key leaves out SigV4A, and has the names of
/// the algorithms for the others.
fn name_of(version: SignatureVersion) -> &'static str {
    match version {
        SignatureVersion::V2 => "AWS",
        SignatureVersion::V4 => "AWS4-HMAC-SHA256",
        SignatureVersion::V4a => "AWS4-ECDSA-P256-SHA256",
    }
}

fn check_action(action: &str) -> Result<String, IamError> {
    let is_word = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    match action.split_once(':') {
        Some((service, name)) if is_word(service) && is_word(name) => Ok(action.to_owned()),
        _ => Err(IamError::Action { action: shortened(action) }),
    }
}

fn check_resource(arn: &str) -> Result<String, IamError> {
    let mut parts = arn.splitn(6, ':');
    let is_arn = parts.next() == Some("arn") && parts.last().is_some_and(|name| !name.is_empty());
    if is_arn && arn.splitn(6, ':').count() == 6 {
        return Ok(arn.to_owned());
    }
    Err(IamError::Resource { arn: shortened(arn) })
}

//! [`DenyStatement`]: a restriction of links, before it is attached to anything.

use std::time::Duration;

use super::attachment::Attachment;
use super::bucket_arn::BucketArn;
use super::key_condition::KeyCondition;
use super::network_path::NetworkPath;
use super::principal::{check_pattern, check_tag};
use super::rule::{Rule, not_via_aws_service};
use super::statement::{Effect, IamStatement, Negatable};
use crate::error::{Error, IamError, shortened};

/// A statement that denies links, or every request, under some condition; an
/// [`IamPolicy`](crate::IamPolicy) puts it into the shape that its place asks for.
///
/// A `Deny` holds whatever else allows the request. It applies outside of presigned URLs, too, as far
/// as its condition does: [`outside_network`](Self::outside_network) to all requests,
/// [`signature_age_over`](Self::signature_age_over) to URLs and forms.
///
/// Exceptions are alternatives: a principal that one of them names is not denied.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
/// use s3_presigner::{BucketArn, DenyStatement, IamPolicy};
///
/// let bucket: BucketArn = "arn:aws:s3:::photos".parse()?;
/// let old = DenyStatement::signature_age_over(Duration::from_secs(600))?
///     .except_principal_tag("long-links", "true")?;
/// let policy = IamPolicy::for_bucket(&bucket, [old, DenyStatement::signature_version_2()])?;
/// println!("{}", policy.to_json()); // for `aws s3api put-bucket-policy --policy`
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DenyStatement {
    rule: Rule,
    sid: Option<String>,
    buckets: Vec<BucketArn>,
    exceptions: Vec<KeyCondition>,
}

impl DenyStatement {
    /// Denies every request that comes over none of these network paths, unless an AWS service makes
    /// it for the principal. This is the user guide's network restriction.
    ///
    /// On a principal it is about all of AWS, not only S3; on a bucket it is about the bucket and its
    /// objects, for everyone, including those who look after it: from elsewhere only the root user of
    /// the bucket's account can still change the policy. AWS services that act in their own name, such
    /// as those that deliver logs, may be denied, too.
    ///
    /// A request that lacks the condition key is denied, as `NotIpAddressIfExists` and
    /// `StringNotEqualsIfExists` hold for it: with [`NetworkPath::source_ip`] all requests over VPC
    /// endpoints are denied, with [`NetworkPath::source_vpc`] and [`NetworkPath::source_vpce`] all those
    /// over public endpoints. That is what a bucket in a VPC wants; but a principal restricted to a VPC
    /// reaches only services that have an endpoint in it, and no console. Where both ways are meant, join
    /// them by [`NetworkPath::or`].
    ///
    /// (`StringNotEquals` holds for a missing key, too; the suffix makes no difference but to readers.)
    #[must_use]
    pub fn outside_network(path: NetworkPath) -> Self {
        Self::new(Rule::OutsideNetwork(path))
    }

    /// Denies requests on objects by URL or form when their signature is older than this, counted from
    /// `X-Amz-Date`: 1 ms to 7 days. It shortens the life of a link, and never extends it.
    ///
    /// The age of a SigV2 signature is always 0, so add
    /// [`signature_version_2`](Self::signature_version_2). A link may be signed for a time to come.
    ///
    /// # Errors
    ///
    /// [`Error::Iam`] for 0, fractions of a millisecond and more than 7 days.
    pub fn signature_age_over(age: Duration) -> Result<Self, Error> {
        Ok(Self::new(Rule::signature_age(age)?))
    }

    /// Denies requests signed by Signature Version 2.
    ///
    /// It compares with `AWS`, the name of SigV2, rather than ask for `AWS4-HMAC-SHA256`: that would
    /// deny SigV4A, which Multi-Region Access Points need, and requests that are not signed at all.
    #[must_use]
    pub fn signature_version_2() -> Self {
        Self::new(Rule::SignatureVersion2)
    }

    /// Denies presigned URLs: requests authenticated by their query string.
    ///
    /// The S3 console downloads and uploads by such requests. In a bucket policy it also denies copies
    /// between regions, unless AWS services are [excepted](Self::except_via_aws_service).
    #[must_use]
    pub fn query_string_auth() -> Self {
        Self::new(Rule::QueryStringAuth)
    }

    /// Denies browser forms: requests authenticated by a POST policy.
    #[must_use]
    pub fn post_auth() -> Self {
        Self::new(Rule::PostAuth)
    }

    /// Its statement id, in place of one that says what it denies.
    ///
    /// # Errors
    ///
    /// [`Error::Iam`] for other characters than ASCII letters and digits, which is all that IAM takes.
    pub fn with_sid(mut self, sid: &str) -> Result<Self, Error> {
        if sid.is_empty() || !sid.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(IamError::Sid { sid: shortened(sid) }.into());
        }
        self.sid = Some(sid.to_owned());
        Ok(self)
    }

    /// Limits the statement to a bucket, or one more. A bucket policy is limited to its own already;
    /// elsewhere a statement is about all resources, unless limited.
    #[must_use]
    pub fn with_bucket(mut self, bucket: BucketArn) -> Self {
        if !self.buckets.contains(&bucket) {
            self.buckets.push(bucket);
        }
        self
    }

    /// Excepts a principal by its ARN, in which `*` and `?` may stand in the name, and `*` for the
    /// account: `arn:aws:iam::123456789012:role/media/*`. A role is named, not its sessions.
    ///
    /// # Errors
    ///
    /// [`Error::Iam`] for text that `aws:PrincipalArn` never is, and for all principals.
    pub fn except_principal(mut self, arn: &str) -> Result<Self, Error> {
        self.except("ArnNotLikeIfExists", "aws:PrincipalArn", check_pattern(arn)?);
        Ok(self)
    }

    /// Excepts principals by a tag of the principal or its session. Whoever may set the tag may except
    /// themselves.
    ///
    /// # Errors
    ///
    /// [`Error::Iam`] for a tag that no principal can have.
    pub fn except_principal_tag(mut self, key: &str, value: &str) -> Result<Self, Error> {
        check_tag(key, value)?;
        let key = format!("aws:PrincipalTag/{key}");
        self.except("StringNotEqualsIfExists", &key, value.to_owned());
        Ok(self)
    }

    /// Excepts requests that an AWS service makes for the principal, such as the copy of an object
    /// between regions. [`outside_network`](Self::outside_network) does so by itself.
    #[must_use]
    pub fn except_via_aws_service(mut self) -> Self {
        if !self.conditions().contains(&not_via_aws_service()) {
            self.exceptions.push(not_via_aws_service());
        }
        self
    }

    fn new(rule: Rule) -> Self {
        Self { rule, sid: None, buckets: Vec::new(), exceptions: Vec::new() }
    }

    /// Values of one key are alternatives, and so are keys, as the operators are negated.
    fn except(&mut self, operator: &str, key: &str, value: String) {
        let known = self.exceptions.iter_mut().find(|known| known.is_on(key));
        match known {
            Some(known) if known.values.contains(&value) => {}
            Some(known) => known.values.push(value),
            None => self.exceptions.push(KeyCondition::new(operator, key, vec![value])),
        }
    }

    fn conditions(&self) -> Vec<KeyCondition> {
        let mut conditions = self.rule.conditions();
        conditions.extend(self.exceptions.iter().cloned());
        // The order in which they are read back.
        conditions.sort_by(|one, two| (&one.operator, &one.key).cmp(&(&two.operator, &two.key)));
        conditions
    }

    /// The statement in the shape that its place asks for.
    pub(super) fn attach(&self, to: Attachment<'_>) -> Result<IamStatement, IamError> {
        let sid = self.sid.clone().unwrap_or_else(|| self.rule.sid(to).to_owned());
        let resource = self.resources(to, &sid)?;
        Ok(IamStatement {
            sid: Some(sid),
            effect: Effect::Deny,
            principal: to.principal(),
            action: Negatable::Is(vec![self.rule.action(to).to_owned()]),
            resource: Negatable::Is(resource),
            conditions: self.conditions(),
        })
    }

    fn resources(&self, to: Attachment<'_>, sid: &str) -> Result<Vec<String>, IamError> {
        let Attachment::Bucket(own) = to else {
            let named = self.buckets.iter().flat_map(|bucket| self.rule.resources(bucket));
            return Ok(if self.buckets.is_empty() {
                vec!["*".to_owned()]
            } else {
                named.collect()
            });
        };
        match self.buckets.iter().find(|bucket| *bucket != own) {
            None => Ok(self.rule.resources(own)),
            Some(other) => Err(IamError::OtherBucket {
                sid: sid.to_owned(),
                bucket: other.to_string(),
                policy_of: own.to_string(),
            }),
        }
    }

    /// Whether this and another statement leave no request on some bucket that both let through. A
    /// principal that one of them excepts would have such.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        let (Rule::OutsideNetwork(one), Rule::OutsideNetwork(two)) = (&self.rule, &other.rule)
        else {
            return false;
        };
        let shares_bucket = self.buckets.is_empty()
            || other.buckets.is_empty()
            || self.buckets.iter().any(|bucket| other.buckets.contains(bucket));
        let has_exceptions = !self.exceptions.is_empty() || !other.exceptions.is_empty();
        shares_bucket && !has_exceptions && !one.meets(two)
    }
}

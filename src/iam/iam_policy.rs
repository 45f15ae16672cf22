//! [`IamPolicy`]: a whole policy document.

use serde_json::{Map, Value, json};

use super::attachment::Attachment;
use super::bucket_arn::BucketArn;
use super::denial::Asked;
use super::deny_statement::DenyStatement;
use super::evaluate::evaluate;
use super::evaluation::IamEvaluation;
use super::read::{Document, read};
use super::request_context::RequestContext;
use super::statement::IamStatement;
use crate::error::{Error, IamError};

/// A policy that restricts links, made of [`DenyStatement`]s or read from JSON; and what it makes of a
/// link that is to be signed.
///
/// Such a policy only takes away. It goes beside the policies that allow something.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
/// use s3_presigner::{BucketArn, DenyStatement, IamDecision, IamPolicy, RequestContext};
///
/// let bucket: BucketArn = "arn:aws:s3:::photos".parse()?;
/// let policy = IamPolicy::for_bucket(
///     &bucket,
///     [DenyStatement::signature_age_over(Duration::from_secs(600))?],
/// )?;
///
/// let hour = Duration::from_secs(3600);
/// let link = RequestContext::presigned_url("s3:GetObject", &bucket.object("cat.jpg"), hour)?;
/// let evaluation = policy.evaluate(&link);
/// assert_eq!(evaluation.decision(), IamDecision::Denied);
/// assert_eq!(evaluation.works_for(), Duration::from_secs(600));
/// assert_eq!(
///     evaluation.to_string(),
///     "statement \"MaximumSignatureAge\" ends the link 10 minutes after signing, though it asks for 1 hour: \
///      s3:signatureAge is 600001 (NumericGreaterThan 600000)"
/// );
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IamPolicy(Document);

impl IamPolicy {
    /// An identity-based policy, for a user, a group or a role.
    ///
    /// # Errors
    ///
    /// [`Error::Iam`] for no statements, for two of one Sid, and for two network paths that no request
    /// can take both.
    pub fn for_principal(
        statements: impl IntoIterator<Item = DenyStatement>,
    ) -> Result<Self, Error> {
        Self::attached(Attachment::Principal, statements)
    }

    /// The policy of a bucket, for everyone.
    ///
    /// A bucket has one policy, so put these [`statements`](Self::statements) into the one that is there.
    ///
    /// # Errors
    ///
    /// As for [`for_principal`](Self::for_principal), and [`Error::Iam`] for a statement about another
    /// bucket.
    pub fn for_bucket(
        bucket: &BucketArn,
        statements: impl IntoIterator<Item = DenyStatement>,
    ) -> Result<Self, Error> {
        Self::attached(Attachment::Bucket(bucket), statements)
    }

    /// A service control policy (SCP) of AWS Organizations: for the principals of accounts, wherever
    /// the bucket is.
    ///
    /// <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html>
    ///
    /// # Errors
    ///
    /// As for [`for_principal`](Self::for_principal).
    pub fn service_control(
        statements: impl IntoIterator<Item = DenyStatement>,
    ) -> Result<Self, Error> {
        Self::attached(Attachment::ServiceControl, statements)
    }

    /// A resource control policy (RCP) of AWS Organizations: for the buckets of accounts, whoever
    /// comes.
    ///
    /// <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html>
    ///
    /// # Errors
    ///
    /// As for [`for_principal`](Self::for_principal).
    pub fn resource_control(
        statements: impl IntoIterator<Item = DenyStatement>,
    ) -> Result<Self, Error> {
        Self::attached(Attachment::ResourceControl, statements)
    }

    /// Reads a policy of any kind; or its statements, or one of them.
    ///
    /// # Errors
    ///
    /// [`Error::Iam`] for text that is no JSON or no policy, with the fault in words. Elements that IAM
    /// does not know are faults, and so are two of one name.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::IamPolicy;
    ///
    /// let statement = r#"{"Effect": "Deny", "Action": "s3:*", "Resource": "*",
    ///     "Condition": {"StringEquals": {"s3:authType": "REST-QUERY-STRING"}}}"#;
    /// assert_eq!(IamPolicy::from_json(statement)?.statements().count(), 1);
    ///
    /// let refused = IamPolicy::from_json(r#"[{"Effect": "No"}]"#).unwrap_err();
    /// assert_eq!(
    ///     refused.to_string(),
    ///     "the policy cannot be read: statement 1: its Effect is neither \"Allow\" nor \"Deny\""
    /// );
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn from_json(json: &str) -> Result<Self, Error> {
        Ok(Self(read(json)?))
    }

    /// The policy as JSON, as the AWS CLI and the SDKs take it.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut members = Map::new();
        let Document { version, id, statements } = &self.0;
        for (name, text) in [("Version", version), ("Id", id)] {
            if let Some(text) = text {
                members.insert(name.to_owned(), json!(text));
            }
        }
        let statements: Vec<_> = statements.iter().map(IamStatement::to_value).collect();
        members.insert("Statement".to_owned(), json!(statements));
        Value::Object(members).to_string()
    }

    /// Its statements, in order.
    pub fn statements(&self) -> impl Iterator<Item = &IamStatement> {
        self.0.statements.iter()
    }

    /// What its `Deny` statements make of a link.
    ///
    /// Judged are the condition keys `s3:authType`, `s3:signatureAge`, `s3:signatureversion`,
    /// `s3:x-amz-content-sha256`, `aws:PrincipalArn`, `aws:PrincipalTag/…`, `aws:SecureTransport`,
    /// `aws:SourceIp`, `aws:SourceVpc`, `aws:SourceVpce` and `aws:ViaAWSService`, under all operators but
    /// those on dates, bytes and sets of values. A statement that depends on anything else may deny the
    /// link. Whether the link is allowed at all is not judged.
    #[must_use]
    pub fn evaluate(&self, link: &RequestContext) -> IamEvaluation {
        let numbered = (1..).zip(&self.0.statements);
        let denials =
            numbered.filter_map(|(position, statement)| evaluate(statement, position, link));
        let (Asked::Lifetime(asked) | Asked::Age(asked)) = link.asked();
        IamEvaluation::new(denials.collect(), asked)
    }

    fn attached(
        to: Attachment<'_>,
        statements: impl IntoIterator<Item = DenyStatement>,
    ) -> Result<Self, Error> {
        let statements: Vec<_> = statements.into_iter().collect();
        if statements.is_empty() {
            return Err(IamError::NoStatement.into());
        }
        let attached: Vec<_> =
            statements.iter().map(|statement| statement.attach(to)).collect::<Result<_, _>>()?;
        let pairs: Vec<_> = statements.iter().zip(&attached).collect();
        for (index, first) in pairs.iter().enumerate() {
            pairs.iter().skip(index + 1).try_for_each(|second| check_pair(*first, *second))?;
        }
        let version = Some("2012-10-17".to_owned());
        Ok(Self(Document { version, id: None, statements: attached }))
    }
}

fn check_pair(
    (one, first): (&DenyStatement, &IamStatement),
    (two, second): (&DenyStatement, &IamStatement),
) -> Result<(), IamError> {
    let sid = |statement: &IamStatement| statement.sid().unwrap_or_default().to_owned();
    if one.contradicts(two) {
        return Err(IamError::Contradiction { first: sid(first), second: sid(second) });
    }
    if first.sid() == second.sid() {
        return Err(IamError::RepeatedSid { sid: sid(first) });
    }
    Ok(())
}

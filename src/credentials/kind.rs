//! [`CredentialKind`]: where credentials come from, which caps the life of what they sign.

use std::time::Duration;

/// Where credentials come from.
///
/// The kind caps the life of a URL on AWS, whatever lifetime is asked for:
///
/// | kind | cap |
/// |---|---|
/// | [`IamUser`](Self::IamUser) | 7 days |
/// | [`InstanceProfile`](Self::InstanceProfile), [`Container`](Self::Container) | 6 hours |
/// | [`Sts`](Self::Sts) | 36 hours |
/// | [`AssumedRole`](Self::AssumedRole), [`LambdaRole`](Self::LambdaRole) | 12 hours |
/// | [`ChainedRole`](Self::ChainedRole), [`CognitoIdentity`](Self::CognitoIdentity) | 1 hour |
/// | [`RootSession`](Self::RootSession), [`LoginSession`](Self::LoginSession) | 15 minutes |
/// | [`S3ExpressSession`](Self::S3ExpressSession) | 5 minutes |
/// | [`Custom`](Self::Custom) | what the caller says |
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html>, "Expiration
/// time for presigned URLs"; role sessions:
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use.html>; the page of each other is at its kind.
///
/// Identity Center, IAM Roles Anywhere, IoT role aliases and S3 Access Grants give credentials of up to 12 hours, so
/// that they are [`AssumedRole`](Self::AssumedRole)s; EKS Pod Identity is a [`Container`](Self::Container), with
/// session tags or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CredentialKind {
    /// The long-term access key of an IAM user; one of the root user looks the same.
    IamUser,
    /// The role of an EC2 instance, from the instance metadata service.
    InstanceProfile,
    /// The role of an ECS task or an EKS pod, from the container credentials endpoint.
    Container,
    /// Temporary credentials of unknown origin; `GetSessionToken` and `GetFederationToken`.
    Sts,
    /// `AssumeRole` in all its forms, Identity Center, Roles Anywhere, S3 Access Grants.
    AssumedRole,
    /// A role assumed with the credentials of another role.
    ChainedRole,
    /// The execution role of a Lambda function.
    LambdaRole,
    /// An identity of a Cognito identity pool, in the enhanced flow.
    ///
    /// <https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html>
    CognitoIdentity,
    /// A privileged session of a member account's root user, from `AssumeRoot`.
    ///
    /// <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html>
    RootSession,
    /// What `aws login` has in its cache: it gets new ones every quarter of an hour.
    ///
    /// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-login-credentials.html>
    LoginSession,
    /// A session of an S3 Express directory bucket, from `CreateSession`.
    S3ExpressSession,
    /// Anything else, with its own cap.
    Custom {
        /// The longest that a URL signed with such credentials lives.
        max: Duration,
    },
}

impl CredentialKind {
    /// The longest that a URL signed with such credentials lives on AWS.
    #[must_use]
    pub fn cap(self) -> Duration {
        match self {
            Self::IamUser => 7 * DAY,
            Self::InstanceProfile | Self::Container => 6 * HOUR,
            Self::Sts => 36 * HOUR,
            Self::AssumedRole | Self::LambdaRole => 12 * HOUR,
            Self::ChainedRole | Self::CognitoIdentity => HOUR,
            Self::RootSession | Self::LoginSession => Duration::from_secs(900),
            Self::S3ExpressSession => Duration::from_secs(300),
            Self::Custom { max } => max,
        }
    }

    /// The kind in words, for messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::IamUser => "IAM user",
            Self::InstanceProfile => "instance profile",
            Self::Container => "container",
            Self::Sts => "STS",
            Self::AssumedRole => "assumed role",
            Self::ChainedRole => "chained role",
            Self::LambdaRole => "Lambda role",
            Self::CognitoIdentity => "Cognito identity",
            Self::RootSession => "root session",
            Self::LoginSession => "login session",
            Self::S3ExpressSession => "S3 Express session",
            Self::Custom { .. } => "custom",
        }
    }
}

impl std::fmt::Display for CredentialKind {
    /// The kind in words, such as `instance profile`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

const HOUR: Duration = Duration::from_secs(3_600);
const DAY: Duration = Duration::from_secs(86_400);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_shown_in_words() {
        assert_eq!(CredentialKind::InstanceProfile.to_string(), "instance profile");
    }
}

//! Grants of an access control list, one by one.

use super::s3_request::S3Request;
use crate::error::{Error, Field};

/// What a grant allows.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#permissions>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AclPermission {
    /// `x-amz-grant-full-control`
    FullControl,
    /// `x-amz-grant-read`
    Read,
    /// `x-amz-grant-read-acp`
    ReadAcp,
    /// `x-amz-grant-write`, for buckets
    Write,
    /// `x-amz-grant-write-acp`
    WriteAcp,
}

/// Who is granted something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Grantee<'g> {
    /// The canonical user id of an account.
    Id(&'g str),
    /// A predefined group, such as `http://acs.amazonaws.com/groups/global/AllUsers`.
    Uri(&'g str),
    /// The e-mail address of an account, in the regions where S3 still takes that.
    EmailAddress(&'g str),
}

impl S3Request<'_> {
    /// `x-amz-grant-…`: gives one permission to some, at least one. Once for each permission; not
    /// beside [`acl`](Self::acl), as S3 takes either.
    #[must_use]
    pub fn grant<'g>(
        self,
        permission: AclPermission,
        grantees: impl IntoIterator<Item = Grantee<'g>>,
    ) -> Self {
        let name = match permission {
            AclPermission::FullControl => "x-amz-grant-full-control",
            AclPermission::Read => "x-amz-grant-read",
            AclPermission::ReadAcp => "x-amz-grant-read-acp",
            AclPermission::Write => "x-amz-grant-write",
            AclPermission::WriteAcp => "x-amz-grant-write-acp",
        };
        let mut items = Vec::new();
        for grantee in grantees {
            let (kind, value) = match grantee {
                Grantee::Id(value) => ("id", value),
                Grantee::Uri(value) => ("uri", value),
                Grantee::EmailAddress(value) => ("emailAddress", value),
            };
            if value.is_empty() || value.contains(['"', ',']) {
                let rule = "a grantee is not empty and has no quote and no comma";
                return self.fault(Error::invalid(Field::HeaderValue, value, rule));
            }
            items.push(format!("{kind}=\"{value}\""));
        }
        if items.is_empty() {
            let rule = "name at least one grantee";
            return self.fault(Error::invalid(Field::HeaderValue, "", rule));
        }
        self.header(name, &items.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grantees_are_named_and_quoted() {
        let request = S3Request::put_object_acl("bucket", "key")
            .grant(
                AclPermission::Read,
                [Grantee::Uri("http://acs.amazonaws.com/groups/global/AllUsers")],
            )
            .grant(
                AclPermission::FullControl,
                [Grantee::Id("11112222333"), Grantee::EmailAddress("xyz@amazon.com")],
            );
        request.validate().unwrap();
        let lines: Vec<_> = request.header_lines().iter().collect();
        assert_eq!(
            lines,
            [
                ("x-amz-grant-full-control", "id=\"11112222333\", emailAddress=\"xyz@amazon.com\""),
                ("x-amz-grant-read", "uri=\"http://acs.amazonaws.com/groups/global/AllUsers\""),
            ]
        );
        for permission in [AclPermission::ReadAcp, AclPermission::Write, AclPermission::WriteAcp] {
            S3Request::put_object_acl("bucket", "key")
                .grant(permission, [Grantee::Id("1")])
                .validate()
                .unwrap();
        }
    }

    #[test]
    fn a_grantee_cannot_add_another() {
        let request = S3Request::put_object_acl("bucket", "key").grant(
            AclPermission::Read,
            [Grantee::Id("1\", uri=\"http://acs.amazonaws.com/groups/global/AllUsers")],
        );
        assert_eq!(
            request.validate().unwrap_err().to_string(),
            "header value \"1\\\", uri=\\\"http://acs.amazonaws.com/groups/global/AllUsers\" is not valid: a \
             grantee is not empty and has no quote and no comma"
        );
    }
}

//! What principals are told apart by: their ARNs and tags.

use crate::endpoint::Partition;
use crate::error::{IamError, shortened};

/// An ARN that `aws:PrincipalArn` can be.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>,
/// "aws:PrincipalArn".
pub(super) fn check_arn(arn: &str) -> Result<String, IamError> {
    if arn.contains(['*', '?']) {
        return Err(invalid(arn, "it stands for one principal, so it has no wildcards"));
    }
    check_pattern(arn)
}

/// An ARN with wildcards in account and name.
pub(super) fn check_pattern(arn: &str) -> Result<String, IamError> {
    let parts: Vec<_> = arn.splitn(6, ':').collect();
    let ["arn", partition, service, "", account, name] = parts.as_slice() else {
        let rule = "it is arn:PARTITION:iam::ACCOUNT:, and role/NAME, user/NAME or root";
        return Err(invalid(arn, rule));
    };
    if !Partition::exists(partition) {
        let rule = "the partition is aws, aws-cn, aws-us-gov or another that AWS has";
        return Err(invalid(arn, rule));
    }
    if !is_account(account) {
        return Err(invalid(arn, "the account id has 12 digits"));
    }
    let is_kind = |kinds: &[&str]| {
        kinds.iter().any(|kind| name.strip_prefix(kind).is_some_and(|name| !name.is_empty()))
    };
    match *service {
        _ if account.contains('*') && name.trim_matches('*').is_empty() => {
            Err(invalid(arn, "it is every principal there is: name some"))
        }
        "iam" if *name == "root" || *name == "*" || is_kind(&["role/", "user/"]) => {
            Ok(arn.to_owned())
        }
        "sts" if is_kind(&["federated-user/"]) => Ok(arn.to_owned()),
        "sts" if is_kind(&["assumed-role/"]) => {
            let rule = "the key holds the role, not its session: write arn:PARTITION:iam::ACCOUNT:role/NAME, \
                        with the path of the role";
            Err(invalid(arn, rule))
        }
        _ => Err(invalid(arn, "the name is role/NAME, user/NAME or root, of service iam")),
    }
}

/// A tag as IAM takes it.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html>
pub(super) fn check_tag(key: &str, value: &str) -> Result<(), IamError> {
    let is_char = |char: char| char.is_alphanumeric() || char == ' ' || "_.:/=+-@".contains(char);
    let fits = |text: &str, max| text.chars().count() <= max && text.chars().all(is_char);
    if !key.is_empty() && fits(key, 128) && fits(value, 256) {
        return Ok(());
    }
    Err(IamError::PrincipalTag { key: shortened(key), value: shortened(value) })
}

fn is_account(text: &str) -> bool {
    let is_plain = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain || text == "*"
}

fn invalid(arn: &str, rule: &'static str) -> IamError {
    IamError::PrincipalArn { arn: shortened(arn), rule }
}

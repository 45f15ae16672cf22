//! What S3 says when a policy refuses: who, what, on what, and by which kind of policy.

use super::cause::Cause;
use super::cause_text::BLOCKED;

/// Reads a message such as `User: ARN is not authorized to perform: s3:GetObject on resource: "ARN" because no
/// identity-based policy allows the s3:GetObject action`. What it leaves out stays empty.
///
/// IAM User Guide, "Troubleshoot access denied error messages".
pub(super) fn denial(message: &str) -> Cause {
    let after = |mark: &str| message.split_once(mark).map(|(_, rest)| rest.trim_start());
    let action = after("perform:").map(word).unwrap_or_default();
    let resource = after("on resource:").map(word).unwrap_or_default();
    Cause::NotAllowed {
        action: action.to_owned(),
        resource: resource.to_owned(),
        policy: policy(message).to_owned(),
        is_denied: message.contains("explicit deny"),
    }
}

fn word(text: &str) -> &str {
    let text = text.trim_start_matches(['"', '\'']);
    let end = text.find(|char: char| char.is_whitespace() || "\"',".contains(char));
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// The kinds, as S3 names them; the first that the message has.
fn policy(message: &str) -> &'static str {
    let message = message.to_ascii_lowercase();
    let has = |kind: &&&str| message.contains(**kind);
    if message.contains("block public access") || message.contains("blockpublicaccess") {
        return BLOCKED;
    }
    let kind = KINDS.iter().find(has).copied().unwrap_or_default();
    if kind == "vpc endpoint" { "VPC endpoint" } else { kind }
}

const KINDS: [&str; 8] = [
    "identity-based",
    "resource-based",
    "service control",
    "resource control",
    "permissions boundary",
    "session",
    "vpc endpoint",
    "key",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn action_resource_and_policy_are_read_out() {
        const USER: &str = "User: arn:aws:iam::1:user/ann is not authorized to perform:";
        for (rest, shown) in [
            (
                " s3:GetObject on resource: \"arn:aws:s3:::p/k\" because no identity-based policy allows the s3:GetObject action",
                "the signer may not do s3:GetObject on arn:aws:s3:::p/k: no identity-based policy allows it",
            ),
            (
                " s3:PutObject on resource: arn:aws:s3:::p/k with an explicit deny in a service control policy",
                "the signer may not do s3:PutObject on arn:aws:s3:::p/k: a service control policy denies it explicitly",
            ),
            (
                " kms:Decrypt on resource: arn:aws:kms:x:1:key/1 because no session policy allows the kms:Decrypt action",
                "the signer may not do kms:Decrypt on arn:aws:kms:x:1:key/1: no session policy allows it",
            ),
            (
                " s3:GetObject because no VPC endpoint policy allows it",
                "the signer may not do s3:GetObject: no VPC endpoint policy allows it",
            ),
            (
                " s3:GetObject because no permissions boundary allows the s3:GetObject action",
                "the signer may not do s3:GetObject: no permissions boundary allows it",
            ),
            (
                " s3:PutObjectAcl because public ACLs are prevented by the BlockPublicAcls setting in S3 Block Public Access.",
                "the signer may not do s3:PutObjectAcl: S3 Block Public Access prevents it",
            ),
            (
                " s3:PutObject with an explicit deny in an identity-based policy",
                "the signer may not do s3:PutObject: an identity-based policy denies it explicitly",
            ),
            (" s3:GetObject", "the signer may not do s3:GetObject"),
        ] {
            assert_eq!(denial(&format!("{USER}{rest}")).to_string(), shown);
        }
        assert_eq!(denial("Access Denied").to_string(), "the signer may not do this");
    }
}

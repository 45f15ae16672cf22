//! Whether the `Principal` of a statement is about who signs a link.

use super::statement::{Negatable, Principals};
use super::truth::Truth;

/// Whether a statement is about a signer of this ARN.
pub(super) fn is_about(principal: Option<&Negatable<Principals>>, signer: Option<&str>) -> Truth {
    match principal {
        // The policy of a principal is about that principal.
        None => Truth::Yes,
        Some(Negatable::Is(principals)) => names(principals, signer),
        // Whether that exempts a role depends on its session, which has to be named beside it.
        Some(Negatable::Not(principals)) => match names(principals, signer) {
            Truth::No => Truth::Yes,
            Truth::Maybe | Truth::Yes => Truth::Maybe,
        },
    }
}

fn names(principals: &Principals, signer: Option<&str>) -> Truth {
    let Principals::Named(kinds) = principals else { return Truth::Yes };
    Truth::any(kinds.iter().flat_map(|(kind, names)| {
        names.iter().map(move |name| match (kind.as_str(), signer) {
            ("AWS", _) if name == "*" => Truth::Yes,
            // Links are signed with the credentials of a principal, not of a service.
            ("Service", _) => Truth::No,
            ("AWS", Some(signer)) => is_signer(name, signer),
            _ => Truth::Maybe,
        })
    }))
}

/// Whether the name of a principal or an account is that of the signer.
fn is_signer(name: &str, signer: &str) -> Truth {
    let is_account_id = name.bytes().all(|byte| byte.is_ascii_digit());
    let account = account_of(signer);
    if name == signer || (is_account_id && account == Some(name)) {
        return Truth::Yes;
    }
    let is_same_account = account_of(name) == account;
    if name.ends_with(":root") {
        return is_same_account.into();
    }
    // The session of a role, or a unique id: the ARN of the role does not tell.
    let is_session = name.contains(":sts:") && is_same_account;
    let is_unique_id = !is_account_id && !name.starts_with("arn:");
    if is_session || is_unique_id { Truth::Maybe } else { Truth::No }
}

fn account_of(arn: &str) -> Option<&str> {
    arn.split(':').nth(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLE: &str = "arn:aws:iam::123456789012:role/web";

    fn aws(name: &str) -> Principals {
        Principals::Named(vec![("AWS".to_owned(), vec![name.to_owned()])])
    }

    #[test]
    fn a_signer_is_named_by_its_arn_or_its_account() {
        for (name, truth) in [
            ("*", Truth::Yes),
            (ROLE, Truth::Yes),
            ("123456789012", Truth::Yes),
            ("arn:aws:iam::123456789012:root", Truth::Yes),
            ("210987654321", Truth::No),
            ("arn:aws:iam::210987654321:root", Truth::No),
            ("arn:aws:iam::123456789012:role/other", Truth::No),
            ("arn:aws:sts::123456789012:assumed-role/web/session", Truth::Maybe),
            ("arn:aws:sts::210987654321:assumed-role/web/session", Truth::No),
            ("AROADBQP57FF2AEXAMPLE", Truth::Maybe),
        ] {
            let principal = Negatable::Is(aws(name));
            assert_eq!(is_about(Some(&principal), Some(ROLE)), truth, "{name}");
        }
        assert_eq!(is_about(None, None), Truth::Yes);
        assert_eq!(is_about(Some(&Negatable::Is(aws(ROLE))), None), Truth::Maybe);
        let kind = |kind: &str| {
            let names = Principals::Named(vec![(kind.to_owned(), vec!["x".to_owned()])]);
            is_about(Some(&Negatable::Is(names)), Some(ROLE))
        };
        assert_eq!(kind("Service"), Truth::No);
        assert_eq!(kind("CanonicalUser"), Truth::Maybe);
    }

    #[test]
    fn whom_a_statement_exempts_depends_on_the_session() {
        let all_but = |name: &str| is_about(Some(&Negatable::Not(aws(name))), Some(ROLE));
        assert_eq!(all_but("arn:aws:iam::123456789012:role/other"), Truth::Yes);
        assert_eq!(all_but(ROLE), Truth::Maybe);
    }
}

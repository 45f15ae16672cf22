//! Laws over random policies and links.

use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use s3_presigner::IamDecision::{Denied, MaybeDenied, NotDenied};
use s3_presigner::{
    BucketArn, DenyStatement, IamPolicy, NetworkPath, RequestContext, SignatureVersion,
};
use serde_json::json;

use crate::inputs::{CAT, ROLE, by, form, from, link};
use crate::pasted::{any_json, pasted};

/// What a random statement of ours denies, and to whom not.
#[derive(Clone, Debug)]
struct Ours {
    rule: Rule,
    has_exceptions: bool,
}

#[derive(Clone, Debug)]
enum Rule {
    Network { third_octets: Vec<u8>, vpcs: Vec<u8> },
    Age(u64),
    SigV2,
    QueryString,
    Post,
}

/// A random request, of which all is known.
#[derive(Clone, Debug)]
struct Known {
    is_form: bool,
    is_sigv2: bool,
    lifetime: u64,
    network: Result<u8, u8>,
    is_excepted: bool,
}

impl Ours {
    fn statement(&self) -> DenyStatement {
        let statement = match &self.rule {
            Rule::Network { third_octets, vpcs } => {
                DenyStatement::outside_network(path(third_octets, vpcs))
            }
            Rule::Age(age) => {
                DenyStatement::signature_age_over(Duration::from_millis(*age)).unwrap()
            }
            Rule::SigV2 => DenyStatement::signature_version_2(),
            Rule::QueryString => DenyStatement::query_string_auth(),
            Rule::Post => DenyStatement::post_auth(),
        };
        if !self.has_exceptions {
            return statement;
        }
        let statement = statement.except_principal("arn:aws:iam::*:role/media/*").unwrap();
        statement.except_principal_tag("links", "yes").unwrap().except_via_aws_service()
    }

    /// How long a link works, in milliseconds.
    fn works_for(&self, link: &Known) -> u64 {
        let is_denied = match &self.rule {
            _ if self.has_exceptions && link.is_excepted => false,
            Rule::Network { third_octets, vpcs } => match link.network {
                Ok(octet) => !third_octets.contains(&octet),
                Err(vpc) => !vpcs.contains(&vpc),
            },
            Rule::Age(_) if link.is_sigv2 => false,
            Rule::Age(age) => return link.lifetime.min(*age),
            Rule::SigV2 => link.is_sigv2,
            Rule::QueryString => !link.is_form,
            Rule::Post => link.is_form,
        };
        if is_denied { 0 } else { link.lifetime }
    }
}

fn path(third_octets: &[u8], vpcs: &[u8]) -> NetworkPath {
    let ranges: Vec<_> = third_octets.iter().map(|octet| format!("203.0.{octet}.0/24")).collect();
    let ids: Vec<_> = vpcs.iter().map(|vpc| format!("vpc-0000000{vpc}")).collect();
    let ranges = NetworkPath::source_ip(ranges.iter().map(String::as_str));
    let vpcs = NetworkPath::source_vpc(ids.iter().map(String::as_str));
    match (ranges, vpcs) {
        (Ok(ranges), Ok(vpcs)) => ranges.or(vpcs),
        (ranges, vpcs) => ranges.or(vpcs).unwrap(),
    }
}

impl Known {
    /// The request, with no more said than how it is signed.
    fn barely(&self) -> RequestContext {
        let lifetime = Duration::from_millis(self.lifetime);
        let link = if self.is_form {
            RequestContext::presigned_post(CAT, lifetime)
        } else {
            RequestContext::presigned_url("s3:GetObject", CAT, lifetime)
        };
        let version = if self.is_sigv2 { SignatureVersion::V2 } else { SignatureVersion::V4 };
        link.unwrap().with_signature_version(version)
    }

    fn context(&self) -> RequestContext {
        let link = self.barely();
        let link = match self.network {
            Ok(octet) => link.with_source_ip([203, 0, octet, 7].into()),
            Err(vpc) => link.with_source_vpc(&format!("vpc-0000000{vpc}")).unwrap(),
        };
        let arn = if self.is_excepted { "arn:aws:iam::123456789012:role/media/a" } else { ROLE };
        link.with_principal_arn(arn).unwrap().with_principal_tags([("links", "no")]).unwrap()
    }
}

fn ours() -> impl Strategy<Value = Ours> {
    let network = (vec(0..4_u8, 0..3), vec(0..4_u8, 0..3))
        .prop_filter("a path", |(octets, vpcs)| !octets.is_empty() || !vpcs.is_empty())
        .prop_map(|(third_octets, vpcs)| Rule::Network { third_octets, vpcs });
    let rule = prop_oneof![
        network,
        (1..10_000_u64).prop_map(Rule::Age),
        Just(Rule::SigV2),
        Just(Rule::QueryString),
        Just(Rule::Post)
    ];
    (rule, any::<bool>()).prop_map(|(rule, has_exceptions)| Ours { rule, has_exceptions })
}

fn known() -> impl Strategy<Value = Known> {
    let network = prop_oneof![(0..5_u8).prop_map(Ok), (0..5_u8).prop_map(Err)];
    (any::<bool>(), any::<bool>(), 1..12_000_u64, network, any::<bool>()).prop_map(
        |(is_form, is_sigv2, lifetime, network, is_excepted)| Known {
            is_form,
            is_sigv2,
            lifetime,
            network,
            is_excepted,
        },
    )
}

/// The policies of some statements in all four places.
fn policies(statements: &[DenyStatement]) -> Option<[IamPolicy; 4]> {
    let named = || {
        let numbered = statements.iter().enumerate();
        numbered
            .map(|(number, statement)| statement.clone().with_sid(&format!("S{number}")).unwrap())
    };
    let bucket: BucketArn = "arn:aws:s3:::photos".parse().unwrap();
    Some([
        // Random network paths may contradict each other.
        IamPolicy::for_principal(named()).ok()?,
        IamPolicy::for_bucket(&bucket, named()).unwrap(),
        IamPolicy::service_control(named()).unwrap(),
        IamPolicy::resource_control(named()).unwrap(),
    ])
}

/// Reads and evaluates; and holds an evaluation to what it says of itself.
fn judge(json: &str) -> Result<(), TestCaseError> {
    let Ok(policy) = IamPolicy::from_json(json) else { return Ok(()) };
    let again = IamPolicy::from_json(&policy.to_json());
    prop_assert_eq!(again.as_ref(), Ok(&policy));
    for link in [link(), form(), by(ROLE), from("203.0.113.7"), link().with_age(Duration::MAX)] {
        let evaluation = policy.evaluate(&link);
        let text = evaluation.to_string();
        let lines = evaluation.denials().count();
        prop_assert!(evaluation.denials().all(|denial| denial.decision() <= evaluation.decision()));
        prop_assert_eq!(evaluation.decision() == NotDenied, lines == 0);
        prop_assert!(text.matches("statement ").count() >= lines.max(1));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn what_our_builders_make_is_read_back_and_judged_as_they_say(
        ours in vec(ours(), 1..4),
        known in known(),
    ) {
        let statements: Vec<_> = ours.iter().map(Ours::statement).collect();
        let works_for = ours.iter().map(|ours| ours.works_for(&known)).min().unwrap();
        for policy in policies(&statements).into_iter().flatten() {
            let read = IamPolicy::from_json(&policy.to_json()).unwrap();
            prop_assert_eq!(&read, &policy);
            let evaluation = read.evaluate(&known.context());
            prop_assert_eq!(evaluation.works_for(), Duration::from_millis(works_for));
            let expected = if works_for < known.lifetime { Denied } else { NotDenied };
            prop_assert_eq!(evaluation.decision(), expected, "{}", evaluation);
        }
    }

    #[test]
    fn whatever_is_pasted_reading_and_evaluating_never_panics(json in any_json(), text in ".*") {
        judge(&json.to_string())?;
        judge(&text)?;
    }

    #[test]
    fn knowing_more_of_a_link_never_overturns_a_certain_decision(
        statements in vec(pasted(), 1..4),
        known in known(),
    ) {
        let json = json!(statements).to_string();
        judge(&json)?;
        let policy = IamPolicy::from_json(&json).unwrap();
        let (some, all) = (policy.evaluate(&known.barely()), policy.evaluate(&known.context()));
        prop_assert!(some.decision() == MaybeDenied || some.decision() == all.decision());
        prop_assert!(all.works_for() <= some.works_for());
    }

    #[test]
    fn a_link_that_works_at_every_age_is_not_denied(
        statements in vec(pasted(), 1..4),
        ages in vec(0..4_000_u64, 1..20),
    ) {
        let policy = IamPolicy::from_json(&json!(statements).to_string()).unwrap();
        let lifetime = RequestContext::presigned_url("s3:GetObject", CAT, Duration::from_secs(4));
        let whole = policy.evaluate(&lifetime.clone().unwrap());
        for age in ages {
            let age = Duration::from_millis(age);
            let then = policy.evaluate(&lifetime.clone().unwrap().with_age(age));
            prop_assert!(then.decision() <= whole.decision());
            prop_assert!(age > whole.works_for() || then.decision() != Denied || age.is_zero());
        }
    }
}

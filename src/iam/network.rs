//! [`Network`]: how a request reaches S3.

use std::net::IpAddr;

use super::operator::Fact;

/// How the request reaches S3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Network {
    NotGiven,
    Public(IpAddr),
    Vpc { vpc: Option<String>, endpoint: Option<String> },
}

impl Network {
    pub(super) fn in_vpc(self, id: String) -> Self {
        let endpoint = if let Self::Vpc { endpoint, .. } = self { endpoint } else { None };
        Self::Vpc { vpc: Some(id), endpoint }
    }

    pub(super) fn over_endpoint(self, id: String) -> Self {
        let vpc = if let Self::Vpc { vpc, .. } = self { vpc } else { None };
        Self::Vpc { vpc, endpoint: Some(id) }
    }

    /// What a condition key is, in lower case, if it is one about networks. Over a public endpoint a
    /// request has no VPC, and over a VPC endpoint no public address.
    pub(super) fn fact(&self, key: &str) -> Fact {
        let given = |id: &Option<String>| id.clone().map_or(Fact::NotGiven, Fact::Is);
        match (key, self) {
            ("aws:sourceip" | "aws:sourcevpc" | "aws:sourcevpce", Self::NotGiven) => Fact::NotGiven,
            ("aws:sourceip", Self::Public(address)) => Fact::Is(address.to_string()),
            ("aws:sourcevpc", Self::Vpc { vpc, .. }) => given(vpc),
            ("aws:sourcevpce", Self::Vpc { endpoint, .. }) => given(endpoint),
            ("aws:sourceip" | "aws:sourcevpc" | "aws:sourcevpce", _) => Fact::Absent,
            _ => Fact::NotJudged,
        }
    }
}

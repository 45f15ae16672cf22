//! [`NetworkPath`]: the networks from which a link may be used.

use super::cidr::Cidr;
use super::key_condition::KeyCondition;
use crate::error::{Error, IamError, shortened};

/// The network paths that requests may take to S3: over the public endpoint from some addresses, or
/// over a VPC endpoint.
///
/// Which condition key fits depends on the endpoint that requests are sent to. At the public endpoint
/// S3 sees the address of the caller, `aws:SourceIp`, and no VPC; over a VPC endpoint it sees
/// `aws:SourceVpc` and `aws:SourceVpce`, and no public address. So the paths of one value are
/// alternatives: a request may take [any](Self::or) of them. Two statements with a path each ask for
/// both at once.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html>, "Limiting
/// presigned URL capabilities".
///
/// # Examples
///
/// ```
/// use s3_presigner::NetworkPath;
///
/// let office = NetworkPath::source_ip(["203.0.113.0/24", "2001:db8::/32"])?;
/// let office_or_vpc = office.or(NetworkPath::source_vpc(["vpc-1a2b3c4d"])?);
///
/// let private = NetworkPath::source_ip(["10.0.0.0/8"]).unwrap_err();
/// assert!(private.to_string().starts_with("10.0.0.0/8 is no public range"));
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkPath {
    ranges: Vec<Cidr>,
    vpcs: Vec<String>,
    endpoints: Vec<String>,
}

impl NetworkPath {
    /// `aws:SourceIp`: requests to the public endpoint from these ranges of IPv4 and IPv6 addresses.
    ///
    /// An address without a prefix length is a range of one: `/32`, or `/128`.
    ///
    /// # Errors
    ///
    /// [`Error::Iam`] for text that is no range, for bits set behind the prefix, for a range of private
    /// addresses, which the public endpoint never sees, and for an empty list.
    pub fn source_ip<'r>(ranges: impl IntoIterator<Item = &'r str>) -> Result<Self, Error> {
        let ranges = ranges.into_iter().map(public_range).collect::<Result<Vec<_>, _>>()?;
        at_least_one(SOURCE_IP, ranges.is_empty())?;
        Ok(Self::none().with(ranges, [], []))
    }

    /// `aws:SourceVpc`: requests over any endpoint in these VPCs, `vpc-…`.
    ///
    /// # Errors
    ///
    /// [`Error::Iam`] for text that is no VPC id, and for an empty list.
    pub fn source_vpc<'i>(ids: impl IntoIterator<Item = &'i str>) -> Result<Self, Error> {
        let ids = ids.into_iter().map(check_vpc).collect::<Result<Vec<_>, _>>()?;
        at_least_one(SOURCE_VPC, ids.is_empty())?;
        Ok(Self::none().with([], ids, []))
    }

    /// `aws:SourceVpce`: requests over these VPC endpoints, `vpce-…`.
    ///
    /// # Errors
    ///
    /// [`Error::Iam`] for text that is no id of a VPC endpoint, and for an empty list.
    pub fn source_vpce<'i>(ids: impl IntoIterator<Item = &'i str>) -> Result<Self, Error> {
        let ids = ids.into_iter().map(check_vpce).collect::<Result<Vec<_>, _>>()?;
        at_least_one(SOURCE_VPCE, ids.is_empty())?;
        Ok(Self::none().with([], [], ids))
    }

    /// The paths of both: a request may take either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.with(other.ranges, other.vpcs, other.endpoints)
    }

    /// Whether some request takes a path of each.
    ///
    /// A VPC and an endpoint may belong together, which their ids do not tell.
    pub(super) fn meets(&self, other: &Self) -> bool {
        let shares = |one: &[String], two: &[String]| one.iter().any(|id| two.contains(id));
        let shares_range =
            self.ranges.iter().any(|one| other.ranges.iter().any(|two| one.overlaps(two)));
        let may_belong =
            |vpcs: &[String], endpoints: &[String]| !vpcs.is_empty() && !endpoints.is_empty();
        shares_range
            || shares(&self.vpcs, &other.vpcs)
            || shares(&self.endpoints, &other.endpoints)
            || may_belong(&self.vpcs, &other.endpoints)
            || may_belong(&other.vpcs, &self.endpoints)
    }

    /// Conditions that hold for requests that take none of the paths.
    ///
    /// Negated operators hold for a key that the request lacks, so a request over the public endpoint
    /// is of none of the VPCs. `IfExists` does not change that; it says it.
    pub(super) fn conditions_outside(&self) -> Vec<KeyCondition> {
        let ranges: Vec<_> = self.ranges.iter().map(Cidr::to_string).collect();
        [
            ("NotIpAddressIfExists", SOURCE_IP, ranges),
            ("StringNotEqualsIfExists", SOURCE_VPC, self.vpcs.clone()),
            ("StringNotEqualsIfExists", SOURCE_VPCE, self.endpoints.clone()),
        ]
        .into_iter()
        .filter(|(_, _, values)| !values.is_empty())
        .map(|(operator, key, values)| KeyCondition::new(operator, key, values))
        .collect()
    }

    fn none() -> Self {
        Self { ranges: Vec::new(), vpcs: Vec::new(), endpoints: Vec::new() }
    }

    fn with(
        mut self,
        ranges: impl IntoIterator<Item = Cidr>,
        vpcs: impl IntoIterator<Item = String>,
        endpoints: impl IntoIterator<Item = String>,
    ) -> Self {
        add_new(&mut self.ranges, ranges);
        add_new(&mut self.vpcs, vpcs);
        add_new(&mut self.endpoints, endpoints);
        self
    }
}

fn at_least_one(key: &'static str, is_empty: bool) -> Result<(), IamError> {
    if is_empty { Err(IamError::NoNetwork { key }) } else { Ok(()) }
}

fn add_new<T: PartialEq>(list: &mut Vec<T>, items: impl IntoIterator<Item = T>) {
    for item in items {
        if !list.contains(&item) {
            list.push(item);
        }
    }
}

fn public_range(text: &str) -> Result<Cidr, IamError> {
    let range = Cidr::parse(text)?;
    if range.is_public() {
        return Ok(range);
    }
    Err(IamError::NotPublic { range: range.to_string() })
}

/// The id of a VPC.
pub(super) fn check_vpc(id: &str) -> Result<String, IamError> {
    check_id(id, "VPC", "vpc-")
}

/// The id of a VPC endpoint.
pub(super) fn check_vpce(id: &str) -> Result<String, IamError> {
    check_id(id, "VPC endpoint", "vpce-")
}

/// Ids of EC2 have 8 digits behind the prefix if they are old, and 17 if not.
fn check_id(id: &str, what: &'static str, prefix: &'static str) -> Result<String, IamError> {
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let is_id = id
        .strip_prefix(prefix)
        .is_some_and(|rest| matches!(rest.len(), 8 | 17) && rest.bytes().all(is_digit));
    if is_id {
        return Ok(id.to_owned());
    }
    Err(IamError::NetworkId { id: shortened(id), what, prefix })
}

const SOURCE_IP: &str = "aws:SourceIp";
const SOURCE_VPC: &str = "aws:SourceVpc";
const SOURCE_VPCE: &str = "aws:SourceVpce";

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(ranges: &[&str]) -> NetworkPath {
        NetworkPath::source_ip(ranges.iter().copied()).unwrap()
    }

    #[test]
    fn alternatives_are_kept_once() {
        let path = ip(&["203.0.113.0/24", "203.0.113.0/24"]).or(ip(&["203.0.113.0/24"]));
        assert_eq!(path, ip(&["203.0.113.0/24"]));
    }

    #[test]
    fn paths_meet_when_a_request_can_take_both() {
        let vpc = |id: &str| NetworkPath::source_vpc([id]).unwrap();
        let vpce = |id: &str| NetworkPath::source_vpce([id]).unwrap();
        let (one, two) = (vpc("vpc-00000001"), vpc("vpc-00000002"));
        let endpoint = vpce("vpce-00000001");
        let office = ip(&["203.0.113.0/24"]);
        assert!(office.meets(&ip(&["203.0.113.7"])) && !office.meets(&ip(&["198.51.100.0/24"])));
        assert!(!office.meets(&one) && !one.meets(&office) && !office.meets(&endpoint));
        assert!(one.meets(&one) && !one.meets(&two));
        assert!(one.meets(&endpoint) && endpoint.meets(&one), "the endpoint may be in the VPC");
        assert!(!endpoint.meets(&vpce("vpce-00000002")) && endpoint.meets(&endpoint));
        assert!(office.clone().or(one.clone()).meets(&one));
    }
}

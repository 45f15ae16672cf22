//! [`Cidr`]: a range of IP addresses.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::error::{IamError, shortened};

/// A network address and the length of its prefix. RFC 4632 section 3.1; RFC 4291 section 2.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cidr {
    network: IpAddr,
    prefix: u8,
}

impl Cidr {
    /// Reads a range; an address without a prefix is a range of one, as in IAM.
    pub(super) fn parse(text: &str) -> Result<Self, IamError> {
        let (address, prefix) = read(text)?;
        let range = Self { network: masked(address, prefix), prefix };
        if range.network == address {
            return Ok(range);
        }
        let host = Self { network: address, prefix: bits(address) };
        Err(IamError::HostBits {
            range: text.to_owned(),
            network: range.to_string(),
            host: host.to_string(),
        })
    }

    /// Reads a range as it stands in a policy of somebody else: bits behind the prefix are cut off.
    pub(super) fn parse_loosely(text: &str) -> Option<Self> {
        let (address, prefix) = read(text).ok()?;
        Some(Self { network: masked(address, prefix), prefix })
    }

    pub(super) fn contains(&self, address: IpAddr) -> bool {
        // Addresses of the two families are never equal.
        masked(address, self.prefix.min(bits(address))) == self.network
    }

    /// Whether some address is in both.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.contains(other.network) || other.contains(self.network)
    }

    /// Whether callers from outside AWS can have addresses of this range.
    pub(super) fn is_public(&self) -> bool {
        !NOT_PUBLIC.iter().any(|range| range.prefix <= self.prefix && range.contains(self.network))
    }
}

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.network, self.prefix)
    }
}

fn read(text: &str) -> Result<(IpAddr, u8), IamError> {
    let (address, prefix) = match text.split_once('/') {
        Some((address, prefix)) => (address, Some(prefix)),
        None => (text, None),
    };
    let address: IpAddr =
        address.parse().map_err(|_| IamError::IpRange { range: shortened(text) })?;
    let max = bits(address);
    let Some(prefix) = prefix else { return Ok((address, max)) };
    let is_number = !prefix.is_empty() && prefix.bytes().all(|byte| byte.is_ascii_digit());
    let prefix = prefix.parse().ok().filter(|prefix| is_number && *prefix <= max);
    let prefix = prefix.ok_or_else(|| IamError::PrefixLength { range: shortened(text), max })?;
    Ok((address, prefix))
}

fn bits(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

fn masked(address: IpAddr, prefix: u8) -> IpAddr {
    // A shift by all bits, for a prefix of 0, leaves none.
    let host = u32::from(bits(address).saturating_sub(prefix));
    match address {
        IpAddr::V4(address) => {
            let mask = u32::MAX.checked_shl(host).unwrap_or(0);
            IpAddr::V4(Ipv4Addr::from_bits(address.to_bits() & mask))
        }
        IpAddr::V6(address) => {
            let mask = u128::MAX.checked_shl(host).unwrap_or(0);
            IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & mask))
        }
    }
}

const fn v4(octets: [u8; 4], prefix: u8) -> Cidr {
    let [a, b, c, d] = octets;
    Cidr { network: IpAddr::V4(Ipv4Addr::new(a, b, c, d)), prefix }
}

const fn v6(first: u16, prefix: u8) -> Cidr {
    Cidr { network: IpAddr::V6(Ipv6Addr::new(first, 0, 0, 0, 0, 0, 0, 0)), prefix }
}

/// Ranges that are not routed on the internet. IANA's special-purpose address registries; the ranges
/// of documentation are left out, for the sake of examples.
const NOT_PUBLIC: [Cidr; 12] = [
    v4([0, 0, 0, 0], 8),
    v4([10, 0, 0, 0], 8),
    v4([100, 64, 0, 0], 10),
    v4([127, 0, 0, 0], 8),
    v4([169, 254, 0, 0], 16),
    v4([172, 16, 0, 0], 12),
    v4([192, 168, 0, 0], 16),
    v4([224, 0, 0, 0], 3),
    v6(0, 8),
    v6(0xfc00, 7),
    v6(0xfe80, 10),
    v6(0xff00, 8),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn range(text: &str) -> Cidr {
        Cidr::parse(text).unwrap()
    }

    #[test]
    fn ranges_are_written_in_one_way() {
        for (text, shown) in [
            ("203.0.113.0/24", "203.0.113.0/24"),
            ("0.0.0.0/0", "0.0.0.0/0"),
            ("198.51.100.7", "198.51.100.7/32"),
            ("2001:DB8:0::/32", "2001:db8::/32"),
            ("::/0", "::/0"),
            ("2001:db8::1", "2001:db8::1/128"),
        ] {
            assert_eq!(range(text).to_string(), shown);
        }
    }

    #[test]
    fn a_range_holds_the_addresses_of_its_prefix_and_family() {
        let inside = |text: &str, address: &str| range(text).contains(address.parse().unwrap());
        assert!(
            inside("203.0.113.0/24", "203.0.113.0") && inside("203.0.113.0/24", "203.0.113.255")
        );
        assert!(
            !inside("203.0.113.0/24", "203.0.112.255") && !inside("203.0.113.0/24", "203.0.114.0")
        );
        assert!(inside("0.0.0.0/0", "255.255.255.255") && !inside("0.0.0.0/0", "::1"));
        assert!(
            inside("2001:db8::/33", "2001:db8:7fff::1")
                && !inside("2001:db8::/33", "2001:db8:8000::")
        );
        assert!(!inside("::/0", "203.0.113.1"));
        let loose = Cidr::parse_loosely("203.0.113.77/24").unwrap();
        assert_eq!(loose, range("203.0.113.0/24"));
    }

    #[test]
    fn ranges_overlap_when_one_holds_the_other() {
        let overlap = |one: &str, two: &str| {
            assert_eq!(range(one).overlaps(&range(two)), range(two).overlaps(&range(one)));
            range(one).overlaps(&range(two))
        };
        assert!(overlap("203.0.113.0/24", "203.0.113.128/25") && overlap("0.0.0.0/0", "1.1.1.1"));
        assert!(!overlap("203.0.113.0/25", "203.0.113.128/25") && !overlap("0.0.0.0/0", "::/0"));
    }

    #[test]
    fn only_ranges_that_lie_wholly_outside_the_internet_are_not_public() {
        for text in ["10.0.0.0/8", "10.1.2.3", "172.31.0.0/16", "fd00::/8", "::1", "fe80::/64"] {
            assert!(!range(text).is_public(), "{text}");
        }
        for text in
            ["0.0.0.0/0", "8.0.0.0/7", "172.32.0.0/16", "100.0.0.0/8", "::/0", "2001:db8::/32"]
        {
            assert!(range(text).is_public(), "{text}");
        }
    }
}

//! Hosts that only one machine or one network knows.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether a host, in lower case and with or without a port, leads nowhere from outside: a name without a dot, one
/// under a domain that nobody can register, or an address that is not routed.
pub(crate) fn is_local(host: &str) -> bool {
    match address(host) {
        Some(IpAddr::V4(address)) => is_local_v4(address),
        Some(IpAddr::V6(address)) => is_local_v6(address),
        None => is_local_name(name(host)),
    }
}

/// The address, in brackets if it has colons.
fn address(host: &str) -> Option<IpAddr> {
    match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next()?.parse::<Ipv6Addr>().ok().map(IpAddr::V6),
        // To see the first digit takes less than to read four numbers.
        None if !host.starts_with(|first: char| first.is_ascii_digit()) => None,
        None => name(host).parse::<Ipv4Addr>().ok().map(IpAddr::V4),
    }
}

/// Without the port, and without the dot that may end a name.
fn name(host: &str) -> &str {
    let name = host.split(':').next().unwrap_or_default();
    name.strip_suffix('.').unwrap_or(name)
}

/// RFC 6890, and RFC 6598 for the network between a provider and its customers.
fn is_local_v4(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || first == 0
        || (first == 100 && (64..128).contains(&second))
}

fn is_local_v6(address: Ipv6Addr) -> bool {
    let of_v4 = address.to_ipv4_mapped().is_some_and(is_local_v4);
    of_v4
        || address.is_loopback()
        || address.is_unspecified()
        || address.is_unique_local()
        || address.is_unicast_link_local()
}

fn is_local_name(name: &str) -> bool {
    if name.is_empty() || name.starts_with('[') {
        return false;
    }
    // Names are short, and looked through from their end.
    let dot = name.bytes().rposition(|byte| byte == b'.');
    let last = dot.and_then(|dot| name.get(dot + 1..));
    last.is_none_or(|last| LOCAL.contains(&last) || name.ends_with(".home.arpa"))
}

/// Last parts of names that the public name system does not have: those set apart (RFC 2606, 6761, 6762 and ICANN's
/// `internal`), those that networks use, and the names that containers give to S3 servers, in front of which a bucket
/// stands as `photos.minio`.
const LOCAL: [&str; 23] = [
    "ceph",
    "corp",
    "docker",
    "domain",
    "garage",
    "home",
    "internal",
    "intranet",
    "invalid",
    "lan",
    "local",
    "localdomain",
    "localhost",
    "localstack",
    "minio",
    "private",
    "rgw",
    "rustfs",
    "s3",
    "s3mock",
    "seaweedfs",
    "svc",
    "test",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_one_machine_or_network_knows_is_told() {
        for host in [
            "127.0.0.1:3900",
            "127.8.8.8",
            "10.0.0.5:9000",
            "172.16.0.1",
            "172.31.255.255:9000",
            "192.168.1.20",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0:9000",
            "[::1]:9000",
            "[::1]",
            "[fc00::1]",
            "[fd12:3456::1]:9000",
            "[fe80::1]",
            "[::ffff:192.168.0.1]",
            "localhost",
            "photos.localhost:9000",
            "minio:9000",
            "photos.minio:9000",
            "nas",
            "host.docker.internal:9000",
            "s3.corp.internal",
            "nas.local",
            "minio.storage.svc",
            "minio.storage.svc.cluster.local:9000",
            "nas.lan",
            "s3.home.arpa",
            "s3.test",
            "minio.",
        ] {
            assert!(is_local(host), "{host}");
        }
    }

    #[test]
    fn what_everybody_may_know_is_not() {
        for host in [
            "",
            "photos.s3.eu-west-1.amazonaws.com",
            "s3.example.com:9000",
            "files.example.com.",
            "local.example.com",
            "minio.example.com",
            "127.0.0.1.example.com",
            "172.15.0.1",
            "172.32.0.1",
            "11.0.0.1",
            "192.169.0.1",
            "100.128.0.1",
            "8.8.8.8:9000",
            "[2001:db8::1]:9000",
            "[2a00:1450::1]",
            "[nonsense",
        ] {
            assert!(!is_local(host), "{host}");
        }
    }
}

//! [`Host`]: the host of a web address.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::unread::Unread;

/// A host as browsers write it.
pub(super) struct Host {
    pub(super) text: String,
    pub(super) is_ip: bool,
}

impl Host {
    pub(super) fn read(text: &str) -> Result<Self, Unread> {
        match Self::plain(text) {
            Err(Unread::Host) => Self::other(text),
            read => read,
        }
    }

    /// What takes no tables: an address as it is most often written, and a name in ASCII that means itself.
    fn plain(text: &str) -> Result<Self, Unread> {
        if let Some(inner) = text.strip_prefix('[') {
            let address = inner.strip_suffix(']').and_then(|inner| inner.parse().ok());
            return Ok(Self { text: bracketed(address.ok_or(Unread::NoUrl)?), is_ip: true });
        }
        if !text.is_ascii() || text.contains('%') {
            return Err(Unread::Host);
        }
        if text.is_empty() || text.bytes().any(is_forbidden) {
            return Err(Unread::NoUrl);
        }
        if text.parse::<Ipv4Addr>().is_ok() {
            return Ok(Self { text: text.to_owned(), is_ip: true });
        }
        let name = text.to_ascii_lowercase();
        if is_numeric(&name) || name.split('.').any(|label| label.starts_with("xn--")) {
            return Err(Unread::Host);
        }
        Ok(Self { text: name, is_ip: false })
    }

    /// What the crate `url` makes of a host.
    #[cfg(feature = "url")]
    fn other(text: &str) -> Result<Self, Unread> {
        let host = url::Host::parse(text).map_err(|_| Unread::NoUrl)?;
        let is_ip = !matches!(host, url::Host::Domain(_));
        Ok(Self { text: host.to_string(), is_ip })
    }

    #[cfg(not(feature = "url"))]
    fn other(_: &str) -> Result<Self, Unread> {
        Err(Unread::Host)
    }
}

/// Whether no host has the byte: the URL standard, "forbidden domain code point".
fn is_forbidden(byte: u8) -> bool {
    byte.is_ascii_control() || b" #/:<>?@[\\]^|%".contains(&byte)
}

/// Whether browsers take a name for an IPv4 address, as its last part is a number: the URL standard, "ends in a number
/// checker".
fn is_numeric(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let last = name.rsplit('.').next().unwrap_or_default();
    let is_hex = last
        .strip_prefix("0x")
        .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    is_hex || (!last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit()))
}

/// An address as browsers write it, in which no part of it is written as an IPv4 address.
fn bracketed(address: Ipv6Addr) -> String {
    match (address.to_ipv4_mapped(), address.segments()) {
        (Some(_), [.., high, low]) => format!("[::ffff:{high:x}:{low:x}]"),
        (None, _) => format!("[{address}]"),
    }
}

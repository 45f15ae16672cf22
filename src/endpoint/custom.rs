//! [`CustomEndpoint`]: the base URL of a server that is not at AWS's own address.

use percent_encoding::percent_decode_str;
use url::{Host, Url};

use crate::encode;
use crate::error::{Error, Field};

/// Scheme, host with port, and base path of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CustomEndpoint {
    pub(crate) scheme: Scheme,
    /// Lower case, with a port where it is not the default one of the scheme.
    pub(crate) host: String,
    /// In canonical encoding; empty, or `/` and more, without a slash at its end.
    pub(crate) base_path: String,
    pub(crate) is_ip: bool,
}

/// `http` or `https`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    Http,
    Https,
}

impl Scheme {
    /// The scheme as a URL begins with it.
    pub(crate) fn prefix(self) -> &'static str {
        match self {
            Self::Http => "http://",
            Self::Https => "https://",
        }
    }
}

impl CustomEndpoint {
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let invalid = |rule| Error::invalid(Field::EndpointUrl, text, rule);
        let url = Url::parse(text)
            .map_err(|_| invalid("it is no URL; give one such as https://s3.example.com:9000"))?;
        let scheme = match url.scheme() {
            "http" => Scheme::Http,
            "https" => Scheme::Https,
            _ => return Err(invalid("its scheme is http or https")),
        };
        if !url.username().is_empty() || url.password().is_some() {
            // The text may hold a password, so it is not repeated.
            let rule = "it holds a user name or a password; give credentials apart";
            return Err(Error::InvalidSecret { field: Field::EndpointUrl, rule });
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(invalid(
                "it has a query or a fragment; give scheme, host, port and path only",
            ));
        }
        let is_ip = match url.host() {
            Some(Host::Domain(name)) if !name.ends_with('.') && !name.contains('%') => false,
            Some(Host::Ipv4(_) | Host::Ipv6(_)) => true,
            _ => {
                return Err(invalid(
                    "its host is a name without a dot at its end, or an IP address",
                ));
            }
        };
        let host = url.host_str().unwrap_or_default();
        Ok(Self {
            scheme,
            // The parser drops a port that is the default one.
            host: url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")),
            base_path: canonical_base_path(text, &url).ok_or_else(|| {
                invalid("its path has a dot segment, or an escape that is no UTF-8")
            })?,
            is_ip,
        })
    }
}

/// The base path in the one encoding that every server agrees on.
fn canonical_base_path(text: &str, url: &Url) -> Option<String> {
    // The parser has already folded dot segments; the caller is to know.
    let dots = |segment: &str| {
        matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
    };
    if text.split(['/', '\\']).any(dots) {
        return None;
    }
    let decoded = percent_decode_str(url.path().trim_end_matches('/')).decode_utf8().ok()?;
    let mut encoded = String::new();
    encode::path(&mut encoded, &decoded);
    Some(encoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (&'static str, String, String, bool) {
        let endpoint = CustomEndpoint::parse(text).unwrap();
        (endpoint.scheme.prefix(), endpoint.host, endpoint.base_path, endpoint.is_ip)
    }

    #[test]
    fn scheme_host_port_and_path_are_read_and_default_ports_dropped() {
        let read = |scheme, host: &str, path: &str, is_ip| {
            (scheme, host.to_owned(), path.to_owned(), is_ip)
        };
        for (text, expected) in [
            ("https://s3.example.com", read("https://", "s3.example.com", "", false)),
            ("HTTP://MinIO:9000/", read("http://", "minio:9000", "", false)),
            ("http://localhost:80", read("http://", "localhost", "", false)),
            ("https://localhost:443", read("https://", "localhost", "", false)),
            ("http://localhost:443", read("http://", "localhost:443", "", false)),
            ("http://[::1]:9000", read("http://", "[::1]:9000", "", true)),
            ("http://127.0.0.1:9000", read("http://", "127.0.0.1:9000", "", true)),
            ("https://gw.example.com/s3/v1/", read("https://", "gw.example.com", "/s3/v1", false)),
            (
                "https://gw.example.com/a%2fb%7e+c",
                read("https://", "gw.example.com", "/a/b~%2Bc", false),
            ),
        ] {
            assert_eq!(parsed(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_a_base_url_is_refused() {
        for (text, rule) in [
            ("s3.example.com", "it is no URL; give one such as https://s3.example.com:9000"),
            ("ftp://s3.example.com", "its scheme is http or https"),
            (
                "https://h/?x=1",
                "it has a query or a fragment; give scheme, host, port and path only",
            ),
            ("https://h/#x", "it has a query or a fragment; give scheme, host, port and path only"),
            ("https://h/a/../b", "its path has a dot segment, or an escape that is no UTF-8"),
            ("https://h/a/%2E/b", "its path has a dot segment, or an escape that is no UTF-8"),
            ("https://h/%ff", "its path has a dot segment, or an escape that is no UTF-8"),
            ("https://h./", "its host is a name without a dot at its end, or an IP address"),
        ] {
            assert_eq!(
                CustomEndpoint::parse(text).unwrap_err().to_string(),
                format!("endpoint URL {text:?} is not valid: {rule}")
            );
        }
        let leak = CustomEndpoint::parse("https://user:m4rk@h/").unwrap_err();
        assert_eq!(
            leak.to_string(),
            "endpoint URL is not valid: it holds a user name or a password; give credentials apart"
        );
    }
}

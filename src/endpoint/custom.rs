//! [`CustomEndpoint`]: the base URL of a server that is not at AWS's own address.

use url::{Host, Url};

use super::partition::Partition;
use super::services;
use crate::decode::decoded;
use crate::encode;
use crate::error::{Error, Field};
use crate::object::{is_host_label, is_host_labels};

/// Scheme, host with port, and base path of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CustomEndpoint {
    pub(crate) scheme: Scheme,
    /// Lower case, with a port where it is not the default one of the scheme.
    pub(crate) host: String,
    /// In canonical encoding; empty, or `/` and more, without a slash at its end.
    pub(crate) base_path: String,
    pub(crate) is_ip: bool,
    /// Whether the host is AWS's for one bucket or access point.
    is_of_bucket: bool,
    /// Whether a bucket stands in front of the host where nothing was said.
    pub(super) wants_label: bool,
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
            Self::Http => HTTP,
            Self::Https => HTTPS,
        }
    }

    /// Writes the prefix, each in a step of its own, so that its length is known.
    #[inline]
    pub(crate) fn write(self, out: &mut String) {
        match self {
            Self::Http => out.push_str(HTTP),
            Self::Https => out.push_str(HTTPS),
        }
    }
}

const HTTP: &str = "http://";
pub(super) const HTTPS: &str = "https://";

impl CustomEndpoint {
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        // A text that may hold a password or a signature is not repeated.
        let is_secret = text.contains(['@', '?', '#']);
        let field = Field::EndpointUrl;
        Self::read(text).map_err(|rule| {
            if is_secret {
                Error::InvalidSecret { field, rule }
            } else {
                Error::invalid(field, text, rule)
            }
        })
    }

    /// Reads it, or says which rule it breaks.
    fn read(text: &str) -> Result<Self, &'static str> {
        if text.chars().any(|char| char.is_control() || char.is_whitespace()) {
            return Err("it has a space or a control character; remove it");
        }
        if text.contains('\\') {
            return Err("it has a backslash; write slashes");
        }
        let url = Url::parse(text)
            .map_err(|_| "it is no URL; give one such as https://s3.example.com:9000")?;
        let scheme = match url.scheme() {
            "http" => Scheme::Http,
            "https" => Scheme::Https,
            _ => {
                return Err(
                    "its scheme is not http or https; put one in front, such as http://localhost:9000",
                );
            }
        };
        // The parser would put slashes in where they are missing, and take out one too many.
        let behind_scheme = text.get(url.scheme().len()..).unwrap_or_default();
        if !behind_scheme.starts_with("://") || behind_scheme.starts_with(":///") {
            return Err("its scheme is followed by `://` and a host; write it so");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("it holds a user name or a password; give credentials apart");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err("it has a query or a fragment; give scheme, host, port and path only");
        }
        Self::at(text, &url, scheme)
    }

    fn at(text: &str, url: &Url, scheme: Scheme) -> Result<Self, &'static str> {
        let is_ip = match url.host() {
            Some(Host::Domain(name)) if is_name(name) => false,
            Some(Host::Ipv4(_) | Host::Ipv6(_)) => true,
            _ => return Err("its host is a name without a dot at its end, or an IP address"),
        };
        if url.port() == Some(0) {
            return Err("its port is 0, at which no server is; give the server's");
        }
        let host = url.host_str().unwrap_or_default();
        // The parser drops a port that is the default one.
        let host = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let base_path = canonical_base_path(text, url)
            .ok_or("its path has a dot segment, an escaped slash, two slashes at its end, or an escape that is no UTF-8")?;
        let name = url.host_str().unwrap_or_default();
        let is_of_bucket = Partition::without_domain(name).is_some_and(is_bucket_in_front);
        let wants_label = services::wants_label(name);
        Ok(Self { scheme, host, base_path, is_ip, is_of_bucket, wants_label })
    }
}

/// Whether something stands in front of the service in a host of AWS's, given without its domain; that is no bucket
/// where it belongs to a VPC endpoint.
fn is_bucket_in_front(host: &str) -> bool {
    let is_service =
        |label: &str| label == "s3" || label.starts_with("s3-") || label.starts_with("s3express-");
    let labels: Vec<_> = host.split('.').collect();
    let service = labels.iter().rposition(|label| is_service(label));
    let in_front = service.and_then(|at| labels.get(..at)).unwrap_or_default();
    match in_front {
        [] => false,
        [.., last] if last.starts_with("vpce-") => {
            !matches!(in_front, [_] | ["bucket" | "accesspoint" | "control", _])
        }
        _ => true,
    }
}

/// Whether a host is a name that can be looked up: no part of it is empty, the last neither.
fn is_name(host: &str) -> bool {
    !host.contains('%') && host.split('.').all(|label| !label.is_empty())
}

impl CustomEndpoint {
    /// The text that is read as this.
    #[cfg(feature = "serde")]
    pub(crate) fn to_url(&self) -> String {
        [self.scheme.prefix(), &self.host, &self.base_path].concat()
    }

    /// Whether the host or the base path names the bucket already; at AWS's hosts, any bucket or access point.
    pub(super) fn names(&self, bucket: &str) -> bool {
        let in_host = self.host.strip_prefix(bucket).is_some_and(|rest| {
            // Of VPC endpoints, `bucket` is a word of the host.
            rest.starts_with('.') && !rest.starts_with(".vpce-")
        });
        let in_path =
            || self.base_path.strip_suffix(bucket).is_some_and(|rest| rest.ends_with('/'));
        in_host || self.is_of_bucket || in_path()
    }

    /// Host and base path, as an error shows them.
    pub(super) fn shown(&self) -> String {
        [&*self.host, &*self.base_path].concat()
    }

    /// Whether a bucket can stand in front of the host, so that every client reaches it.
    pub(super) fn takes_label(&self, bucket: &str) -> bool {
        let fits = match self.scheme {
            Scheme::Http => is_host_labels(bucket),
            Scheme::Https => is_host_label(bucket),
        };
        // An international name has rules of its own for what stands beside it.
        let is_international = self.host.contains("xn--");
        fits && !self.is_ip
            && (!is_international || Url::parse(&format!("http://{bucket}.{}", self.host)).is_ok())
    }
}

/// The base path in the one encoding that every server agrees on; `None` where the parser changed it,
/// or where it would be changed in a URL.
fn canonical_base_path(text: &str, url: &Url) -> Option<String> {
    let has_dots =
        |path: &str| path.split(['/', '\\']).any(|segment| segment == "." || segment == "..");
    // The parser has already folded dot segments; the caller is to know. An escaped slash is no slash.
    let decoded_text = decoded(text)?;
    if has_dots(&decoded_text) || url.path().to_ascii_lowercase().contains("%2f") {
        return None;
    }
    let path = url.path();
    let path = path.strip_suffix('/').unwrap_or(path);
    let decoded = decoded(path)?;
    (!path.ends_with('/')).then(|| encode::path_string(&decoded))
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
                "https://gw.example.com/a/b%7e+c",
                read("https://", "gw.example.com", "/a/b~%2Bc", false),
            ),
            ("https://bücher.example", read("https://", "xn--bcher-kva.example", "", false)),
        ] {
            assert_eq!(parsed(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_a_base_url_is_refused() {
        let path = "its path has a dot segment, an escaped slash, two slashes at its end, or an escape that is \
                    no UTF-8";
        let host = "its host is a name without a dot at its end, or an IP address";
        let slashes = "its scheme is followed by `://` and a host; write it so";
        let scheme =
            "its scheme is not http or https; put one in front, such as http://localhost:9000";
        for (text, rule) in [
            ("s3.example.com", "it is no URL; give one such as https://s3.example.com:9000"),
            ("ftp://s3.example.com", scheme),
            ("localhost:9000", scheme),
            ("https://h/a/../b", path),
            ("https://h/a/%2E/b", path),
            ("https://h/a%2f..%2fb", path),
            ("https://h/a%2Fb", path),
            ("https://h/%ff", path),
            ("https://h./", host),
            ("https://a..b", host),
            ("https://.b", host),
            ("https:h", slashes),
            ("https:/h", slashes),
            ("https:///h", slashes),
            ("https:\\\\h", "it has a backslash; write slashes"),
            ("https://h\\a", "it has a backslash; write slashes"),
            ("https://h:0", "its port is 0, at which no server is; give the server's"),
            ("https://h//", path),
            ("https://h/a//", path),
            ("https://h/a/.\t./b", "it has a space or a control character; remove it"),
            ("https://h/a b", "it has a space or a control character; remove it"),
            ("https://h/a\u{1}", "it has a space or a control character; remove it"),
            ("https://ex\nmple.com", "it has a space or a control character; remove it"),
        ] {
            assert_eq!(
                CustomEndpoint::parse(text).unwrap_err().to_string(),
                format!("endpoint URL {text:?} is not valid: {rule}")
            );
        }
    }

    #[test]
    fn a_text_that_may_hold_a_secret_is_not_repeated() {
        let user = "it holds a user name or a password; give credentials apart";
        let query = "it has a query or a fragment; give scheme, host, port and path only";
        for (text, rule) in [
            ("https://user:m4rk@h/", user),
            ("https://m4rk@h/", user),
            ("https://:m4rk@h/", user),
            ("https://h/?X-Amz-Signature=m4rk", query),
            ("https://h/#m4rk", query),
            (
                "s3://id:m4rk@minio:9000",
                "its scheme is not http or https; put one in front, such as http://localhost:9000",
            ),
            (
                "https://id:m4rk@h:99999",
                "it is no URL; give one such as https://s3.example.com:9000",
            ),
        ] {
            let refused = CustomEndpoint::parse(text).unwrap_err();
            assert_eq!(refused.to_string(), format!("endpoint URL is not valid: {rule}"));
            assert!(!format!("{refused:?}").contains("m4rk"));
        }
    }

    #[test]
    fn a_bucket_stands_in_front_of_a_name_that_it_fits() {
        let fits =
            |url: &str, bucket: &str| CustomEndpoint::parse(url).unwrap().takes_label(bucket);
        assert!(fits("https://h.example", "photos") && fits("http://h.example", "my.photos"));
        assert!(!fits("https://h.example", "my.photos"), "no certificate fits");
        assert!(!fits("http://10.0.0.1", "photos") && !fits("http://[::1]:9000", "photos"));
        assert!(!fits("https://h.example", "xn--a"));
        // A label that begins with a digit cannot stand before one that is written right to left.
        assert!(fits("https://\u{5d0}\u{5d1}.example", "photos"));
        assert!(!fits("https://\u{5d0}\u{5d1}.example", "1photos"));
    }
}

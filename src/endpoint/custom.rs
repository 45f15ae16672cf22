//! [`CustomEndpoint`]: the base URL of a server that is not at AWS's own address.

use super::partition::Partition;
use super::services;
use crate::decode::decoded;
use crate::encode;
use crate::error::{Error, Field};
use crate::object::{is_host_label, is_host_labels};
use crate::web_url::{HOST_RULE, Scheme, Unread, WebUrl};

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
        let url = WebUrl::read(text).map_err(|unread| match unread {
            Unread::NoUrl => "it is no URL; give one such as https://s3.example.com:9000",
            Unread::OtherScheme => {
                "its scheme is not http or https; put one in front, such as http://localhost:9000"
            }
            Unread::Host => HOST_RULE,
        })?;
        // A browser would put slashes in where they are missing, and take out one too many.
        let slashes = text.split_once(':').unwrap_or_default().1;
        if !slashes.starts_with("//") || slashes.starts_with("///") {
            return Err("its scheme is followed by `://` and a host; write it so");
        }
        if url.has_user {
            return Err("it holds a user name or a password; give credentials apart");
        }
        if url.has_query_or_fragment {
            return Err("it has a query or a fragment; give scheme, host, port and path only");
        }
        Self::at(&url)
    }

    fn at(url: &WebUrl<'_>) -> Result<Self, &'static str> {
        if !url.is_ip && !is_name(&url.host) {
            return Err("its host is a name without a dot at its end, or an IP address");
        }
        if url.port == Some(0) {
            return Err("its port is 0, at which no server is; give the server's");
        }
        let base_path = canonical_base_path(url.path)
            .ok_or("its path has a dot segment, an escaped slash, two slashes at its end, or an escape that is no UTF-8")?;
        let is_of_bucket = Partition::without_domain(&url.host).is_some_and(is_bucket_in_front);
        let wants_label = services::wants_label(&url.host);
        let WebUrl { scheme, is_ip, .. } = *url;
        Ok(Self { scheme, host: url.authority(), base_path, is_ip, is_of_bucket, wants_label })
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
            && (!is_international
                || WebUrl::read(&format!("http://{bucket}.{}", self.host)).is_ok())
    }
}

/// The base path in the one encoding that every server agrees on; `None` where it would be changed in a URL.
fn canonical_base_path(path: &str) -> Option<String> {
    let path = path.strip_suffix('/').unwrap_or(path);
    let is_dots = |segment: &str| segment == "." || segment == "..";
    let decoded = decoded(path)?;
    // An escaped slash is no slash.
    let is_changed = path.ends_with('/')
        || path.to_ascii_lowercase().contains("%2f")
        || decoded.split(['/', '\\']).any(is_dots);
    (!is_changed).then(|| encode::path_string(&decoded))
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
    }

    #[cfg(feature = "url")]
    #[test]
    fn an_international_name_is_read_as_browsers_read_it() {
        let endpoint = CustomEndpoint::parse("https://b\u{fc}cher.example").unwrap();
        assert_eq!(endpoint.host, "xn--bcher-kva.example");
        // A label that begins with a digit cannot stand before one that is written right to left.
        let endpoint = CustomEndpoint::parse("https://\u{5d0}\u{5d1}.example").unwrap();
        assert!(endpoint.takes_label("photos") && !endpoint.takes_label("1photos"));
    }

    #[cfg(not(feature = "url"))]
    #[test]
    fn a_host_that_is_not_plain_is_refused_with_the_feature_that_reads_it() {
        for text in
            ["https://b\u{fc}cher.example", "https://xn--bcher-kva.example", "https://127.1"]
        {
            assert_eq!(
                CustomEndpoint::parse(text).unwrap_err().to_string(),
                format!(
                    "endpoint URL {text:?} is not valid: its host is an international name, or a name or an \
                     address in an unusual spelling, which only a build with the feature `url` can read; turn \
                     that on, or write another host"
                )
            );
        }
    }
}

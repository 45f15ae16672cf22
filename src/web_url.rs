//! [`WebUrl`]: an http or https URL taken apart as browsers take it apart.
//!
//! <https://url.spec.whatwg.org/#concept-basic-url-parser>

mod host;
mod unread;

use self::host::Host;
pub(crate) use self::unread::{HOST_RULE, Unread};

/// Scheme, host and port as browsers write them, and the rest as it was given.
///
/// All of it is read here, with and without the feature `url`; but a host that is no plain name or address, such as an
/// international one, is left to the crate `url`, and is [`Unread::Host`] without it.
pub(crate) struct WebUrl<'t> {
    pub(crate) scheme: Scheme,
    pub(crate) has_user: bool,
    /// In lower case; an IPv6 address in its brackets.
    pub(crate) host: String,
    pub(crate) is_ip: bool,
    /// Where it is not the default one of the scheme.
    pub(crate) port: Option<u16>,
    pub(crate) path: &'t str,
    pub(crate) has_query_or_fragment: bool,
}

impl<'t> WebUrl<'t> {
    /// Reads a text without control characters and blanks, which browsers would take out.
    pub(crate) fn read(text: &'t str) -> Result<Self, Unread> {
        let (scheme, rest) = text.split_once(':').ok_or(Unread::NoUrl)?;
        let scheme = Scheme::read(scheme)?;
        // However many slashes, a host follows.
        let rest = rest.trim_start_matches(SLASHES);
        let (authority, rest) = parted(rest, rest.find(['/', '\\', '?', '#']));
        let (user, place) = authority.rsplit_once('@').unwrap_or(("", authority));
        let (host, port) = host_and_port(place);
        let port = read_port(port, scheme)?;
        let Host { text: host, is_ip } = Host::read(host)?;
        let (path, behind) = parted(rest, rest.find(['?', '#']));
        Ok(Self {
            scheme,
            has_user: !matches!(user, "" | ":"),
            host,
            is_ip,
            port,
            path,
            has_query_or_fragment: !behind.is_empty(),
        })
    }

    /// The host, and the port where it is not the default one.
    pub(crate) fn authority(&self) -> String {
        self.port.map_or_else(|| self.host.clone(), |port| format!("{}:{port}", self.host))
    }
}

/// `http` or `https`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    Http,
    Https,
}

impl Scheme {
    fn read(text: &str) -> Result<Self, Unread> {
        let is_rest = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
        let is_scheme = text.starts_with(|first: char| first.is_ascii_alphabetic())
            && text.bytes().all(is_rest);
        match () {
            () if text.eq_ignore_ascii_case("http") => Ok(Self::Http),
            () if text.eq_ignore_ascii_case("https") => Ok(Self::Https),
            () if is_scheme => Err(Unread::OtherScheme),
            () => Err(Unread::NoUrl),
        }
    }

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

    fn default_port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

const HTTP: &str = "http://";
pub(crate) const HTTPS: &str = "https://";

/// Browsers take both for the same.
const SLASHES: [char; 2] = ['/', '\\'];

fn parted(text: &str, at: Option<usize>) -> (&str, &str) {
    at.and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""))
}

/// The host, and the port with its colon; the colons within brackets are the host's.
fn host_and_port(place: &str) -> (&str, &str) {
    let brackets = place.rfind(']').unwrap_or_default();
    let colon = place.get(brackets..).and_then(|rest| rest.find(':'));
    parted(place, colon.map(|at| brackets + at))
}

/// The port, if it is not the default one. It may be left out behind its colon, and begin with zeros.
fn read_port(text: &str, scheme: Scheme) -> Result<Option<u16>, Unread> {
    let digits = text.strip_prefix(':').unwrap_or_default();
    if digits.is_empty() {
        return Ok(None);
    }
    let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok());
    let port = number.flatten().ok_or(Unread::NoUrl)?;
    Ok((port != scheme.default_port()).then_some(port))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use url::{Host, Url};

    use super::*;

    /// What each part of a host, and what is around it, is most likely read wrongly in.
    const LABEL: &str =
        "[a-zA-Z0-9_-]{1,5}|xn--[a-z0-9]{1,4}|XN--bcher-kva|[0-9]{1,4}|0x[0-9A-F]{0,3}|[!-~]{1,3}|";
    const URL: &str = "(http|HTTPS|https|ftp|a+b|1a|)(:|)(/|\\\\){0,4}([a:@]{0,2}@)?";

    fn url() -> impl Strategy<Value = String> {
        let name = prop::collection::vec(LABEL, 1..5).prop_map(|labels| labels.join("."));
        let v4 = any::<[u8; 4]>().prop_map(|bytes| std::net::Ipv4Addr::from(bytes).to_string());
        let v6 = "\\[(::|[0-9a-fA-F]{1,4}|:){1,9}(1\\.2\\.3\\.4)?\\]";
        let mapped = any::<[u16; 8]>()
            .prop_map(|words| words.map(|word| if word % 3 == 0 { word } else { 0 }))
            .prop_map(|words| format!("[{}]", std::net::Ipv6Addr::from(words)));
        let host = prop_oneof![name, v4, v6, mapped, "[!-~]{0,8}", "[é.a例]{0,4}"];
        let rest = "(:[0-9]{0,6})?(/[a-z/?#]{0,5})?[?#]?";
        (URL, host, rest).prop_map(|(front, host, rest)| [front, host, rest].concat())
    }

    /// Says what differs from what the crate `url` makes of a text.
    fn compare(text: &str) -> Result<(), TestCaseError> {
        match (WebUrl::read(text), Url::parse(text)) {
            (Ok(read), Ok(url)) => {
                prop_assert_eq!(read.scheme.prefix().strip_suffix("://"), Some(url.scheme()));
                prop_assert_eq!(Some(&*read.host), url.host_str());
                prop_assert_eq!(read.is_ip, !matches!(url.host(), Some(Host::Domain(_))));
                prop_assert_eq!(read.port, url.port());
                let has_user = !url.username().is_empty() || url.password().is_some();
                prop_assert_eq!(read.has_user, has_user);
                let has_more = url.query().is_some() || url.fragment().is_some();
                prop_assert_eq!(read.has_query_or_fragment, has_more);
            }
            (Err(Unread::OtherScheme), Ok(url)) => {
                prop_assert!(!["http", "https"].contains(&url.scheme()));
            }
            (Err(Unread::Host), _) => prop_assert!(cfg!(not(feature = "url"))),
            (read, url) => prop_assert!(
                url.is_err() && read.is_err(),
                "read {:?}, url {url:?}",
                read.map(|read| read.host)
            ),
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn a_url_is_read_as_the_crate_url_reads_it(text in url()) {
            compare(&text)?;
        }
    }

    #[test]
    fn what_tests_found_once_is_read_as_the_crate_url_reads_it() {
        for text in [
            "https://h",
            "https:h",
            "https:///h",
            "https:\\\\h\\p",
            "https://@h",
            "https://:@h",
            "https://u@@h",
            "https://h:",
            "https://h:00443/",
            "https://h:65536",
            "https://h:+80",
            "https://[::1]:9000",
            "https://[::ffff:1.2.3.4]",
            "https://[1:0:0:2:0:0:0:3]",
            "https://[1:0:2:3:4:5:6:7]",
            "https://[::1]x:1",
            "https://[::1",
            "https://h]:1",
            "https://1.2.3.4.",
            "https://1.2.3",
            "https://a.0x",
            "https://a.1",
            "https://1.a",
            "https://ab--c.a_b.-c-",
            "https://a..b",
            "https://h.",
            "https://.",
            "https://%41",
            "https://xn--bcher-kva.example",
            "https://xn--a",
            "https://axn--a",
            "https://B\u{fc}cher.example",
            "https://a\u{7f}",
            "",
            ":",
            "http:",
            "//h",
        ] {
            compare(text).unwrap_or_else(|difference| panic!("{text}: {difference}"));
        }
    }

    #[test]
    fn a_host_that_is_not_plain_takes_the_feature() {
        for (text, host) in [
            ("https://B\u{fc}cher.example", "xn--bcher-kva.example"),
            ("https://xn--bcher-kva.example", "xn--bcher-kva.example"),
            ("https://127.1:9000", "127.0.0.1"),
            ("https://%68", "h"),
        ] {
            let read = WebUrl::read(text).map(|read| read.host);
            let expected =
                if cfg!(feature = "url") { Ok(host.to_owned()) } else { Err(Unread::Host) };
            assert_eq!(read, expected, "{text}");
        }
    }
}

//! Which texts are origins of pages.

use crate::error::{Error, Field};
use crate::web_url::{HOST_RULE, Unread, WebUrl};

/// An origin as a browser spells it, or a pattern for some, with one `*`.
pub(super) fn checked_origin(text: &str) -> Result<&str, Error> {
    if text == "*" {
        return Ok(text);
    }
    let refused = |rule| Err(Error::invalid(Field::Origin, text, rule));
    let scheme = text.split_once("://").unwrap_or_default().0;
    if NOT_OF_PAGES.contains(&scheme) {
        return refused(
            "no page has an origin of this scheme; give that of the page, such as https",
        );
    }
    // User Guide, "Elements of a CORS configuration": "The origin string can contain only one *".
    match text.matches('*').count() {
        0 => checked_whole(text).map_err(|rule| Error::invalid(Field::Origin, text, rule)),
        1 if is_pattern(text) => Ok(text),
        1 => refused(
            "around its `*` it has what origins have: visible ASCII in lower case, without a path; such \
             as https://*.example.com",
        ),
        _ => refused("S3 takes one `*` in an origin; name the hosts, or allow `*`"),
    }
}

/// An origin as a browser writes it; or the rule that it breaks.
fn checked_whole(text: &str) -> Result<&str, &'static str> {
    let is_origin = match WebUrl::read(text) {
        Ok(url) => text == [url.scheme.prefix(), &url.authority()].concat(),
        Err(Unread::OtherScheme) => is_origin_of_app(text),
        Err(Unread::NoUrl) => false,
        Err(Unread::Host) => return Err(HOST_RULE),
    };
    is_origin.then_some(text).ok_or(
        "scheme, host and port if it is not the default one, in lower case and without a slash at \
         the end, such as https://app.example.com; or `*`",
    )
}

/// Whether a text is an origin of a page of an app or an extension. They have schemes of their own, whose origins the
/// URL standard leaves open; their hosts are any text without what parts a URL.
fn is_origin_of_app(text: &str) -> bool {
    let (scheme, place) = text.split_once("://").unwrap_or_default();
    let is_of_scheme =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"+-.".contains(&byte);
    let (host, port) = match place.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (place, None),
    };
    let is_of_host = |byte: u8| byte.is_ascii_graphic() && !b"#/:<>?@[\\]^|".contains(&byte);
    let is_port = |port: &str| port.parse::<u16>().is_ok_and(|number| number.to_string() == port);
    scheme.bytes().all(is_of_scheme)
        && !host.is_empty()
        && (host.bytes().all(is_of_host) || is_ipv6(host))
        && port.is_none_or(is_port)
}

/// Whether a host is an IPv6 address in its brackets, as a browser writes it.
fn is_ipv6(host: &str) -> bool {
    host.starts_with('[')
        && WebUrl::read(&["http://", host].concat()).is_ok_and(|url| url.host == host)
}

/// Whether the rest of a pattern can be of an origin. S3 compares it as text, wherever the `*` stands.
fn is_pattern(text: &str) -> bool {
    let is_of_origin = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"+-._~:[]*".contains(&byte)
    };
    text.replacen("://", ":", 1).bytes().all(is_of_origin)
}

/// Schemes with which nothing is sent that has an origin of the scheme.
const NOT_OF_PAGES: [&str; 6] = ["blob", "data", "file", "ftp", "ws", "wss"];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use url::{Origin, Url};

    use super::*;

    /// The same question to the crate `url`.
    fn is_origin_of_url(text: &str) -> bool {
        let Ok(url) = Url::parse(text) else { return false };
        match url.origin() {
            Origin::Tuple(..) => url.origin().ascii_serialization() == text,
            Origin::Opaque(_) => {
                let is_bare = url.as_str() == text && !text.contains(['?', '#', '@']);
                is_bare && url.has_host() && url.path().is_empty()
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn an_origin_is_one_to_the_crate_url_too(
            scheme in "https?|app|moz-extension|a[+.]b1|App|1a|h ttp|",
            slashes in "://|:/|://|:",
            host in "[a-z0-9.-]{1,6}|[!-~]{0,5}|localhost|\\[::1\\]|\\[1::0\\]|\\[::ffff:1.2.3.4\\]|1\\.2\\.3\\.4|xn--bcher-kva|é",
            rest in "(:[0-9]{0,6})?[/?#]?",
        ) {
            let text = [scheme, slashes, host, rest].concat();
            match checked_whole(&text) {
                Err(HOST_RULE) => prop_assert!(cfg!(not(feature = "url"))),
                checked => prop_assert_eq!(checked.is_ok(), is_origin_of_url(&text), "{}", text),
            }
        }
    }

    fn refusal(text: &str) -> String {
        checked_origin(text).unwrap_err().to_string()
    }

    #[test]
    fn origins_are_taken_as_browsers_write_them() {
        for text in [
            "https://app.example.com",
            "http://localhost:5173",
            "http://[::1]:8080",
            "capacitor://localhost",
            "ionic://localhost",
            "tauri://localhost",
            "app://h:8080",
            "chrome-extension://aapbdbdomjkkjkaonfhkkikfgjllcleb",
            "moz-extension://2c127fa4-62c7-7e4f-90e5-472b45eecfdc",
        ] {
            assert_eq!(checked_origin(text), Ok(text));
        }
    }

    #[test]
    fn patterns_have_one_star_wherever_it_stands() {
        for text in [
            "*",
            "https://*.example.com",
            "https://app-*.example.com",
            "http://*",
            "http://localhost:*",
            "http*://example.com",
            "*.example.com",
            "*://example.com",
            "https://*:8443",
            "http://[::1]:*",
            "capacitor://*",
        ] {
            assert_eq!(checked_origin(text), Ok(text));
        }
        for text in ["https://*.*.com", "https://*x*.com", "**"] {
            assert_eq!(
                refusal(text),
                format!(
                    "origin {text:?} is not valid: S3 takes one `*` in an origin; name the hosts, or allow \
                     `*`"
                )
            );
        }
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        for text in [
            "",
            "app.example.com",
            "https://app.example.com/",
            "https://App.example.com",
            "https://h/p",
            "https://h:443",
            "https://u@h",
            "null",
            "capacitor://",
            "capacitor://localhost/",
            "capacitor://u@localhost",
            "capacitor://localhost?",
            "capacitor://localhost#",
            "capacitor:localhost",
            "capacitor://local host",
            "app://é",
            "about:blank",
        ] {
            assert_eq!(
                refusal(text),
                format!(
                    "origin {text:?} is not valid: scheme, host and port if it is not the default one, in \
                     lower case and without a slash at the end, such as https://app.example.com; or `*`"
                )
            );
        }
    }

    #[test]
    fn what_no_origin_matches_is_no_pattern() {
        for text in [
            "https://*.example.com/",
            "https://*/p",
            "https://* .com",
            "*\n",
            "https://*.É.de",
            "*.Com",
        ] {
            assert_eq!(
                refusal(text),
                format!(
                    "origin {text:?} is not valid: around its `*` it has what origins have: visible ASCII in \
                     lower case, without a path; such as https://*.example.com"
                )
            );
        }
    }

    #[test]
    fn schemes_of_no_page_are_refused() {
        for text in
            ["ftp://h", "ws://h", "wss://h:8443", "file://", "file:///p", "data://x", "wss://*.h"]
        {
            assert_eq!(
                refusal(text),
                format!(
                    "origin {text:?} is not valid: no page has an origin of this scheme; give that of the \
                     page, such as https"
                )
            );
        }
    }
}

//! Which headers a page needs leave for: not those that it cannot set, but some that nobody signed.

use crate::error::{Error, Field};
use crate::text::is_token;

/// Whether only the browser sets this header: [Fetch Standard](https://fetch.spec.whatwg.org/#forbidden-request-header),
/// "forbidden request-header". The name is in lower case.
pub(super) fn is_set_by_browser(name: &str) -> bool {
    name.starts_with("proxy-") || name.starts_with("sec-") || OF_BROWSER.contains(&name)
}

/// What pages send with a method though nobody signed it, in lower case.
///
/// [Fetch Standard](https://fetch.spec.whatwg.org/): a body that is a `File` or `Blob` gives its type ("extract a body"),
/// which needs leave unless it is one of three ("CORS-safelisted request-header"); a `Range` needs none only where it
/// begins with a number, and only in browsers since 2022.
pub(super) fn sent_unsigned(method: &str) -> &'static [&'static str] {
    match method {
        "PUT" | "POST" => &["content-type"],
        "GET" => &["if-none-match", "range"],
        _ => &[],
    }
}

/// A name of a header, or a pattern of such names as `AllowedHeader` takes it.
pub(super) fn check_pattern(name: &str) -> Result<&str, Error> {
    if !is_token(name) || name.matches('*').count() > 1 {
        let rule = "letters, digits and !#$%&'+-.^_`|~, and at most one `*` for any characters";
        return Err(Error::invalid(Field::HeaderName, name, rule));
    }
    Ok(name)
}

const OF_BROWSER: [&str; 22] = [
    "accept-charset",
    "accept-encoding",
    "access-control-request-headers",
    "access-control-request-method",
    "access-control-request-private-network",
    "connection",
    "content-length",
    "cookie",
    "cookie2",
    "date",
    "dnt",
    "expect",
    "host",
    "keep-alive",
    "origin",
    "referer",
    "set-cookie",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_browser_sets_is_told_from_what_the_page_sets() {
        for name in ["proxy-authenticate", "sec-fetch-mode", "accept-encoding", "cookie", "via"] {
            assert!(is_set_by_browser(name), "{name}");
        }
        for name in ["content-type", "range", "x-amz-meta-a", "accept", "user-agent", "proxy"] {
            assert!(!is_set_by_browser(name), "{name}");
        }
    }
}

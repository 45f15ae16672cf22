//! Which headers belong to the browser, so that no page can set them.

/// Whether only the browser sets this header: [Fetch Standard](https://fetch.spec.whatwg.org/#forbidden-request-header),
/// "forbidden request-header". The name is in lower case.
pub(crate) fn is_set_by_browser(name: &str) -> bool {
    name.starts_with("proxy-") || name.starts_with("sec-") || OF_BROWSER.contains(&name)
}

pub(crate) const OF_BROWSER: [&str; 22] = [
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

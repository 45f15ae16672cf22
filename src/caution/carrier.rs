//! [`Carrier`]: what carries a link, and how long a link it takes.

use crate::received::RawUrl;

/// Something that carries links, such as a message of a chat or a proxy, and takes none beyond a length.
///
/// The limits are those that each has by default. What takes no presigned link at all is not among them: every one is
/// longer than the 255 characters of a text in a formula of Excel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carrier {
    name: &'static str,
    limit: usize,
    measured: Measured,
    source: &'static str,
}

/// What of a link a limit holds for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measured {
    /// All of it.
    Link,
    /// What stands behind the question mark.
    Query,
    /// Method, path, query and version, without the end of the line.
    RequestLine,
}

impl Carrier {
    /// What it is, such as `a Discord message`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The most bytes that it takes: of a link; for a request line, of method, path, query and `HTTP/1.1` with the
    /// spaces between them; for a query, of what stands behind the question mark.
    #[must_use]
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// The page that states the limit, or how it was measured.
    #[must_use]
    pub fn source(&self) -> &'static str {
        self.source
    }

    /// Those that do not take a request, the narrowest first.
    pub(super) fn too_narrow(method: &str, link: &str, url: &RawUrl<'_>) -> Vec<Self> {
        let target = url.path.len() + "?".len() + url.query.len();
        let of_request = method.len() + target + "  HTTP/1.1".len();
        let length = |measured| match measured {
            Measured::Link => link.len(),
            Measured::Query => url.query.len(),
            Measured::RequestLine => of_request,
        };
        CARRIERS
            .iter()
            .filter(|carrier| length(carrier.measured) > carrier.limit)
            .copied()
            .collect()
    }
}

const fn carrier(
    name: &'static str,
    limit: usize,
    measured: Measured,
    source: &'static str,
) -> Carrier {
    Carrier { name, limit, measured, source }
}

/// The page of what was measured with real tools.
const CLIENTS: &str = "https://docs.rs/s3-presigner/latest/s3_presigner/_clients/";

/// In the order of their limits.
const CARRIERS: [Carrier; 21] = [
    carrier(
        "a line of plain mail",
        998,
        Measured::Link,
        "https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1",
    ),
    carrier("axel", 1_022, Measured::Link, CLIENTS),
    carrier(
        "a Discord message",
        2_000,
        Measured::Link,
        "https://discord.com/developers/docs/resources/message#create-message",
    ),
    carrier("pyogrio and GeoPandas with it", 2_031, Measured::Link, CLIENTS),
    carrier(
        "a query behind IIS",
        2_048,
        Measured::Query,
        "https://learn.microsoft.com/en-us/iis/configuration/system.webserver/security/requestfiltering/requestlimits/",
    ),
    carrier(
        "a hyperlink of Excel",
        2_079,
        Measured::Link,
        "https://xlsxwriter.readthedocs.io/worksheet.html#worksheet-write-url",
    ),
    carrier("lynx", 2_670, Measured::Link, CLIENTS),
    carrier("a QR code", 2_953, Measured::Link, "https://www.qrcode.com/en/about/version.html"),
    carrier(
        "a button of Slack",
        3_000,
        Measured::Link,
        "https://docs.slack.dev/reference/block-kit/block-elements/button-element/",
    ),
    carrier(
        "a Telegram message",
        4_096,
        Measured::Link,
        "https://core.telegram.org/bots/api#sendmessage",
    ),
    carrier("ffmpeg, ffprobe, mpv and PyAV", 4_117, Measured::Link, CLIENTS),
    carrier("a request line through Squid", 8_182, Measured::RequestLine, CLIENTS),
    carrier(
        "a request line through Apache httpd",
        8_190,
        Measured::RequestLine,
        "https://httpd.apache.org/docs/2.4/mod/core.html#limitrequestline",
    ),
    // The buffer of 8 KiB holds the end of the line too: 1.22.1 takes 8190 and refuses 8191.
    carrier(
        "a request line through nginx",
        8_190,
        Measured::RequestLine,
        "https://nginx.org/en/docs/http/ngx_http_core_module.html#large_client_header_buffers",
    ),
    carrier(
        "a command line of cmd.exe",
        8_191,
        Measured::Link,
        "https://learn.microsoft.com/en-us/troubleshoot/windows-client/shell-experience/command-line-string-limitation",
    ),
    carrier(
        "a URL through CloudFront",
        8_192,
        Measured::Link,
        "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html",
    ),
    // Its buffer of 16 KiB less the 1 KiB that it keeps for rewriting; all headers of the request share the rest.
    carrier(
        "a request through HAProxy",
        15_360,
        Measured::RequestLine,
        "https://docs.haproxy.org/2.6/configuration.html#tune.bufsize",
    ),
    carrier(
        "a request line through an Application Load Balancer",
        16_384,
        Measured::RequestLine,
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html",
    ),
    carrier("a request line through Varnish", 32_741, Measured::RequestLine, CLIENTS),
    // Its 32767 characters have a NUL at their end.
    carrier(
        "a command line of Windows",
        32_766,
        Measured::Link,
        "https://learn.microsoft.com/en-us/windows/win32/api/processthreadsapi/nf-processthreadsapi-createprocessw",
    ),
    // 32 pages of 4 KiB, with a NUL at their end.
    carrier(
        "an argument of a Linux command",
        131_071,
        Measured::Link,
        "https://man7.org/linux/man-pages/man2/execve.2.html",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// A link of this length, with this much of it behind the question mark.
    fn link(length: usize, query: usize) -> String {
        let front = "https://h/";
        format!("{front}{}?{}", "k".repeat(length - front.len() - 1 - query), "q".repeat(query))
    }

    fn names(method: &str, link: &str) -> Vec<&'static str> {
        Carrier::too_narrow(method, link, &RawUrl::split(link)).iter().map(Carrier::name).collect()
    }

    #[test]
    fn the_narrowest_stand_first() {
        assert!(CARRIERS.is_sorted_by_key(Carrier::limit));
        assert!(CARRIERS.iter().all(|carrier| carrier.source.starts_with("https://")));
    }

    #[test]
    fn each_takes_as_much_as_its_limit_and_not_a_byte_more() {
        for carrier in CARRIERS {
            let has = |link: &str| names("GET", link).contains(&carrier.name);
            // `https://h` is no part of the line, and `GET  HTTP/1.1` is.
            let length = match carrier.measured {
                Measured::Link => carrier.limit,
                Measured::Query => carrier.limit + 400,
                Measured::RequestLine => carrier.limit + "https://h".len() - "GET  HTTP/1.1".len(),
            };
            let query = if carrier.measured == Measured::Query { carrier.limit } else { 300 };
            assert!(!has(&link(length, query)), "{carrier:?}");
            assert!(has(&link(length + 1, query + 1)), "{carrier:?}");
        }
    }

    #[test]
    fn a_longer_method_makes_a_longer_line() {
        let link = link(8_186, 300);
        assert!(!names("GET", &link).contains(&"a request line through nginx"));
        assert!(names("DELETE", &link).contains(&"a request line through nginx"));
    }
}

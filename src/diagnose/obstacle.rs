//! [`Obstacle`]: what keeps an answer from a client, by the client's own words.

/// What stood between client and server.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Obstacle {
    /// In lower case, any of them.
    marks: &'static [&'static str],
    pub(super) what: &'static str,
    pub(super) remedy: &'static str,
}

impl Obstacle {
    /// The first that a client's text tells of.
    pub(super) fn find(text: &str) -> Option<&'static Self> {
        let text = text.to_ascii_lowercase();
        let has = |obstacle: &&Self| obstacle.marks.iter().any(|mark| text.contains(mark));
        OBSTACLES.iter().find(has)
    }
}

const OBSTACLES: &[Obstacle] = &[
    Obstacle {
        marks: &[
            "could not resolve host",
            "couldn't resolve host",
            "getaddrinfo",
            "enotfound",
            "name or service not known",
            "nodename nor servname",
            "no such host",
            "name resolution",
            "nameresolutionerror",
            "unknownhostexception",
            "dns error",
            "err_name_not_resolved",
        ],
        what: "the name of the host was not found",
        remedy: "check the host of the link: bucket, region and address; a server inside of a network is known there only",
    },
    Obstacle {
        marks: &[
            "certificate",
            "err_cert",
            "hostname mismatch",
            "sslhandshake",
            "ssl routines",
            "wrong version number",
            "err_ssl",
            "tls handshake",
            "curl: (35)",
            "curl: (60)",
        ],
        what: "TLS failed, or the certificate is not of this host",
        remedy: "check http or https and the port; a bucket with a dot in its name needs the path style on AWS's hosts",
    },
    Obstacle {
        marks: &[
            "connection refused",
            "econnrefused",
            "err_connection_refused",
            "couldn't connect",
        ],
        what: "nothing took the connection",
        remedy: "check host and port of the link, and that the server runs and is open to the client's network",
    },
    Obstacle {
        marks: &[
            "timed out",
            "etimedout",
            "timeout was reached",
            "deadline exceeded",
            "err_connection_timed_out",
        ],
        what: "it took too long",
        remedy: "check that a firewall lets the client reach the host of the link, and try again",
    },
    Obstacle {
        marks: &[
            "empty reply from server",
            "connection reset",
            "econnreset",
            "socket hang up",
            "connection was closed",
            "remote end closed connection",
            "err_empty_response",
            "broken pipe",
        ],
        what: "the connection was closed before",
        remedy: "try again; if it stays so, check http or https, the port, and what stands in between",
    },
    Obstacle {
        marks: &[
            "failed to fetch",
            "networkerror when attempting",
            "load failed",
            "network error",
            "err_network",
        ],
        what: "the browser could not reach it, or hides its answer for want of CORS headers",
        remedy: "look at the browser's console and network tab: if it names CORS, allow the page's origin, method and headers \
                 in the bucket's CORS rules; else check the host of the link",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_tell_what_stood_in_the_way() {
        for (text, what) in [
            ("curl: (6) Could not resolve host: s3.example.com", "the name"),
            ("Error: getaddrinfo ENOTFOUND s3.example.com", "the name"),
            ("dial tcp: lookup s3.example.com: no such host", "the name"),
            (
                "curl: (7) Failed to connect to h port 443 after 2 ms: Couldn't connect to server",
                "nothing",
            ),
            ("connect ECONNREFUSED 127.0.0.1:9000", "nothing"),
            ("curl: (28) Operation timed out after 30001 milliseconds", "it took"),
            ("curl: (35) error:0A00010B:SSL routines::wrong version number", "TLS"),
            ("curl: (60) SSL: no alternative certificate subject name matches", "TLS"),
            ("curl: (52) Empty reply from server", "the connection"),
            ("Error: socket hang up", "the connection"),
            ("TypeError: Failed to fetch", "the browser"),
            ("TypeError: NetworkError when attempting to fetch resource.", "the browser"),
            ("TypeError: Load failed", "the browser"),
            ("AxiosError: Network Error", "the browser"),
        ] {
            assert!(Obstacle::find(text).unwrap().what.starts_with(what), "{text}");
        }
        assert_eq!(Obstacle::find("AccessDenied: Access Denied"), None);
    }
}

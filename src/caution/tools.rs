//! Whom a caution concerns.

use super::carrier::Carrier;
use super::data_format::tools_of;
use super::kind::Caution;

impl Caution {
    /// The tools or carriers that it concerns, those in wide use first.
    ///
    /// The versions are told with each kind. Others of the same make do the same.
    #[must_use]
    pub fn tools(&self) -> Vec<&'static str> {
        match self {
            Self::DotSegment { .. } => FOLDING.to_vec(),
            Self::LeadingSlash | Self::EmptySegment => {
                [&["HttpClient 4 of Apache"], &PROXIES[..]].concat()
            }
            Self::Respelled { characters } => {
                let clients: &[_] = if characters == "+" {
                    &["http.rb"]
                } else {
                    &["aiohttp", "fsspec", "http.rb"]
                };
                [clients, &PROXIES].concat()
            }
            Self::TooLong { carriers, .. } => carriers.iter().map(Carrier::name).collect(),
            Self::LocalHost { .. } => vec!["everything on another machine or network"],
            Self::PlainHttp => vec!["browsers, in a page that came by https"],
            Self::HeadFirst { suffix } => tools_of(suffix).to_vec(),
            Self::UnsettableHeaders { .. } => vec!["fetch in browsers", "XMLHttpRequest"],
            Self::TypeNotSigned => ADDING_TYPE.to_vec(),
            Self::FoldedBlanks => vec!["S3", "fetch", "wget", "requests"],
        }
    }
}

const FOLDING: [&str; 16] = [
    "browsers",
    "curl",
    "wget",
    "lynx",
    "requests",
    "httpx",
    "urllib3",
    "aiohttp",
    "curl_cffi",
    "HTTPie",
    "fetch of Node",
    "axios",
    "got",
    "undici",
    "nginx (proxy_pass with a path)",
    "Apache httpd (ProxyPass)",
];

const PROXIES: [&str; 2] = ["nginx (proxy_pass with a path)", "Apache httpd (ProxyPass)"];

const ADDING_TYPE: [&str; 12] = [
    "browsers (File, Blob)",
    "curl --data-binary",
    "wget --body-file",
    "axios",
    "needle",
    "urllib",
    "aiohttp",
    "net/http of Ruby",
    "LWP",
    "HTTP::Tiny",
    "PHP",
    "HTTPie",
];

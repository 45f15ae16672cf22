//! [`Console`]: who signs, for which server, and what the page suggests.

use s3_presigner::{Credentials, Error, Presigner};

use super::embedded::Server;

/// What the page works on.
pub(crate) struct Console {
    pub(crate) presigner: Presigner,
    pub(crate) credentials: Credentials,
    pub(crate) buckets: Vec<String>,
    /// An object that is known to be there, for the page to begin with.
    pub(crate) sample_key: Option<&'static str>,
    /// The server that lives and dies with the console.
    pub(crate) server: Option<Server>,
}

impl Console {
    pub(crate) fn new(presigner: Presigner, credentials: Credentials) -> Self {
        Self { presigner, credentials, buckets: Vec::new(), sample_key: None, server: None }
    }

    pub(crate) fn with_buckets(mut self, buckets: Vec<String>) -> Self {
        self.buckets = buckets;
        self
    }

    /// The server, without a bucket, in words.
    pub(crate) fn place(&self) -> String {
        let region = self.presigner.region();
        let url = self.presigner.endpoint().resolve(region, None);
        let url = url.map_or_else(|error| error.to_string(), |endpoint| endpoint.url);
        let name = if self.server.is_some() { " (embedded, in memory)" } else { "" };
        format!("{url} in {}{name}", region.as_str())
    }

    /// The origins that the page has to reach, as sources of a content security policy.
    ///
    /// # Errors
    ///
    /// When no endpoint fits the settings; then no link could be made either.
    pub(crate) fn sources(&self) -> Result<Vec<String>, Error> {
        let mut sources = Vec::new();
        // A bucket that can stand in a host name, and one that cannot.
        for bucket in [PROBE, "probe.bucket"] {
            let resolved = self.presigner.endpoint().resolve(self.presigner.region(), Some(bucket));
            let source = source_of(&resolved?.url);
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        Ok(sources)
    }
}

/// Scheme, host and port; any bucket where the host begins with the probe's name.
fn source_of(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("https", url));
    let host = rest.split('/').next().unwrap_or(rest);
    match host.strip_prefix(PROBE) {
        Some(domain) => format!("{scheme}://*{domain}"),
        None => format!("{scheme}://{host}"),
    }
}

const PROBE: &str = "probe-bucket";

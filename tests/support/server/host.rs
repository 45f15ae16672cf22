//! Which bucket a `Host` header names.

use s3s::S3Result;
use s3s::host::{S3Host, VirtualHost};

/// A domain whose subdomains are buckets, on whatever port and in whatever case.
///
/// s3s's own `SingleDomain` is not used: it compares the port, which is not known before the server
/// is started, it minds the case, and it takes every other host name, `localhost` too, for a bucket.
pub struct Domain {
    name: String,
}

impl Domain {
    pub fn new(name: &str) -> Self {
        Self { name: name.to_ascii_lowercase() }
    }

    fn bucket(&self, host: &str) -> Option<String> {
        let name = match host.rsplit_once(':') {
            Some((name, _port)) => name,
            None => host,
        };
        let name = name.to_ascii_lowercase();
        let bucket = name.strip_suffix(&self.name)?.strip_suffix('.')?;
        (!bucket.is_empty()).then(|| bucket.to_owned())
    }
}

impl S3Host for Domain {
    fn parse_host_header<'a>(&'a self, host: &'a str) -> S3Result<VirtualHost<'a>> {
        let without_bucket = VirtualHost::new(self.name.as_str());
        Ok(match self.bucket(host) {
            Some(bucket) => without_bucket.with_bucket(bucket),
            None => without_bucket,
        })
    }
}

//! [`Style`]: where the bucket stands, as an argument says it.

use clap::ValueEnum;

/// Where the bucket stands in a link.
#[derive(Clone, Copy, ValueEnum)]
pub enum Style {
    /// In front of the host at AWS, in the path elsewhere.
    Auto,
    /// In front of the host.
    Virtual,
    /// In the path.
    Path,
    /// In the endpoint already.
    HostIsBucket,
}

impl Style {
    /// The word that a variable has for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Virtual => "virtual",
            Self::Path => "path",
            Self::HostIsBucket => "host_is_bucket",
        }
    }
}

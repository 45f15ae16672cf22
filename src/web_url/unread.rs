//! [`Unread`]: why a text is not read as a URL.

/// Why a text is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// No browser takes it for a URL.
    NoUrl,
    /// It has a scheme other than http and https.
    OtherScheme,
    /// Only the crate `url` can tell about its host, and this build is without that.
    Host,
}

/// What is said of [`Unread::Host`].
pub(crate) const HOST_RULE: &str = "its host is an international name, or a name or an address in an unusual spelling, \
    which only a build with the feature `url` can read; turn that on, or write another host";

//! The type of the crate `url`.

use url::Url;

use crate::error::{Error, shortened};
use crate::presigned_url::PresignedUrl;

impl PresignedUrl {
    /// The URL as a [`Url`], which spells it the same. With the feature `url`, which is on by default.
    ///
    /// # Errors
    ///
    /// [`Error::DotSegment`] for a key with dot segments, which `Url` would fold.
    pub fn to_url(&self) -> Result<Url, Error> {
        match Url::parse(self.as_str()) {
            Ok(url) if url.as_str() == self.as_str() => Ok(url),
            _ => Err(Error::DotSegment { key: shortened(self.path()) }),
        }
    }
}

impl TryFrom<PresignedUrl> for Url {
    type Error = Error;

    fn try_from(url: PresignedUrl) -> Result<Self, Error> {
        url.to_url()
    }
}

impl TryFrom<&PresignedUrl> for Url {
    type Error = Error;

    fn try_from(url: &PresignedUrl) -> Result<Self, Error> {
        url.to_url()
    }
}

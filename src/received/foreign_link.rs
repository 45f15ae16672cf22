//! [`ForeignLink`]: a signed link that is none of S3's, and when it ends.

use std::time::SystemTime;

use super::foreign_marks::{Query, missing, signer_of};
use super::foreign_signer::ForeignSigner;
use super::foreign_times::times;
use super::link_end::{LinkEnd, LinkTimes};
use super::raw_url::RawUrl;

/// A signed link that another service made and checks, as its parameters tell; the host only helps, as such
/// services stand behind domains of their users.
///
/// # Examples
///
/// ```
/// use std::time::{Duration, UNIX_EPOCH};
/// use s3_presigner::{ForeignSigner, Inspection, LinkEnd};
///
/// let link = "https://media.example.com/a.jpg?Expires=1767290400&Signature=nitf~yYD-j19__&Key-Pair-Id=K2JCEXAMPLE";
/// let inspection = Inspection::of(link);
/// let foreign = inspection.foreign().unwrap();
///
/// assert_eq!(foreign.signer(), ForeignSigner::CloudFrontCanned);
/// assert_eq!(foreign.end(), LinkEnd::At(UNIX_EPOCH + Duration::from_secs(1_767_290_400)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignLink {
    signer: ForeignSigner,
    times: LinkTimes,
    missing: Vec<&'static str>,
}

impl ForeignLink {
    /// Reads the link; none if it is not known to be another's.
    pub(crate) fn read(url: &RawUrl<'_>) -> Option<Self> {
        let text = carried_query(url);
        let query = Query { url: &RawUrl { query: &text, ..*url } };
        let signer = signer_of(&query)?;
        Some(Self { signer, times: times(signer, &query), missing: missing(signer, &query) })
    }

    /// Whose it is.
    #[must_use]
    pub fn signer(&self) -> ForeignSigner {
        self.signer
    }

    /// When it begins to work, if it says so.
    #[must_use]
    pub fn starts_at(&self) -> Option<SystemTime> {
        self.times.starts_at
    }

    /// When it ends.
    #[must_use]
    pub fn end(&self) -> LinkEnd {
        self.times.end
    }

    /// The parameters without which its service takes no link.
    pub(crate) fn missing(&self) -> &[&'static str] {
        &self.missing
    }
}

/// The query, or what stands for it: Tencent's in one parameter, Bunny's in the path.
fn carried_query(url: &RawUrl<'_>) -> String {
    let mut params = url.params();
    let one = params.find(|param| param.piece.starts_with("sign=q-sign-algorithm"));
    if let Some(inner) = one.and_then(|param| param.decoded_value()) {
        // Where it is not escaped, the rest of the query is the rest of it.
        let is_whole = inner.contains('&');
        return if is_whole { inner.into_owned() } else { url.query.replacen("sign=", "", 1) };
    }
    let in_path = url.path.split('/').find(|segment| segment.starts_with("bcdn_token="));
    in_path.unwrap_or(url.query).to_owned()
}

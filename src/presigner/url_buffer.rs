//! [`UrlBuffer`]: many URLs in one text.

use std::fmt;

use super::urls::Urls;
use crate::error::Error;
use crate::policy::Grant;
use crate::request::S3Request;
use crate::sigv4::{Pen, SignedLane, SigningLanes};

/// What [`Batch::presign_all_into`](crate::Batch::presign_all_into) made of its requests: for each a URL, or what is
/// wrong with it. It keeps its memory, so that the next URLs take none.
///
/// A URL is a bearer token, so `Debug` shows how many there are and no more.
pub struct UrlBuffer {
    lanes: SigningLanes,
    texts: Texts,
}

impl UrlBuffer {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self { lanes: SigningLanes::new(), texts: Texts::default() }
    }

    /// The URLs, each with what is wrong with its request in its place, in the order of the requests.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Result<&str, &Error>> {
        let mut start = 0;
        self.texts.ends.iter().map(move |end| match end {
            Ok(end) => {
                let url = self.texts.text.get(start..*end).unwrap_or_default();
                start = *end;
                Ok(url)
            }
            Err(error) => Err(&**error),
        })
    }

    /// Takes out the text of all URLs, one behind the other, as Arrow keeps texts; where each ends follows from
    /// [`iter`](Self::iter). It leaves the buffer empty.
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use s3_presigner::{Credentials, Presigner, Region, S3Request, UrlBuffer};
    /// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::EU_WEST_1);
    /// # let batch = presigner.batch(Duration::from_secs(900))?;
    /// let mut urls = UrlBuffer::new();
    /// batch.presign_all_into(["a", "", "c"].map(|key| S3Request::get_object("photos", key)), &mut urls);
    /// let lengths: Vec<usize> = urls.iter().map(|url| url.map_or(0, str::len)).collect();
    /// let text = urls.take_text();
    /// assert!(text.starts_with("https://photos.") && text.len() == lengths.iter().sum::<usize>());
    /// assert!(urls.is_empty());
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn take_text(&mut self) -> String {
        std::mem::take(&mut self.texts).text
    }

    /// How many requests there were.
    #[must_use]
    pub fn len(&self) -> usize {
        self.texts.ends.len()
    }

    /// Whether there was no request.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.ends.is_empty()
    }

    /// The parts, with nothing in them, whatever became of the requests before; at least so many are to come.
    pub(super) fn emptied(&mut self, count: usize) -> (&mut SigningLanes, &mut impl Urls) {
        self.lanes.clear();
        let texts = &mut self.texts;
        texts.text.clear();
        texts.ends.clear();
        (texts.filled, texts.count) = (0, count);
        (&mut self.lanes, texts)
    }
}

impl Default for UrlBuffer {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for UrlBuffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UrlBuffer").field("len", &self.len()).finish_non_exhaustive()
    }
}

/// The URLs one behind the other.
#[derive(Default)]
struct Texts {
    text: String,
    /// Where each URL ends; of the first so many it is known.
    ends: Vec<Result<usize, Box<Error>>>,
    filled: usize,
    /// How many there will be, as far as that was told.
    count: usize,
}

/// So many bytes are made room for at a time: a short list of long keys may begin a long list of short ones.
const ROOM: usize = 1 << 20;

impl Urls for Texts {
    #[inline]
    fn expect(&mut self, _: &Pen<'_>, _: &S3Request<'_>, _: &Grant) {
        self.ends.push(Ok(0));
    }

    fn refuse(&mut self, error: Error) {
        self.ends.push(Err(Box::new(error)));
    }

    fn fill(&mut self, lane: &SignedLane<'_>) {
        let rest = self.ends.get_mut(self.filled..).unwrap_or_default();
        let waiting =
            rest.iter_mut().enumerate().find_map(|(at, end)| Some((at, end.as_mut().ok()?)));
        if let Some((at, end)) = waiting {
            if self.text.capacity() == 0 {
                // Those of one list are of much the same length.
                self.text.reserve(lane.len().saturating_mul(self.count).min(ROOM));
            }
            lane.write_url(&mut self.text);
            *end = self.text.len();
            self.filled += at + 1;
        }
    }
}

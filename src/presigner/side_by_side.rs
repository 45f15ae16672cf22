//! Many URLs at once, hashed and signed side by side.

use std::borrow::Borrow;

use super::batch::{Batch, with_pen};
use super::url_buffer::UrlBuffer;
use super::urls::Urls;
use crate::error::Error;
use crate::policy::Grant;
use crate::presigned_url::PresignedUrl;
use crate::request::S3Request;
use crate::sigv4::{Pen, SignedLane, SigningLanes};

impl Batch {
    /// A URL for each request, or what is wrong with it, in the order of the requests.
    ///
    /// They are the URLs that [`presign`](Self::presign) makes, in less time, as several are hashed side by side. The
    /// iterator is read to its end first; for one that is slow or has no end there is [`urls`](Self::urls).
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use s3_presigner::{Credentials, Presigner, Region, S3Request};
    /// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::EU_WEST_1);
    /// let keys = ["a.jpg", "", "c.jpg"];
    /// let batch = presigner.batch(Duration::from_secs(900))?;
    /// let urls = batch.presign_all(keys.iter().map(|key| S3Request::get_object("photos", *key)));
    /// assert!(urls[0].is_ok() && urls[1].is_err() && urls[2].is_ok());
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn presign_all<'r, R>(
        &self,
        requests: impl IntoIterator<Item = R>,
    ) -> Vec<Result<PresignedUrl, Error>>
    where
        R: Borrow<S3Request<'r>>,
    {
        let mut list = List::default();
        self.sign_all(requests, &mut SigningLanes::new(), &mut list);
        list.urls
    }

    /// [`presign_all`](Self::presign_all) into a buffer of the caller's, without an allocation once the buffer is long
    /// enough.
    ///
    /// The buffer forgets what it held. The headers to send are those of the requests; they are not given back.
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use s3_presigner::{Credentials, Presigner, Region, S3Request, UrlBuffer};
    /// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::EU_WEST_1);
    /// let batch = presigner.batch(Duration::from_secs(900))?;
    /// let mut urls = UrlBuffer::new();
    /// for keys in [["a.jpg", "b.jpg"], ["c.jpg", ""]] {
    ///     batch.presign_all_into(keys.map(|key| S3Request::get_object("photos", key)), &mut urls);
    ///     for (key, url) in keys.iter().zip(urls.iter()) {
    ///         match url {
    ///             Ok(url) => println!("{key}: {url}"),
    ///             Err(error) => println!("{key}: {error}"),
    ///         }
    ///     }
    /// }
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn presign_all_into<'r, R>(
        &self,
        requests: impl IntoIterator<Item = R>,
        out: &mut UrlBuffer,
    ) where
        R: Borrow<S3Request<'r>>,
    {
        let requests = requests.into_iter();
        let (lanes, urls) = out.emptied(requests.size_hint().0);
        self.sign_all(requests, lanes, urls);
    }

    fn sign_all<'r, R>(
        &self,
        requests: impl IntoIterator<Item = R>,
        lanes: &mut SigningLanes,
        urls: &mut impl Urls,
    ) where
        R: Borrow<S3Request<'r>>,
    {
        // Not `for`, which moves each request twice, and a request is large.
        requests.into_iter().for_each(|request| {
            if let Err(error) = self.lay_out(request.borrow(), lanes, urls) {
                urls.refuse(error);
            }
        });
        self.sign(lanes, urls);
    }

    /// Adds a request to those that wait.
    #[inline]
    fn lay_out(
        &self,
        request: &S3Request<'_>,
        lanes: &mut SigningLanes,
        urls: &mut impl Urls,
    ) -> Result<(), Error> {
        with_pen(&self.signer, &self.resolver, request, |pen| {
            if !lanes.has_room_for(pen) {
                self.sign(lanes, urls);
                lanes.begin(pen, &self.grant);
            }
            lanes.add(pen, request, &self.grant);
            urls.expect(pen, request, &self.grant);
            Ok(())
        })
    }

    /// Signs those that wait. Apart, so that what is done for each request is short.
    #[inline(never)]
    fn sign(&self, lanes: &mut SigningLanes, urls: &mut impl Urls) {
        lanes.sign(&self.signer, &self.grant, |lane| urls.fill(lane));
    }
}

/// URLs that each stand alone, of which the first so many are filled.
#[derive(Default)]
struct List {
    urls: Vec<Result<PresignedUrl, Error>>,
    filled: usize,
}

impl Urls for List {
    fn expect(&mut self, pen: &Pen<'_>, request: &S3Request<'_>, grant: &Grant) {
        self.urls.push(Ok(PresignedUrl::laid_out(pen, request, grant)));
    }

    fn refuse(&mut self, error: Error) {
        self.urls.push(Err(error));
    }

    fn fill(&mut self, lane: &SignedLane<'_>) {
        let rest = self.urls.get_mut(self.filled..).unwrap_or_default();
        let waiting =
            rest.iter_mut().enumerate().find_map(|(at, url)| Some((at, url.as_mut().ok()?)));
        if let Some((at, url)) = waiting {
            url.set_url(lane);
            self.filled += at + 1;
        }
    }
}

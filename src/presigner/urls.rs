//! [`Urls`]: where URLs go that are made side by side.

use crate::error::Error;
use crate::policy::Grant;
use crate::request::S3Request;
use crate::sigv4::{Pen, SignedLane};

/// Where URLs go, in the order of the requests. That there will be one is known before it is signed.
pub(super) trait Urls {
    /// Keeps a place for the URL of a request.
    fn expect(&mut self, pen: &Pen<'_>, request: &S3Request<'_>, grant: &Grant);

    /// Takes what is wrong with a request.
    fn refuse(&mut self, error: Error);

    /// Fills the first place that waits for a URL.
    fn fill(&mut self, lane: &SignedLane<'_>);
}

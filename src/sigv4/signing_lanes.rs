//! [`SigningLanes`]: several requests that are signed side by side.

use std::ops::Range;

use super::canonical_request::{payload_hash, write_behind_query, write_method};
use super::query_string_auth::{BehindProxy, Parts, Pen, push_signature, write_key};
use super::signature::Signature;
use super::signer::Signer;
use crate::digest::{LANES, MacLanes, hash_all};
use crate::endpoint::{Address, AuthScope};
use crate::policy::Grant;
use crate::request::{HeaderLines, S3Request};

/// Requests of one scope and one grant, which wait to be signed. They keep their memory for the next ones.
pub(crate) struct SigningLanes {
    scope: Option<AuthScope<'static>>,
    /// The parameters of the signature, for requests without headers.
    auth_params: String,
    /// The host of a request and the beginning of its path, which stand apart in a lane.
    front: String,
    text: String,
    lanes: Vec<Lane>,
    macs: MacLanes,
}

/// Where the parts of a URL and its canonical request lie in the text. They share path and query, which is why they
/// are written once.
struct Lane {
    front: Range<usize>,
    path: Range<usize>,
    query: Range<usize>,
    canonical_request: Range<usize>,
    /// Of a request with a secret, which is not written here, as this text is not wiped.
    hash: Option<[u8; 32]>,
}

impl SigningLanes {
    pub(crate) fn new() -> Self {
        Self {
            scope: None,
            auth_params: String::new(),
            front: String::new(),
            text: String::new(),
            lanes: Vec::with_capacity(LANES),
            macs: MacLanes::new(),
        }
    }

    /// Whether there is room for one more request, which this pen writes.
    #[inline]
    pub(crate) fn has_room_for(&self, pen: &Pen<'_>) -> bool {
        !self.lanes.is_empty() && self.lanes.len() < LANES && self.is_for(pen)
    }

    #[inline]
    fn is_for(&self, pen: &Pen<'_>) -> bool {
        self.scope.as_ref().is_some_and(|scope| pen.signer.is_for(scope))
    }

    /// Makes room for requests of the same scope as this pen's. What waited is forgotten.
    #[inline(never)]
    pub(crate) fn begin(&mut self, pen: &Pen<'_>, grant: &Grant) {
        if !self.is_for(pen) {
            self.scope = Some(pen.address.site.scope.clone());
        }
        self.clear();
        self.auth_params.clear();
        let date = pen.signer.date(grant.signed_at());
        let none = HeaderLines::default();
        pen.signer.write_auth_params(date, grant.expires_in(), &none, &mut self.auth_params);
    }

    /// Adds a request.
    #[inline]
    pub(crate) fn add(&mut self, pen: &Pen<'_>, request: &S3Request<'_>, grant: &Grant) {
        self.text.reserve(2 * pen.capacity(request));
        let behind_proxy = pen.behind_proxy(request);
        if behind_proxy.is_some() || request.header_lines().has_secret() {
            self.lay_out_apart(pen, request, grant, behind_proxy.as_deref());
        } else {
            self.lay_out(pen, request, grant);
        }
    }

    /// Writes what stands before the path of the URL, the canonical request, and between them nothing.
    #[inline]
    fn lay_out(&mut self, pen: &Pen<'_>, request: &S3Request<'_>, grant: &Grant) {
        let (start, host) = self.write_front(pen);
        let (front, base_path) = self.front.split_at_checked(host).unwrap_or_default();
        self.text.push_str(front);
        let request_start = self.text.len();
        write_method(request.http_method().as_str(), &mut self.text);
        let path = self.text.len();
        self.text.push_str(base_path);
        write_key(request.object_key(), base_path.is_empty(), &mut self.text);
        self.text.push('\n');
        let query = self.text.len();
        let headers = request.header_lines();
        write_query(pen, request, grant, &self.auth_params, &mut self.text);
        let query_end = self.text.len();
        write_behind_query(front, headers, payload_hash(headers), &mut self.text);
        self.lanes.push(Lane {
            front: start..request_start,
            path: path..query - 1,
            query: query..query_end,
            canonical_request: request_start..self.text.len(),
            hash: None,
        });
    }

    /// Writes the URL, and the canonical request of what a proxy makes of it; with a secret, no more than its hash.
    #[cold]
    fn lay_out_apart(
        &mut self,
        pen: &Pen<'_>,
        request: &S3Request<'_>,
        grant: &Grant,
        behind_proxy: Option<&BehindProxy>,
    ) {
        let (start, host) = self.write_front(pen);
        let (front, base_path) = self.front.split_at_checked(host).unwrap_or_default();
        self.text.push_str(front);
        let path = self.text.len();
        self.text.push_str(base_path);
        write_key(request.object_key(), base_path.is_empty(), &mut self.text);
        let query = self.text.len();
        write_query(pen, request, grant, &self.auth_params, &mut self.text);
        let query_end = self.text.len();
        let mut canonical = String::new();
        let part = |range| self.text.get(range).unwrap_or_default();
        let parts = Parts { host: front, path: part(path..query), query: part(query..query_end) };
        let headers = request.header_lines();
        let request = parts.canonical(behind_proxy, request.http_method(), headers);
        let hash = headers.has_secret().then(|| request.hash());
        if hash.is_none() {
            request.write(&mut canonical);
        }
        self.text.push_str(&canonical);
        self.lanes.push(Lane {
            front: start..path,
            path: path..query,
            query: query..query_end,
            canonical_request: query_end..self.text.len(),
            hash,
        });
    }

    /// Begins a lane with the scheme, and keeps host and base path; says where each begins.
    #[inline]
    fn write_front(&mut self, pen: &Pen<'_>) -> (usize, usize) {
        let Address { site, bucket } = pen.address;
        let start = self.text.len();
        site.scheme.write(&mut self.text);
        self.front.clear();
        (start, site.front.write(*bucket, &mut self.front))
    }

    /// Signs all that wait, and hands them on in order.
    pub(crate) fn sign(
        &mut self,
        signer: &Signer,
        grant: &Grant,
        mut take: impl FnMut(&SignedLane<'_>),
    ) {
        let Some(scope) = self.scope.as_ref().filter(|_| !self.lanes.is_empty()) else { return };
        let text = &self.text;
        let (mut requests, mut hashes) = ([&[][..]; LANES], [[0; 32]; LANES]);
        for (place, lane) in requests.iter_mut().zip(&self.lanes) {
            *place = text.get(lane.canonical_request.clone()).unwrap_or_default().as_bytes();
        }
        let hashes = hashes.get_mut(..self.lanes.len()).unwrap_or_default();
        hash_all(requests.get(..self.lanes.len()).unwrap_or_default(), hashes);
        for (place, lane) in hashes.iter_mut().zip(&self.lanes) {
            *place = lane.hash.unwrap_or(*place);
        }
        let secret = signer.credentials().secret_access_key();
        let mut lanes = self.lanes.iter();
        signer.with_scope(scope, |scoped| {
            let date = scoped.date(grant.signed_at());
            scoped.sign_all(secret, date, hashes, &mut self.macs, |signature| {
                if let Some(lane) = lanes.next() {
                    take(&SignedLane { text, lane, signature });
                }
            });
        });
        self.clear();
    }

    /// Forgets what waits.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.lanes.clear();
        self.macs.clear();
    }
}

#[inline]
fn write_query(
    pen: &Pen<'_>,
    request: &S3Request<'_>,
    grant: &Grant,
    auth_params: &str,
    out: &mut String,
) {
    let (params, headers) = (request.params(), request.header_lines());
    params.write_before_signature(out);
    if headers.is_empty() {
        out.push_str(auth_params);
    } else {
        let date = pen.signer.date(grant.signed_at());
        pen.signer.write_auth_params(date, grant.expires_in(), headers, out);
    }
    params.write_behind_signature(out);
}

/// A request that is signed.
pub(crate) struct SignedLane<'l> {
    text: &'l str,
    lane: &'l Lane,
    signature: Signature,
}

impl SignedLane<'_> {
    /// About the length of the URL, and not less.
    pub(crate) fn len(&self) -> usize {
        let Lane { front, path, query, .. } = self.lane;
        front.len() + path.len() + query.len() + self.signature.as_str().len() + 32
    }

    /// Appends the URL.
    #[inline]
    pub(crate) fn write_url(&self, url: &mut String) {
        let part = |range: &Range<usize>| self.text.get(range.clone()).unwrap_or_default();
        url.push_str(part(&self.lane.front));
        url.push_str(part(&self.lane.path));
        url.push('?');
        url.push_str(part(&self.lane.query));
        push_signature(url, &self.signature);
    }
}

//! [`VerifyingLanes`]: several signatures that are checked side by side.

use std::ops::Range;

use super::canonical_request::CanonicalRequest;
use super::scoped_signer::ScopedSigner;
use crate::amz_date::AmzDate;
use crate::credentials::SecretAccessKey;
use crate::digest::{Hex, LANES, Mac, MacLanes, hash_all, is_same};

/// Requests that wait for their signatures to be checked.
pub(crate) struct VerifyingLanes {
    text: Vec<u8>,
    lanes: Vec<Lane>,
    macs: MacLanes,
    signatures: String,
    /// What the strings to sign of one second begin with, under the key of one signer.
    begun: Mac,
}

struct Lane {
    /// The place of the request among all.
    index: usize,
    request: Range<usize>,
    /// Of a request with a secret, which is not written here, as this text is not wiped.
    hash: Option<[u8; 32]>,
    /// Where the string to sign of the request takes its hash.
    hash_end: usize,
    signature: Range<usize>,
}

impl VerifyingLanes {
    pub(crate) fn new() -> Self {
        let (lanes, macs) = (Vec::with_capacity(LANES), MacLanes::new());
        // For links of common length; where more is needed they grow.
        let (text, signatures) =
            (Vec::with_capacity(512 * LANES), String::with_capacity(64 * LANES));
        Self { text, lanes, macs, signatures, begun: Mac::new() }
    }

    /// Begins with the requests that were signed by this signer in this second, if they can be checked here.
    pub(crate) fn begin(
        &mut self,
        signer: &ScopedSigner,
        secret: &SecretAccessKey,
        date: AmzDate,
    ) -> bool {
        signer.begin(secret, date, &mut self.begun)
    }

    /// Adds a request of the signer and the second that was begun with.
    #[inline]
    pub(crate) fn add(&mut self, index: usize, request: &CanonicalRequest<'_>, signature: &str) {
        let (start, signature_start) = (self.text.len(), self.signatures.len());
        let hash = request.headers.has_secret().then(|| request.hash());
        if hash.is_none() {
            request.write(&mut self.text);
        }
        self.signatures.push_str(signature);
        // The hash of the request comes later.
        let hash_end = self.macs.add(&self.begun, |out| out.extend_from_slice(&[0; 64]));
        self.lanes.push(Lane {
            index,
            request: start..self.text.len(),
            hash,
            hash_end,
            signature: signature_start..self.signatures.len(),
        });
    }

    /// Whether no more can be added before those that wait are checked.
    pub(crate) fn is_full(&self) -> bool {
        self.lanes.len() == LANES
    }

    /// Checks those that wait, and names those whose signature does not hold.
    pub(crate) fn verify(&mut self, mut refuse: impl FnMut(usize)) {
        let (mut requests, mut hashes) = ([&[][..]; LANES], [[0; 32]; LANES]);
        for (place, lane) in requests.iter_mut().zip(&self.lanes) {
            *place = self.text.get(lane.request.clone()).unwrap_or_default();
        }
        let hashes = hashes.get_mut(..self.lanes.len()).unwrap_or_default();
        hash_all(requests.get(..self.lanes.len()).unwrap_or_default(), hashes);
        for (lane, hash) in self.lanes.iter().zip(hashes) {
            self.macs.put_hex(lane.hash_end, &Hex::new(&lane.hash.unwrap_or(*hash)));
        }
        let mut lanes = self.lanes.iter();
        self.macs.finish(|mac| {
            let Some(lane) = lanes.next() else { return };
            let signature = self.signatures.get(lane.signature.clone()).unwrap_or_default();
            if !is_same(Hex::new(&mac).as_str(), signature) {
                refuse(lane.index);
            }
        });
        self.text.clear();
        self.signatures.clear();
        self.lanes.clear();
    }
}

impl Drop for VerifyingLanes {
    fn drop(&mut self) {
        self.begun.wipe();
    }
}

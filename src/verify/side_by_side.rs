//! Many requests at once, whose signatures are checked side by side.

use std::ptr;
use std::sync::Arc;
use std::time::SystemTime;

use super::claim::Claim;
use super::known_credentials::KnownCredentials;
use super::verified::Verified;
use super::verifier::Verifier;
use crate::amz_date::AmzDate;
use crate::digest::LANES;
use crate::received::{SignedRequest, VerifyError};
use crate::sigv4::VerifyingLanes;

impl Verifier {
    /// Checks many requests as of now, in less time than one by one: several are hashed side by side.
    ///
    /// What comes of each is what [`verify`](Self::verify) says, in the order of the requests.
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use s3_presigner::{Credentials, Presigner, Region, SignedRequest, Verifier};
    /// # let credentials = Credentials::new("AKIDEXAMPLE", "secret")?;
    /// # let presigner = Presigner::new(credentials.clone(), Region::EU_WEST_1);
    /// let url = presigner.presign_get("photos", "cat.jpg", Duration::from_secs(900))?;
    /// let log = [SignedRequest::new("GET", url.as_str()), SignedRequest::new("PUT", url.as_str())];
    ///
    /// let checked = Verifier::new([credentials]).verify_all(&log);
    /// assert!(checked[0].is_ok() && checked[1].is_err());
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn verify_all(&self, requests: &[SignedRequest<'_>]) -> Vec<Result<Verified, VerifyError>> {
        self.verify_all_at(requests, AmzDate::now())
    }

    /// [`verify_all`](Self::verify_all) as of a given time.
    #[must_use]
    pub fn verify_all_at(
        &self,
        requests: &[SignedRequest<'_>],
        now: SystemTime,
    ) -> Vec<Result<Verified, VerifyError>> {
        let mut all = Vec::with_capacity(requests.len());
        let (mut side_by_side, mut doubted) = (SideBySide::new(), Vec::new());
        let is_exact = self.is_exact();
        for chunk in requests.chunks(LANES) {
            for request in chunk {
                let index = all.len();
                all.push(self.checked(request, now, |claim| {
                    if side_by_side.takes(index, claim) {
                        Ok(false)
                    } else {
                        claim.is_respelled(is_exact)
                    }
                }));
            }
            side_by_side.lanes.verify(|index| doubted.push(index));
        }
        // It may hold as S3 spells the request; and else the error says what was expected.
        for index in doubted {
            if let (Some(place), Some(request)) = (all.get_mut(index), requests.get(index)) {
                *place = self.verify_spelled(request, now, is_exact);
            }
        }
        all
    }
}

/// Claims that wait to be proved.
struct SideBySide {
    lanes: VerifyingLanes,
    /// Who signed the last of them, for where, and when: as long as that is the same, what is signed begins alike.
    last: Option<(Arc<KnownCredentials>, usize, AmzDate)>,
}

impl SideBySide {
    fn new() -> Self {
        Self { lanes: VerifyingLanes::new(), last: None }
    }

    /// Whether a claim is left to be proved beside others. The first of a scope is not, as only a scope that something
    /// was proved for is kept.
    fn takes(&mut self, index: usize, claim: &Claim<'_, '_>) -> bool {
        let Some(signer) = claim.known.signer().kept(claim.scope) else { return false };
        // It never moves as long as its credentials are here.
        let place = ptr::from_ref(signer).addr();
        let is_same = self.last.as_ref().is_some_and(|(known, last_place, date)| {
            Arc::ptr_eq(known, claim.known) && *last_place == place && *date == claim.date
        });
        if !is_same {
            self.last = None;
            let secret = claim.known.credentials().secret_access_key();
            if !self.lanes.begin(signer, secret, claim.date) {
                return false;
            }
            self.last = Some((Arc::clone(claim.known), place, claim.date));
        }
        self.lanes.add(index, &claim.signed.canonical_request(), claim.required.signature);
        true
    }
}

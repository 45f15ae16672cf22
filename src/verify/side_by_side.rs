//! Many requests at once, whose signatures are checked side by side.

use std::ptr;
use std::sync::Arc;
use std::time::SystemTime;

use super::claim::Claim;
use super::known_credentials::KnownCredentials;
use super::said::{Alike, Own};
use super::verified::Verified;
use super::verifier::Verifier;
use crate::amz_date::AmzDate;
use crate::received::{AuthParams, RawUrl, SignedRequest, VerifyError};
use crate::sigv4::VerifyingLanes;

impl Verifier {
    /// Checks many requests as of now, in less time than one by one: several are hashed side by side, and what links of
    /// one signer, day and lifetime say alike is read once where they stand one behind the other.
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
        let mut side_by_side = SideBySide::new(self.is_exact());
        let with_urls = requests.iter().map(|request| (request, RawUrl::split(request.uri)));
        let mut waiting = with_urls.peekable();
        while let Some((request, url)) = waiting.next() {
            let mut params = AuthParams::default();
            let (said, mut own) = match self.said(request, &url, &mut params, now) {
                Ok(said) => said,
                Err(error) => {
                    all.push(Err(error.shown_of(request)));
                    continue;
                }
            };
            let mut checked = |index, request, url: &RawUrl<'_>, own: &Own<'_>| {
                let prove = |claim: &Claim<'_, '_>| side_by_side.prove(index, claim);
                let proof = self.proof(request, url, &said, own, now, prove)?;
                let credential = said.params.credential.as_deref().unwrap_or_default().to_owned();
                Ok(Verified { credential, facts: said.facts(own), proof })
            };
            let first = checked(all.len(), request, &url, &own);
            all.push(first.map_err(|error: VerifyError| error.shown_of(request)));
            let alike = waiting.peek().and_then(|(_, next)| Alike::of(&said, &url, next));
            let Some(alike) = alike else { continue };
            let is_alike = |(_, url): &(_, RawUrl<'_>)| alike.own(url).is_some();
            while let Some((request, url)) = waiting.next_if(is_alike) {
                let read = alike.own(&url).unwrap_or_default();
                let next = Self::own(request, &said, &own, read, now).and_then(|next| {
                    own = next;
                    checked(all.len(), request, &url, &own)
                });
                all.push(next.map_err(|error| error.shown_of(request)));
            }
        }
        // It may hold as S3 spells the request; and else the error says what was expected.
        for index in side_by_side.doubted() {
            if let (Some(place), Some(request)) = (all.get_mut(index), requests.get(index)) {
                *place = self.verify_at(request, now);
            }
        }
        all
    }
}

/// Claims that wait to be proved.
struct SideBySide {
    lanes: VerifyingLanes,
    is_exact: bool,
    /// Which did not hold as they stand.
    doubted: Vec<usize>,
    /// Who signed the last of them, for where, and when: as long as that is the same, what is signed begins alike.
    last: Option<(Arc<KnownCredentials>, usize, AmzDate)>,
}

impl SideBySide {
    fn new(is_exact: bool) -> Self {
        Self { lanes: VerifyingLanes::new(), is_exact, doubted: Vec::new(), last: None }
    }

    /// Whether a request was respelled; as it was not, for the time being, where its claim is proved beside others.
    #[inline]
    fn prove(&mut self, index: usize, claim: &Claim<'_, '_>) -> Result<bool, VerifyError> {
        if !self.takes(index, claim) {
            return claim.is_respelled(self.is_exact);
        }
        if self.lanes.is_full() {
            self.verify();
        }
        Ok(false)
    }

    /// Whether a claim is left to be proved beside others. The first of a scope is not, as only a scope that something
    /// was proved for is kept.
    #[inline]
    fn takes(&mut self, index: usize, claim: &Claim<'_, '_>) -> bool {
        let date = claim.own.date;
        let Some(signer) = claim.known.signer().kept(&claim.said.scope) else { return false };
        // It never moves as long as its credentials are here.
        let place = ptr::from_ref(signer).addr();
        let is_same = self.last.as_ref().is_some_and(|(known, last_place, last_date)| {
            Arc::ptr_eq(known, claim.known) && *last_place == place && *last_date == date
        });
        if !is_same {
            self.last = None;
            let secret = claim.known.credentials().secret_access_key();
            if !self.lanes.begin(signer, secret, date) {
                return false;
            }
            self.last = Some((Arc::clone(claim.known), place, date));
        }
        self.lanes.add(index, &claim.signed.canonical_request(), claim.own.signature);
        true
    }

    fn verify(&mut self) {
        self.lanes.verify(|index| self.doubted.push(index));
    }

    /// Which did not hold as they stand, once all have been added.
    fn doubted(mut self) -> Vec<usize> {
        self.verify();
        self.doubted
    }
}

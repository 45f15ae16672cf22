//! Many requests at once, whose signatures are checked side by side.

use std::time::SystemTime;

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
        let (mut lanes, mut doubted) = (VerifyingLanes::new(), Vec::new());
        for chunk in requests.chunks(LANES) {
            for request in chunk {
                let index = all.len();
                all.push(self.checked(
                    request,
                    now,
                    |claim| match claim.lay_out(index, &mut lanes) {
                        true => Ok(false),
                        false => claim.is_respelled(self.is_exact()),
                    },
                ));
            }
            lanes.verify(|index| doubted.push(index));
        }
        // It may hold as S3 spells the request; and else the error says what was expected.
        for index in doubted {
            if let (Some(place), Some(request)) = (all.get_mut(index), requests.get(index)) {
                *place = self.verify_spelled(request, now, self.is_exact());
            }
        }
        all
    }
}

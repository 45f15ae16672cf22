//! [`Diagnosis`]: the likely cause of a refusal, with what is wrong with the link.

use std::fmt;
use std::time::SystemTime;

use super::answer::Answer;
use super::cause::Cause;
use super::evidence::Evidence;
use super::failed_request::FailedRequest;
use super::weighing::weighed;
use crate::amz_date::AmzDate;
use crate::inspect::{Inspection, Problem};

/// Why a server refused a presigned request, as far as its answer and the request tell.
///
/// # Examples
///
/// ```
/// # use std::time::Duration;
/// # use s3_presigner::{Credentials, Presigner, Region, S3Request, Verifier};
/// use s3_presigner::{Cause, FailedRequest, SignedRequest};
///
/// # let credentials = Credentials::new("AKIDEXAMPLE", "secret")?;
/// # let presigner = Presigner::new(credentials.clone(), Region::new("eu-west-1")?);
/// let request = S3Request::put_object("photos", "cat.jpg").content_type("image/jpeg");
/// let url = presigner.presign(&request, Duration::from_secs(900))?;
///
/// // A client sends a type of its own, and S3 answers with XML.
/// let sent = SignedRequest::new("PUT", url.as_str()).header("content-type", "text/plain");
/// # let answer = Verifier::new([credentials]).verify(&sent).unwrap_err().to_xml();
/// let diagnosis = FailedRequest::new(sent, &answer).with_meant(&url).diagnose();
/// assert_eq!(
///     diagnosis.to_string(),
///     "the link is signed with the Content-Type \"image/jpeg\", but the client sent the Content-Type \
///      \"text/plain\": send exactly the Content-Type that is signed; curl -d and fetch with a Blob set one by \
///      themselves"
/// );
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    cause: Cause,
    problems: Vec<Problem>,
}

impl Diagnosis {
    /// The likely cause.
    #[must_use]
    pub fn cause(&self) -> &Cause {
        &self.cause
    }

    /// What is wrong with the link itself, or may be: see [`Inspection::problems`].
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl fmt::Display for Diagnosis {
    /// The cause, and what to do about it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.cause, self.cause.remedy())
    }
}

impl FailedRequest<'_> {
    /// Finds the cause, as of now.
    #[must_use]
    pub fn diagnose(&self) -> Diagnosis {
        self.diagnose_at(AmzDate::now())
    }

    /// Finds the cause, as of a given time. Where the answer tells the server's time, that is when the link
    /// was refused.
    #[must_use]
    pub fn diagnose_at(&self, now: SystemTime) -> Diagnosis {
        let answer = Answer::read(self.answer);
        let refused_at = answer.server_time().unwrap_or(now);
        let cause = weighed(&Evidence::of(self, &answer, refused_at)).shown(&self.hidden());
        let problems = Inspection::of_at(self.request.uri, now).problems().to_vec();
        Diagnosis { cause, problems }
    }
}

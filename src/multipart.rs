//! One upload in parts: the plan, its URLs, and the body that completes it.

mod completion;
mod plan;
mod upload;

use std::ops::Range;
use std::time::{Duration, SystemTime};

use crate::amz_date::AmzDate;
use crate::error::Error;
use crate::policy::Validity;
use crate::presigned_url::PresignedUrl;
use crate::presigner::Presigner;

pub use self::completion::CompletedPart;
pub use self::plan::{MultipartPlan, Part};
pub use self::upload::MultipartUpload;

impl Presigner {
    /// The URLs of a whole upload in parts, all with one lifetime, which is checked once.
    ///
    /// Every step has to *begin* before the URLs die: each part, and the completion. Give the lifetime
    /// that the slowest uploader needs.
    ///
    /// # Errors
    ///
    /// As for [`presign`](Self::presign); and [`Error::Multipart`] if there are
    /// [checksums of parts](MultipartUpload::with_part_checksums), but not one for each, or not of one
    /// algorithm.
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use s3_presigner::{Credentials, MultipartPlan, MultipartUpload, Presigner, Region, S3Request};
    /// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
    /// let hour = Duration::from_secs(3_600);
    /// let begin = presigner.presign(&S3Request::create_multipart_upload("films", "cat.mp4"), hour)?;
    /// // … POST to it, and read the UploadId from the XML of the answer …
    /// let upload_id = "VXBsb2FkIElE";
    ///
    /// let plan = MultipartPlan::new(12_000_000)?;
    /// let upload = MultipartUpload::new("films", "cat.mp4", upload_id, plan);
    /// let urls = presigner.presign_multipart(&upload, hour)?;
    /// for part in urls.parts() {
    ///     println!("PUT bytes {:?} to {}", part.range(), part.url().as_str());
    /// }
    /// // … keep the ETag header of each answer, then POST this body to urls.complete() …
    /// let body = plan.completion_body([(1, "\"9b2c…\""), (2, "\"71fa…\"")])?;
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn presign_multipart(
        &self,
        upload: &MultipartUpload<'_>,
        lifetime: Duration,
    ) -> Result<PresignedMultipart, Error> {
        self.presign_multipart_at(upload, lifetime, AmzDate::now())
    }

    /// [`presign_multipart`](Self::presign_multipart) at a given time.
    ///
    /// # Errors
    ///
    /// As for [`presign_multipart`](Self::presign_multipart).
    pub fn presign_multipart_at(
        &self,
        upload: &MultipartUpload<'_>,
        lifetime: Duration,
        now: SystemTime,
    ) -> Result<PresignedMultipart, Error> {
        upload.check_part_checksums()?;
        let batch = self.batch_at(lifetime, now)?;
        let parts = upload.plan().parts().zip(upload.part_checksums()).map(|(part, checksum)| {
            let url = batch.presign(&upload.part(&part, checksum))?;
            Ok(PresignedPart { part, url })
        });
        Ok(PresignedMultipart {
            parts: parts.collect::<Result<_, Error>>()?,
            complete: batch.presign(&upload.complete())?,
            abort: batch.presign(&upload.abort())?,
            list_parts: batch.presign(&upload.list_parts())?,
            validity: batch.validity(),
        })
    }
}

/// The URLs of one upload in parts.
#[derive(Clone, Debug)]
pub struct PresignedMultipart {
    parts: Vec<PresignedPart>,
    complete: PresignedUrl,
    abort: PresignedUrl,
    list_parts: PresignedUrl,
    validity: Validity,
}

impl PresignedMultipart {
    /// The parts in order. They can be uploaded in any order, at once, and again.
    #[must_use]
    pub fn parts(&self) -> &[PresignedPart] {
        &self.parts
    }

    /// The POST that makes the object out of the parts; its body is that of
    /// [`MultipartPlan::completion_body`].
    #[must_use]
    pub fn complete(&self) -> &PresignedUrl {
        &self.complete
    }

    /// The DELETE that gives the upload up.
    #[must_use]
    pub fn abort(&self) -> &PresignedUrl {
        &self.abort
    }

    /// The GET that lists the parts uploaded so far, to go on after an interruption.
    #[must_use]
    pub fn list_parts(&self) -> &PresignedUrl {
        &self.list_parts
    }

    /// From when to when all of them work.
    #[must_use]
    pub fn validity(&self) -> Validity {
        self.validity
    }
}

/// The URL of one part.
#[derive(Clone, Debug)]
pub struct PresignedPart {
    part: Part,
    url: PresignedUrl,
}

impl PresignedPart {
    /// The number, from 1.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.part.number
    }

    /// Which bytes of the object it holds.
    #[must_use]
    pub fn range(&self) -> Range<u64> {
        self.part.range.clone()
    }

    /// How many bytes these are.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.part.length()
    }

    /// Where to PUT them.
    #[must_use]
    pub fn url(&self) -> &PresignedUrl {
        &self.url
    }
}

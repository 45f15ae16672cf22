//! [`MultipartUpload`]: an upload in parts that has been begun, and the requests of its steps.

use std::iter;

use super::plan::{MultipartPlan, Part};
use crate::error::MultipartError;
use crate::request::{Checksum, ChecksumType, S3Request, SseCustomerKey};

/// An upload in parts that has been begun: where to, its `UploadId`, and the plan.
///
/// An upload is begun by a POST to a URL for [`S3Request::create_multipart_upload`]; the `UploadId`
/// is in the XML of the answer. What is set here is signed, so that the holders of the URLs have to send
/// it.
///
/// # Examples
///
/// ```
/// use s3_presigner::{MultipartPlan, MultipartUpload};
///
/// let plan = MultipartPlan::new(12_000_000)?;
/// let upload = MultipartUpload::new("films", "cat.mp4", "VXBsb2FkIElE", plan)
///     .with_signed_lengths(true)
///     .with_if_none_match_any(true); // never overwrite
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct MultipartUpload<'a> {
    bucket: &'a str,
    key: &'a str,
    upload_id: &'a str,
    plan: MultipartPlan,
    signs_lengths: bool,
    customer_key: Option<SseCustomerKey>,
    if_none_match_any: bool,
    mp_object_size: Option<u64>,
    checksum: Option<Checksum>,
    part_checksums: Option<Vec<Checksum>>,
    requester_pays: bool,
    bucket_owner: Option<&'a str>,
}

impl<'a> MultipartUpload<'a> {
    /// The upload of this id.
    #[must_use]
    pub fn new(bucket: &'a str, key: &'a str, upload_id: &'a str, plan: MultipartPlan) -> Self {
        Self {
            bucket,
            key,
            upload_id,
            plan,
            signs_lengths: false,
            customer_key: None,
            if_none_match_any: false,
            mp_object_size: None,
            checksum: None,
            part_checksums: None,
            requester_pays: false,
            bucket_owner: None,
        }
    }

    /// Signs the `Content-Length` of every part, so that nothing longer can be uploaded.
    ///
    /// Browsers and most clients send the header by themselves.
    #[must_use]
    pub fn with_signed_lengths(mut self, on: bool) -> Self {
        self.signs_lengths = on;
        self
    }

    /// The SSE-C key that the upload was begun with, for the parts, the completion and the list.
    #[must_use]
    pub fn with_sse_customer_key(mut self, key: SseCustomerKey) -> Self {
        self.customer_key = Some(key);
        self
    }

    /// `If-None-Match: *` on the completion: only if there is no object of this name then.
    #[must_use]
    pub fn with_if_none_match_any(mut self, on: bool) -> Self {
        self.if_none_match_any = on;
        self
    }

    /// `x-amz-mp-object-size` on the completion: only if the object comes out with the bytes of the plan.
    #[must_use]
    pub fn with_mp_object_size(mut self, on: bool) -> Self {
        self.mp_object_size = on.then_some(self.plan.size());
        self
    }

    /// `x-amz-checksum-…` on the completion: only if the whole object has this checksum.
    ///
    /// The upload has to be begun with its
    /// [`checksum_algorithm`](S3Request::checksum_algorithm) and with
    /// [`ChecksumType::FullObject`], which S3 offers for CRCs, not for hashes such as SHA-256; one of these
    /// [`presign_multipart`](crate::Presigner::presign_multipart) refuses.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html>
    #[must_use]
    pub fn with_checksum(mut self, checksum: Checksum) -> Self {
        self.checksum = Some(checksum);
        self
    }

    /// `x-amz-checksum-…` on every part: only these bytes. One checksum for each part of the plan, in their
    /// order and of one algorithm; what else is given, [`presign_multipart`](crate::Presigner::presign_multipart)
    /// refuses.
    ///
    /// An upload begun with a [`checksum_algorithm`](S3Request::checksum_algorithm) and the type
    /// [`ChecksumType::Composite`], the default of every algorithm but CRC-64/NVME, needs them: S3 refuses a
    /// part without its checksum, and a holder cannot add one to a URL that was signed without. The
    /// completion repeats them, as [`CompletedPart::with_checksum`](crate::CompletedPart::with_checksum).
    /// One of [`ChecksumType::FullObject`] needs none.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::{Checksum, MultipartPlan, MultipartUpload};
    ///
    /// let plan = MultipartPlan::new(12_000_000)?; // two parts
    /// let upload = MultipartUpload::new("films", "cat.mp4", "VXBsb2FkIElE", plan)
    ///     .with_part_checksums([Checksum::Crc32(0xcbf4_3926), Checksum::Crc32(0x1234_5678)]);
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn with_part_checksums(mut self, checksums: impl IntoIterator<Item = Checksum>) -> Self {
        self.part_checksums = Some(checksums.into_iter().collect());
        self
    }

    /// `x-amz-request-payer: requester` on every step: the signer agrees to pay, as Requester Pays
    /// buckets ask.
    #[must_use]
    pub fn with_requester_pays(mut self, on: bool) -> Self {
        self.requester_pays = on;
        self
    }

    /// `x-amz-expected-bucket-owner` on every step: only if the bucket belongs to this account of 12
    /// digits. Other text is a fault that [`presign_multipart`](crate::Presigner::presign_multipart)
    /// reports.
    #[must_use]
    pub fn with_expected_bucket_owner(mut self, account_id: &'a str) -> Self {
        self.bucket_owner = Some(account_id);
        self
    }

    pub(super) fn plan(&self) -> &MultipartPlan {
        &self.plan
    }

    /// Whether each part has its checksum, if any has.
    pub(super) fn check_part_checksums(&self) -> Result<(), MultipartError> {
        let Some(checksums) = &self.part_checksums else { return Ok(()) };
        let (given, count) = (checksums.len(), self.plan.part_count());
        if u32::try_from(given) != Ok(count) {
            return Err(MultipartError::ChecksumCount { given, count });
        }
        let algorithms = || checksums.iter().map(|checksum| checksum.algorithm());
        match (1..).zip(algorithms()).find(|(_, other)| Some(*other) != algorithms().next()) {
            Some((number, _)) => Err(MultipartError::UnlikeChecksum { number }),
            None => Ok(()),
        }
    }

    /// The request of a part, with the checksum that is its, if there is one.
    pub(super) fn part(&self, part: &Part, checksum: Option<Checksum>) -> S3Request<'a> {
        let request = S3Request::upload_part(self.bucket, self.key, self.upload_id, part.number);
        let mut request = self.of_every_step(self.with_key(request));
        if self.signs_lengths {
            request = request.content_length(part.length());
        }
        match checksum {
            Some(checksum) => request.checksum(checksum),
            None => request,
        }
    }

    /// The checksums of the parts in their order; none if none were given.
    pub(super) fn part_checksums(&self) -> impl Iterator<Item = Option<Checksum>> {
        let given = self.part_checksums.iter().flatten().copied();
        given.map(Some).chain(iter::repeat(None))
    }

    pub(super) fn complete(&self) -> S3Request<'a> {
        let request = S3Request::complete_multipart_upload(self.bucket, self.key, self.upload_id);
        let mut request = self.of_every_step(self.with_key(request));
        if self.if_none_match_any {
            request = request.if_none_match_any();
        }
        if let Some(bytes) = self.mp_object_size {
            request = request.mp_object_size(bytes);
        }
        if let Some(checksum) = self.checksum {
            request = request.checksum(checksum).checksum_type(ChecksumType::FullObject);
        }
        request
    }

    pub(super) fn abort(&self) -> S3Request<'a> {
        let request = S3Request::abort_multipart_upload(self.bucket, self.key, self.upload_id);
        self.of_every_step(request)
    }

    pub(super) fn list_parts(&self) -> S3Request<'a> {
        let request = S3Request::list_parts(self.bucket, self.key, self.upload_id);
        self.of_every_step(self.with_key(request))
    }

    fn with_key(&self, request: S3Request<'a>) -> S3Request<'a> {
        match &self.customer_key {
            Some(key) => request.sse_customer_key(key),
            None => request,
        }
    }

    fn of_every_step(&self, mut request: S3Request<'a>) -> S3Request<'a> {
        if self.requester_pays {
            request = request.requester_pays();
        }
        if let Some(account_id) = self.bucket_owner {
            request = request.expected_bucket_owner(account_id);
        }
        request
    }
}

//! [`CompletedPart`], and the body that completes an upload with all of them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::plan::MultipartPlan;
use crate::error::{Error, MultipartError, shortened};
use crate::request::Checksum;
use crate::text::has_control;
use crate::xml;

/// A part that has been uploaded: its number and what S3 answered, to complete the upload with.
///
/// A number with an `ETag` is one. A [checksum](Self::with_checksum) is needed beside it if the upload was
/// begun with a [`checksum_algorithm`](crate::S3Request::checksum_algorithm) and is
/// [`Composite`](crate::ChecksumType::Composite); then each part was sent with it too, by
/// [`with_part_checksums`](crate::MultipartUpload::with_part_checksums). One of
/// [`FullObject`](crate::ChecksumType::FullObject) needs none.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompletedPart.html>
///
/// # Examples
///
/// ```
/// use s3_presigner::{Checksum, ChecksumAlgorithm, CompletedPart, MultipartPlan};
///
/// // The headers `ETag` and `x-amz-checksum-crc32` of the answer to the part.
/// let checksum = Checksum::parse(ChecksumAlgorithm::Crc32, "y/Q5Jg==")?;
/// let part = CompletedPart::new(1, "\"25f9e794\"").with_checksum(checksum);
/// assert_eq!(
///     MultipartPlan::new(9)?.completion_body([part])?,
///     "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
///      <Part><PartNumber>1</PartNumber><ETag>&quot;25f9e794&quot;</ETag>\
///      <ChecksumCRC32>y/Q5Jg==</ChecksumCRC32></Part></CompleteMultipartUpload>"
/// );
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompletedPart<'a> {
    number: u32,
    etag: Cow<'a, str>,
    checksum: Option<Checksum>,
}

impl<'a> CompletedPart<'a> {
    /// The part of this number, from 1, and the `ETag` header of the answer to it, quotes included.
    #[must_use]
    pub fn new(number: u32, etag: impl Into<Cow<'a, str>>) -> Self {
        Self { number, etag: etag.into(), checksum: None }
    }

    /// The checksum of this part alone, of the algorithm that the upload was begun with.
    #[must_use]
    pub fn with_checksum(mut self, checksum: Checksum) -> Self {
        self.checksum = Some(checksum);
        self
    }

    /// Control characters have no place in XML; an `ETag` of nothing at all is told apart, as none was given.
    fn check_etag(&self) -> Result<(), MultipartError> {
        let is_blank = !self.etag.is_empty() && self.etag.trim().is_empty();
        if is_blank || has_control(&self.etag) {
            let (number, etag) = (self.number, shortened(&self.etag));
            return Err(MultipartError::InvalidETag { number, etag });
        }
        Ok(())
    }

    fn write(&self, body: &mut String) {
        body.push_str("<Part>");
        xml::push_element(body, "PartNumber", &self.number.to_string());
        xml::push_element(body, "ETag", &self.etag);
        if let Some(checksum) = self.checksum {
            let tag = format!("Checksum{}", checksum.algorithm().as_str());
            xml::push_element(body, &tag, &checksum.to_base64());
        }
        body.push_str("</Part>");
    }
}

impl<'a, T: Into<Cow<'a, str>>> From<(u32, T)> for CompletedPart<'a> {
    fn from((number, etag): (u32, T)) -> Self {
        Self::new(number, etag)
    }
}

impl MultipartPlan {
    /// The XML body that completes the upload, from the number and the `ETag` of every part, given in
    /// any order. The `ETag`s are those of the answers' headers, quotes included. Where parts have
    /// checksums too, they are given as [`CompletedPart`]s.
    ///
    /// # Errors
    ///
    /// [`Error::Multipart`] for a part without an `ETag` or with text that is none, given twice, or that is
    /// not in the plan; and if some parts have a checksum and others none, or one of another algorithm.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::MultipartPlan;
    ///
    /// let plan = MultipartPlan::new(1_000)?;
    /// assert_eq!(
    ///     plan.completion_body([(1, "\"9b2cf535f27731c974343645a3985328\"")])?,
    ///     "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
    ///      <Part><PartNumber>1</PartNumber>\
    ///      <ETag>&quot;9b2cf535f27731c974343645a3985328&quot;</ETag></Part>\
    ///      </CompleteMultipartUpload>"
    /// );
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn completion_body<'p, T: Into<CompletedPart<'p>>>(
        &self,
        parts: impl IntoIterator<Item = T>,
    ) -> Result<String, Error> {
        let parts = self.in_order(parts.into_iter().map(Into::into))?;
        let mut body = String::from(
            "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">",
        );
        for part in &parts {
            part.write(&mut body);
        }
        body.push_str("</CompleteMultipartUpload>");
        Ok(body)
    }

    /// Every part of the plan once.
    fn in_order<'p>(
        &self,
        parts: impl Iterator<Item = CompletedPart<'p>>,
    ) -> Result<Vec<CompletedPart<'p>>, MultipartError> {
        let count = self.part_count();
        let mut by_number = self.by_number(parts)?;
        let mut ordered: Vec<CompletedPart<'p>> = Vec::new();
        for number in 1..=count {
            let Some(part) = by_number.remove(&number) else {
                return Err(MultipartError::MissingPart { number, count });
            };
            let algorithm = |part: &CompletedPart<'_>| part.checksum.map(Checksum::algorithm);
            if ordered.first().is_some_and(|first| algorithm(first) != algorithm(&part)) {
                return Err(MultipartError::UnlikeChecksum { number });
            }
            ordered.push(part);
        }
        Ok(ordered)
    }

    /// The parts that have an `ETag`, each of the plan and given once.
    fn by_number<'p>(
        &self,
        parts: impl Iterator<Item = CompletedPart<'p>>,
    ) -> Result<BTreeMap<u32, CompletedPart<'p>>, MultipartError> {
        let count = self.part_count();
        let mut by_number = BTreeMap::new();
        for part in parts {
            let number = part.number;
            if !(1..=count).contains(&number) {
                return Err(MultipartError::UnknownPart { number, count });
            }
            part.check_etag()?;
            if by_number.insert(number, part).is_some() {
                return Err(MultipartError::RepeatedPart { number });
            }
        }
        by_number.retain(|_, part| !part.etag.is_empty());
        Ok(by_number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: u64 = 1024 * 1024;

    fn three() -> MultipartPlan {
        MultipartPlan::with_part_size(11 * MIB, 5 * MIB).unwrap()
    }

    #[test]
    fn the_body_is_in_order_escaped_and_complete() {
        let body = three().completion_body([(3, "c"), (1, "\"a<&>'\""), (2, "b")]).unwrap();
        assert_eq!(
            body,
            "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
             <Part><PartNumber>1</PartNumber><ETag>&quot;a&lt;&amp;&gt;&apos;&quot;</ETag></Part>\
             <Part><PartNumber>2</PartNumber><ETag>b</ETag></Part>\
             <Part><PartNumber>3</PartNumber><ETag>c</ETag></Part></CompleteMultipartUpload>"
        );
        let refusal = |etags: &[(u32, &'static str)]| {
            three().completion_body(etags.iter().copied()).unwrap_err().to_string()
        };
        assert_eq!(
            refusal(&[(1, "a"), (3, "c")]),
            "part 2 of 3 has no ETag: upload it, and give the ETag header of the answer"
        );
        assert_eq!(refusal(&[(1, "a"), (2, ""), (3, "c")]), refusal(&[(1, "a"), (3, "c")]));
        assert_eq!(refusal(&[(4, "d")]), "there is no part 4: the plan has parts 1 to 3");
        assert_eq!(refusal(&[(0, "d")]), "there is no part 0: the plan has parts 1 to 3");
        assert_eq!(
            refusal(&[(1, "a"), (1, "b")]),
            "part 1 has two ETags: give the one of the last upload of it"
        );
    }

    #[test]
    fn an_etag_is_neither_blank_nor_has_it_control_characters() {
        for etag in [" ", "\u{a0}", "a\u{1}\r\n", "\"a\"\n", "\t", "a\u{7f}"] {
            assert_eq!(
                MultipartPlan::new(1)
                    .unwrap()
                    .completion_body([(1, etag)])
                    .unwrap_err()
                    .to_string(),
                format!(
                    "the ETag {etag:?} of part 1 is blank or has a control character: give the ETag \
                     header of the answer, without the end of its line"
                )
            );
        }
    }

    #[test]
    fn each_checksum_has_its_element() {
        let plan = MultipartPlan::new(1).unwrap();
        for (checksum, element) in [
            (Checksum::Crc32(1), "<ChecksumCRC32>AAAAAQ==</ChecksumCRC32>"),
            (Checksum::Crc32c(1), "<ChecksumCRC32C>AAAAAQ==</ChecksumCRC32C>"),
            (Checksum::Crc64Nvme(1), "<ChecksumCRC64NVME>AAAAAAAAAAE=</ChecksumCRC64NVME>"),
            (Checksum::Sha1([0; 20]), "<ChecksumSHA1>AAAAAAAAAAAAAAAAAAAAAAAAAAA=</ChecksumSHA1>"),
            (
                Checksum::Sha256([0; 32]),
                "<ChecksumSHA256>AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=</ChecksumSHA256>",
            ),
            (Checksum::Md5([0; 16]), "<ChecksumMD5>AAAAAAAAAAAAAAAAAAAAAA==</ChecksumMD5>"),
            (Checksum::XxHash64(1), "<ChecksumXXHASH64>AAAAAAAAAAE=</ChecksumXXHASH64>"),
            (Checksum::XxHash3(1), "<ChecksumXXHASH3>AAAAAAAAAAE=</ChecksumXXHASH3>"),
            (
                Checksum::XxHash128(1),
                "<ChecksumXXHASH128>AAAAAAAAAAAAAAAAAAAAAQ==</ChecksumXXHASH128>",
            ),
        ] {
            let part = format!("<Part><PartNumber>1</PartNumber><ETag>e</ETag>{element}</Part>");
            let body =
                plan.completion_body([CompletedPart::new(1, "e").with_checksum(checksum)]).unwrap();
            assert!(body.contains(&part), "{body}");
        }
    }

    #[test]
    fn all_parts_have_checksums_of_one_algorithm_or_none() {
        let parts = |sums: [Option<Checksum>; 3]| {
            (1..).zip(sums).map(|(number, sum)| match sum {
                Some(sum) => CompletedPart::new(number, "e").with_checksum(sum),
                None => CompletedPart::new(number, "e"),
            })
        };
        let (crc, other) = (Some(Checksum::Crc32(1)), Some(Checksum::Crc32c(1)));
        three().completion_body(parts([crc, crc, crc])).unwrap();
        for (sums, number) in [([crc, other, crc], 2), ([crc, crc, None], 3), ([None, crc, crc], 2)]
        {
            assert_eq!(
                three().completion_body(parts(sums)).unwrap_err().to_string(),
                format!(
                    "part {number} and part 1 differ in the algorithm of their checksums, or one has \
                     none: give each part one of the algorithm that the upload was begun with"
                )
            );
        }
    }
}

//! Which object is meant, and on what condition the request is carried out.

use std::ops::{Bound, RangeBounds};
use std::time::SystemTime;

use super::body::dated;
use super::s3_request::S3Request;
use crate::error::{Error, Field};
use crate::limits::PARTS;

impl<'a> S3Request<'a> {
    /// `versionId`: this version of the object.
    #[must_use]
    pub fn version_id(self, id: impl Into<std::borrow::Cow<'a, str>>) -> Self {
        self.filled_param("versionId", id, NO_VERSION)
    }

    /// `partNumber`: this part of an object that was uploaded in parts; 1 to 10 000.
    #[must_use]
    pub fn part_number(self, number: u32) -> Self {
        if !(1..=PARTS).contains(&u64::from(number)) {
            let rule = "a part number is from 1 to 10000";
            return self.fault(Error::invalid(Field::PartNumber, &number.to_string(), rule));
        }
        self.param("partNumber", number.to_string())
    }

    /// `Range`: these bytes of the object, counted from 0. The holder has to send the header.
    ///
    /// A range of Rust's rather than S3's text, whose end is its last byte: `0..100` is `bytes=0-99`. Text goes by
    /// [`header`](Self::header).
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::S3Request;
    ///
    /// let first_ten = S3Request::get_object("photos", "cat.jpg").range(0..10);
    /// let the_rest = S3Request::get_object("photos", "cat.jpg").range(10..);
    /// ```
    #[must_use]
    pub fn range(self, bytes: impl RangeBounds<u64>) -> Self {
        let given = shown(&bytes);
        match byte_range(bytes) {
            Some((first, None)) => self.header("range", &format!("bytes={first}-")),
            Some((first, Some(last))) => self.header("range", &format!("bytes={first}-{last}")),
            None => self.fault(Error::invalid(Field::Range, &given, "it holds at least one byte")),
        }
    }

    /// `Range`: the last bytes of the object, at least one.
    #[must_use]
    pub fn range_of_last(self, bytes: u64) -> Self {
        if bytes == 0 {
            return self.fault(Error::invalid(Field::Range, "0", "it holds at least one byte"));
        }
        self.header("range", &format!("bytes=-{bytes}"))
    }

    /// `If-Match`: only if the object has this `ETag`, given as S3 gave it, quotes included.
    #[must_use]
    pub fn if_match(self, etag: &str) -> Self {
        self.etag_header("if-match", etag)
    }

    /// `If-None-Match`: only if the object has another `ETag` than this.
    #[must_use]
    pub fn if_none_match(self, etag: &str) -> Self {
        self.etag_header("if-none-match", etag)
    }

    /// `If-None-Match: *`: an upload only if there is no object of this name, so never over another.
    #[must_use]
    #[doc(alias = "no_overwrite")]
    pub fn if_none_match_any(self) -> Self {
        self.header("if-none-match", "*")
    }

    /// `If-Modified-Since`, in whole seconds.
    #[must_use]
    pub fn if_modified_since(self, instant: SystemTime) -> Self {
        self.dated_header(dated!("if-modified-since"), instant)
    }

    /// `If-Unmodified-Since`, in whole seconds.
    #[must_use]
    pub fn if_unmodified_since(self, instant: SystemTime) -> Self {
        self.dated_header(dated!("if-unmodified-since"), instant)
    }

    /// `x-amz-expected-bucket-owner`: only if the bucket belongs to this account of 12 digits.
    #[must_use]
    pub fn expected_bucket_owner(self, account_id: &str) -> Self {
        self.account_header("x-amz-expected-bucket-owner", account_id)
    }

    pub(super) fn etag_header(self, name: &str, etag: &str) -> Self {
        if etag.is_empty() {
            let rule = "give the ETag as S3 gave it, quotes included";
            return self.fault(Error::invalid(Field::HeaderValue, "", rule));
        }
        self.header(name, etag)
    }

    pub(super) fn account_header(self, name: &str, account_id: &str) -> Self {
        if account_id.len() != 12 || !account_id.bytes().all(|byte| byte.is_ascii_digit()) {
            let rule = "12 digits, without dashes";
            return self.fault(Error::invalid(Field::AccountId, account_id, rule));
        }
        self.header(name, account_id)
    }

    /// `x-amz-if-match-last-modified-time`, for deletions in directory buckets: only if the object was
    /// last changed then, in whole seconds.
    #[must_use]
    pub fn if_match_last_modified_time(self, instant: SystemTime) -> Self {
        self.dated_header(dated!("x-amz-if-match-last-modified-time"), instant)
    }

    /// `x-amz-if-match-size`, for deletions in directory buckets: only if the object has this many
    /// bytes.
    #[must_use]
    pub fn if_match_size(self, bytes: u64) -> Self {
        self.header("x-amz-if-match-size", &bytes.to_string())
    }

    /// `x-amz-if-match-initiated-time`, for giving uploads up in directory buckets: only if the upload
    /// was begun then, in whole seconds.
    #[must_use]
    pub fn if_match_initiated_time(self, instant: SystemTime) -> Self {
        self.dated_header(dated!("x-amz-if-match-initiated-time"), instant)
    }

    /// `x-amz-request-payer: requester`: the signer agrees to pay, as Requester Pays buckets ask.
    #[must_use]
    #[doc(alias = "request_payer")]
    pub fn requester_pays(self) -> Self {
        self.header("x-amz-request-payer", "requester")
    }
}

pub(super) const NO_VERSION: &str = "name a version, or leave it out";

/// A range as it was given, for messages.
pub(super) fn shown(bytes: &impl RangeBounds<u64>) -> String {
    format!("{:?} to {:?}", bytes.start_bound(), bytes.end_bound())
}

/// The first byte of a range and, if it has an end, the last; `None` if it holds no byte.
pub(super) fn byte_range(bytes: impl RangeBounds<u64>) -> Option<(u64, Option<u64>)> {
    let first = match bytes.start_bound() {
        Bound::Included(first) => *first,
        Bound::Excluded(before) => before.checked_add(1)?,
        Bound::Unbounded => 0,
    };
    let last = match bytes.end_bound() {
        Bound::Included(last) => *last,
        Bound::Excluded(end) => end.checked_sub(1)?,
        Bound::Unbounded => return Some((first, None)),
    };
    (first <= last).then_some((first, Some(last)))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    fn get() -> S3Request<'static> {
        S3Request::get_object("bucket", "key")
    }

    #[test]
    fn conditions_are_written_as_s3_reads_them() {
        let date = UNIX_EPOCH + Duration::from_millis(1_330_559_999_900);
        let request = get()
            .version_id("3HL4")
            .part_number(7)
            .range(0..=9)
            .if_match("\"abc\"")
            .if_none_match("\"def\"")
            .if_modified_since(date)
            .if_unmodified_since(date)
            .expected_bucket_owner("111122223333")
            .requester_pays();
        request.validate().unwrap();
        let lines: Vec<_> = request.header_lines().iter().collect();
        assert_eq!(
            lines,
            [
                ("if-match", "\"abc\""),
                ("if-modified-since", "Wed, 29 Feb 2012 23:59:59 GMT"),
                ("if-none-match", "\"def\""),
                ("if-unmodified-since", "Wed, 29 Feb 2012 23:59:59 GMT"),
                ("range", "bytes=0-9"),
                ("x-amz-expected-bucket-owner", "111122223333"),
                ("x-amz-request-payer", "requester"),
            ]
        );
        assert_eq!(request.params().text_around(""), "&partNumber=7&versionId=3HL4");
    }

    #[test]
    fn ranges_are_written_whichever_way_they_are_given() {
        let range = |request: S3Request<'_>| request.header_lines().get("range").map(str::to_owned);
        assert_eq!(range(get().range(0..10)).as_deref(), Some("bytes=0-9"));
        assert_eq!(range(get().range(10..)).as_deref(), Some("bytes=10-"));
        assert_eq!(range(get().range(..10)).as_deref(), Some("bytes=0-9"));
        assert_eq!(range(get().range(..)).as_deref(), Some("bytes=0-"));
        assert_eq!(
            range(get().range((Bound::Excluded(1), Bound::Included(2)))).as_deref(),
            Some("bytes=2-2")
        );
        assert_eq!(range(get().range_of_last(5)).as_deref(), Some("bytes=-5"));
    }

    #[test]
    fn values_out_of_range_are_refused() {
        let refusal = |request: S3Request<'_>| request.validate().unwrap_err().to_string();
        for (request, given) in [
            (get().range(5..5), "Included(5) to Excluded(5)"),
            (get().range(..0), "Unbounded to Excluded(0)"),
            (
                get().range((Bound::Excluded(u64::MAX), Bound::Unbounded)),
                "Excluded(18446744073709551615) to Unbounded",
            ),
            (get().range_of_last(0), "0"),
        ] {
            let expected = format!("range {given:?} is not valid: it holds at least one byte");
            assert_eq!(refusal(request), expected);
        }
        assert_eq!(
            refusal(get().version_id("")),
            "query parameter value \"\" is not valid: name a version, or leave it out"
        );
        for number in [0, 10_001] {
            assert_eq!(
                refusal(get().part_number(number)),
                format!("part number \"{number}\" is not valid: a part number is from 1 to 10000")
            );
        }
        for id in ["", "1111-2222-3333", "11112222333x"] {
            assert_eq!(
                refusal(get().expected_bucket_owner(id)),
                format!("account id {id:?} is not valid: 12 digits, without dashes")
            );
        }
    }
}

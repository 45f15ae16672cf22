//! Conditional requests.

use hyper::HeaderMap;
use hyper::header::ETAG;
use s3s::dto::{ETag, ETagCondition, Timestamp};
use s3s::{S3Error, S3Result, s3_error};

use super::errors;
use super::store::Object;

/// The conditions of a read, or of a copy upon its source.
pub struct Conditions {
    /// `If-Match`.
    pub matching: Option<ETagCondition>,
    /// `If-None-Match`.
    pub none_matching: Option<ETagCondition>,
    /// `If-Modified-Since`.
    pub modified_since: Option<Timestamp>,
    /// `If-Unmodified-Since`.
    pub unmodified_since: Option<Timestamp>,
}

enum Failed {
    Precondition,
    NotModified,
}

impl Conditions {
    /// Lets a read through, or answers 412 or 304.
    pub fn of_read(&self, object: &Object) -> S3Result<()> {
        match self.check(object) {
            None => Ok(()),
            Some(Failed::Precondition) => Err(errors::precondition_failed()),
            Some(Failed::NotModified) => Err(not_modified(&object.etag)),
        }
    }

    /// Lets a copy through, or answers 412.
    pub fn of_copy_source(&self, object: &Object) -> S3Result<()> {
        self.check(object).map_or(Ok(()), |_| Err(errors::precondition_failed()))
    }

    /// A condition on the `ETag` overrides its companion on the time, as RFC 9110 section 13.2.2 has it.
    fn check(&self, object: &Object) -> Option<Failed> {
        let unmet = match (&self.matching, &self.unmodified_since) {
            (Some(wanted), _) => !matches(wanted, &object.etag),
            (None, Some(since)) => object.modified > *since,
            (None, None) => false,
        };
        let unchanged = match (&self.none_matching, &self.modified_since) {
            (Some(unwanted), _) => matches(unwanted, &object.etag),
            (None, Some(since)) => object.modified <= *since,
            (None, None) => false,
        };
        match (unmet, unchanged) {
            (true, _) => Some(Failed::Precondition),
            (false, true) => Some(Failed::NotModified),
            (false, false) => None,
        }
    }
}

/// Lets a write through, or refuses it as S3 does: `If-None-Match` knows only `*`.
pub fn of_write(
    existing: Option<&Object>,
    if_match: Option<&ETagCondition>,
    if_none_match: Option<&ETagCondition>,
) -> S3Result<()> {
    if let Some(wanted) = if_match {
        let existing = existing.ok_or_else(errors::no_such_key)?;
        if !matches(wanted, &existing.etag) {
            return Err(errors::precondition_failed());
        }
    }
    match (if_none_match, existing) {
        (Some(ETagCondition::ETag(_)), _) => Err(errors::not_implemented()),
        (Some(ETagCondition::Any), Some(_)) => Err(errors::precondition_failed()),
        _ => Ok(()),
    }
}

fn matches(condition: &ETagCondition, etag: &ETag) -> bool {
    condition.as_etag().is_none_or(|wanted| wanted.weak_cmp(etag))
}

fn not_modified(etag: &ETag) -> S3Error {
    let mut error = s3_error!(NotModified, "Not Modified");
    if let Ok(value) = etag.to_http_header() {
        error.set_headers(HeaderMap::from_iter([(ETAG, value)]));
    }
    error
}

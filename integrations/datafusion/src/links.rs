//! The columns of links: what a call gives.

use std::iter;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use datafusion::arrow::array::builder::{NullBufferBuilder, StringBuilder};
use datafusion::arrow::array::{ArrayRef, StringArray, StructArray, TimestampSecondArray};
use datafusion::arrow::buffer::{Buffer, OffsetBuffer};
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::{Result, exec_datafusion_err, internal_datafusion_err};
use s3_presigner::{Batch, Limit, Presigner, UrlBuffer};

use crate::columns::{Object, Rows, Terms};
use crate::function::{UTC, instant_type};
use crate::operation::Operation;

/// The fields of the struct, each of which may be null.
pub(crate) fn fields() -> Fields {
    let field = |name: &str, of| Field::new(name, of, true);
    Fields::from(vec![
        field("url", DataType::Utf8),
        field("expires_at", instant_type()),
        field("limited_by", DataType::Utf8),
        field("error", DataType::Utf8),
    ])
}

/// A link, or the reason why there is none, for each row.
pub(crate) fn sign(
    presigner: &Presigner,
    operation: Operation,
    rows: &Rows,
) -> Result<StructArray> {
    let mut links = Links::new(rows.count);
    let mut urls = UrlBuffer::new();
    let mut named = Vec::new();
    let mut from = 0;
    while from < rows.count {
        let run = rows.run(from);
        from = run.end;
        match Lot::new(presigner, rows.terms(run.start)) {
            Ok(lot) => {
                let objects = run.map(|row| rows.object(row));
                named.clear();
                named.extend(objects.clone().flatten());
                let requests = named.iter().map(|(bucket, key)| operation.request(bucket, key));
                lot.batch.presign_all_into(requests, &mut urls);
                links.add(&lot, objects, &mut urls)?;
            }
            Err(error) => run.for_each(|_| links.refuse(&error)),
        }
    }
    links.finish()
}

/// What the rows of a run share.
struct Lot {
    batch: Batch,
    expires_at: i64,
    limited_by: &'static str,
}

impl Lot {
    fn new(presigner: &Presigner, terms: Terms) -> std::result::Result<Self, String> {
        let seconds = terms.seconds.ok_or("the lifetime is null")?;
        let instant = terms.instant.ok_or("the time to sign at is null")?;
        let lifetime = u64::try_from(seconds)
            .map_err(|_| format!("a lifetime is at least 1 second, not {seconds}"))?;
        let batch = presigner
            .batch_at(Duration::from_secs(lifetime), time(instant)?)
            .map_err(|error| error.to_string())?;
        let validity = batch.validity();
        let expires_at = seconds_since_1970(validity.expires_at());
        Ok(Self { batch, expires_at, limited_by: word(validity.limited_by()) })
    }
}

/// The columns, as far as they are made. The text of all links is one, as Arrow keeps it.
struct Links {
    urls: String,
    /// Where each link ends in the text.
    ends: Vec<i32>,
    signed: NullBufferBuilder,
    expires_at: Vec<i64>,
    limited_by: StringBuilder,
    errors: StringBuilder,
}

impl Links {
    fn new(rows: usize) -> Self {
        let mut ends = Vec::with_capacity(rows.saturating_add(1));
        ends.push(0);
        Self {
            urls: String::new(),
            ends,
            signed: NullBufferBuilder::new(rows),
            expires_at: Vec::with_capacity(rows),
            limited_by: StringBuilder::with_capacity(rows, 0),
            errors: StringBuilder::with_capacity(rows, 0),
        }
    }

    /// Adds the rows of a run; the URLs are in the order of those that name an object.
    fn add<'a>(
        &mut self,
        lot: &Lot,
        objects: impl Iterator<Item = Object<'a>>,
        urls: &mut UrlBuffer,
    ) -> Result<()> {
        let mut end = self.urls.len();
        let mut each = urls.iter();
        let mut signed = 0;
        for object in objects {
            let error = match object.map(|_| each.next()) {
                Ok(Some(Ok(url))) => {
                    end += url.len();
                    self.ends.push(offset(end)?);
                    signed += 1;
                    continue;
                }
                Ok(Some(Err(error))) => &*error.to_string(),
                Ok(None) => return Err(internal_datafusion_err!("a row got no link")),
                Err(error) => error,
            };
            self.tell(lot, std::mem::take(&mut signed));
            self.refuse(error);
        }
        self.tell(lot, signed);
        drop(each);
        // Most often one run is all, whose text is not copied.
        let text = urls.take_text();
        if self.urls.is_empty() {
            self.urls = text;
        } else {
            self.urls.push_str(&text);
        }
        Ok(())
    }

    /// Says of so many links when they end, and why.
    fn tell(&mut self, lot: &Lot, count: usize) {
        self.signed.append_n_non_nulls(count);
        self.expires_at.extend(iter::repeat_n(lot.expires_at, count));
        self.limited_by.append_value_n(lot.limited_by, count);
        self.errors.append_nulls(count);
    }

    fn refuse(&mut self, error: &str) {
        self.ends.push(self.ends.last().copied().unwrap_or_default());
        self.signed.append_null();
        self.expires_at.push(0);
        self.limited_by.append_null();
        self.errors.append_value(error);
    }

    fn finish(mut self) -> Result<StructArray> {
        let signed = self.signed.finish();
        let ends = OffsetBuffer::new(self.ends.into());
        let urls =
            StringArray::try_new(ends, Buffer::from(self.urls.into_bytes()), signed.clone())?;
        let expires_at = TimestampSecondArray::try_new(self.expires_at.into(), signed)?;
        let columns: Vec<ArrayRef> = vec![
            Arc::new(urls),
            Arc::new(expires_at.with_timezone(UTC)),
            Arc::new(self.limited_by.finish()),
            Arc::new(self.errors.finish()),
        ];
        Ok(StructArray::try_new(fields(), columns, None)?)
    }
}

/// Where a link ends, as Arrow counts.
fn offset(end: usize) -> Result<i32> {
    i32::try_from(end).map_err(|_| {
        exec_datafusion_err!(
            "the links of one batch are over 2 GiB: lower datafusion.execution.batch_size"
        )
    })
}

/// The word for it in the library's JSON.
fn word(limit: Limit) -> &'static str {
    match limit {
        Limit::Requested => "requested",
        Limit::Protocol => "protocol",
        Limit::CredentialKind { .. } => "credential_kind",
        Limit::CredentialExpiry => "credential_expiry",
        Limit::Policy => "policy",
        _ => "other",
    }
}

fn time(seconds: i64) -> std::result::Result<SystemTime, String> {
    let span = Duration::from_secs(seconds.unsigned_abs());
    let time =
        if seconds < 0 { UNIX_EPOCH.checked_sub(span) } else { UNIX_EPOCH.checked_add(span) };
    time.ok_or_else(|| {
        format!("the signing time is {seconds} seconds after 1970, which is out of range")
    })
}

fn seconds_since_1970(time: SystemTime) -> i64 {
    let span = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(span.as_secs()).unwrap_or(i64::MAX)
}

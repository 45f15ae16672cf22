//! The columns of links: what a call gives.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use datafusion::arrow::array::builder::{NullBufferBuilder, StringBuilder};
use datafusion::arrow::array::{ArrayRef, StringArray, StructArray, TimestampSecondArray};
use datafusion::arrow::buffer::{Buffer, OffsetBuffer};
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::{Result, exec_datafusion_err};
use s3_presigner::{Batch, Limit, Presigner, S3Request};

use crate::columns::{Row, Rows};
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
pub(crate) fn sign(presigner: &Presigner, operation: Operation, rows: &Rows) -> Result<StructArray> {
    let mut lots = Lots { presigner, last: None };
    let mut links = Links::new(rows.count);
    for row in 0..rows.count {
        let signed = rows.row(row).and_then(|row| {
            let lot = lots.of(row)?;
            append(&lot.batch, &operation.request(row.bucket, row.key), &mut links.urls)?;
            Ok(lot)
        });
        links.end_row(signed)?;
    }
    links.finish()
}

/// The one place where links are made.
fn append(
    batch: &Batch,
    request: &S3Request<'_>,
    urls: &mut String,
) -> std::result::Result<(), String> {
    batch.presign_into(request, urls).map_err(|error| error.to_string())
}

/// What rows with the same lifetime and signing time share.
struct Lot {
    seconds: i64,
    instant: i64,
    batch: Batch,
    expires_at: i64,
    limited_by: &'static str,
}

impl Lot {
    fn new(presigner: &Presigner, row: Row<'_>) -> std::result::Result<Self, String> {
        let Row { seconds, instant, .. } = row;
        let lifetime = u64::try_from(seconds)
            .map_err(|_| format!("a lifetime is at least 1 second, not {seconds}"))?;
        let batch = presigner
            .batch_at(Duration::from_secs(lifetime), time(instant)?)
            .map_err(|error| error.to_string())?;
        let validity = batch.validity();
        let expires_at = seconds_since_1970(validity.expires_at());
        let limited_by = word(validity.limited_by());
        Ok(Self { seconds, instant, batch, expires_at, limited_by })
    }
}

/// The lots of a column of lifetimes: one row mostly has that of the row before.
struct Lots<'a> {
    presigner: &'a Presigner,
    last: Option<Lot>,
}

impl Lots<'_> {
    fn of(&mut self, row: Row<'_>) -> std::result::Result<&Lot, String> {
        let lot = match self.last.take() {
            Some(lot) if (lot.seconds, lot.instant) == (row.seconds, row.instant) => lot,
            _ => Lot::new(self.presigner, row)?,
        };
        Ok(self.last.insert(lot))
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

    fn end_row(&mut self, signed: std::result::Result<&Lot, String>) -> Result<()> {
        let end = i32::try_from(self.urls.len()).map_err(|_| {
            exec_datafusion_err!(
                "the links of one batch are over 2 GiB: lower datafusion.execution.batch_size"
            )
        })?;
        self.ends.push(end);
        self.signed.append(signed.is_ok());
        let lot = signed.as_ref().ok();
        self.expires_at.push(lot.map_or(0, |lot| lot.expires_at));
        self.limited_by.append_option(lot.map(|lot| lot.limited_by));
        self.errors.append_option(signed.err());
        Ok(())
    }

    fn finish(mut self) -> Result<StructArray> {
        let signed = self.signed.finish();
        let ends = OffsetBuffer::new(self.ends.into());
        let urls = StringArray::try_new(ends, Buffer::from(self.urls.into_bytes()), signed.clone())?;
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
    time.ok_or_else(|| format!("the signing time is {seconds} seconds after 1970, which is out of range"))
}

fn seconds_since_1970(time: SystemTime) -> i64 {
    let span = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(span.as_secs()).unwrap_or(i64::MAX)
}

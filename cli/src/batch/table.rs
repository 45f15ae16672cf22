//! Rows of fields: CSV and TSV with the names of their columns, and inventories, which have none.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use percent_encoding::percent_decode_str;

use super::entry::Entry;
use super::form::Form;
use crate::values;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Key,
    Uri,
    Bucket,
    Method,
    ExpiresIn,
    Attachment,
    VersionId,
    Id,
}

impl Column {
    /// By its name, in whatever case.
    pub(super) fn of(name: &str) -> Option<Self> {
        let name = name.trim().trim_start_matches('\u{feff}').to_ascii_lowercase();
        Some(match name.replace([' ', '-'], "_").as_str() {
            "key" | "object" | "object_key" | "objectkey" => Self::Key,
            "uri" | "url" | "s3_uri" | "location" => Self::Uri,
            "bucket" | "bucket_name" => Self::Bucket,
            "method" => Self::Method,
            "expires_in" | "expires" | "lifetime" => Self::ExpiresIn,
            "attachment" | "filename" | "file_name" => Self::Attachment,
            "version_id" | "versionid" => Self::VersionId,
            "id" => Self::Id,
            _ => return None,
        })
    }

    /// Whether it says which object is meant.
    pub(super) fn is_place(self) -> bool {
        matches!(self, Self::Key | Self::Uri)
    }
}

/// What stands in which column.
pub(super) struct Table {
    separator: u8,
    /// `None` for an inventory.
    columns: Option<Vec<Option<Column>>>,
}

/// The fields of one row, and where in the chunk it begins.
pub(super) struct Row {
    pub(super) line: u64,
    fields: Vec<String>,
}

impl Table {
    /// Of the form that has one; `names` is its first line.
    pub(super) fn new(form: Form, names: Option<&str>) -> Result<Self, String> {
        let separator = form.separator().unwrap_or(b',');
        let Some(names) = names.filter(|_| form != Form::Inventory) else {
            return Ok(Self { separator, columns: None });
        };
        let row = Rows::new(separator, names.as_bytes(), 1).next();
        let names = row.map_or(Ok(Vec::new()), |row| row.map(|row| row.fields))?;
        let columns: Vec<_> = names.iter().map(|name| Column::of(name)).collect();
        if !columns.iter().flatten().any(|column| column.is_place()) {
            return Err(format!(
                "the first line names no column `key` or `uri`, but {}: name one so, or say with --input what the lines \
                 are",
                names.join(", ")
            ));
        }
        Ok(Self { separator, columns: Some(columns) })
    }

    /// The rows of a chunk that begins at this line of the input.
    pub(super) fn rows<'c>(&self, chunk: &'c [u8], line: u64) -> Rows<'c> {
        Rows::new(self.separator, chunk, line)
    }

    /// What a row asks for.
    pub(super) fn entry(&self, row: Row) -> Result<Entry<'static>, String> {
        match &self.columns {
            Some(columns) => named(columns, row.fields),
            None => of_inventory(row.fields),
        }
    }
}

fn named(columns: &[Option<Column>], fields: Vec<String>) -> Result<Entry<'static>, String> {
    if fields.len() > columns.len() {
        return Err(format!(
            "the row has {} fields, and the first line {} names: put a field with a separator in it in quotes",
            fields.len(),
            columns.len()
        ));
    }
    let mut entry = Entry::default();
    for (column, field) in columns.iter().zip(fields) {
        let Some(column) = column else { continue };
        if field.is_empty() {
            continue;
        }
        match column {
            Column::Key => entry.key = field.into(),
            Column::Uri => entry.set_key(field.into())?,
            Column::Bucket => entry.bucket = Some(field.into()),
            Column::Method => entry.method = Some(field.into()),
            Column::ExpiresIn => entry.expires_in = Some(values::duration(&field)?),
            Column::Attachment => entry.attachment = Some(field.into()),
            Column::VersionId => entry.query.push(("versionId".into(), field.into())),
            Column::Id => entry.id = serde_json::to_string(&field).ok().map(Into::into),
        }
    }
    Ok(entry)
}

/// Bucket and key; with versions also the version, whether it is the latest, and whether it marks a deletion.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory.html>
fn of_inventory(fields: Vec<String>) -> Result<Entry<'static>, String> {
    let mut fields = fields.into_iter();
    let (Some(bucket), Some(key)) = (fields.next(), fields.next()) else {
        return Err(
            "the row has no two fields: of an inventory, the first are bucket and key".to_owned()
        );
    };
    // As in a form, where a plus stands for a space.
    let key = key.replace('+', " ");
    let key = percent_decode_str(&key).decode_utf8();
    let key = key.map_err(|_| "the key is no UTF-8 once it is decoded: sign it by itself")?;
    let mut entry =
        Entry { bucket: Some(bucket.into()), key: key.into_owned().into(), ..Entry::default() };
    let is_flag = |field: &str| matches!(field, "true" | "false");
    if let [version, latest, marker, ..] = fields.as_slice()
        && is_flag(latest)
        && is_flag(marker)
    {
        if marker == "true" {
            return Err("the row marks a deletion: there is nothing to link to".to_owned());
        }
        if !version.is_empty() {
            entry.query.push(("versionId".into(), version.clone().into()));
        }
    }
    Ok(entry)
}

/// The rows of a chunk.
pub(super) struct Rows<'c> {
    reader: Reader,
    rest: &'c [u8],
    first: u64,
    /// Room for the fields of a row, one behind the other, and for their ends.
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl<'c> Rows<'c> {
    fn new(separator: u8, rest: &'c [u8], first: u64) -> Self {
        let mut builder = ReaderBuilder::new();
        // Of tabs, nobody quotes.
        builder.delimiter(separator).quoting(separator == b',');
        let (text, ends) = (vec![0; rest.len()], vec![0; rest.len() + 1]);
        Self { reader: builder.build(), rest, first, text, ends }
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, String>;

    fn next(&mut self) -> Option<Self::Item> {
        let (mut written, mut found) = (0, 0);
        let line = self.first + self.reader.line() - 1;
        loop {
            let (text, ends) = (self.text.get_mut(written..)?, self.ends.get_mut(found..)?);
            let (result, read, wrote, ended) = self.reader.read_record(self.rest, text, ends);
            self.rest = self.rest.get(read..)?;
            written += wrote;
            found += ended;
            match result {
                ReadRecordResult::Record => break,
                // An empty input is the end of it.
                ReadRecordResult::InputEmpty => {}
                // There is room for all of the input, so it is never full.
                ReadRecordResult::End
                | ReadRecordResult::OutputFull
                | ReadRecordResult::OutputEndsFull => return None,
            }
        }
        let starts = std::iter::once(&0).chain(&self.ends);
        let fields = starts.zip(&self.ends).take(found).map(|(start, end)| {
            let field = self.text.get(*start..*end).unwrap_or_default();
            std::str::from_utf8(field).map(str::to_owned)
        });
        let fields: Result<Vec<_>, _> = fields.collect();
        let not_text = |_| "the row is not UTF-8: write the file anew in it".to_owned();
        Some(fields.map(|fields| Row { line, fields }).map_err(not_text))
    }
}

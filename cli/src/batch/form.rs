//! [`Form`]: what the lines of the input are, and how that is told from the first of them.

use clap::ValueEnum;

/// What the lines are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// Keys, or URIs such as s3://photos/cat.jpg
    Keys,
    /// Objects with a key: {"key": "cat.jpg"}
    Jsonl,
    /// Fields with commas between them, their names in the first line
    Csv,
    /// Fields with tabs between them, their names in the first line
    Tsv,
    /// A CSV file of S3 Inventory: bucket and key in quotes, the key URL-encoded, no names
    Inventory,
    /// What `aws s3 ls` prints
    S3Ls,
}

impl Form {
    /// What the first line that is not blank looks like. A line of no other form is a key.
    pub(super) fn of(line: &str) -> Self {
        let line = line.trim_end_matches(['\r', '\n']);
        if line.trim_start().starts_with('{') {
            Self::Jsonl
        } else if super::listing::is_listed(line) {
            Self::S3Ls
        } else if has_key(line, '\t') {
            Self::Tsv
        } else if has_key(line, ',') {
            Self::Csv
        } else if line.starts_with('"') && line.contains("\",\"") {
            Self::Inventory
        } else {
            Self::Keys
        }
    }

    /// How many there are, in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Keys => "keys",
            Self::Jsonl => "lines of JSON",
            Self::Csv => "rows of CSV",
            Self::Tsv => "rows of TSV",
            Self::Inventory => "rows of an inventory",
            Self::S3Ls => "lines of aws s3 ls",
        }
    }

    /// The separator of fields, where there are some.
    pub(super) fn separator(self) -> Option<u8> {
        match self {
            Self::Csv | Self::Inventory => Some(b','),
            Self::Tsv => Some(b'\t'),
            Self::Keys | Self::Jsonl | Self::S3Ls => None,
        }
    }
}

/// Whether one of several fields is the name of the column of keys, or it is the only one.
fn has_key(line: &str, separator: char) -> bool {
    line.contains(separator)
        && line.split(separator).any(|name| {
            matches!(super::table::Column::of(name.trim_matches('"')), Some(column) if column.is_place())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_tells_what_all_are() {
        for (line, form) in [
            ("cat.jpg", Form::Keys),
            ("2026/a, b.jpg\r\n", Form::Keys),
            ("s3://photos/cat.jpg", Form::Keys),
            ("2026-11-21.log", Form::Keys),
            ("\"quoted\".txt", Form::Keys),
            ("{\"key\":\"a\"}", Form::Jsonl),
            (" {\"key\":\"a\"}", Form::Jsonl),
            ("key,size", Form::Csv),
            ("Bucket,\"Key\",Size\n", Form::Csv),
            ("url\texpires_in", Form::Tsv),
            ("\"photos\",\"a%20b.jpg\",\"12\"", Form::Inventory),
            ("2026-11-21 12:00:00      12345 a b.jpg", Form::S3Ls),
            ("                           PRE folder/", Form::S3Ls),
        ] {
            assert_eq!(Form::of(line), form, "{line}");
        }
    }
}

//! SQL of DuckDB with its extension `httpfs`.

use super::format::{self, Format};
use super::job::{Job, pairs};

pub(super) fn sql(job: &Job<'_>) -> String {
    let link = string(job.link());
    let secret = match pairs(job.headers(), string) {
        none if none.is_empty() => none,
        headers => format!(
            "CREATE OR REPLACE TEMPORARY SECRET presigned (TYPE http, SCOPE {link}, \
             EXTRA_HTTP_HEADERS MAP {{{headers}}});\n"
        ),
    };
    // Else it asks with HEAD, which a GET link refuses.
    format!("SET force_download = true;\n{secret}{};\n", reader(job, &link))
}

/// The query that reads the file. It looks for the ending of the name at the end of the link, so it is told.
fn reader(job: &Job<'_>, link: &str) -> String {
    // Its other columns need a library of time zones in Python.
    let Some((format, is_packed)) = format::of(job.file_name()) else {
        return format!("SELECT content FROM read_blob({link})");
    };
    let packed = if is_packed { ", compression = 'gzip'" } else { "" };
    match format {
        Format::Parquet => format!("FROM read_parquet({link})"),
        Format::Csv => format!("FROM read_csv({link}{packed})"),
        Format::Tsv => format!("FROM read_csv({link}, delim = '\\t'{packed})"),
        Format::Json => format!("FROM read_json({link}{packed})"),
        Format::JsonLines => {
            format!("FROM read_json({link}, format = 'newline_delimited'{packed})")
        }
    }
}

/// A string, in which nothing means anything but the quote itself.
fn string(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_quote_means_anything_in_a_string() {
        assert_eq!(string(r#"it's "a" \' -- $$ ;"#), r#"'it''s "a" \'' -- $$ ;'"#);
    }
}

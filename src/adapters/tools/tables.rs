//! Python's `pandas` and `polars`.

use super::format::{self, Format};
use super::job::{Job, pairs};
use super::python::string;
use crate::error::{ToolError, shortened};
use crate::tool::Tool;

pub(super) fn pandas(job: &Job<'_>) -> Result<String, ToolError> {
    let (format, is_packed) = format(Tool::Pandas, job)?;
    let (function, option) = match format {
        Format::Parquet => ("read_parquet", ""),
        Format::Csv => ("read_csv", ""),
        Format::Tsv => ("read_csv", r#", sep="\t""#),
        Format::Json => ("read_json", ""),
        Format::JsonLines => ("read_json", ", lines=True"),
    };
    // It looks for the ending of the name at the end of the link.
    let packed = if is_packed { ", compression=\"gzip\"" } else { "" };
    let headers = match pairs(job.headers(), string) {
        none if none.is_empty() => none,
        some => format!(", storage_options={{{some}}}"),
    };
    Ok(program("pandas", &format!("{function}(link{option}{packed}{headers})"), job))
}

pub(super) fn polars(job: &Job<'_>) -> Result<String, ToolError> {
    // What is packed with gzip, it sees by itself.
    let (format, _) = format(Tool::Polars, job)?;
    let call = match format {
        Format::Parquet => "read_parquet(link, glob=False)",
        Format::Csv => "read_csv(link, glob=False)",
        Format::Tsv => r#"read_csv(link, glob=False, separator="\t")"#,
        Format::JsonLines => "read_ndjson(link)",
        Format::Json => return Err(no_format(Tool::Polars, job)),
    };
    Ok(program("polars", call, job))
}

fn program(library: &str, call: &str, job: &Job<'_>) -> String {
    format!(
        "import {library}\n\nlink = {}\ntable = {library}.{call}\nprint(table)\n",
        string(job.link())
    )
}

fn format(tool: Tool, job: &Job<'_>) -> Result<(Format, bool), ToolError> {
    format::of(job.file_name()).ok_or_else(|| no_format(tool, job))
}

fn no_format(tool: Tool, job: &Job<'_>) -> ToolError {
    ToolError::Format { tool, name: shortened(job.file_name()) }
}

//! [`Tool`]: the programs and libraries that open links.

use std::fmt;

use crate::browser_headers::is_set_by_browser;

/// A program or library that opens a link; [`PresignedUrl::for_tool`](crate::PresignedUrl::for_tool) writes the text
/// for it.
///
/// # Examples
///
/// ```
/// use s3_presigner::Tool;
///
/// assert_eq!(Tool::Aria2c.to_string(), "aria2c");
/// assert!(Tool::ALL.iter().any(|tool| tool.name() == "duckdb"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Tool {
    /// `curl` 7.76 or newer, as a line for a POSIX shell. A GET without a file is printed.
    Curl,
    /// GNU `wget` 1.21, as a line for a POSIX shell. It empties the file of a GET before it knows whether the link
    /// works.
    Wget,
    /// `aria2c` 1.36, as a line for a POSIX shell: GET only.
    Aria2c,
    /// `Invoke-WebRequest` of PowerShell 5.1 or 7. Parsed by a grammar in the tests, but never run there.
    PowerShell,
    /// A program for Python's `requests` 2.
    Requests,
    /// A program for Python's `httpx` 0.28.
    Httpx,
    /// A program for Python's `aiohttp` 3, which without it would spell every link anew.
    Aiohttp,
    /// A program for Python's own `urllib`.
    Urllib,
    /// JavaScript's `fetch` for a page: the expression of [`fetch`](crate::PresignedUrl::fetch), in which the page supplies
    /// the body. No file is named.
    Fetch,
    /// A program for Node 20 or newer with its `fetch`, which unpacks objects that were stored with a `Content-Encoding`.
    Node,
    /// A program for Rust's `reqwest` 0.12 or 0.13 with its feature `blocking`.
    Reqwest,
    /// SQL for DuckDB 1.5 with its extension `httpfs`: GET only. A file that is no table comes as `read_blob`.
    DuckDb,
    /// `gdalinfo`, or `ogrinfo` for vector data, of GDAL 3.6 or newer, as a line for a POSIX shell: GET only.
    Gdal,
    /// A program for Python's `pandas` 3: GET only.
    Pandas,
    /// A program for Python's `polars` 2: GET only, and no header.
    Polars,
    /// A link in a page: GET only, and no header.
    Html,
}

impl Tool {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Curl,
        Self::Wget,
        Self::Aria2c,
        Self::PowerShell,
        Self::Requests,
        Self::Httpx,
        Self::Aiohttp,
        Self::Urllib,
        Self::Fetch,
        Self::Node,
        Self::Reqwest,
        Self::DuckDb,
        Self::Gdal,
        Self::Pandas,
        Self::Polars,
        Self::Html,
    ];

    /// The name in lower case, such as `aria2c`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::Wget => "wget",
            Self::Aria2c => "aria2c",
            Self::PowerShell => "powershell",
            Self::Requests => "requests",
            Self::Httpx => "httpx",
            Self::Aiohttp => "aiohttp",
            Self::Urllib => "urllib",
            Self::Fetch => "fetch",
            Self::Node => "node",
            Self::Reqwest => "reqwest",
            Self::DuckDb => "duckdb",
            Self::Gdal => "gdal",
            Self::Pandas => "pandas",
            Self::Polars => "polars",
            Self::Html => "html",
        }
    }

    /// Whether it sends this method.
    pub(crate) fn sends(self, method: &str) -> bool {
        match self {
            Self::Aria2c | Self::DuckDb | Self::Gdal | Self::Pandas | Self::Polars | Self::Html => {
                method == "GET"
            }
            // Its `-Method` takes these alone.
            Self::PowerShell => matches!(method, "GET" | "HEAD" | "PUT" | "POST" | "DELETE"),
            _ => true,
        }
    }

    /// Whether it sends this header with this method where it is asked to, and goes on to work.
    pub(crate) fn sends_header(self, method: &str, name: &str) -> bool {
        match self {
            Self::Polars | Self::Html => false,
            // The length of a body, `fetch` gives by itself, and no other.
            Self::Fetch | Self::Node if name == "content-length" => {
                matches!(method, "PUT" | "POST")
            }
            // It writes this one by itself.
            Self::Node => name != "sec-fetch-mode",
            Self::Fetch => !is_set_by_browser(name),
            // They ask for ranges of their own, and take the answer to one of another's for a mistake.
            Self::Wget | Self::Aria2c | Self::DuckDb | Self::Gdal => name != "range",
            _ => true,
        }
    }

    /// The endings of the tables that it reads from a link.
    pub(crate) fn endings(self) -> &'static str {
        match self {
            // Its `read_json` opens local files alone.
            Self::Polars => ".parquet, .csv, .tsv, .jsonl or .ndjson",
            _ => ".parquet, .csv, .tsv, .json, .jsonl or .ndjson",
        }
    }

    /// Whether it leaves `.` and `..` in a path as they are.
    pub(crate) fn keeps_dot_segments(self) -> bool {
        matches!(self, Self::Curl | Self::Aria2c | Self::Aiohttp | Self::Urllib | Self::Pandas)
    }
}

impl fmt::Display for Tool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

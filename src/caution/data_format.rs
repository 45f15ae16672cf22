//! Formats whose readers ask for the head of a file before they read it.

/// How the name of such a format ends; of a path in its canonical spelling, in which the end is spelled as itself.
pub(super) fn suffix_of(path: &str) -> Option<&'static str> {
    let (bare, last) = parted_at_dot(path)?;
    let is_packed = PACKED.iter().any(|packed| last.eq_ignore_ascii_case(packed));
    let suffix = if is_packed { parted_at_dot(bare)?.1 } else { last };
    let mut known = FORMATS.iter().flat_map(|(suffixes, _)| suffixes.iter());
    known.find(|known| suffix.eq_ignore_ascii_case(known)).copied()
}

/// What the last dot of the last name begins, and what stands before that.
fn parted_at_dot(path: &str) -> Option<(&str, &str)> {
    // Endings are short, and looked for from their end.
    let at = path.bytes().rposition(|byte| byte == b'.' || byte == b'/')?;
    path.split_at_checked(at).filter(|(_, last)| last.starts_with('.'))
}

/// The tools that open the format and ask with HEAD first: runs of `DuckDB` 1.5.5, fsspec 2026.9.0, polars 2.1.0 and
/// pyarrow 26.0.1 over fsspec.
pub(super) fn tools_of(suffix: &str) -> &'static [&'static str] {
    let known = FORMATS.iter().find(|(suffixes, _)| suffixes.contains(&suffix));
    known.map_or(&[], |(_, tools)| tools)
}

/// How text is packed; its readers unpack it on the way.
const PACKED: [&str; 3] = [".gz", ".zst", ".bz2"];

/// JSON is left out, as pages load it far more often than tools do; its lines are not.
const FORMATS: [(&[&str], &[&str]); 4] = [
    (&[".csv", ".tsv"], &["DuckDB", "polars", "fsspec"]),
    (&[".parquet"], &["DuckDB", "fsspec", "pyarrow over fsspec"]),
    (&[".ndjson", ".jsonl", ".geojson", ".duckdb"], &["DuckDB", "fsspec"]),
    (
        &[".arrow", ".avro", ".feather", ".orc", ".h5", ".hdf5", ".nc", ".nc4"],
        &["fsspec", "pyarrow over fsspec", "h5py and xarray over fsspec"],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_the_last_name_tells_whatever_its_case() {
        for (path, suffix) in [
            ("/a.parquet", Some(".parquet")),
            ("/a/b.CSV", Some(".csv")),
            ("/a/b.csv.gz", Some(".csv")),
            ("/a.jsonl.zst", Some(".jsonl")),
            ("/bucket/%C3%A9.nc", Some(".nc")),
            ("/.csv", Some(".csv")),
            ("/a.json", None),
            ("/a.gz", None),
            ("/cat.jpg", None),
            ("/csv", None),
            ("/a.csv/b", None),
            ("/a.csv/", None),
            ("/a.parquet2", None),
            ("/", None),
            ("", None),
        ] {
            assert_eq!(suffix_of(path), suffix, "{path}");
        }
    }

    #[test]
    fn each_has_its_tools() {
        assert_eq!(tools_of(".csv"), ["DuckDB", "polars", "fsspec"]);
        let mut suffixes = FORMATS.iter().flat_map(|(suffixes, _)| suffixes.iter());
        assert!(suffixes.all(|suffix| !tools_of(suffix).is_empty()));
        assert!(tools_of(".jpg").is_empty());
    }
}

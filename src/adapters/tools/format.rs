//! [`Format`]: of which kind a table is, by the ending of its name.

/// The format of a file that is a table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Parquet,
    Csv,
    Tsv,
    Json,
    /// One JSON object a line.
    JsonLines,
}

/// The format that the ending of a name tells, and whether the file is packed with gzip.
pub(super) fn of(name: &str) -> Option<(Format, bool)> {
    let name = name.to_ascii_lowercase();
    let plain = name.strip_suffix(".gz");
    let format = match plain.unwrap_or(&name).rsplit_once('.')?.1 {
        "parquet" | "pq" if plain.is_none() => Format::Parquet,
        "csv" => Format::Csv,
        "tsv" | "tab" => Format::Tsv,
        "json" => Format::Json,
        "jsonl" | "ndjson" => Format::JsonLines,
        _ => return None,
    };
    Some((format, plain.is_some()))
}

/// Whether the ending of a name is one of vector data that `ogrinfo` reads from one file.
pub(super) fn is_vector(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["fgb", "geojson", "gml", "gpkg", "kml"]
        .iter()
        .any(|ending| name.ends_with(&format!(".{ending}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_tells_the_format() {
        for (name, is) in [
            ("a.b.PARQUET", Some((Format::Parquet, false))),
            ("a.csv", Some((Format::Csv, false))),
            ("a.tsv.gz", Some((Format::Tsv, true))),
            ("a.json", Some((Format::Json, false))),
            ("a.ndjson.GZ", Some((Format::JsonLines, true))),
            ("a.parquet.gz", None),
            ("csv", None),
            ("a.csv.zip", None),
            ("", None),
        ] {
            assert!(of(name) == is, "{name:?}");
        }
        assert!(is_vector("a.GeoJSON") && !is_vector("geojson") && !is_vector("a.tif"));
    }
}

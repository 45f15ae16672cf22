//! The tools, and the line of a shell that runs each: `$1` is the address, `$2` the same file on disk.

/// What the server does to a long read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Long {
    /// It answers slowly, so that the ranges last longer than a link.
    Ranges,
    /// It cuts the download off when the link has died, so that the tool has to resume.
    Resumed,
    /// Nothing: it asks for all at once.
    AtOnce,
}

pub(crate) struct Tool {
    pub(crate) name: &'static str,
    /// Prints its version, and nothing else that begins with a digit.
    pub(crate) version: &'static str,
    pub(crate) file: &'static str,
    pub(crate) line: &'static str,
    pub(crate) long: Long,
}

const fn program(name: &'static str, version: &'static str, line: &'static str) -> Tool {
    Tool { name, version, file: "table.csv", line, long: Long::Resumed }
}

const fn at_once(tool: Tool) -> Tool {
    Tool { long: Long::AtOnce, ..tool }
}

const fn reader(
    name: &'static str,
    version: &'static str,
    file: &'static str,
    line: &'static str,
) -> Tool {
    Tool { name, version, file, line, long: Long::Ranges }
}

pub(crate) static TOOLS: [Tool; 18] = [
    at_once(program(
        "`curl -I -L`",
        CURL,
        "curl -fsSIL \"$1\" | grep -i \"^content-length: $(stat -c %s \"$2\")\"",
    )),
    program(
        "`curl -L --retry`",
        CURL,
        "curl -fsSL --retry 2 --retry-all-errors -C - -o out \"$1\"; cmp out \"$2\"",
    ),
    at_once(program("`wget --spider`", WGET, "wget -nv --spider \"$1\"")),
    program("`wget`", WGET, "wget -nv --tries 3 -O out \"$1\"; cmp out \"$2\""),
    program(
        "`wget --tries 1`, then `wget -c`",
        WGET,
        "wget -nv --tries 1 -O out \"$1\" || wget -nv -c -O out \"$1\"; cmp out \"$2\"",
    ),
    program("`wget -N` twice", WGET, "wget -nv -N \"$1\"; wget -nv -N \"$1\"; cmp * \"$2\""),
    program(
        "`wget -N --no-if-modified-since` twice",
        WGET,
        "for _ in 1 2; do wget -nv -N --no-if-modified-since \"$1\"; done; cmp * \"$2\"",
    ),
    program("`aria2c`", ARIA2, "aria2c -q --retry-wait=1 -o out \"$1\"; cmp out \"$2\""),
    at_once(program(
        "`aria2c -x4 -k1M`",
        ARIA2,
        "aria2c -q -x4 -s4 -k1M --max-download-limit=3M -o out \"$1\"; cmp out \"$2\"",
    )),
    program(
        "`aria2c --use-head=true`",
        ARIA2,
        "aria2c -q --retry-wait=1 --use-head=true -o out \"$1\"; cmp out \"$2\"",
    ),
    at_once(program("`axel -n 4`", "axel --version", "axel -q -n 4 -o out \"$1\"; cmp out \"$2\"")),
    reader("fsspec `open`", "py version fsspec", "table.parquet", "py fsspec"),
    reader("DuckDB `read_parquet`", "py version duckdb", "table.parquet", "py duckdb"),
    reader("GDAL `/vsicurl/` (rasterio)", "py version gdal", "picture.tif", "py gdal"),
    reader("polars `scan_csv`", "py version polars", "table.csv", "py polars_csv"),
    at_once(reader(
        "polars `scan_parquet`",
        "py version polars",
        "table.parquet",
        "py polars_parquet",
    )),
    reader(
        "`samtools view` of a region",
        "samtools --version",
        "reads.bam",
        "for file in \"$1\" \"$2\"; do samtools view -c \"$file\" chr1:1000-2000; done | uniq | wc -l | grep -x 1",
    ),
    reader(
        "`ffmpeg -ss`",
        "ffmpeg -version",
        "film.mp4",
        "for file in \"$1\" \"$2\"; do ffmpeg -v error -ss 18 -i \"$file\" -f md5 -; done | uniq | wc -l | grep -x 1",
    ),
];

const CURL: &str = "curl --version";
const WGET: &str = "wget --version";
const ARIA2: &str = "aria2c --version";

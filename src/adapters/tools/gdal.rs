//! `gdalinfo` and `ogrinfo` of GDAL.

use super::format;
use super::job::Job;
use super::shell::Line;

pub(super) fn line(job: &Job<'_>) -> String {
    let is_vector = format::is_vector(job.file_name());
    let mut line = Line::new(if is_vector { "ogrinfo -ro -al" } else { "gdalinfo" });
    // Else it asks with HEAD, which a GET link refuses, lists the folder under the query of the link, and sends what
    // `~/.netrc` has for any host, which S3 refuses beside a signature.
    line.plain(
        "--config CPL_VSIL_CURL_USE_HEAD NO --config GDAL_DISABLE_READDIR_ON_OPEN EMPTY_DIR \
         --config GDAL_HTTP_NETRC NO",
    );
    let headers: Vec<_> = job.headers().map(in_list).collect();
    if !headers.is_empty() {
        line.option("--config GDAL_HTTP_HEADERS", &headers.join(","));
    }
    line.word(&format!("/vsicurl/{}", job.link()));
    line.text()
}

/// A header in a list that commas part: in quotes, in which a backslash takes away the meaning of the next.
fn in_list((name, value): (&str, &str)) -> String {
    let header = format!("{name}: {value}").replace('\\', r"\\").replace('"', r#"\""#);
    format!("\"{header}\"")
}

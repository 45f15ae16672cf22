//! GNU `wget`.

use super::job::{Job, Task};
use super::shell::Line;

pub(super) fn line(job: &Job<'_>) -> String {
    let mut line = Line::new("wget");
    match &job.task {
        Task::Download(file) => line.option("--output-document", &file.as_path()),
        // `--content-on-error` shows why S3 refuses.
        Task::ShowHeaders => line.plain("--server-response --content-on-error --output-document -"),
        _ => line.plain("--content-on-error --output-document -"),
    }
    if job.method() != "GET" {
        line.option("--method", job.method());
    }
    for (name, value) in job.headers().chain(job.own_type()) {
        line.option("--header", &format!("{name}: {value}"));
    }
    match &job.task {
        Task::Upload(file) => line.option("--body-file", &file.as_path()),
        Task::SendNothing => line.option("--body-data", ""),
        _ => {}
    }
    line.end(job)
}

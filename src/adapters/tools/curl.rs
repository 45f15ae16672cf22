//! `curl`.

use super::job::{File, Job, Task};
use super::shell::Line;

pub(super) fn line(job: &Job<'_>) -> String {
    // What `--fail-with-body` prints would be written into the file, over a good one.
    let is_saved = matches!(job.task, Task::Download(File::Given(_)));
    let fail = if is_saved { "--fail" } else { "--fail-with-body" };
    let mut line = Line::new("curl");
    // Without the other two, curl reads brackets as ranges and folds dot segments.
    line.plain(&format!("{fail} --globoff --path-as-is"));
    match job.method() {
        "GET" => {}
        // `--request HEAD` would wait for a body.
        "HEAD" => line.plain("--head"),
        method => line.option("--request", method),
    }
    for (name, value) in job.headers() {
        // `name:` would take the header away; `name;` sends it without a value.
        let header = if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") };
        line.option("--header", &header);
    }
    match &job.task {
        Task::Download(file @ File::Given(_)) => line.option("--output", &file.as_path()),
        Task::Upload(file) if !job.ends_with_slash() => {
            line.option("--upload-file", &file.as_path());
        }
        // To a path that ends with a slash, `--upload-file` would add the name of the file. The shell opens the file:
        // curl 7.88 only warns where there is none, and would send nothing over what is there.
        Task::Upload(file) => {
            push_data(job, &mut line, "@-");
            return line.end_reading(job, &file.as_path());
        }
        Task::SendNothing => push_data(job, &mut line, ""),
        _ => {}
    }
    line.end(job)
}

/// `--data…` says that the body is a form, and S3 would keep that as the object's type.
fn push_data(job: &Job<'_>, line: &mut Line, data: &str) {
    if !job.has_type() {
        line.option("--header", "content-type:");
    }
    line.option("--data-binary", data);
}

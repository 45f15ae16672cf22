//! `aria2c`.

use super::job::{Job, Task};
use super::shell::Line;

pub(super) fn line(job: &Job<'_>) -> String {
    // It would read an object that it takes for a list of other downloads, put a number behind the name of a file that
    // is there, and send what `~/.netrc` has for the host, which S3 refuses beside a signature.
    let mut line = Line::new("aria2c");
    line.plain(
        "--follow-torrent=false --follow-metalink=false --allow-overwrite=true --no-netrc=true",
    );
    for (name, value) in job.headers() {
        line.option("--header", &format!("{name}: {value}"));
    }
    if let Task::Download(file) = &job.task {
        // `--out` is looked for below `--dir`.
        let (folder, name) = match file.name().rsplit_once('/') {
            Some(("", name)) => ("/", name),
            Some((folder, name)) => (folder, name),
            None => (".", file.name()),
        };
        line.option("--dir", folder);
        line.option("--out", name);
    }
    line.end(job)
}

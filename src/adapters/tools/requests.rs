//! Python's `requests`.

use super::job::{Job, Task};
use super::python::{shown, string, top};

pub(super) fn program(job: &Job<'_>) -> String {
    let method = string(job.method());
    // What `~/.netrc` has for any host would be sent as well, and S3 refuses that beside a signature.
    let call =
        format!("requests.request({method}, link, headers=headers, auth=lambda request: request");
    match &job.task {
        // The body as it came, and not as it is without its Content-Encoding.
        Task::Download(_) => format!(
            "{}\nwith {call}, stream=True) as answer:\n{}    \
             with open(path, \"wb\") as file:\n        shutil.copyfileobj(answer.raw, file)\n",
            top(&["shutil", "requests"], job, None),
            refused("    "),
        ),
        // Of an empty file, it does not see the length, and would send it in chunks.
        Task::Upload(_) => format!(
            "{}\nwith open(path, \"rb\") as file:\n    \
             data = file if os.path.getsize(path) else b\"\"\n    answer = {call}, data=data)\n{}{}\n",
            top(&["os", "requests"], job, None),
            refused(""),
            shown(job),
        ),
        _ => {
            let data = if matches!(job.task, Task::SendNothing) { ", data=b\"\"" } else { "" };
            let top = top(&["requests"], job, None);
            format!("{top}\nanswer = {call}{data})\n{}{}\n", refused(""), shown(job))
        }
    }
}

/// Without the link, which the library's own error would show.
fn refused(indent: &str) -> String {
    format!(
        "{indent}if not answer.ok:\n{indent}    raise SystemExit(f\"{{answer.status_code}} {{answer.text}}\")\n"
    )
}

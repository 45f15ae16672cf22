//! Python's `httpx`.

use super::job::{Job, Task};
use super::python::{shown, string, top};

pub(super) fn program(job: &Job<'_>) -> String {
    let method = string(job.method());
    // S3 may take longer than the 5 seconds that it waits by itself.
    let arguments = format!("{method}, link, headers=headers, timeout=60, follow_redirects=True");
    match &job.task {
        // The body as it came, and not as it is without its Content-Encoding.
        Task::Download(_) => format!(
            "{}\nwith httpx.stream({arguments}) as answer:\n    if not answer.is_success:\n        \
             answer.read()\n{}    with open(path, \"wb\") as file:\n        \
             for piece in answer.iter_raw():\n            file.write(piece)\n",
            top(&["httpx"], job, None),
            refused("    "),
        ),
        Task::Upload(_) => format!(
            "{}\nwith open(path, \"rb\") as file:\n    \
             answer = httpx.request({arguments}, content=file)\n{}{}\n",
            top(&["httpx"], job, None),
            refused(""),
            shown(job),
        ),
        _ => {
            let content =
                if matches!(job.task, Task::SendNothing) { ", content=b\"\"" } else { "" };
            let top = top(&["httpx"], job, None);
            let call = format!("httpx.request({arguments}{content})");
            format!("{top}\nanswer = {call}\n{}{}\n", refused(""), shown(job))
        }
    }
}

/// Without the link, which the library's own error would show.
fn refused(indent: &str) -> String {
    format!(
        "{indent}if not answer.is_success:\n{indent}    \
         raise SystemExit(f\"{{answer.status_code}} {{answer.text}}\")\n"
    )
}

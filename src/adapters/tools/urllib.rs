//! Python's own `urllib`.

use super::job::{Job, Task};
use super::python::{string, top};

pub(super) fn program(job: &Job<'_>) -> String {
    let imports = ["os", "shutil", "urllib.error", "urllib.request"];
    let (open, data) = match job.task {
        // Without its length, a file would be sent in chunks.
        Task::Upload(_) => (
            "headers[\"content-length\"] = str(os.path.getsize(path))\ndata = open(path, \"rb\")\n",
            "data",
        ),
        Task::SendNothing => ("", "b\"\""),
        _ => ("", "None"),
    };
    let outcome = match job.task {
        // It takes a transfer that was cut off for a whole one.
        Task::Download(_) => {
            "with open(path, \"wb\") as file:\n            shutil.copyfileobj(answer, file)\n        \
             if answer.length:\n            raise SystemExit(\"the transfer was cut off\")"
        }
        Task::ShowHeaders => "print(answer.headers)",
        _ => "print(answer.read().decode())",
    };
    format!(
        "{}{open}\nrequest = urllib.request.Request(link, {data}, headers, method={})\ntry:\n    \
         with urllib.request.urlopen(request) as answer:\n        {outcome}\n\
         except urllib.error.HTTPError as error:\n    \
         raise SystemExit(f\"{{error.code}} {{error.read().decode()}}\") from None\n",
        top(&imports, job, job.own_type()),
        string(job.method()),
    )
}

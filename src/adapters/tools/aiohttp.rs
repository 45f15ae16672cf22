//! Python's `aiohttp`.

use super::job::{Job, Task};
use super::python::{string, top};

pub(super) fn program(job: &Job<'_>) -> String {
    let open = match job.task {
        Task::Upload(_) => "        with open(path, \"rb\") as data:\n    ",
        _ => "",
    };
    let data = match job.task {
        Task::Upload(_) => ", data=data",
        Task::SendNothing => ", data=b\"\"",
        _ => "",
    };
    // `encoded` says that nothing is to be spelled anew. The library ends a transfer after 5 minutes, unpacks what has a
    // Content-Encoding, and gives a body a type.
    format!(
        "{}\nasync def main():\n    url = yarl.URL(link, encoded=True)\n    \
         timeout = aiohttp.ClientTimeout(total=None, sock_read=60)\n    \
         async with aiohttp.ClientSession(timeout=timeout, auto_decompress=False) as session:\n{open}        \
         async with session.request({}, url, headers=headers, skip_auto_headers=[\"Content-Type\"]{data}) as answer:\n\
         {}\n\nasyncio.run(main())\n",
        top(&["asyncio", "aiohttp", "yarl"], job, None),
        string(job.method()),
        indented(outcome(job), if open.is_empty() { 12 } else { 16 }),
    )
}

/// What is done with the answer.
fn outcome(job: &Job<'_>) -> [&'static str; 5] {
    // Without the link, which the library's own error would show.
    let [is_refused, refuse] =
        ["if not answer.ok:", "    raise SystemExit(f\"{answer.status} {await answer.text()}\")"];
    match job.task {
        Task::Download(_) => [
            is_refused,
            refuse,
            "with open(path, \"wb\") as file:",
            "    async for piece in answer.content.iter_chunked(65536):",
            "        file.write(piece)",
        ],
        Task::ShowHeaders => [
            is_refused,
            refuse,
            r#"print(*map(": ".join, answer.headers.items()), sep="\n")"#,
            "",
            "",
        ],
        _ => [is_refused, refuse, "print(await answer.text())", "", ""],
    }
}

fn indented(lines: [&str; 5], by: usize) -> String {
    let lines = lines.iter().filter(|line| !line.is_empty());
    lines.map(|line| format!("{}{line}", " ".repeat(by))).collect::<Vec<_>>().join("\n")
}
